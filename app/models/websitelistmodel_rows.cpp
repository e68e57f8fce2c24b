// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Which websites a WebsiteListModel shows, in which order, and how it follows the library.

#include "app/library/websiteorder.h"
#include "app/library/websiteorders.h"
#include "app/models/websitelistmodel.h"
#include "app/search/firstmatches.h"
#include "app/search/queryparser.h"
#include "app/search/websitesearch.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// More changes at once than this are answered by one new list instead of as many moves.
constexpr std::size_t worthAReset = 100;

/// Which of \a count rows are among \a rows.
std::vector<bool> marksOf(const RowList &rows, std::size_t count)
{
    std::vector<bool> marks(count);
    for (const quint32 row : rows)
        marks[row] = true;
    return marks;
}

} // namespace

/// Which of two websites stands first.
struct WebsiteListModel::Order
{
    WebsiteOrder ascending;
    Qt::SortOrder direction;
    const WebsiteRank *rank;

    bool operator()(quint32 a, quint32 b) const
    {
        const int left = rank ? rank->rank(a) : 0;
        const int right = rank ? rank->rank(b) : 0;
        if (left != right)
            return left < right;
        return direction == Qt::AscendingOrder ? ascending(a, b) : ascending(b, a);
    }
};

SortKey WebsiteListModel::sortKey() const
{
    static_assert(columnCountValue == sortKeyCount);
    switch (m_sortColumn) {
    case Column::Name:
        return SortKey::Name;
    case Column::Address:
        return SortKey::Address;
    case Column::Links:
        return SortKey::Links;
    case Column::Tags:
        return SortKey::Tags;
    case Column::Added:
        return SortKey::Added;
    case Column::Changed:
        return SortKey::Changed;
    case Column::Score:
        return SortKey::Score;
    }
    return SortKey::Name;
}

void WebsiteListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCountValue)
        return;
    m_sortColumn = static_cast<Column>(column);
    m_sortOrder = order;
    sortVisible();
}

/// Whether the library has the order of the list ready; if not, the list waits for it.
bool WebsiteListModel::orderIsCurrent(QDeadlineTimer deadline)
{
    WebsiteOrders &orders = m_library->orders();
    m_awaitsOrder = !orders.work(sortKey(), deadline);
    if (m_awaitsOrder && orders.isBuilt(sortKey()))
        m_sortTimer.start(0);
    return !m_awaitsOrder;
}

/// Puts what the list shows into its order, now or when that is there.
void WebsiteListModel::sortVisible()
{
    if (!orderIsCurrent(QDeadlineTimer(m_searchPiece)) || m_search || m_refilterTimer.isActive())
        return; // a search that is under way sorts what it finds
    RowList rows = sortedVisible();
    if (rows == m_visible)
        m_visible = std::move(rows); // the one that others have
    else
        arrange(std::move(rows));
    emit sorted();
}

/// What the list shows, in the order of the library that it is to have.
RowList WebsiteListModel::sortedVisible() const
{
    const RowList &order = m_library->orders().rows(sortKey());
    const bool reversed = m_sortOrder == Qt::DescendingOrder;
    if (m_found) // which knows how well each fits
        return m_found->rows(order, reversed);
    if (!m_rank && !reversed && m_visible.size() == order.size()) // all websites
        return order;
    const std::vector<bool> shown = marksOf(m_visible, m_library->websites().size());
    std::vector<quint32> rows =
        rowsInOrder(order, reversed, m_visible.size(), [&shown](quint32 row) { return shown[row]; });
    if (m_rank)
        m_rank->sort(rows);
    return rows;
}

/// All rows, those that are shown first, as they stand.
RowList WebsiteListModel::presentOrder() const
{
    const std::vector<bool> shown = marksOf(m_visible, m_library->websites().size());
    std::vector<quint32> order = m_visible.all();
    order.reserve(shown.size());
    for (std::size_t row = 0; row < shown.size(); ++row) {
        if (!shown[row])
            order.push_back(static_cast<quint32>(row));
    }
    return order;
}

/// Shows what it shows in the order of \a rows.
void WebsiteListModel::arrange(RowList rows)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    if (!before.isEmpty()) {
        std::vector<int> position(m_library->websites().size(), -1);
        for (std::size_t i = 0; i < rows.size(); ++i)
            position[rows[i]] = static_cast<int>(i);
        for (const QModelIndex &old : before)
            after.append(index(position[libraryRow(old)], old.column()));
    }
    m_visible = std::move(rows);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

