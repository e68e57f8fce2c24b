// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/journalmodel.h"

#include "app/library/history.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Whether both look the same.
bool isSame(const HistoryStep &a, const HistoryStep &b)
{
    return a.current == b.current && a.undoneBy == b.undoneBy && a.refused == b.refused && a.waiting == b.waiting
        && a.undoRefused == b.undoRefused;
}

QString timeOf(const HistoryStep &step, QLocale::FormatType format)
{
    return QLocale().toString(step.group.moment().toDateTime().toLocalTime(), format);
}

} // namespace

JournalModel::JournalModel(History *history, QObject *parent)
    : QAbstractTableModel(parent)
    , m_history(history)
    , m_steps(history->steps())
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &JournalModel::update);
    connect(history, &History::changed, this, [this] {
        if (!m_later.isActive())
            m_later.start(0);
    });
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const HistoryStep &step = stepAt(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == IdRole)
        return step.group.id;
    if (role == RefusedRole)
        return step.refused + step.undoRefused;
    if (role == Qt::FontRole && column == Column::What && step.undoneBy != 0) {
        QFont font;
        font.setStrikeOut(true);
        return font;
    }
    if (role == Qt::ToolTipRole && column == Column::When)
        return timeOf(step, QLocale::LongFormat);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::When:
        return timeOf(step, QLocale::ShortFormat);
    case Column::What:
        return step.group.caption;
    case Column::Changes:
        return QLocale().toString(step.group.count);
    case Column::State:
        return stateOf(step);
    }
    return {};
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Column::When:
        return tr("When");
    case Column::What:
        return tr("What");
    case Column::Changes:
        return tr("Changes");
    case Column::State:
        return tr("State");
    }
    return {};
}

QString JournalModel::stateOf(const HistoryStep &step)
{
    if (const int refused = step.refused + step.undoRefused; refused > 0)
        return tr("%Ln refused", nullptr, refused);
    if (step.undoneBy != 0)
        return tr("Taken back");
    if (step.waiting > 0)
        return tr("Waiting");
    return tr("Saved");
}

qint64 JournalModel::id(const QModelIndex &index) const
{
    return index.isValid() ? stepAt(index.row()).group.id : 0;
}

QModelIndex JournalModel::indexOf(qint64 id) const
{
    const auto found = std::ranges::lower_bound(m_steps, id, {}, [](const HistoryStep &step) { return step.group.id; });
    return found != m_steps.end() && found->group.id == id ? index(rowOf(found - m_steps.begin()), 0) : QModelIndex();
}

bool JournalModel::isFollowed(const QModelIndex &index) const
{
    const qsizetype later = index.isValid() ? index.row() : 0;
    return std::any_of(
        m_steps.end() - later, m_steps.end(), [](const HistoryStep &step) { return step.undoneBy == 0; });
}

void JournalModel::update()
{
    // Steps never go: earlier ones come once, from the journal, and the others one after the other.
    const QList<HistoryStep> now = m_history->steps();
    const qint64 oldest = m_steps.isEmpty() ? 0 : m_steps.constFirst().group.id;
    const auto known = std::ranges::lower_bound(now, oldest, {}, [](const HistoryStep &step) { return step.group.id; });
    const qsizetype earlier = m_steps.isEmpty() ? 0 : known - now.begin();
    announceChanges(now, earlier);
    if (earlier > 0) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(earlier) - 1);
        m_steps = now.first(earlier) + m_steps;
        endInsertRows();
    }
    if (const qsizetype later = now.size() - m_steps.size(); later > 0) {
        beginInsertRows({}, 0, static_cast<int>(later) - 1);
        m_steps = now;
        endInsertRows();
    }
}

/// Takes over what became of the steps that are shown; they begin at \a first of \a now.
void JournalModel::announceChanges(const QList<HistoryStep> &now, qsizetype first)
{
    for (qsizetype i = 0; i < m_steps.size();) {
        qsizetype end = i;
        while (end < m_steps.size() && !isSame(m_steps.at(end), now.at(first + end))) {
            m_steps[end] = now.at(first + end);
            ++end;
        }
        if (end > i)
            emit dataChanged(index(rowOf(end - 1), 0), index(rowOf(i), columnCountValue - 1));
        i = end + 1;
    }
}

} // namespace sitebook
