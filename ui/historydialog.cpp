// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/historydialog.h"

#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "app/models/journalmodel.h"
#include "ui/changewords.h"
#include "ui/dialogparts.h"
#include "ui/refusededitor.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum ChangeColumn { Change, Outcome };

/// More than a person reads; the step says how many there are.
constexpr qsizetype mostChanges = 500;

} // namespace

HistoryDialog::HistoryDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_model(new JournalModel(library->history(), this))
    , m_steps(makeDialogTable(u"historyTable"_s, tr("Steps"), m_model))
    , m_changes(makeDialogTable(u"historyChangesTable"_s, tr("What the step changed"), {tr("Change"), tr("State")}))
    , m_words(new QLabel)
    , m_compare(new QPushButton(tr("Co&mpare…")))
    , m_undoTo(new QPushButton(tr("Undo &back to here")))
    , m_undoStep(new QPushButton(tr("&Undo this alone")))
    , m_redoStep(new QPushButton(tr("&Do it again")))
    , m_retry(new QPushButton(tr("&Try refused again")))
    , m_edit(new QPushButton(tr("&Edit refused…")))
    , m_drop(new QPushButton(tr("&Give refused up")))
{
    setObjectName(u"historyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("History"));
    const QFontMetrics metrics = fontMetrics();
    const int unit = metrics.averageCharWidth();
    for (QTableView *table : {m_steps, static_cast<QTableView *>(m_changes)})
        table->setSelectionMode(QAbstractItemView::SingleSelection);
    using Column = JournalModel::Column;
    QHeaderView *header = m_steps->horizontalHeader();
    header->resizeSection(static_cast<int>(Column::When), unit * 29);
    header->resizeSection(static_cast<int>(Column::Changes), unit * 12);
    header->resizeSection(static_cast<int>(Column::State), unit * 16);
    // Names are what is long; and so there is no room for a scroll bar to take.
    header->setStretchLastSection(false);
    header->setSectionResizeMode(static_cast<int>(Column::What), QHeaderView::Stretch);
    m_changes->horizontalHeader()->resizeSection(Change, unit * 72);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_steps, 3);
    layout->addWidget(m_changes, 2);
    layout->addLayout(makeNotice());
    layout->addLayout(makeButtons());
    resize(unit * 130, metrics.height() * 34);
    connect(library->history(), &History::refused, this, &HistoryDialog::showNotice);
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    connect(m_changes, &QTableWidget::itemSelectionChanged, this, &HistoryDialog::updateEdit);
    connectModel();
    selectTableRow(m_steps, 0);
    if (m_model->rowCount() == 0)
        showNotice(tr("Nothing was changed yet."), {});
    showCurrent();
}

QLayout *HistoryDialog::makeNotice()
{
    m_words->setObjectName(u"historyWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->hide();
    m_compare->setObjectName(u"historyCompareButton"_s);
    m_compare->setAutoDefault(false);
    m_compare->hide();
    connect(m_compare, &QPushButton::clicked, this, [this] { emit compareRequested(m_conflicts); });
    auto *layout = new QHBoxLayout;
    layout->addWidget(m_words, 1);
    layout->addWidget(m_compare, 0, Qt::AlignTop);
    return layout;
}

QLayout *HistoryDialog::makeButtons()
{
    const auto add = [&](QPushButton *button, const QString &name, auto act) {
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, act] {
            showNotice({}, {});
            if (const HistoryStep *step = current())
                act(step->group.id);
        });
    };
    add(m_undoTo, u"undoToButton"_s, [this](qint64 id) { m_library->history()->undoTo(id); });
    add(m_undoStep, u"undoStepButton"_s, [this](qint64 id) { m_library->history()->undoStep(id); });
    add(m_redoStep, u"redoStepButton"_s, [this](qint64 id) { m_library->history()->redoStep(id); });
    add(m_retry, u"retryButton"_s, [this](qint64 id) { m_library->retryRefused(id); });
    add(m_drop, u"dropButton"_s, [this](qint64 id) { m_library->dropRefused(id); });
    m_edit->setObjectName(u"editRefusedButton"_s);
    m_edit->setToolTip(tr("Correct the change that is selected above, and send it again."));
    connect(m_edit, &QPushButton::clicked, this, &HistoryDialog::editRefused);
    m_undoTo->setToolTip(tr("Takes back every step that came after this one."));
    m_undoStep->setToolTip(tr("Takes this step back, and leaves those that came after it."));
    m_redoStep->setToolTip(tr("Does this step again, which was taken back."));
    m_retry->setToolTip(tr("Sends what the server refused of this step once more, as it is."));
    m_drop->setToolTip(tr("Leaves it at what the server has; what was refused is not asked about again."));
    return makeDialogButtons(this, {m_undoTo, m_undoStep, m_redoStep, m_retry, m_edit, m_drop});
}