WebsiteListModel::Order WebsiteListModel::order() const
{
    return {WebsiteOrder(*m_library, sortKey()), m_sortOrder, m_rank.get()};
}

void WebsiteListModel::setFilter(const WebsiteFilter &filter, bool bestFirst)
{
    if (filter == m_filter && bestFirst == m_bestFirst)
        return;
    m_filter = filter;
    m_bestFirst = bestFirst;
    m_announceDue = true;
    beginSearch();
    if (!showBeginning())
        goOnSearching();
}

void WebsiteListModel::refilter()
{
    beginSearch();
    goOnSearching();
}

void WebsiteListModel::beginSearch()
{
    m_refilterTimer.stop();
    m_searchTime.start();
    m_changedMeanwhile = false;
    m_isBeginningOld = true;
    m_search = std::make_shared<WebsiteSearch>(*m_library, m_filter, m_keys, m_bestFirst, m_found);
}

/// Shows the beginning of what is being searched for, and has the rest follow when that is painted; false where the
/// beginning is not known before all is, or not worth the while.
bool WebsiteListModel::showBeginning()
{
    constexpr std::size_t screenful = 128;
    if (!m_bestFirst || m_library->websites().size() < m_worthABeginning
        || !orderIsCurrent(QDeadlineTimer(m_searchPiece)))
        return false;
    const RowList &order = m_library->orders().rows(sortKey());
    RowList rows = firstMatches(*m_library, m_filter, order, m_sortOrder == Qt::DescendingOrder, screenful);
    if (rows.empty())
        return false;
    beginResetModel();
    m_visible = std::move(rows);
    m_highlighter = Highlighter(parseQuery(m_filter.text));
    m_showsBeginning = true;
    m_isBeginningOld = false;
    m_announceDue = false;
    m_searchTimer.start();
    endResetModel();
    return true;
}

void WebsiteListModel::completeBeginning()
{
    if (!showsBeginning())
        return;
    m_search->work(QDeadlineTimer::Forever);
    orderIsCurrent(QDeadlineTimer::Forever);
    finishSearch();
}

void WebsiteListModel::goOnSearching()
{
    const QDeadlineTimer deadline(m_searchPiece);
    const bool isDone = m_search->work(deadline);
    // Where the order is there but for the last changes, the list waits for them.
    if (isDone && (orderIsCurrent(deadline) || !m_library->orders().isBuilt(sortKey())))
        finishSearch();
    else
        m_searchTimer.start();
}

void WebsiteListModel::finishSearch()
{
    m_searchTimer.stop();
    RowList rows = m_awaitsOrder
        ? m_search->rows(presentOrder())
        : m_search->rows(m_library->orders().rows(sortKey()), m_sortOrder == Qt::DescendingOrder);
    m_matcher = m_search->matcher();
    m_rank = m_search->rank();
    m_gaveUp = m_matcher->gaveUp();
    m_found.reset();
    if (!m_changedMeanwhile && !m_filter.text.isEmpty())
        m_found = std::move(m_search);
    m_search.reset();
    if (m_changedMeanwhile)
        std::erase_if(rows.edit(), [this](quint32 row) { return !m_library->websites().isLive(row); });
    m_highlighter = Highlighter(m_matcher->query());
    m_showsBeginning = false;
    show(std::move(rows));
    m_refilterTime = std::chrono::milliseconds(m_searchTime.elapsed());
    if (m_changedMeanwhile)
        refilterSoon();
    emit searchFinished();
}

/// Makes the matcher for the library as it is now, to follow changes of \a rows one by one; false when they are too
/// many, or do not tell what the list shows, so that all is searched again.
bool WebsiteListModel::canFollow(const QList<quint32> &rows)
{
    m_found.reset();
    if (m_search || m_awaitsOrder || m_refilterTimer.isActive() || static_cast<std::size_t>(rows.size()) > worthAReset
        || QueryMatcher::usesAddressKeys(m_matcher->query()))
    {
        refilterSoon();
        return false;
    }
    m_matcher = std::make_unique<WebsiteMatcher>(*m_library, m_filter);
    return true;
}

