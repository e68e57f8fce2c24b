// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The search field of a LibraryView, and the searches that are saved in its sidebar.

#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "app/search/savedsearches.h"
#include "ui/dialogparts.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"
#include "ui/quickopen.h"
#include "ui/searchedit.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

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
    m_saveSearch->setToolTip(tr("Save this search in the sidebar"));
    m_saveSearch->setAccessibleName(m_saveSearch->toolTip());
    m_searchNote->setObjectName(u"searchNote"_s);
    m_searchNote->setTextFormat(Qt::PlainText);
    m_searchNote->setWordWrap(true);
    m_searchNote->setForegroundRole(QPalette::PlaceholderText);
    m_searchNote->setContentsMargins(8, 0, 8, 4);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryView::applyFilter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_table->setFocus();
        if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
            selectTableRow(m_table, 0);
    });
    connect(m_saveSearch, &QToolButton::clicked, this, &LibraryView::saveSearch);
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
    const QStringList plain = m_search->notUnderstood();
    //: %1 is a piece of a search that looks like a field, `is:trash`
    m_searchNote->setText(tr("Searched as plain text: %1").arg(plain.join(u"  "_s)));
    m_searchNote->setVisible(!plain.isEmpty());
}

bool LibraryView::isBestFirst() const
{
    return !m_search->query().isEmpty() && m_bestFirst->isChecked();
}

void LibraryView::updateBestFirst()
{
    const bool searching = !m_search->query().isEmpty();
    m_bestFirst->setVisible(searching);
    const auto saved = m_searches->find(m_savedSearch);
    m_saveSearch->setVisible(searching && !(saved && saved->query == m_search->text().trimmed()));
    m_model->setBestFirst(isBestFirst());
    m_table->horizontalHeader()->setSortIndicatorShown(!m_model->isBestFirst());
}

void LibraryView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
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
    const QString query = m_search->text().trimmed();
    const Looks looks = looksNow();
    if (const auto before = m_searches->find(m_savedSearch)) {
        SavedSearch after = *before;
        after.query = query;
        m_searches->save(after);
        updateBestFirst();
        //: A saved search has another query now
        m_messages->showMessage(
            MessageBar::Kind::Information, tr("“%1” was changed.").arg(before->name), tr("Undo"), [this, before] {
                m_searches->save(*before);
                if (m_savedSearch == before->id)
                    m_search->setText(before->query);
            });
        return;
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
