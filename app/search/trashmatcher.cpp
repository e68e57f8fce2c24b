// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/trashmatcher.h"

#include "app/library/fold.h"
#include "app/library/percentencoding.h"
#include "app/search/boundedregex.h"
#include "app/search/queryfields.h"
#include "app/search/querymatcher.h"

#include <algorithm>

namespace sitebook {

namespace {

/// After so many texts that a regular expression gave up on, it looks at no more: who asks the journal has to wait.
constexpr int mostGivenUp = 20;

/// Whether name and address tell whether a website has what \a term asks for.
bool isKnown(const QueryTerm &term)
{
    switch (queryFieldGroup(term.field)) {
    case QueryFieldGroup::Words:
    case QueryFieldGroup::OwnText:
    case QueryFieldGroup::Host:
        return true;
    case QueryFieldGroup::LinkedText:
        return false;
    case QueryFieldGroup::Number:
        break;
    }
    return term.field == QueryField::Trash;
}

} // namespace

TrashMatcher::TrashMatcher(const Query &query)
    : m_root(prepare(query.root))
{
}

bool TrashMatcher::isAskedFor(const Query &query)
{
    const auto isAsked = [](const QueryNode &node, const auto &self) -> bool {
        if (node.type == QueryNode::Type::Term)
            return node.term.field == QueryField::Trash;
        return node.type == QueryNode::Type::And
            && std::ranges::any_of(node.children, [&self](const QueryNode &child) { return self(child, self); });
    };
    return isAsked(query.root, isAsked);
}

bool TrashMatcher::asksForMore(const Query &query)
{
    const auto asks = [](const QueryNode &node, const auto &self) -> bool {
        return (node.type == QueryNode::Type::Term && !isKnown(node.term))
            || std::ranges::any_of(node.children, [&self](const QueryNode &child) { return self(child, self); });
    };
    return asks(query.root, asks);
}

bool TrashMatcher::isLeftOut(const Query &query)
{
    const QList<QueryTerm> terms = query.positiveTerms();
    return !isAskedFor(query)
        && std::ranges::any_of(terms, [](const QueryTerm &term) { return term.field == QueryField::Trash; });
}

TrashMatcher::Node TrashMatcher::prepare(const QueryNode &node)
{
    Node prepared{.type = node.type, .term = node.term};
    const bool isHost = queryFieldGroup(node.term.field) == QueryFieldGroup::Host;
    prepared.pattern = isHost ? hostPattern(node.term) : TextPattern(node.term.text, node.term.match);
    if (node.term.match == QueryTerm::Match::Regex)
        prepared.regex = boundedRegex(node.term.text);
    for (const QueryNode &child : node.children)
        prepared.children.push_back(prepare(child));
    return prepared;
}

std::optional<bool> TrashMatcher::hasRegex(const QRegularExpression &regex, const QString &text) const
{
    return hasMatch(regex, text, m_gaveUp, mostGivenUp);
}

/// Whether \a texts have what the term of \a node asks for; nothing where they do not tell.
std::optional<bool> TrashMatcher::passes(const Node &node, const Texts &texts) const
{
    const QueryTerm &term = node.term;
    if (!isKnown(term))
        return {};
    if (term.field == QueryField::Trash)
        return true;
    if (term.field == QueryField::Host || term.field == QueryField::Site) {
        if (texts.host.isEmpty())
            return false;
        if (node.regex)
            return hasRegex(*node.regex, QString::fromUtf8(texts.host));
        return node.pattern.matches(foldedHost(term.field == QueryField::Host ? texts.host : siteOf(texts.host)));
    }
    if (node.regex) {
        QStringList where;
        if (term.field != QueryField::Url)
            where.append(texts.name);
        if (term.field != QueryField::Name)
            where.append({texts.url, readableAddress(texts.url)});
        where.removeDuplicates();
        bool isOpen = false;
        for (const QString &text : std::as_const(where)) {
            const std::optional<bool> found = hasRegex(*node.regex, text);
            if (found == true)
                return true;
            isOpen = isOpen || !found;
        }
        return isOpen ? std::nullopt : std::optional(false);
    }
    return hasInOwnText(term, node.pattern, texts.folded);
}

std::optional<bool> TrashMatcher::matches(const Node &node, const Texts &texts) const
{
    if (node.type == QueryNode::Type::Term)
        return passes(node, texts);
    if (node.type == QueryNode::Type::Not) {
        const std::optional<bool> negated = matches(node.children.front(), texts);
        return negated ? std::optional(!*negated) : std::nullopt;
    }
    // One child decides, or all together; and one that is not known leaves it open otherwise.
    const bool deciding = node.type == QueryNode::Type::Or;
    bool isOpen = false;
    for (const Node &child : node.children) {
        const std::optional<bool> matched = matches(child, texts);
        if (matched == deciding)
            return deciding;
        isOpen = isOpen || !matched;
    }
    return isOpen ? std::nullopt : std::optional(!deciding);
}

bool TrashMatcher::matches(const QString &name, const QString &url) const
{
    const QByteArray address = url.toUtf8();
    Texts texts{name, url, {}, hostName(address)};
    appendFoldedLines(texts.folded, name.toUtf8(), address);
    return matches(m_root, texts).value_or(false);
}

} // namespace sitebook
