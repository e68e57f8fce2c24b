// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/jsonwriter.h"

#include "api/server/jsonpen.h"
#include "api/store/recordjson.h"

#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Large enough that handing over costs nothing, small enough that the first one is there soon.
constexpr qsizetype partSize = 256 * 1024;
/// With room for the item that goes over the end.
constexpr qsizetype partRoom = partSize + partSize / 8;

/// The most that the fields of a website take beside its texts and links.
constexpr qsizetype websiteRoom = 2 * JsonPen::momentRoom + 7 * JsonPen::numberRoom + 256;
/// The most that a collection of identifiers takes beside them, and each of them beside its text.
constexpr qsizetype collectionRoom = 64;
constexpr qsizetype identifierRoom = JsonPen::numberRoom + 16;

constexpr std::array<std::pair<QByteArrayView, int Score::*>, 7> counters{{
    {"\"manual\":", &Score::manual},
    {"\"automatic\":", &Score::automatic},
    {"\"priority\":", &Score::priority},
    {"\"reuse\":", &Score::reuse},
    {"\"update\":", &Score::update},
    {"\"reference\":", &Score::reference},
    {"\"searched\":", &Score::searched},
}};

void putScore(JsonPen &pen, const Score &score)
{
    char before = '{';
    for (const auto &[key, counter] : counters) {
        pen.put(std::exchange(before, ','));
        pen.put(key);
        pen.putNumber(score.*counter);
    }
    pen.put('}');
}

/// Appends the counters that are not 0 under their key after others, if there are any.
void putLightScore(JsonPen &pen, const Score &score)
{
    if (score == Score())
        return;
    pen.put(",\"score\":");
    char before = '{';
    for (const auto &[key, counter] : counters) {
        if (score.*counter == 0)
            continue;
        pen.put(std::exchange(before, ','));
        pen.put(key);
        pen.putNumber(score.*counter);
    }
    pen.put('}');
}

QByteArray toUtf8(const QString &text)
{
    return text.toUtf8();
}
QByteArrayView toUtf8(QByteArrayView text)
{
    return text;
}

/// The most bytes that \a text takes in UTF-8.
qsizetype utf8Room(const QString &text)
{
    return 3 * text.size();
}
qsizetype utf8Room(QByteArrayView text)
{
    return text.size();
}

/// Appends the keys of the object \a object after others, without its braces.
void putKeys(JsonPen &pen, QByteArrayView object)
{
    if (object.size() <= 2)
        return;
    pen.put(',');
    pen.put(object.sliced(1, object.size() - 2));
}

/// The end of the JSON value, or of the text, that begins at \a at of the compact \a json.
qsizetype endOfValue(QByteArrayView json, qsizetype at)
{
    bool inText = false;
    for (int depth = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (inText) {
            at += c == '\\' ? 1 : 0;
            inText = c != '"';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']' || c == ',' || c == ':') && depth == 0) {
            return at;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return json.size();
}

/// Appends those keys of \a object, as toJson() wrote it, that a light website has, after others. A parser would take
/// longer than all the rest.
void putLightKeys(JsonPen &pen, QByteArrayView object)
{
    for (qsizetype at = 1; at + 1 < object.size();) {
        const qsizetype colon = endOfValue(object, at);
        const qsizetype end = endOfValue(object, colon + 1);
        const QByteArrayView key = object.sliced(at, colon - at);
        if (end < object.size() && (key == "\"mechanisms\"" || key == "\"interactions\"")) {
            pen.put(',');
            pen.put(object.sliced(at, end - at));
        }
        at = end + 1;
    }
}

/// Appends a comma, `"key":` and the identifiers of \a items as a Flattened… collection.
template<typename Items> void appendIdentifiers(QByteArray &json, QLatin1StringView key, const Items &items)
{
    qsizetype room = key.size() + collectionRoom;
    for (const auto &item : items)
        room += 2 * JsonPen::stringRoom(utf8Room(item.id)) + identifierRoom;
    JsonPen pen(json, room);
    pen.put(",\"");
    pen.put(key);
    pen.put("\":{\"iterable\":[");
    bool first = true;
    for (const auto &item : items) {
        pen.put(std::exchange(first, false) ? "{\"id\":" : ",{\"id\":");
        pen.putString(toUtf8(item.id));
        pen.put('}');
    }
    pen.put("],\"indices\":{");
    int position = 0;
    for (const auto &item : items) {
        if (position > 0)
            pen.put(',');
        pen.putString(toUtf8(item.id));
        pen.put(':');
        pen.putNumber(position++);
    }
    pen.put("}}");
}

void appendLinks(QByteArray &json, std::span<const WebsiteRow::Link> links)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        std::size_t count = 0;
        while (count < links.size() && links[count].kind == traits.kind)
            ++count;
        if (count > 0 || traits.inSeed)
            appendIdentifiers(json, traits.websiteField, links.first(count));
        links = links.subspan(count);
    }
}

