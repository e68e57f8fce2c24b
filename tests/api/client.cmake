# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
if(NOT TARGET sitebook_test_support)
  add_subdirectory(${PROJECT_SOURCE_DIR}/tests/support ${CMAKE_BINARY_DIR}/tests/support)
endif()
sitebook_test(client LINK sitebook_client sitebook_test_support)
sitebook_test(clienterrors LINK sitebook_client sitebook_test_support)
sitebook_test(clientlist LINK sitebook_client sitebook_test_support)
sitebook_test(clientreply LINK sitebook_client sitebook_test_support)
sitebook_test(clientserver LINK sitebook_client sitebook_test_support)
sitebook_test(clientsplitter LINK sitebook_client)
sitebook_test(materialreader LINK sitebook_client)
sitebook_test(identifierstream LINK sitebook_client sitebook_test_support)
