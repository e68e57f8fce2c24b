// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace sitebook {

/// Reads \a text as one JSON object; nothing when it is something else, with the reason and its byte in \a error.
/// Halves of characters in its texts, and what Unicode says is no character, become U+FFFD, as nothing else could keep
/// them.
std::optional<QJsonObject> objectFromJson(const QByteArray &text, QString *error = nullptr);

/// How many objects and arrays \a text has inside each other at most, also when it is no sound JSON.
int nestingOfJson(QByteArrayView text);

/// The identifiers of a `Flattened…` or plain collection (`{iterable: [{id}, …]}`), each once, in their order.
QStringList identifiersFromJson(const QJsonValue &collection);

/// A `Flattened…` collection of \a identifiers with its `indices`. What \a previous knew besides (other keys, the
/// references of identifiers that stay) is kept.
QJsonObject flattenedFromIdentifiers(const QStringList &identifiers, const QJsonObject &previous = {});

/// Sets \a key to \a text, or removes it when \a text is empty.
void setOrRemove(QJsonObject &object, QLatin1StringView key, const QString &text);

} // namespace sitebook
