// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <utility>

namespace sitebook {

/// One property of a business card, such as `item1.EMAIL;TYPE=work:ada@example.org`.
struct VCardLine
{
    /// In capital letters, without its group.
    QByteArray name;
    /// Names in capital letters and values; a value without a name, as version 2.1 has them, is a `TYPE`.
    QList<std::pair<QByteArray, QByteArray>> parameters;
    /// As it is written, escaped and encoded.
    QByteArray value;

    /// The value of the first parameter called \a parameter; empty when there is none.
    QByteArray parameter(QByteArrayView parameter) const;
    /// Whether a parameter \a parameter has \a value among its values, whatever the case.
    bool hasParameter(QByteArrayView parameter, QByteArrayView value) const;
    /// How it ranks among its like: 1 is the preferred one, 101 one without a rank.
    int rank() const;
};

/// Puts the properties of business cards together that are folded over several lines.
class VCardLines
{
public:
    /// Reads \a content, which must outlive this.
    explicit VCardLines(QByteArrayView content)
        : m_content(content)
    {
    }

    /// Version 2.1 keeps the space that a folded line begins with, later versions drop it.
    void setKeepsFoldingSpace(bool keeps) { m_keepsFoldingSpace = keeps; }
    /// The next property; lines that are none are passed over, long values are cut. Nothing at the end.
    std::optional<VCardLine> next();

private:
    QByteArrayView takeLine();
    QByteArray takeUnfolded();

    QByteArrayView m_content;
    bool m_keepsFoldingSpace = false;
};

} // namespace sitebook
