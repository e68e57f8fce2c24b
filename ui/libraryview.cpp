// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/libraryview.h"

#include "app/check/linkcheckjob.h"
#include "app/library/groups.h"
#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "app/search/savedsearches.h"
#include "ui/associationpanel.h"
#include "ui/delegates.h"
#include "ui/detailpane.h"
#include "ui/drophint.h"
#include "ui/materialpage.h"
#include "ui/messagebar.h"
#include "ui/placeview.h"
#include "ui/rowselection.h"
#include "ui/searchedit.h"
#include "ui/shelf.h"
#include "ui/theme.h"
#include "ui/websiteeditor.h"
#include "ui/websitetable.h"

#include <QAction>
#include <QDate>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSet>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// How wide a date can be, as the list shows it: in some languages with the name of the month.
int widestDate(const QFontMetrics &metrics)
{
    int widest = 0;
    for (int month = 1; month <= 12; ++month)
        widest = std::max(widest, metrics.horizontalAdvance(WebsiteListModel::shownDate(QDate(2028, month, 28))));
    return widest;
}

} // namespace

LibraryView::LibraryView(Library *library, MessageBar *messages, const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_messages(messages)
    , m_searches(new SavedSearches(library, place, this))
    , m_sidebarModel(new SidebarModel(library, m_searches, this))
    , m_model(new WebsiteListModel(library, this))
    , m_splitter(new QSplitter)
    , m_sidebar(new PlaceView)
    , m_search(new SearchEdit(library))
    , m_bestFirst(new QToolButton)
    , m_saveSearch(new QToolButton)
    , m_saveNewSearch(new QToolButton)
    , m_searchNote(new QLabel)
    , m_table(makeTable())
    , m_empty(new QLabel)
    , m_details(new DetailPane(library))
    , m_linkCheck(new LinkCheckJob(library, this))
    , m_opener([](const QUrl &url) { return QDesktopServices::openUrl(url); })
{
    setObjectName(u"libraryView"_s);
    buildSidebar();
    buildList();
    buildDetails();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_splitter->setObjectName(u"mainSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    const int unit = fontMetrics().averageCharWidth();
    m_splitter->setSizes({unit * 34, unit * 122, unit * 52});
    m_details->setMinimumWidth(unit * 30);
    m_sidebar->setMinimumWidth(unit * 18);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    connectModel();
    connectLinkCheck();
    selectPlace(m_sidebarModel->indexOfKey(u"all"_s));
    updateSummary();
}

LibraryView::~LibraryView() = default;

QTableView *LibraryView::makeTable()
{
    // Before the selection hears of it, which lets go of what is removed, and tells of a change when its parts move.
    for (const auto signal : {&QAbstractItemModel::rowsAboutToBeInserted, &QAbstractItemModel::rowsAboutToBeRemoved})
        connect(m_model, signal, this, &LibraryView::rememberSelection);
    return new WebsiteTable(m_model);
}

void LibraryView::buildSidebar()
{
    m_sidebar->setObjectName(u"sidebar"_s);
    m_sidebar->setAccessibleName(tr("Places"));
    m_sidebar->setModel(m_sidebarModel);
    m_sidebar->setItemDelegate(new PlaceDelegate(m_sidebar));
    m_sidebar->setHeaderHidden(true);
    m_sidebar->setUniformRowHeights(false);
    m_sidebar->setIndentation(fontMetrics().averageCharWidth() * 2);
    m_sidebar->setFrameShape(QFrame::NoFrame);
    m_sidebar->setTextElideMode(Qt::ElideRight);
    m_sidebar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sidebar->setAcceptDrops(true);
    m_sidebar->setDragDropMode(QAbstractItemView::DropOnly);
    m_sidebar->setExpandsOnDoubleClick(true);
    m_sidebar->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_sidebar, &QTreeView::customContextMenuRequested, this, &LibraryView::showPlaceMenu);
    m_splitter->addWidget(m_sidebar);
    new DropHint(m_sidebar, [this](const QMimeData *data, const QModelIndex &target) -> QString {
        if (!m_sidebarModel->canDropMimeData(data, Qt::CopyAction, -1, -1, target))
            return {};
        const int count = static_cast<int>(draggedItems(data)->websites.size());
        return tr("Link %Ln website(s) to “%1”", nullptr, count).arg(target.data().toString());
    });
    // Headings show what is under them from the start; what a person folds stays folded.
    connect(m_sidebarModel, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &parent, int first, int last) {
            for (int row = first; row <= last; ++row) {
                const QModelIndex index = m_sidebarModel->index(row, 0, parent);
                if (!parent.isValid() && !index.data(SidebarModel::CountRole).isValid())
                    m_sidebar->expand(index);
            }
            if (!parent.isValid() || !parent.data(SidebarModel::CountRole).isValid())
                m_sidebar->expand(parent);
            if (!m_wantedPlace.isEmpty()) {
                if (const QModelIndex wanted = m_sidebarModel->indexOfKey(m_wantedPlace); wanted.isValid()) {
                    m_wantedPlace.clear();
                    selectPlace(wanted);
                }
            }
        });
    connect(m_sidebar->selectionModel(), &QItemSelectionModel::currentChanged, this, &LibraryView::onPlaceChanged);
    connect(m_sidebarModel, &SidebarModel::websitesDropped, this,
        [this](AssociationKind kind, const QString &id, const QStringList &websites) {
            link(websites, {{kind, id}});
        });
}