void WebsiteListModel::show(RowList rows)
{
    const bool announces = std::exchange(m_announceDue, false);
    const auto all = static_cast<std::size_t>(m_library->websites().count());
    if (rows == m_visible) {
        m_visible = std::move(rows); // the one that others have
    } else if (appendTo(rows)) {
        // There is nothing more to do.
    } else if (rows.size() == all && m_visible.size() == all) {
        arrange(std::move(rows)); // the same ones, as every key finds that most have
    } else if (!editInto(rows)) {
        beginResetModel();
        m_visible = std::move(rows);
        endResetModel();
        return;
    }
    if (announces)
        announceAll();
}

/// Reaches \a rows by adding to the end of what is shown now; false when that is not all.
bool WebsiteListModel::appendTo(const RowList &rows)
{
    if (m_visible.empty() || rows.size() <= m_visible.size()
        || !std::equal(m_visible.begin(), m_visible.end(), rows.begin()))
        return false;
    beginInsertRows({}, static_cast<int>(m_visible.size()), static_cast<int>(rows.size()) - 1);
    m_visible = rows;
    endInsertRows();
    return true;
}

/// Reaches \a rows from what is shown now by removals, a new order and inserts, so that selections stay; false when
/// that are too many.
bool WebsiteListModel::editInto(const RowList &rows)
{
    if (std::max(rows.size(), m_visible.size()) - std::min(rows.size(), m_visible.size()) > worthAReset)
        return false;
    const std::vector<bool> wanted = marksOf(rows, m_library->websites().size());
    const std::vector<bool> shown = marksOf(m_visible, m_library->websites().size());
    std::vector<quint32> staying;
    std::ranges::copy_if(rows, std::back_inserter(staying), [&](quint32 row) { return shown[row]; });
    if (rows.size() + m_visible.size() - 2 * staying.size() > worthAReset)
        return false;
    for (std::size_t position = m_visible.size(); position-- > 0;) {
        if (!wanted[m_visible[position]])
            removeAt(position);
    }
    if (staying != m_visible.all())
        arrange(std::move(staying));
    for (std::size_t position = 0; position < rows.size(); ++position) {
        if (!shown[rows[position]])
            insertAt(position, rows[position]);
    }
    return true;
}

void WebsiteListModel::refilterSoon()
{
    if (m_search) {
        // A search comes to its end, however much is going on, and the next one follows.
        m_changedMeanwhile = true;
        return;
    }
    // The first rows of a list show at once; while more stream in, looking again and again would cost more than it
    // shows.
    constexpr quint32 few = 4096;
    if (m_visible.empty() && m_library->websites().size() < few && !m_refilterTimer.isActive())
        refilter();
    else if (!m_refilterTimer.isActive())
        m_refilterTimer.start(std::clamp<std::chrono::milliseconds>(m_refilterTime * 20, 50ms, 1000ms));
}

void WebsiteListModel::insertSorted(quint32 row)
{
    const Order order = this->order();
    const auto place = std::ranges::lower_bound(m_visible, row, order);
    if (place == m_visible.end() || *place != row) // a new list may have brought it already
        insertAt(static_cast<std::size_t>(place - m_visible.begin()), row);
}

void WebsiteListModel::insertAt(std::size_t position, quint32 row)
{
    const int at = static_cast<int>(position);
    beginInsertRows({}, at, at);
    std::vector<quint32> &rows = m_visible.edit();
    rows.insert(rows.begin() + at, row);
    endInsertRows();
}

void WebsiteListModel::removeAt(std::size_t position)
{
    const int row = static_cast<int>(position);
    beginRemoveRows({}, row, row);
    std::vector<quint32> &rows = m_visible.edit();
    rows.erase(rows.begin() + row);
    endRemoveRows();
}

void WebsiteListModel::onAdded(const QList<quint32> &rows)
{
    if (!canFollow(rows))
        return;
    for (const quint32 row : rows) {
        if (m_matcher->matches(row))
            insertSorted(row);
    }
}

void WebsiteListModel::onRemoved(const QList<quint32> &rows)
{
    m_found.reset();
    if (static_cast<std::size_t>(rows.size()) > worthAReset) {
        // The rows may be used again right after this signal, so the list cannot wait.
        refilter();
        if (m_search)
            dropRemoved();
        return;
    }
    for (const quint32 row : rows) {
        const auto found = std::ranges::find(m_visible, row);
        if (found != m_visible.end())
            removeAt(static_cast<std::size_t>(found - m_visible.begin()));
    }
    if (m_search || QueryMatcher::usesAddressKeys(m_matcher->query()))
        refilterSoon();
}

