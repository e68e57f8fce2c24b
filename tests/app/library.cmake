# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(groups LINK sitebook_library sitebook_test_support)
sitebook_test(fold LINK sitebook_search)
sitebook_test(websitecolumns LINK sitebook_library)
sitebook_test(operation LINK sitebook_library)
sitebook_test(query LINK sitebook_search)
sitebook_test(placequery LINK sitebook_search sitebook_test_support)
sitebook_test(highlighter LINK sitebook_search)
sitebook_test(querycompletion LINK sitebook_search sitebook_test_support)
sitebook_test(quickfind LINK sitebook_search sitebook_test_support)
sitebook_test(querymatcher LINK sitebook_search sitebook_test_support sitebook_naive_query)
sitebook_test(savedsearches LINK sitebook_search sitebook_foreign_server)
sitebook_test(websitematcher LINK sitebook_search sitebook_foreign_server)
sitebook_test(features LINK sitebook_library sitebook_foreign_server)
sitebook_test(conflicts LINK sitebook_library sitebook_server sitebook_foreign_server)
sitebook_test(deleting LINK sitebook_library sitebook_foreign_server)
sitebook_test(itemhistory LINK sitebook_library sitebook_foreign_server)
sitebook_test(outbox LINK sitebook_library sitebook_foreign_server)
sitebook_test(linkchecker LINK sitebook_check sitebook_test_support)
sitebook_test(linkchecks LINK sitebook_check sitebook_foreign_server)
sitebook_test(journal LINK sitebook_library sitebook_foreign_server)
sitebook_test(
  faultynetwork
  LINK
  sitebook_library
  sitebook_server
  sitebook_foreign_server
  SOURCES
  randomwork.cpp
  randomwork.h
  serverrelay.h
  ${PROJECT_SOURCE_DIR}/tests/bench/httpconnection.cpp
  ${PROJECT_SOURCE_DIR}/tests/support/rawanswer.cpp)
sitebook_test(groupsender LINK sitebook_library sitebook_foreign_server)
sitebook_test(libraryloader LINK sitebook_library sitebook_foreign_server)
sitebook_test(filewebsites LINK sitebook_library sitebook_server)
sitebook_test(websiteorders LINK sitebook_library sitebook_test_support)
sitebook_test(library LINK sitebook_library sitebook_server)
sitebook_test(synchronizer LINK sitebook_library sitebook_server sitebook_foreign_server)
sitebook_test(savedservers LINK sitebook_session)
sitebook_test(session LINK sitebook_session sitebook_test_support)
sitebook_test(
  mirror
  LINK
  sitebook_mirror
  sitebook_server
  sitebook_foreign_server
  SOURCES
  mirrorfixture.h)
add_dependencies(tst_mirror sitebookd)
sitebook_test(
  restore
  LINK
  sitebook_mirror
  sitebook_server
  sitebook_foreign_server
  SOURCES
  mirrorfixture.h)
