// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "app/library/conflict.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>

namespace sitebook {

class ApiClient;
class ApiReply;
struct BatchResult;
template<class T> class ValueReply;

/// Brings one group of operations to the server. Operations of one type go out together, up to six at a time (or in
/// batches, where the server is a Sitebook); the next type waits for them, so that nothing is linked before it exists.
/// While the server cannot be reached it tries again with growing pauses. Deleting it gives up what was not sent.
class GroupSender : public QObject
{
    Q_OBJECT

public:
    /// Gives the identifier that the server knows an item by.
    using Resolver = std::function<QString(const QString &id)>;

    /// Whether the library has the item \a id already; no kind: a website.
    using Known = std::function<bool(std::optional<AssociationKind> kind, const QString &id)>;

    GroupSender(ApiClient &client, const OperationGroup &group, const Resolver &resolve, QObject *parent = nullptr);

    /// Says what is not the outcome of a create whose answer got lost, because it was there before.
    void setKnown(const Known &isKnown) { m_isKnown = isKnown; }
    /// Sets the first and the longest pause before it tries again; a half and 30 seconds unless set.
    void setPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// Writes down that the operations at these places of the group are about to be sent, and then calls the other.
    using Marker = std::function<void(const QList<qsizetype> &indexes, const std::function<void()> &marked)>;
    /// Is asked before anything is sent that must not be done twice.
    void setMarker(const Marker &mark) { m_mark = mark; }
    /// A deleted item, whole, and the place of its delete in the group.
    struct WholeItem
    {
        qsizetype index = 0;
        QJsonObject item;
    };
    /// Writes these down, and then calls the other.
    using Keeper = std::function<void(const QList<WholeItem> &items, const std::function<void()> &kept)>;
    /// Is asked before an item is deleted that the server still has.
    void setKeeper(const Keeper &keep) { m_keep = keep; }
    /// Goes on where another sender of the same group was interrupted: \a settled are through, and of \a sent nobody
    /// knows.
    void resume(const QSet<qsizetype> &settled, const QSet<qsizetype> &sent);
    /// Starts to send; ends with finished().
    void start();
    /// Gives up what was not sent yet, and says which operations those are, by their place in the group.
    QList<qsizetype> cancel();
    /// Sends nothing more while \a held; what is under way comes to its end.
    void hold(bool held);
    int total() const { return static_cast<int>(m_operations.size()); }
    /// How many operations are neither confirmed nor refused nor given up.
    int remaining() const { return total() - m_done; }

signals:
    /// The server took \a operation, at \a index of the group, over; \a item is its answer, where it gave one.
    void confirmed(qsizetype index, const sitebook::Operation &operation, const QJsonObject &item);
    /// Somebody else changed fields that the update at \a index of the group wanted to change; they were left alone,
    /// and the rest of it follows as confirmed() or refused(), also when nothing is left.
    void conflicted(qsizetype index, const QList<sitebook::Conflict> &conflicts);
    /// The server does not take \a operation, at \a index of the group, for good.
    void refused(qsizetype index, const sitebook::Operation &operation, const sitebook::ApiError &error);
    /// The server gave the item of a create another identifier than the one it was asked for.
    void identifierReplaced(std::optional<sitebook::AssociationKind> kind, const QString &before, const QString &now);
    /// \a error keeps the group from being sent; it goes on when the server is back. No error: it is back, or nothing
    /// waits any more.
    void waiting(const sitebook::ApiError &error);
    void progress(int done, int total);
    void finished();

private:
    ApiClient &m_client;
    /// Those of the group, and behind them the links that complete what it makes.
    QList<Operation> m_operations;
    qsizetype m_groupSize;
    Resolver m_resolve;
    Known m_isKnown = [](std::optional<AssociationKind>, const QString &) { return false; };
    Marker m_mark = [](const QList<qsizetype> &, const std::function<void()> &marked) { marked(); };
    Keeper m_keep = [](const QList<WholeItem> &, const std::function<void()> &kept) { kept(); };
    /// The deletes whose items were read, and those of them whose items stay.
    QSet<qsizetype> m_kept;
    QSet<qsizetype> m_changedMeanwhile;
    /// What was not sent yet, or is to be sent again, in the order of the group.
    QList<qsizetype> m_queue;
    /// What kind of operation is under way.
    qsizetype m_wave = 0;
    int m_inFlight = 0;
    int m_done = 0;
    bool m_pumpQueued = false;
    bool m_pausing = false;
    bool m_held = false;
    bool m_reportedWaiting = false;
    bool m_useBatch = true;
    bool m_cancelled = false;
    bool m_finished = false;
    std::chrono::milliseconds m_pause{0};
    std::chrono::milliseconds m_firstPause = std::chrono::milliseconds(500);
    std::chrono::milliseconds m_longestPause = std::chrono::seconds(30);
    /// Creates whose answer got lost: nobody knows whether they were done.
    QSet<qsizetype> m_unsure;
    /// Why those are unsure, where this sender knows.
    QHash<qsizetype, ApiError> m_createErrors;
    /// What was through before this began.
    QSet<qsizetype> m_settledBefore;
    /// What may have been sent before, so that it was marked already.
    QSet<qsizetype> m_marked;
    /// How often the server failed at an operation in a way that may pass.
    QHash<qsizetype, int> m_faults;
    /// What the updates that are under way did not write.
    QHash<qsizetype, QList<Conflict>> m_conflicts;

