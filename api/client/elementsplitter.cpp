// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/elementsplitter.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstring>

namespace sitebook {

namespace {

/// More than any element of a sound server; an endless one must not fill the memory.
constexpr qsizetype longestElement = 256 * 1024 * 1024;

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

constexpr bool endsBareValue(char c)
{
    return isSpace(c) || c == ',' || c == ']' || c == '}';
}

constexpr bool isByteOrderMark(char c)
{
    return c == '\xEF' || c == '\xBB' || c == '\xBF';
}

} // namespace

void ElementSplitter::append(QByteArrayView piece)
{
    if (piece.isEmpty())
        return;
    const bool isInside = m_state == State::Element || m_state == State::KeyText;
    const qsizetype keepFrom = isInside ? m_begin : m_at;
    const qsizetype kept = m_end - keepFrom;
    if (kept + piece.size() > longestElement) {
        m_state = State::Foreign;
        return;
    }
    if (kept > 0 && keepFrom > 0)
        std::memmove(m_buffer.data(), m_buffer.constData() + keepFrom, static_cast<std::size_t>(kept));
    m_at -= keepFrom;
    m_begin = isInside ? 0 : m_at;
    m_end = kept + piece.size();
    m_buffer.resize(m_end + padding);
    char *data = m_buffer.data();
    std::memcpy(data + kept, piece.data(), static_cast<std::size_t>(piece.size()));
    std::memset(data + m_end, 0, padding);
}

std::optional<QByteArrayView> ElementSplitter::next()
{
    while (findValue()) {
        if (!walkValue())
            return std::nullopt;
        switch (m_state) {
        case State::Element:
            m_state = State::Between;
            return QByteArrayView(m_buffer.constData() + m_begin, m_at - m_begin);
        case State::KeyText:
            m_wanted = keyIsIterable();
            m_state = State::Colon;
            break;
        default:
            m_state = State::Key;
            break;
        }
    }
    return std::nullopt;
}

/// Goes on to a value, element or key, or stays in one; false when there is none in what came so far.
bool ElementSplitter::findValue()
{
    for (; m_at < m_end; ++m_at) {
        const char c = m_buffer.at(m_at);
        const bool isSeparator = isSpace(c) || (c == ',' && (m_state == State::Key || m_state == State::Between));
        switch (m_state) {
        case State::KeyText:
        case State::Skip:
        case State::Element:
            return true;
        case State::Done:
        case State::Foreign:
            m_at = m_end;
            return false;
        case State::Start:
            if (c == '{')
                m_state = State::Key;
            else if (!isSpace(c) && !isByteOrderMark(c))
                m_state = State::Foreign;
            break;
        case State::Key:
            if (c == '"')
                beginValue(State::KeyText);
            else if (!isSeparator)
                m_state = c == '}' ? State::Done : State::Foreign;
            break;
        case State::Colon:
            if (!isSeparator)
                m_state = c == ':' ? State::Value : State::Foreign;
            break;
        case State::Value:
            if (m_wanted && c == '[') {
                m_hasIterable = true;
                m_state = State::Between;
            } else if (endsBareValue(c) && !isSeparator) {
                m_state = State::Foreign;
            } else if (!isSeparator) {
                beginValue(State::Skip);
            }
            break;
        case State::Between:
            if (c == ']')
                m_state = State::Key;
            else if (c == '}')
                m_state = State::Foreign;
            else if (!isSeparator)
                beginValue(State::Element);
            break;
        }
    }
    return false;
}

void ElementSplitter::beginValue(State state)
{
    const char c = m_buffer.at(m_at);
    m_state = state;
    m_begin = m_at;
    m_inText = c == '"';
    m_escaped = false;
    m_depth = c == '{' || c == '[' ? 1 : 0;
}

/// Goes on to the end of the value that m_at is in; false when it is not here yet.
bool ElementSplitter::walkValue()
{
    // Every byte of a list passes here. A char may alias any member, so the loop works on variables of its own.
    const char *at = m_buffer.constData() + m_at;
    const char *const end = m_buffer.constData() + m_end;
    int depth = m_depth;
    bool isWhole = false;
    while (at < end && !isWhole) {
        if (m_inText) {
            at = endOfText(at, end);
            isWhole = !m_inText && depth == 0;
        } else if (depth == 0) {
            isWhole = endsBareValue(*at);
            at += isWhole ? 0 : 1;
        } else {
            const char c = *at++;
            if (c == '"')
                m_inText = true;
            else if (c == '{' || c == '[')
                ++depth;
            else if (c == '}' || c == ']')
                isWhole = --depth == 0;
        }
    }
    m_depth = depth;
    m_at = at - m_buffer.constData();
    return isWhole;
}

/// Goes on behind the quote that ends the text, and leaves it, or to \a end.
const char *ElementSplitter::endOfText(const char *at, const char *end)
{
    if (m_escaped && at < end) {
        m_escaped = false;
        ++at;
    }
    while (at < end) {
        const char c = *at++;
        if (c == '"') {
            m_inText = false;
            break;
        }
        if (c != '\\')
            continue;
        if (at == end)
            m_escaped = true;
        else
            ++at;
    }
    return at;
}

bool ElementSplitter::keyIsIterable() const
{
    const QByteArrayView key(m_buffer.constData() + m_begin, m_at - m_begin);
    if (!key.contains('\\'))
        return key == "\"iterable\"";
    const QJsonDocument document = QJsonDocument::fromJson('[' + key.toByteArray() + ']');
    return document.array().at(0).toString() == QLatin1StringView("iterable");
}

} // namespace sitebook
