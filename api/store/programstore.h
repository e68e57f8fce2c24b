// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/timestamp.h"

#include <QList>
#include <QString>

namespace sitebook {

class Database;

/// A program that introduced itself to the server of a library.
struct Program
{
    /// What it may do. The values are stored.
    enum class Permission {
        /// Nothing until somebody decides.
        Undecided = 0,
        Refused = 1,
        Read = 2,
        Change = 3,
    };

    /// What it names itself by in its requests.
    QString id;
    QString name;
    QString version;
    /// The word for its system that it sent, such as `LINUX`.
    QString platform;
    Permission permission = Permission::Undecided;
    Timestamp firstSeen{};
    Timestamp lastSeen{};

    bool operator==(const Program &) const = default;
};

/// The programs that introduced themselves. Whoever changes something holds a Transaction.
class ProgramStore
{
public:
    explicit ProgramStore(Database &database);

    /// Every program, in the order of their first appearance.
    Result<QList<Program>> list();
    /// Notes that the program called \a name on \a platform is there in \a version. Gives the identifier that it gets
    /// each time it comes; nobody can guess it without the library.
    Result<QString> introduce(const QString &name, const QString &version, const QString &platform);
    /// Sets what the program \a id may do; NoSuchItem when it is not known.
    StoreError setPermission(const QString &id, Program::Permission permission);
    /// Forgets the program \a id, which is asked about anew when it comes again; NoSuchItem when it is not known.
    StoreError remove(const QString &id);

    /// Whether anything was changed since the last call.
    bool takeChanged() { return std::exchange(m_changed, false); }

private:
    StoreError changed(const StoreError &error, int rows, const QString &id);

    Database &m_database;
    bool m_changed = false;
};

} // namespace sitebook