void LibraryView::buildList()
{
    buildSearch();
    m_table->setObjectName(u"websiteTable"_s);
    m_table->setAccessibleName(tr("Websites"));
    m_table->setItemDelegate(new TextDelegate(m_table));
    m_table->setItemDelegateForColumn(0, new WebsiteDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalScrollBar()->setSingleStep(fontMetrics().height() * 2);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 19 / 10);
    m_table->setDragEnabled(true);
    m_table->setAcceptDrops(true);
    m_table->setDragDropMode(QAbstractItemView::DragDrop);
    m_table->setDragDropOverwriteMode(true); // a drop is onto a website, never between two
    m_table->setDefaultDropAction(Qt::CopyAction);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_table->horizontalHeader();
    header->setObjectName(u"websiteHeader"_s);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setStretchLastSection(false);
    const int unit = fontMetrics().averageCharWidth();
    const int dates = widestDate(fontMetrics()) + unit * 2;
    const int widths[] = {unit * 38, unit * 36, unit * 8, unit * 20, dates, dates, unit * 8};
    for (int column = 0; column < WebsiteListModel::columnCountValue; ++column)
        header->resizeSection(column, widths[column]);
    header->setSectionHidden(static_cast<int>(WebsiteListModel::Column::Added), true);
    header->setSortIndicator(0, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    new DropHint(
        m_table, [this](const QMimeData *data, const QModelIndex &target) { return describeListDrop(data, target); });
    m_empty->setObjectName(u"emptyLabel"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(6, 6, 6, 6);
    searchRow->addWidget(m_search);
    searchRow->addWidget(m_bestFirst);
    searchRow->addWidget(m_saveSearch);
    searchRow->addWidget(m_saveNewSearch);
    layout->addLayout(searchRow);
    layout->addWidget(m_searchNote);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    m_splitter->addWidget(column);
    connect(m_table, &QTableView::customContextMenuRequested, this, &LibraryView::showListMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &LibraryView::showColumnMenu);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { open(m_model->id(index)); });
}

void LibraryView::buildDetails()
{
    m_splitter->addWidget(m_details);
    WebsiteEditor *editor = m_details->editor();
    connect(editor, &WebsiteEditor::edited, this,
        [this](const Website &before, const Website &after) { m_library->perform(editGroup(before, after)); });
    connect(editor, &WebsiteEditor::openRequested, this, &LibraryView::open);
    connect(
        editor, &WebsiteEditor::historyRequested, this, [this](const QString &id) { showHistoryOf(std::nullopt, id); });
    connect(editor, &WebsiteEditor::copyRequested, this, &LibraryView::copySelected);
    connect(editor, &WebsiteEditor::showWebsiteRequested, this, &LibraryView::showWebsite);
    connect(editor, &WebsiteEditor::unsavedDropped, this,
        [this](const QString &id, const QString &name, const QString &url, const QString &reason) {
            const QString words = tr("A change was not saved. %1").arg(reason);
            m_messages->showMessage(MessageBar::Kind::Warning, words, tr("Go on editing"), [this, id, name, url] {
                showWebsite(id);
                m_details->editor()->type(name, url);
            });
        });
    for (AssociationPanel *panel : m_details->panels()) {
        const AssociationKind kind = panel->kind();
        connect(panel, &AssociationPanel::linkRequested, this, [this, kind] { pickLink(kind); });
        connect(panel, &AssociationPanel::materialsDropped, this,
            [this](const QList<MaterialRef> &materials) { link(m_details->websites(), materials); });
        connect(panel, &AssociationPanel::unlinkRequested, this, [this](const QList<MaterialRef> &materials) {
            m_library->perform(unlinkGroup(*m_library, m_details->websites(), materials));
        });
        connect(panel, &AssociationPanel::filesDropped, this, &LibraryView::createFromFiles);
        connect(panel, &AssociationPanel::vCardDropped, this, &LibraryView::createFromVCard);
        connect(panel, &AssociationPanel::textDropped, this, &LibraryView::createFromText);
    }
    MaterialPage *page = m_details->materialPage();
    connect(page, &MaterialPage::editRequested, this, &LibraryView::editMaterial);
    connect(page, &MaterialPage::deleteRequested, this,
        [this](const MaterialRef &material) { removeMaterials({material}); });
    connect(page, &MaterialPage::historyRequested, this,
        [this](const MaterialRef &material) { showHistoryOf(material.kind, material.id); });
    connect(page, &MaterialPage::websitesRequested, this, &LibraryView::showWebsitesOf);
    connect(page, &MaterialPage::websiteRequested, this, &LibraryView::showWebsite);
}

void LibraryView::connectModel()
{
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &LibraryView::rememberSelection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LibraryView::restoreSelection);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &LibraryView::onRowsRemoved);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        m_restoring = false;
        // What was selected at the last end of the program arrives with the list.
        if (!m_restoreDue && !m_keptSelection.isEmpty() && !hasSelection())
            restoreSelection();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &LibraryView::updateSummary);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LibraryView::updateSummary);
    connect(m_model, &WebsiteListModel::searchFinished, this, &LibraryView::onSearchFinished);
    connect(m_model, &WebsiteListModel::sorted, this, &LibraryView::updateSummary);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &LibraryView::updateSummary);
    connect(m_library, &Library::websiteIdReplaced, this, [this](const QString &before, const QString &now) {
        std::ranges::replace(m_keptSelection, before, now);
        if (m_keptCurrent == before)
            m_keptCurrent = now;
    });
    connect(m_library, &Library::stateChanged, this, &LibraryView::updateSummary);
    connect(m_library, &Library::websitesAdded, this, &LibraryView::updateSummary);
    connect(m_library, &Library::websitesRemoved, this, &LibraryView::forgetRemoved);
    connect(m_library, &Library::websitesRemoved, this, &LibraryView::updateSummary);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LibraryView::onSelectionChanged);
    connect(m_model, &WebsiteListModel::addressesDropped, this,
        [this](const QStringList &addresses) { addAddresses(addresses); });
    connect(m_model, &WebsiteListModel::materialsDropped, this,
        [this](const QString &website, const QList<MaterialRef> &materials) {
            // A drop on one of several selected rows means all of them.
            const QStringList selected = chosenIds();
            link(selected.contains(website) ? selected : QStringList{website}, materials);
        });
}

