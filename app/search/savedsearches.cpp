// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/savedsearches.h"

#include "app/library/journalstore.h"
#include "app/library/library.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

SavedSearches::SavedSearches(Library *library, const QString &place, QObject *parent)
    : QObject(parent)
    , m_library(library)
    // A path or an address is no good name for a group of settings.
    , m_oldGroup(u"searches/"_s
          + QString::fromLatin1(QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha1).toHex()))
{
    read();
}

void SavedSearches::read()
{
    const std::function question = [](JournalStore &store) { return store.searches(); };
    m_library->journal().ask<KeptSearches>(question, this, [this](const KeptSearches &kept) {
        // Until they are read, nothing is written in their place.
        constexpr auto pause = std::chrono::seconds(5);
        if (kept.isRead)
            load(kept);
        else
            QTimer::singleShot(pause, this, &SavedSearches::read);
    });
}

void SavedSearches::load(const KeptSearches &kept)
{
    m_isLoaded = true;
    const QList<SavedSearch> old = kept.isKept ? QList<SavedSearch>() : fromSettings();
    // What a person was quick enough to save meanwhile stays, behind those that were there.
    const QList<SavedSearch> early = std::exchange(m_searches, kept.searches + old);
    for (const SavedSearch &search : early) {
        if (!find(search.id))
            m_searches.append(search);
    }
    if (!old.isEmpty() || !early.isEmpty())
        m_library->journal().setSearches(m_searches);
    if (!m_searches.isEmpty())
        emit changed();
}

QList<SavedSearch> SavedSearches::fromSettings() const
{
    QList<SavedSearch> searches;
    QSettings settings;
    const int count = settings.beginReadArray(m_oldGroup);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const SavedSearch search{settings.value("id"_L1).toString(), settings.value("name"_L1).toString(),
            settings.value("query"_L1).toString(), settings.value("header"_L1).toByteArray(),
            settings.value("bestFirst"_L1, true).toBool()};
        // What somebody wrote there by hand may be anything.
        const bool isKnown = std::ranges::find(searches, search.id, &SavedSearch::id) != searches.end();
        if (!search.id.isEmpty() && !search.name.isEmpty() && !search.query.isEmpty() && !isKnown)
            searches.append(search);
    }
    settings.endArray();
    return searches;
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
    if (m_isLoaded) // or load() writes them with those that are there
        m_library->journal().setSearches(m_searches);
    emit changed();
}

} // namespace sitebook
