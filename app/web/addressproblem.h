// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sitebook {

/// What is wrong with an address that a person typed.
enum class AddressProblem : quint8 {
    None,
    Empty,
    /// Words, a path of this computer, or anything else that names no place on the web.
    NotAnAddress,
    /// http or https without a host, or with one that cannot be.
    NoHost,
    /// `javascript:`, `data:` and `vbscript:` carry their content with them, and it would run.
    SchemeRefused,
};

/// Whether an address may be handed to the browser.
enum class OpenPolicy : quint8 {
    /// http, https and mailto.
    Open,
    /// Every other scheme starts a program that the person may not expect; also a mailto that attaches a file.
    Ask,
    /// Scripts, documents inside the address, files of this computer, and text without a scheme.
    Never,
};

/// What a person meant by \a text: without spaces around and line breaks inside it, `https://` before a bare host
/// (`http://` before one of this computer), `mailto:` before a bare e-mail address. Anything else stays as it is.
QString completedAddress(const QString &text);

/// What is wrong with \a text, after completedAddress().
AddressProblem checkAddress(const QString &text);

/// One sentence for people about \a problem, translated; empty for None.
QString addressProblemText(AddressProblem problem);

/// Whether \a url may be opened, by its exact text: complete it first when a person typed it.
OpenPolicy openPolicy(const QString &url);

/// The addresses that \a text lists, one a line, or several where every word of the line is one; not completed, and
/// perhaps with problems.
QStringList addressesIn(const QString &text);

} // namespace sitebook
