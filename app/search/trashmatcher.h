// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"
#include "app/search/textpattern.h"

#include <QRegularExpression>

#include <optional>
#include <vector>

namespace sitebook {

/// A query made ready for deleted websites, of which no more is known than name and address. What else it asks for
/// finds nothing, and what has it not finds nothing either: `tag:work` as little as `-tag:work`.
class TrashMatcher
{
public:
    explicit TrashMatcher(const Query &query);

    /// Whether \a query is about deleted websites: whether `is:trash` is true of all that it finds.
    static bool isAskedFor(const Query &query);
    /// Whether \a query asks for more than can be known of a deleted website.
    static bool asksForMore(const Query &query);
    /// Whether \a query has `is:trash` where it cannot be asked for, as one of alternatives, and is left out.
    static bool isLeftOut(const Query &query);

    /// Whether the query finds the deleted website that is called \a name and was at \a url.
    bool matches(const QString &name, const QString &url) const;

private:
    struct Node
    {
        QueryNode::Type type = QueryNode::Type::And;
        QueryTerm term{};
        TextPattern pattern{};
        std::optional<QRegularExpression> regex{};
        std::vector<Node> children{};
    };
    /// What a term can look at.
    struct Texts
    {
        QString name;
        QString url;
        /// Name and address, a line each.
        QByteArray folded;
        QByteArray host;
    };

    Node m_root;
    /// How many texts a regular expression gave up on.
    mutable int m_gaveUp = 0;

    static Node prepare(const QueryNode &node);
    std::optional<bool> matches(const Node &node, const Texts &texts) const;
    std::optional<bool> passes(const Node &node, const Texts &texts) const;
    std::optional<bool> hasRegex(const QRegularExpression &regex, const QString &text) const;
};

} // namespace sitebook
