// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websitebatch.h"

#include "api/types/json.h"
#include "app/library/fold.h"

#include <QJsonObject>

#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// The origin of a website whose other keys are \a json.
WebsiteOrigin originIn(QByteArrayView json)
{
    if (!json.contains("\"mechanisms\""))
        return WebsiteOrigin::Unknown;
    QMap<QString, QString> mechanisms;
    const QJsonObject keys = objectFromJson(json.toByteArray()).value_or(QJsonObject());
    const QJsonObject object = keys.value("mechanisms"_L1).toObject();
    for (auto each = object.constBegin(); each != object.constEnd(); ++each)
        mechanisms.insert(each.key(), each.value().toString());
    return originOf(mechanisms);
}

} // namespace

void WebsitePacker::add(const WebsiteRow &website)
{
    WebsiteBatch::Item item;
    m_batch.texts.append(website.id).append(website.name).append(website.url);
    item.idLength = static_cast<quint32>(website.id.size());
    item.nameLength = static_cast<quint32>(website.name.size());
    item.urlLength = static_cast<quint32>(website.url.size());
    const QByteArrayView head = headPart(website.url);
    item.head = headNumber(head);
    const qsizetype before = m_batch.texts.size();
    appendFoldedLines(m_batch.texts, website.name, website.url.sliced(head.size()));
    item.foldedLength = static_cast<quint32>(m_batch.texts.size() - before);
    item.created = website.created;
    item.updated = website.updated;
    item.score = website.score;
    item.origin = originIn(website.json);
    item.linkCount = static_cast<quint32>(website.links.size());
    for (const WebsiteRow::Link &link : website.links)
        m_batch.links.push_back(target(link));
    m_batch.items.push_back(item);
}

quint32 WebsitePacker::headNumber(QByteArrayView head)
{
    const LowerCase lower(head);
    const quint32 next = m_heads.size();
    const quint32 number = m_heads.number(lower.view());
    if (number == next)
        m_batch.newHeads.append(lower.view().toByteArray());
    return number;
}

LinkTarget WebsitePacker::target(const WebsiteRow::Link &link)
{
    const auto slot = static_cast<std::size_t>(link.kind);
    IdTable &items = m_items[slot];
    if (const auto number = items.find(link.id))
        return {link.kind, *number};
    const quint32 number = items.size();
    items.add(number, link.id);
    m_batch.newItems[slot].append(QString::fromUtf8(link.id));
    return {link.kind, number};
}

} // namespace sitebook
