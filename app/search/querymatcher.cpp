// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/querymatcher.h"

#include "app/library/fold.h"
#include "app/library/linkchecks.h"
#include "app/library/percentencoding.h"
#include "app/search/addresskeys.h"
#include "app/search/boundedregex.h"
#include "app/search/inparts.h"
#include "app/search/queryfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Match = QueryTerm::Match;

/// After so many texts that a regular expression gave up on, it looks at no more: a search has an end.
constexpr int mostGivenUp = 50;

bool anyTerm(const QueryNode &node, QueryField field)
{
    return (node.type == QueryNode::Type::Term && node.term.field == field)
        || std::ranges::any_of(node.children, [field](const QueryNode &child) { return anyTerm(child, field); });
}

int costOf(const QueryTerm &term)
{
    if (term.match == Match::Regex)
        return 100;
    const QueryFieldGroup group = queryFieldGroup(term.field);
    const bool looksAtText = group == QueryFieldGroup::Words || group == QueryFieldGroup::OwnText;
    return looksAtText ? 5 : term.field == QueryField::Linked && term.kind ? 2 : 1;
}

} // namespace

QByteArrayView pathPart(QByteArrayView url)
{
    const QByteArrayView host = hostPart(url);
    if (host.isEmpty()) {
        const qsizetype scheme = url.indexOf(':');
        return url.sliced(scheme + 1);
    }
    return url.sliced(headPart(url).size());
}

bool hasInOwnText(const QueryTerm &term, const TextPattern &pattern, QByteArrayView text)
{
    if (term.field == QueryField::Anything && term.match != Match::Equals)
        return pattern.matches(text);
    const auto [name, url] = nameAndUrl(text);
    switch (term.field) {
    case QueryField::Name:
        return pattern.matches(name);
    case QueryField::Url:
        return pattern.matches(url);
    case QueryField::Path:
        return pattern.matches(pathPart(url));
    case QueryField::Scheme: {
        const QByteArrayView scheme = url.first(std::max<qsizetype>(url.indexOf(':'), 0));
        return term.match == Match::Contains ? !scheme.isEmpty() && scheme == QByteArrayView(pattern.folded())
                                             : pattern.matches(scheme);
    }
    default: // the fields that are no text of the website itself do not come here
        return pattern.matches(name) || pattern.matches(url);
    }
}

QString readableHost(const QByteArray &host)
{
    const QString readable = host.contains("xn--") ? QUrl::fromAce(host) : QString();
    return readable.isEmpty() ? QString::fromUtf8(host) : readable; // what is unsound stays as it is
}

QByteArray foldedHost(const QByteArray &host)
{
    return folded(readableHost(host));
}

bool QueryMatcher::usesAddressKeys(const Query &query)
{
    return anyTerm(query.root, QueryField::Duplicate);
}

bool QueryMatcher::usesLinkChecks(const Query &query)
{
    return anyTerm(query.root, QueryField::Check);
}

QueryMatcher::QueryMatcher(
    const Library &library, const Query &query, const AddressKeys *keys, const QueryMatcher *before)
    : m_library(library)
    , m_keys(keys)
    , m_root(prepare(query.root, before))
{
}

QueryMatcher::Node QueryMatcher::prepare(const QueryNode &node, const QueryMatcher *before)
{
    Node prepared{.type = node.type};
    if (node.type == QueryNode::Type::Term) {
        prepared.test = m_tests.size();
        m_tests.push_back(prepareTerm(node.term, before));
        prepared.cost = m_tests.back().cost;
        return prepared;
    }
    for (const QueryNode &child : node.children) {
        prepared.children.push_back(prepare(child, before));
        prepared.cost += prepared.children.back().cost;
    }
    std::ranges::stable_sort(prepared.children, {}, &Node::cost);
    return prepared;
}

QueryMatcher::Test QueryMatcher::prepareTerm(const QueryTerm &term, const QueryMatcher *before) const
{
    Test test{.term = term, .pattern = TextPattern(term.text, term.match), .cost = costOf(term)};
    if (term.match == Match::Regex)
        test.regex = boundedRegex(term.text);
    const QueryFieldGroup group = queryFieldGroup(term.field);
    if (group == QueryFieldGroup::Host)
        prepareHosts(test);
    if (group == QueryFieldGroup::LinkedText) {
        prepareLinked(test, *term.kind);
        markWebsites(test);
    }
    if (group == QueryFieldGroup::Words && !test.regex && !test.pattern.folded().isEmpty()) {
        const std::size_t number = m_tests.size();
        const Test *wider = before && term.match == Match::Contains ? before->widerWord(test.pattern, number) : nullptr;
        prepareWord(test, wider);
        const bool isSameNumber = before && number < before->m_tests.size() && wider == &before->m_tests[number];
        test.hasSameLinked = test.hasSameLinked && isSameNumber;
    }
    return test;
}

