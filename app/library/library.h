// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/client/serverfeatures.h"
#include "app/library/conflict.h"
#include "app/library/groupsender.h"
#include "app/library/history.h"
#include "app/library/journal.h"
#include "app/library/materialcolumns.h"
#include "app/library/materialref.h"
#include "app/library/operation.h"
#include "app/library/websitecolumns.h"

#include <QObject>
#include <QQueue>
#include <QSet>

#include <array>
#include <bitset>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace sitebook {

class ApiClient;
class LibraryLoader;
class LinkChecks;
class MaterialOrders;
class WebsiteOrders;

/// The one cache of a library: every website and material, as the server has them, with the changes that are on their
/// way to it. Models and views read it and hear of inserts, changes and removals; changes go through perform().
class Library : public QObject
{
    Q_OBJECT

public:
    using Row = WebsiteColumns::Row;

    enum class State {
        Loading,
        Ready,
        /// The list could not be read, or not to its end; see error(). What came is there.
        Failed,
    };

    /// Its journal is in the file \a journal, or only in memory without one.
    explicit Library(ApiClient *client, QObject *parent = nullptr, const QString &journal = {});
    ~Library() override;

    ApiClient &client() const { return *m_client; }
    State state() const { return m_state; }
    /// What the server can do, as far as it is known.
    const ServerFeatures &features() const { return m_features; }
    /// Why the last load failed.
    const ApiError &error() const { return m_error; }

    const WebsiteColumns &websites() const { return m_websites; }
    /// The websites in the order of what they can be sorted by.
    WebsiteOrders &orders() { return *m_orders; }
    /// The materials in the order of their names.
    MaterialOrders &materialOrders() { return *m_materialOrders; }
    /// What is known of whether the addresses of the websites lead anywhere.
    LinkChecks &linkChecks() { return *m_linkChecks; }
    const LinkChecks &linkChecks() const { return *m_linkChecks; }
    const MaterialColumns &materials(AssociationKind kind) const { return m_materials[static_cast<std::size_t>(kind)]; }
    /// The website at \a row with its links, without what only the server knows (`source`, `mechanisms` and
    /// `interactions` are empty; WebsiteColumns::origin() has the gist).
    Website website(Row row) const;
    /// The material of \a kind at \a index as far as it is here: without what only the server knows.
    Material material(AssociationKind kind, MaterialColumns::Index index) const;
    /// The identifiers of \a kind that the website at \a row is linked to.
    QStringList linkedIds(Row row, AssociationKind kind) const;
    /// The tag whose text is \a text, whatever its case; nothing when there is none.
    std::optional<MaterialColumns::Index> findTag(const QString &text) const;
    /// The identifier that an item has now, also when \a id is one that it had before the server gave its own.
    QString currentId(const QString &id) const;

    /// The file that the server of this process has open for the library; the first time its websites are read from
    /// there, and not over HTTP. \a tag is the entity tag that the server's light list of them had at some time before.
    void setFile(const QString &path, const QByteArray &tag = {}) { m_file = path, m_fileTag = tag; }
    /// The entity tag of the last list of the websites, or of \a kind, that was read to its end; empty when none was.
    QByteArray listTag(std::optional<AssociationKind> kind) const;
    /// Reads everything from the server, or again; what is there stays until the answer is complete.
    void load();
    /// Reads everything again after it failed, without a word until that is over.
    void tryAgain();
    /// Reads all websites, or all materials of a kind, again.
    void reloadWebsites();
    void reloadMaterials(AssociationKind kind);
    /// Reads these items again; those that the server no longer has go.
    void refreshWebsites(const QStringList &ids);
    void refreshMaterials(AssociationKind kind, const QStringList &ids);

