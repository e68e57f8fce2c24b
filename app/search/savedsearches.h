// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/savedsearch.h"

#include <QList>
#include <QObject>

#include <optional>

namespace sitebook {

class Library;

/// The searches that a person saved for one library, kept in its journal, which moves and is backed up with it; every
/// change is written at once.
class SavedSearches : public QObject
{
    Q_OBJECT

public:
    /// Of \a library. \a place is the path of its file, or the address of its server, by which earlier versions kept
    /// them in the settings of the program: a journal in which none were ever kept takes those over. They stay in the
    /// settings, for the day when a backup of an earlier version takes the journal's place.
    SavedSearches(Library *library, const QString &place, QObject *parent = nullptr);

    /// In the order in which they were saved.
    const QList<SavedSearch> &all() const { return m_searches; }
    std::optional<SavedSearch> find(const QString &id) const;
    /// Saves \a search, in the place of the one with its identifier; nothing without a name or a query.
    void save(const SavedSearch &search);
    /// Puts \a search, which was removed, back to where it was, \a position.
    void restore(const SavedSearch &search, qsizetype position);
    /// Removes the search \a id; where it was.
    qsizetype remove(const QString &id);

signals:
    void changed();

private:
    Library *m_library;
    /// The group of the settings with those of earlier versions.
    QString m_oldGroup;
    QList<SavedSearch> m_searches;
    bool m_isLoaded = false;

    void read();
    void load(const KeptSearches &kept);
    QList<SavedSearch> fromSettings() const;
    void write();
};

} // namespace sitebook
