// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/pagefile.h"
#include "api/store/sqlitehandle.h"

#include <QSet>
#include <QString>

#include <functional>

namespace sitebook {

/// Told what part of the way is done, from 0 to 100; false ends the work.
using ProgressHandler = std::function<bool(int percent)>;

/// Whether \a row can only be one of a library: its identifier, a website, or an item.
bool isLibraryRow(const StoredRow &row);

/// Takes everything that can be read of a damaged library into a new one. Tables and indexes are read along their trees
/// as far as these hold; pages that nothing leads to any more are looked through one by one. Each row is checked before
/// it counts. What only the indexes know of what is lost goes into temporary tables of the new library:
///
/// - `seen_websites (key, id)`, `seen_addresses (key, address)`, `seen_materials (kind, id)`, `seen_links`: what the
///   indexes know;
/// - `stray_websites (key)`, `stray_materials (key)`: what was found on pages that nothing leads to, so that it may
///   also have been deleted;
/// - `patchy (kind, id, lost_json)`: what lost a part, -1 being the kind of a website.
class Salvage
{
public:
    /// From \a pages into \a library, which is new and in a transaction.
    Salvage(PageFile &pages, sqlite3 *library);

    /// Reads everything; an error is one of the new library.
    StoreError run(const ProgressHandler &progress);
    /// Whether nothing of the table or index \a name is lost.
    bool isWhole(const QString &name) const { return m_roots.contains(name) && !m_torn.contains(name); }
    /// Whether \a progress ended it.
    bool isStopped() const { return m_stopped; }

private:
    using Values = std::vector<StoredValue>;
    using Taker = bool (Salvage::*)(const StoredRow &row);

    PageFile &m_pages;
    sqlite3 *m_library;
    StoreError m_error;
    /// The first page of each table and index.
    QHash<QString, quint32> m_roots;
    QSet<QString> m_torn;
    bool m_isStray = false;
    bool m_stopped = false;
    qint64 m_done = 0;
    sqlite::Query m_website;
    sqlite::Query m_material;
    sqlite::Query m_link;
    sqlite::Query m_property;
    sqlite::Query m_program;
    sqlite::Query m_seenWebsite;
    sqlite::Query m_seenAddress;
    sqlite::Query m_seenMaterial;
    sqlite::Query m_strayWebsite;
    sqlite::Query m_strayMaterial;
    sqlite::Query m_patchy;

    void prepare();
    bool walk(quint32 root, const std::function<bool(const StoredRow &)> &take, const ProgressHandler &progress);
    void readTree(const QString &name, Taker take, const ProgressHandler &progress);
    void readStrays(const ProgressHandler &progress);
    void takeStray(const StoredRow &row);
    bool step(const ProgressHandler &progress);

    bool takeWebsite(const StoredRow &row);
    bool takeMaterial(const StoredRow &row);
    bool takeLink(const StoredRow &row);
    bool takeLinkOfIndex(const StoredRow &row);
    bool takeProperty(const StoredRow &row);
    bool takeProgram(const StoredRow &row);
    bool takeSeenWebsite(const StoredRow &row);
    bool takeSeenAddress(const StoredRow &row);
    bool takeSeenMaterial(const StoredRow &row);
    void insert(const sqlite::Query &query, std::initializer_list<std::variant<qint64, QByteArrayView>> values);
    void insertLink(qint64 website, qint64 kind, qint64 position, QByteArrayView id);
    void notePatchy(qint64 kind, QByteArrayView id, bool lostJson);
};

} // namespace sitebook
