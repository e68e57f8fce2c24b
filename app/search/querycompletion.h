// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sitebook {

class Library;

/// How a query that is being typed may go on.
struct QueryCompletion
{
    struct Candidate
    {
        /// What is put in.
        QString text;
        /// What people read: the text without quotation marks.
        QString caption;
        /// What it is for; may be empty.
        QString detail;

        bool operator==(const Candidate &) const = default;
    };

    /// The characters that a candidate takes the place of.
    qsizetype start = 0;
    qsizetype length = 0;
    /// The likeliest first.
    QList<Candidate> candidates{};
};

/// How the query \a text may go on at \a cursor: a plain word, from its second letter on, as a field, a tag or a
/// person; behind a field, or in its group, its words, and the names, hosts and languages that are in \a library.
/// Nothing inside of other words, and nothing that is typed already.
QueryCompletion completeQuery(const Library &library, const QString &text, qsizetype cursor);

} // namespace sitebook
