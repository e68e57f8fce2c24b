// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <array>
#include <bitset>
#include <chrono>
#include <vector>

namespace sitebook {

/// What some websites, those that are selected, are linked to, and how many of them are to each item. It is counted
/// once for all who show it, in pieces where the websites are many, and kept up to date.
class LinkCounts : public QObject
{
    Q_OBJECT

public:
    explicit LinkCounts(Library *library, QObject *parent = nullptr);

    Library *library() const { return m_library; }
    const QStringList &websites() const { return m_websites; }
    /// Counts what the websites \a ids are linked to; those that the library does not have count as soon as it does.
    void setWebsites(const QStringList &ids);
    /// Whether nothing is known of the websites yet.
    bool isCounting() const { return !m_isKnown; }
    /// An item, and how many of the websites are linked to it.
    struct Linked
    {
        MaterialColumns::Index item = 0;
        int websites = 0;
    };
    /// The items of \a kind that some of the websites are linked to, in the order of the websites and of their links.
    const std::vector<Linked> &of(AssociationKind kind) const { return m_linked[slot(kind)]; }
    /// Sets how long the counting may keep everybody else waiting at a time; 8 milliseconds unless set.
    void setPiece(std::chrono::milliseconds piece) { m_piece = piece; }

signals:
    /// What the websites are linked to, or the items of this kind, may be others.
    void changed(sitebook::AssociationKind kind);

private:
    using Kinds = std::bitset<associationKindCount>;

    Library *m_library;
    QStringList m_websites;
    std::array<std::vector<Linked>, associationKindCount> m_linked;
    bool m_isKnown = true;
    /// What is being counted, and what has to be once more at its end.
    Kinds m_counted;
    Kinds m_dueAgain;
    /// Where the websites are, of as many as were looked for by now; and of how many the links are counted.
    std::vector<Library::Row> m_rows;
    /// Whether they may be elsewhere, so that they are looked for once more before the next counting.
    bool m_rowsDue = false;
    qsizetype m_nextWebsite = 0;
    std::size_t m_nextRow = 0;
    /// By item: its place in what was counted, and one more; 0 for none.
    std::array<std::vector<quint32>, associationKindCount> m_places;
    std::array<std::vector<Linked>, associationKindCount> m_counts;
    QTimer m_timer{this};
    std::chrono::milliseconds m_piece{8};

    static std::size_t slot(AssociationKind kind) { return static_cast<std::size_t>(kind); }
    void recount(Kinds kinds);
    void work();
    bool countMore(QDeadlineTimer deadline);
    void count(LinkTarget target);
    void finish();
    void tell(Kinds kinds);
};

} // namespace sitebook
