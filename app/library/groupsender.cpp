// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groupsender.h"

#include "api/client/apiclient.h"
#include "api/client/apireply.h"
#include "api/client/batchapi.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"
#include "api/client/websitesapi.h"
#include "app/library/batchcoding.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr int parallelRequests = 6;
constexpr qsizetype batchSize = 250;
constexpr qsizetype worthABatch = 4;

/// How often a server may say that it failed before that counts as its last word.
constexpr int mostFaults = 4;

/// Whether something else answers at the server's address for now, such as the sign-in page of a network.
bool isSomethingElse(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotThisApi
        && (error.webPage || (error.httpStatus >= 300 && error.httpStatus < 400));
}

/// Whether the server failed, or gave an answer that says nothing, as when the network cut it off too early.
bool isFault(const ApiError &error)
{
    return error.kind == ApiError::Kind::ServerFault || error.kind == ApiError::Kind::NotThisApi;
}

/// Whether the operation wanted what is so already: gone is gone.
bool isSettledBy(const Operation &operation, const ApiError &error)
{
    return error.kind == ApiError::Kind::NotFound
        && (operation.type == Operation::Type::Delete || operation.type == Operation::Type::Unlink);
}

} // namespace

GroupSender::GroupSender(ApiClient &client, const OperationGroup &group, const Resolver &resolve, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_operations(group.operations)
    , m_groupSize(group.operations.size())
    , m_resolve(resolve)
{
}

void GroupSender::setPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
}

void GroupSender::start()
{
    m_queue.reserve(m_operations.size());
    for (qsizetype i = 0; i < m_operations.size(); ++i) {
        if (!m_settledBefore.contains(i))
            m_queue.append(i);
    }
    m_done = static_cast<int>(m_operations.size() - m_queue.size());
    queuePump();
}

void GroupSender::resume(const QSet<qsizetype> &settled, const QSet<qsizetype> &sent)
{
    m_settledBefore = settled;
    m_marked = sent;
    for (const qsizetype index : sent) {
        // A count that may have arrived is not sent again; a create is looked for first.
        if (m_operations.at(index).type == Operation::Type::Increment)
            m_settledBefore.insert(index);
        else
            m_unsure.insert(index);
    }
}

QList<qsizetype> GroupSender::cancel()
{
    m_cancelled = true;
    // What completes an item that is made already goes on: without it that stays half.
    const auto further = std::ranges::lower_bound(m_queue, m_groupSize);
    const QList<qsizetype> unsent(m_queue.begin(), further);
    m_queue.erase(m_queue.begin(), further);
    m_done += static_cast<int>(unsent.size());
    queuePump();
    return unsent;
}

void GroupSender::hold(bool held)
{
    m_held = held;
    queuePump();
}

void GroupSender::queuePump()
{
    // Settling the hundreds of a batch asks for it hundreds of times; once is enough, and never from inside a reply.
    if (std::exchange(m_pumpQueued, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_pumpQueued = false;
        pump();
    });
}

bool GroupSender::belongsToWave(qsizetype index) const
{
    const Operation &operation = m_operations.at(index);
    const Operation &wave = m_operations.at(m_wave);
    return operation.type == wave.type && operation.kind == wave.kind && operation.type != Operation::Type::Update;
}

/// How many operations at the head of the queue can go out in one batch; 0 when that does not pay.
qsizetype GroupSender::nextBatch() const
{
    if (!m_useBatch || !m_client.isSitebook())
        return 0;
    // An update reads the current item first, which a batch cannot.
    const auto limit = m_queue.begin() + std::min(batchSize, m_queue.size());
    const auto end = std::find_if(m_queue.begin(), limit,
        [this](qsizetype index) { return m_operations.at(index).type == Operation::Type::Update; });
    const qsizetype count = end - m_queue.begin();
    return count < worthABatch ? 0 : count;
}

void GroupSender::pump()
{
    if (m_done == m_operations.size() && m_inFlight == 0) {
        // The end of a pause and a cancel may both come here.
        if (std::exchange(m_finished, true))
            return;
        if (std::exchange(m_reportedWaiting, false))
            emit waiting({});
        emit finished();
        return;
    }
    if (m_pausing || m_held)
        return;
    if (const qsizetype count = nextBatch(); count > 0) {
        if (m_inFlight == 0) {
            const QList<qsizetype> indexes = m_queue.first(count);
            m_queue.remove(0, count);
            sendBatch(indexes);
        }
        return;
    }
    while (!m_queue.isEmpty() && m_inFlight < parallelRequests) {
        if (m_inFlight > 0 && !belongsToWave(m_queue.first()))
            return;
        m_wave = m_queue.takeFirst();
        ++m_inFlight;
        send(m_wave);
    }
}

/// Whether doing \a operation a second time would be seen.
bool GroupSender::mustNotRepeat(const Operation &operation) const
{
    return operation.type == Operation::Type::Increment
        || (operation.type == Operation::Type::Create && !m_client.isSitebook());
}

void GroupSender::send(qsizetype index)
{
    if (!mustNotRepeat(m_operations.at(index)) || m_marked.contains(index)) {
        sendNow(index);
        return;
    }
    m_marked.insert(index);
    m_mark({index}, [this, index] { sendNow(index); });
}

