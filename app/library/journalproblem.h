// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

class QSqlError;

namespace sitebook {

/// Why something is not in the journal; without words, it is.
struct JournalProblem
{
    /// For a person.
    QString words{};
    /// Whether it is something outside the file, so that the same may go well later: no space, no access, a lock.
    bool mayPass = false;

    /// Whether there is a problem.
    explicit operator bool() const { return !words.isEmpty(); }

    /// The problem that \a error stands for; none when it is no error.
    static JournalProblem fromSql(const QSqlError &error);
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::JournalProblem)
