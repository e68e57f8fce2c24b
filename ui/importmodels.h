// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/importsteps.h"

#include <QAbstractTableModel>

namespace sitebook {

/// The websites that an import would add.
class NewWebsitesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Address, Tags };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    void setOutlook(const std::shared_ptr<const ImportOutlook> &outlook);
    /// A tag that all of them get besides; empty for none.
    void setExtraTag(const QString &tag);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const ImportOutlook> m_outlook;
    QString m_extraTag;

    QString tagsOf(const Website &website) const;
};

/// The entries of a file that an import leaves out, and why.
class UnreadableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, What, Why };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    void setOutlook(const std::shared_ptr<const ImportOutlook> &outlook);
    /// The entry at \a row, its parts separated by tabs.
    QString asText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const ImportOutlook> m_outlook;
};

} // namespace sitebook
