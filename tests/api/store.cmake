# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
sitebook_test(store LINK sitebook_store)
sitebook_test(storeopen LINK sitebook_store)
sitebook_test(backups LINK sitebook_store)
sitebook_test(recovery LINK sitebook_store)
