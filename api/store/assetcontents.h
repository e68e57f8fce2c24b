// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace sitebook {

/// \a item without the contents (`string`, `bytes`) of every `fragment` and `file` in it, however deep.
QJsonObject withoutContents(const QJsonObject &item);

/// The collection \a formats, in which each format that has no contents gets those that the format with its id has in
/// \a before: a client that asked for an asset without contents sends it back without them.
QJsonObject withContents(const QJsonObject &formats, const QJsonObject &before);

} // namespace sitebook