/// The test for a plain word that everything has that has \a word; null when there is none. The one of the number
/// \a number goes before others.
const QueryMatcher::Test *QueryMatcher::widerWord(const TextPattern &word, std::size_t number) const
{
    const auto isWider = [&word](const Test &test) {
        const QByteArray &text = test.pattern.folded();
        return test.term.field == QueryField::Anything && test.term.match == Match::Contains && !text.isEmpty()
            && word.folded().contains(text);
    };
    if (number < m_tests.size() && isWider(m_tests[number]))
        return &m_tests[number];
    const auto found = std::ranges::find_if(m_tests, isWider);
    return found == m_tests.end() ? nullptr : &*found;
}

void QueryMatcher::markWebsites(Test &test) const
{
    if (!test.anyMaterial)
        return;
    std::vector<const std::vector<quint32> *> lists;
    std::size_t links = 0;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const MaterialColumns &materials = m_library.materials(traits.kind);
        const Marks &marks = test.materials[static_cast<std::size_t>(traits.kind)];
        for (MaterialColumns::Index index = 0; index < marks.size(); ++index) {
            if (!marks[index])
                continue;
            lists.push_back(&materials.websites(index));
            links += lists.back()->size();
        }
    }
    // A word of a letter or two is in the text of most websites, so that few are asked for their links.
    test.goesByLinks = links > m_library.websites().size() / 2;
    if (test.goesByLinks)
        return;
    const auto rows = std::make_shared<RowMarks>(m_library.websites().size());
    inParts(0, lists.size(), searchThreads(), [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            for (const quint32 row : *lists[i])
                (*rows)[row].store(true, std::memory_order_relaxed);
        }
    });
    test.rows = rows;
}

/// Whether the regular expression of \a test finds something in \a text; \a unknown where that takes too long.
bool QueryMatcher::hasRegex(const Test &test, const QString &text, bool unknown)
{
    return hasMatch(*test.regex, text, test.gaveUp, mostGivenUp).value_or(unknown);
}

/// The same in \a url, as it is written or as people read it.
bool QueryMatcher::hasRegexInAddress(const Test &test, const QString &url, bool unknown)
{
    if (hasRegex(test, url, unknown))
        return true;
    const QString readable = readableAddress(url);
    return readable != url && hasRegex(test, readable, unknown);
}

bool QueryMatcher::hasOwnText(const Test &test, Library::Row row, bool unknown) const
{
    const WebsiteColumns &websites = m_library.websites();
    if (test.regex) {
        return (test.term.field != QueryField::Url && hasRegex(test, websites.name(row), unknown))
            || (test.term.field != QueryField::Name && hasRegexInAddress(test, websites.url(row), unknown));
    }
    if (test.term.field == QueryField::Name)
        return hasInOwnText(test.term, test.pattern, websites.foldedText(row));
    thread_local QByteArray room;
    return hasInOwnText(test.term, test.pattern, websites.wholeFoldedText(row, room));
}

qint64 QueryMatcher::number(const Test &test, Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    switch (test.term.field) {
    case QueryField::Linked:
        if (!test.term.kind)
            return websites.linkCount(row);
        return std::ranges::count_if(
            websites.links(row), [&](LinkTarget target) { return target.kind() == *test.term.kind; });
    case QueryField::Score:
        return websites.score(row).total();
    case QueryField::Reuse:
        return websites.score(row).reuse;
    case QueryField::Created:
        return websites.created(row).microseconds();
    case QueryField::Updated:
        return websites.updated(row).microseconds();
    case QueryField::Duplicate:
        return m_keys && m_keys->isDuplicate(row) ? 1 : 0;
    case QueryField::Origin:
        return static_cast<qint64>(websites.origin(row));
    case QueryField::Check:
        return static_cast<qint64>(m_library.linkChecks().state(row));
    default: // texts
        return 0;
    }
}

/// Whether \a test means the item that \a target is.
bool QueryMatcher::isMarked(const Test &test, LinkTarget target)
{
    return isMarked(test.materials[static_cast<std::size_t>(target.kind())], target.index());
}

