// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/filewebsites.h"

#include "api/store/database.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace sitebook {

namespace {

/// The first batch is there soon, the others are worth their while.
constexpr std::size_t firstBatch = 100;
constexpr std::size_t laterBatch = 1000;
/// So many batches may wait to be taken; beyond that, reading waits.
constexpr std::ptrdiff_t mostWaiting = 32;
/// How long taking them may keep everybody else waiting, in milliseconds.
constexpr qint64 slice = 6;

} // namespace

FileWebsites::FileWebsites(const QString &path, QObject *parent)
    : QObject(parent)
    , m_room(std::make_shared<std::counting_semaphore<>>(mostWaiting))
{
    m_thread.setMaxThreadCount(1);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &FileWebsites::takeSome);
    const auto takeSoon = [this] {
        if (!m_next.isActive())
            m_next.start(0);
    };
    connect(&m_reading, &QFutureWatcherBase::resultReadyAt, this, takeSoon);
    connect(&m_reading, &QFutureWatcherBase::finished, this, takeSoon);
    const auto read = [path, room = m_room](QPromise<Batch> &promise) {
        const auto database = Database::openReader(path);
        if (!database.ok())
            return;
        const Transaction state(*database.value(), Transaction::Access::Read);
        if (state.error())
            return;
        WebsiteStore store(*database.value());
        WebsitePacker packer;
        auto expected = static_cast<std::size_t>(std::max<qint64>(store.mostWebsites(), 0));
        std::size_t wanted = firstBatch;
        const auto handOn = [&] {
            room->acquire();
            const auto batch = std::make_shared<WebsiteBatch>(packer.take());
            if (wanted == laterBatch) // to make room for all takes longer than the first rows, which somebody waits for
                batch->expected = std::exchange(expected, 0);
            promise.addResult(batch);
            wanted = laterBatch;
        };
        const StoreError error = store.list([&](const WebsiteRow &website) {
            packer.add(website);
            if (packer.count() >= wanted)
                handOn();
            return !promise.isCanceled();
        });
        if (error || promise.isCanceled())
            return;
        handOn();
        promise.addResult(Batch()); // the sign that nothing is missing
    };
    m_reading.setFuture(QtConcurrent::run(&m_thread, read));
}

FileWebsites::~FileWebsites()
{
    m_reading.cancel();
    m_room->release(mostWaiting);
}

void FileWebsites::takeSome()
{
    if (m_isOver)
        return;
    QElapsedTimer clock;
    clock.start();
    const QFuture<Batch> future = m_reading.future();
    const bool wasFinished = future.isFinished(); // asked before the results, as it goes on meanwhile
    while (m_taken < future.resultCount()) {
        const Batch batch = future.resultAt(m_taken++);
        if (!batch) {
            m_isOver = true;
            emit finished(true);
            return;
        }
        const WebsiteBatch taken = std::exchange(*batch, {}); // the future would keep it
        m_room->release();
        emit received(taken);
        if (clock.hasExpired(slice)) {
            m_next.start(0);
            return;
        }
    }
    if (wasFinished) {
        m_isOver = true;
        emit finished(false);
    }
}

} // namespace sitebook
