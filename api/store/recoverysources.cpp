// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/recoverysources.h"

#include "api/store/backups.h"
#include "api/store/migrations.h"
#include "api/store/salvage.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int mostNames = 20;

#define WEBSITE_FIELDS                                                                                                 \
    "url, address, name, created, updated, score_manual, score_automatic, score_priority, score_reuse, score_update, " \
    "score_reference, score_searched, json"
#define MATERIAL_FIELDS "name, created, updated, json, contents"

/// The kinds that have items, or that have none, as a list of SQL.
QString kindList(bool haveItems)
{
    QStringList kinds;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems() == haveItems)
            kinds.append(QString::number(static_cast<int>(traits.kind)));
    }
    return u'(' + kinds.join(u',') + u')';
}

QString microseconds(const QDateTime &moment)
{
    return QString::number(moment.toMSecsSinceEpoch() * 1000);
}

} // namespace

RecoverySources::RecoverySources(const QString &path, sqlite3 *library)
    : m_path(path)
    , m_library(library)
{
}

void RecoverySources::run(const QString &sql)
{
    sqlite::readOne(m_library, sql, m_error);
}

qint64 RecoverySources::number(const QString &sql)
{
    return sqlite::readNumber(m_library, sql, m_error);
}

QStringList RecoverySources::texts(const QString &sql)
{
    QStringList result;
    const sqlite::Query rows = sqlite::prepare(m_library, sql, m_error);
    while (sqlite::next(rows, m_error))
        result.append(sqlite::text(rows, 0));
    return result;
}

/// Attaches the file \a path as \a name, if it is whole, and what it should be.
bool RecoverySources::attach(const QString &path, const QString &name, int applicationId, int newestVersion)
{
    const QString uri = u"file:%1?mode=ro"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(path, "/")));
    StoreError error;
    sqlite::readOne(m_library, u"ATTACH %1 AS %2"_s.arg(sqlite::quoted(uri), name), error);
    if (error)
        return false;
    const auto pragma = [&](const QString &what) {
        return sqlite::readOne(m_library, u"PRAGMA %1.%2"_s.arg(name, what), error);
    };
    if (pragma(u"application_id"_s).toInt() == applicationId && pragma(u"user_version"_s).toInt() <= newestVersion
        && pragma(u"quick_check(1)"_s) == "ok"_L1 && !error)
        return true;
    StoreError ignored;
    sqlite::readOne(m_library, u"DETACH "_s + name, ignored);
    return false;
}

void RecoverySources::attach()
{
    m_hasJournal = QFile::exists(journalOf(m_path))
        && attach(journalOf(m_path), u"journal"_s, journalApplicationId, journalVersion);
    const QList<BackupFile> backups = backupsOf(m_path);
    for (const BackupFile &backup : backups) {
        if (attach(backup.path, u"backup"_s, libraryApplicationId, static_cast<int>(libraryMigrations().size()))) {
            m_backup = backup.moment;
            return;
        }
    }
}

StoreError RecoverySources::complete(const Salvage &salvage, LibraryRecovery &recovery)
{
    readJournal();
    dropDeletedStrays(salvage);
    recovery.websites.read = number(u"SELECT count(*) FROM main.websites"_s);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        recovery.materials[static_cast<std::size_t>(traits.kind)].read =
            number(u"SELECT count(*) FROM main.materials WHERE kind = %1"_s.arg(static_cast<int>(traits.kind)));
    }
    if (m_backup.isValid())
        takeFromBackup(salvage, recovery);
    rebuild(salvage, recovery);
    takeLinks(salvage, recovery);
    countRest(salvage, recovery);
    return m_error;
}

/// What was deleted and unlinked, and when, and not taken back since: `deleted` and `unlinked`.
void RecoverySources::readJournal()
{
    run(u"CREATE TEMP TABLE deleted (kind INTEGER, id TEXT, moment INTEGER, PRIMARY KEY (kind, id))"_s);
    run(u"CREATE TEMP TABLE unlinked (website TEXT, kind INTEGER, id TEXT, moment INTEGER, "
        "PRIMARY KEY (website, kind, id))"_s);
    if (!m_hasJournal)
        return;
    // The types are those of Operation (create, delete, link, unlink: 0, 2, 3, 4); the state 2 is confirmed.
    run(u"INSERT INTO deleted SELECT kind, item, max(id) FROM journal.operations WHERE type = 2 AND state = 2 "
        "GROUP BY kind, item"_s);
    run(u"DELETE FROM deleted WHERE EXISTS (SELECT 1 FROM journal.operations AS o WHERE o.item = deleted.id "
        "AND o.kind = deleted.kind AND o.type = 0 AND o.state <= 2 AND o.id > deleted.moment)"_s);
    run(u"INSERT INTO unlinked SELECT item, kind, other, max(id) FROM journal.operations WHERE type = 4 AND state = 2 "
        "GROUP BY item, kind, other"_s);
    run(u"DELETE FROM unlinked WHERE EXISTS (SELECT 1 FROM journal.operations AS o WHERE o.item = unlinked.website "
        "AND o.kind = unlinked.kind AND o.other = unlinked.id AND o.type = 3 AND o.state <= 2 "
        "AND o.id > unlinked.moment)"_s);
}

