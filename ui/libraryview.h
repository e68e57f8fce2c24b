// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/linkchecker.h"
#include "app/library/library.h"
#include "app/library/materialref.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QLabel;
class QSettings;
class QSplitter;
class QTableView;
class QToolButton;
class QTreeView;

namespace sitebook {

class DetailPane;
class LinkCheckJob;
class MessageBar;
class SavedSearches;
class SearchEdit;
class Shelf;
class SidebarModel;
class TrashView;
class WebsiteListModel;
struct WebsiteFilter;

/// One open library in the window: sidebar, list and details, and everything that a person can do with the selected
/// websites.
class LibraryView : public QWidget
{
    Q_OBJECT

public:
    /// \a place is where the library is, for what is kept of it: the path of its file, or the address of its server.
    LibraryView(Library *library, MessageBar *messages, const QString &place, QWidget *parent = nullptr);
    ~LibraryView() override;

    WebsiteListModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    DetailPane *details() const { return m_details; }
    QStringList selectedIds() const;
    bool hasSelection() const;
    /// Lets what is dragged from and onto \a shelf, and asked for there, happen.
    void connectShelf(Shelf *shelf);
    /// What opens an address outside; QDesktopServices unless a test sets another.
    void setOpener(const std::function<bool(const QUrl &)> &opener) { m_opener = opener; }

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

    /// Adds what is not there yet, and selects all of it.
    void addAddresses(const QStringList &addresses, const QString &name = {});
    void showAddDialog(const QStringList &addresses = {});
    void removeSelected();
    /// Shows what happened to the item on the page that is shown, or to the selected website.
    void showHistory();
    void openSelected();
    void copySelected();
    /// Adds the addresses of the clipboard.
    void paste();
    void pickLink(std::optional<AssociationKind> kind = std::nullopt);
    /// Checks the addresses of the selected websites, or without a selection of all that the list shows.
    void checkLinks();
    /// What does so, for its progress.
    LinkCheckJob *linkCheck() const { return m_linkCheck; }
    void focusSearch();
    /// Opens a dialog that goes anywhere by a few letters, and runs \a commands.
    void showQuickOpen(const QList<QAction *> &commands);
    void editName();
    /// Shows the website \a id, leaving the current place if it is not there.
    void showWebsite(const QString &id);
    /// Shows all websites of \a material in the list.
    void showWebsitesOf(const MaterialRef &material);
    /// Opens a dialog that makes an item of \a kind and links it to \a websites.
    void createMaterial(AssociationKind kind, const QStringList &websites);
    void editMaterial(const MaterialRef &material);
    void removeMaterials(const QList<MaterialRef> &materials);

signals:
    void selectionChanged();
    /// What the list shows, in words: `12 of 345 websites`.
    void summaryChanged(const QString &summary);
    /// Files were dropped that are bookmarks or libraries.
    void filesDropped(const QList<QUrl> &files);

private:
    /// How the list looks, which a saved search has for itself.
    struct Looks
    {
        QByteArray header;
        bool bestFirst = true;
    };

    Library *m_library;
    MessageBar *m_messages;
    SavedSearches *m_searches;
    SidebarModel *m_sidebarModel;
    WebsiteListModel *m_model;
    QSplitter *m_splitter;
    QTreeView *m_sidebar;
    SearchEdit *m_search;
    QToolButton *m_bestFirst;
    QToolButton *m_saveSearch;
    /// Beside the former where a saved search has become another one.
    QToolButton *m_saveNewSearch;
    QLabel *m_searchNote;
    QTableView *m_table;
    /// What a search found in the trash; null before the first one that asks for it.
    TrashView *m_trash = nullptr;
    QLabel *m_empty;
    DetailPane *m_details;
    LinkCheckJob *m_linkCheck;
    std::function<bool(const QUrl &)> m_opener;
    QStringList m_keptSelection;
    QString m_keptCurrent;
    /// What was selected before a search in the trash, until the search ends.
    QStringList m_selectionBefore;
    bool m_leftForTrash = false;
    QString m_wantedPlace;
    /// The identifier of the saved search that is shown; empty at any other place.
    QString m_savedSearch;
    /// How the list looks at the other places, while a saved search is shown.
    Looks m_looks;
    bool m_restoring = false;
    /// Whether only the beginning of the list is there to select what was selected.
    bool m_restoreDue = false;
    bool m_hasColumnWidths = false;
    /// Whether another list is being looked for, which is shown from its top.
    bool m_showsOther = false;

    QTableView *makeTable();
    void buildSidebar();
    void buildList();
    void buildSearch();
    void buildDetails();
    void connectModel();
    void connectLinkCheck();
    void applyFilter();
    void updateSearchNote();
    void showFromTop();
    void buildTrash();
    void updateTrash();
    void rememberBeforeTrash();
    void selectAfterTrash();
    bool showsTrash() const;
    bool isBestFirst() const;
    void updateBestFirst();
    void updateSaveButtons();
    Looks looksNow() const;
    bool showLooks(const Looks &looks);
    void keepSearchLooks() const;
    void onPlaceChanged(const QModelIndex &now);
    void saveSearch();
    void saveNewSearch();
    void removeSearch(const QString &id);
    void showPlaceMenu(const QPoint &position);
    void selectPlace(const QModelIndex &place);
    void onSelectionChanged();
    void rememberSelection();
    void onRowsRemoved();
    void restoreSelection();
    void onSearchFinished();
    void forgetRemoved(const QList<quint32> &rows);
    /// The selected websites of all that the list is to show, for what is done with them.
    QStringList chosenIds();
    void selectIds(const QStringList &ids, const QString &current);
    void selectWhenShown(const QStringList &ids);
    void updateSummary();
    void updateTrashSummary();
    void fitColumns();
    void showListMenu(const QPoint &position);
    void showColumnMenu(const QPoint &position);
    void link(const QStringList &websites, const QList<MaterialRef> &materials);
    void createNamed(const QStringList &websites, AssociationKind kind, const QString &name);
    void createFromFiles(AssociationKind kind, const QList<QUrl> &files);
    void createFromVCard(const QByteArray &card);
    void createFromText(AssociationKind kind, const QString &text);
    void open(const QString &id);
    void onLinksChecked(LinkChecker::End end);
    void takeNewAddress(const QString &id);
    void showHistoryOf(std::optional<AssociationKind> kind, const QString &id);
    QString describeListDrop(const QMimeData *data, const QModelIndex &target) const;
};

} // namespace sitebook
