// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/salvage.h"

#include "api/store/assetcontents.h"
#include "api/store/recordjson.h"
#include "api/types/json.h"
#include "api/types/material.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

using namespace sqlite;

namespace {

constexpr qint64 websiteKind = -1;
constexpr QLatin1StringView websiteShape("-ttttnnnnnnnnnt");

/// Whether each of \a values is what the letter of \a shape says: a number, a text, or - (nothing).
bool hasShape(const std::vector<StoredValue> &values, QLatin1StringView shape)
{
    if (values.size() != static_cast<std::size_t>(shape.size()))
        return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const char wanted = shape.at(static_cast<qsizetype>(i)).toLatin1();
        const StoredValue &value = values.at(i);
        const bool fits = wanted == 'n' ? std::holds_alternative<qint64>(value)
            : wanted == 't'             ? std::holds_alternative<QByteArray>(value)
            : wanted == '-'             ? std::holds_alternative<std::monostate>(value)
                                        : !std::holds_alternative<OtherValue>(value);
        if (!fits)
            return false;
    }
    return true;
}

qint64 number(const StoredRow &row, std::size_t column)
{
    return std::get<qint64>(row.values.at(column));
}

QByteArrayView text(const StoredRow &row, std::size_t column)
{
    return std::get<QByteArray>(row.values.at(column));
}

/// Whether \a text is text, and no bytes of something else.
bool isText(QByteArrayView text)
{
    return text.isValidUtf8();
}

/// \a text with U+FFFD for the bytes that are none.
QByteArray asText(QByteArrayView text)
{
    return isText(text) ? text.toByteArray() : QString::fromUtf8(text).toUtf8();
}

bool isIdentifier(QByteArrayView id)
{
    constexpr qsizetype longest = 1'000;
    return !id.isEmpty() && id.size() <= longest && isText(id)
        && std::ranges::none_of(id, [](char letter) { return static_cast<quint8>(letter) < ' '; });
}

bool isKind(qint64 kind)
{
    return kind >= 0 && kind < static_cast<qint64>(associationKindCount);
}

bool hasItems(qint64 kind)
{
    return isKind(kind) && associationTraits(static_cast<AssociationKind>(kind)).hasItems();
}

std::optional<QJsonObject> parsed(QByteArrayView json)
{
    return isText(json) ? objectFromJson(json.toByteArray()) : std::nullopt;
}

/// What the JSON of an item says when only its name is left.
QByteArray jsonOfName(qint64 kind, QByteArrayView id, QByteArrayView name)
{
    Material material;
    material.kind = static_cast<AssociationKind>(kind);
    material.id = QString::fromUtf8(id);
    material.name = QString::fromUtf8(name);
    MaterialRecord record;
    record.kind = material.kind;
    record.id = material.id;
    return applyChanges(record, material.toJson()).isEmpty() ? record.json : "{}"_ba;
}

} // namespace

bool isLibraryRow(const StoredRow &row)
{
    const auto &values = row.values;
    if (hasShape(values, "tt"_L1))
        return text(row, 0) == "identifier" && isIdentifier(text(row, 1));
    if (hasShape(values, websiteShape))
        return isIdentifier(text(row, 1)) && parsed(text(row, 14));
    return (hasShape(values, "-nttnnt-"_L1) || hasShape(values, "-nttnntt"_L1)) && hasItems(number(row, 1))
        && isIdentifier(text(row, 2)) && parsed(text(row, 6));
}

Salvage::Salvage(PageFile &pages, sqlite3 *library)
    : m_pages(pages)
    , m_library(library)
{
    prepare();
}

