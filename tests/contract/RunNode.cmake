# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Runs SCRIPT of FOLDER with NODE: cmake -DNODE=… -DFOLDER=… -DSCRIPT=… -P RunNode.cmake -- ARGUMENTS…
if(NOT NODE)
  message(FATAL_ERROR "Node.js was not found. Install it (Debian: nodejs, npm) and configure again.")
endif()
foreach(module @pieces.app/pieces-os-client @stoplight/prism-cli ajv ws)
  if(NOT EXISTS ${FOLDER}/node_modules/${module})
    message(FATAL_ERROR "${module} is not installed. Run `npm install` in ${FOLDER}, or installer/setup.sh.")
  endif()
endforeach()

set(arguments)
set(mine TRUE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(NOT mine)
    list(APPEND arguments "${CMAKE_ARGV${i}}")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(mine FALSE)
  endif()
endforeach()
execute_process(COMMAND ${NODE} ${FOLDER}/${SCRIPT} ${arguments} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${SCRIPT} failed.")
endif()
