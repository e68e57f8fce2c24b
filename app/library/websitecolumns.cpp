// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websitecolumns.h"

#include "app/library/fold.h"

#include <QStringEncoder>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

WebsiteOrigin originOf(const QMap<QString, QString> &mechanisms)
{
    auto origin = WebsiteOrigin::Unknown;
    for (const QString &mechanism : mechanisms) {
        if (mechanism == "AUTOMATIC"_L1 || mechanism == "RECOMMENDED"_L1 || mechanism == "INTERNAL"_L1
            || mechanism == "EXTERNAL_AGENT"_L1)
            return WebsiteOrigin::Captured;
        if (mechanism == "MANUAL"_L1)
            origin = WebsiteOrigin::Manual;
    }
    return origin;
}

WebsiteColumns::WebsiteColumns()
    : m_byId(0, IdHash{this}, IdEqual{this})
{
    m_byId.max_load_factor(0.8F);
}

void WebsiteColumns::reserve(std::size_t count)
{
    m_ids.reserve(count);
    m_names.reserve(count);
    m_urls.reserve(count);
    m_foldedSpans.reserve(count);
    m_hostOf.reserve(count);
    m_created.reserve(count);
    m_updated.reserve(count);
    m_scores.reserve(count);
    m_origins.reserve(count);
    m_linkSpans.reserve(count);
    m_live.reserve(count);
}

std::optional<WebsiteColumns::Row> WebsiteColumns::find(QByteArrayView id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? std::nullopt : std::optional(*found);
}

WebsiteColumns::Row WebsiteColumns::takeRow()
{
    if (!m_free.empty()) {
        const Row row = m_free.back();
        m_free.pop_back();
        return row;
    }
    const Row row = size();
    m_ids.emplace_back();
    m_names.emplace_back();
    m_urls.emplace_back();
    m_foldedSpans.emplace_back();
    m_hostOf.emplace_back();
    m_created.emplace_back();
    m_updated.emplace_back();
    m_scores.emplace_back();
    m_origins.emplace_back();
    m_linkSpans.emplace_back();
    m_live.emplace_back();
    return row;
}

WebsiteColumns::Row WebsiteColumns::add(const Website &website)
{
    const QByteArray id = website.id.toUtf8();
    const QByteArray name = website.name.toUtf8();
    const QByteArray url = website.url.toUtf8();
    m_room.resize(0);
    appendFoldedLines(m_room, name, url);
    const Row row = add(Prepared{.id = id,
        .name = name,
        .url = url,
        .folded = m_room,
        .host = m_hosts.number(HostName(url).bytes()),
        .created = website.created,
        .updated = website.updated,
        .score = website.score,
        .origin = originOf(website.mechanisms),
        .links = {}});
    compactIfWanted();
    return row;
}

WebsiteColumns::Row WebsiteColumns::add(const Prepared &website)
{
    const Row row = takeRow();
    replaceText(m_texts, m_ids[row], website.id);
    replaceText(m_folded, m_foldedSpans[row], website.folded);
    setNameAndUrlTexts(row, website.name, website.url);
    m_hostOf[row] = website.host;
    m_hosts.add(website.host);
    m_created[row] = website.created.microseconds();
    m_updated[row] = website.updated.microseconds();
    m_scores[row] = website.score;
    m_origins[row] = website.origin;
    LinkSpan &span = m_linkSpans[row];
    const auto count = static_cast<quint32>(website.links.size());
    if (count > span.capacity) {
        span.offset = static_cast<quint32>(m_links.size());
        span.capacity = count;
        m_links.resize(m_links.size() + count);
    }
    std::ranges::copy(website.links, m_links.begin() + span.offset);
    span.count = count;
    m_live[row] = 1;
    m_byId.insert(row);
    ++m_count;
    return row;
}

bool WebsiteColumns::set(Row row, const Website &website)
{
    bool changed = false;
    if (toUtf8(website.name) != nameUtf8(row) || toUtf8(website.url) != urlUtf8(row)) {
        setNameAndUrl(row, website.name, website.url);
        changed = true;
    }
    changed |= std::exchange(m_created[row], website.created.microseconds()) != website.created.microseconds();
    changed |= std::exchange(m_updated[row], website.updated.microseconds()) != website.updated.microseconds();
    changed |= std::exchange(m_scores[row], website.score) != website.score;
    const WebsiteOrigin origin = originOf(website.mechanisms);
    changed |= std::exchange(m_origins[row], origin) != origin;
    return changed;
}

void WebsiteColumns::setNameAndUrl(Row row, const QString &name, const QString &url)
{
    const QByteArray nameUtf8 = name.toUtf8();
    const QByteArray urlUtf8 = url.toUtf8();
    m_room.resize(0);
    appendFoldedLines(m_room, nameUtf8, urlUtf8);
    replaceText(m_folded, m_foldedSpans[row], m_room);
    setNameAndUrlTexts(row, nameUtf8, urlUtf8);
    m_hosts.remove(m_hostOf[row]);
    m_hostOf[row] = m_hosts.add(urlUtf8);
    compactIfWanted();
}

