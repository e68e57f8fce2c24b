// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "api/types/score.h"
#include "api/types/timestamp.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace sitebook {

/// One asset, person, conversation, workstream summary, tag or annotation as it crosses the wire. Each kind has its own
/// shape there; the fields that all have, and those that Sitebook edits, are read from it into one value. Everything
/// else travels along in `source`.
struct Material
{
    AssociationKind kind = AssociationKind::Asset;
    QString id;
    /// What people know it by: an asset's, conversation's, summary's name, a person's name, a tag's text. An annotation
    /// has none.
    QString name;
    /// The text of a snippet or of an annotation; empty for the other kinds, and for an asset that is a binary file.
    QString text;
    /// A person's e-mail address.
    QString email;
    /// The address of a person's picture.
    QString picture;
    /// The address of a person's own page.
    QString address;
    /// An annotation's type (`DESCRIPTION`, `COMMENT`, …); an asset's language or file ending (`cpp`, `png`).
    QString type;
    Timestamp created;
    Timestamp updated;
    Score score;
    /// The identifiers of the websites that it is linked to.
    QStringList websites;
    /// The JSON that it was read from; toJson() writes the fields above over it.
    QJsonObject source;

    /// Reads the object of a material of \a kind; nothing when `id` is missing, with the reason in \a error.
    static std::optional<Material> fromJson(AssociationKind kind, const QJsonObject &json, QString *error = nullptr);
    /// The material's object: what was read, with the known fields as they are now.
    QJsonObject toJson() const;
    /// What a create operation of the kind takes (schemas Seed, SeededPerson, …). `id`, `created` and `websites` are
    /// added as keys that a server which keeps identifiers may honour, and others ignore.
    QJsonObject toSeed() const;
    /// A new asset, with an identifier of its own, that holds a file called \a fileName.
    static Material assetFromFile(const QString &fileName, const QByteArray &content);

    /// The name, or what stands for it: a person's e-mail address, the first line of a text.
    QString caption() const;
};

} // namespace sitebook
