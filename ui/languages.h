// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <span>

namespace sitebook {

/// A language that snippets are written in.
struct Language
{
    /// The word of the wire: a file ending, such as `cpp`.
    QLatin1StringView type;
    /// As its users write it; not translated.
    QLatin1StringView name;
};

/// The usual languages, by name.
std::span<const Language> snippetLanguages();
/// What people call the language or file type \a type; \a type itself when it is none of the usual ones.
QString languageName(const QString &type);

} // namespace sitebook