void WebsiteListModel::dropRemoved()
{
    beginResetModel();
    std::erase_if(m_visible.edit(), [this](quint32 row) { return !m_library->websites().isLive(row); });
    endResetModel();
}

void WebsiteListModel::onChanged(const QList<quint32> &rows)
{
    if (!canFollow(rows)) {
        m_announceDue = true;
        return;
    }
    // First those that go, then the order, then those that come: each step finds a list that is in order.
    std::vector<quint32> staying;
    std::vector<quint32> coming;
    for (const quint32 row : rows) {
        const auto found = std::ranges::find(m_visible, row);
        const bool wanted = m_matcher->matches(row);
        if (found == m_visible.end() && wanted)
            coming.push_back(row);
        else if (found != m_visible.end() && wanted)
            staying.push_back(row);
        else if (found != m_visible.end())
            removeAt(static_cast<std::size_t>(found - m_visible.begin()));
    }
    if (staying.size() == 1)
        moveSorted(staying.front());
    else if (!staying.empty())
        moveAllSorted(staying);
    for (const quint32 row : coming)
        insertSorted(row);
    for (const quint32 row : staying)
        announceChanged(row);
}

void WebsiteListModel::moveSorted(quint32 row)
{
    const Order order = this->order();
    const auto found = std::ranges::find(m_visible, row);
    const bool tooEarly = found + 1 != m_visible.end() && order(*(found + 1), row);
    const bool tooLate = found != m_visible.begin() && order(row, *(found - 1));
    if (!tooEarly && !tooLate)
        return;
    const auto place = tooLate ? std::lower_bound(m_visible.begin(), found, row, order)
                               : std::lower_bound(found + 1, m_visible.end(), row, order);
    const auto from = found - m_visible.begin();
    const auto to = place - m_visible.begin();
    beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, static_cast<int>(to));
    const auto rows = m_visible.edit().begin();
    if (tooLate)
        std::rotate(rows + to, rows + from, rows + from + 1);
    else
        std::rotate(rows + from, rows + from + 1, rows + to);
    endMoveRows();
}

void WebsiteListModel::moveAllSorted(const std::vector<quint32> &rows)
{
    const Order order = this->order();
    std::vector<quint32> sorted;
    std::ranges::copy_if(m_visible, std::back_inserter(sorted),
        [&rows](quint32 row) { return std::ranges::find(rows, row) == rows.end(); });
    for (const quint32 row : rows)
        sorted.insert(std::ranges::lower_bound(sorted, row, order), row);
    if (sorted != m_visible.all())
        arrange(std::move(sorted));
}

void WebsiteListModel::announceAll()
{
    if (!m_visible.empty())
        emit dataChanged(index(0, 0), index(static_cast<int>(m_visible.size()) - 1, columnCountValue - 1));
}

void WebsiteListModel::announceChanged(quint32 row)
{
    const int now = static_cast<int>(std::ranges::find(m_visible, row) - m_visible.begin());
    emit dataChanged(index(now, 0), index(now, columnCountValue - 1));
}

void WebsiteListModel::onMaterialsChanged(AssociationKind kind)
{
    m_found.reset();
    // Names of linked items count for the words, nested tags for the place, tags for what the rows show.
    const bool placeChanged = (m_filter.scope == WebsiteFilter::Scope::LinkedTo && m_filter.kind == kind)
        || (m_filter.scope == WebsiteFilter::Scope::TagFolder && kind == AssociationKind::Tag);
    const bool orderChanged = kind == AssociationKind::Tag && m_sortColumn == Column::Tags;
    m_announceDue = m_announceDue || kind == AssociationKind::Tag || !m_filter.text.isEmpty();
    if (!m_filter.text.isEmpty() || placeChanged || orderChanged)
        refilterSoon();
    else if (kind == AssociationKind::Tag && !m_visible.empty())
        emit dataChanged(
            index(0, static_cast<int>(Column::Tags)), index(rowCount() - 1, static_cast<int>(Column::Tags)));
}

} // namespace sitebook
