// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/models/tagtree.h"
#include "app/search/websitefilter.h"

#include <QStandardItemModel>
#include <QTimer>

#include <chrono>
#include <functional>

namespace sitebook {

class SavedSearches;
class SearchCounter;

/// The places of a library with the number of websites in each: all, recently added and changed, without links, every
/// saved search, every tag (nested by `/`), every person, every host.
class SidebarModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role {
        /// How many websites are there; an empty text where that is not counted, invalid for a heading.
        CountRole = Qt::UserRole,
        /// What tells a place from all others, the same at the next start.
        KeyRole,
        /// The name of its icon.
        IconNameRole,
    };

    /// Without \a searches there are none.
    explicit SidebarModel(Library *library, SavedSearches *searches = nullptr, QObject *parent = nullptr);

    /// The filter that shows the place at \a index, without words unless it is a saved search; nothing for a heading.
    std::optional<WebsiteFilter> filter(const QModelIndex &index) const;
    /// The place with \a key; invalid when there is none (any more).
    QModelIndex indexOfKey(const QString &key) const;
    /// The key of the place of \a material.
    static QString keyOf(AssociationKind kind, const QString &id);
    /// The key of the place of the saved search \a id.
    static QString keyOfSearch(const QString &id);
    /// The identifier of the saved search at \a index; empty when there is none.
    static QString searchAt(const QModelIndex &index);

    /// A saved search gets another name.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    bool canDropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    /// Only tells what was dropped, by websitesDropped().
    bool dropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::LinkAction; }

signals:
    /// Websites were dropped on the place of a tag or a person.
    void websitesDropped(sitebook::AssociationKind kind, const QString &id, const QStringList &websites);

private:
    struct Place
    {
        QString key;
        QString text;
        QString iconName;
        /// How many websites are there; none for a heading.
        std::function<int()> counter;
        QList<Place> children;
        /// Whether it finds deleted websites.
        bool isOfTrash = false;
    };

    class PlaceItem : public QStandardItem
    {
    public:
        using QStandardItem::QStandardItem;
        QVariant data(int role) const override;

        std::function<int()> counter;
        /// What it said last; kept here, as telling a view of thousands one by one takes long.
        int count = -1;
        /// Whether it finds deleted websites, which are not counted here.
        bool isOfTrash = false;
    };
    using Tags = std::vector<MaterialColumns::Index>;
    /// What tells whether the places are the same as before, so that only their counts can be others.
    struct Structure
    {
        quint64 tagNames = 0;
        quint64 personNames = 0;
        std::vector<quint32> hosts;

        bool operator==(const Structure &) const = default;
    };

    Library *m_library;
    SavedSearches *m_searches;
    SearchCounter *m_counter = nullptr;
    QTimer m_timer{this};
    /// How long the last rebuild took.
    std::chrono::milliseconds m_rebuildTime{0};
    Structure m_structure;
    bool m_isStructureCurrent = false;
    int m_recentlyAdded = 0;
    int m_recentlyChanged = 0;
    int m_unlinked = 0;
    QHash<QString, WebsiteFilter> m_filters;
    QHash<QString, PlaceItem *> m_items;

    void rebuild();
    void rebuildPlaces();
    QList<Place> libraryPlaces();
    QList<Place> searchPlaces();
    QList<Place> tagPlaces();
    Place tagPlace(const TagNode &node, Tags *tags);
    int countOf(const Tags &tags) const;
    void countLibrary();
    void updateCounts();
    std::vector<quint32> largestHosts() const;
    QList<Place> personPlaces();
    QList<Place> hostPlaces();
    void rebuildSoon();
    void sync(QStandardItem *parent, const QList<Place> &places);
    void appendNew(QStandardItem *parent, const QList<Place> &places);
    QStandardItem *takeItem(QStandardItem *parent, const Place &place);
    void forget(const QStandardItem *item);
};

} // namespace sitebook
