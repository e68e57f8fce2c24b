// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/library/rowlist.h"
#include "app/library/websiteorder.h"
#include "app/models/itemmime.h"
#include "app/search/addresskeys.h"
#include "app/search/highlighter.h"
#include "app/search/websitefilter.h"

#include <QAbstractTableModel>
#include <QDate>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace sitebook {

class WebsiteMatcher;
class WebsiteRank;
class WebsiteSearch;

/// Why a search found a website, where name and address do not tell: a linked item.
struct MatchReason
{
    AssociationKind kind = AssociationKind::Tag;
    /// The name of the item, or the piece of its text that was found.
    QString text;
    QList<TextPiece> matches;
};

/// The websites of a library that a filter shows, sorted, as a table. It holds no copy of them, only a list of rows.
class WebsiteListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Name,
        Address,
        Links,
        Tags,
        Added,
        Changed,
        Score,
    };
    Q_ENUM(Column)
    static constexpr int columnCountValue = 7;

    enum Role {
        IdRole = Qt::UserRole,
        UrlRole,
        /// The host without `www.`, which gives the initial its colour.
        HostRole,
        /// The pieces of the cell's text that the search means, a QList<TextPiece>.
        MatchesRole,
        /// Of the name: why the website was found, a QList<MatchReason>.
        ReasonsRole,
        /// What the last check of its address found, a LinkState as a number.
        LinkStateRole,
    };

    explicit WebsiteListModel(Library *library, QObject *parent = nullptr);
    ~WebsiteListModel() override;

    /// \a date as the list shows it.
    static QString shownDate(QDate date);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction | Qt::LinkAction; }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::LinkAction; }
    /// Materials can be dropped on a website, addresses anywhere.
    bool canDropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    /// Only tells what was dropped, by materialsDropped() or addressesDropped().
    bool dropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

    const WebsiteFilter &filter() const { return m_filter; }
    /// Shows what \a filter finds. In a large library that is done in pieces, and until it is done the list stays as it
    /// was, or shows the beginning of what it will show; the last filter wins.
    void setFilter(const WebsiteFilter &filter) { setFilter(filter, m_bestFirst); }
    /// The same, and at once setBestFirst().
    void setFilter(const WebsiteFilter &filter, bool bestFirst);
    /// Whether a regular expression of the filter took too long for some websites, which are not found then.
    bool gaveUp() const { return m_gaveUp; }
    /// Whether a filter is still being worked on.
    bool isSearching() const { return m_search != nullptr; }
    /// Whether the list shows only the beginning of what the filter finds, as much as there is room for on a screen,
    /// because that is found long before the rest.
    bool showsBeginning() const { return m_showsBeginning && !m_isBeginningOld; }
    /// Goes on until the list shows all, if it shows only the beginning; for who needs the rest at once.
    void completeBeginning();
    /// Sets how many websites a library has to have for a list to show the beginning first; 32,768 unless set.
    void setWorthABeginning(std::size_t websites) { m_worthABeginning = websites; }
    /// Whether the list is not in its order yet, because that of a large library is being made; it stands as it was,
    /// with what is new at its end.
    bool isSorting() const { return m_awaitsOrder; }
    /// Sets how long a search may keep everybody else waiting at a time; 8 milliseconds unless set.
    void setSearchPiece(std::chrono::milliseconds piece) { m_searchPiece = piece; }
    /// Whether the list begins with what fits the words of the search best, and the column only orders what is alike.
    bool isBestFirst() const { return m_bestFirst; }
    void setBestFirst(bool bestFirst) { setFilter(m_filter, bestFirst); }
    int sortColumn() const { return static_cast<int>(m_sortColumn); }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    /// The library's row at \a index.
    Library::Row libraryRow(const QModelIndex &index) const { return m_visible[static_cast<std::size_t>(index.row())]; }
    QString id(const QModelIndex &index) const;
    /// The index, in the first column, of the website \a id; invalid when the filter hides it.
    QModelIndex indexOf(const QString &id) const;
    /// The rows of those of the websites \a ids that the list shows, ascending.
    std::vector<int> placesOf(const QStringList &ids) const;

signals:
    /// The list shows what the filter finds.
    void searchFinished();
    /// The list is in its order again.
    void sorted();
    void materialsDropped(const QString &website, const QList<sitebook::MaterialRef> &materials);
    void addressesDropped(const QStringList &addresses);

private:
    Library *m_library;
    WebsiteFilter m_filter;
    Column m_sortColumn = Column::Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    RowList m_visible;
    bool m_awaitsOrder = false;
    bool m_bestFirst = false;
    AddressKeys m_keys;
    /// What is being worked on; none while the list shows what it should.
    std::shared_ptr<WebsiteSearch> m_search;
    /// The search that found what is shown, for one that narrows it; none when the library has changed since.
    std::shared_ptr<const WebsiteSearch> m_found;
    /// Of what the list shows.
    std::shared_ptr<const WebsiteMatcher> m_matcher;
    std::shared_ptr<const WebsiteRank> m_rank;
    bool m_gaveUp = false;
    /// Whether the list shows a beginning, perhaps, while another search is under way, of what was searched for before.
    bool m_showsBeginning = false;
    bool m_isBeginningOld = false;
    std::size_t m_worthABeginning = 32'768;
    Highlighter m_highlighter;
    /// Whether what shown rows say may be another than it was.
    bool m_announceDue = false;
    /// Whether the library changed while a search was under way.
    bool m_changedMeanwhile = false;
    QTimer m_searchTimer{this};
    /// Leaves half of a frame to everybody else.
    std::chrono::milliseconds m_searchPiece{8};
    QElapsedTimer m_searchTime;
    QTimer m_refilterTimer{this};
    QTimer m_sortTimer{this};
    /// How long the last new list took.
    std::chrono::milliseconds m_refilterTime{0};

    struct Order;

    Order order() const;
    void beginSearch();
    bool showBeginning();
    void refilter();
    void goOnSearching();
    void finishSearch();
    bool canFollow(const QList<quint32> &rows);
    QVariant matches(Library::Row row, Column column) const;
    QList<MatchReason> reasons(Library::Row row) const;
    /// The reasons in words.
    QStringList reasonTexts(Library::Row row) const;
    QStringList linkTexts(Library::Row row) const;
    QString toolTip(Library::Row row) const;
    void onLinksChecked(const QList<quint32> &rows);
    void show(RowList rows);
    bool appendTo(const RowList &rows);
    bool editInto(const RowList &rows);
    void arrange(RowList rows);
    SortKey sortKey() const;
    bool orderIsCurrent(QDeadlineTimer deadline);
    void sortVisible();
    RowList sortedVisible() const;
    RowList presentOrder() const;
    void onAdded(const QList<quint32> &rows);
    void onChanged(const QList<quint32> &rows);
    void onRemoved(const QList<quint32> &rows);
    void onMaterialsChanged(AssociationKind kind);
    void refilterSoon();
    void insertSorted(quint32 row);
    void moveSorted(quint32 row);
    void moveAllSorted(const std::vector<quint32> &rows);
    void announceAll();
    void announceChanged(quint32 row);
    void insertAt(std::size_t position, quint32 row);
    void removeAt(std::size_t position);
    void dropRemoved();
    QString shownAddress(Library::Row row) const;
    QString tagNames(Library::Row row) const;
};

} // namespace sitebook
