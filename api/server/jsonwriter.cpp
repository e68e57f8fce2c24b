// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/jsonwriter.h"

#include "api/store/recordjson.h"

#include <array>
#include <chrono>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Large enough that handing over costs nothing, small enough that the first one is there soon.
constexpr qsizetype partSize = 256 * 1024;

/// Appends \a value in decimal with at least \a digits digits.
void appendPadded(QByteArray &json, qint64 value, int digits)
{
    std::array<char, 20> buffer;
    auto position = buffer.end();
    do {
        *--position = static_cast<char>('0' + value % 10);
        value /= 10;
        --digits;
    } while (value > 0 || digits > 0);
    json.append(QByteArrayView(position, buffer.end()));
}

void appendScore(QByteArray &json, const Score &score)
{
    constexpr std::array<std::pair<const char *, int Score::*>, 7> counters{{
        {"{\"manual\":", &Score::manual},
        {",\"automatic\":", &Score::automatic},
        {",\"priority\":", &Score::priority},
        {",\"reuse\":", &Score::reuse},
        {",\"update\":", &Score::update},
        {",\"reference\":", &Score::reference},
        {",\"searched\":", &Score::searched},
    }};
    for (const auto &[key, counter] : counters)
        json.append(key).append(QByteArray::number(score.*counter));
    json.append('}');
}

/// Appends the keys of the object \a object after others, without its braces.
void appendKeys(QByteArray &json, QByteArrayView object)
{
    if (object.size() > 2)
        json.append(',').append(object.sliced(1, object.size() - 2));
}

/// Appends a comma, `"key":` and the identifiers of \a items as a Flattened… collection.
template<typename Items> void appendIdentifiers(QByteArray &json, QLatin1StringView key, const Items &items)
{
    json.append(",\"").append(key.data(), key.size()).append("\":{\"iterable\":[");
    QByteArray indices;
    int position = 0;
    for (const auto &item : items) {
        json.append(position > 0 ? ",{\"id\":" : "{\"id\":");
        appendString(json, item.id);
        json.append('}');
        if (position > 0)
            indices.append(',');
        appendString(indices, item.id);
        indices.append(':').append(QByteArray::number(position++));
    }
    json.append("],\"indices\":{").append(indices).append("}}");
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

/// Appends `"id":…,"created":…,"updated":…`, opening the object.
template<typename Record> void appendHead(QByteArray &json, const Record &record)
{
    json.append("{\"id\":");
    appendString(json, record.id);
    json.append(",\"created\":");
    appendMoment(json, record.created);
    json.append(",\"updated\":");
    appendMoment(json, record.updated);
}

void appendWebsiteHead(QByteArray &json, const WebsiteRow &website)
{
    if (hasRemainders(website.json)) {
        json.append(toJson(objectFromRecord(website.toRecord())));
        json.chop(1);
        return;
    }
    appendHead(json, website);
    json.append(",\"url\":");
    appendString(json, website.url);
    json.append(",\"name\":");
    appendString(json, website.name);
    json.append(",\"score\":");
    appendScore(json, website.score);
    appendKeys(json, website.json);
}

} // namespace

void appendString(QByteArray &json, const QString &text)
{
    appendString(json, QByteArrayView(text.toUtf8()));
}

void appendString(QByteArray &json, QByteArrayView utf8)
{
    constexpr char digits[] = "0123456789abcdef";
    json.append('"');
    qsizetype start = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8.at(i);
        const bool control = static_cast<unsigned char>(c) < 0x20;
        if (!control && c != '"' && c != '\\')
            continue;
        json.append(utf8.sliced(start, i - start)).append('\\');
        start = i;
        if (control) {
            json.append("u00").append(digits[c >> 4]).append(digits[c & 15]);
            start = i + 1;
        }
    }
    json.append(utf8.sliced(start)).append('"');
}

void appendMoment(QByteArray &json, Timestamp moment)
{
    // QDateTime::toString() would take most of the time of a list.
    using namespace std::chrono;
    const sys_time<microseconds> time{microseconds(moment.microseconds())};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    if (int(date.year()) < 0) {
        json.append("{\"value\":\"").append(moment.toIso().toLatin1()).append("\"}");
        return;
    }
    json.append("{\"value\":\"");
    appendPadded(json, int(date.year()), 4);
    json.append('-');
    appendPadded(json, unsigned(date.month()), 2);
    json.append('-');
    appendPadded(json, unsigned(date.day()), 2);
    json.append('T');
    appendPadded(json, clock.hours().count(), 2);
    json.append(':');
    appendPadded(json, clock.minutes().count(), 2);
    json.append(':');
    appendPadded(json, clock.seconds().count(), 2);
    json.append('.');
    appendPadded(json, clock.subseconds().count(), 6);
    json.append("Z\"}");
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

void appendMaterial(QByteArray &json, const MaterialRecord &material, std::span<const WebsiteRecord> websites)
{
    if (hasRemainders(material.json)) {
        json.append(toJson(objectFromRecord(material)));
        json.chop(1);
    } else {
        appendHead(json, material);
        appendKeys(json, material.contents.isEmpty() ? material.json : material.contents);
    }
    if (material.kind != AssociationKind::Asset) {
        appendIdentifiers(json, "websites"_L1, websites);
        json.append('}');
        return;
    }
    CollectionWriter whole;
    for (const WebsiteRecord &website : websites) {
        QByteArray &item = whole.add(website.id);
        appendHead(item, website);
        item.append(",\"url\":");
        appendString(item, website.url);
        item.append(",\"name\":");
        appendString(item, website.name);
        item.append('}');
    }
    json.append(",\"websites\":").append(whole.finish()).append('}');
}

BodyWriter::BodyWriter(BodySink sink)
    : m_sink(std::move(sink))
{
    if (m_sink)
        m_json.reserve(partSize + partSize / 8);
}

bool BodyWriter::goesOn()
{
    if (!m_sink || m_json.size() < partSize)
        return true;
    QByteArray part;
    part.reserve(m_json.capacity());
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

CollectionWriter::CollectionWriter(const BodySink &sink)
    : m_parts(sink)
{
    m_parts.json().append("{\"iterable\":[");
}

QByteArray &CollectionWriter::add(QByteArrayView id)
{
    if (m_count > 0) {
        m_parts.json().append(',');
        m_indices.append(',');
    }
    appendString(m_indices, id);
    m_indices.append(':').append(QByteArray::number(m_count++));
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
