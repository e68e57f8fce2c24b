// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/itemmime.h"

#include "app/web/addressproblem.h"

#include <QDataStream>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Reads a number and as many times with \a readOne. Anybody may have written the number: no room is made by it.
template<class ReadOne> bool readMany(QDataStream &stream, const ReadOne &readOne)
{
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count; ++i) {
        if (stream.status() != QDataStream::Ok || !readOne())
            return false;
    }
    return stream.status() == QDataStream::Ok;
}

} // namespace

QString itemMimeType()
{
    return u"application/x-sitebook-items"_s;
}

void setDraggedItems(QMimeData *data, const DraggedItems &items)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << static_cast<quint32>(items.websites.size());
    for (const QString &website : items.websites)
        stream << website;
    stream << static_cast<quint32>(items.materials.size());
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
    stream.setVersion(QDataStream::Qt_6_0);
    DraggedItems items;
    const auto readWebsite = [&] {
        QString id;
        stream >> id;
        items.websites.append(id);
        return !id.isEmpty();
    };
    const auto readMaterial = [&] {
        quint8 kind = 0;
        MaterialRef material;
        stream >> kind >> material.id;
        material.kind = static_cast<AssociationKind>(kind);
        items.materials.append(material);
        return kind < associationKindCount && !material.id.isEmpty();
    };
    if (!readMany(stream, readWebsite) || !readMany(stream, readMaterial) || !stream.atEnd())
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
                candidates.append(url.toString(QUrl::FullyEncoded));
        }
    } else if (data->hasText()) {
        candidates = addressesIn(data->text());
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
