// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/historydialog.h"

#include "app/library/groups.h"
#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "ui/conflictdialog.h"
#include "ui/dialogparts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum StepColumn { When, What, Count, State, StepColumns };
enum ChangeColumn { Change, Outcome };

/// More than a person reads; the step says how many there are.
constexpr qsizetype mostChanges = 500;

QString stateOf(const HistoryStep &step)
{
    if (step.refused > 0)
        return HistoryDialog::tr("%n refused", nullptr, step.refused);
    if (step.undoneBy != 0)
        return HistoryDialog::tr("Taken back");
    if (step.waiting > 0)
        return HistoryDialog::tr("Waiting");
    return HistoryDialog::tr("Saved");
}

QString outcomeOf(const JournalOperation &operation)
{
    switch (operation.state) {
    case OperationState::Applied:
        return HistoryDialog::tr("Waiting");
    case OperationState::Sent:
        return HistoryDialog::tr("On its way");
    case OperationState::Confirmed:
        return operation.lost.isEmpty() ? HistoryDialog::tr("Saved") : HistoryDialog::tr("Left to somebody else");
    case OperationState::Refused:
        return HistoryDialog::tr("Refused: %1").arg(operation.problem);
    case OperationState::Dropped:
        return HistoryDialog::tr("Given up");
    }
    return {};
}

} // namespace

HistoryDialog::HistoryDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_steps(makeDialogTable(u"historyTable"_s, tr("Steps"), {tr("When"), tr("What"), tr("Changes"), tr("State")}))
    , m_changes(makeDialogTable(u"historyChangesTable"_s, tr("What the step changed"), {tr("Change"), tr("State")}))
    , m_words(new QLabel)
    , m_undoTo(new QPushButton(tr("Undo &back to here")))
    , m_undoStep(new QPushButton(tr("&Undo this alone")))
    , m_redoStep(new QPushButton(tr("&Do it again")))
    , m_retry(new QPushButton(tr("&Try refused again")))
    , m_drop(new QPushButton(tr("&Give refused up")))
{
    setObjectName(u"historyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("History"));
    m_words->setObjectName(u"historyWords"_s);
    m_words->setWordWrap(true);
    const QFontMetrics metrics = fontMetrics();
    const int unit = metrics.averageCharWidth();
    for (QTableWidget *table : {m_steps, m_changes})
        table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_steps->horizontalHeader()->resizeSection(When, unit * 29);
    m_steps->horizontalHeader()->resizeSection(What, unit * 46);
    m_steps->horizontalHeader()->resizeSection(Count, unit * 12);
    m_changes->horizontalHeader()->resizeSection(Change, unit * 72);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_steps, 3);
    layout->addWidget(m_changes, 2);
    layout->addWidget(m_words);
    layout->addLayout(makeButtons());
    m_words->hide();
    resize(unit * 110, metrics.height() * 34);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &HistoryDialog::rebuild);
    connect(library->history(), &History::changed, this, [this] { m_later.start(0); });
    connect(library->history(), &History::refused, this, [this](const QString &words) {
        m_words->setText(words);
        m_words->show();
    });
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    connect(m_steps, &QTableWidget::itemSelectionChanged, this, &HistoryDialog::showCurrent);
    rebuild();
}

QLayout *HistoryDialog::makeButtons()
{
    const auto add = [&](QPushButton *button, const QString &name, auto act) {
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, act] {
            m_words->hide();
            if (const HistoryStep *step = current())
                act(step->group.id);
        });
    };
    add(m_undoTo, u"undoToButton"_s, [this](qint64 id) { m_library->history()->undoTo(id); });
    add(m_undoStep, u"undoStepButton"_s, [this](qint64 id) { m_library->history()->undoStep(id); });
    add(m_redoStep, u"redoStepButton"_s, [this](qint64 id) { m_library->history()->redoStep(id); });
    add(m_retry, u"retryButton"_s, [this](qint64 id) { m_library->retryRefused(id); });
    add(m_drop, u"dropButton"_s, [this](qint64 id) { m_library->dropRefused(id); });
    m_undoTo->setToolTip(tr("Takes back every step that came after this one."));
    return makeDialogButtons(this, {m_undoTo, m_undoStep, m_redoStep, m_retry, m_drop});
}

