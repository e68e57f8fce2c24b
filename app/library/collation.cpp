// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/collation.h"

namespace sitebook {

QCollator nameCollator()
{
    QLocale locale = QLocale().collation();
    // Qt sorts the C locale by bytes, and its sort keys in another order than compare().
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English);
    QCollator collator(locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    return collator;
}

} // namespace sitebook
