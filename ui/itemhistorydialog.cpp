// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/itemhistorydialog.h"

#include "app/library/groups.h"
#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "ui/changewords.h"
#include "ui/dialogparts.h"
#include "ui/plaintext.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

enum Column { When, What, Who, State, ColumnCount };

/// More than a person reads.
constexpr int mostChanges = 1000;
/// What others change comes in bursts.
constexpr auto pause = 100ms;

/// As many characters as a button or a title has room for.
constexpr qsizetype briefLength = 24;

QString outcomeOf(const ItemHistoryLine &line)
{
    JournalOperation operation{{}, line.state, line.problem};
    if (line.isLost)
        operation.lost.append(line.field);
    // What somebody else did is at the server, or it would not be known.
    return line.isTheirs ? QString() : outcomeOf(operation);
}

} // namespace

ItemHistoryDialog::ItemHistoryDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_table(makeDialogTable(
          u"itemHistoryTable"_s, tr("Changes of the item"), {tr("When"), tr("What"), tr("Who"), tr("State")}))
    , m_heading(new QLabel)
    , m_note(new QLabel(tr("What others do is noticed while the library is open; what they did before is not here.")))
    , m_restoreBefore(new QPushButton)
    , m_restoreAfter(new QPushButton)
    , m_link(new QPushButton)
{
    setObjectName(u"itemHistoryDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_heading->setObjectName(u"itemHistoryHeading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const QFontMetrics metrics = fontMetrics();
    const int unit = metrics.averageCharWidth();
    m_table->horizontalHeader()->resizeSection(When, unit * 24);
    m_table->horizontalHeader()->resizeSection(What, unit * 50);
    m_table->horizontalHeader()->resizeSection(Who, unit * 17);
    m_restoreBefore->setObjectName(u"restoreBeforeButton"_s);
    m_restoreAfter->setObjectName(u"restoreAfterButton"_s);
    m_link->setObjectName(u"linkAgainButton"_s);
    connect(m_restoreBefore, &QPushButton::clicked, this, [this] { restore(current()->before); });
    connect(m_restoreAfter, &QPushButton::clicked, this, [this] { restore(current()->after); });
    connect(m_link, &QPushButton::clicked, this, &ItemHistoryDialog::changeLink);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ItemHistoryDialog::updateButtons);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_heading);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addLayout(makeDialogButtons(this, {m_restoreBefore, m_restoreAfter, m_link}));
    resize(unit * 118, metrics.height() * 28);
    m_later.setSingleShot(true);
    m_later.setInterval(pause);
    connectLibrary();
    updateButtons();
}

void ItemHistoryDialog::connectLibrary()
{
    const auto readLater = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    connect(&m_later, &QTimer::timeout, this, &ItemHistoryDialog::read);
    connect(m_library->history(), &History::changed, this, readLater);
    connect(m_library, &Library::websitesAdded, this, readLater);
    connect(m_library, &Library::websitesChanged, this, readLater);
    connect(m_library, &Library::websitesRemoved, this, readLater);
    connect(m_library, &Library::materialsChanged, this, readLater);
    connect(m_library, &Library::conflictsChanged, this, readLater);
    connect(m_library, &Library::websiteIdReplaced, this, readLater);
    connect(m_library, &Library::materialIdReplaced, this, readLater);
    connect(m_library, &QObject::destroyed, this, &QObject::deleteLater);
}

void ItemHistoryDialog::setItem(std::optional<AssociationKind> kind, const QString &id)
{
    m_kind = kind;
    m_id = id;
    m_table->clearSelection();
    read();
}

void ItemHistoryDialog::read()
{
    if (std::exchange(m_asked, true)) {
        m_later.start();
        return;
    }
    const std::function question = [id = m_library->currentId(m_id)](JournalStore &store) {
        return itemHistory(store.changesOf(id, mostChanges), store.identifiersOf(id));
    };
    m_library->journal().ask<QList<ItemHistoryLine>>(
        question, this, [this, id = m_id](const QList<ItemHistoryLine> &lines) {
            m_asked = false;
            if (id == m_id)
                showLines(lines);
        });
}

void ItemHistoryDialog::showLines(const QList<ItemHistoryLine> &lines)
{
    const ItemHistoryLine *chosen = current();
    const auto isChosen = [chosen = chosen ? *chosen : ItemHistoryLine()](const ItemHistoryLine &line) {
        return line.moment == chosen.moment && line.what == chosen.what && line.field == chosen.field
            && line.website == chosen.website && line.other == chosen.other;
    };
    const auto kept = std::ranges::find_if(lines, isChosen);
    m_lines = lines;
    const QString name = itemCaption(*m_library, m_kind, m_library->currentId(m_id));
    //: %1 is the name of a website or item
    setWindowTitle(
        name.isEmpty() ? tr("History of a deleted item") : tr("History of “%1”").arg(shortened(name, briefLength)));
    m_heading->setText(lines.isEmpty() ? tr("Nothing was changed since the history began.")
            : isThere()                ? name
                                       : tr("It is not there any more. The trash brings back what was deleted here."));
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ItemHistoryLine &line = lines.at(row);
        const QString when = QLocale().toString(line.moment.toDateTime().toLocalTime(), QLocale::ShortFormat);
        const QString who = line.isTheirs ? tr("Somebody else") : tr("This computer");
        const QStringList texts{when, describe(line), who, outcomeOf(line)};
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
    }
    if (!lines.isEmpty())
        selectTableRow(m_table, kept == lines.end() ? 0 : static_cast<int>(kept - lines.begin()));
    updateButtons();
}