void HistoryDialog::rebuild()
{
    const HistoryStep *chosen = current();
    const qint64 kept = chosen ? chosen->group.id : 0;
    const QList<HistoryStep> &steps = m_library->history()->steps();
    const QSignalBlocker blocker(m_steps);
    m_steps->setRowCount(static_cast<int>(steps.size()));
    int row = 0;
    int selected = 0;
    for (auto it = steps.crbegin(); it != steps.crend(); ++it, ++row) {
        const QString when = QLocale().toString(it->group.moment().toDateTime().toLocalTime(), QLocale::ShortFormat);
        const QStringList texts{when, it->group.caption, QLocale().toString(it->group.count), stateOf(*it)};
        for (int column = 0; column < StepColumns; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setData(Qt::UserRole, it->group.id);
            QFont font = item->font();
            font.setStrikeOut(column == What && it->undoneBy != 0);
            item->setFont(font);
            m_steps->setItem(row, column, item);
        }
        if (it->group.id == kept)
            selected = row;
    }
    if (row > 0)
        m_steps->selectRow(selected);
    showCurrent();
}

const HistoryStep *HistoryDialog::current() const
{
    const QTableWidgetItem *item = m_steps->item(m_steps->currentRow(), When);
    return item ? m_library->history()->step(item->data(Qt::UserRole).toLongLong()) : nullptr;
}

void HistoryDialog::showCurrent()
{
    const HistoryStep *step = current();
    const bool inEffect = step && step->undoneBy == 0;
    const QList<HistoryStep> &steps = m_library->history()->steps();
    const bool laterInEffect = step && std::ranges::any_of(steps, [step](const HistoryStep &other) {
        return other.group.id > step->group.id && other.undoneBy == 0;
    });
    m_undoTo->setEnabled(laterInEffect);
    m_undoStep->setEnabled(inEffect);
    m_redoStep->setEnabled(step && !inEffect);
    m_retry->setVisible(step && step->refused > 0);
    m_drop->setVisible(step && step->refused > 0);
    if (!step) {
        m_changes->setRowCount(0);
        return;
    }
    const std::function question = [group = step->current](JournalStore &store) { return store.operations(group); };
    m_library->journal().ask<QList<JournalOperation>>(
        question, this, [this, id = step->group.id](const QList<JournalOperation> &operations) {
            if (const HistoryStep *now = current(); now && now->group.id == id)
                showChanges(operations);
        });
}

void HistoryDialog::showChanges(const QList<JournalOperation> &operations)
{
    const qsizetype shown = std::min(operations.size(), mostChanges);
    const int further = static_cast<int>(operations.size() - shown);
    m_changes->setRowCount(static_cast<int>(shown) + (further > 0 ? 1 : 0));
    for (int row = 0; row < shown; ++row) {
        m_changes->setItem(row, Change, new QTableWidgetItem(describe(operations.at(row).operation)));
        m_changes->setItem(row, Outcome, new QTableWidgetItem(outcomeOf(operations.at(row))));
    }
    if (further > 0) {
        const int last = static_cast<int>(shown);
        m_changes->setItem(last, Change, new QTableWidgetItem(tr("and %n more", nullptr, further)));
        m_changes->setItem(last, Outcome, new QTableWidgetItem);
    }
}

/// \a operation in a line for a person.
QString HistoryDialog::describe(const Operation &operation) const
{
    const bool link = operation.type == Operation::Type::Link || operation.type == Operation::Type::Unlink;
    const QString id = m_library->currentId(operation.id);
    QString item = itemCaption(*m_library, link ? std::nullopt : operation.kind, id);
    const auto nameIn = [](const QJsonObject &object) {
        return object.value(object.contains("name"_L1) ? "name"_L1 : "text"_L1).toString();
    };
    switch (operation.type) {
    case Operation::Type::Create:
        return tr("Added “%1”").arg(nameIn(operation.after));
    case Operation::Type::Delete:
        return tr("Deleted “%1”").arg(nameIn(operation.before));
    case Operation::Type::Update: {
        QStringList fields;
        for (auto it = operation.after.begin(); it != operation.after.end(); ++it) {
            const Conflict field{operation.kind, {}, it.key(), {}, {}, {}, {}};
            //: A field of an item was changed: its name, what it was, what it is
            fields.append(tr("%1: “%2” → “%3”")
                              .arg(ConflictDialog::fieldCaption(field), operation.before.value(it.key()).toString(),
                                  it.value().toString()));
        }
        return fields.join(u" · "_s).simplified();
    }
    case Operation::Type::Link:
        return tr("Linked “%1” to “%2”")
            .arg(item, itemCaption(*m_library, operation.kind, m_library->currentId(operation.other)));
    case Operation::Type::Unlink:
        return tr("Unlinked “%1” from “%2”")
            .arg(item, itemCaption(*m_library, operation.kind, m_library->currentId(operation.other)));
    case Operation::Type::Increment:
        return tr("Counted “%1”").arg(item);
    }
    return {};
}

} // namespace sitebook
