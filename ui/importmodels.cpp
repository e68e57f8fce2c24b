// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importmodels.h"

#include "app/library/percentencoding.h"
#include "ui/plaintext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

void NewWebsitesModel::setOutlook(const std::shared_ptr<const ImportOutlook> &outlook)
{
    beginResetModel();
    m_outlook = outlook;
    endResetModel();
}

void NewWebsitesModel::setExtraTag(const QString &tag)
{
    if (m_extraTag == tag)
        return;
    m_extraTag = tag;
    if (const int rows = rowCount(); rows > 0)
        emit dataChanged(index(0, Tags), index(rows - 1, Tags), {Qt::DisplayRole});
}

int NewWebsitesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_outlook ? 0 : static_cast<int>(m_outlook->plan.newWebsites.size());
}

int NewWebsitesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QString NewWebsitesModel::tagsOf(const Website &website) const
{
    QStringList texts;
    for (const QString &id : website.links(AssociationKind::Tag)) {
        if (const QString text = m_outlook->tagTexts.value(id); !text.isEmpty())
            texts.append(text);
    }
    if (!m_extraTag.isEmpty() && !texts.contains(m_extraTag, Qt::CaseInsensitive))
        texts.append(m_extraTag);
    return texts.join(u", "_s);
}

QVariant NewWebsitesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Website &website = m_outlook->plan.newWebsites.at(index.row());
    QString text;
    switch (static_cast<Column>(index.column())) {
    case Name:
        text = website.name;
        break;
    case Address:
        text = role == Qt::ToolTipRole ? website.url : readableAddress(website.url);
        break;
    case Tags:
        text = tagsOf(website);
        break;
    }
    return role == Qt::ToolTipRole ? plainTip(text) : text;
}

QVariant NewWebsitesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case Address:
        return tr("Address");
    case Tags:
        return tr("Tags");
    }
    return {};
}

void UnreadableModel::setOutlook(const std::shared_ptr<const ImportOutlook> &outlook)
{
    beginResetModel();
    m_outlook = outlook;
    endResetModel();
}

QString UnreadableModel::asText(int row) const
{
    QStringList parts;
    for (int column = 0; column < columnCount(); ++column)
        parts.append(index(row, column).data().toString());
    return parts.join(u'\t');
}

int UnreadableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_outlook ? 0 : static_cast<int>(m_outlook->plan.unreadable.size());
}

int UnreadableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant UnreadableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole && column == Line)
        return QVariant::fromValue(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const UnreadableEntry &entry = m_outlook->plan.unreadable.at(index.row());
    QString text;
    switch (column) {
    case Line:
        text = entry.line > 0 ? QLocale().toString(entry.line) : QString();
        break;
    case What:
        text = entry.what;
        break;
    case Why:
        text = entry.why;
        break;
    }
    return role == Qt::ToolTipRole ? plainTip(text) : text;
}

QVariant UnreadableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Line)
        return QVariant::fromValue(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Line:
        //: The line of a file, a number follows below
        return tr("Line");
    case What:
        return tr("Entry");
    case Why:
        return tr("Why it is left out");
    }
    return {};
}

} // namespace sitebook