void GroupSender::sendNow(qsizetype index)
{
    const Operation &operation = m_operations.at(index);
    const auto settled = [this, index](ApiReply &reply) { settle(index, reply.error()); };
    switch (operation.type) {
    case Operation::Type::Create:
        sendCreate(index);
        break;
    case Operation::Type::Update:
        if (operation.kind)
            sendMaterialUpdate(index);
        else
            sendWebsiteUpdate(index);
        break;
    case Operation::Type::Delete:
        sendDelete(index);
        break;
    case Operation::Type::Link:
    case Operation::Type::Unlink:
        sendLink(operation)->then(this, settled);
        break;
    case Operation::Type::Increment:
        WebsiteApi(m_client)
            .incrementScore(m_resolve(operation.id), ScoreIncrement::fromJson(operation.after, "website"_L1))
            ->then(this, settled);
        break;
    }
}

ApiReply *GroupSender::sendLink(const Operation &operation)
{
    WebsiteApi api(m_client);
    const QString website = m_resolve(operation.id);
    const QString item = m_resolve(operation.other);
    return operation.type == Operation::Type::Link ? api.associate(website, *operation.kind, item)
                                                   : api.disassociate(website, *operation.kind, item);
}

void GroupSender::append(const Operation &operation)
{
    m_queue.append(m_operations.size());
    m_operations.append(operation);
}

void GroupSender::sendBatch(const QList<qsizetype> &indexes)
{
    m_inFlight += static_cast<int>(indexes.size());
    const QList<qsizetype> deletes = deletesIn(indexes);
    if (deletes.isEmpty()) {
        markBatch(indexes);
        return;
    }
    keepDeleted(deletes, [this, indexes](const ApiError &error) {
        if (!error) {
            markBatch(withoutChanged(indexes));
            return;
        }
        if (error.mayRetry()) {
            for (const qsizetype index : indexes)
                settle(index, error);
            return;
        }
        // One that cannot be read does not keep the others.
        m_useBatch = false;
        sendOneByOne(indexes);
    });
}

void GroupSender::sendOneByOne(const QList<qsizetype> &indexes)
{
    for (const qsizetype index : indexes) {
        --m_inFlight;
        enqueue(index);
    }
    queuePump();
}

void GroupSender::markBatch(const QList<qsizetype> &indexes)
{
    if (indexes.isEmpty())
        return;
    QList<qsizetype> unmarked;
    for (const qsizetype index : indexes) {
        if (mustNotRepeat(m_operations.at(index)) && !m_marked.contains(index))
            unmarked.append(index);
    }
    m_marked.unite(QSet(unmarked.begin(), unmarked.end()));
    if (unmarked.isEmpty())
        runBatch(indexes);
    else
        m_mark(unmarked, [this, indexes] { runBatch(indexes); });
}

void GroupSender::runBatch(const QList<qsizetype> &indexes)
{
    QList<BatchOperation> batch;
    batch.reserve(indexes.size());
    for (const qsizetype index : indexes)
        batch.append(encodeForBatch(m_operations.at(index), m_resolve));
    BatchApi(m_client).run(batch, true)->then(this, [this, indexes](ValueReply<QList<BatchResult>> &reply) {
        finishBatch(indexes, reply);
    });
}

void GroupSender::finishBatch(const QList<qsizetype> &indexes, ValueReply<QList<BatchResult>> &reply)
{
    if (reply.isSuccess() && reply.value().size() == indexes.size()) {
        for (qsizetype i = 0; i < indexes.size(); ++i)
            settle(indexes.at(i), reply.value().at(i).error());
        return;
    }
    if (reply.error().mayRetry()) {
        for (const qsizetype index : indexes)
            settle(index, reply.error());
        return;
    }
    m_useBatch = false; // not known here after all, or not to this server's liking: one by one
    const bool mayBeDone = reply.error().httpStatus < 400;
    QList<qsizetype> again;
    for (const qsizetype index : indexes) {
        if (mayBeDone && m_operations.at(index).type == Operation::Type::Increment)
            settle(index, reply.error());
        else
            again.append(index);
    }
    sendOneByOne(again);
}

void GroupSender::settle(qsizetype index, const ApiError &error, const QJsonObject &item)
{
    const bool passing =
        error.mayRetry() || isSomethingElse(error) || (isFault(error) && ++m_faults[index] < mostFaults);
    // Who says that it is too much has not done it.
    const bool mayRepeat = error.kind == ApiError::Kind::NotReachable || error.httpStatus == 429
        || (passing && m_operations.at(index).type != Operation::Type::Increment);
    if (mayRepeat && !m_cancelled)
        tryAgainLater(index, error);
    else
        conclude(index, error, item);
}

void GroupSender::conclude(qsizetype index, const ApiError &error, const QJsonObject &item)
{
    const Operation operation = withoutConflicts(index);
    --m_inFlight;
    ++m_done;
    m_pause = {};
    if (std::exchange(m_reportedWaiting, false))
        emit waiting({});
    if (error && !isSettledBy(operation, error))
        emit refused(index, operation, error);
    else
        emit confirmed(index, operation, item);
    emit progress(m_done, total());
    queuePump();
}

void GroupSender::enqueue(qsizetype index)
{
    m_queue.insert(std::ranges::lower_bound(m_queue, index), index);
}

void GroupSender::tryAgainLater(qsizetype index, const ApiError &error)
{
    --m_inFlight;
    enqueue(index);
    m_kept.remove(index); // until then it may be changed
    if (std::exchange(m_pausing, true))
        return;
    m_pause = m_pause == 0ms ? m_firstPause : std::min(m_pause * 2, m_longestPause);
    m_reportedWaiting = true;
    emit waiting(error);
    // By up to a quarter longer or shorter, so that those who lost a server together do not come back together.
    const int quarter = static_cast<int>(m_pause.count() / 4);
    const std::chrono::milliseconds jitter(QRandomGenerator::global()->bounded(-quarter, quarter + 1));
    QTimer::singleShot(m_pause + jitter, this, [this] {
        m_pausing = false;
        pump();
    });
}

} // namespace sitebook