/// \a text in UTF-8, valid until the next text; without the memory that QString::toUtf8() takes for each.
QByteArrayView WebsiteColumns::toUtf8(QStringView text) const
{
    QStringEncoder encoder(QStringEncoder::Utf8);
    m_room.resize(encoder.requiredSpace(text.size()));
    const char *end = encoder.appendToBuffer(m_room.data(), text);
    return {m_room.constData(), end - m_room.constData()};
}

void WebsiteColumns::compactIfWanted()
{
    if (m_texts.wantsCompaction() || m_folded.wantsCompaction())
        compact();
}

/// Keeps the name and the address of the website at \a row, whose folded text is there: apart only where they differ.
void WebsiteColumns::setNameAndUrlTexts(Row row, QByteArrayView name, QByteArrayView url)
{
    const QByteArrayView text = foldedText(row);
    const auto keep = [this](TextArena::Span &span, QByteArrayView wanted, bool isSame) {
        if (span.offset == inFolded)
            span = {};
        replaceText(m_texts, span, isSame ? QByteArrayView() : wanted);
        if (isSame)
            span = {inFolded, static_cast<quint32>(wanted.size())};
    };
    keep(m_names[row], name, text.size() > name.size() && text.startsWith(name) && text[name.size()] == '\n');
    keep(
        m_urls[row], url, text.size() > url.size() && text.endsWith(url) && text[text.size() - url.size() - 1] == '\n');
}

void WebsiteColumns::rename(Row row, const QString &id)
{
    m_byId.erase(row);
    replaceText(m_texts, m_ids[row], toUtf8(id));
    m_byId.insert(row);
}

void WebsiteColumns::remove(Row row)
{
    m_byId.erase(row);
    m_hosts.remove(m_hostOf[row]);
    m_live[row] = 0;
    m_removed.push_back(row);
    --m_count;
}

std::span<const LinkTarget> WebsiteColumns::links(Row row) const
{
    const LinkSpan span = m_linkSpans[row];
    return {m_links.data() + span.offset, span.count};
}

bool WebsiteColumns::hasLink(Row row, LinkTarget target) const
{
    return std::ranges::find(links(row), target) != links(row).end();
}

void WebsiteColumns::addLink(Row row, LinkTarget target)
{
    LinkSpan &span = m_linkSpans[row];
    if (span.count == span.capacity) {
        // A list that is full moves to the end with room to grow; the old place is found again only by compact().
        const auto offset = static_cast<quint32>(m_links.size());
        const quint32 capacity = span.capacity == 0 ? 4 : span.capacity * 2;
        m_links.resize(m_links.size() + capacity);
        std::copy_n(m_links.begin() + span.offset, span.count, m_links.begin() + offset);
        span.offset = offset;
        span.capacity = capacity;
    }
    m_links[span.offset + span.count] = target;
    ++span.count;
}

bool WebsiteColumns::removeLink(Row row, LinkTarget target)
{
    LinkSpan &span = m_linkSpans[row];
    const auto first = m_links.begin() + span.offset;
    const auto last = first + span.count;
    const auto found = std::find(first, last, target);
    if (found == last)
        return false;
    std::move(found + 1, last, found);
    --span.count;
    return true;
}

void WebsiteColumns::clear()
{
    m_texts = {};
    m_folded = {};
    m_ids.clear();
    m_names.clear();
    m_urls.clear();
    m_foldedSpans.clear();
    m_hostOf.clear();
    m_hosts = {};
    m_created.clear();
    m_updated.clear();
    m_scores.clear();
    m_origins.clear();
    m_linkSpans.clear();
    m_links.clear();
    m_live.clear();
    m_free.clear();
    m_removed.clear();
    m_byId.clear();
    m_count = 0;
}

void WebsiteColumns::replaceText(TextArena &arena, TextArena::Span &span, QByteArrayView text)
{
    if (arena.view(span) == text)
        return;
    arena.release(span);
    span = arena.add(text);
}

void WebsiteColumns::compact()
{
    TextArena texts;
    TextArena foldedTexts;
    for (Row row = 0; row < size(); ++row) {
        for (TextArena::Span *span : {&m_ids[row], &m_names[row], &m_urls[row]}) {
            if (span->offset != inFolded)
                *span = texts.add(m_texts.view(*span));
        }
        m_foldedSpans[row] = foldedTexts.add(m_folded.view(m_foldedSpans[row]));
    }
    m_texts = std::move(texts);
    m_folded = std::move(foldedTexts);
    compactLinks();
}

void WebsiteColumns::compactLinks()
{
    std::vector<LinkTarget> packed;
    packed.reserve(m_links.size());
    for (LinkSpan &span : m_linkSpans) {
        const auto first = m_links.begin() + span.offset;
        span.offset = static_cast<quint32>(packed.size());
        span.capacity = span.count;
        packed.insert(packed.end(), first, first + span.count);
    }
    m_links = std::move(packed);
}

} // namespace sitebook
