// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace sitebook {

/// What a place of the sidebar stands for.
enum class PlaceKind : quint8 {
    /// What all others stand below; no place that is shown.
    Root,
    Heading,
    Library,
    Search,
    Tag,
    TagFolder,
    Person,
    Host,
};

/// A number for the place of \a kind that stands for \a id (UTF-8), another for any other place.
std::size_t placeIdentity(PlaceKind kind, QByteArrayView id);

/// A place as it is to be, with all below it.
struct WantedPlace
{
    PlaceKind kind = PlaceKind::Root;
    /// Whether it finds deleted websites, which are not counted.
    bool isOfTrash = false;
    /// Whether all below it is to stay as it is, whatever `children` says.
    bool keepsChildren = false;
    /// The index of the tag or person, the number of the host, the position of any other.
    quint32 number = 0;
    /// Tells whether the text is another than before.
    quint32 textHash = 0;
    /// How many websites are there as far as is known at once; negative for a heading.
    int count = 0;
    std::size_t identity = 0;
    /// The whole name of a mere folder of tags.
    QString path{};
    std::vector<WantedPlace> children{};
    /// Its number in SidebarPlaces, where it is there already.
    quint32 place = std::numeric_limits<quint32>::max();
};

/// The places of the sidebar as a tree of small nodes; what can be read from the library is not kept.
class SidebarPlaces
{
public:
    /// The number of a place, its own for as long as it is there.
    using Id = quint32;
    static constexpr Id root = 0;
    static constexpr Id none = std::numeric_limits<Id>::max();

    struct Place
    {
        /// See placeIdentity(): numbers may be used again for something else.
        std::size_t identity = 0;
        std::unique_ptr<std::vector<Id>> children;
        /// As in WantedPlace.
        quint32 number = 0;
        quint32 textHash = 0;
        int count = -1;
        Id parent = none;
        /// Where it was last among its siblings.
        mutable quint32 row = 0;
        PlaceKind kind = PlaceKind::Root;
        bool isOfTrash = false;
        /// Whether it is to stay.
        bool isWanted = false;
    };

    SidebarPlaces();

    /// One more than the highest number in use.
    Id size() const { return static_cast<Id>(m_places.size()); }
    /// Whether there is a place \a id.
    bool contains(Id id) const { return id < size() && m_places[id].kind != PlaceKind::Root; }
    Place &at(Id id) { return m_places[id]; }
    const Place &at(Id id) const { return m_places[id]; }
    std::span<const Id> children(Id id) const;
    /// Where the place \a id stands among its siblings.
    quint32 row(Id id) const;
    /// The whole name of a mere folder of tags.
    QString path(Id id) const { return m_paths.value(id); }
    /// The place of \a kind with \a identity; none when there is none.
    Id find(PlaceKind kind, std::size_t identity) const;

    /// Finds the places that are \a wanted below \a parent and lets them be what is wanted, but for where they stand;
    /// tells in \a changed which look another way now. All others are marked as not wanted.
    void adopt(Id parent, std::span<WantedPlace> wanted, std::vector<Id> &changed);
    /// Makes places of \a wanted and all below, in \a parent but not among its children yet.
    std::vector<Id> make(Id parent, std::span<const WantedPlace> wanted);
    /// Puts \a made among the children of \a parent.
    void insert(Id parent, std::size_t row, std::span<const Id> made);
    /// Removes \a count children of \a parent with all below them.
    void remove(Id parent, std::size_t row, std::size_t count);
    /// Gives the children of \a parent the order \a ids, which has them all.
    void setOrder(Id parent, std::vector<Id> ids);

private:
    std::vector<Place> m_places;
    std::vector<Id> m_free;
    QHash<Id, QString> m_paths;

    void take(Id id, WantedPlace &wanted, std::vector<Id> &changed);
    void free(Id id);
};

} // namespace sitebook
