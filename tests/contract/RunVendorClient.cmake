# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(NOT NODE)
  message(FATAL_ERROR "Node.js was not found. Install it (Debian: nodejs, npm) and configure again.")
endif()
if(NOT EXISTS ${FOLDER}/node_modules/@pieces.app/pieces-os-client OR NOT EXISTS ${FOLDER}/node_modules/ajv)
  message(FATAL_ERROR "The vendor's client is not installed. Run `npm install` in ${FOLDER}, or installer/setup.sh.")
endif()
execute_process(COMMAND ${NODE} ${FOLDER}/vendor-client.mjs ${SERVER} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "The vendor's client and the server do not agree.")
endif()
