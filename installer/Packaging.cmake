# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later

# What `cmake --install` and the packages (cpack, in the build folder) bring onto a machine.
include(GNUInstallDirs)
set(sitebook_id org.sitebook.Sitebook)
set(sitebook_resources ${PROJECT_SOURCE_DIR}/resources)

foreach(program sitebook sitebookd)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

install(FILES ${sitebook_resources}/${sitebook_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${sitebook_resources}/${sitebook_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(
  FILES ${sitebook_resources}/${sitebook_id}.mime.xml
  DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages
  RENAME ${sitebook_id}.xml)
set(sitebook_icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
foreach(size 16 32 48 256)
  install(
    FILES ${sitebook_resources}/icons/sitebook-${size}.png
    DESTINATION ${sitebook_icons}/${size}x${size}/apps
    RENAME ${sitebook_id}.png)
endforeach()
install(
  FILES ${sitebook_resources}/icons/sitebook.svg
  DESTINATION ${sitebook_icons}/scalable/apps
  RENAME ${sitebook_id}.svg)
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/sitebook)
install(
  FILES ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/sitebook
  RENAME copyright)

set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGE_NAME sitebook)
set(CPACK_PACKAGE_VENDOR "The Sitebook developers")
set(CPACK_PACKAGE_CONTACT "The Sitebook developers <sitebook@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Library of the websites behind your work")
set(CPACK_PACKAGE_DESCRIPTION
    "Sitebook keeps the websites behind your work together with what they
belong with: snippets and files, people, conversations, summaries and tags.
It brings its own server, sitebookd, of the Website API of Pieces OS, so it
works alone, beside Pieces OS, and from any client of that API.")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins that Qt loads at run time: the library's database, and the SVG icons. The xcb platform is in libqt6gui6 itself.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland")
include(CPack)
