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
        /// How many websites are there; invalid for a heading.
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

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
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
        int count = 0;
        QList<Place> children;
    };

    Library *m_library;
    SavedSearches *m_searches;
    SearchCounter *m_counter = nullptr;
    QTimer m_timer;
    /// How long the last rebuild took.
    std::chrono::milliseconds m_rebuildTime{0};
    /// Made of the names of the tags at their revision; see MaterialColumns::namesRevision().
    std::vector<TagNode> m_tagTree;
    quint64 m_tagTreeRevision = 0;
    QHash<QString, WebsiteFilter> m_filters;
    QHash<QString, QStandardItem *> m_items;

    void rebuild();
    void rebuildPlaces();
    QList<Place> libraryPlaces();
    QList<Place> searchPlaces();
    QList<Place> tagPlaces();
    Place tagPlace(const TagNode &node, std::vector<quint32> *websites);
    QList<Place> personPlaces();
    QList<Place> hostPlaces();
    void rebuildSoon();
    void sync(QStandardItem *parent, const QList<Place> &places);
    QStandardItem *takeItem(QStandardItem *parent, const Place &place);
    void forget(const QStandardItem *item);
};

} // namespace sitebook
