// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conflictdialog.h"

#include "app/library/groups.h"
#include "app/library/library.h"
#include "ui/dialogparts.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { Item, Field, Mine, Theirs, ColumnCount };

/// The text as one line of a table; the whole is beside it.
QString oneLine(const QString &text)
{
    return text.isEmpty() ? ConflictDialog::tr("(empty)") : text.left(300).simplified();
}

} // namespace

ConflictDialog::ConflictDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_table(makeDialogTable(u"conflictTable"_s, tr("Fields that were changed at the same time"),
          {tr("Item"), tr("Field"), tr("Yours"), tr("Theirs")}))
    , m_mine(new QPlainTextEdit)
    , m_theirs(new QPlainTextEdit)
    , m_keepMine(new QPushButton(tr("Keep &mine")))
    , m_keepTheirs(new QPushButton(tr("Keep &theirs")))
    , m_allMine(new QPushButton(tr("Keep all of mine")))
    , m_allTheirs(new QPushButton(tr("Keep all of theirs")))
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
    header->resizeSection(Item, unit * 28);
    header->resizeSection(Field, unit * 12);
    header->resizeSection(Mine, unit * 32);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ConflictDialog::showCurrent);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(introduction);
    layout->addWidget(m_table, 2);
    layout->addWidget(makeTexts(), 1);
    layout->addLayout(makeButtons());
    resize(unit * 110, metrics.height() * 26);
    connect(library, &Library::conflictsChanged, this, &ConflictDialog::rebuild);
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    rebuild();
}

QWidget *ConflictDialog::makeTexts()
{
    auto *all = new QWidget;
    auto *layout = new QHBoxLayout(all);
    layout->setContentsMargins({});
    const auto add = [&](QPlainTextEdit *edit, const QString &name, const QString &caption) {
        edit->setObjectName(name);
        edit->setReadOnly(true);
        edit->setTabChangesFocus(true);
        auto *label = new QLabel(caption);
        label->setBuddy(edit);
        auto *column = new QVBoxLayout;
        column->addWidget(label);
        column->addWidget(edit);
        layout->addLayout(column);
    };
    add(m_mine, u"mineText"_s, tr("Yours:"));
    add(m_theirs, u"theirsText"_s, tr("Theirs:"));
    return all;
}

QLayout *ConflictDialog::makeButtons()
{
    m_keepMine->setObjectName(u"keepMineButton"_s);
    m_keepTheirs->setObjectName(u"keepTheirsButton"_s);
    m_allMine->setObjectName(u"keepAllMineButton"_s);
    m_allTheirs->setObjectName(u"keepAllTheirsButton"_s);
    auto *later = new QPushButton(tr("&Later"));
    later->setObjectName(u"laterButton"_s);
    later->setToolTip(tr("Close this; what they wrote stays in the library."));
    connect(m_keepMine, &QPushButton::clicked, this, [this] { m_library->keepMine(selected()); });
    connect(m_keepTheirs, &QPushButton::clicked, this, [this] { m_library->keepTheirs(selected()); });
    connect(m_allMine, &QPushButton::clicked, this, [this] { m_library->keepMine(QList(m_conflicts)); });
    connect(m_allTheirs, &QPushButton::clicked, this, [this] { m_library->keepTheirs(QList(m_conflicts)); });
    return makeDialogButtons(this, {m_keepMine, m_keepTheirs, m_allMine, m_allTheirs}, later);
}

QString ConflictDialog::fieldCaption(const Conflict &conflict)
{
    if (conflict.field == "name"_L1)
        return conflict.kind == AssociationKind::Tag ? tr("Text") : tr("Name");
    if (conflict.field == "url"_L1)
        return tr("Address");
    if (conflict.field == "text"_L1)
        return tr("Text");
    if (conflict.field == "email"_L1)
        return tr("E-mail");
    if (conflict.field == "picture"_L1)
        return tr("Picture");
    if (conflict.field == "address"_L1)
        return tr("Web page");
    if (conflict.field == "type"_L1)
        return tr("Language");
    return conflict.field;
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
        const QStringList texts{oneLine(itemCaption(*m_library, conflict.kind, conflict.id)), fieldCaption(conflict),
            oneLine(conflict.mine), oneLine(conflict.theirs)};
        for (int column = 0; column < ColumnCount; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            if (column == Item)
                item->setIcon(conflict.kind ? materialIcon(*conflict.kind) : actionIcon(u"website"_s));
            m_table->setItem(row, column, item);
        }
    }
    m_table->selectRow(std::min(current, m_table->rowCount() - 1));
    showCurrent();
}

void ConflictDialog::showCurrent()
{
    const QList<Conflict> chosen = selected();
    m_keepMine->setEnabled(!chosen.isEmpty());
    m_keepTheirs->setEnabled(!chosen.isEmpty());
    // With one conflict, all of them is no other choice.
    m_allMine->setVisible(m_conflicts.size() > 1);
    m_allTheirs->setVisible(m_conflicts.size() > 1);
    m_mine->setPlainText(chosen.size() == 1 ? chosen.constFirst().mine : QString());
    m_theirs->setPlainText(chosen.size() == 1 ? chosen.constFirst().theirs : QString());
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

} // namespace sitebook
