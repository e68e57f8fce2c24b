// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websitecolumns.h"

#include "app/library/fold.h"

#include <QStringEncoder>
#include <QtEndian>

#include <algorithm>
#include <array>
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

void WebsiteColumns::reserve(std::size_t count)
{
    m_ids.reserve(count);
    m_foldedPlaces.reserve(count);
    m_foldedStarts.reserve(count);
    m_textPlaces.reserve(count);
    m_headOf.reserve(count);
    m_created.reserve(count);
    m_updated.reserve(count);
    m_scores.reserve(count);
    m_linkSpans.reserve(count);
    m_states.reserve(count);
}

WebsiteColumns::Row WebsiteColumns::takeRow()
{
    if (!m_free.empty()) {
        const Row row = m_free.back();
        m_free.pop_back();
        return row;
    }
    const Row row = size();
    m_foldedPlaces.emplace_back();
    m_foldedStarts.emplace_back();
    m_textPlaces.emplace_back();
    m_headOf.emplace_back();
    m_created.emplace_back();
    m_updated.emplace_back();
    m_scores.append();
    m_linkSpans.emplace_back();
    m_states.emplace_back();
    return row;
}

WebsiteColumns::Row WebsiteColumns::add(const Website &website)
{
    const QByteArray id = website.id.toUtf8();
    const QByteArray name = website.name.toUtf8();
    const QByteArray url = website.url.toUtf8();
    m_room.resize(0);
    const QByteArrayView head = headPart(url);
    appendFoldedLines(m_room, name, QByteArrayView(url).sliced(head.size()));
    const Row row = add(Prepared{.id = id,
        .name = name,
        .url = url,
        .folded = m_room,
        .head = headNumber(head),
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
    m_ids.add(row, website.id);
    setTexts(row, website.name, website.url, website.head, website.folded);
    m_headOf[row] = website.head;
    m_hosts.add(host(row));
    m_created[row] = website.created.microseconds();
    m_updated[row] = website.updated.microseconds();
    m_scores.set(row, website.score);
    m_states[row].origin = website.origin;
    m_states[row].isLive = true;
    setLinks(row, website.links);
    ++m_count;
    return row;
}

void WebsiteColumns::setLinks(Row row, std::span<const LinkTarget> links)
{
    LinkSpan &span = m_linkSpans[row];
    const auto count = static_cast<quint32>(links.size());
    const quint32 room = span.count + span.spare; // of a row that is used again
    if (count > room) {
        span = {static_cast<quint32>(m_links.size()), count, 0};
        m_links.insert(m_links.end(), links.begin(), links.end());
        return;
    }
    std::ranges::copy(links, m_links.begin() + span.offset);
    span.count = count;
    span.spare = std::min<quint32>(room - count, 255);
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
    changed |= m_scores.at(row) != website.score;
    m_scores.set(row, website.score);
    const WebsiteOrigin origin = originOf(website.mechanisms);
    changed |= m_states[row].origin != origin;
    m_states[row].origin = origin;
    return changed;
}

void WebsiteColumns::setNameAndUrl(Row row, const QString &name, const QString &url)
{
    const QByteArray nameUtf8 = name.toUtf8();
    const QByteArray urlUtf8 = url.toUtf8();
    m_room.resize(0);
    const QByteArrayView head = headPart(urlUtf8);
    appendFoldedLines(m_room, nameUtf8, QByteArrayView(urlUtf8).sliced(head.size()));
    m_hosts.remove(host(row));
    m_headOf[row] = headNumber(head);
    m_hosts.add(host(row));
    setTexts(row, nameUtf8, urlUtf8, m_headOf[row], m_room);
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

QByteArrayView WebsiteColumns::nameUtf8(Row row) const
{
    if (m_states[row].isNameFolded)
        return foldedLines(row).first;
    return ownTexts(row).first;
}

QByteArray WebsiteColumns::urlUtf8(Row row) const
{
    const State state = m_states[row];
    const QByteArrayView tail = state.isUrlFolded ? foldedLines(row).second : ownTexts(row).second;
    const QByteArrayView head = state.hasOwnHead ? QByteArrayView() : m_heads.head(m_headOf[row]);
    QByteArray url;
    url.reserve(head.size() + tail.size());
    return url.append(head).append(tail);
}

QByteArrayView WebsiteColumns::wholeFoldedText(Row row, QByteArray &room) const
{
    const auto [name, tail] = foldedLines(row);
    room.resize(0);
    room.append(name).append('\n').append(m_heads.foldedHead(m_headOf[row])).append(tail);
    return room;
}

quint32 WebsiteColumns::startOf(QByteArrayView text)
{
    std::array<char, sizeof(quint32)> bytes{};
    std::ranges::copy(text.first(std::min<qsizetype>(text.size(), bytes.size())), bytes.begin());
    return qFromLittleEndian<quint32>(bytes.data());
}

/// The folded name of the website at \a row, and what follows its head in the folded address.
std::pair<QByteArrayView, QByteArrayView> WebsiteColumns::foldedLines(Row row) const
{
    const QByteArrayView text = foldedText(row);
    const qsizetype line = text.indexOf('\n');
    return {text.first(line), text.sliced(line + 1)};
}

/// The name and the address of the website at \a row as they are kept apart from the folded text, the address without
/// its head where that is not its own; nothing for one that is not.
std::pair<QByteArrayView, QByteArrayView> WebsiteColumns::ownTexts(Row row) const
{
    const State state = m_states[row];
    const QByteArrayView text = m_texts.view(m_textPlaces[row]);
    if (state.isNameFolded || state.isUrlFolded)
        return {text, text};
    const auto length = qFromUnaligned<quint32>(text.data());
    return {text.sliced(sizeof length, length), text.sliced(static_cast<qsizetype>(sizeof length) + length)};
}

void WebsiteColumns::setTexts(Row row, QByteArrayView name, QByteArrayView url, quint32 head, QByteArrayView foldedText)
{
    replaceText(m_folded, m_foldedPlaces[row], foldedText);
    m_foldedStarts[row] = startOf(foldedText);
    State &state = m_states[row];
    const auto [foldedName, foldedTail] = foldedLines(row);
    const QByteArrayView lowerHead = m_heads.head(head);
    state.hasOwnHead = !url.startsWith(lowerHead);
    if (!state.hasOwnHead)
        url = url.sliced(lowerHead.size());
    state.isNameFolded = name == foldedName;
    state.isUrlFolded = !state.hasOwnHead && url == foldedTail;
    if (state.isNameFolded || state.isUrlFolded) {
        replaceText(m_texts, m_textPlaces[row],
            !state.isNameFolded      ? name
                : !state.isUrlFolded ? url
                                     : QByteArrayView());
        return;
    }
    // Where both are kept, the length of the name stands first.
    const auto length = static_cast<quint32>(name.size());
    QByteArray both;
    both.reserve(static_cast<qsizetype>(sizeof length) + name.size() + url.size());
    both.append(reinterpret_cast<const char *>(&length), sizeof length).append(name).append(url);
    replaceText(m_texts, m_textPlaces[row], both);
}

void WebsiteColumns::rename(Row row, const QString &id)
{
    m_ids.remove(row);
    m_ids.add(row, toUtf8(id));
}

void WebsiteColumns::remove(Row row)
{
    m_ids.remove(row);
    m_hosts.remove(host(row));
    m_states[row].isLive = false;
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
    if (span.spare == 0) {
        // A list that is full moves to the end with room to grow; the old place is found again only by compact().
        const auto offset = static_cast<quint32>(m_links.size());
        span.spare = std::clamp<quint32>(span.count, 4, 255);
        m_links.resize(m_links.size() + span.count + span.spare);
        std::copy_n(m_links.begin() + span.offset, span.count, m_links.begin() + offset);
        span.offset = offset;
    }
    m_links[span.offset + span.count] = target;
    ++span.count;
    --span.spare;
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
    if (span.spare < 255)
        ++span.spare;
    return true;
}

void WebsiteColumns::clear()
{
    m_ids.clear();
    m_folded = {};
    m_foldedPlaces.clear();
    m_foldedStarts.clear();
    m_texts = {};
    m_textPlaces.clear();
    m_headOf.clear();
    m_heads.clear();
    m_hosts.clear();
    m_created.clear();
    m_updated.clear();
    m_scores.clear();
    m_linkSpans.clear();
    m_links.clear();
    m_states.clear();
    m_free.clear();
    m_removed.clear();
    m_count = 0;
}

void WebsiteColumns::replaceText(TextArena &arena, TextArena::Place &place, QByteArrayView text)
{
    if (arena.view(place) == text)
        return;
    arena.release(place);
    place = arena.add(text);
}

void WebsiteColumns::compact()
{
    TextArena texts;
    TextArena foldedTexts;
    for (Row row = 0; row < size(); ++row) {
        m_textPlaces[row] = texts.add(m_texts.view(m_textPlaces[row]));
        m_foldedPlaces[row] = foldedTexts.add(m_folded.view(m_foldedPlaces[row]));
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
        span.spare = 0;
        packed.insert(packed.end(), first, first + span.count);
    }
    m_links = std::move(packed);
}

} // namespace sitebook
