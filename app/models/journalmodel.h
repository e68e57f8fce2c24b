// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace sitebook {

class History;

/// The steps of a History as a table, the newest first. Steps that come and change are announced as such, many at once
/// when they happen together; it never resets, so that a selection stays with its step.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { When, What, Changes, State };
    Q_ENUM(Column)
    static constexpr int columnCountValue = 4;
    enum Role {
        /// The identifier of the step.
        IdRole = Qt::UserRole,
        /// How many of its changes the server refused.
        RefusedRole,
    };

    /// \a history has to outlive it.
    explicit JournalModel(History *history, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The step at \a index; 0 for an invalid one.
    qint64 id(const QModelIndex &index) const;
    /// Where the step \a id is; invalid when there is none.
    QModelIndex indexOf(qint64 id) const;
    /// Whether a later step than the one at \a index is in effect.
    bool isFollowed(const QModelIndex &index) const;

private:
    History *m_history;
    /// What the rows show, oldest first.
    QList<HistoryStep> m_steps;
    /// Many changes of the history make one of the model.
    QTimer m_later;

    int rowOf(qsizetype step) const { return static_cast<int>(m_steps.size() - 1 - step); }
    const HistoryStep &stepAt(int row) const { return m_steps.at(m_steps.size() - 1 - row); }
    void update();
    void announceChanges(const QList<HistoryStep> &now, qsizetype first);
    static QString stateOf(const HistoryStep &step);
};

} // namespace sitebook
