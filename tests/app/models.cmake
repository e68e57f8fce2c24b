# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(websitelistmodel LINK sitebook_models sitebook_test_support)
sitebook_test(journalmodel LINK sitebook_models sitebook_test_support SOURCES foreignserver.cpp)
sitebook_test(trashmodel LINK sitebook_models sitebook_test_support)
sitebook_test(typedwords LINK sitebook_search sitebook_test_support SOURCES naivequery.cpp naivequery.h)
sitebook_test(websitesearch LINK sitebook_models sitebook_test_support SOURCES naivequery.cpp naivequery.h)
sitebook_test(materialmodels LINK sitebook_models sitebook_test_support)
sitebook_test(sidebarmodel LINK sitebook_models sitebook_test_support)
sitebook_test(tagtree LINK sitebook_models sitebook_test_support)