/// What was found on pages that nothing leads to may have been deleted before.
void RecoverySources::dropDeletedStrays(const Salvage &salvage)
{
    run(u"DELETE FROM main.websites WHERE key IN (SELECT key FROM stray_websites) AND id "_s
        + (salvage.isWhole(u"sqlite_autoindex_websites_1"_s) ? u"NOT IN (SELECT id FROM seen_websites)"_s
                                                             : u"IN (SELECT id FROM deleted WHERE kind = -1)"_s));
    run(u"DELETE FROM main.materials WHERE key IN (SELECT key FROM stray_materials) AND (kind, id) "_s
        + (salvage.isWhole(u"sqlite_autoindex_materials_1"_s) ? u"NOT IN (SELECT kind, id FROM seen_materials)"_s
                                                              : u"IN (SELECT kind, id FROM deleted)"_s));
}

void RecoverySources::takeFromBackup(const Salvage &salvage, LibraryRecovery &recovery)
{
    run(u"CREATE TEMP TABLE taken (kind INTEGER, id TEXT, PRIMARY KEY (kind, id))"_s);
    const QString isDeleted = u"(SELECT 1 FROM deleted AS d WHERE d.kind = %1 AND d.id = b.id AND d.moment >= %2)"_s;
    const QString since = microseconds(m_backup);
    if (!salvage.isWhole(u"websites"_s)) {
        // An index that is whole knows exactly what was there.
        run(u"INSERT INTO taken SELECT -1, id FROM backup.websites AS b WHERE id NOT IN (SELECT id FROM main.websites) "
            "AND NOT EXISTS "_s
            + isDeleted.arg(u"-1"_s, since)
            + (salvage.isWhole(u"sqlite_autoindex_websites_1"_s) ? u" AND id IN (SELECT id FROM seen_websites)"_s
                                                                 : QString()));
        // The key that links name it by, if it is known; another if that one has been given to somebody else.
        for (const QString &key :
            {u"COALESCE((SELECT s.key FROM seen_websites AS s WHERE s.id = b.id), b.key)"_s, u"NULL"_s})
            run(u"INSERT OR IGNORE INTO main.websites (key, id, " WEBSITE_FIELDS ") SELECT %1, id, " WEBSITE_FIELDS
                " FROM backup.websites AS b WHERE id IN (SELECT id FROM taken WHERE kind = -1) ORDER BY b.key"_s.arg(
                    key));
        recovery.websites.fromBackup = number(u"SELECT count(*) FROM taken WHERE kind = -1"_s);
    }
    if (!salvage.isWhole(u"materials"_s)) {
        run(u"INSERT INTO taken SELECT kind, id FROM backup.materials AS b WHERE (kind, id) NOT IN "
            "(SELECT kind, id FROM main.materials) AND NOT EXISTS "_s
            + isDeleted.arg(u"b.kind"_s, since)
            + (salvage.isWhole(u"sqlite_autoindex_materials_1"_s)
                    ? u" AND (kind, id) IN (SELECT kind, id FROM seen_materials)"_s
                    : QString()));
        for (const QString &key : {u"b.key"_s, u"NULL"_s})
            run(u"INSERT OR IGNORE INTO main.materials (key, kind, id, " MATERIAL_FIELDS ") SELECT %1, kind, "
                "id, " MATERIAL_FIELDS
                " FROM backup.materials AS b WHERE (kind, id) IN (SELECT kind, id FROM taken) ORDER BY b.key"_s.arg(
                    key));
        for (const AssociationTraits &traits : allAssociationTraits()) {
            recovery.materials[static_cast<std::size_t>(traits.kind)].fromBackup =
                number(u"SELECT count(*) FROM taken WHERE kind = %1"_s.arg(static_cast<int>(traits.kind)));
        }
    }
    if (!salvage.isWhole(u"programs"_s)
        && number(u"SELECT count(*) FROM backup.sqlite_master WHERE name = 'programs'"_s))
        run(u"INSERT OR IGNORE INTO main.programs SELECT * FROM backup.programs"_s);
    // A new library has an identifier of its own, which is to be that of the old one.
    if (!salvage.isWhole(u"properties"_s))
        run(u"INSERT OR REPLACE INTO main.properties SELECT name, value FROM backup.properties"_s);
    patch();
}

