// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/linkcheck.h"
#include "app/library/websitecolumns.h"

#include <QHash>
#include <QObject>

#include <tsl/robin_map.h>

namespace sitebook {

class Library;

/// What the last checks of the addresses of a library found, kept in its journal. Only websites that were checked take
/// memory. A finding is about an address: it counts for as long as the website has that one.
class LinkChecks : public QObject
{
    Q_OBJECT

public:
    using Row = WebsiteColumns::Row;

    /// Of \a library, which is its parent, and whose changes it has to hear of before anybody who asks it.
    explicit LinkChecks(Library *library);
    ~LinkChecks() override;

    /// What is known of the address of the website at \a row. May be asked by several threads while nobody changes the
    /// library.
    LinkState state(Row row) const;
    /// The same with all that is known.
    LinkFinding finding(Row row) const;
    /// Takes \a checks over, and writes them to the journal. Those of websites that are gone or have another address
    /// by now are left out.
    void record(const QList<LinkCheck> &checks);

signals:
    /// What is known of these websites is something else now; changes of their addresses are told by the library.
    void changed(const QList<quint32> &rows);

private:
    struct Entry
    {
        /// A hash of the address that was checked.
        std::size_t address = 0;
        qint64 moment = 0;
        qint16 status = 0;
        LinkState state = LinkState::Unknown;
    };
    struct Words
    {
        QString reason;
        QString movedTo;
    };

    Library *m_library;
    tsl::robin_map<Row, Entry> m_entries;
    /// Of those that have any.
    QHash<Row, Words> m_words;
    /// What the journal has of websites that are not there (yet).
    QHash<QString, LinkCheck> m_waiting;

    const Entry *entry(Row row) const;
    void take(Row row, const LinkCheck &check);
    void load(const QList<LinkCheck> &checks);
    void onAdded(const QList<quint32> &rows);
    void onRemoved(const QList<quint32> &rows);
    void forgetGone();
};

} // namespace sitebook
