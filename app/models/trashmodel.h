// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"
#include "app/models/websitelistmodel.h"
#include "app/search/highlighter.h"
#include "app/search/query.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>

namespace sitebook {

class Library;

/// What was deleted here as a table, the newest first: everything, or the websites that a query finds. It is read,
/// sought through and sorted in the thread of the journal, and follows what is deleted, restored and removed for ever.
/// It resets only when more changes at once than is worth moves.
class TrashModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Name, Address, Deleted, Links };
    Q_ENUM(Column)
    static constexpr int columnCountValue = 4;
    enum Role {
        /// The identifier of the item.
        IdRole = Qt::UserRole,
        /// The AssociationKind of the item as a number; invalid for a website.
        KindRole,
        /// The pieces of the cell's text that the search means, as those of the list of websites.
        MatchesRole = WebsiteListModel::MatchesRole,
    };

    /// \a library has to outlive it. It is empty until it is told to read.
    explicit TrashModel(Library *library, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// The new order comes with the next answer of the journal.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Reads what is in the trash, and again when that changes.
    void start();
    /// The same for the websites alone that \a query finds.
    void start(const Query &query);
    /// Forgets what it has read, and follows the trash no longer.
    void stop();
    /// Whether it knows what is in the trash.
    bool isKnown() const { return m_isKnown; }
    /// Whether nothing at all is in the trash, also no item that it does not show.
    bool isTrashEmpty() const { return m_isTrashEmpty; }
    /// The size of what it shows, in bytes.
    qint64 size() const;
    /// The identifier of the item at \a index; empty for an invalid one.
    QString id(const QModelIndex &index) const;
    /// Where the item \a id is; invalid when it is not shown.
    QModelIndex indexOf(const QString &id) const;

signals:
    /// It shows what is in the trash now.
    void updated();

private:
    /// What the journal answers.
    struct Contents
    {
        QList<TrashedItem> items;
        bool isTrashEmpty = true;
    };

    Library *m_library;
    QList<TrashedItem> m_items;
    std::optional<Query> m_query;
    /// Of what is shown.
    Highlighter m_highlighter;
    Column m_column = Column::Deleted;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    bool m_isReading = false;
    bool m_isAsking = false;
    /// Whether it has to ask again after the answer that is under way.
    bool m_isStale = false;
    bool m_isKnown = false;
    bool m_isTrashEmpty = true;

    void begin(const std::optional<Query> &query);
    void read();
    void take(const Contents &contents);
    void showItems(const QList<TrashedItem> &now);
    void showAnew(const QList<TrashedItem> &now);
    void removeOthers(const QSet<QString> &kept);
    void takeKept(const QList<TrashedItem> &kept);
    static void arrange(QList<TrashedItem> &items, Column column, Qt::SortOrder order);
};

} // namespace sitebook