void appendLightLinks(QByteArray &json, std::span<const WebsiteRow::Link> links)
{
    while (!links.empty()) {
        const AssociationKind kind = links.front().kind;
        const QLatin1StringView key = associationTraits(kind).websiteField;
        std::size_t count = 0;
        qsizetype room = key.size() + collectionRoom;
        for (; count < links.size() && links[count].kind == kind; ++count)
            room += JsonPen::stringRoom(links[count].id.size()) + identifierRoom;
        JsonPen pen(json, room);
        pen.put(",\"");
        pen.put(key);
        pen.put("\":{\"iterable\":[{\"id\":");
        pen.putString(links.front().id);
        for (const WebsiteRow::Link &link : links.first(count).subspan(1)) {
            pen.put("},{\"id\":");
            pen.putString(link.id);
        }
        pen.put("}]}");
        links = links.subspan(count);
    }
}

/// Appends `"id":…,"created":…,"updated":…`, opening the object.
void putHead(JsonPen &pen, QByteArrayView id, Timestamp created, Timestamp updated)
{
    pen.put("{\"id\":");
    pen.putString(id);
    pen.put(",\"created\":");
    pen.putMoment(created);
    pen.put(",\"updated\":");
    pen.putMoment(updated);
}

/// The most that the fields of \a website take, without its links.
qsizetype roomForHead(const WebsiteRow &website)
{
    return websiteRoom + JsonPen::stringRoom(website.id.size()) + JsonPen::stringRoom(website.url.size())
        + JsonPen::stringRoom(website.name.size()) + website.json.size();
}

/// Appends a website up to its name.
void putWebsiteHead(JsonPen &pen, const WebsiteRow &website)
{
    putHead(pen, website.id, website.created, website.updated);
    pen.put(",\"url\":");
    pen.putString(website.url);
    pen.put(",\"name\":");
    pen.putString(website.name);
}

/// Appends a website without its links and the closing brace.
void appendWebsiteHead(QByteArray &json, const WebsiteRow &website)
{
    if (hasRemainders(website.json)) {
        json.append(toJson(objectFromRecord(website.toRecord())));
        json.chop(1);
        return;
    }
    JsonPen pen(json, roomForHead(website));
    putWebsiteHead(pen, website);
    pen.put(",\"score\":");
    putScore(pen, website.score);
    putKeys(pen, website.json);
}

} // namespace

void appendString(QByteArray &json, const QString &text)
{
    appendString(json, QByteArrayView(text.toUtf8()));
}

void appendString(QByteArray &json, QByteArrayView utf8)
{
    JsonPen(json, JsonPen::stringRoom(utf8.size())).putString(utf8);
}

void appendMoment(QByteArray &json, Timestamp moment)
{
    JsonPen(json, JsonPen::momentRoom).putMoment(moment);
}

void appendWebsite(QByteArray &json, const WebsiteRow &website)
{
    appendWebsiteHead(json, website);
    appendLinks(json, website.links);
    json.append('}');
}

void appendWebsite(QByteArray &json, const WebsiteRecord &website, std::span<const Link> links)
{
    QByteArrayList ids;
    std::vector<WebsiteRow::Link> rowLinks;
    for (const Link &link : links) {
        ids.append(link.id.toUtf8());
        rowLinks.push_back({link.kind, ids.last()});
    }
    const QByteArray id = website.id.toUtf8();
    const QByteArray url = website.url.toUtf8();
    const QByteArray name = website.name.toUtf8();
    appendWebsite(
        json, {website.key, id, url, name, website.created, website.updated, website.score, website.json, rowLinks});
}

