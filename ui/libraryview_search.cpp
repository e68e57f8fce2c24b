// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The search field of a LibraryView, what the list tells of its results, and the searches that are saved in its
// sidebar.

#include "app/models/sidebarmodel.h"
#include "app/models/trashmodel.h"
#include "app/models/websitelistmodel.h"
#include "app/search/placequery.h"
#include "app/search/savedsearches.h"
#include "app/search/trashmatcher.h"
#include "app/search/websiterank.h"
#include "ui/detailpane.h"
#include "ui/dialogparts.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"
#include "ui/plaintext.h"
#include "ui/quickopen.h"
#include "ui/searchedit.h"
#include "ui/theme.h"
#include "ui/trashview.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

void LibraryView::buildSearch()
{
    m_search->setObjectName(u"searchEdit"_s);
    m_search->setPlaceholderText(tr("Search name, address, tags and linked names"));
    m_search->setToolTip(tr("Words, \"a phrase\", -not, OR, (groups), begin*, /regular expressions/, =exact,\n"
                            "tag:work  person:(ada OR grace)  site:qt.io  linked>2  created:last week  is:unlinked"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(actionIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_bestFirst->setObjectName(u"bestFirstButton"_s);
    m_bestFirst->setIcon(actionIcon(u"star"_s));
    m_bestFirst->setCheckable(true);
    m_bestFirst->setChecked(true);
    m_bestFirst->setAutoRaise(true);
    //: What the search fits best stands at the top of the list
    m_bestFirst->setToolTip(tr("Best matches first"));
    m_bestFirst->setAccessibleName(m_bestFirst->toolTip());
    m_saveSearch->setObjectName(u"saveSearchButton"_s);
    m_saveSearch->setIcon(actionIcon(u"save"_s));
    m_saveSearch->setAutoRaise(true);
    m_saveNewSearch->setObjectName(u"saveNewSearchButton"_s);
    m_saveNewSearch->setIcon(actionIcon(u"add"_s));
    m_saveNewSearch->setAutoRaise(true);
    m_saveNewSearch->setToolTip(tr("Save this as a new search"));
    m_saveNewSearch->setAccessibleName(m_saveNewSearch->toolTip());
    m_searchNote->setObjectName(u"searchNote"_s);
    m_searchNote->setTextFormat(Qt::PlainText);
    m_searchNote->setWordWrap(true);
    m_searchNote->setForegroundRole(QPalette::PlaceholderText);
    m_searchNote->setContentsMargins(8, 0, 8, 4);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryView::applyFilter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (showsTrash()) {
            m_trash->focusList();
            return;
        }
        if (m_model->rowCount() == 0)
            return;
        // Before the focus, which makes the first row current without selecting it.
        if (!m_table->selectionModel()->hasSelection())
            selectTableRow(m_table, 0);
        m_table->setFocus();
    });
    connect(m_saveSearch, &QToolButton::clicked, this, &LibraryView::saveSearch);
    connect(m_saveNewSearch, &QToolButton::clicked, this, &LibraryView::saveNewSearch);
    connect(m_searches, &SavedSearches::changed, this, &LibraryView::updateSaveButtons);
    connect(m_bestFirst, &QToolButton::toggled, this, &LibraryView::updateBestFirst);
    // Who asks for a column wants its order, not that of the search.
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, [this] {
        if (m_bestFirst->isVisible())
            m_bestFirst->setChecked(false);
    });
    updateSearchNote();
    updateBestFirst();
}

void LibraryView::updateSearchNote()
{
    QStringList notes;
    if (const QStringList plain = m_search->notUnderstood(); !plain.isEmpty()) {
        //: %1 is a piece of a search that looks like a field, `is:lost`
        notes.append(tr("Searched as plain text: %1").arg(plain.join(u"  "_s)));
    }
    if (TrashMatcher::isLeftOut(m_search->query()))
        notes.append(tr("The trash is not searched: “is:trash” is no alternative to something else."));
    if (showsTrash() && TrashMatcher::asksForMore(m_search->query()))
        notes.append(tr("The trash is searched by name and address only."));
    if (!showsTrash() && !m_model->isSearching() && m_model->gaveUp())
        notes.append(tr("The regular expression takes too long for some websites: these are left out."));
    m_searchNote->setText(notes.join(u'\n'));
    m_searchNote->setVisible(!notes.isEmpty());
}

bool LibraryView::isBestFirst() const
{
    return WebsiteRank::canRank(m_search->query()) && m_bestFirst->isChecked();
}

void LibraryView::updateBestFirst()
{
    m_bestFirst->setVisible(WebsiteRank::canRank(m_search->query()) && !showsTrash());
    updateSaveButtons();
    m_showsOther = m_showsOther || m_model->isBestFirst() != isBestFirst();
    m_model->setBestFirst(isBestFirst());
    m_table->horizontalHeader()->setSortIndicatorShown(!m_model->isBestFirst());
}

