// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/firstmatches.h"

#include "app/library/fold.h"
#include "app/search/inparts.h"
#include "app/search/placematcher.h"
#include "app/search/queryparser.h"
#include "app/search/websitemerit.h"
#include "app/search/websiterank.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace sitebook {

namespace {

using Row = Library::Row;

/// Finds the websites whose names begin with one word.
class NameStarts
{
public:
    NameStarts(const WebsiteColumns &websites, const QByteArray &word)
        : m_websites(websites)
        , m_word(word)
        , m_start(WebsiteColumns::startOf(word))
        , m_mask(isWholeInStart() ? (quint32(1) << bits()) - 1 : ~quint32(0))
    {
    }

    /// Whether the folded name at \a row begins with the word.
    bool isAt(Row row) const
    {
        return ((m_websites.foldedStart(row) ^ m_start) & m_mask) == 0
            && (isWholeInStart() || m_websites.foldedText(row).startsWith(m_word));
    }
    /// Whether the name at \a row, which begins with the word, is nothing else.
    bool isWholeName(Row row) const
    {
        return (isWholeInStart() ? static_cast<char>(m_websites.foldedStart(row) >> bits())
                                 : m_websites.foldedText(row)[m_word.size()])
            == '\n';
    }

private:
    const WebsiteColumns &m_websites;
    QByteArray m_word;
    quint32 m_start;
    quint32 m_mask;

    /// Whether the start of a text tells of the whole word, and what follows it.
    bool isWholeInStart() const { return m_word.size() < static_cast<qsizetype>(sizeof m_start); }
    int bits() const { return 8 * static_cast<int>(m_word.size()); }
};

struct Found
{
    Row row;
    quint32 rank;
    /// In the order of the list, turned over where that is reversed; of those that are sorted.
    quint32 place = 0;
};

/// The folded word that \a query is, where it is nothing but one plain word; empty where it is anything else.
QByteArray onlyWord(const Query &query)
{
    const QueryNode &root = query.root;
    const QueryNode &node = root.type == QueryNode::Type::And && root.children.size() == 1 ? root.children[0] : root;
    const bool isWord = node.type == QueryNode::Type::Term && node.term.field == QueryField::Anything
        && node.term.match == QueryTerm::Match::Contains;
    return isWord ? folded(node.term.text) : QByteArray();
}

/// All of \a place whose names begin with \a word, in the order of the rows.
std::vector<Found> findStarts(const Library &library, const PlaceMatcher &place, const QByteArray &word)
{
    const NameStarts starts(library.websites(), word);
    const WebsiteMerit merit(library);
    std::vector<std::vector<Found>> parts(searchThreads());
    inParts(0, library.websites().size(), parts.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
        std::vector<Found> found; // threads that fill vectors side by side wait for each other
        for (auto row = static_cast<Row>(begin); row < end; ++row) {
            if (!starts.isAt(row) || !place.has(row))
                continue;
            const auto fit = starts.isWholeName(row) ? WebsiteRank::WholeName : WebsiteRank::NameStart;
            found.push_back({row, static_cast<quint32>(fit * WebsiteMerit::grades + merit.of(row))});
        }
        parts[part] = std::move(found);
    });
    return joined(std::move(parts));
}

} // namespace

std::vector<quint32> firstMatches(
    const Library &library, const WebsiteFilter &filter, const RowList &order, bool reversed, std::size_t count)
{
    const QByteArray word = onlyWord(parseQuery(filter.text));
    if (word.isEmpty() || count == 0)
        return {};
    std::vector<Found> found = findStarts(library, PlaceMatcher(library, filter), word);
    if (found.size() < count)
        return {};
    // Only of what can be among the first, for its rank, the place in the order is looked for.
    std::vector<quint32> ranks(found.size());
    std::ranges::transform(found, ranks.begin(), &Found::rank);
    const auto last = ranks.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::ranges::nth_element(ranks, last);
    std::erase_if(found, [worst = *last](const Found &one) { return one.rank > worst; });
    std::vector<bool> wanted(library.websites().size());
    const auto indexes = std::make_unique_for_overwrite<quint32[]>(library.websites().size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        wanted[found[i].row] = true;
        indexes[found[i].row] = static_cast<quint32>(i);
    }
    const std::vector<quint32> &all = order.all();
    for (const quint32 place : numbersThat(all.size(), [&](quint32 place) { return wanted[all[place]]; }))
        found[indexes[all[place]]].place = reversed ? ~place : place;
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::partial_sort(found, end, {}, [](const Found &one) { return std::pair(one.rank, one.place); });
    std::vector<quint32> rows(count);
    std::ranges::transform(found.begin(), end, rows.begin(), &Found::row);
    return rows;
}

} // namespace sitebook
