// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"

#include <QJsonObject>

namespace sitebook {

// A record's `json` holds every key of the item that has no column of its own. What the objects `created` and `score`
// hold besides their columns (a `readable`, keys of newer versions) is kept as well, in objects of the same names below
// the empty key, which sorts first, so that one look tells whether there is any.

/// \a object as compact JSON.
QByteArray toJson(const QJsonObject &object);

/// Whether \a json, the text of a record, has something below the empty key, so that writing the columns and the text
/// one after the other would leave it out.
bool hasRemainders(QByteArrayView json);

/// Writes \a changes over \a website: keys that are there overwrite, null removes, `id`, `updated` and the links are
/// passed over, and so is every `schema` of no version. Gives what is wrong with them, and then \a website is as it
/// was; empty when all is well.
[[nodiscard]] QString applyChanges(WebsiteRecord &website, const QJsonObject &changes);
/// The same for an item, whose `websites` are passed over. The contents of a format that \a changes names without them
/// stay.
[[nodiscard]] QString applyChanges(MaterialRecord &material, const QJsonObject &changes);

/// Makes \a website what \a item says, a whole website of a server with its identifier and moments. Gives what is wrong
/// with it, as applyChanges() does.
[[nodiscard]] QString readWhole(WebsiteRecord &website, const QJsonObject &item);
/// The same for an item of the kind of \a material.
[[nodiscard]] QString readWhole(MaterialRecord &material, const QJsonObject &item);

/// The website as an object, without its links.
QJsonObject objectFromRecord(const WebsiteRecord &website);
/// The item as an object, with the contents if the record has them, without its websites.
QJsonObject objectFromRecord(const MaterialRecord &material);

} // namespace sitebook
