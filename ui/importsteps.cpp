// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importsteps.h"

#include "app/exchange/netscapebookmarks.h"
#include "app/library/groups.h"
#include "app/web/canonicalurl.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// A bookmark takes some 300 bytes, or some thousands with its icon: this is more than anybody has.
constexpr qint64 largestFile = 512 * 1024 * 1024;
constexpr qint64 pieceSize = 1024 * 1024;
/// How much of the work is reading the bytes, the rest is understanding them.
constexpr double shareOfReading = 0.2;
constexpr qsizetype addressesAtOnce = 500;

QString words(const char *text)
{
    return QCoreApplication::translate("ImportFile", text);
}

/// The bytes of \a path; null with the reason in \a error.
QByteArray contentOf(const QString &path, const GoOn &goOn, QString &error)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.exists())
        error = words(QT_TRANSLATE_NOOP("ImportFile", "This file is no longer there."));
    else if (!info.isFile())
        error = words(QT_TRANSLATE_NOOP("ImportFile", "This is a folder or a device, not a file."));
    else if (info.size() > largestFile)
        error =
            words(QT_TRANSLATE_NOOP("ImportFile", "This file is too large to be one of bookmarks: more than 512 MB."));
    else if (!file.open(QIODevice::ReadOnly))
        //: %1 is the reason, such as: Permission denied
        error = words(QT_TRANSLATE_NOOP("ImportFile", "This file cannot be read: %1.")).arg(file.errorString());
    QByteArray content("");
    while (error.isEmpty() && !file.atEnd() && content.size() <= largestFile) {
        const QByteArray piece = file.read(pieceSize);
        content.append(piece);
        if (piece.isEmpty() && file.error() != QFileDevice::NoError)
            error = words(QT_TRANSLATE_NOOP("ImportFile", "This file cannot be read: %1.")).arg(file.errorString());
        if (piece.isEmpty() || !goOn(shareOfReading * std::min(1.0, double(content.size()) / double(info.size() + 1))))
            break;
    }
    return content;
}

QStringList without(const QStringList &ids, const QSet<QString> &unwanted)
{
    QStringList rest = ids;
    rest.removeIf([&unwanted](const QString &id) { return unwanted.contains(id); });
    return rest;
}

BookmarkFile withoutFolders(BookmarkFile file)
{
    for (Bookmark &bookmark : file.bookmarks) {
        if (!bookmark.folder.isEmpty())
            bookmark.tags.removeFirst();
    }
    return file;
}

template<class Item> QSet<QString> idsOf(const QList<Item> &items)
{
    QSet<QString> ids;
    for (const Item &item : items)
        ids.insert(item.id);
    return ids;
}

/// The identifier of the tag \a text in the library or in \a newMaterials, to which it is added when it is in neither.
QString idOfTag(const QString &text, const LibrarySnapshot &snapshot, QList<Material> &newMaterials)
{
    if (const auto known = snapshot.tags.constFind(text.toCaseFolded()); known != snapshot.tags.constEnd())
        return known->id;
    for (const Material &tag : std::as_const(newMaterials)) {
        if (tag.name.toCaseFolded() == text.toCaseFolded())
            return tag.id;
    }
    Material tag;
    tag.kind = AssociationKind::Tag;
    tag.id = newIdentifier();
    tag.name = text;
    tag.created = tag.updated = Timestamp::now();
    newMaterials.append(tag);
    return tag.id;
}

QSet<QString> idsOf(const LibrarySnapshot &snapshot)
{
    QSet<QString> ids(snapshot.materialIds.begin(), snapshot.materialIds.end());
    ids.reserve(ids.size() + snapshot.websiteIds.size());
    for (qsizetype i = 0; i < snapshot.websiteIds.size(); ++i)
        ids.insert(snapshot.websiteIds.at(i));
    return ids;
}

} // namespace

void TextColumn::append(QByteArrayView text)
{
    m_texts.append(text);
    m_ends.push_back(m_texts.size());
}

QString TextColumn::at(qsizetype index) const
{
    const qsizetype begin = index == 0 ? 0 : m_ends[static_cast<std::size_t>(index - 1)];
    const qsizetype end = m_ends[static_cast<std::size_t>(index)];
    return QString::fromUtf8(QByteArrayView(m_texts).sliced(begin, end - begin));
}

