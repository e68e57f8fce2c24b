// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/websitestore.h"

#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/rowreader.h"
#include "api/store/statement.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

#define WEBSITE_COLUMNS                                                                                                \
    "key, id, url, name, created, updated, score_manual, score_automatic, score_priority, score_reuse, score_update, " \
    "score_reference, score_searched, CAST(json AS BLOB)"

/// Reads the columns of \a row: a WebsiteRecord, which lasts, of a Statement, or a WebsiteRow, which does not, of a
/// RowReader.
template<class Website, class Row> Website readWebsite(const Row &row)
{
    Website website;
    website.key = row.integer(0);
    website.id = row.text(1);
    website.url = row.text(2);
    website.name = row.text(3);
    website.created = row.moment(4);
    website.updated = row.moment(5);
    int column = 6;
    for (int Score::*counter : {&Score::manual, &Score::automatic, &Score::priority, &Score::reuse, &Score::update,
             &Score::reference, &Score::searched})
        website.score.*counter = static_cast<int>(row.integer(column++));
    website.json = row.bytes(13);
    return website;
}

/// The links of one website, kept while their reader goes on to those of the next.
class LinksOfRow
{
public:
    void clear()
    {
        m_text.resize(0); // keeps the memory
        m_ends.clear();
    }

    void add(AssociationKind kind, QByteArrayView id)
    {
        m_text.append(id);
        m_ends.emplace_back(kind, m_text.size());
    }

    std::span<const WebsiteRow::Link> links()
    {
        m_links.clear();
        qsizetype start = 0;
        for (const auto &[kind, end] : m_ends) {
            m_links.push_back({kind, QByteArrayView(m_text).sliced(start, end - start)});
            start = end;
        }
        return m_links;
    }

private:
    QByteArray m_text;
    std::vector<std::pair<AssociationKind, qsizetype>> m_ends;
    std::vector<WebsiteRow::Link> m_links;
};

} // namespace

WebsiteStore::WebsiteStore(Database &database)
    : m_database(database)
{
}

StoreError WebsiteStore::list(const Visitor &visit)
{
    // Both are read in the order of the websites' keys and merged, so that no row asks for its own links.
    RowReader websites(m_database, "SELECT " WEBSITE_COLUMNS " FROM websites ORDER BY key");
    RowReader links(m_database, "SELECT website, kind, id FROM links ORDER BY website, kind, position");
    bool more = links.next();
    LinksOfRow own;
    while (websites.next()) {
        auto website = readWebsite<WebsiteRow>(websites);
        own.clear();
        for (; more && links.integer(0) <= website.key; more = links.next()) {
            if (links.integer(0) == website.key)
                own.add(static_cast<AssociationKind>(links.integer(1)), links.text(2));
        }
        website.links = own.links();
        if (!visit(website))
            return {};
    }
    return websites.error() ? websites.error() : links.error();
}

qint64 WebsiteStore::mostWebsites()
{
    RowReader rows(m_database, "SELECT max(key) FROM websites");
    return rows.next() ? rows.integer(0) : 0;
}

StoreError WebsiteStore::identifiers(const IdentifierVisitor &visit)
{
    Statement rows(m_database, "SELECT id, updated FROM websites ORDER BY key");
    if (StoreError error = rows.run())
        return error;
    while (rows.next())
        if (!visit(rows.text(0), rows.moment(1)))
            return {};
    return rows.error();
}

Result<WebsiteRecord> WebsiteStore::get(const QString &id)
{
    Statement row(m_database, "SELECT " WEBSITE_COLUMNS " FROM websites WHERE id = ?");
    if (StoreError error = row.run(id))
        return error;
    if (row.next())
        return readWebsite<WebsiteRecord>(row);
    const StoreError error = row.error();
    return error ? error : StoreError::noSuchItem("website", id);
}

Result<std::optional<Timestamp>> WebsiteStore::updated(const QString &id)
{
    Statement row(m_database, "SELECT updated FROM websites WHERE id = ?");
    if (StoreError error = row.run(id))
        return error;
    if (row.next())
        return std::optional(row.moment(0));
    if (StoreError error = row.error())
        return error;
    return std::optional<Timestamp>();
}

Result<std::optional<QString>> WebsiteStore::find(const QString &url)
{
    Statement row(m_database, "SELECT id FROM websites WHERE address = ? ORDER BY url = ? DESC, key LIMIT 1");
    if (StoreError error = row.run(comparableAddress(url), url))
        return error;
    if (row.next())
        return std::optional(row.text(0));
    if (StoreError error = row.error())
        return error;
    return std::optional<QString>();
}

Result<qint64> WebsiteStore::create(const WebsiteRecord &website)
{
    const Score &score = website.score;
    Statement insert(m_database,
        "INSERT INTO websites (id, url, address, name, created, updated, score_manual, score_automatic, "
        "score_priority, score_reuse, score_update, score_reference, score_searched, json) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (StoreError error = insert.run(website.id, website.url, comparableAddress(website.url), website.name,
            website.created, website.updated, score.manual, score.automatic, score.priority, score.reuse, score.update,
            score.reference, score.searched, QString::fromUtf8(website.json)))
        return error;
    m_database.noteChange(std::nullopt, website.id);
    return insert.insertedKey();
}

StoreError WebsiteStore::update(const WebsiteRecord &website)
{
    const Score &score = website.score;
    Statement update(m_database,
        "UPDATE websites SET url = ?, address = ?, name = ?, created = ?, updated = MAX(?, updated + 1), "
        "score_manual = ?, score_automatic = ?, score_priority = ?, score_reuse = ?, score_update = ?, "
        "score_reference = ?, score_searched = ?, json = ? WHERE key = ?");
    if (StoreError error = update.run(website.url, comparableAddress(website.url), website.name, website.created,
            Timestamp::now(), score.manual, score.automatic, score.priority, score.reuse, score.update, score.reference,
            score.searched, QString::fromUtf8(website.json), website.key))
        return error;
    m_database.noteChange(std::nullopt, website.id);
    return {};
}

StoreError WebsiteStore::remove(const QString &id)
{
    const Result<WebsiteRecord> website = get(id);
    if (!website.ok())
        return website.error();
    // The items at the other ends change as well: they are no longer linked.
    if (StoreError error = LinkStore(m_database).clearWebsite(website.value().key))
        return error;
    Statement remove(m_database, "DELETE FROM websites WHERE key = ?");
    if (StoreError error = remove.run(website.value().key))
        return error;
    m_database.noteChange(std::nullopt, id);
    return {};
}

StoreError WebsiteStore::incrementScore(const QString &id, const ScoreIncrement &increment)
{
    Result<WebsiteRecord> website = get(id);
    if (!website.ok())
        return website.error();
    const Score before = website.value().score;
    increment.applyTo(website.value().score);
    return website.value().score == before ? StoreError() : update(website.value());
}

} // namespace sitebook
