// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialref.h"

#include <QList>
#include <QStringList>

#include <optional>

class QMimeData;

namespace sitebook {

/// What a drag within Sitebook carries, by identifiers.
struct DraggedItems
{
    QStringList websites;
    QList<MaterialRef> materials;
};

/// The MIME type that carries dragged items within Sitebook.
QString itemMimeType();
/// Puts \a items into \a data, beside what other programs read.
void setDraggedItems(QMimeData *data, const DraggedItems &items);
/// The items that \a data carries; nothing when it comes from another program.
std::optional<DraggedItems> draggedItems(const QMimeData *data);
/// The addresses of the web in \a data: its URLs that are not files, or the lines of its text that are addresses.
QStringList draggedAddresses(const QMimeData *data);

} // namespace sitebook
