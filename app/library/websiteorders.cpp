// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websiteorders.h"

#include "app/library/background.h"
#include "app/library/library.h"

#include <algorithm>
#include <numeric>
#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// Up to so many websites are sorted at once, wherever they are asked for.
constexpr quint32 few = 4096;
/// Half of a frame, for what can be done in pieces.
constexpr std::chrono::milliseconds piece = 8ms;
/// In place of the fingerprint of a row that is not there.
constexpr quint32 notThere = 0;

quint32 fingerprintOf(const Library &library, SortKey key, quint32 row)
{
    return library.websites().isLive(row) ? WebsiteSortKeys::fingerprint(library, key, row) : notThere;
}

constexpr std::array<SortKey, sortKeyCount> allSortKeys{
    SortKey::Name, SortKey::Address, SortKey::Links, SortKey::Tags, SortKey::Added, SortKey::Changed, SortKey::Score};

} // namespace

WebsiteOrders::WebsiteOrders(Library *library)
    : QObject(library)
    , m_library(*library)
{
    connect(library, &Library::websitesAdded, this, &WebsiteOrders::onWebsites);
    connect(library, &Library::websitesChanged, this, &WebsiteOrders::onWebsites);
    connect(library, &Library::websitesRemoved, this, &WebsiteOrders::onWebsites);
    connect(library, &Library::materialsChanged, this, &WebsiteOrders::onMaterialsChanged);
    connect(library, &Library::stateChanged, this, &WebsiteOrders::onStateChanged);
    m_collectTimer.setSingleShot(true);
    connect(&m_collectTimer, &QTimer::timeout, this, &WebsiteOrders::collectMore);
    m_idleTimer.setSingleShot(true);
    connect(&m_idleTimer, &QTimer::timeout, this, &WebsiteOrders::workWhenIdle);
}

WebsiteOrders::~WebsiteOrders() = default;

bool WebsiteOrders::isLarge() const
{
    return m_library.websites().size() > few;
}

bool WebsiteOrders::canBuild() const
{
    return !isLarge() || m_library.state() != Library::State::Loading || !m_library.isReading();
}

bool WebsiteOrders::work(SortKey key, QDeadlineTimer deadline)
{
    order(key).isWanted = true;
    if (!isBuilt(key) && canBuild())
        build(key);
    return isBuilt(key) && mergeChanged(key, isLarge() ? deadline : QDeadlineTimer(QDeadlineTimer::Forever));
}

void WebsiteOrders::build(SortKey key)
{
    Order &order = this->order(key);
    if (order.keys || order.isSorting)
        return;
    drop(key);
    if (key == SortKey::Tags)
        m_tagNames = m_library.materials(AssociationKind::Tag).namesRevision();
    std::vector<quint32> rows(m_library.websites().size());
    std::iota(rows.begin(), rows.end(), 0);
    order.keys = std::make_unique<WebsiteSortKeys>(m_library, key, std::move(rows));
    if (isLarge()) {
        m_collectTimer.start(0);
        return;
    }
    order.keys->collect(m_library, QDeadlineTimer::Forever);
    order.fingerprints = order.keys->takeFingerprints();
    take(key, std::exchange(order.keys, nullptr)->sorted());
}

void WebsiteOrders::collectMore()
{
    const auto found = std::ranges::find_if(allSortKeys, [this](SortKey key) { return order(key).keys != nullptr; });
    if (found == allSortKeys.end())
        return;
    if (order(*found).keys->collect(m_library, QDeadlineTimer(piece)))
        startSorting(*found);
    m_collectTimer.start(0);
}

void WebsiteOrders::startSorting(SortKey key)
{
    Order &order = this->order(key);
    order.fingerprints = order.keys->takeFingerprints();
    order.isSorting = true;
    inBackground(
        this, [keys = std::shared_ptr<WebsiteSortKeys>(std::move(order.keys))] { return keys->sorted(); },
        [this, key](std::vector<quint32> rows) {
            Order &sorted = this->order(key);
            sorted.isSorting = false;
            if (sorted.isOutdated)
                build(key);
            else
                take(key, std::move(rows));
        });
}

void WebsiteOrders::take(SortKey key, std::vector<quint32> rows)
{
    Order &order = this->order(key);
    order.rows = std::move(rows);
    order.isBuilt = true;
    const std::vector<quint32> meanwhile = std::exchange(order.changed, {});
    noteChanged(key, meanwhile);
    emit built(key);
}

void WebsiteOrders::drop(SortKey key)
{
    Order &order = this->order(key);
    order.isBuilt = false;
    order.isOutdated = order.keys || order.isSorting;
    order.rows = {};
    order.changed = {};
    order.merge.reset();
}

void WebsiteOrders::onWebsites(const QList<quint32> &rows)
{
    for (const SortKey key : allSortKeys)
        noteChanged(key, rows);
}