void appendLightWebsite(QByteArray &json, const WebsiteRow &website)
{
    {
        JsonPen pen(json, roomForHead(website));
        putWebsiteHead(pen, website);
        putLightScore(pen, website.score);
        putLightKeys(pen, website.json);
    }
    appendLightLinks(json, website.links);
    json.append('}');
}

void appendLightMaterial(QByteArray &json, const MaterialRow &material)
{
    if (hasRemainders(material.json)) {
        json.append(toJson(objectFromRecord(material.toRecord())));
        return;
    }
    const QByteArrayView others = material.contents.isEmpty() ? material.json : material.contents;
    JsonPen pen(json, websiteRoom + JsonPen::stringRoom(material.id.size()) + others.size());
    putHead(pen, material.id, material.created, material.updated);
    putKeys(pen, others);
    pen.put('}');
}

void appendMaterial(QByteArray &json, const MaterialRecord &material, std::span<const WebsiteRecord> websites)
{
    if (hasRemainders(material.json)) {
        json.append(toJson(objectFromRecord(material)));
        json.chop(1);
    } else {
        const QByteArray id = material.id.toUtf8();
        const QByteArray &others = material.contents.isEmpty() ? material.json : material.contents;
        JsonPen pen(json, websiteRoom + JsonPen::stringRoom(id.size()) + others.size());
        putHead(pen, id, material.created, material.updated);
        putKeys(pen, others);
    }
    if (material.kind != AssociationKind::Asset) {
        appendIdentifiers(json, "websites"_L1, websites);
        json.append('}');
        return;
    }
    CollectionWriter whole;
    for (const WebsiteRecord &website : websites) {
        const QByteArray id = website.id.toUtf8();
        const QByteArray url = website.url.toUtf8();
        const QByteArray name = website.name.toUtf8();
        QByteArray &item = whole.add(QByteArrayView(id));
        JsonPen pen(item, websiteRoom + JsonPen::stringRoom(id.size() + url.size() + name.size()));
        putHead(pen, id, website.created, website.updated);
        pen.put(",\"url\":");
        pen.putString(url);
        pen.put(",\"name\":");
        pen.putString(name);
        pen.put('}');
    }
    json.append(",\"websites\":").append(whole.finish()).append('}');
}

BodyWriter::BodyWriter(BodySink sink)
    : m_sink(std::move(sink))
{
    if (m_sink)
        m_json.reserve(partRoom);
}

bool BodyWriter::goesOn()
{
    if (!m_sink || m_json.size() < partSize)
        return true;
    QByteArray part;
    part.reserve(partRoom);
    part.swap(m_json);
    return m_sink(std::move(part));
}

void BodyWriter::finish()
{
    if (m_sink && !m_json.isEmpty())
        m_sink(std::exchange(m_json, {}));
}

CollectionWriter::CollectionWriter()
{
    m_parts.json() = "{\"iterable\":["_ba;
}

CollectionWriter::CollectionWriter(const BodySink &sink, ListForm form)
    : m_parts(sink)
    , m_form(form)
{
    m_parts.json().append("{\"iterable\":[");
}

QByteArray &CollectionWriter::add(QByteArrayView id)
{
    if (m_count > 0)
        m_parts.json().append(',');
    if (m_form == ListForm::Light) {
        ++m_count;
        return m_parts.json();
    }
    JsonPen indices(m_indices, JsonPen::stringRoom(id.size()) + identifierRoom);
    if (m_count > 0)
        indices.put(',');
    indices.putString(id);
    indices.put(':');
    indices.putNumber(m_count++);
    return m_parts.json();
}

QByteArray CollectionWriter::finish()
{
    m_parts.json().append("],\"indices\":{").append(m_indices).append("}}");
    m_indices.clear();
    m_parts.finish();
    return std::move(m_parts.json());
}

} // namespace sitebook
