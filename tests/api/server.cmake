# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(jsonpen LINK sitebook_server)
sitebook_test(router LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(routermaterials LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(routerbatch LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(server LINK sitebook_server)
sitebook_test(serverlists LINK sitebook_server)
sitebook_test(gatekeeper LINK sitebook_server)
set(raw_client rawclient.cpp rawclient.h ${PROJECT_SOURCE_DIR}/tests/support/rawanswer.cpp
               ${PROJECT_SOURCE_DIR}/tests/support/rawanswer.h)
foreach(name hostile hostilebodies hostileclients)
  sitebook_test(${name} LINK sitebook_server SOURCES ${raw_client})
endforeach()
