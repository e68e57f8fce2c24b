// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/bookmarkfolders.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

// Deeper folders are read as if they were this deep: nobody has them, but a file may.
constexpr qsizetype deepestFolder = 100;

} // namespace

void BookmarkFolders::announce(const QString &name, bool isOwn)
{
    m_announced = isOwn ? name : QString();
    // A slash would make two folders of it; the division slash looks the same.
    m_announced.replace(u'/', u'\u2215');
}

void BookmarkFolders::enter()
{
    const QString name = std::exchange(m_announced, {});
    if (m_paths.size() >= deepestFolder) {
        ++m_tooDeep;
        return;
    }
    const QString above = path();
    m_paths.append(name.isEmpty() ? above : above.isEmpty() ? name : above + u'/' + name);
}

bool BookmarkFolders::leave()
{
    m_announced.clear();
    if (m_tooDeep > 0)
        --m_tooDeep;
    else if (!m_paths.isEmpty())
        m_paths.removeLast();
    else
        return false;
    return true;
}

} // namespace sitebook
