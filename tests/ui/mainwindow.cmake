# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(backupdialog LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(framewatch LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(historydialog LINK sitebook_ui sitebook_test_support SOURCES windowfixture.cpp windowfixture.h
                            ../app/foreignserver.cpp ../app/foreignserver.h)
sitebook_test(itemhistorydialog LINK sitebook_ui sitebook_test_support SOURCES windowfixture.cpp windowfixture.h
                                ../app/foreignserver.cpp ../app/foreignserver.h)
sitebook_test(recoverywindow LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(mainwindow LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(servers LINK sitebook_ui sitebook_test_support SOURCES windowfixture.cpp windowfixture.h
                      ../app/foreignserver.cpp ../app/foreignserver.h)
sitebook_test(
  safetycopydialog
  LINK
  sitebook_ui
  sitebook_test_support
  SOURCES
  windowfixture.cpp
  windowfixture.h
  ../app/foreignserver.cpp
  ../app/foreignserver.h)
sitebook_test(linkcheck LINK sitebook_ui sitebook_test_support SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(search LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(trashsearch LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(linking LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(badlibraries LINK sitebook_ui sitebook_test_support SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(textline LINK sitebook_ui)
sitebook_test(approval LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
sitebook_test(program LINK sitebook_ui SOURCES windowfixture.cpp windowfixture.h)
add_dependencies(tst_program sitebook sitebookd)

# Not a test: takes the pictures of the README.
add_executable(screenshots screenshots.cpp windowfixture.cpp windowfixture.h)
target_link_libraries(screenshots PRIVATE sitebook_test_pch sitebook_ui)
target_precompile_headers(screenshots REUSE_FROM sitebook_test_pch)
get_filename_component(qm_folder ${SITEBOOK_QM_FILES} DIRECTORY)
qt_add_resources(screenshots translations PREFIX /i18n BASE ${qm_folder} FILES ${SITEBOOK_QM_FILES})
add_dependencies(screenshots sitebook_ui_lrelease)
