// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/quickfind.h"

#include "app/library/fold.h"
#include "app/library/library.h"
#include "app/search/headplaces.h"
#include "app/search/inparts.h"
#include "app/search/query.h"
#include "app/search/textpattern.h"

#include <algorithm>
#include <optional>

namespace sitebook {

namespace {

/// Of two equally good texts, the shorter, in bytes, is nearer to what was typed.
int lengthCost(qsizetype size)
{
    return static_cast<int>(std::min<qsizetype>(size, 80) / 4);
}

/// Whether a part of \a text that people see as one begins at \a at.
bool beginsPart(QByteArrayView text, qsizetype at)
{
    return at == 0 || text[at - 1] == ' ' || text[at - 1] == '/' || text[at - 1] == '-' || text[at - 1] == '.'
        || text[at - 1] == '_';
}

/// What \a text, which has \a pattern first at \a at, costs by the best of the places that have it whole.
int wholeCost(QByteArrayView text, QByteArrayView pattern, qsizetype at)
{
    constexpr int isNoWord = 30;
    const auto costAt = [&](qsizetype place) {
        const bool isWord = isWordBoundary(text, place + pattern.size());
        return (place == 0 ? 0 : 100) + (isWord ? 0 : isNoWord);
    };
    if (at == 0)
        return costAt(at);
    int best = 200;
    for (; at >= 0 && best > 100; at = findBytes(text, pattern, at + 1)) {
        if (isWordBoundary(text, at))
            best = std::min(best, costAt(at));
    }
    return best;
}

/// The lower of two distances, of which each may be none.
int nearer(int a, int b)
{
    if (a < 0 || b < 0)
        return std::max(a, b);
    return std::min(a, b);
}

/// Keeps the best of what is offered.
class Best
{
public:
    explicit Best(std::size_t most)
        : m_most(most)
    {
    }

    std::size_t most() const { return m_most; }
    void offer(QuickHit::Kind kind, quint32 index, int distance)
    {
        if (distance < 0)
            return;
        const QuickHit hit{kind, index, distance};
        if (m_hits.size() == m_most && !isBetter(hit, m_hits.front()))
            return;
        if (m_hits.size() == m_most) {
            std::ranges::pop_heap(m_hits, isBetter);
            m_hits.pop_back();
        }
        m_hits.push_back(hit);
        std::ranges::push_heap(m_hits, isBetter);
    }
    /// Offers what \a other has.
    void add(const Best &other)
    {
        for (const QuickHit &hit : other.m_hits)
            offer(hit.kind, hit.index, hit.distance);
    }
    std::vector<QuickHit> take()
    {
        std::ranges::sort(m_hits, isBetter);
        return std::move(m_hits);
    }

private:
    std::size_t m_most;
    /// A heap with the worst on top.
    std::vector<QuickHit> m_hits;

    static bool isBetter(const QuickHit &a, const QuickHit &b)
    {
        return a.distance != b.distance ? a.distance < b.distance : a < b;
    }
};

/// What is typed, with the spaces and without: `qt docs` finds `QtDocs`, too.
struct Typed
{
    QByteArray pattern;
    QByteArray letters;

    int distance(QByteArrayView text) const
    {
        const int spaced = fuzzyDistance(text, pattern);
        return spaced >= 0 || letters.size() == pattern.size() ? spaced : fuzzyDistance(text, letters);
    }
};

void offerItems(const MaterialColumns &items, QuickHit::Kind kind, const Typed &typed, Best &best)
{
    for (MaterialColumns::Index index = 0; index < items.size(); ++index) {
        const QByteArrayView text(items.foldedText(index));
        if (items.isKnown(index))
            best.offer(kind, index, typed.distance(firstLine(text)));
    }
}

/// Looks for what was typed in whole addresses, where it looks like a part of one.
class AddressPart
{
public:
    AddressPart(const WebsiteColumns &websites, const QByteArray &pattern)
        : m_websites(websites)
    {
        const auto isOfAddress = [](char c) { return c == '/' || c == ':' || c == '.'; };
        if (std::ranges::any_of(pattern, isOfAddress))
            m_heads.emplace(websites.heads(), websites.hosts(), pattern, nullptr);
    }

