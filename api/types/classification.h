// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sitebook {

/// How the wire sorts the contents of an asset (schema Classification).
struct Classification
{
    /// `CODE`, `TEXT`, `IMAGE`, `VIDEO` or `FILE`.
    QString generic;
    /// A file ending that the wire knows (`cpp`, `png`), or `UNKNOWN`.
    QString specific;
};

/// The classification of a file called \a fileName, by its ending; `FILE` and `UNKNOWN` when the wire has no word for
/// it.
Classification classificationOfFile(const QString &fileName);

} // namespace sitebook
