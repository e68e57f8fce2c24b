// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <optional>

namespace sitebook {

/// A query that a person gave a name, with how its list looks.
struct SavedSearch
{
    QString id;
    QString name;
    QString query;
    /// The state of the list's header: columns, widths, order.
    QByteArray header{};
    bool bestFirst = true;

    bool operator==(const SavedSearch &) const = default;
};

/// The searches that a person saved for one library, in the settings of the program; every change is written at once.
class SavedSearches : public QObject
{
    Q_OBJECT

public:
    /// \a library is where the library is: the path of its file, or the address of its server.
    explicit SavedSearches(const QString &library, QObject *parent = nullptr);

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
    QString m_group;
    QList<SavedSearch> m_searches;

    void write();
};

} // namespace sitebook
