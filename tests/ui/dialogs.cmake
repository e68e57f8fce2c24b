# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
foreach(dialog importdialog connectdialog materialdialog)
  sitebook_test(
    ${dialog}
    LINK
    sitebook_ui
    sitebook_test_support
    SOURCES
    libraryfixture.h)
endforeach()