    void queuePump();
    void pump();
    bool belongsToWave(qsizetype index) const;
    qsizetype nextBatch() const;
    void send(qsizetype index);
    void sendNow(qsizetype index);
    void sendCreate(qsizetype index);
    /// Puts the fields of the operation at \a index over the item that \a read brings, and sends it by \a update.
    template<class Item, class Update> void sendMerged(qsizetype index, ValueReply<Item> *read, const Update &update);
    void sendWebsiteUpdate(qsizetype index);
    void sendMaterialUpdate(qsizetype index);
    bool takeConflicts(qsizetype index, const QList<Conflict> &conflicts);
    Operation withoutConflicts(qsizetype index);
    void completeWebsite(qsizetype index, const Website &made);
    void completeMaterial(qsizetype index, const Material &made);
    QList<qsizetype> deletesIn(const QList<qsizetype> &indexes) const;
    void keepDeleted(const QList<qsizetype> &indexes, const std::function<void(const ApiError &error)> &kept);
    void sendDelete(qsizetype index);
    void deleteNow(qsizetype index);
    QList<qsizetype> withoutChanged(const QList<qsizetype> &indexes);
    void append(const Operation &operation);
    void createFailed(qsizetype index, const ApiError &error);
    void lookUpCreated(qsizetype index);
    void lookUpWebsite(qsizetype index);
    void lookUpWebsiteInList(qsizetype index);
    void takeCreatedWebsite(qsizetype index, const QString &id);
    void lookUpMaterial(qsizetype index);
    void takeCreatedMaterial(qsizetype index, const QStringList &candidates);
    void notCreated(qsizetype index);
    bool mustNotRepeat(const Operation &operation) const;
    void markBatch(const QList<qsizetype> &indexes);
    void runBatch(const QList<qsizetype> &indexes);
    void sendBatch(const QList<qsizetype> &indexes);
    void finishBatch(const QList<qsizetype> &indexes, ValueReply<QList<BatchResult>> &reply);
    void enqueue(qsizetype index);
    void sendOneByOne(const QList<qsizetype> &indexes);
    void settle(qsizetype index, const ApiError &error, const QJsonObject &item = {});
    void conclude(qsizetype index, const ApiError &error, const QJsonObject &item = {});
    void tryAgainLater(qsizetype index, const ApiError &error);
    ApiReply *sendLink(const Operation &operation);
};

} // namespace sitebook
