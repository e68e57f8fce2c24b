# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(router LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(routermaterials LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(routerbatch LINK sitebook_server SOURCES servicefixture.cpp servicefixture.h)
sitebook_test(server LINK sitebook_server)
sitebook_test(serverlists LINK sitebook_server)
sitebook_test(gatekeeper LINK sitebook_server)
sitebook_test(hostile LINK sitebook_server SOURCES rawclient.cpp rawclient.h)
sitebook_test(hostilebodies LINK sitebook_server SOURCES rawclient.cpp rawclient.h)
sitebook_test(hostileclients LINK sitebook_server SOURCES rawclient.cpp rawclient.h)