    /// More than that of any name; -1 where the address of \a row does not have it.
    int distance(WebsiteColumns::Row row) const
    {
        constexpr int addressIsWorse = 2000;
        if (!m_heads)
            return -1;
        const quint32 head = m_websites.head(row);
        const QByteArrayView tail = nameAndUrl(m_websites.foldedText(row)).second;
        const bool isThere =
            m_heads->isInHead(head) || findBytes(tail, m_heads->word()) >= 0 || m_heads->isOverEnd(head, tail);
        const qsizetype size = m_websites.heads().foldedHead(head).size() + tail.size();
        return isThere ? addressIsWorse + lengthCost(size) : -1;
    }

private:
    const WebsiteColumns &m_websites;
    std::optional<HeadPlaces> m_heads;
};

/// What people know the website at \a row by, folded: its name, or else its address without what all begin with.
QByteArrayView foldedCaption(const WebsiteColumns &websites, WebsiteColumns::Row row)
{
    const QByteArrayView name = nameAndUrl(websites.foldedText(row)).first;
    if (!name.isEmpty())
        return name;
    thread_local QByteArray room;
    QByteArrayView address = nameAndUrl(websites.wholeFoldedText(row, room)).second;
    constexpr QByteArrayView authority("://");
    if (const qsizetype scheme = address.indexOf(authority); scheme >= 0)
        address = address.sliced(scheme + authority.size());
    return address.startsWith("www.") ? address.sliced(4) : address;
}

void offerWebsites(const WebsiteColumns &websites, const Typed &typed, Best &best)
{
    constexpr int hostIsWorse = 150;
    const AddressPart addressPart(websites, typed.pattern);
    // A library has far fewer hosts than websites.
    const HostTable &hosts = websites.hosts();
    std::vector<int> hostDistances(hosts.size());
    for (quint32 host = 0; host < hosts.size(); ++host) {
        const int distance = typed.distance(hosts.foldedName(host));
        hostDistances[host] = distance < 0 ? distance : distance + hostIsWorse;
    }
    std::vector<Best> bests(searchThreads(), Best(best.most()));
    inParts(0, websites.size(), bests.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
        for (auto row = static_cast<WebsiteColumns::Row>(begin); row < end; ++row) {
            if (!websites.isLive(row))
                continue;
            const int byName = typed.distance(foldedCaption(websites, row));
            const int byNameOrHost = nearer(byName, hostDistances[websites.host(row)]);
            bests[part].offer(
                QuickHit::Kind::Website, row, byNameOrHost < 0 ? addressPart.distance(row) : byNameOrHost);
        }
    });
    for (const Best &part : bests)
        best.add(part);
}

} // namespace

int fuzzyDistance(QByteArrayView text, QByteArrayView pattern)
{
    if (pattern.isEmpty())
        return 0;
    if (text.size() < pattern.size())
        return -1;
    // Forward to the first place where all letters were there …
    qsizetype matched = 0;
    qsizetype end = 0;
    for (; end < text.size() && matched < pattern.size(); ++end)
        matched += text[end] == pattern[matched];
    if (matched < pattern.size())
        return -1;
    if (const qsizetype whole = findBytes(text, pattern); whole >= 0)
        return wholeCost(text, pattern, whole) + lengthCost(text.size());
    // … and back from there, which leaves out as much as possible.
    int gaps = 0;
    int parts = 0;
    qsizetype start = end;
    qsizetype last = end;
    for (qsizetype left = pattern.size(); left > 0 && start > 0;) {
        --start;
        if (text[start] != pattern[left - 1])
            continue;
        gaps += start + 1 != last;
        parts += beginsPart(text, start);
        last = start;
        --left;
    }
    const int span = static_cast<int>(std::min<qsizetype>(end - start - pattern.size(), 60));
    return std::max(210, 300 + gaps * 12 + span - parts * 20) + lengthCost(text.size());
}

std::vector<QuickHit> quickFind(const Library &library, const QStringList &searches, const QStringList &commands,
    const QString &text, std::size_t most)
{
    const QByteArray pattern = folded(withoutRootSlash(text.simplified()));
    const Typed typed{pattern, QByteArray(pattern).replace(' ', "")};
    Best best(most);
    const auto offerNames = [&](const QStringList &names, QuickHit::Kind kind) {
        for (qsizetype i = 0; i < names.size(); ++i)
            best.offer(kind, static_cast<quint32>(i), typed.distance(folded(names.at(i))));
    };
    offerNames(searches, QuickHit::Kind::Search);
    offerNames(commands, QuickHit::Kind::Command);
    if (!typed.letters.isEmpty()) {
        offerItems(library.materials(AssociationKind::Tag), QuickHit::Kind::Tag, typed, best);
        offerItems(library.materials(AssociationKind::Person), QuickHit::Kind::Person, typed, best);
        offerWebsites(library.websites(), typed, best);
    }
    return best.take();
}

} // namespace sitebook
