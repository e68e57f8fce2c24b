// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/websiteorder.h"

#include <QDeadlineTimer>

#include <span>
#include <vector>

namespace sitebook {

/// What many websites are sorted by, copied out of a library, so that they can be sorted in another thread.
class WebsiteSortKeys
{
public:
    /// Of the live ones of \a rows.
    WebsiteSortKeys(const Library &library, SortKey key, std::vector<quint32> rows);

    /// Goes on copying for about as long as \a deadline lets it; whether it is at the end.
    bool collect(const Library &library, QDeadlineTimer deadline);
    /// The fingerprint of each row, by row, 0 for those that are not there; once, when all is copied.
    std::vector<quint32> takeFingerprints() { return std::move(m_fingerprints); }
    /// The rows in ascending order, see WebsiteOrder; in any thread, once.
    std::vector<quint32> sorted();

    /// A number, never 0, that is another one when what \a row is sorted by changes, but for one case in four thousand
    /// million.
    static quint32 fingerprint(const Library &library, SortKey key, quint32 row);

private:
    SortKey m_key;
    std::vector<quint32> m_rows;
    std::size_t m_next = 0;
    std::vector<quint32> m_fingerprints;
    std::vector<qint64> m_numbers;
    /// The texts of some rows, one after the other, and where each ends.
    struct Texts
    {
        std::vector<char> bytes;
        std::vector<quint32> ends;
    };
    /// For each step that was copied; gone as soon as the keys are made of them, which take several times as much.
    std::vector<Texts> m_texts;
    /// For each tag of each website its place among all tags, and where those of a website end.
    std::vector<quint32> m_places;
    std::vector<std::size_t> m_ends;
    /// The place of each tag among all tags by name.
    std::vector<quint32> m_tagPlaces;

    void copyText(QByteArrayView text);
    void copy(const Library &library, quint32 row);
    void rankTags(const Library &library);
    void makeKeys(std::span<QCollatorSortKey> keys, std::size_t begin);
    std::span<const quint32> places(quint32 position) const;
    int compare(const std::vector<QCollatorSortKey> &names, quint32 a, quint32 b) const;
};

} // namespace sitebook
