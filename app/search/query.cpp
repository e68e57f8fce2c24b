// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/query.h"

#include "api/types/timestamp.h"
#include "app/library/fold.h"
#include "app/search/queryfields.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

void collectPositive(const QueryNode &node, QList<QueryTerm> &terms)
{
    if (node.type == QueryNode::Type::Term)
        terms.append(node.term);
    if (node.type == QueryNode::Type::Not)
        return;
    for (const QueryNode &child : node.children)
        collectPositive(child, terms);
}

QString limitText(const QueryTerm &term, qint64 limit)
{
    if (limit == std::numeric_limits<qint64>::min() || limit == std::numeric_limits<qint64>::max())
        return {};
    const bool moment = term.field == QueryField::Created || term.field == QueryField::Updated;
    return moment ? Timestamp::fromMicroseconds(limit).toIso() : QString::number(limit);
}

QString termText(const QueryTerm &term)
{
    const QString field = queryFieldName(term);
    const QString quoted = u'"' + term.text + u'"';
    const QString prefix = field.isEmpty() ? QString() : field + u':';
    switch (term.match) {
    case QueryTerm::Match::Contains:
        return prefix + quoted;
    case QueryTerm::Match::Starts:
        return prefix + quoted + u'*';
    case QueryTerm::Match::Ends:
        return prefix + u'*' + quoted;
    case QueryTerm::Match::Equals:
        return prefix + u'=' + quoted;
    case QueryTerm::Match::Regex:
        return prefix + u'/' + term.text + u'/';
    case QueryTerm::Match::Between:
        return field + u'[' + limitText(term, term.least) + ".."_L1 + limitText(term, term.most) + u']';
    }
    return {};
}

QString nodeText(const QueryNode &node)
{
    if (node.type == QueryNode::Type::Term)
        return termText(node.term);
    QStringList words{node.type == QueryNode::Type::And ? u"and"_s
            : node.type == QueryNode::Type::Or          ? u"or"_s
                                                        : u"not"_s};
    for (const QueryNode &child : node.children)
        words.append(nodeText(child));
    return u'(' + words.join(u' ') + u')';
}

} // namespace

QList<QueryTerm> Query::positiveTerms() const
{
    QList<QueryTerm> terms;
    collectPositive(root, terms);
    return terms;
}

QString Query::toText() const
{
    return nodeText(root);
}

bool isNarrower(const Query &narrow, const Query &wide)
{
    const auto conjuncts = [](const QueryNode &root) {
        return root.type == QueryNode::Type::And ? std::span(root.children) : std::span(&root, 1);
    };
    const auto isWord = [](const QueryNode &node) {
        return node.type == QueryNode::Type::Term && node.term.match == QueryTerm::Match::Contains
            && (node.term.field == QueryField::Anything || node.term.field == QueryField::Name
                || node.term.field == QueryField::Url);
    };
    const auto implies = [&](const QueryNode &one, const QueryNode &other) {
        return one == other
            || (isWord(one) && isWord(other) && one.term.field == other.term.field
                && folded(one.term.text).contains(folded(other.term.text)));
    };
    return std::ranges::all_of(conjuncts(wide.root), [&](const QueryNode &condition) {
        return std::ranges::any_of(
            conjuncts(narrow.root), [&](const QueryNode &one) { return implies(one, condition); });
    });
}

QString withoutRootSlash(const QString &text)
{
    static const QRegularExpression root(
        u"^[a-z][a-z0-9+.-]*://[^/?#\\s]+/$"_s, QRegularExpression::CaseInsensitiveOption);
    return text.endsWith(u'/') && root.match(text).hasMatch() ? text.chopped(1) : text;
}

} // namespace sitebook
