// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/models/sidebarplaces.h"
#include "app/search/websitefilter.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <array>
#include <bitset>
#include <chrono>

namespace sitebook {

class SavedSearches;
class SearchCounter;
struct SavedSearch;
struct TagNode;

/// The places of a library with the number of websites in each: all, recently added and changed, without links, every
/// saved search, every tag (nested by `/`), every person, every host.
class SidebarModel : public QAbstractItemModel
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

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
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
    using Id = SidebarPlaces::Id;
    using Place = SidebarPlaces::Place;
    /// The headings, in their order.
    enum Section : std::size_t { SearchSection, TagSection, PersonSection, HostSection, sectionCount };
    using Sections = std::bitset<sectionCount>;
    /// What tells whether the places are the same as before, so that only their counts can be others.
    struct Structure
    {
        quint64 tagNames = 0;
        quint64 personNames = 0;
        std::vector<quint32> hosts;
    };
    /// What is to be known of a tag or a person to have a place for it.
    struct Fact
    {
        std::size_t identity = 0;
        quint32 textHash = 0;
        int count = 0;
    };
    using Facts = std::vector<Fact>;

    Library *m_library;
    SavedSearches *m_searches;
    SearchCounter *m_counter = nullptr;
    QTimer m_timer{this};
    /// How long the last rebuild took.
    std::chrono::milliseconds m_rebuildTime{0};
    Structure m_structure;
    /// Those whose places may be others than they were.
    Sections m_outdated = Sections().set();
    /// Whether rows come and go just now, so that whoever is told of it cannot have others.
    bool m_isShowing = false;
    int m_recentlyAdded = 0;
    int m_recentlyChanged = 0;
    int m_unlinked = 0;
    SidebarPlaces m_places;
    QTimer m_countTimer{this};
    QTimer m_hourTimer{this};
    /// The next place to be counted.
    Id m_nextToCount = 0;
    /// The places that look another way than the views know.
    std::vector<Id> m_changed;

    /// The keys of the places of the library, and of the headings, in their order.
    static constexpr std::array libraryPlaceKeys{"all", "added", "changed", "unlinked"};
    static constexpr std::array headingKeys{"searches", "tags", "persons", "hosts"};

    // What there is to be: sidebarmodel_wanted.cpp
    std::vector<WantedPlace> wantedPlaces(Sections sections) const;
    std::vector<WantedPlace> wantedSection(std::size_t section) const;
    std::vector<WantedPlace> wantedSearches() const;
    std::vector<WantedPlace> wantedTags() const;
    std::vector<WantedPlace> wantedPersons() const;
    std::vector<WantedPlace> wantedHosts() const;
    static WantedPlace wantedTag(const TagNode &node, const Facts &facts);
    static WantedPlace wantedMaterial(PlaceKind kind, quint32 index, const Facts &facts);
    Facts materialFacts(PlaceKind kind) const;
    std::vector<quint32> largestHosts() const;

    // Bringing it about: sidebarmodel_sync.cpp
    void show(std::vector<WantedPlace> places);
    void removeUnwanted(Id parent);
    void removeRun(Id parent, std::size_t row, std::size_t count);
    void arrange(Id parent, std::span<const WantedPlace> wanted);
    void arrangeAtOnce(Id parent, std::span<const WantedPlace> wanted);
    void insertRun(Id parent, std::size_t row, std::span<const WantedPlace> wanted);
    void reorder(Id parent, std::vector<Id> ids);
    void announceChanged();

    void rebuild();
    void rebuildSoon();
    void rebuildPlaces();

    // How many websites there are: sidebarmodel_counts.cpp
    void countLibrary();
    void updateCounts();
    void countMore();
    int countOf(const Place &place) const;
    std::size_t collectTags(Id id, std::vector<MaterialColumns::Index> &tags) const;
    int countDistinct(const std::vector<MaterialColumns::Index> &tags, std::vector<bool> &marks) const;

    Id idOf(const QModelIndex &index) const;
    QModelIndex indexOf(Id id) const;
    const MaterialColumns &materialsOf(PlaceKind kind) const;
    QString materialId(const Place &place) const;
    const SavedSearch *searchOf(const Place &place) const;
    QString hostOf(const Place &place) const;
    QString text(Id id) const;
    QString key(Id id) const;
    static QString iconName(const Place &place);
};

} // namespace sitebook
