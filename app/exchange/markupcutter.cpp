// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/markupcutter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <string_view>
#include <utility>

namespace sitebook {

namespace {

constexpr qsizetype partSize = 64 * 1024;
/// More text than this in one name or description is cut off.
constexpr qsizetype entryTextLimit = 64 * 1024;
/// An attribute list beyond this is damage, or an attack.
constexpr qsizetype attributesLimit = 4 * 1024 * 1024;

constexpr std::array<std::string_view, 8> rawTextElements = {
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"};
constexpr std::array<std::string_view, 12> lineBreakers = {
    "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "blockquote", "section"};

template<std::size_t size> bool isOneOf(const QByteArray &name, const std::array<std::string_view, size> &names)
{
    return std::ranges::find(names, std::string_view(name.constData(), static_cast<std::size_t>(name.size())))
        != names.end();
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool isHeading(const QByteArray &name)
{
    return name.size() == 2 && name.at(0) == 'h' && name.at(1) >= '1' && name.at(1) <= '6';
}

bool beginsEntry(const QByteArray &name)
{
    return name == "a" || name == "dl" || name == "dt" || name == "dd" || name == "hr" || isHeading(name);
}

} // namespace

MarkupCutter::MarkupCutter(QByteArrayView utf8)
    : m_text(utf8)
{
}

std::optional<QByteArray> MarkupCutter::next()
{
    m_part.clear();
    if (m_held)
        take(*std::exchange(m_held, std::nullopt));
    while (m_position < m_text.size()) {
        const qsizetype tagStart = m_text.indexOf('<', m_position);
        const qsizetype textEnd = tagStart < 0 ? m_text.size() : tagStart;
        takeText(m_text.sliced(m_position, textEnd - m_position));
        moveTo(textEnd);
        if (tagStart < 0)
            break;
        const auto tag = readTag();
        if (tag && m_part.size() >= partSize && beginsEntry(tag->name)) {
            closeAll();
            m_held = tag;
            return m_part;
        }
        if (tag)
            take(*tag);
    }
    closeAll();
    return m_part.isEmpty() ? std::nullopt : std::optional(m_part);
}

std::optional<MarkupCutter::Tag> MarkupCutter::readTag()
{
    const QByteArrayView rest = m_text.sliced(m_position);
    if (rest.startsWith("<!--")) {
        // <!--> and <!---> are whole comments.
        if (rest.sliced(4).startsWith(">") || rest.sliced(4).startsWith("->"))
            skipPast(">");
        else
            skipPast("-->");
        return std::nullopt;
    }
    const bool isEnd = rest.size() > 1 && rest.at(1) == '/';
    const qsizetype nameStart = m_position + (isEnd ? 2 : 1);
    if (nameStart >= m_text.size() || !isLetter(m_text.at(nameStart))) {
        if (isEnd || rest.startsWith("<!") || rest.startsWith("<?")) {
            skipPast(">");
        } else {
            takeText("&lt;");
            moveTo(m_position + 1);
        }
        return std::nullopt;
    }
    qsizetype nameEnd = nameStart;
    while (nameEnd < m_text.size() && !isSpace(m_text.at(nameEnd)) && m_text.at(nameEnd) != '/'
        && m_text.at(nameEnd) != '>')
        ++nameEnd;
    const qsizetype end = endOfTag(nameEnd);
    if (end < 0) {
        m_endedInsideTag = true;
        moveTo(m_text.size());
        return std::nullopt;
    }
    Tag tag;
    tag.isEnd = isEnd;
    tag.line = m_line;
    // No name that matters is longer than these.
    tag.name = m_text.sliced(nameStart, std::min<qsizetype>(nameEnd - nameStart, 16)).toByteArray().toLower();
    tag.attributes = m_text.sliced(nameEnd, end - nameEnd);
    moveTo(end + 1);
    return tag;
}

// The states of the HTML standard. They must be exact: where Gumbo saw the end of a tag earlier, markup hidden in a
// value would reach it uncut.
qsizetype MarkupCutter::endOfTag(qsizetype from) const
{
    enum class State { BeforeName, InName, AfterName, BeforeValue, InValue };
    State state = State::BeforeName;
    for (qsizetype at = from; at < m_text.size(); ++at) {
        const char c = m_text.at(at);
        if (c == '>')
            return at;
        switch (state) {
        case State::BeforeName:
            if (!isSpace(c) && c != '/')
                state = State::InName;
            break;
        case State::InName:
        case State::AfterName:
            if (c == '=')
                state = State::BeforeValue;
            else if (c == '/')
                state = State::BeforeName;
            else
                state = isSpace(c) ? State::AfterName : State::InName;
            break;
        case State::BeforeValue:
            if (c == '"' || c == '\'') {
                at = m_text.indexOf(c, at + 1);
                if (at < 0)
                    return -1;
                state = State::BeforeName;
            } else if (!isSpace(c)) {
                state = State::InValue;
            }
            break;
        case State::InValue:
            if (isSpace(c))
                state = State::BeforeName;
            break;
        }
    }
    return -1;
}

void MarkupCutter::moveTo(qsizetype position)
{
    m_line += static_cast<int>(m_text.sliced(m_position, position - m_position).count('\n'));
    m_position = position;
}

void MarkupCutter::skipPast(QByteArrayView end)
{
    const qsizetype found = m_text.indexOf(end, m_position);
    m_endedInsideTag = found < 0;
    moveTo(found < 0 ? m_text.size() : found + end.size());
}

void MarkupCutter::skipRawText(const QByteArray &name)
{
    for (qsizetype at = m_position; (at = m_text.indexOf("</", at)) >= 0; at += 2) {
        const QByteArrayView after = m_text.sliced(at + 2);
        if (after.size() >= name.size() && qstrnicmp(after.data(), name.constData(), size_t(name.size())) == 0) {
            moveTo(at);
            skipPast(">");
            return;
        }
    }
    moveTo(m_text.size());
}

void MarkupCutter::take(const Tag &tag)
{
    if (tag.name == "a") {
        closeAnchor();
        if (!tag.isEnd) {
            open(tag, m_inDescription ? " inside=1" : "");
            m_inAnchor = true;
        }
    } else if (isHeading(tag.name)) {
        takeHeading(tag);
    } else if (tag.name == "dl") {
        mark(tag.isEnd ? "dl-end" : "dl");
    } else if (tag.name == "dt" || tag.name == "hr") {
        mark("dt");
    } else if (tag.name == "dd") {
        mark(tag.isEnd ? "dt" : "dd");
        m_inDescription = !tag.isEnd;
    } else if (!tag.isEnd && isOneOf(tag.name, rawTextElements)) {
        skipRawText(tag.name);
    } else if (isOneOf(tag.name, lineBreakers)) {
        takeText("<br>");
    }
}

void MarkupCutter::takeHeading(const Tag &tag)
{
    // Inside a link a heading only says how its name looks.
    if (m_inAnchor && m_heading.isEmpty())
        return;
    closeAll();
    m_inDescription = false;
    if (tag.isEnd)
        return;
    open(tag);
    m_heading = tag.name;
}

void MarkupCutter::takeText(QByteArrayView text)
{
    if (!m_inAnchor && m_heading.isEmpty() && !m_inDescription)
        return;
    qsizetype size = std::min(text.size(), entryTextLimit - m_textOfEntry);
    // Never cut within a character.
    while (size > 0 && size < text.size() && (static_cast<unsigned char>(text.at(size)) & 0xC0) == 0x80)
        --size;
    m_part.append(text.first(size));
    m_textOfEntry += size;
}

void MarkupCutter::open(const Tag &tag, QByteArrayView extra)
{
    m_textOfEntry = 0;
    m_part += '<' + tag.name + " line=" + QByteArray::number(tag.line);
    m_part += extra;
    if (tag.attributes.size() <= attributesLimit) {
        m_part += ' ';
        m_part += tag.attributes;
    }
    m_part += '>';
}

void MarkupCutter::mark(const char *name)
{
    closeAll();
    m_inDescription = false;
    m_textOfEntry = 0;
    m_part += "<hr class=";
    m_part += name;
    m_part += '>';
}

void MarkupCutter::closeAnchor()
{
    if (m_inAnchor)
        m_part += "</a>";
    m_inAnchor = false;
}

void MarkupCutter::closeAll()
{
    closeAnchor();
    if (!m_heading.isEmpty())
        m_part += "</" + m_heading + '>';
    m_heading.clear();
}

} // namespace sitebook
