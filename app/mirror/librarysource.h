// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/material.h"
#include "api/types/website.h"
#include "app/mirror/mirrornote.h"

#include <functional>
#include <memory>

namespace sitebook {

class Database;

/// A library file as the source of a copy of it elsewhere: read only, also while it is in use. Waits for the disk, and
/// belongs to one thread.
class LibrarySource
{
public:
    static Result<std::unique_ptr<LibrarySource>> open(const QString &path);
    ~LibrarySource();
    Q_DISABLE_COPY_MOVE(LibrarySource)

    /// The server of which it is a copy; empty when it is none.
    const QUrl &server() const { return m_server; }
    /// Hands every website with its links to \a visit, without unknown fields.
    StoreError websites(const std::function<void(const Website &)> &visit);
    /// Hands every item of \a kind to \a visit, without the contents of assets and without links.
    StoreError materials(AssociationKind kind, const std::function<void(const Material &)> &visit);
    /// The website \a id with everything.
    Result<Website> website(const QString &id);
    /// The item \a id of \a kind with everything but its links.
    Result<Material> material(AssociationKind kind, const QString &id);

private:
    explicit LibrarySource(std::unique_ptr<Database> database);

    std::unique_ptr<Database> m_database;
    QUrl m_server;
};

} // namespace sitebook
