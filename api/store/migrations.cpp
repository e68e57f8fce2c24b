// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/migrations.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::Migrations)
};

StoreError runAll(QSqlQuery &query, const QStringList &statements)
{
    for (const QString &statement : statements) {
        if (!query.exec(statement))
            return StoreError::fromSql(query.lastError());
    }
    return {};
}

} // namespace

const QList<QStringList> &libraryMigrations()
{
    // Moments are microseconds since 1970. `json` holds, as one object, every key that has no column of its own.
    // `address` is the url as the look-up compares it. `contents` is the item with the contents of its formats; it
    // comes last so that reading the columns before it does not touch its pages. A link names its item by id, not by
    // key, because items of some kinds are never in a library, and because the list of websites is then read without a
    // join. The primary key of links serves the list, the index the way back, and makes each link unique.
    static const QList<QStringList> migrations{
        {
            u"CREATE TABLE properties (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"_s,
            u"INSERT INTO properties (name, value) VALUES ('identifier', lower(hex(randomblob(4)) || '-' || "
            "hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || "
            "'-' || hex(randomblob(6))))"_s,
            u"CREATE TABLE websites (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, url TEXT NOT NULL, "
            "address TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, "
            "score_manual INTEGER NOT NULL DEFAULT 0, score_automatic INTEGER NOT NULL DEFAULT 0, "
            "score_priority INTEGER NOT NULL DEFAULT 0, score_reuse INTEGER NOT NULL DEFAULT 0, "
            "score_update INTEGER NOT NULL DEFAULT 0, score_reference INTEGER NOT NULL DEFAULT 0, "
            "score_searched INTEGER NOT NULL DEFAULT 0, json TEXT NOT NULL)"_s,
            u"CREATE INDEX websites_address ON websites (address)"_s,
            u"CREATE TABLE materials (key INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL, "
            "name TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, json TEXT NOT NULL, "
            "contents TEXT, UNIQUE (kind, id))"_s,
            u"CREATE INDEX materials_kind ON materials (kind)"_s,
            u"CREATE TABLE links (website INTEGER NOT NULL REFERENCES websites (key) ON DELETE CASCADE, "
            "kind INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, "
            "PRIMARY KEY (website, kind, position)) WITHOUT ROWID"_s,
            u"CREATE UNIQUE INDEX links_item ON links (kind, id, website)"_s,
            u"CREATE TRIGGER materials_deleted AFTER DELETE ON materials BEGIN "
            "DELETE FROM links WHERE kind = OLD.kind AND id = OLD.id; END"_s,
        },
        {
            u"CREATE TABLE programs (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, "
            "platform TEXT NOT NULL, permission INTEGER NOT NULL, first_seen INTEGER NOT NULL, "
            "last_seen INTEGER NOT NULL)"_s,
        },
    };
    return migrations;
}

StoreError migrate(QSqlDatabase &database, int from, const QList<QStringList> &migrations)
{
    QSqlQuery query(database);
    for (int version = from; version < migrations.size(); ++version) {
        QStringList statements{u"BEGIN IMMEDIATE"_s};
        if (version == 0)
            statements.append(u"PRAGMA application_id = %1"_s.arg(libraryApplicationId));
        statements += migrations.at(version);
        statements.append(u"PRAGMA user_version = %1"_s.arg(version + 1));
        statements.append(u"COMMIT"_s);
        const StoreError error = runAll(query, statements);
        if (!error)
            continue;
        query.exec(u"ROLLBACK"_s);
        if (version == 0)
            return error;
        return {StoreError::Kind::MigrationFailed,
            Words::tr("The library could not be brought from version %1 to version %2 and is unchanged: %3")
                .arg(version)
                .arg(version + 1)
                .arg(error.message)};
    }
    return {};
}

} // namespace sitebook
