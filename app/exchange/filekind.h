// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sitebook {

/// Why \a text, in UTF-8, cannot be HTML, in words for people that say what it is instead; empty when it may be.
QString whyNotHtml(const QByteArray &text);

/// Whether the HTML \a text is a file of bookmarks, rather than any other page.
bool hasShapeOfBookmarks(const QByteArray &text);

} // namespace sitebook
