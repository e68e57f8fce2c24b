// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"

class QDateTime;

namespace sitebook {

/// Understands \a text as a query; dates like `today` are meant at the moment \a now, in its time zone. Never fails:
/// what is not understood is plain text, and a term that is not finished at the end of the text is left out.
Query parseQuery(const QString &text, const QDateTime &now);
/// The same, now.
Query parseQuery(const QString &text);

} // namespace sitebook
