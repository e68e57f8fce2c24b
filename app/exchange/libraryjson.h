// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"
#include "api/types/website.h"
#include "app/exchange/bookmark.h"

#include <QJsonObject>
#include <QMap>

#include <optional>

namespace sitebook {

/// The version of the format that libraryToJson() writes.
inline constexpr int libraryJsonVersion = 1;

/// A whole library, as its JSON file holds it.
struct LibraryContent
{
    QList<Website> websites;
    /// Assets, persons, conversations, workstream summaries, tags and annotations.
    QMap<AssociationKind, QList<Material>> materials;
    /// Items of the file that are none, left out; their line is 0.
    QList<UnreadableEntry> unreadable;
    /// The keys of the file that this version does not know; libraryToJson() writes them back.
    QJsonObject source;
};

/// Reads \a json: an object with `"format": "sitebook-library"`, a `version`, and a collection `{"iterable": […]}` a
/// kind of thing. Nothing when it is something else or from a newer version, with the reason in words for people in \a
/// error.
std::optional<LibraryContent> libraryFromJson(const QByteArray &json, QString *error = nullptr);

/// The file of \a content, indented, with every key that its items were read with.
QByteArray libraryToJson(const LibraryContent &content);

} // namespace sitebook