void LibraryView::connectShelf(Shelf *shelf)
{
    connect(shelf, &Shelf::websitesDropped, this,
        [this](const MaterialRef &material, const QStringList &websites) { link(websites, {material}); });
    connect(shelf, &Shelf::linkRequested, this,
        [this](const QList<MaterialRef> &materials) { link(chosenIds(), materials); });
    connect(shelf, &Shelf::openRequested, m_details, &DetailPane::showMaterial);
    connect(shelf, &Shelf::editRequested, this, &LibraryView::editMaterial);
    connect(shelf, &Shelf::deleteRequested, this, &LibraryView::removeMaterials);
    connect(shelf, &Shelf::createRequested, this, [this](AssociationKind kind) { createMaterial(kind, {}); });
}

// --- places, search, selection ---------------------------------------------------------------------------------------

void LibraryView::selectPlace(const QModelIndex &place)
{
    if (place.isValid())
        m_sidebar->setCurrentIndex(place);
}

void LibraryView::applyFilter()
{
    rememberBeforeTrash();
    updateTrash();
    const QModelIndex place = m_sidebar->currentIndex();
    const auto current = m_sidebarModel->filter(place);
    WebsiteFilter filter = current.value_or(m_model->filter());
    filter.text = m_search->text().trimmed();
    m_showsOther = m_showsOther || filter != m_model->filter();
    m_model->setFilter(filter, isBestFirst());
    updateBestFirst();
    updateSearchNote();
    updateSummary();
    selectAfterTrash();
}