void Salvage::prepare()
{
    for (const QString &sql : {u"CREATE TEMP TABLE seen_websites (key INTEGER PRIMARY KEY, id TEXT NOT NULL)"_s,
             u"CREATE INDEX temp.seen_websites_id ON seen_websites (id)"_s,
             u"CREATE TEMP TABLE seen_addresses (key INTEGER PRIMARY KEY, address TEXT NOT NULL)"_s,
             u"CREATE TEMP TABLE seen_materials (kind INTEGER, id TEXT, PRIMARY KEY (kind, id))"_s,
             u"CREATE TEMP TABLE seen_links (website INTEGER, kind INTEGER, position INTEGER, id TEXT, "
             "PRIMARY KEY (kind, id, website))"_s,
             u"CREATE TEMP TABLE stray_websites (key INTEGER PRIMARY KEY)"_s,
             u"CREATE TEMP TABLE stray_materials (key INTEGER PRIMARY KEY)"_s,
             u"CREATE TEMP TABLE patchy (kind INTEGER, id TEXT, lost_json INTEGER, PRIMARY KEY (kind, id))"_s})
        readOne(m_library, sql, m_error);
    const auto insertion = [this](const QString &sql) {
        return sqlite::prepare(m_library, u"INSERT OR IGNORE INTO "_s + sql, m_error);
    };
    m_website = insertion(u"main.websites VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
    m_material = insertion(
        u"main.materials (contents, key, kind, id, name, created, updated, json) VALUES (NULLIF(?, ''), ?, ?, ?, ?, ?, ?, ?)"_s);
    m_link = insertion(u"temp.seen_links VALUES (?, ?, ?, ?)"_s);
    m_property =
        sqlite::prepare(m_library, u"INSERT OR REPLACE INTO main.properties (name, value) VALUES (?, ?)"_s, m_error);
    m_program = insertion(u"main.programs VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    m_seenWebsite = insertion(u"temp.seen_websites VALUES (?, ?)"_s);
    m_seenAddress = insertion(u"temp.seen_addresses VALUES (?, ?)"_s);
    m_seenMaterial = insertion(u"temp.seen_materials VALUES (?, ?)"_s);
    m_strayWebsite = insertion(u"temp.stray_websites VALUES (?)"_s);
    m_strayMaterial = insertion(u"temp.stray_materials VALUES (?)"_s);
    m_patchy = insertion(u"temp.patchy VALUES (?, ?, ?)"_s);
}

StoreError Salvage::run(const ProgressHandler &progress)
{
    walk(
        1,
        [this](const StoredRow &row) {
            // type, name, table, first page, statement
            if (!hasShape(row.values, "tttna"_L1))
                return false;
            m_roots.insert(QString::fromUtf8(text(row, 1)), static_cast<quint32>(number(row, 3)));
            return true;
        },
        progress);
    const std::initializer_list<std::pair<QString, Taker>> trees{{u"properties"_s, &Salvage::takeProperty},
        {u"websites"_s, &Salvage::takeWebsite}, {u"materials"_s, &Salvage::takeMaterial},
        {u"links"_s, &Salvage::takeLink}, {u"programs"_s, &Salvage::takeProgram},
        {u"links_item"_s, &Salvage::takeLinkOfIndex}, {u"sqlite_autoindex_websites_1"_s, &Salvage::takeSeenWebsite},
        {u"websites_address"_s, &Salvage::takeSeenAddress},
        {u"sqlite_autoindex_materials_1"_s, &Salvage::takeSeenMaterial}};
    bool allWhole = true;
    for (const auto &[name, take] : trees) {
        if (m_roots.contains(name))
            readTree(name, take, progress);
        allWhole = allWhole && isWhole(name);
    }
    if (!allWhole)
        readStrays(progress);
    return m_error;
}

bool Salvage::step(const ProgressHandler &progress)
{
    constexpr qint64 pagesAtOnce = 64;
    if (++m_done % pagesAtOnce == 0 && progress) {
        const qint64 percent = 100 * m_done / std::max<qint64>(1, m_pages.pageCount());
        m_stopped = m_stopped || !progress(static_cast<int>(std::min<qint64>(percent, 100)));
    }
    return !m_stopped && !m_error;
}

/// Hands every row below the page \a root to \a take; whether all were there, and taken.
bool Salvage::walk(quint32 root, const std::function<bool(const StoredRow &)> &take, const ProgressHandler &progress)
{
    bool isWhole = true;
    std::vector<quint32> waiting{root};
    while (!waiting.empty() && step(progress)) {
        const quint32 next = waiting.back();
        waiting.pop_back();
        if (m_pages.wasRead(next)) { // a page has one place
            isWhole = false;
            continue;
        }
        const PageFile::Page page = m_pages.read(next);
        isWhole = isWhole && page.isWhole;
        for (const StoredRow &row : page.rows)
            isWhole = take(row) && isWhole;
        waiting.insert(waiting.end(), page.children.rbegin(), page.children.rend());
    }
    return isWhole;
}

void Salvage::readTree(const QString &name, Taker take, const ProgressHandler &progress)
{
    if (!walk(
            m_roots.value(name), [this, take](const StoredRow &row) { return (this->*take)(row); }, progress))
        m_torn.insert(name);
}

/// Looks through the pages that no tree leads to and that are not free, for what the trees have lost.
void Salvage::readStrays(const ProgressHandler &progress)
{
    m_isStray = true;
    const QSet<quint32> free = m_pages.freePages().value_or(QSet<quint32>());
    for (quint32 number = 2; number <= m_pages.pageCount() && step(progress); ++number) {
        if (m_pages.wasRead(number) || free.contains(number))
            continue;
        const PageFile::Page page = m_pages.read(number);
        for (const StoredRow &row : page.rows)
            takeStray(row);
    }
}

void Salvage::takeStray(const StoredRow &row)
{
    const auto isTorn = [this](const QString &name) { return !isWhole(name); };
    const Values &values = row.values;
    if (isTorn(u"websites"_s) && hasShape(values, websiteShape))
        takeWebsite(row);
    else if (isTorn(u"materials"_s) && values.size() == 8)
        takeMaterial(row);
    else if (isTorn(u"links"_s) && hasShape(values, "nnnt"_L1))
        takeLink(row);
    else if (isTorn(u"links"_s) && isTorn(u"links_item"_s) && hasShape(values, "ntnn"_L1))
        takeLinkOfIndex(row);
    else if (isTorn(u"properties"_s) && hasShape(values, "tt"_L1))
        takeProperty(row);
    else if (isTorn(u"programs"_s) && hasShape(values, "ttttnnn"_L1))
        takeProgram(row);
}

bool Salvage::takeWebsite(const StoredRow &row)
{
    if (!hasShape(row.values, websiteShape) || !isIdentifier(text(row, 1)))
        return false;
    // The address is a copy of the other, made to be searched: where they contradict each other, one was damaged.
    const QByteArrayView url = text(row, 2).isEmpty() || !isText(text(row, 2)) ? text(row, 3) : text(row, 2);
    if (url.isEmpty() || !isText(url))
        return false;
    const QByteArray address = comparableAddress(QString::fromUtf8(url)).toUtf8();
    const QByteArray name = asText(text(row, 4));
    const bool hasJson = parsed(text(row, 14)).has_value();
    insert(m_website,
        {row.key, text(row, 1), url, QByteArrayView(address), QByteArrayView(name), number(row, 5), number(row, 6),
            number(row, 7), number(row, 8), number(row, 9), number(row, 10), number(row, 11), number(row, 12),
            number(row, 13), hasJson ? text(row, 14) : QByteArrayView("{}")});
    if (m_isStray)
        insert(m_strayWebsite, {row.key});
    if (!hasJson || url != text(row, 2) || address != text(row, 3) || name != text(row, 4))
        notePatchy(websiteKind, text(row, 1), !hasJson);
    return true;
}

bool Salvage::takeMaterial(const StoredRow &row)
{
    // The contents may be missing, or damaged beyond recognition.
    Values head = row.values;
    if (head.size() == 8)
        head.pop_back();
    if (row.values.size() != 8 || !hasShape(head, "-nttnnt"_L1) || !hasItems(number(row, 1))
        || !isIdentifier(text(row, 2)))
        return false;
    const auto *contents = std::get_if<QByteArray>(&row.values.at(7));
    const std::optional<QJsonObject> whole = contents ? parsed(*contents) : std::nullopt;
    const bool hasJson = parsed(text(row, 6)).has_value();
    const QByteArray name = asText(text(row, 3));
    QByteArray json = text(row, 6).toByteArray();
    if (!hasJson)
        json = whole ? toJson(withoutContents(*whole)) : jsonOfName(number(row, 1), text(row, 2), name);
    insert(m_material,
        {whole ? QByteArrayView(*contents) : QByteArrayView(), row.key, number(row, 1), text(row, 2),
            QByteArrayView(name), number(row, 4), number(row, 5), QByteArrayView(json)});
    if (m_isStray)
        insert(m_strayMaterial, {row.key});
    const bool lostContents = !whole && !std::holds_alternative<std::monostate>(row.values.at(7));
    const bool lostJson = !hasJson && !whole;
    if (lostContents || lostJson)
        notePatchy(number(row, 1), text(row, 2), lostJson);
    return true;
}

bool Salvage::takeLink(const StoredRow &row)
{
    if (!hasShape(row.values, "nnnt"_L1))
        return false;
    insertLink(number(row, 0), number(row, 1), number(row, 2), text(row, 3));
    return isKind(number(row, 1)) && isIdentifier(text(row, 3));
}

bool Salvage::takeLinkOfIndex(const StoredRow &row)
{
    if (!hasShape(row.values, "ntnn"_L1))
        return false;
    insertLink(number(row, 2), number(row, 0), number(row, 3), text(row, 1));
    return isKind(number(row, 0)) && isIdentifier(text(row, 1));
}

void Salvage::insertLink(qint64 website, qint64 kind, qint64 position, QByteArrayView id)
{
    if (isKind(kind) && isIdentifier(id))
        insert(m_link, {website, kind, position, id});
}

bool Salvage::takeProperty(const StoredRow &row)
{
    if (!hasShape(row.values, "tt"_L1) || !isIdentifier(text(row, 0)) || !isIdentifier(text(row, 1)))
        return false;
    if (!m_isStray || text(row, 0) == "identifier")
        insert(m_property, {text(row, 0), text(row, 1)});
    return true;
}

bool Salvage::takeProgram(const StoredRow &row)
{
    constexpr qint64 mostAllowed = 3;
    if (!hasShape(row.values, "ttttnnn"_L1) || !isIdentifier(text(row, 0)) || number(row, 4) < 0
        || number(row, 4) > mostAllowed || !std::ranges::all_of(std::array{1, 2, 3}, [&](int column) {
               return isText(text(row, static_cast<std::size_t>(column)));
           }))
        return false;
    insert(m_program,
        {text(row, 0), text(row, 1), text(row, 2), text(row, 3), number(row, 4), number(row, 5), number(row, 6)});
    return true;
}

bool Salvage::takeSeenWebsite(const StoredRow &row)
{
    if (!hasShape(row.values, "tn"_L1) || !isIdentifier(text(row, 0)))
        return false;
    insert(m_seenWebsite, {number(row, 1), text(row, 0)});
    return true;
}

bool Salvage::takeSeenAddress(const StoredRow &row)
{
    if (!hasShape(row.values, "tn"_L1) || !isIdentifier(text(row, 0)))
        return false;
    insert(m_seenAddress, {number(row, 1), text(row, 0)});
    return true;
}

bool Salvage::takeSeenMaterial(const StoredRow &row)
{
    if (!hasShape(row.values, "ntn"_L1) || !hasItems(number(row, 0)) || !isIdentifier(text(row, 1)))
        return false;
    insert(m_seenMaterial, {number(row, 0), text(row, 1)});
    return true;
}

void Salvage::notePatchy(qint64 kind, QByteArrayView id, bool lostJson)
{
    insert(m_patchy, {kind, id, static_cast<qint64>(lostJson ? 1 : 0)});
}

void Salvage::insert(const Query &query, std::initializer_list<std::variant<qint64, QByteArrayView>> values)
{
    int position = 1;
    for (const auto &value : values)
        std::visit([&](const auto &each) { bind(query, position++, each); }, value);
    sqlite::run(query, m_error);
}

} // namespace sitebook