    /// Does \a group at once in the cache, writes it to the journal, sends it, and makes it a step of the history. What
    /// the server refuses is taken back and told by changeRefused(); the journal keeps it. Gives the identifier of the
    /// step; 0 when there was nothing to do.
    qint64 perform(const OperationGroup &group);
    /// Does \a group without a step to undo.
    void performWithoutUndo(const OperationGroup &group);
    /// Deletes these items in one step; \a caption names it. They are read whole before the server deletes them, so
    /// that nothing of them is lost; one that somebody else changed meanwhile stays, and is refused.
    void removeItems(const QStringList &websites, const QList<MaterialRef> &items, const QString &caption);
    History *history() const { return m_history; }
    Journal &journal() { return m_journal; }
    /// Makes the items of the trash again that have the identifiers \a ids, in one step called \a caption.
    void restoreFromTrash(const QStringList &ids, const QString &caption);
    /// Gives the field \a field of an item the value \a value, in one step called \a caption; no kind: a website.
    void setField(std::optional<AssociationKind> kind, const QString &id, const QString &field, const QString &value,
        const QString &caption);
    /// Sends what was refused of the step \a id once more, as a step of its own.
    void retryRefused(qint64 id);
    /// Sends \a edited in place of what was refused of the group \a group at \a position, as a step of its own.
    void retryEdited(qint64 group, qsizetype position, const Operation &edited, const QString &caption);
    /// Gives up what was refused of the step \a id, or waits.
    void dropRefused(qint64 id);
    /// Whether changes wait for a server that cannot be reached.
    bool isOffline() const { return m_offline; }

    /// The fields that somebody else changed while a change of ours was on its way, one entry a field; the library
    /// shows theirs until a person decides, or changes the field again.
    const QList<Conflict> &conflicts() const { return m_conflicts; }
    /// Writes ours over theirs, in one step.
    void keepMine(const QList<Conflict> &conflicts);
    /// Writes \a value over theirs in each of \a conflicts, in one step.
    void keepValue(const QList<Conflict> &conflicts, const QString &value);
    /// Leaves theirs, and asks no more.
    void keepTheirs(const QList<Conflict> &conflicts);

    /// Whether a list is being read from the server.
    bool isReading() const;
    /// Whether all that the server has of \a kind was read; a library is ready without items that it could not read.
    bool hasRead(AssociationKind kind) const;
    /// How many operations the server has not confirmed yet.
    int pendingOperations() const { return m_pending; }
    /// Whether anything is on its way; what was read meanwhile may be older than what is shown.
    bool isSaving() const { return !m_outgoing.isEmpty() || m_history->isBusy(); }
    /// Counts the changes made here; tells an answer that was asked for before a change.
    quint64 generation() const { return m_generation; }
    /// Gives up every operation that the sender has not begun with and takes it back; for a long import, mostly.
    void cancelPending();
    /// Whether a person has stopped the sending of changes; it stays so, for this library, until it is taken back.
    bool isPaused() const { return m_paused; }
    /// Stops the sending of changes, or goes on with it; what is under way comes to its end.
    void setPaused(bool paused);
    /// Sets what is to happen before a group is sent, once for each group; it calls \a goOn when it may be, at once or
    /// later. What is shown does not wait for it.
    using SendingHook = std::function<void(const OperationGroup &group, const std::function<void()> &goOn)>;
    void setBeforeSending(const SendingHook &hook) { m_beforeSending = hook; }
    /// Sets the first and the longest pause before a server that cannot be reached is tried again; a half and 30
    /// seconds unless set.
    void setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);

signals:
    void stateChanged();
    void websitesAdded(const QList<quint32> &rows);
    void websitesChanged(const QList<quint32> &rows);
    /// The rows can still be read while this signal is delivered.
    void websitesRemoved(const QList<quint32> &rows);
    /// Materials of \a kind, or the websites that they are linked to, changed; told once for many changes.
    void materialsChanged(sitebook::AssociationKind kind);
    void websiteIdReplaced(const QString &before, const QString &now);
    void materialIdReplaced(sitebook::AssociationKind kind, const QString &before, const QString &now);
    /// Operations were added to, or taken from, those on their way.
    void pendingOperationsChanged();
    /// How far the group that is being sent has come.
    void savingProgress(const QString &caption, int done, int total);
    void groupFinished(const QString &caption);
    void changeRefused(const QString &caption, const sitebook::ApiError &error);
    void conflictsChanged();
    /// Something is wrong with the journal, in words for a person.
    void journalProblem(const QString &words);
    /// What journalProblem() told of last is over.
    void journalRecovered();
    /// The server was found to have, or not to have, an operation.
    void featuresChanged();
    /// isPaused() changed.
    void pausedChanged();
    /// The server cannot be reached and changes wait; without an error: it can again.
    void savingWaits(const sitebook::ApiError &error);

