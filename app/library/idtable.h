// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <tsl/robin_set.h>

#include <optional>
#include <unordered_map>
#include <vector>

namespace sitebook {

/// The identifier of each row, and the row of each identifier. Nearly all are UUIDs as they are usually written, which
/// take 16 bytes here instead of the 36 of their text; any other is kept as it is.
class IdTable
{
public:
    using Row = quint32;

    IdTable();
    Q_DISABLE_COPY(IdTable)

    /// One more than the highest row that has had an identifier.
    Row size() const { return static_cast<Row>(m_keys.size()); }
    void reserve(std::size_t count) { m_keys.reserve(count), m_rows.reserve(count); }
    std::optional<Row> find(QByteArrayView id) const;
    /// Gives \a row, which is one that was removed or the next after all, the identifier \a id (UTF-8).
    void add(Row row, QByteArrayView id);
    /// Lets \a row be found no more; its identifier can be read until it gets another.
    void remove(Row row);
    /// The identifier of \a row (UTF-8).
    QByteArray id(Row row) const;
    void clear();

private:
    /// The bits of a UUID, from its first digit on, or of another identifier a hash.
    struct Key
    {
        quint64 high = 0;
        quint64 low = 0;
        bool operator==(const Key &) const = default;
    };
    /// What is looked up: an identifier and its key.
    struct Wanted
    {
        QByteArrayView id;
        Key key;
        bool isUuid = false;
    };
    struct Hash
    {
        using is_transparent = void;
        const IdTable *table;
        std::size_t operator()(Row row) const { return (*this)(table->m_keys[row]); }
        std::size_t operator()(const Wanted &wanted) const { return (*this)(wanted.key); }
        std::size_t operator()(const Key &key) const;
    };
    struct Equal
    {
        using is_transparent = void;
        const IdTable *table;
        bool operator()(Row a, Row b) const { return a == b; }
        bool operator()(const Wanted &wanted, Row row) const;
        bool operator()(Row row, const Wanted &wanted) const { return (*this)(wanted, row); }
    };

    std::vector<Key> m_keys;
    /// The identifiers that are no UUIDs, by row.
    std::unordered_map<Row, QByteArray> m_texts;
    tsl::robin_set<Row, Hash, Equal> m_rows;

    static Wanted wanted(QByteArrayView id);
    static std::optional<Key> uuid(QByteArrayView id);
};

} // namespace sitebook
