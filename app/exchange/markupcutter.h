// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sitebook {

/// Cuts HTML into parts of bounded size without nesting, for an HTML parser to read one after the other: memory stays
/// small, an import can be stopped between two parts, and no file can exhaust the stack.
///
/// A part is HTML that holds only `a`, `h1` to `h6`, `br` and text, all closed, and for the elements of a list a mark
/// `<hr class=…>`: `dl`, `dl-end`, `dt`, `dd`. Each `a` and heading begins with the attribute `line`, counted from 1;
/// an `a` amid a description has the attribute `inside` too. Text that is in none of a link, a heading and a
/// description is left out, as are scripts and styles.
class MarkupCutter
{
public:
    /// Cuts \a utf8, which must outlive the cutter.
    explicit MarkupCutter(QByteArrayView utf8);

    /// The next part; nothing at the end.
    std::optional<QByteArray> next();
    /// How many bytes are done.
    qsizetype position() const { return m_position; }
    /// The line that was reached, counted from 1.
    int line() const { return m_line; }
    /// Whether the text ended in the middle of a tag or a comment.
    bool endedInsideTag() const { return m_endedInsideTag; }

private:
    struct Tag
    {
        QByteArray name;
        QByteArrayView attributes;
        bool isEnd = false;
        int line = 0;
    };

    /// Moves behind the markup at m_position, which is a `<`; nothing when it is no tag.
    std::optional<Tag> readTag();
    /// The position of the `>` that ends the tag whose name ends at \a from; -1 when there is none.
    qsizetype endOfTag(qsizetype from) const;
    void moveTo(qsizetype position);
    void skipPast(QByteArrayView end);
    void skipRawText(const QByteArray &name);
    void take(const Tag &tag);
    void takeHeading(const Tag &tag);
    void takeText(QByteArrayView text);
    void open(const Tag &tag, QByteArrayView extra = {});
    void mark(const char *name);
    void closeAnchor();
    void closeAll();

    QByteArrayView m_text;
    qsizetype m_position = 0;
    int m_line = 1;
    bool m_endedInsideTag = false;
    QByteArray m_part;
    /// A tag that begins the next part.
    std::optional<Tag> m_held;
    bool m_inAnchor = false;
    QByteArray m_heading;
    bool m_inDescription = false;
    qsizetype m_textOfEntry = 0;
};

} // namespace sitebook
