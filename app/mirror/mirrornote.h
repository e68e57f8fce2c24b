// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/mirrorstore.h"
#include "api/types/timestamp.h"

#include <QList>
#include <QMap>
#include <QUrl>

#include <bitset>

namespace sitebook {

/// The lists that a copy is made of: the websites, and each kind of items.
inline constexpr std::size_t listCount = associationKindCount + 1;
/// A set of them; see listSlot().
using ListSet = std::bitset<listCount>;

/// The place of the list of \a kind, or of the websites, in a ListSet.
constexpr std::size_t listSlot(std::optional<AssociationKind> kind)
{
    return kind ? static_cast<std::size_t>(*kind) : associationKindCount;
}
/// The list at \a slot; nothing for the websites.
std::optional<AssociationKind> kindOfList(std::size_t slot);
/// Every list that a server can have, the websites first.
const QList<std::size_t> &listsInOrder();
/// `websites` or the collection of \a kind, as it is called on the wire.
QString listName(std::optional<AssociationKind> kind);

/// Something that the server has and that could not be read.
struct UnreadItem
{
    /// No kind: a website.
    std::optional<AssociationKind> kind;
    /// Empty when it is the list as a whole, or when nobody knows which one it is.
    QString id;
    /// Why, for a person.
    QString words;

    bool operator==(const UnreadItem &) const = default;
};

/// What a copy says about itself, kept in the library file.
struct MirrorNote
{
    /// The server that it is a copy of.
    QUrl server;
    /// When everything was read the last time; null when that never happened.
    Timestamp complete;
    QList<UnreadItem> unread;
    /// What the server called the state of each list that was read to its end.
    QMap<std::size_t, QByteArray> tags;
    /// The kinds of link that its websites tell of; those of others are told by the items.
    ListSet websiteLinks;
    /// When somebody had it open as a library the last time, in milliseconds since 1970; 0 for never.
    qint64 journal = 0;
    /// Whether it keeps what the server has no longer, until somebody says that it may go.
    bool holdsBack = false;

    static MirrorNote fromJson(const QByteArray &json);
    QByteArray toJson() const;

    /// Forgets what could not be read of the list at \a slot.
    void forget(std::size_t slot);
};

/// The name under which a library file keeps the note.
extern const QString mirrorProperty;

/// What an update would take out of a copy.
struct MirrorRemovals
{
    qint64 websites = 0;
    qint64 materials = 0;
    qint64 links = 0;
    /// What the copy holds.
    LibraryCounts of{};
    /// Whether it is much of one list, or all of a list that came back empty.
    bool isMuchOfAList = false;

    bool isEmpty() const { return websites + materials + links == 0; }
    /// Whether it is so much that a person is asked first: more than 20, and more than a tenth, of the items, of those
    /// of one list, or of the links; or a list of more than five items that is empty now.
    bool isMany() const;
    /// Whether it is more than 20 items or links.
    bool isMoreThanFew() const;
    /// Whether \a gone of the \a there items of one list are so much.
    static bool isMuchOf(qint64 gone, qint64 there);
    bool operator==(const MirrorRemovals &other) const
    {
        return websites == other.websites && materials == other.materials && links == other.links;
    }
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::MirrorRemovals)
