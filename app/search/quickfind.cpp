// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/quickfind.h"

#include "app/library/fold.h"
#include "app/library/library.h"
#include "app/search/inparts.h"
#include "app/search/textpattern.h"

#include <algorithm>

namespace sitebook {

namespace {

/// Of two equally good texts, the shorter is nearer to what was typed.
int lengthCost(QByteArrayView text)
{
    return static_cast<int>(std::min<qsizetype>(text.size(), 80) / 4);
}

/// Whether a part of \a text that people see as one begins at \a at.
bool beginsPart(QByteArrayView text, qsizetype at)
{
    return at == 0 || text[at - 1] == ' ' || text[at - 1] == '/' || text[at - 1] == '-' || text[at - 1] == '.'
        || text[at - 1] == '_';
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
            best.offer(kind, index, typed.distance(text.first(std::max<qsizetype>(0, text.indexOf('\n')))));
    }
}

void offerWebsites(const WebsiteColumns &websites, const Typed &typed, Best &best)
{
    constexpr int hostIsWorse = 150;
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
            const int byName = typed.distance(nameAndUrl(websites.foldedText(row)).first);
            const int byHost = hostDistances[websites.host(row)];
            bests[part].offer(QuickHit::Kind::Website, row,
                byName < 0       ? byHost
                    : byHost < 0 ? byName
                                 : std::min(byName, byHost));
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
        return (whole == 0 ? 0 : isWordBoundary(text, whole) ? 100 : 200) + lengthCost(text);
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
    return std::max(210, 300 + gaps * 12 + span - parts * 20) + lengthCost(text);
}

std::vector<QuickHit> quickFind(const Library &library, const QStringList &searches, const QStringList &commands,
    const QString &text, std::size_t most)
{
    const QByteArray pattern = folded(text.simplified());
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
