# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(canonicalurl LINK sitebook_web)
sitebook_test(netscapebookmarks LINK sitebook_exchange)
sitebook_test(importplan LINK sitebook_exchange)
sitebook_test(libraryjson LINK sitebook_exchange SOURCES ${PROJECT_SOURCE_DIR}/resources/sample/sample.qrc)
if(TARGET sitebookd)
  sitebook_test(sitebookd LINK sitebook_exchange)
  add_dependencies(tst_sitebookd sitebookd)
endif()