/// Gives what lost a part that part as the backup has it, where the rest is the same.
void RecoverySources::patch()
{
    run(u"UPDATE main.websites AS w SET json = b.json FROM backup.websites AS b, patchy AS p "
        "WHERE b.id = w.id AND p.kind = -1 AND p.id = w.id AND p.lost_json"_s);
    run(u"UPDATE main.materials AS m SET json = b.json, contents = b.contents FROM backup.materials AS b, patchy AS p "
        "WHERE b.kind = m.kind AND b.id = m.id AND p.kind = m.kind AND p.id = m.id "
        "AND (p.lost_json OR b.json = m.json)"_s);
    run(u"DELETE FROM patchy WHERE (kind, id) IN (SELECT m.kind, m.id FROM main.materials AS m "
        "JOIN backup.materials AS b ON b.kind = m.kind AND b.id = m.id AND b.json = m.json "
        "AND b.contents IS m.contents AND b.updated = m.updated)"_s);
    run(u"DELETE FROM patchy WHERE kind = -1 AND id IN (SELECT w.id FROM main.websites AS w "
        "JOIN backup.websites AS b ON b.id = w.id AND b.json = w.json AND b.url = w.url AND b.name = w.name "
        "AND b.updated = w.updated)"_s);
}

/// Websites of which only the indexes know are there again, with their address and their links.
void RecoverySources::rebuild(const Salvage &salvage, LibraryRecovery &recovery)
{
    if (salvage.isWhole(u"websites"_s))
        return;
    const bool allKnown = salvage.isWhole(u"sqlite_autoindex_websites_1"_s);
    const qint64 before = number(u"SELECT count(*) FROM main.websites"_s);
    run(u"INSERT OR IGNORE INTO main.websites (key, id, url, address, name, created, updated, json) "
        "SELECT a.key, COALESCE(s.id, lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "
        "substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))), "
        "a.address, a.address, COALESCE(%1, a.address), %2, %2, '{}' FROM seen_addresses AS a "
        "LEFT JOIN seen_websites AS s ON s.key = a.key WHERE a.key NOT IN (SELECT key FROM main.websites) AND (%3)"_s
            .arg(nameOf(u"-1"_s, u"s.id"_s), microseconds(QDateTime::currentDateTimeUtc()),
                allKnown ? u"s.id IS NOT NULL"_s : u"1"_s));
    recovery.websites.rebuilt = number(u"SELECT count(*) FROM main.websites"_s) - before;
}

/// An expression for the last name that the journal knows of an item; NULL without a journal.
QString RecoverySources::nameOf(const QString &kind, const QString &id) const
{
    if (!m_hasJournal)
        return u"NULL"_s;
    return u"(SELECT COALESCE(json_extract(after, '$.name'), json_extract(after, '$.text'), "
           "json_extract(before, '$.name'), json_extract(before, '$.text')) FROM journal.operations AS o WHERE o.item "
           "= %2 "
           "AND o.kind = %1 AND json_valid(o.after) AND json_valid(o.before) AND "
           "(o.after LIKE '%\"name\"%' OR o.after LIKE '%\"text\"%' OR o.before LIKE '%\"name\"%') "
           "ORDER BY o.id DESC LIMIT 1)"_s.arg(kind, id);
}

/// Inserts the links (website, kind, position, id) of \a selection that are not there, behind those that are.
void RecoverySources::insertLinks(const QString &selection)
{
    run(u"INSERT OR IGNORE INTO main.links (website, kind, position, id) SELECT website, kind, "
        "COALESCE((SELECT max(l.position) + 1 FROM main.links AS l WHERE l.website = s.website AND l.kind = s.kind), 0)"
        " + row_number() OVER (PARTITION BY website, kind ORDER BY position) - 1, id FROM (%1) AS s "
        "WHERE website IN (SELECT key FROM main.websites) "
        "AND (kind IN %2 OR (kind, id) IN (SELECT kind, id FROM main.materials)) "
        "AND (kind, id, website) NOT IN (SELECT kind, id, website FROM main.links)"_s.arg(selection, kindList(false)));
}

