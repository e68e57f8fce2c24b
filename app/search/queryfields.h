// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"

#include <span>

namespace sitebook {

/// What a website is asked for by a field.
enum class QueryFieldGroup : quint8 {
    /// Anything that has words.
    Words,
    /// A piece of its own text.
    OwnText,
    /// Its host, of which there are fewer than websites.
    Host,
    /// The text of a linked item.
    LinkedText,
    /// A number or a moment.
    Number,
};
/// The group of \a field.
QueryFieldGroup queryFieldGroup(QueryField field);

/// How one field of the query language is spelled, and what it takes.
struct QueryFieldTraits
{
    enum class Takes : quint8 {
        /// Words, phrases, `=exact`, `*`, groups.
        Text,
        /// The same, and regular expressions.
        TextOrRegex,
        Number,
        Date,
        /// A number, or after a colon the name of a kind: `linked>2`, `linked:person`.
        LinkedKind,
        /// One of its words: `is:unlinked`.
        Word,
    };

    QLatin1StringView name;
    QueryField field;
    Takes takes;
    std::optional<AssociationKind> kind;
    /// Whether it is another spelling of a field that stands before it.
    bool isAlias = false;

    bool takesText() const { return takes == Takes::Text || takes == Takes::TextOrRegex; }
};

/// Every field, the aliases behind what they stand for.
std::span<const QueryFieldTraits> allQueryFields();
/// The field called \a name, whatever its case; null when there is none.
const QueryFieldTraits *findQueryField(QStringView name);
/// The name of the field of \a term; empty for a term without one.
QString queryFieldName(const QueryTerm &term);

/// The words that `is:` and `opened:` take, and the term that each stands for.
struct QueryWordTraits
{
    QLatin1StringView field;
    QLatin1StringView word;
    QueryTerm term;
};
/// Every such word.
std::span<const QueryWordTraits> allQueryWords();
/// The kind that `linked:` calls \a name; nothing when there is none.
std::optional<AssociationKind> linkedKindFromName(QStringView name);
/// The names that `linked:` knows, in the order of the fields.
QStringList linkedKindNames();

} // namespace sitebook