ImportFile readImportFile(const QString &path, const GoOn &goOn)
{
    ImportFile file;
    file.name = QFileInfo(path).fileName();
    const QByteArray content = contentOf(path, goOn, file.error);
    if (!file.error.isEmpty())
        return file;
    const QByteArray head = content.left(1024).trimmed();
    if (head.isEmpty() && content.size() <= 1024) {
        file.error = words(QT_TRANSLATE_NOOP("ImportFile", "There is nothing in this file."));
    } else if (head.startsWith('{') || head.startsWith("\xEF\xBB\xBF{")) {
        file.isLibrary = true;
        QString error;
        if (auto library = libraryFromJson(content.startsWith('\xEF') ? content.mid(3) : content, &error))
            file.library = std::move(*library);
        file.error = error;
    } else {
        file.bookmarks = readNetscapeBookmarks(
            content, [&goOn](double progress) { return goOn(shareOfReading + progress * (1 - shareOfReading)); });
        file.error = file.bookmarks.error;
        file.hasFolders = std::ranges::any_of(
            file.bookmarks.bookmarks, [](const Bookmark &bookmark) { return !bookmark.folder.isEmpty(); });
    }
    return file;
}

QSet<QString> canonicalAddresses(const LibrarySnapshot &snapshot, const GoOn &goOn)
{
    QSet<QString> keys;
    const qsizetype count = snapshot.addresses.size();
    keys.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        if (i % addressesAtOnce == 0 && !goOn(double(i) / double(count)))
            break;
        keys.insert(canonicalUrl(snapshot.addresses.at(i)));
    }
    return keys;
}

ImportOutlook planImportOf(const ImportFile &file, const LibrarySnapshot &snapshot, const QSet<QString> &addresses,
    const ImportOptions &options)
{
    const auto exists = [&addresses](const QString &key) { return addresses.contains(key); };
    const auto tagId = [&snapshot](const QString &text) { return snapshot.tags.value(text.toCaseFolded()).id; };
    ImportOutlook outlook;
    if (file.isLibrary) {
        const QSet<QString> ids = idsOf(snapshot);
        outlook.plan = planImport(file.library, exists, tagId, [&ids](const QString &id) { return ids.contains(id); });
        for (const Material &tag : file.library.materials.value(AssociationKind::Tag))
            outlook.tagTexts.insert(tag.id, tag.name);
    } else {
        const bool asTheyAre = options.foldersAsTags || !file.hasFolders;
        outlook.plan = planImport(asTheyAre ? file.bookmarks : withoutFolders(file.bookmarks), exists, tagId);
    }
    for (const LibrarySnapshot::Tag &tag : snapshot.tags)
        outlook.tagTexts.insert(tag.id, tag.text);
    for (const Material &tag : std::as_const(outlook.plan.newTags))
        outlook.tagTexts.insert(tag.id, tag.name);
    return outlook;
}

OperationGroup importGroup(
    const ImportPlan &plan, const LibrarySnapshot &snapshot, const ImportOptions &options, const QString &caption)
{
    QList<Material> materials = plan.newTags;
    const QString tagText = plan.newWebsites.isEmpty() ? QString() : options.tag.simplified();
    const QString tagId = tagText.isEmpty() ? QString() : idOfTag(tagText, snapshot, materials);
    for (const QList<Material> &others : plan.newMaterials)
        materials += others;

    // Each link is made with whatever is created later, and the other end must not name what is not there yet.
    const QSet<QString> newWebsites = idsOf(plan.newWebsites);
    for (Material &material : materials)
        material.websites = without(material.websites, newWebsites);
    const QSet<QString> newAnnotations = idsOf(plan.newAnnotations);
    QList<Website> websites = plan.newWebsites;
    for (Website &website : websites) {
        QStringList &annotations = website.links(AssociationKind::Annotation);
        annotations = without(annotations, newAnnotations);
        QStringList &tags = website.links(AssociationKind::Tag);
        if (!tagId.isEmpty() && !tags.contains(tagId))
            tags.append(tagId);
    }
    return contentGroup(caption, websites, materials + plan.newAnnotations);
}

} // namespace sitebook
