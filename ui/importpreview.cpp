// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importpreview.h"

#include "ui/importmodels.h"
#include "ui/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// A list with rows of one height, whose columns begin \a widths line heights wide; the last takes what is left.
QTableView *makeView(const QString &name, QAbstractItemModel *model, std::initializer_list<int> widths)
{
    auto *view = new QTableView;
    view->setObjectName(name);
    view->setModel(model);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setAlternatingRowColors(true);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    const QFontMetrics metrics = view->fontMetrics();
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(metrics.height() * 3 / 2);
    QHeaderView *header = view->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    int column = 0;
    for (const int width : widths)
        header->resizeSection(column++, metrics.height() * width);
    return view;
}

/// What comes along with the websites, in words; empty when nothing does.
QString besides(const ImportPlan &plan)
{
    QStringList parts;
    // Each number goes into its own text, so that every language finds its form.
    const auto add = [&parts](qsizetype count, const char *text) {
        if (count > 0)
            parts.append(ImportPreview::tr(text, nullptr, static_cast<int>(count)));
    };
    const auto count = [&plan](AssociationKind kind) { return plan.newMaterials.value(kind).size(); };
    add(plan.newTags.size(), QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln tag(s)"));
    const auto isDescription = [](const Material &annotation) { return annotation.type == "DESCRIPTION"_L1; };
    const auto descriptions = std::ranges::count_if(plan.newAnnotations, isDescription);
    add(descriptions, QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln description(s)"));
    add(plan.newAnnotations.size() - descriptions, QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln note(s)"));
    add(count(AssociationKind::Asset), QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln snippet(s)"));
    add(count(AssociationKind::Person), QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln person(s)"));
    add(count(AssociationKind::Conversation), QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln conversation(s)"));
    add(count(AssociationKind::WorkstreamSummary), QT_TRANSLATE_N_NOOP("sitebook::ImportPreview", "%Ln summary(s)"));
    return parts.join(u" · "_s);
}

QString noteOf(const ImportPlan &plan)
{
    if (plan.isEmpty()) {
        if (plan.alreadyThere > 0)
            return ImportPreview::tr("Everything in this file is in the library already.");
        return plan.unreadable.isEmpty() ? ImportPreview::tr("There is no website in this file.")
                                         : ImportPreview::tr("There is nothing in this file that can be imported.");
    }
    const QString more = besides(plan);
    //: A list follows, such as: 12 tags · 3 descriptions
    return more.isEmpty() ? QString() : ImportPreview::tr("Also new: %1").arg(more);
}

} // namespace

ImportPreview::ImportPreview(QWidget *parent)
    : QWidget(parent)
    //: Below a number of websites
    , m_new(makeCount(u"newCount"_s, tr("new")))
    //: Below a number of websites
    , m_there(makeCount(u"thereCount"_s, tr("already there")))
    //: Below a number of websites
    , m_twice(makeCount(u"twiceCount"_s, tr("in the file twice")))
    //: Below a number of entries of a file
    , m_unreadable(makeCount(u"unreadableCount"_s, tr("not readable")))
    , m_note(new QLabel)
    , m_tabs(new QTabWidget)
    , m_newModel(new NewWebsitesModel(this))
    , m_unreadableModel(new UnreadableModel(this))
    , m_unreadableView(makeView(u"unreadableView"_s, m_unreadableModel, {4, 26}))
    , m_folders(new QCheckBox(tr("&Folders as tags")))
    , m_tag(new QLineEdit)
{
    auto *counts = new QHBoxLayout;
    counts->setSpacing(fontMetrics().averageCharWidth() * 5);
    for (const Count &count : {m_new, m_there, m_twice, m_unreadable})
        counts->addWidget(count.tile);
    counts->addStretch();
    m_note->setObjectName(u"importNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_tabs->setObjectName(u"importTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeView(u"newView"_s, m_newModel, {20, 22}), tr("&New websites"));
    m_tabs->addTab(makeUnreadablePage(), tr("Not &readable"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() * 2 / 3);
    layout->addLayout(counts);
    layout->addWidget(m_note);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(makeOptions());
}

ImportPreview::Count ImportPreview::makeCount(const QString &name, const QString &word) const
{
    Count count{new QWidget, new QLabel, new QLabel(word)};
    count.number->setObjectName(name);
    count.number->setTextFormat(Qt::PlainText);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    count.number->setFont(large);
    auto *layout = new QVBoxLayout(count.tile);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(count.number);
    layout->addWidget(count.word);
    return count;
}

void ImportPreview::setCount(const Count &count, qsizetype number) const
{
    count.number->setText(QLocale().toString(number));
    count.number->setAccessibleName(u"%1 %2"_s.arg(count.number->text(), count.word->text()));
    // What is zero steps back.
    count.number->setEnabled(number > 0);
    count.word->setEnabled(number > 0);
}

QWidget *ImportPreview::makeUnreadablePage()
{
    auto *copy = new QPushButton(actionIcon(u"copy"_s), tr("&Copy the list"));
    copy->setObjectName(u"copyUnreadable"_s);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] {
        m_unreadableView->clearSelection();
        copyUnreadable();
    });
    auto *action = new QAction(tr("Copy"), m_unreadableView);
    action->setObjectName(u"copySelectedUnreadable"_s);
    action->setShortcut(QKeySequence::Copy);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, &ImportPreview::copyUnreadable);
    m_unreadableView->addAction(action);
    m_unreadableView->setContextMenuPolicy(Qt::ActionsContextMenu);

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->addWidget(m_unreadableView, 1);
    layout->addWidget(copy, 0, Qt::AlignLeading);
    return page;
}

QLayout *ImportPreview::makeOptions()
{
    m_folders->setObjectName(u"foldersBox"_s);
    m_folders->setToolTip(tr("A website in the folder “Work” gets the tag “Work”."));
    connect(m_folders, &QCheckBox::toggled, this, &ImportPreview::optionsChanged);
    m_tag->setObjectName(u"tagEdit"_s);
    m_tag->setPlaceholderText(tr("None"));
    m_tag->setClearButtonEnabled(true);
    m_tag->setMaxLength(200);
    m_tag->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    connect(m_tag, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_newModel->setExtraTag(text.simplified()); });
    auto *label = new QLabel(tr("Put all under the &tag:"));
    label->setBuddy(m_tag);
    auto *layout = new QHBoxLayout;
    layout->addWidget(m_folders);
    layout->addSpacing(fontMetrics().averageCharWidth() * 3);
    layout->addWidget(label);
    layout->addWidget(m_tag, 1);
    layout->addStretch();
    reset();
    return layout;
}

void ImportPreview::setTags(const QStringList &tags)
{
    auto *completer = new QCompleter(tags, m_tag);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    delete m_tag->completer();
    m_tag->setCompleter(completer);
}

void ImportPreview::setOutlook(const ImportFile &file, const std::shared_ptr<const ImportOutlook> &outlook)
{
    const ImportPlan &plan = outlook->plan;
    setCount(m_new, plan.newWebsites.size());
    setCount(m_there, plan.alreadyThere);
    setCount(m_twice, plan.duplicatesInFile);
    setCount(m_unreadable, plan.unreadable.size());
    m_note->setText(noteOf(plan));
    m_note->setVisible(!m_note->text().isEmpty());
    m_newModel->setOutlook(outlook);
    m_unreadableModel->setOutlook(outlook);
    m_tabs->setTabVisible(1, !plan.unreadable.isEmpty());
    if (plan.newWebsites.isEmpty() && !plan.unreadable.isEmpty())
        m_tabs->setCurrentIndex(1);
    m_folders->setVisible(file.hasFolders);
    m_tag->setEnabled(!plan.newWebsites.isEmpty());
}

void ImportPreview::reset()
{
    const QSignalBlocker blocker(m_folders);
    m_folders->setChecked(true);
    m_tag->clear();
    m_tabs->setCurrentIndex(0);
}

ImportOptions ImportPreview::options() const
{
    return {m_folders->isChecked(), m_tag->text().simplified()};
}

void ImportPreview::copyUnreadable() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_unreadableView->selectionModel()->selectedRows())
        rows.append(index.row());
    if (rows.isEmpty()) {
        for (int row = 0; row < m_unreadableModel->rowCount(); ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    QStringList lines;
    for (const int row : rows)
        lines.append(m_unreadableModel->asText(row));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace sitebook
