// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/vcardlines.h"

#include <algorithm>

namespace sitebook {

namespace {

/// Names and addresses are far shorter; longer values are pictures inside the file, which nobody wants here.
constexpr qsizetype longestLine = 64 * 1024;

/// The position of the first \a wanted outside of double quotes; of the first anywhere when a quote does not end.
qsizetype positionOutsideQuotes(QByteArrayView text, char wanted, qsizetype from = 0)
{
    bool quoted = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text.at(i) == '"')
            quoted = !quoted;
        else if (text.at(i) == wanted && !quoted)
            return i;
    }
    return quoted ? text.indexOf(wanted, from) : -1;
}

QByteArray unquoted(QByteArrayView text)
{
    QByteArray value = text.trimmed().toByteArray();
    value.removeIf([](char c) { return c == '"'; });
    return value;
}

bool isEqual(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

void readParameter(VCardLine &line, QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals >= 0)
        line.parameters.emplaceBack(
            text.first(equals).trimmed().toByteArray().toUpper(), unquoted(text.sliced(equals + 1)));
    else if (isEqual(text.trimmed(), "QUOTED-PRINTABLE") || isEqual(text.trimmed(), "BASE64"))
        line.parameters.emplaceBack("ENCODING", text.trimmed().toByteArray());
    else
        line.parameters.emplaceBack("TYPE", unquoted(text));
}

std::optional<VCardLine> parsed(QByteArrayView text)
{
    const qsizetype colon = positionOutsideQuotes(text, ':');
    if (colon <= 0)
        return std::nullopt;
    VCardLine line;
    line.value = text.sliced(colon + 1).toByteArray();
    const QByteArrayView head = text.first(colon);
    qsizetype end = positionOutsideQuotes(head, ';');
    const QByteArrayView name = (end < 0 ? head : head.first(end)).trimmed();
    line.name = name.sliced(name.lastIndexOf('.') + 1).toByteArray().toUpper();
    while (end >= 0) {
        const qsizetype begin = end + 1;
        end = positionOutsideQuotes(head, ';', begin);
        readParameter(line, head.sliced(begin, (end < 0 ? head.size() : end) - begin));
    }
    return line;
}

} // namespace

QByteArray VCardLine::parameter(QByteArrayView wanted) const
{
    const auto found =
        std::ranges::find_if(parameters, [&](const auto &parameter) { return parameter.first == wanted; });
    return found == parameters.end() ? QByteArray() : found->second;
}

bool VCardLine::hasParameter(QByteArrayView wanted, QByteArrayView value) const
{
    return std::ranges::any_of(parameters, [&](const auto &parameter) {
        return parameter.first == wanted
            && std::ranges::any_of(
                parameter.second.split(','), [&](const QByteArray &one) { return isEqual(one, value); });
    });
}

int VCardLine::rank() const
{
    bool isNumber = false;
    const int rank = parameter("PREF").toInt(&isNumber);
    if (isNumber)
        return std::clamp(rank, 1, 100);
    return hasParameter("TYPE", "PREF") ? 1 : 101;
}

std::optional<VCardLine> VCardLines::next()
{
    while (!m_content.isEmpty()) {
        if (auto line = parsed(takeUnfolded()))
            return line;
    }
    return std::nullopt;
}

QByteArrayView VCardLines::takeLine()
{
    const auto end = std::ranges::find_if(m_content, [](char c) { return c == '\n' || c == '\r'; });
    const QByteArrayView line = m_content.first(end - m_content.begin());
    m_content = m_content.sliced(line.size());
    if (m_content.startsWith("\r\n"))
        m_content = m_content.sliced(2);
    else if (!m_content.isEmpty())
        m_content = m_content.sliced(1);
    return line;
}

QByteArray VCardLines::takeUnfolded()
{
    QByteArray text = takeLine().toByteArray();
    const auto append = [&text](QByteArrayView more) {
        text.append(more.first(std::clamp(longestLine - text.size(), qsizetype(0), more.size())));
    };
    while (m_content.startsWith(' ') || m_content.startsWith('\t')) {
        const QByteArrayView more = takeLine();
        append(m_keepsFoldingSpace ? more : more.sliced(1));
    }
    const qsizetype colon = positionOutsideQuotes(text, ':');
    if (colon < 0 || !text.first(colon).toUpper().contains("QUOTED-PRINTABLE"))
        return text.left(longestLine);
    // A line that ends with "=" goes on in the next one, whatever that begins with.
    while (text.endsWith('=') && !m_content.isEmpty()) {
        text.chop(1);
        append(takeLine());
    }
    return text.left(longestLine);
}

} // namespace sitebook
