// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <variant>

class QSqlError;

namespace sitebook {

/// Why a library could not be opened, read or changed; or that all went well.
struct StoreError
{
    enum class Kind {
        /// No error.
        None,
        /// The file cannot be read or created: its folder is missing or closed to us, or the path is no file.
        CannotOpen,
        /// The file can be read but not changed.
        ReadOnly,
        /// Another program holds a lock on the file.
        Locked,
        /// Another Sitebook has the library open.
        InUse,
        /// The file is something else.
        NotALibrary,
        /// The library was written by a newer Sitebook.
        NewerVersion,
        /// The file is a library whose contents contradict each other.
        Damaged,
        /// The library is of an older version and could not be brought to this one; it is as it was.
        MigrationFailed,
        /// The disk takes nothing more.
        NoSpace,
        /// There is no item of that identifier.
        NoSuchItem,
        /// Anything else that SQLite reports: a broken disk, …
        Failed,
    };

    Kind kind = Kind::None;
    /// What to tell a person.
    QString message;

    /// Whether there is an error.
    explicit operator bool() const { return kind != Kind::None; }

    /// The error that \a error stands for, None when it is no error.
    static StoreError fromSql(const QSqlError &error);
    /// The error for a \a noun (`website`) that is not there.
    static StoreError noSuchItem(QAnyStringView noun, const QString &id);
};

/// A value, or the error that is there instead of it.
template<typename T> class Result
{
public:
    Result(T value)
        : m_value(std::move(value))
    {
    }
    Result(StoreError error)
        : m_value(std::move(error))
    {
    }

    /// Whether there is a value.
    bool ok() const { return std::holds_alternative<T>(m_value); }
    /// The value; only when ok().
    const T &value() const & { return std::get<T>(m_value); }
    T &value() & { return std::get<T>(m_value); }
    T value() && { return std::get<T>(std::move(m_value)); }
    /// The error; only when not ok().
    const StoreError &error() const { return std::get<StoreError>(m_value); }

private:
    std::variant<T, StoreError> m_value;
};

} // namespace sitebook
