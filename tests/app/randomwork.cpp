// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/randomwork.h"

#include "tests/app/remotelibrary.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::array usedKinds{AssociationKind::Tag, AssociationKind::Person};

/// The rows of \a all that are there, sorted by name.
template<class Columns> QList<quint32> byName(const Columns &all, bool (Columns::*isThere)(quint32) const)
{
    QList<quint32> rows;
    for (quint32 row = 0; row < all.size(); ++row) {
        if ((all.*isThere)(row))
            rows.append(row);
    }
    std::ranges::sort(rows, {}, [&](quint32 row) { return all.name(row); });
    return rows;
}

QList<Library::Row> websitesByName(const Library &library)
{
    return byName(library.websites(), &WebsiteColumns::isLive);
}

QList<MaterialColumns::Index> materialsByName(const MaterialColumns &all)
{
    return byName(all, &MaterialColumns::isKnown);
}

} // namespace

QString RandomWork::step(Library &library)
{
    switch (m_random.bounded(m_usesHistory ? 16 : 12)) {
    case 0:
    case 1:
    case 2:
        return createWebsite(library);
    case 3:
        return createMaterial(library);
    case 4:
    case 5:
    case 6:
        return change(library);
    case 7:
    case 8:
        return changeLinks(library, true);
    case 9:
        return changeLinks(library, false);
    case 10:
    case 11:
        return removeSome(library);
    case 12:
    case 13:
    case 14:
        library.history()->undo();
        return u"undo"_s;
    default:
        library.history()->redo();
        return u"redo"_s;
    }
}

std::optional<Library::Row> RandomWork::anyWebsite(const Library &library)
{
    const QList<Library::Row> rows = websitesByName(library);
    if (rows.isEmpty())
        return std::nullopt;
    return rows.at(m_random.bounded(rows.size()));
}

QList<Library::Row> RandomWork::someWebsites(const Library &library)
{
    QList<Library::Row> rows = websitesByName(library);
    const qsizetype count = 1 + m_random.bounded(3);
    while (rows.size() > count)
        rows.removeAt(m_random.bounded(rows.size()));
    return rows;
}

std::optional<MaterialRef> RandomWork::anyMaterial(const Library &library)
{
    const AssociationKind kind = usedKinds.at(m_random.bounded(static_cast<int>(usedKinds.size())));
    const QList<MaterialColumns::Index> indexes = materialsByName(library.materials(kind));
    if (indexes.isEmpty())
        return std::nullopt;
    return MaterialRef{kind, library.materials(kind).id(indexes.at(m_random.bounded(indexes.size())))};
}

QString RandomWork::perform(Library &library, const QString &caption, const QList<Operation> &operations)
{
    if (!operations.isEmpty())
        library.perform({caption, operations});
    return caption;
}

QString RandomWork::createWebsite(Library &library)
{
    const QString name = newName();
    QList<MaterialRef> links;
    if (const auto link = anyMaterial(library))
        links.append(*link);
    return perform(
        library, u"add "_s + name, {Operation::create(websiteNamed(name, u"https://%1.example/"_s.arg(name), links))});
}

QString RandomWork::createMaterial(Library &library)
{
    const AssociationKind kind = usedKinds.at(m_random.bounded(static_cast<int>(usedKinds.size())));
    const Material material = materialNamed(kind, newName());
    QList<Operation> operations{Operation::create(material)};
    const QList<Library::Row> rows = someWebsites(library);
    for (const Library::Row row : rows)
        operations.append(Operation::link(library.websites().id(row), kind, material.id));
    return perform(library, u"make "_s + material.name, operations);
}

QString RandomWork::change(Library &library)
{
    const auto row = anyWebsite(library);
    if (!row)
        return u"nothing to change"_s;
    const Website before = library.website(*row);
    Website after = before;
    const QString name = newName();
    if (m_random.bounded(2) == 0)
        after.name = name;
    else
        after.url = u"https://%1.example/"_s.arg(name);
    return perform(library, u"%1 becomes %2"_s.arg(before.name, name), {Operation::update(before, after)});
}

QString RandomWork::changeLinks(Library &library, bool link)
{
    const auto item = anyMaterial(library);
    if (!item)
        return u"nothing to link"_s;
    QList<Operation> operations;
    const QList<Library::Row> rows = someWebsites(library);
    for (const Library::Row row : rows) {
        const QString id = library.websites().id(row);
        if (library.linkedIds(row, item->kind).contains(item->id) != link)
            operations.append(
                link ? Operation::link(id, item->kind, item->id) : Operation::unlink(id, item->kind, item->id));
    }
    return perform(library, link ? u"link"_s : u"unlink"_s, operations);
}

QString RandomWork::removeSome(Library &library)
{
    QList<Operation> operations;
    const QList<Library::Row> rows = someWebsites(library);
    for (const Library::Row row : rows) {
        operations.append(Operation::remove(library.website(row)));
        m_removed.insert(library.websites().id(row));
    }
    return perform(library, u"delete %1"_s.arg(operations.size()), operations);
}

QByteArray stateOf(const Library &library)
{
    QList<QByteArray> lines;
    const auto add = [&lines](QJsonObject json, const QString &what) {
        json.remove(u"updated"_s);
        lines.append(what.toUtf8() + ' ' + QJsonDocument(json).toJson(QJsonDocument::Compact));
    };
    const QList<Library::Row> rows = websitesByName(library);
    for (const Library::Row row : rows) {
        Website website = library.website(row);
        for (const AssociationTraits &traits : allAssociationTraits())
            website.links(traits.kind).sort();
        add(website.toJson(), u"website"_s);
    }
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const MaterialColumns &all = library.materials(traits.kind);
        const QList<MaterialColumns::Index> indexes = materialsByName(all);
        for (const MaterialColumns::Index index : indexes) {
            add({{u"id"_s, all.id(index)}, {u"name"_s, all.name(index)}, {u"detail"_s, all.detail(index)},
                    {u"type"_s, all.type(index)}, {u"picture"_s, all.picture(index)}},
                traits.item);
        }
    }
    std::ranges::sort(lines);
    return lines.join('\n');
}

} // namespace sitebook