/// Whether \a test means an item that the website at \a row is linked to.
bool QueryMatcher::hasLinked(const Test &test, Library::Row row) const
{
    if (!test.goesByLinks)
        return test.rows && row < test.rows->size() && (*test.rows)[row].load(std::memory_order_relaxed);
    return std::ranges::any_of(
        m_library.websites().links(row), [&test](LinkTarget target) { return isMarked(test, target); });
}

/// Whether the website at \a row is what \a test asks for; \a unknown where its regular expression gave up.
bool QueryMatcher::passes(const Test &test, Library::Row row, bool unknown) const
{
    // Of hosts and linked items all that is known is that it gave up on some.
    const bool unknownElsewhere = unknown && test.gaveUp > 0;
    switch (queryFieldGroup(test.term.field)) {
    case QueryFieldGroup::Words:
        return test.goesByLinks ? hasOwnText(test, row, unknown) || hasLinked(test, row)
                                : hasLinked(test, row) || hasOwnText(test, row, unknown);
    case QueryFieldGroup::OwnText:
        return hasOwnText(test, row, unknown);
    case QueryFieldGroup::Host:
        return isMarked(test.hosts, m_library.websites().host(row)) || unknownElsewhere;
    case QueryFieldGroup::LinkedText:
        return hasLinked(test, row) || unknownElsewhere;
    case QueryFieldGroup::Number:
        break;
    }
    const qint64 value = number(test, row);
    const bool isMissing = (test.term.field == QueryField::Created || test.term.field == QueryField::Updated)
        && value == Timestamp().microseconds();
    return !isMissing && value >= test.term.least && value <= test.term.most;
}

/// Whether \a node is true of the website at \a row, where what is not known is \a unknown: what is not known to match
/// is not found, and neither is what is not known not to match where the query says `not`.
bool QueryMatcher::matches(const Node &node, Library::Row row, bool unknown) const
{
    const auto isTrue = [&](const Node &child) { return matches(child, row, unknown); };
    switch (node.type) {
    case QueryNode::Type::Term:
        return passes(m_tests[node.test], row, unknown);
    case QueryNode::Type::Not:
        return !matches(node.children.front(), row, !unknown);
    case QueryNode::Type::And:
        return std::ranges::all_of(node.children, isTrue);
    case QueryNode::Type::Or:
        return std::ranges::any_of(node.children, isTrue);
    }
    return false;
}

bool QueryMatcher::matches(Library::Row row) const
{
    return matches(m_root, row, false);
}

bool QueryMatcher::gaveUp() const
{
    return std::ranges::any_of(m_tests, [](const Test &test) { return test.gaveUp > 0; });
}

std::size_t QueryMatcher::plainWords() const
{
    const auto isTerm = [](const Node &node) { return node.type == QueryNode::Type::Term; };
    const auto isWord = [](const Test &test) {
        return test.term.field == QueryField::Anything && test.term.match == Match::Contains
            && !test.pattern.folded().isEmpty();
    };
    const bool isPlain =
        isTerm(m_root) || (m_root.type == QueryNode::Type::And && std::ranges::all_of(m_root.children, isTerm));
    return isPlain && std::ranges::all_of(m_tests, isWord) ? m_tests.size() : 0;
}

/// Adds to \a tests those that \a node, which is true of the website at \a row, is true by.
void QueryMatcher::addDeciding(const Node &node, Library::Row row, std::vector<std::size_t> &tests) const
{
    if (node.type == QueryNode::Type::Term)
        tests.push_back(node.test);
    if (node.type == QueryNode::Type::Not)
        return;
    for (const Node &child : node.children) {
        if (node.type == QueryNode::Type::And || matches(child, row, false))
            addDeciding(child, row, tests);
    }
}

QList<LinkTarget> QueryMatcher::reasons(Library::Row row) const
{
    std::vector<std::size_t> deciding;
    addDeciding(m_root, row, deciding);
    std::ranges::sort(deciding); // as a person reads the query, not by what they cost
    QList<LinkTarget> reasons;
    for (const std::size_t number : deciding) {
        const Test &test = m_tests[number];
        if (!hasLinked(test, row) || (test.term.field == QueryField::Anything && hasOwnText(test, row, false)))
            continue;
        const auto links = m_library.websites().links(row);
        const auto found = std::ranges::find_if(links, [&test](LinkTarget target) { return isMarked(test, target); });
        if (found != links.end() && !reasons.contains(*found))
            reasons.append(*found);
    }
    return reasons;
}

} // namespace sitebook
