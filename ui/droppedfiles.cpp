// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/droppedfiles.h"

#include "app/exchange/vcard.h"
#include "app/library/background.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::DroppedFiles)
};

/// The largest text that becomes a snippet to read and edit; more is kept as a file.
constexpr qint64 largestSnippet = 256 * 1024;

Material assetOf(const QString &name, const QByteArray &content)
{
    if (content.size() <= largestSnippet && !content.contains('\0')) {
        QStringDecoder decoder(QStringConverter::Utf8);
        const QString text = decoder(content);
        if (!decoder.hasError() && !text.trimmed().isEmpty()) {
            Material snippet = Material::assetFromFile(name, {});
            snippet.source = {};
            snippet.text = text;
            return snippet;
        }
    }
    return Material::assetFromFile(name, content);
}

DroppedFiles readFiles(AssociationKind kind, const QList<QUrl> &urls)
{
    DroppedFiles result;
    for (const QUrl &url : urls) {
        const QFileInfo info(url.toLocalFile());
        const QString name = info.fileName();
        if (info.isDir()) {
            result.problems.append(Words::tr("“%1” is a folder; drop the files in it.").arg(name));
            continue;
        }
        if (info.size() > largestAsset) {
            result.problems.append(
                Words::tr("“%1” has %2; an asset can have %3 at the most.")
                    .arg(name, QLocale().formattedDataSize(info.size()), QLocale().formattedDataSize(largestAsset)));
            continue;
        }
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly)) {
            result.problems.append(Words::tr("“%1” cannot be read: %2").arg(name, file.errorString()));
            continue;
        }
        const QByteArray content = file.read(largestAsset + 1);
        if (kind == AssociationKind::Person) {
            const QList<Material> people = readVCards(content);
            if (people.isEmpty())
                result.problems.append(Words::tr("“%1” holds no vCard.").arg(name));
            result.materials.append(people);
        } else {
            result.materials.append(assetOf(name, content));
        }
    }
    return result;
}

} // namespace

void readDroppedFiles(AssociationKind kind, const QList<QUrl> &files, QObject *context,
    const std::function<void(const DroppedFiles &)> &handler)
{
    inBackground(
        context, [kind, files] { return readFiles(kind, files); }, handler);
}

} // namespace sitebook
