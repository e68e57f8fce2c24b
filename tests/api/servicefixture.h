// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/service.h"
#include "api/store/database.h"
#include "tests/support/scratchfolder.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

namespace sitebook {

/// A service over a new library, without sockets, and short ways to ask it.
class ServiceFixture
{
public:
    ServiceFixture();

    Response answer(const Request &request) { return m_service->answer(request); }
    Response send(const QByteArray &method, const QString &target, const QByteArray &body = {},
        const QByteArray &contentType = "application/json");
    Response get(const QString &target) { return send("GET", target); }
    Response post(const QString &target) { return send("POST", target); }
    Response post(const QString &target, const QJsonObject &body);
    /// The object in the answer to a GET; empty when it is no success.
    QJsonObject getObject(const QString &target);
    /// The object in the answer to a POST; empty when it is no success.
    QJsonObject postObject(const QString &target, const QJsonObject &body);

    /// Creates a website and gives its id.
    QString addWebsite(const QString &url, const QString &name = QStringLiteral("A name"));
    /// Creates an item of each of the six kinds from the smallest seed that the contract allows, and gives its id.
    QString addItem(AssociationKind kind);

    Database &database() { return *m_database; }

private:
    QTemporaryDir m_folder{scratchTemplate()};
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Service> m_service;
};

/// The smallest seed of an item of \a kind.
QJsonObject smallestSeed(AssociationKind kind);

} // namespace sitebook
