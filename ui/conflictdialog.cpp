// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conflictdialog.h"

#include "app/library/groups.h"
#include "app/library/library.h"
#include "app/web/addressproblem.h"
#include "ui/changewords.h"
#include "ui/dialogparts.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { Item, Field, Base, Mine, Theirs, ColumnCount };

/// The text as one line of a table; the whole is beside it.
QString oneLine(const QString &text)
{
    return text.isEmpty() ? ConflictDialog::tr("(empty)") : text.left(300).simplified();
}

QString captionOf(const Conflict &conflict)
{
    return fieldCaption(conflict.kind, conflict.field);
}

} // namespace

ConflictDialog::ConflictDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_table(makeDialogTable(u"conflictTable"_s, tr("Fields that were changed at the same time"),
          {tr("Item"), tr("Field"), tr("Before"), tr("Yours"), tr("Theirs")}))
    , m_base(new QPlainTextEdit)
    , m_mine(new QPlainTextEdit)
    , m_theirs(new QPlainTextEdit)
    , m_result(new QPlainTextEdit)
    , m_scopeLabel(new QLabel(tr("&Decide about:")))
    , m_scope(new QComboBox)
    , m_keepMine(new QPushButton(tr("Keep &mine")))
    , m_keepTheirs(new QPushButton(tr("Keep &theirs")))
    , m_useResult(new QPushButton(tr("&Use the result")))
{
    setObjectName(u"conflictDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Changed at the same time"));
    auto *introduction = new QLabel(
        tr("Somebody else changed these while your change was on its way. Nothing was overwritten: what they "
           "wrote is in the library until you choose yours."));
    introduction->setWordWrap(true);
    const QFontMetrics metrics = fontMetrics();
    const int unit = metrics.averageCharWidth();
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(Item, unit * 26);
    header->resizeSection(Field, unit * 12);
    header->resizeSection(Base, unit * 24);
    header->resizeSection(Mine, unit * 24);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ConflictDialog::showCurrent);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(introduction);
    layout->addWidget(m_table, 2);
    layout->addLayout(makeTexts(), 1);
    layout->addLayout(makeScope());
    layout->addLayout(makeButtons());
    resize(unit * 118, metrics.height() * 30);
    connect(library, &Library::conflictsChanged, this, &ConflictDialog::rebuild);
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    rebuild();
}

QLayout *ConflictDialog::makeTexts()
{
    auto *layout = new QHBoxLayout;
    const auto add = [&](QPlainTextEdit *edit, const QString &name, const QString &caption) {
        edit->setObjectName(name);
        edit->setReadOnly(edit != m_result);
        edit->setTabChangesFocus(true);
        auto *label = new QLabel(caption);
        label->setBuddy(edit);
        auto *column = new QVBoxLayout;
        column->addWidget(label);
        column->addWidget(edit);
        layout->addLayout(column);
    };
    add(m_base, u"baseText"_s, tr("Before:"));
    add(m_mine, u"mineText"_s, tr("Yours:"));
    add(m_theirs, u"theirsText"_s, tr("Theirs:"));
    add(m_result, u"resultText"_s, tr("&Result:"));
    connect(m_result, &QPlainTextEdit::textChanged, this, &ConflictDialog::updateButtons);
    return layout;
}

QLayout *ConflictDialog::makeScope()
{
    m_scope->setObjectName(u"conflictScope"_s);
    m_scopeLabel->setBuddy(m_scope);
    for (int scope = 0; scope < 3; ++scope)
        m_scope->addItem({});
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ConflictDialog::updateButtons);
    auto *layout = new QHBoxLayout;
    layout->addWidget(m_scopeLabel);
    layout->addWidget(m_scope);
    layout->addStretch();
    return layout;
}

QLayout *ConflictDialog::makeButtons()
{
    m_keepMine->setObjectName(u"keepMineButton"_s);
    m_keepTheirs->setObjectName(u"keepTheirsButton"_s);
    m_useResult->setObjectName(u"useResultButton"_s);
    auto *later = new QPushButton(tr("&Later"));
    later->setObjectName(u"laterButton"_s);
    later->setToolTip(tr("Close this; what they wrote stays in the library."));
    connect(m_keepMine, &QPushButton::clicked, this, [this] { m_library->keepMine(chosen()); });
    connect(m_keepTheirs, &QPushButton::clicked, this, [this] { m_library->keepTheirs(chosen()); });
    connect(m_useResult, &QPushButton::clicked, this, [this] {
        const QString result = m_result->toPlainText();
        m_library->keepValue(chosen(), m_shown.field == "url"_L1 ? completedAddress(result) : result);
    });
    return makeDialogButtons(this, {m_keepMine, m_keepTheirs, m_useResult}, later);
}

