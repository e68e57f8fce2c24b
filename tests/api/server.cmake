# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test_library(sitebook_service_fixture SOURCES servicefixture.cpp servicefixture.h LINK sitebook_server)
sitebook_test(jsonpen LINK sitebook_server)
sitebook_test(router LINK sitebook_service_fixture)
sitebook_test(routermaterials LINK sitebook_service_fixture)
sitebook_test(routerbatch LINK sitebook_service_fixture)
sitebook_test(server LINK sitebook_server)
sitebook_test(serverlists LINK sitebook_server)
sitebook_test(gatekeeper LINK sitebook_server)
sitebook_test_library(
  sitebook_raw_client
  SOURCES
  rawclient.cpp
  rawclient.h
  ${PROJECT_SOURCE_DIR}/tests/support/rawanswer.cpp
  ${PROJECT_SOURCE_DIR}/tests/support/rawanswer.h
  LINK
  sitebook_server)
foreach(name hostile hostilebodies hostileclients)
  sitebook_test(${name} LINK sitebook_raw_client)
endforeach()
