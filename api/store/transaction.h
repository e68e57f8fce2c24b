// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <cstddef>

namespace sitebook {

class Database;

/// A change that happens entirely or not at all: what was not committed when it goes out of scope is undone. One inside
/// another is a savepoint: it can be undone alone, and lasts only when the outer one is committed.
class Transaction
{
public:
    enum class Access { Read, Write };

    /// Begins; see error().
    explicit Transaction(Database &database, Access access = Access::Write);
    /// Undoes what was not committed.
    ~Transaction();
    Q_DISABLE_COPY_MOVE(Transaction)

    /// Why it could not begin (another program holds a lock), if it could not; then nothing else may be done with it.
    const StoreError &error() const { return m_error; }
    /// Makes the changes last. After an error they are undone.
    StoreError commit();
    /// Undoes the changes now.
    void rollback();

private:
    Database &m_database;
    StoreError m_error;
    int m_depth;
    std::size_t m_changesBefore;
    bool m_open = false;
};

} // namespace sitebook