void RecoverySources::takeLinks(const Salvage &salvage, LibraryRecovery &recovery)
{
    run(u"INSERT OR IGNORE INTO main.links SELECT website, kind, position, id FROM seen_links "
        "WHERE website IN (SELECT key FROM main.websites) "
        "AND (kind IN %1 OR (kind, id) IN (SELECT kind, id FROM main.materials)) ORDER BY website, kind, position"_s
            .arg(kindList(false)));
    insertLinks(u"SELECT website, kind, position, id FROM seen_links"_s);
    recovery.links.read = number(u"SELECT count(*) FROM main.links"_s);
    recovery.links.mayBeMore = !salvage.isWhole(u"links"_s) && !salvage.isWhole(u"links_item"_s);
    if (recovery.links.mayBeMore && m_backup.isValid()) {
        insertLinks(u"SELECT w.key AS website, b.kind AS kind, b.position AS position, b.id AS id "
                    "FROM backup.links AS b JOIN backup.websites AS bw ON bw.key = b.website "
                    "JOIN main.websites AS w ON w.id = bw.id WHERE NOT EXISTS (SELECT 1 FROM unlinked AS u "
                    "WHERE u.website = w.id AND u.kind = b.kind AND u.id = b.id AND u.moment >= %1)"_s.arg(
                        microseconds(m_backup)));
        recovery.links.fromBackup = number(u"SELECT count(*) FROM main.links"_s) - recovery.links.read;
    }
    recovery.links.lost = number(u"SELECT count(*) FROM seen_links WHERE (kind, id, website) NOT IN "
                                 "(SELECT kind, id, website FROM main.links)"_s);
}

void RecoverySources::countRest(const Salvage &salvage, LibraryRecovery &recovery)
{
    recovery.backup = m_backup;
    const auto countPatchy = [this](RecoveryCount &count, const QString &kind, const QString &table) {
        count.patchy = number(u"SELECT count(*) FROM patchy WHERE kind = "_s + kind);
        count.patchyNames = texts(u"SELECT i.name FROM patchy JOIN main.%1 AS i USING (id) WHERE patchy.kind = %2 "
                                  "ORDER BY i.name LIMIT %3"_s.arg(table, kind)
                                      .arg(mostNames));
    };
    const auto countLost = [this](RecoveryCount &count, const QString &kind, const QString &lost) {
        count.lost = number(u"SELECT count(*) FROM (%1)"_s.arg(lost));
        count.lostNames = texts(u"SELECT COALESCE(%1, lost.id) FROM (%2) AS lost ORDER BY 1 LIMIT %3"_s
                                    .arg(nameOf(kind, u"lost.id"_s), lost)
                                    .arg(mostNames));
    };
    const bool allWebsites = salvage.isWhole(u"sqlite_autoindex_websites_1"_s);
    recovery.websites.mayBeMore = !salvage.isWhole(u"websites"_s) && !allWebsites;
    countPatchy(recovery.websites, u"-1"_s, u"websites"_s);
    countLost(recovery.websites, u"-1"_s,
        u"SELECT id FROM seen_websites WHERE id NOT IN (SELECT id FROM main.websites)"_s
            + (allWebsites ? QString()
                           : u" UNION SELECT '#' || website FROM seen_links WHERE website NOT IN "
                             "(SELECT key FROM main.websites) AND website NOT IN (SELECT key FROM seen_websites)"_s));
    const bool allMaterials = salvage.isWhole(u"sqlite_autoindex_materials_1"_s);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        const QString kind = QString::number(static_cast<int>(traits.kind));
        RecoveryCount &count = recovery.materials[static_cast<std::size_t>(traits.kind)];
        count.mayBeMore = !salvage.isWhole(u"materials"_s) && !allMaterials;
        countPatchy(count, kind, u"materials"_s);
        countLost(count, kind,
            u"SELECT id FROM (SELECT id FROM seen_materials WHERE kind = %1%2) "
            "WHERE id NOT IN (SELECT id FROM main.materials WHERE kind = %1)"_s.arg(
                kind, allMaterials ? QString() : u" UNION SELECT id FROM seen_links WHERE kind = "_s + kind));
    }
}

} // namespace sitebook
