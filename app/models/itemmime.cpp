// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/itemmime.h"

#include "app/web/addressproblem.h"

#include <QDataStream>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace sitebook {

QString itemMimeType()
{
    return u"application/x-sitebook-items"_s;
}

void setDraggedItems(QMimeData *data, const DraggedItems &items)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << items.websites << static_cast<qint32>(items.materials.size());
    for (const MaterialRef &material : items.materials)
        stream << static_cast<quint8>(material.kind) << material.id;
    data->setData(itemMimeType(), bytes);
}

std::optional<DraggedItems> draggedItems(const QMimeData *data)
{
    const QByteArray bytes = data->data(itemMimeType());
    if (bytes.isEmpty())
        return std::nullopt;
    QDataStream stream(bytes);
    DraggedItems items;
    qint32 count = 0;
    stream >> items.websites >> count;
    for (qint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        quint8 kind = 0;
        MaterialRef material;
        stream >> kind >> material.id;
        if (kind >= associationKindCount)
            return std::nullopt;
        material.kind = static_cast<AssociationKind>(kind);
        items.materials.append(material);
    }
    if (stream.status() != QDataStream::Ok)
        return std::nullopt;
    return items;
}

QStringList draggedAddresses(const QMimeData *data)
{
    QStringList candidates;
    if (data->hasUrls()) {
        const QList<QUrl> urls = data->urls();
        for (const QUrl &url : urls) {
            if (!url.isLocalFile())
                candidates.append(url.toString());
        }
    } else if (data->hasText()) {
        candidates = data->text().split(u'\n');
    }
    QStringList addresses;
    for (const QString &candidate : std::as_const(candidates)) {
        const QString address = completedAddress(candidate);
        if (checkAddress(candidate) == AddressProblem::None && !addresses.contains(address))
            addresses.append(address);
    }
    return addresses;
}

} // namespace sitebook
