// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sitebook {

/// Cuts the elements of the top-level `iterable` array out of a JSON object whose text arrives in pieces. It follows
/// strings and nesting only: whether an element is sound is for its reader to find out.
class ElementSplitter
{
public:
    /// So many readable bytes follow each element, as simdjson wants them.
    static constexpr qsizetype padding = 64;

    /// Adds the next piece of the text, cut anywhere. Ends the life of elements handed out before.
    void append(QByteArrayView piece);
    /// The next whole element, valid until append(); nothing when more text is needed, or there is none.
    std::optional<QByteArrayView> next();

    /// Whether the object is closed.
    bool isComplete() const { return m_state == State::Done; }
    /// Whether anything of the object was seen.
    bool hasStarted() const { return m_state != State::Start; }
    /// Whether the text is no JSON object.
    bool isForeign() const { return m_state == State::Foreign; }
    /// Whether an `iterable` array was found.
    bool hasIterable() const { return m_hasIterable; }

private:
    enum class State {
        Start,
        /// At the top level, before a key or the end.
        Key,
        /// In a key.
        KeyText,
        /// After a key.
        Colon,
        /// Before the value of a key.
        Value,
        /// In a value that is not wanted.
        Skip,
        /// In `iterable`, before an element or its end.
        Between,
        /// In an element.
        Element,
        Done,
        Foreign,
    };

    bool findValue();
    bool walkValue();
    const char *endOfText(const char *at, const char *end);
    void beginValue(State state);
    bool keyIsIterable() const;

    /// What is not dealt with yet, up to m_end, and the padding.
    QByteArray m_buffer;
    qsizetype m_end = 0;
    qsizetype m_at = 0;
    /// Where the key or element begins that m_at is in.
    qsizetype m_begin = 0;
    State m_state = State::Start;
    int m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_wanted = false;
    bool m_hasIterable = false;
};

} // namespace sitebook