/// Brings what a new search found best into sight, or in another list without one, what is selected.
void LibraryView::showFromTop()
{
    if (!std::exchange(m_showsOther, false))
        return;
    const QModelIndex current = m_table->currentIndex();
    if (m_search->text().isEmpty() && current.isValid() && m_table->selectionModel()->isSelected(current))
        m_table->scrollTo(current);
    else if (m_table->verticalScrollBar()->value() > 0) // else the list would only be laid out twice
        m_table->scrollToTop();
}

void LibraryView::onSearchFinished()
{
    // What another search left out may be back.
    const int selected = selectedRowCount(m_table->selectionModel());
    if (m_restoreDue
        || (selected != m_keptSelection.size() && selected != std::ssize(m_model->placesOf(m_keptSelection))))
        restoreSelection();
    updateSummary();
    showFromTop();
    updateSearchNote();
}

QStringList LibraryView::selectedIds() const
{
    QStringList ids;
    const std::vector<int> rows = selectedRows(m_table->selectionModel());
    ids.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows)
        ids.append(m_model->id(m_model->index(row, 0)));
    return ids;
}

QStringList LibraryView::chosenIds()
{
    m_model->completeBeginning();
    return selectedIds();
}

bool LibraryView::hasSelection() const
{
    return m_table->selectionModel()->hasSelection();
}

void LibraryView::onSelectionChanged()
{
    if (m_restoring)
        return;
    m_keptSelection = selectedIds();
    m_keptCurrent = m_model->id(m_table->currentIndex());
    if (m_details->websites() != m_keptSelection)
        m_details->setWebsites(m_keptSelection);
    updateSummary();
    emit selectionChanged();
}

void LibraryView::rememberSelection()
{
    m_restoring = true; // what leaves the list leaves the selection, which is no wish of the person
}

void LibraryView::onRowsRemoved()
{
    m_restoring = false;
    if (m_restoreDue || selectedRowCount(m_table->selectionModel()) == m_details->websites().size())
        return;
    m_details->setWebsites(selectedIds());
    emit selectionChanged();
}

/// What is gone is not selected again when it comes back.
void LibraryView::forgetRemoved(const QList<quint32> &rows)
{
    if (m_keptSelection.isEmpty())
        return;
    QSet<QString> gone;
    for (const quint32 row : rows)
        gone.insert(m_library->websites().id(row));
    m_keptSelection.removeIf([&gone](const QString &id) { return gone.contains(id); });
}