void LibraryView::updateSaveButtons()
{
    const auto saved = m_searches->find(m_savedSearch);
    const QString words = saved ? tr("Save “%1” as it is now").arg(saved->name) : tr("Save this search in the sidebar");
    const bool isSaved = saved && saved->query == m_search->text().trimmed();
    m_saveSearch->setVisible(!m_search->query().isEmpty() && !isSaved);
    m_saveSearch->setToolTip(plainTip(words));
    m_saveSearch->setAccessibleName(words);
    m_saveNewSearch->setVisible(saved && !m_saveSearch->isHidden());
}

void LibraryView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LibraryView::updateSummary()
{
    if (m_trash && showsTrash()) {
        updateTrashSummary();
        return;
    }
    const int shown = m_model->rowCount();
    const int all = m_library->websites().count();
    const qsizetype selected = m_details->websites().size();
    const QLocale locale;
    QString words = shown == all ? tr("%Ln website(s)", nullptr, all)
                                 //: How many of all websites the list shows
                                 : tr("%1 of %2 websites").arg(locale.toString(shown), locale.toString(all));
    if (selected > 1)
        words += u" · "_s + tr("%Ln selected", nullptr, static_cast<int>(selected));
    if (m_library->state() == Library::State::Loading)
        words = tr("Loading… %1").arg(words);
    else if (m_model->isSorting())
        words += u" · "_s + tr("sorting…");
    m_table->setVisible(shown > 0);
    // At the first start the columns fit the list, once it has a size; name and address give and take.
    if (shown > 0 && isVisible() && !std::exchange(m_hasColumnWidths, true))
        QTimer::singleShot(0, this, &LibraryView::fitColumns);
    m_empty->setVisible(shown == 0);
    m_empty->setText(m_library->state() == Library::State::Loading ? tr("Loading…")
            : !m_search->text().isEmpty() ? tr("Nothing here matches “%1”.").arg(m_search->text())
                                          : tr("No websites here."));
    if (!m_restoreDue) // how many there are is known at its end
        emit summaryChanged(words);
}

// --- the trash -------------------------------------------------------------------------------------------------------

bool LibraryView::showsTrash() const
{
    return TrashMatcher::isAskedFor(m_search->query());
}

void LibraryView::buildTrash()
{
    m_trash = new TrashView(m_library);
    m_trash->table()->setFrameShape(QFrame::NoFrame);
    m_trash->table()->setAccessibleName(tr("Deleted websites"));
    m_trash->addButtonRow();
    m_trash->hide();
    // In the place of the list; how that looks, and what is selected in it, stays.
    auto *layout = static_cast<QVBoxLayout *>(m_table->parentWidget()->layout());
    layout->insertWidget(layout->indexOf(m_table), m_trash, 1);
    setTabOrder(m_saveNewSearch, m_trash->table());
    connect(m_trash->model(), &TrashModel::updated, this, &LibraryView::updateSummary);
    connect(m_trash, &TrashView::changed, this, &LibraryView::updateSummary);
}

void LibraryView::updateTrash()
{
    if (showsTrash()) {
        if (!m_trash)
            buildTrash();
        m_trash->model()->start(m_search->query());
    } else if (m_trash) {
        m_trash->model()->stop();
        m_trash->hide();
    }
}

/// The letters before `is:trash` are a search, too, that takes away what was selected before.
void LibraryView::rememberBeforeTrash()
{
    const bool begins = m_model->filter().text.isEmpty() && !m_leftForTrash;
    if (begins || (showsTrash() && !m_keptSelection.isEmpty()))
        m_selectionBefore = m_keptSelection;
    m_leftForTrash = m_leftForTrash || showsTrash();
}

void LibraryView::selectAfterTrash()
{
    if (!m_leftForTrash || showsTrash())
        return;
    if (m_keptSelection.isEmpty() && !m_selectionBefore.isEmpty())
        selectWhenShown(m_selectionBefore);
    m_leftForTrash = !m_search->text().isEmpty();
}

void LibraryView::updateTrashSummary()
{
    const TrashModel *model = m_trash->model();
    const int found = model->rowCount();
    const int selected = static_cast<int>(m_trash->selectedIds().size());
    m_table->hide();
    // Who has just restored the last one may take that back, which in the search field would mean its text.
    if (found == 0 && m_trash->isAncestorOf(window()->focusWidget()))
        m_sidebar->setFocus();
    m_trash->setVisible(found > 0);
    m_empty->setVisible(found == 0);
    m_empty->setText(!model->isKnown() ? QString()
            : model->isTrashEmpty()    ? tr("The trash is empty.")
                                       : tr("Nothing in the trash matches."));
    //: How many deleted websites a search found
    QString words = tr("%Ln in the trash", nullptr, found);
    if (selected > 1)
        words += u" · "_s + tr("%Ln selected", nullptr, selected);
    emit summaryChanged(words);
}

