# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of Sitebook is compiled with.
add_library(sitebook_options INTERFACE)
target_include_directories(sitebook_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(
  sitebook_options
  INTERFACE SITEBOOK_VERSION="${PROJECT_VERSION}"
            QT_NO_CAST_FROM_ASCII
            QT_NO_CAST_TO_ASCII
            QT_NO_CAST_FROM_BYTEARRAY
            QT_NO_URL_CAST_FROM_STRING
            QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
            QT_NO_FOREACH
            QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(
  sitebook_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wold-style-cast
            -Woverloaded-virtual
            -Wnon-virtual-dtor
            -Werror=switch
            # GCC's optimiser guesses about what it calls uninitialized, and guesses wrong about std::optional.
            "$<$<BOOL:${SITEBOOK_WARNINGS_AS_ERRORS}>:-Werror;-Wno-error=maybe-uninitialized>")
if(SITEBOOK_SANITIZE OR SITEBOOK_FUZZ)
  # The library's own checks see what the sanitizers cannot: an index behind the end but inside the memory, an empty optional.
  target_compile_definitions(sitebook_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(SITEBOOK_SANITIZE)
  target_compile_options(sitebook_options INTERFACE -fsanitize=address,undefined
                                                    -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(sitebook_options INTERFACE -fsanitize=address,undefined)
endif()
if(SITEBOOK_FUZZ)
  # Undefined behaviour stops the fuzzer, too, so that it keeps the input.
  target_compile_options(sitebook_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
                                                    -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(sitebook_options INTERFACE -fsanitize=address,undefined)
endif()

# lld links each of the test programs several times faster; any linker will do.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld SITEBOOK_HAS_LLD)
if(SITEBOOK_HAS_LLD)
  target_link_options(sitebook_options INTERFACE -fuse-ld=lld)
endif()

# sitebook_library(<name> SOURCES … LINK … [PCH …]) adds the static library of one folder. Without headers of its own to
# precompile it takes those of sitebook_types: such a header costs as much as ten sources, and a fifth of a gigabyte.
function(sitebook_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PCH" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC sitebook_options Qt6::Core ${arg_LINK})
  if(arg_PCH)
    target_precompile_headers(${name} PRIVATE ${arg_PCH})
  else()
    target_precompile_headers(${name} REUSE_FROM sitebook_types)
  endif()
endfunction()
