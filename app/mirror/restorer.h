// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/restoreplan.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace sitebook {

class ApiClient;
class Journal;
class Library;
class LibrarySource;
class LocalServer;
struct OperationGroup;

/// Into what a library is restored.
struct RestoreTarget
{
    /// A server; or a library file, which is made when it does not exist.
    QUrl server{};
    QString file{};

    bool isValid() const { return server.isValid() != !file.isEmpty(); }
    bool operator==(const RestoreTarget &) const = default;
};

/// How a restore ended.
struct RestoreOutcome
{
    /// What was made and changed.
    qint64 done = 0;
    /// What is still to do after all was tried, with what the target said about it.
    RestorePlan left{};
    QString words{};
};

/// Writes what a library file holds to another library, by the operations that everything here is changed with: in
/// order, a few at a time, each noted in a journal before it is sent. After an interruption the same restore goes on
/// where it was. It only adds and changes. Made for a thread of its own, in which everything is called.
class Restorer : public QObject
{
    Q_OBJECT

public:
    /// From the library file \a source, which may be in use.
    explicit Restorer(const QString &source);
    ~Restorer() override;

    /// Sets the first and the longest pause before a target that cannot be reached is asked again; for tests.
    void setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// Looks what would be done, and changes nothing; ends with planned() or failed().
    void plan(const RestoreTarget &target);
    /// Does it; ends with finished() or failed().
    void run(const RestoreTarget &target);
    /// Ends it without a signal; what was not done is done by the next run().
    void stop();

    /// Where it is noted what became of a restore of \a source into \a target.
    static QString journalPath(const QString &source, const RestoreTarget &target);

signals:
    void planned(const sitebook::RestorePlan &plan);
    void progress(qint64 done, qint64 total);
    /// The target cannot be reached and is asked again and again; empty: it is back.
    void waiting(const QString &words);
    void finished(const sitebook::RestoreOutcome &outcome);
    void failed(const QString &words);

private:
    enum class Stage { Opening, Sending, Checking, Over };

    QString m_path;
    RestoreTarget m_target;
    bool m_writes = false;
    std::chrono::milliseconds m_firstPause = std::chrono::milliseconds(500);
    std::chrono::milliseconds m_longestPause = std::chrono::seconds(30);
    /// Tells one plan() or run() from the next.
    int m_run = 0;
    Stage m_stage = Stage::Over;
    std::unique_ptr<LibrarySource> m_source;
    std::unique_ptr<LocalServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Library> m_library;
    /// Whether it is known what an earlier restore did, and under which identifiers.
    bool m_journalRead = false;
    QHash<QString, QString> m_known;
    bool m_lookQueued = false;
    RestorePlan m_plan;
    /// The items of the target that stand for those of the source.
    QHash<QString, QString> m_targets;
    /// The steps that are to be done, where the next group of them begins, and how many are on their way.
    QList<RestoreStep> m_steps;
    qsizetype m_next = 0;
    qsizetype m_inGroup = 0;
    RestoreOutcome m_outcome;

    void begin(const RestoreTarget &target, bool writes);
    void planEmpty();
    void copyFile();
    void startServer();
    void connectTo(const QUrl &url, const QString &secret);
    void look();
    bool knowsTarget();
    void onSettled();
    void takePlan();
    void sendNext();
    void sendChanges(AssociationKind kind, const QList<RestoreStep> &steps);
    void sendGroup(const OperationGroup &group);
    void conclude();
    void end(const std::function<void()> &tell);
    void fail(const QString &words);
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::RestoreOutcome)