void WebsiteOrders::noteChanged(SortKey key, std::span<const quint32> rows)
{
    Order &order = this->order(key);
    if (order.keys || order.isSorting) {
        order.changed.insert(order.changed.end(), rows.begin(), rows.end());
        return;
    }
    if (!order.isBuilt)
        return;
    if (!canBuild()) {
        drop(key); // to be made at the end, once
        return;
    }
    order.fingerprints.resize(std::max<std::size_t>(order.fingerprints.size(), m_library.websites().size()), notThere);
    const std::size_t before = order.changed.size();
    for (const quint32 row : rows) {
        const quint32 now = fingerprintOf(m_library, key, row);
        if (std::exchange(order.fingerprints[row], now) != now)
            order.changed.push_back(row);
    }
    if (order.changed.size() == before)
        return;
    if (order.merge) {
        // The places that were found may be others now.
        order.changed.insert(order.changed.end(), order.merge->rows.begin(), order.merge->rows.end());
        order.merge.reset();
    }
    if (!m_idleTimer.isActive())
        m_idleTimer.start(200ms);
}

/// The live ones of \a rows in order.
std::vector<quint32> WebsiteOrders::sortedFew(SortKey key, std::vector<quint32> rows) const
{
    // Keys are worth their while for many only; those of tags begin with the names of all tags.
    constexpr std::size_t worthKeys = 50;
    if (rows.size() > worthKeys) {
        WebsiteSortKeys keys(m_library, key, std::move(rows));
        keys.collect(m_library, QDeadlineTimer::Forever);
        return keys.sorted();
    }
    std::erase_if(rows, [this](quint32 row) { return !m_library.websites().isLive(row); });
    std::ranges::sort(rows, WebsiteOrder(m_library, key));
    return rows;
}

/// Moves what changed to its place, which is found by bisection.
bool WebsiteOrders::mergeChanged(SortKey key, QDeadlineTimer deadline)
{
    Order &order = this->order(key);
    if (!order.merge) {
        if (order.changed.empty())
            return true;
        // More would take longer than a frame to sort; the thread takes its time.
        constexpr std::size_t most = 2'000;
        if (order.changed.size() > most) {
            build(key);
            return isBuilt(key) && order.changed.empty();
        }
        std::vector<bool> moves(m_library.websites().size());
        for (const quint32 row : order.changed)
            moves[row] = true;
        std::erase_if(order.rows.edit(), [&](quint32 row) { return moves[row]; });
        std::ranges::sort(order.changed);
        const auto repeated = std::ranges::unique(order.changed);
        order.changed.erase(repeated.begin(), repeated.end());
        order.merge = Merge{sortedFew(key, std::exchange(order.changed, {})), {}};
    }
    Merge &merge = *order.merge;
    const WebsiteOrder comesBefore(m_library, key);
    auto from = order.rows.begin() + static_cast<std::ptrdiff_t>(merge.places.empty() ? 0 : merge.places.back());
    while (merge.places.size() < merge.rows.size()) {
        from = std::lower_bound(from, order.rows.end(), merge.rows[merge.places.size()], comesBefore);
        merge.places.push_back(static_cast<std::size_t>(from - order.rows.begin()));
        if (merge.places.size() % 64 == 0 && deadline.hasExpired())
            return false;
    }
    std::vector<quint32> rows;
    rows.reserve(order.rows.size() + merge.rows.size());
    auto next = order.rows.begin();
    for (std::size_t i = 0; i < merge.rows.size(); ++i) {
        const auto place = order.rows.begin() + static_cast<std::ptrdiff_t>(merge.places[i]);
        rows.insert(rows.end(), next, place);
        rows.push_back(merge.rows[i]);
        next = place;
    }
    rows.insert(rows.end(), next, order.rows.end());
    order.rows = std::move(rows);
    order.merge.reset();
    return true;
}

void WebsiteOrders::workWhenIdle()
{
    const QDeadlineTimer deadline(piece);
    for (const SortKey key : allSortKeys) {
        if (isBuilt(key) && !mergeChanged(key, deadline) && !m_idleTimer.isActive())
            m_idleTimer.start(0);
    }
}

void WebsiteOrders::onMaterialsChanged(AssociationKind kind)
{
    if (kind != AssociationKind::Tag || !order(SortKey::Tags).isWanted)
        return;
    const quint64 names = m_library.materials(kind).namesRevision();
    if (std::exchange(m_tagNames, names) != names)
        drop(SortKey::Tags);
}

void WebsiteOrders::onStateChanged()
{
    for (const SortKey key : allSortKeys) {
        if (order(key).isWanted && !isBuilt(key) && canBuild())
            build(key);
    }
}

} // namespace sitebook
