// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"
#include "app/search/textpattern.h"

#include <QList>
#include <QRegularExpression>

#include <optional>
#include <vector>

namespace sitebook {

/// A piece of a text, in characters.
struct TextPiece
{
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TextPiece &) const = default;
};

/// Finds what a query means in texts as people see them, to mark it there.
class Highlighter
{
public:
    Highlighter() = default;
    explicit Highlighter(const Query &query);

    bool isEmpty() const { return m_terms.empty(); }
    QList<TextPiece> inName(const QString &text) const;
    QList<TextPiece> inAddress(const QString &text) const;
    /// In the name of a linked item of \a kind.
    QList<TextPiece> inLinked(AssociationKind kind, const QString &text) const;

private:
    struct Term
    {
        QueryTerm term;
        TextPattern pattern;
        std::optional<QRegularExpression> regex;
    };

    std::vector<Term> m_terms;

    template<class Wanted> QList<TextPiece> pieces(const QString &text, const Wanted &isWanted) const;
};

} // namespace sitebook