const ItemHistoryLine *ItemHistoryDialog::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && row < m_lines.size() ? &m_lines.at(row) : nullptr;
}

bool ItemHistoryDialog::isThere() const
{
    const QString id = m_library->currentId(m_id);
    if (!m_kind)
        return m_library->websites().find(id).has_value();
    const auto index = m_library->materials(*m_kind).find(id);
    return index && m_library->materials(*m_kind).isKnown(*index);
}

std::optional<QString> ItemHistoryDialog::valueNow(const ItemHistoryLine &line) const
{
    const QString id = m_library->currentId(m_id);
    if (!m_kind) {
        const auto row = m_library->websites().find(id);
        return row ? std::optional(fieldsOf(m_library->website(*row)).value(line.field).toString()) : std::nullopt;
    }
    const auto index = m_library->materials(*m_kind).find(id);
    return index && line.field == "name"_L1 ? std::optional(m_library->materials(*m_kind).name(*index)) : std::nullopt;
}

bool ItemHistoryDialog::isLinked(const ItemHistoryLine &line) const
{
    const auto row = m_library->websites().find(m_library->currentId(line.website));
    return row && m_library->linkedIds(*row, *line.kind).contains(m_library->currentId(line.other));
}

/// Whether both ends of the link are there.
bool ItemHistoryDialog::canLink(const ItemHistoryLine &line) const
{
    const auto index = m_library->materials(*line.kind).find(m_library->currentId(line.other));
    return index && m_library->materials(*line.kind).isKnown(*index)
        && m_library->websites().find(m_library->currentId(line.website));
}

void ItemHistoryDialog::updateButtons()
{
    const ItemHistoryLine *line = current();
    const bool isField = line && line->what == ItemHistoryLine::What::Field;
    const auto offer = [&](QPushButton *button, const QString &value) {
        button->setVisible(isField);
        button->setEnabled(isField && isThere() && valueNow(*line) != value);
        //: Gives a field a value that it had; %1 is the start of the value
        button->setText(value.isEmpty() ? tr("Make it empty again")
                                        : tr("Restore “%1”").arg(withoutMnemonics(shortened(value, briefLength))));
        button->setToolTip(plainTip(value));
    };
    offer(m_restoreBefore, isField ? line->before : QString());
    offer(m_restoreAfter, isField ? line->after : QString());
    const bool isLink = line && line->isLink();
    m_link->setVisible(isLink);
    m_link->setText(isLink && isLinked(*line) ? tr("&Unlink again") : tr("&Link again"));
    m_link->setEnabled(isLink && canLink(*line));
}

void ItemHistoryDialog::restore(const QString &value)
{
    const ItemHistoryLine *line = current();
    //: A step to undo: a field got a value again that it had; %1 is the field, %2 the name of the item
    const QString caption =
        tr("Restore %1 of “%2”")
            .arg(fieldCaption(m_kind, line->field), itemCaption(*m_library, m_kind, m_library->currentId(m_id)));
    m_library->setField(m_kind, m_id, line->field, value, caption);
}

void ItemHistoryDialog::changeLink()
{
    const ItemHistoryLine *line = current();
    const QStringList websites{m_library->currentId(line->website)};
    const QList<MaterialRef> items{{*line->kind, m_library->currentId(line->other)}};
    m_library->perform(
        isLinked(*line) ? unlinkGroup(*m_library, websites, items) : linkGroup(*m_library, websites, items));
}

/// The name of what the item is, or was, linked to.
QString ItemHistoryDialog::otherEnd(const ItemHistoryLine &line) const
{
    const bool isWebsite = m_kind.has_value();
    const QString id = m_library->currentId(isWebsite ? line.website : line.other);
    const QString name = itemCaption(*m_library, isWebsite ? std::nullopt : line.kind, id);
    if (!name.isEmpty())
        return name;
    return line.otherName.isEmpty() ? tr("a deleted item") : line.otherName;
}

QString ItemHistoryDialog::describe(const ItemHistoryLine &line) const
{
    using What = ItemHistoryLine::What;
    const auto words = [&]() -> QString {
        switch (line.what) {
        case What::Created:
            return tr("Added");
        case What::Restored:
            return tr("Restored");
        case What::Deleted:
            return tr("Deleted");
        case What::Field:
            return changedField(m_kind, line.field, line.before, line.after);
        case What::Linked:
            return tr("Linked with “%1”").arg(otherEnd(line));
        case What::Unlinked:
            return tr("Link with “%1” taken away").arg(otherEnd(line));
        case What::Many:
            return tr("%Ln change(s) of the library at once, not written down one by one", nullptr, line.many);
        }
        return {};
    };
    //: A change that undo (redo) made; %1 says what was changed
    return line.role == GroupRole::Undo ? tr("Undo: %1").arg(words())
        : line.role == GroupRole::Redo  ? tr("Redo: %1").arg(words())
                                        : words();
}

} // namespace sitebook
