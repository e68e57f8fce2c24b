// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/association.h"

#include <QCoreApplication>
#include <QSqlQuery>

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QLockFile;
class QSqlDatabase;

namespace sitebook {

/// An item that a transaction touched: created, changed, linked, unlinked or removed.
struct Change
{
    /// Nothing for a website.
    std::optional<AssociationKind> kind;
    QString id;

    bool operator==(const Change &) const = default;
};

/// One library file, open. It belongs to the thread that opened it. Statements go through Statement, changes through
/// Transaction.
class Database
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::Database)

public:
    /// Opens the library at \a path, or creates it when there is no such file or an empty one. Waits up to
    /// \a busyTimeout for locks of other programs. A file that cannot be used is left as it is, and the error says why.
    static Result<std::unique_ptr<Database>> open(
        const QString &path, std::chrono::milliseconds busyTimeout = std::chrono::seconds(2));
    /// Opens a further connection to the library \a path, which a Database of this process has open, for reading only:
    /// what it reads in one transaction is one state of the library, whatever others write meanwhile.
    static Result<std::unique_ptr<Database>> openReader(const QString &path);
    /// Closes the file; what was committed is in it.
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// The file, without links in its path.
    const QString &path() const { return m_path; }
    /// An identifier that stays with the library.
    const QString &identifier() const { return m_identifier; }
    /// Looks through the whole file; Damaged when something contradicts.
    StoreError check();
    /// Moves what was committed from the write-ahead log into the file, as far as that goes without waiting.
    StoreError checkpoint();
    /// Gives back the memory that is only kept in case the same pages are read again.
    void releaseMemory();

    /// Notes that an item changed. A Transaction that rolls back forgets what was noted since it began.
    void noteChange(std::optional<AssociationKind> kind, const QString &id) { m_changes.push_back({kind, id}); }
    /// What was noted since the last call, in order, an item possibly several times. Only meaningful after a commit.
    std::vector<Change> takeChanges() { return std::exchange(m_changes, {}); }

private:
    friend class RowReader;
    friend class Statement;
    friend class Transaction;

    explicit Database(const QString &path);

    StoreError takeLock();
    StoreError openFile(std::chrono::milliseconds busyTimeout);
    StoreError verifyAndMigrate();
    StoreError configure();
    StoreError configureReader();
    StoreError readIdentifier();
    /// Runs \a sql once and gives the first column of its first row.
    Result<QVariant> readOne(const QString &sql);
    QSqlDatabase connection() const;

    QString m_path;
    QString m_connectionName;
    QString m_identifier;
    std::unique_ptr<QLockFile> m_lock;
    /// Whether the library was not closed properly the last time.
    bool m_unclean = false;
    int m_transactionDepth = 0;
    std::vector<Change> m_changes;
    /// Prepared once for each text, which is a literal of the program, so that its address identifies it.
    std::unordered_map<const char *, QSqlQuery> m_prepared;
};

} // namespace sitebook