// --- saved searches --------------------------------------------------------------------------------------------------

LibraryView::Looks LibraryView::looksNow() const
{
    return {m_table->horizontalHeader()->saveState(), m_bestFirst->isChecked()};
}

bool LibraryView::showLooks(const Looks &looks)
{
    QHeaderView *header = m_table->horizontalHeader();
    m_bestFirst->setChecked(looks.bestFirst);
    const bool restored = !looks.header.isEmpty() && header->restoreState(looks.header);
    if (restored)
        m_model->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    updateBestFirst(); // whether the header shows an order is no state to come back
    return restored;
}

void LibraryView::keepSearchLooks() const
{
    auto search = m_searches->find(m_savedSearch);
    if (!search)
        return;
    const Looks looks = looksNow();
    search->header = looks.header;
    search->bestFirst = looks.bestFirst;
    m_searches->save(*search);
}

void LibraryView::onPlaceChanged(const QModelIndex &now)
{
    const QString id = SidebarModel::searchAt(now);
    if (id == m_savedSearch) {
        applyFilter();
        return;
    }
    if (!m_savedSearch.isEmpty()) {
        keepSearchLooks();
        const auto left = m_searches->find(m_savedSearch);
        m_savedSearch.clear();
        showLooks(m_looks);
        // Its words go with it, unless they were changed into another search.
        if (left && m_search->text().trimmed() == left->query)
            m_search->clear();
    }
    if (const auto search = m_searches->find(id)) {
        m_looks = looksNow();
        m_savedSearch = id;
        m_search->setText(search->query);
        showLooks({search->header, search->bestFirst});
    }
    applyFilter();
}

void LibraryView::saveSearch()
{
    const auto before = m_searches->find(m_savedSearch);
    if (!before) {
        saveNewSearch();
        return;
    }
    SavedSearch after = *before;
    after.query = m_search->text().trimmed();
    m_searches->save(after);
    updateBestFirst();
    //: A saved search has another query now
    m_messages->showMessage(
        MessageBar::Kind::Information, tr("“%1” was changed.").arg(before->name), tr("Undo"), [this, before] {
            auto now = m_searches->find(before->id);
            if (!now)
                return;
            now->query = before->query; // its name may be another since
            m_searches->save(*now);
            if (m_savedSearch == now->id)
                m_search->setText(now->query);
        });
}

void LibraryView::saveNewSearch()
{
    const Looks looks = looksNow();
    QString query = m_search->text().trimmed();
    // What was found in a place is found again only there. The trash has no places.
    if (const auto place = m_sidebarModel->filter(m_sidebar->currentIndex()); place && !showsTrash()) {
        WebsiteFilter filter = *place;
        filter.text = query;
        query = queryWithPlace(*m_library, filter);
    }
    const QString id = newIdentifier();
    m_searches->save({id, query, query, looks.header, looks.bestFirst});
    const QModelIndex place = m_sidebarModel->indexOfKey(SidebarModel::keyOfSearch(id));
    selectPlace(place);
    m_sidebar->scrollTo(place);
    m_sidebar->edit(place); // its name is the query until a person has a better one
}

void LibraryView::removeSearch(const QString &id)
{
    const auto search = m_searches->find(id);
    if (!search)
        return;
    if (id == m_savedSearch)
        selectPlace(m_sidebarModel->indexOfKey(u"all"_s));
    const auto kept = m_searches->find(id);
    const qsizetype position = m_searches->remove(id);
    m_messages->showMessage(MessageBar::Kind::Information, tr("The search “%1” was removed.").arg(search->name),
        tr("Undo"), [this, kept, position] { m_searches->restore(*kept, position); });
}

void LibraryView::showPlaceMenu(const QPoint &position)
{
    const QPersistentModelIndex place = m_sidebar->indexAt(position);
    const QString id = SidebarModel::searchAt(place);
    if (id.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"searchMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(actionIcon(u"edit"_s), tr("&Rename")), &QAction::triggered, this, [this, place] {
        if (place.isValid())
            m_sidebar->edit(place);
    });
    connect(menu->addAction(actionIcon(u"delete"_s), tr("&Remove")), &QAction::triggered, this,
        [this, id] { removeSearch(id); });
    menu->popup(m_sidebar->viewport()->mapToGlobal(position));
}

void LibraryView::showQuickOpen(const QList<QAction *> &commands)
{
    auto *dialog = new QuickOpen(m_library, m_searches->all(), commands, this);
    connect(dialog, &QuickOpen::websiteChosen, this, &LibraryView::showWebsite);
    connect(dialog, &QuickOpen::materialChosen, this, &LibraryView::showWebsitesOf);
    connect(dialog, &QuickOpen::searchChosen, this,
        [this](const QString &id) { selectPlace(m_sidebarModel->indexOfKey(SidebarModel::keyOfSearch(id))); });
    dialog->open();
}

} // namespace sitebook