void HistoryDialog::connectModel()
{
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryDialog::showCurrent);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &HistoryDialog::showCurrent);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_steps->currentIndex().isValid()) {
            selectTableRow(m_steps, 0);
            showNotice({}, {});
        }
        showCurrent();
    });
}

void HistoryDialog::showNotice(const QString &words, const QList<Conflict> &conflicts)
{
    m_conflicts = conflicts;
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_compare->setVisible(!conflicts.isEmpty());
}

const HistoryStep *HistoryDialog::current() const
{
    return m_library->history()->step(m_model->id(m_steps->currentIndex()));
}

void HistoryDialog::showCurrent()
{
    const HistoryStep *step = current();
    const bool inEffect = step && step->undoneBy == 0;
    m_undoTo->setEnabled(step && m_model->isFollowed(m_steps->currentIndex()));
    m_undoStep->setEnabled(inEffect);
    m_redoStep->setEnabled(step && !inEffect);
    const bool refused = m_steps->currentIndex().data(JournalModel::RefusedRole).toInt() > 0;
    for (QPushButton *button : {m_retry, m_edit, m_drop})
        button->setVisible(refused);
    m_edit->setEnabled(false); // until it is known what is selected
    if (!step) {
        showChanges({});
        return;
    }
    const std::function question = [group = step->current, undo = step->undoneBy](
                                       JournalStore &store) { return changesOf(store, group, undo); };
    m_library->journal().ask<QList<Shown>>(question, this, [this, id = step->group.id](const QList<Shown> &changes) {
        if (const HistoryStep *now = current(); now && now->group.id == id)
            showChanges(changes);
    });
}

/// The changes of \a group, those that were refused first, and what was refused of the group \a undo.
QList<HistoryDialog::Shown> HistoryDialog::changesOf(JournalStore &store, qint64 group, qint64 undo)
{
    QList<Shown> changes;
    const auto isRefused = [](const Shown &change) { return change.operation.state == OperationState::Refused; };
    for (const qint64 each : {undo, group}) {
        const QList<JournalOperation> operations = each == 0 ? QList<JournalOperation>() : store.operations(each);
        for (qsizetype i = 0; i < operations.size(); ++i) {
            const Shown change{each, i, operations.at(i)};
            if (each == group || isRefused(change))
                changes.append(change);
        }
    }
    std::ranges::stable_partition(changes, isRefused);
    return changes;
}

void HistoryDialog::showChanges(const QList<Shown> &changes)
{
    m_shown = changes;
    const qsizetype shown = std::min(changes.size(), mostChanges);
    const int further = static_cast<int>(changes.size() - shown);
    m_changes->setRowCount(static_cast<int>(shown) + (further > 0 ? 1 : 0));
    for (int row = 0; row < shown; ++row) {
        const JournalOperation &operation = changes.at(row).operation;
        m_changes->setItem(row, Change, new QTableWidgetItem(describeChange(*m_library, operation.operation)));
        m_changes->setItem(row, Outcome, new QTableWidgetItem(outcomeOf(operation)));
    }
    if (further > 0) {
        const int last = static_cast<int>(shown);
        m_changes->setItem(last, Change, new QTableWidgetItem(tr("and %Ln more", nullptr, further)));
        m_changes->setItem(last, Outcome, new QTableWidgetItem);
    }
    if (shown > 0 && m_changes->currentRow() < 0)
        selectTableRow(m_changes, 0);
    updateEdit();
}

const HistoryDialog::Shown *HistoryDialog::currentChange() const
{
    const int row = m_changes->currentRow();
    return row >= 0 && row < m_shown.size() ? &m_shown.at(row) : nullptr;
}

void HistoryDialog::updateEdit()
{
    const Shown *change = currentChange();
    m_edit->setEnabled(change && change->operation.state == OperationState::Refused
        && RefusedEditor::canEdit(change->operation.operation));
}

void HistoryDialog::editRefused()
{
    const Shown *change = currentChange();
    const HistoryStep *step = current();
    if (!change || !step)
        return;
    auto *editor = new RefusedEditor(change->operation, this);
    connect(editor, &RefusedEditor::edited, this,
        [this, group = change->group, position = change->position, caption = step->group.caption](
            const Operation &operation) { m_library->retryEdited(group, position, operation, caption); });
    editor->open();
}

void HistoryDialog::showRefused()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(JournalModel::RefusedRole).toInt() > 0) {
            selectTableRow(m_steps, row);
            m_steps->scrollTo(m_model->index(row, 0));
            return;
        }
    }
}

} // namespace sitebook