void ConflictDialog::select(const QList<Conflict> &conflicts)
{
    m_table->clearSelection();
    for (int row = 0; row < m_conflicts.size(); ++row) {
        if (std::ranges::any_of(conflicts, [&](const Conflict &each) { return each.isAbout(m_conflicts.at(row)); }))
            m_table->selectionModel()->setCurrentIndex(
                m_table->model()->index(row, Item), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

void ConflictDialog::rebuild()
{
    m_conflicts = m_library->conflicts();
    if (m_conflicts.isEmpty()) {
        close();
        return;
    }
    const int current = std::max(m_table->currentRow(), 0);
    m_table->setRowCount(static_cast<int>(m_conflicts.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Conflict &conflict = m_conflicts.at(row);
        const QStringList texts{oneLine(itemCaption(*m_library, conflict.kind, conflict.id)), captionOf(conflict),
            oneLine(conflict.base), oneLine(conflict.mine), oneLine(conflict.theirs)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            if (column == Item)
                item->setIcon(conflict.kind ? materialIcon(*conflict.kind) : actionIcon(u"website"_s));
            m_table->setItem(row, column, item);
        }
    }
    if (selected().isEmpty())
        selectTableRow(m_table, std::min(current, m_table->rowCount() - 1));
    showCurrent();
}

void ConflictDialog::showCurrent()
{
    const QList<Conflict> rows = selected();
    const Conflict shown = rows.isEmpty() ? Conflict() : rows.constFirst();
    // What is being typed stays while others are decided.
    if (shown != m_shown) {
        m_shown = shown;
        m_base->setPlainText(shown.base);
        m_mine->setPlainText(shown.mine);
        m_theirs->setPlainText(shown.theirs);
        m_result->setPlainText(shown.mine);
    }
    showScope(shown);
    updateButtons();
}

void ConflictDialog::showScope(const Conflict &current)
{
    const auto sameField = std::ranges::count(m_conflicts, captionOf(current), captionOf);
    // With one conflict, all of them is no other choice.
    m_scopeLabel->setVisible(m_conflicts.size() > 1);
    m_scope->setVisible(m_conflicts.size() > 1);
    m_scope->setItemText(static_cast<int>(Scope::Selected), tr("What is selected"));
    //: Fields that were changed at the same time: %1 is the name of a field, %2 how many there are
    m_scope->setItemText(
        static_cast<int>(Scope::SameField), tr("All of “%1” (%2)").arg(captionOf(current)).arg(sameField));
    m_scope->setItemText(static_cast<int>(Scope::All), tr("Everything (%1)").arg(m_conflicts.size()));
    if (m_conflicts.size() == 1)
        m_scope->setCurrentIndex(static_cast<int>(Scope::Selected));
}

void ConflictDialog::updateButtons()
{
    const QList<Conflict> about = chosen();
    const bool oneField =
        std::ranges::all_of(about, [this](const Conflict &each) { return captionOf(each) == captionOf(m_shown); });
    const bool usable = m_shown.field != "url"_L1 || checkAddress(m_result->toPlainText()) == AddressProblem::None;
    m_keepMine->setEnabled(!about.isEmpty());
    m_keepTheirs->setEnabled(!about.isEmpty());
    m_useResult->setEnabled(!about.isEmpty() && oneField && usable);
    m_useResult->setToolTip(!oneField ? tr("These are different fields; one text cannot be right for all.")
            : !usable                 ? addressProblemText(checkAddress(m_result->toPlainText()))
                                      : QString());
}

QList<Conflict> ConflictDialog::selected() const
{
    QList<Conflict> chosen;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (row.row() < m_conflicts.size())
            chosen.append(m_conflicts.at(row.row()));
    }
    return chosen;
}

QList<Conflict> ConflictDialog::chosen() const
{
    QList<Conflict> about;
    switch (static_cast<Scope>(m_scope->currentIndex())) {
    case Scope::Selected:
        return selected();
    case Scope::All:
        return m_conflicts;
    case Scope::SameField:
        std::ranges::copy_if(m_conflicts, std::back_inserter(about),
            [this](const Conflict &each) { return captionOf(each) == captionOf(m_shown); });
        return about;
    }
    return about;
}

} // namespace sitebook
