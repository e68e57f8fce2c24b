// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirrornote.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// No more are written down.
constexpr qsizetype mostUnread = 1000;

std::optional<std::size_t> slotOf(const QString &name)
{
    for (const std::size_t slot : listsInOrder()) {
        if (listName(kindOfList(slot)) == name)
            return slot;
    }
    return std::nullopt;
}

constexpr qint64 few = 20;

bool isMuch(qint64 part, qint64 whole)
{
    return part > few && part * 10 > whole;
}

} // namespace

const QString mirrorProperty = u"mirror"_s;

std::optional<AssociationKind> kindOfList(std::size_t slot)
{
    return slot < associationKindCount ? std::optional(static_cast<AssociationKind>(slot)) : std::nullopt;
}

const QList<std::size_t> &listsInOrder()
{
    static const QList<std::size_t> lists = [] {
        QList<std::size_t> all{listSlot(std::nullopt)};
        for (const AssociationTraits &traits : allAssociationTraits()) {
            if (traits.hasItems())
                all.append(listSlot(traits.kind));
        }
        return all;
    }();
    return lists;
}

QString listName(std::optional<AssociationKind> kind)
{
    return kind ? QString(associationTraits(*kind).collection) : u"websites"_s;
}

MirrorNote MirrorNote::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    MirrorNote note;
    note.server = QUrl(object.value("server"_L1).toString());
    note.complete = Timestamp::fromJson(object.value("complete"_L1));
    const QJsonArray unread = object.value("unread"_L1).toArray();
    for (const QJsonValue &value : unread) {
        const auto slot = slotOf(value["list"_L1].toString());
        if (slot)
            note.unread.append({kindOfList(*slot), value["id"_L1].toString(), value["words"_L1].toString()});
    }
    const QJsonObject tags = object.value("tags"_L1).toObject();
    for (auto it = tags.begin(); it != tags.end(); ++it) {
        if (const auto slot = slotOf(it.key()))
            note.tags.insert(*slot, it.value().toString().toUtf8());
    }
    note.websiteLinks = ListSet(static_cast<quint64>(object.value("links"_L1).toInteger()));
    note.holdsBack = object.value("holdsBack"_L1).toBool();
    note.journal = object.value("opened"_L1).toInteger();
    return note;
}

QByteArray MirrorNote::toJson() const
{
    QJsonArray unreadItems;
    for (const UnreadItem &item : unread.first(std::min(unread.size(), mostUnread)))
        unreadItems.append(QJsonObject{{u"list"_s, listName(item.kind)}, {u"id"_s, item.id}, {u"words"_s, item.words}});
    QJsonObject tagsByList;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        tagsByList.insert(listName(kindOfList(it.key())), QString::fromUtf8(it.value()));
    QJsonObject object{{u"server"_s, server.toString(QUrl::RemoveUserInfo)}, {u"unread"_s, unreadItems},
        {u"tags"_s, tagsByList}, {u"links"_s, static_cast<qint64>(websiteLinks.to_ullong())}, {u"opened"_s, journal},
        {u"holdsBack"_s, holdsBack}};
    if (!complete.isNull())
        object.insert("complete"_L1, complete.toIso());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void MirrorNote::forget(std::size_t slot)
{
    unread.removeIf([slot](const UnreadItem &item) { return listSlot(item.kind) == slot; });
}

bool MirrorRemovals::isMany() const
{
    return isMuchOfAList || isMuch(websites + materials, of.items()) || isMuch(links, of.links);
}

bool MirrorRemovals::isMuchOf(qint64 gone, qint64 there)
{
    // A server that was set up anew has empty lists.
    constexpr qint64 someItems = 5;
    return isMuch(gone, there) || (gone == there && gone > someItems);
}

bool MirrorRemovals::isMoreThanFew() const
{
    return isMuchOfAList || websites + materials > few || links > few;
}

} // namespace sitebook