private:
    friend class LibraryLoader;
    friend class History;

    /// A group on its way, and what the server refused of it.
    struct GroupRecord
    {
        JournalGroup head;
        OperationGroup group;
        QSet<qsizetype> refused{};
        /// What of that waits for no decision, because a person gave it up.
        QSet<qsizetype> dropped{};
        /// The fields of updates that were left to somebody else.
        QHash<qsizetype, QStringList> lost{};
        /// How many operations, from the first on, the cache shows.
        qsizetype applied = 0;
        /// Whether it is in the journal, so that it may be sent.
        bool written = false;
        /// Whether what is to happen before it is sent has begun, and is over.
        bool announced = false;
        bool released = false;
        /// Of a group that an earlier run began with: what was through, and what may have been sent.
        bool restored = false;
        QSet<qsizetype> settled{};
        QSet<qsizetype> sent{};

        OperationGroup effective() const;
    };
    using GroupRecordPointer = std::shared_ptr<GroupRecord>;

    /// An operation that the server answered with 404: it, or its item, is not there.
    struct Suspect
    {
        Operation operation;
        ApiError error;

        /// The kind of the list that tells; none for the websites.
        std::optional<AssociationKind> listed() const;
    };

    ApiClient *m_client;
    QString m_file;
    QByteArray m_fileTag;
    ServerFeatures m_features;
    QList<Suspect> m_suspects;
    State m_state = State::Loading;
    ApiError m_error;
    WebsiteColumns m_websites;
    std::array<MaterialColumns, associationKindCount> m_materials;
    QHash<QString, QString> m_aliases;
    /// What was deleted here: a list that was asked for before may still tell of it.
    QSet<QString> m_deletedHere;
    QList<Conflict> m_conflicts;
    Journal m_journal;
    History *m_history;
    QQueue<GroupRecordPointer> m_outgoing;
    /// What an earlier run left, until the library is there.
    QList<GroupRecordPointer> m_restored;
    /// The groups that can be undone without asking the journal, oldest first.
    QList<GroupRecordPointer> m_recent;
    qsizetype m_recentSize = 0;
    /// What the server did since the journal was told of it, by group.
    QMap<qint64, QList<qsizetype>> m_confirmed;
    /// Creates at a server that may not have made all their links yet.
    QList<qsizetype> m_heldCreates;
    /// What was refused, so that the cache may differ from the server in it.
    QSet<QString> m_doubtful;
    /// The groups and places of what was refused that is being replaced.
    QSet<std::pair<qint64, qsizetype>> m_replacing;
    bool m_confirmQueued = false;
    bool m_offline = false;
    SendingHook m_beforeSending;
    GroupSender *m_sender = nullptr;
    std::chrono::milliseconds m_firstPause = std::chrono::milliseconds(500);
    std::chrono::milliseconds m_longestPause = std::chrono::seconds(30);
    LibraryLoader *m_loader = nullptr;
    WebsiteOrders *m_orders = nullptr;
    MaterialOrders *m_materialOrders = nullptr;
    LinkChecks *m_linkChecks = nullptr;
    int m_pending = 0;
    quint64 m_generation = 0;
    QList<quint32> m_added;
    QList<quint32> m_changed;
    QList<quint32> m_removed;
    std::bitset<associationKindCount> m_dirtyKinds;
    /// What others did that the journal was not told of, and how much more there was than is kept.
    QList<Operation> m_theirs;
    int m_theirsFurther = 0;
    /// Whether what is taken over now is the work of others.
    bool m_takesTheirs = false;
    bool m_paused = false;
    bool m_flushQueued = false;
    bool m_applyQueued = false;

    MaterialColumns &columns(AssociationKind kind) { return m_materials[static_cast<std::size_t>(kind)]; }
    void setState(State state, const ApiError &error = {});
    void markDirty(AssociationKind kind);
    void flush();
    void flushMaterials();

    Row takeWebsite(const Website &website);
    Row takeWebsite(const WebsiteColumns::Prepared &website);
    void takeMaterial(const Material &material);
    void dropWebsite(Row row);
    void dropMaterial(AssociationKind kind, MaterialColumns::Index index);
    void takeTheirs(const Website &website);
    void takeTheirs(const Material &material);
    void dropTheirs(Row row);
    void dropTheirs(AssociationKind kind, MaterialColumns::Index index);
    void noteTheirs(const Operation &operation);
    void noteTheirLink(Operation::Type type, Row row, LinkTarget target);
    void flushTheirs();
    bool setLinks(Row row, const Website &website);
    bool addLink(Row row, LinkTarget target);
    bool removeLink(Row row, LinkTarget target);

    void applyToCache(const Operation &operation);
    void applyCreate(const Operation &operation);
    void applyDelete(const Operation &operation);
    void applyIncrement(const Operation &operation, int sign);
    void applyUpdate(const Operation &operation);
    void applyLink(const Operation &operation);
    void dropGone(const QStringList &websites, const QList<MaterialRef> &items);
    void keepWhole(const GroupRecordPointer &record, const QList<GroupSender::WholeItem> &items,
        const std::function<void()> &kept);
    void submit(const JournalGroup &head, const OperationGroup &group);
    void submit(const GroupRecordPointer &record);
    void remember(const GroupRecordPointer &record);
    void withEffective(qint64 group, const QString &caption, QObject *context,
        const std::function<void(const OperationGroup &effective)> &handler);
    OperationGroup stillPossible(const OperationGroup &group, QString &words, QList<Conflict> &conflicts);
    Operation asItIsNow(const Operation &operation) const;
    QList<Conflict> changesByOthers(const Operation &removal) const;
    QList<Conflict> conflictsWith(const Operation &change) const;
    static GroupRecordPointer restoredRecord(const JournalGroup &head, const QList<JournalOperation> &operations);
    void onJournalOpened(const JournalContents &contents);
    void adoptRestored();
    bool wasThereBefore(const GroupRecord &record, std::optional<AssociationKind> kind, const QString &id) const;
    void noteState(const GroupRecordPointer &record, const QList<qsizetype> &positions, OperationState state,
        const QString &problem = {});
    void flushConfirmed();
    void countStep(const GroupRecordPointer &record);
    void readDoubtful();
    void noteDecided(qint64 group, const QList<qsizetype> &positions);
    void settleRemaking(const Operation &removal);
    void connectSender(const GroupRecordPointer &record);
    void applySome();
    void sendNext();
    bool isReleased(const GroupRecordPointer &record);
    void takeBack(const GroupRecordPointer &record, qsizetype index);
    void confirm(
        const GroupRecordPointer &record, qsizetype index, const Operation &operation, const QJsonObject &item);
    void takeConflicts(const GroupRecordPointer &record, qsizetype index, const QList<Conflict> &conflicts);
    void noteConflicts(const QList<Conflict> &conflicts);
    void decide(const QList<Conflict> &conflicts, const OperationGroup &group);
    void dropRefusedOf(qint64 group);
    bool isMadeAlready(const Operation &operation) const;
    void retryGroup(qint64 group, const QString &caption);
    void performInPlaceOf(qint64 group, const QList<qsizetype> &positions, const OperationGroup &again);
    bool isChangedAgain(const GroupRecordPointer &record, qsizetype index, const QString &field) const;
    void settleConflicts(const Operation &update);
    void forgetConflicts(const std::function<bool(const Conflict &)> &isOver);
    void noteFeature(ServerFeatures::Operation feature, ServerFeatures::Kind kind, const ApiError &error);
    void noteAnswer(const Operation &operation, const ApiError &error);
    void checkSuspects(std::optional<AssociationKind> listed);
    bool isThere(const Operation &operation) const;
    void countPending();
    void finishGroup();
    void replaceId(std::optional<AssociationKind> kind, const QString &before, const QString &now);
    void mergeMaterial(AssociationKind kind, MaterialColumns::Index from, MaterialColumns::Index to);
};

} // namespace sitebook
