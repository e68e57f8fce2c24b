// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/transaction.h"

#include "api/store/database.h"
#include "api/store/statement.h"

#include <array>

namespace sitebook {

namespace {

struct Level
{
    const char *begin;
    const char *commit;
    const char *rollback;
};

// SQLite keeps a savepoint after ROLLBACK TO, so that undoing one takes a release as well.
constexpr std::array<Level, 3> levels{{
    {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"},
    {"SAVEPOINT inner1", "RELEASE inner1", "ROLLBACK TO inner1"},
    {"SAVEPOINT inner2", "RELEASE inner2", "ROLLBACK TO inner2"},
}};

StoreError runOnce(Database &database, const char *sql)
{
    Statement statement(database, sql);
    return statement.run();
}

} // namespace

Transaction::Transaction(Database &database, Access access)
    : m_database(database)
    , m_depth(database.m_transactionDepth)
    , m_changesBefore(database.m_changes.size())
{
    Q_ASSERT(m_depth < static_cast<int>(levels.size()));
    const bool reading = m_depth == 0 && access == Access::Read;
    m_error = runOnce(database, reading ? "BEGIN" : levels[static_cast<std::size_t>(m_depth)].begin);
    if (m_error)
        return;
    m_open = true;
    ++database.m_transactionDepth;
}

Transaction::~Transaction()
{
    rollback();
}

StoreError Transaction::commit()
{
    if (!m_open)
        return m_error;
    if (StoreError error = runOnce(m_database, levels[static_cast<std::size_t>(m_depth)].commit)) {
        rollback();
        return error;
    }
    m_open = false;
    --m_database.m_transactionDepth;
    return {};
}

void Transaction::rollback()
{
    if (!m_open)
        return;
    m_open = false;
    --m_database.m_transactionDepth;
    m_database.m_changes.resize(m_changesBefore);
    // An error here means that SQLite has already undone the transaction, as it does when the disk is full.
    const Level &level = levels[static_cast<std::size_t>(m_depth)];
    if (!runOnce(m_database, level.rollback) && m_depth > 0)
        runOnce(m_database, level.commit);
}

} // namespace sitebook
