// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "api/types/score.h"
#include "api/types/timestamp.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace sitebook {

/// A website as the library keeps it, without its links.
struct WebsiteRecord
{
    /// Orders the websites by their arrival; 0 before it is in the library.
    qint64 key = 0;
    QString id;
    QString url;
    QString name;
    Timestamp created;
    Timestamp updated;
    Score score;
    /// Every other key as the text of one JSON object, see recordjson.h.
    QByteArray json = "{}";

    bool operator==(const WebsiteRecord &) const = default;
};

/// An item of one of the kinds that have items, without its links.
struct MaterialRecord
{
    qint64 key = 0;
    AssociationKind kind = AssociationKind::Asset;
    QString id;
    /// What it is searched by; a copy of what the JSON says.
    QString name;
    Timestamp created;
    Timestamp updated;
    /// Every other key as the text of one JSON object, see recordjson.h; without the contents of formats.
    QByteArray json = "{}";
    /// The same with the contents; empty when there are none, or when they were not asked for.
    QByteArray contents;

    bool operator==(const MaterialRecord &) const = default;
};

/// One end of a link: what a website is linked to.
struct Link
{
    AssociationKind kind;
    QString id;
};

/// A website with its links as a list reads it: the texts (UTF-8) are there until the next one.
struct WebsiteRow
{
    struct Link
    {
        AssociationKind kind;
        QByteArrayView id;
    };

    qint64 key = 0;
    QByteArrayView id;
    QByteArrayView url;
    QByteArrayView name;
    Timestamp created;
    Timestamp updated;
    Score score;
    QByteArrayView json;
    /// By kind, each in the order in which it was linked.
    std::span<const Link> links;

    /// A copy that lasts, without the links.
    WebsiteRecord toRecord() const;
};

/// An item without its links as a list reads it: the texts (UTF-8) are there until the next one.
struct MaterialRow
{
    qint64 key = 0;
    AssociationKind kind = AssociationKind::Asset;
    QByteArrayView id;
    QByteArrayView name;
    Timestamp created;
    Timestamp updated;
    QByteArrayView json;
    QByteArrayView contents;

    /// A copy that lasts.
    MaterialRecord toRecord() const;
};

/// How the library compares addresses: as they are, but scheme and host in lower case, and `/` for an empty path.
QString comparableAddress(const QString &url);

} // namespace sitebook
