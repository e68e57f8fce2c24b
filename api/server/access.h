// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace sitebook {

/// What a request does to the library, as far as its first line tells.
enum class Access {
    /// Reads a few items.
    Read,
    /// Reads a collection from end to end.
    ReadAll,
    /// May change something.
    Change,
};

/// What \a method (in capitals) at \a target (path and query) does.
Access accessOf(QByteArrayView method, QByteArrayView target);
/// Whether \a target says nothing about the library: who the server is, and how to introduce oneself.
bool isOpenToAll(QByteArrayView target);

} // namespace sitebook
