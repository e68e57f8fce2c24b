// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/savedsearches.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

SavedSearches::SavedSearches(const QString &library, QObject *parent)
    : QObject(parent)
    // A path or an address is no good name for a group of settings.
    , m_group(u"searches/"_s
          + QString::fromLatin1(QCryptographicHash::hash(library.toUtf8(), QCryptographicHash::Sha1).toHex()))
{
    QSettings settings;
    const int count = settings.beginReadArray(m_group);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const SavedSearch search{settings.value("id"_L1).toString(), settings.value("name"_L1).toString(),
            settings.value("query"_L1).toString(), settings.value("header"_L1).toByteArray(),
            settings.value("bestFirst"_L1, true).toBool()};
        // What somebody wrote there by hand may be anything.
        if (!search.id.isEmpty() && !search.name.isEmpty() && !search.query.isEmpty() && !find(search.id))
            m_searches.append(search);
    }
    settings.endArray();
}

std::optional<SavedSearch> SavedSearches::find(const QString &id) const
{
    const auto found = std::ranges::find(m_searches, id, &SavedSearch::id);
    return found == m_searches.end() ? std::nullopt : std::optional(*found);
}

void SavedSearches::save(const SavedSearch &search)
{
    constexpr qsizetype longestName = 100;
    SavedSearch clean = search;
    clean.name = search.name.simplified().left(longestName);
    clean.query = search.query.trimmed();
    if (clean.id.isEmpty() || clean.name.isEmpty() || clean.query.isEmpty())
        return;
    const auto found = std::ranges::find(m_searches, clean.id, &SavedSearch::id);
    if (found == m_searches.end())
        m_searches.append(clean);
    else if (*found != clean)
        *found = clean;
    else
        return;
    write();
}

void SavedSearches::restore(const SavedSearch &search, qsizetype position)
{
    if (find(search.id))
        return;
    m_searches.insert(std::clamp<qsizetype>(position, 0, m_searches.size()), search);
    write();
}

qsizetype SavedSearches::remove(const QString &id)
{
    const auto found = std::ranges::find(m_searches, id, &SavedSearch::id);
    if (found == m_searches.end())
        return -1;
    const qsizetype position = found - m_searches.begin();
    m_searches.erase(found);
    write();
    return position;
}

void SavedSearches::write()
{
    QSettings settings;
    settings.remove(m_group);
    settings.beginWriteArray(m_group, static_cast<int>(m_searches.size()));
    for (int i = 0; i < m_searches.size(); ++i) {
        const SavedSearch &search = m_searches.at(i);
        settings.setArrayIndex(i);
        settings.setValue("id"_L1, search.id);
        settings.setValue("name"_L1, search.name);
        settings.setValue("query"_L1, search.query);
        settings.setValue("header"_L1, search.header);
        settings.setValue("bestFirst"_L1, search.bestFirst);
    }
    settings.endArray();
    emit changed();
}

} // namespace sitebook