void LibraryView::restoreSelection()
{
    constexpr qsizetype many = 1000; // to look for them may take longer than what is left of a search
    m_restoreDue = m_model->showsBeginning();
    m_restoring = true;
    if (!m_restoreDue || m_keptSelection.size() < many)
        selectIds(m_keptSelection, m_table->currentIndex().isValid() ? QString() : m_keptCurrent);
    m_restoring = false;
    if (m_restoreDue) { // what else is selected comes with the rest, and the details stay until then
        if (m_table->verticalScrollBar()->value() > 0)
            m_table->scrollToTop();
        return;
    }
    const QStringList now = selectedIds();
    // Another order of the same ones is no reason to look all of them through.
    const bool areAll = now.size() == m_keptSelection.size() && m_details->websites() == m_keptSelection;
    if (!areAll && m_details->websites() != now)
        m_details->setWebsites(now);
    emit selectionChanged();
}

void LibraryView::selectIds(const QStringList &ids, const QString &current)
{
    const QItemSelection selection = wholeRows(m_model, m_model->placesOf(ids));
    const QModelIndex index = m_model->indexOf(current);
    if (index.isValid())
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (index.isValid() && !m_showsOther) // which is shown from its top
        m_table->scrollTo(index);
}

void LibraryView::selectWhenShown(const QStringList &ids)
{
    if (!m_model->isSearching()) {
        selectIds(ids, ids.constFirst());
        return;
    }
    // A large list does not have them yet; it selects what is kept when it comes.
    m_table->clearSelection();
    m_keptSelection = ids;
    m_keptCurrent = ids.constFirst();
}

void LibraryView::showWebsite(const QString &id)
{
    if (!m_model->indexOf(id).isValid()) {
        m_search->clear();
        selectPlace(m_sidebarModel->indexOfKey(u"all"_s));
    }
    selectWhenShown({id});
    m_table->setFocus();
}

void LibraryView::showWebsitesOf(const MaterialRef &material)
{
    m_search->clear();
    const QModelIndex place = m_sidebarModel->indexOfKey(SidebarModel::keyOf(material.kind, material.id));
    if (place.isValid()) {
        selectPlace(place);
        return;
    }
    // Kinds that have no place in the sidebar: none is selected there while the list shows them.
    m_sidebar->setCurrentIndex({});
    m_model->setFilter({.scope = WebsiteFilter::Scope::LinkedTo, .kind = material.kind, .id = material.id});
    updateSummary();
}

// --- state -----------------------------------------------------------------------------------------------------------

void LibraryView::fitColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_table);
    const int left = m_table->width() - scrollBar - 2 - header->length();
    const int least = fontMetrics().averageCharWidth() * 18;
    header->resizeSection(0, std::max(least, header->sectionSize(0) + left / 2));
    header->resizeSection(1, std::max(least, header->sectionSize(1) + left - left / 2));
}

void LibraryView::saveState(QSettings &settings) const
{
    settings.setValue("view/splitter"_L1, m_splitter->saveState());
    keepSearchLooks();
    // A saved search has looks of its own, which are no wish for the other places.
    const Looks looks = m_savedSearch.isEmpty() ? looksNow() : m_looks;
    settings.setValue("view/header"_L1, looks.header);
    settings.setValue("view/bestFirst"_L1, looks.bestFirst);
    settings.setValue("view/place"_L1, m_sidebar->currentIndex().data(SidebarModel::KeyRole));
    settings.setValue("view/selection"_L1, m_keptSelection.size() > 1000 ? QStringList() : m_keptSelection);
    settings.setValue("view/current"_L1, m_keptCurrent);
}

void LibraryView::restoreState(const QSettings &settings)
{
    m_splitter->restoreState(settings.value("view/splitter"_L1).toByteArray());
    if (showLooks({settings.value("view/header"_L1).toByteArray(), settings.value("view/bestFirst"_L1, true).toBool()}))
        m_hasColumnWidths = true;
    m_keptSelection = settings.value("view/selection"_L1).toStringList();
    m_keptCurrent = settings.value("view/current"_L1).toString();
    m_wantedPlace = settings.value("view/place"_L1).toString();
    if (const QModelIndex place = m_sidebarModel->indexOfKey(m_wantedPlace); place.isValid()) {
        m_wantedPlace.clear();
        selectPlace(place);
    }
    selectIds(m_keptSelection, m_keptCurrent);
}

} // namespace sitebook
