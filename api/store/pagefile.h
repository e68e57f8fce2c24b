// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QSet>

#include <optional>
#include <variant>
#include <vector>

namespace sitebook {

/// A value in a row as a SQLite file holds it: nothing, a whole number, or a text in UTF-8. Numbers with a fraction and
/// blobs, which a library has none of, are all Other.
struct OtherValue
{
};
using StoredValue = std::variant<std::monostate, qint64, QByteArray, OtherValue>;

/// A row of a table or an index.
struct StoredRow
{
    /// Of a row of a table with such keys; 0 elsewhere.
    qint64 key = 0;
    std::vector<StoredValue> values;
};

/// A SQLite file (https://sqlite.org/fileformat2.html) with its write-ahead log, read page by page without SQLite,
/// which reads nothing below a page that it cannot make sense of, and writes where it only should look. Nothing that is
/// in the file makes it do more than say that something cannot be read.
class PageFile
{
public:
    struct Page
    {
        /// Whether all of it could be read.
        bool isWhole = true;
        std::vector<StoredRow> rows;
        /// The pages below it, in order.
        std::vector<quint32> children;
    };

    explicit PageFile(const QString &path);

    /// The number of the last page; pages are counted from 1. 0 when the file cannot be opened.
    quint32 pageCount() const { return m_pageCount; }
    /// Whether the file begins as a SQLite file does.
    bool hasHeader() const { return m_hasHeader; }
    /// The number at the byte \a offset of the header, such as the version of the schema.
    quint32 headerNumber(qsizetype offset);
    /// The bytes of a page; empty when the file cannot be read there.
    QByteArray bytes(quint32 number);
    /// What is on a page of a table or an index.
    Page read(quint32 number);
    /// The pages that are not in use; nothing when that cannot be read.
    std::optional<QSet<quint32>> freePages();
    /// Whether the page was read as one, or as a part of a long row.
    bool wasRead(quint32 number) const { return m_read.contains(number); }

private:
    QFile m_file;
    QFile m_log;
    bool m_hasHeader = false;
    qint64 m_pageSize = 0;
    /// What of a page is used; the rest is for extensions.
    qint64 m_usable = 0;
    quint32 m_pageCount = 0;
    /// Where in the log the last version of a page is.
    QHash<quint32, qint64> m_newer;
    QSet<quint32> m_read;

    void readLog();
    bool readCell(const QByteArray &page, qsizetype at, int type, Page &result);
    std::optional<QByteArray> payload(const QByteArray &page, qsizetype at, quint64 size, bool isTable, bool &isWhole);
};

} // namespace sitebook
