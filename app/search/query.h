// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"

#include <QList>
#include <QString>

#include <limits>
#include <optional>
#include <vector>

namespace sitebook {

/// What a term of a query looks at.
enum class QueryField : quint8 {
    /// Name, address and the names of linked items: a term without a field.
    Anything,
    Name,
    Url,
    Host,
    /// The registrable domain: `qt.io` of `doc.qt.io`.
    Site,
    Scheme,
    /// What follows the host.
    Path,
    /// The names of the linked items of the kind `QueryTerm::kind`, or with numbers, how many there are.
    LinkedName,
    /// The language of the linked assets.
    AssetLanguage,
    /// The e-mail addresses of the linked people.
    PersonEmail,
    /// How many links there are, of the kind `QueryTerm::kind` or of all kinds.
    Linked,
    Score,
    Reuse,
    Created,
    Updated,
    /// Tells whether the website shares its address with another.
    Duplicate,
    /// How it came to be, a WebsiteOrigin.
    Origin,
    /// What the last check of its address found, a LinkState.
    Check,
    /// Whether it is in the trash, where no website of a library is.
    Trash,
};

/// One condition of a query.
struct QueryTerm
{
    enum class Match : quint8 {
        Contains,
        /// A word begins so.
        Starts,
        /// A word ends so.
        Ends,
        /// The whole field is so.
        Equals,
        Regex,
        /// A number, or a moment in microseconds since 1970, from `least` to `most`.
        Between,
    };

    QueryField field = QueryField::Anything;
    Match match = Match::Contains;
    std::optional<AssociationKind> kind{};
    QString text{};
    qint64 least = std::numeric_limits<qint64>::min();
    qint64 most = std::numeric_limits<qint64>::max();

    bool operator==(const QueryTerm &) const = default;
};

/// A query as a tree. `And` without children is what matches everything.
struct QueryNode
{
    enum class Type : quint8 { And, Or, Not, Term };

    Type type = Type::And;
    QueryTerm term{};
    std::vector<QueryNode> children{};

    bool operator==(const QueryNode &) const = default;
};

/// A piece of the text of a query, and how it was understood.
struct QueryPart
{
    enum class Role : quint8 {
        /// Words to find.
        Text,
        /// `-`, `OR`, parentheses.
        Operator,
        /// `tag:`, `score>`.
        Field,
        /// What a field is to be.
        Value,
        Regex,
        /// Looks like a field, but says nothing that can be found; taken as words.
        NotUnderstood,
    };

    qsizetype start = 0;
    qsizetype length = 0;
    Role role = Role::Text;

    bool operator==(const QueryPart &) const = default;
};

/// What a person typed to find websites, understood. There is no wrong query: what is not understood is plain text.
struct Query
{
    QueryNode root;
    /// In the order of the text; white space belongs to none.
    QList<QueryPart> parts;

    /// Whether it matches everything.
    bool isEmpty() const { return root.type == QueryNode::Type::And && root.children.empty(); }
    /// The terms that a match has, in the order of the text: those under a `-` are left out.
    QList<QueryTerm> positiveTerms() const;
    /// The tree in one line, for tests: `(and "ada" (not tag:"x"))`.
    QString toText() const;
};

/// Whether everything that \a narrow finds is, by the look of the two alone, also found by \a wide, as it is while a
/// word is typed: `sig` after `si`. False where that cannot be told.
bool isNarrower(const Query &narrow, const Query &wide);

/// \a text without the slash that browsers put behind the host of an address that has nothing else: people and programs
/// store it with and without.
QString withoutRootSlash(const QString &text);

} // namespace sitebook
