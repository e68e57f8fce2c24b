// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A library that is killed while a person works: crash [--rounds N] [--seed N] [--full-disk]. Each round starts a
// program with a library, a server of its own and a journal, which does things at random, and kills it at a random
// moment; with --full-disk its files may not grow any further at some point of some rounds. After the next start
// everything that was said to be kept must be there, nothing may be half done, both files must be whole, and the last
// step must be undone and redone. The exit code is 0 when all that holds.
#include "api/server/localserver.h"
#include "api/store/backups.h"
#include "app/library/journalstore.h"
#include "tests/app/randomwork.h"
#include "tests/app/remotelibrary.h"
#include "tests/support/filelimit.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QSemaphore>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

void say(const char *what, const QString &text)
{
    std::printf("%s %s\n", what, text.toUtf8().toBase64().constData());
    std::fflush(stdout);
}

/// The program that is killed: it says what it shows after each step, and when that is kept.
class Worker
{
public:
    Worker(const QString &library, quint32 seed)
        : m_library(library)
        , m_server(LocalServer::Options{.libraryPath = library})
        , m_random(seed)
        , m_work(seed, u"s%1-"_s.arg(seed))
    {
    }

    int run(bool diskFull)
    {
        if (const QString why = open(); !why.isEmpty()) {
            say("fault", u"it does not open: "_s + why);
            return 1;
        }
        say("state", m_remote->text());
        if (!undoAndRedo())
            return 1;
        if (diskFull)
            limitFiles();
        for (int i = 0; i < 2'000 && m_problem.isEmpty(); ++i) {
            doAndKeep([this] { m_work.step(m_remote->library); });
            if (m_random.bounded(3) == 0)
                waitForServer();
        }
        say("stopped", m_problem);
        return 0;
    }

private:
    QString m_library;
    LocalServer m_server;
    std::unique_ptr<RemoteLibrary> m_remote;
    QRandomGenerator m_random;
    RandomWork m_work;
    QString m_problem;
    std::optional<FileLimit> m_limit;

    /// Opens the library and sends what waits. Returns what is in the way, or nothing.
    QString open()
    {
        QSignalSpy listening(&m_server, &LocalServer::listening);
        m_server.start();
        if (listening.isEmpty() && !listening.wait(10'000))
            return u"the server does not listen"_s;
        m_remote = std::make_unique<RemoteLibrary>(m_server.url(), journalOf(m_library));
        Library &library = m_remote->library;
        QObject::connect(
            &library, &Library::journalProblem, &library, [this](const QString &words) { m_problem = words; });
        // A full disk refuses nothing: what was done waits.
        QObject::connect(&library, &Library::changeRefused, &library,
            [](const QString &, const ApiError &error) { say("fault", u"refused: "_s + error.caption()); });
        QObject::connect(
            &library, &Library::savingWaits, &library, [this](const ApiError &error) { m_problem = error.caption(); });
        const auto &journal = m_remote->journalContents;
        if (!m_remote->load())
            return u"its lists do not come"_s;
        if (!QTest::qWaitFor([&] { return journal.has_value(); }, 10'000) || !journal->durable)
            return u"its journal is not durable"_s;
        if (!m_remote->settled())
            return u"what waits is not sent"_s;
        return m_problem;
    }

    /// Waits until the server has everything, or a problem keeps it from that.
    void waitForServer()
    {
        const auto isOver = [&] { return !m_remote->library.isSaving() || !m_problem.isEmpty(); };
        if (!QTest::qWaitFor(isOver, 30'000))
            say("fault", u"the server does not get what was done"_s);
    }

    /// Keeps the journal's thread from doing what it is asked from now on until the semaphore is released.
    std::shared_ptr<QSemaphore> holdJournal()
    {
        auto gate = std::make_shared<QSemaphore>();
        const std::function wait = [gate](JournalStore &) {
            gate->acquire();
            return true;
        };
        m_remote->library.journal().ask<bool>(wait, &m_remote->library, [](const bool &) {});
        return gate;
    }

    /// Does \a something, and says what is shown then: before the journal can have it, and again when it has.
    void doAndKeep(const std::function<void()> &something)
    {
        Library &library = m_remote->library;
        auto gate = holdJournal();
        something();
        if (library.history()->isBusy()) {
            // It asks the journal first, and writes after the answer.
            auto next = holdJournal();
            std::exchange(gate, next)->release();
            if (!QTest::qWaitFor([&] { return !library.history()->isBusy(); }, 10'000))
                say("fault", u"the history does not end"_s);
        }
        const QString text = m_remote->text();
        say("doing", text);
        gate->release();
        bool asked = false;
        const std::function question = [](JournalStore &) { return true; };
        library.journal().ask<bool>(question, &library, [&](const bool &) { asked = true; });
        while (!asked)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1'000);
        if (m_problem.isEmpty() && library.journal().isDurable())
            say("kept", text);
    }

    bool undoAndRedo()
    {
        History *history = m_remote->library.history();
        if (!history->canUndo())
            return true;
        const QString before = m_remote->text();
        doAndKeep([history] { history->undo(); });
        m_remote->settled();
        doAndKeep([history] { history->redo(); });
        if (m_remote->settled() && m_remote->text() == before)
            return true;
        say("fault", u"undone and redone: %1\nbefore: %2"_s.arg(m_remote->text(), before));
        return false;
    }

    /// From now on the files grow by a little only.
    void limitFiles()
    {
        qint64 size = 0;
        for (const QString &path : {m_library, journalOf(m_library)})
            size = std::max({size, QFileInfo(path).size(), QFileInfo(path + u"-wal"_s).size()});
        m_limit.emplace(size + 16'384);
    }
};

/// Kills workers, and compares what they said with what the next one finds.
class Crash
{
public:
    Crash(quint32 seed, bool fillsDisk)
        : m_random(seed)
        , m_fillsDisk(fillsDisk)
    {
    }

    bool run(int rounds)
    {
        for (int round = 1; round <= rounds && m_fault.isEmpty(); ++round) {
            work(round);
            if (round % 10 == 0 || round == rounds)
                checkFiles();
        }
        if (!m_fault.isEmpty())
            std::printf("FAULT: %s\n", qPrintable(m_fault));
        std::printf(
            "%d rounds, %d killed, %d ended on a full disk, %d steps kept\n", m_rounds, m_kills, m_full, m_steps);
        return m_fault.isEmpty();
    }

private:
    QTemporaryDir m_folder;
    QRandomGenerator m_random;
    bool m_fillsDisk;
    /// What the next start may show: what was kept last, and what was begun after that.
    QStringList m_possible{QString()};
    QString m_fault;
    int m_rounds = 0;
    int m_kills = 0;
    int m_full = 0;
    int m_steps = 0;

    QString library() const { return m_folder.filePath(u"library.sitebook"_s); }

    void work(int round)
    {
        ++m_rounds;
        const bool diskFull = m_fillsDisk && round % 8 == 0;
        QProcess worker;
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker.start(QCoreApplication::applicationFilePath(),
            {u"--work"_s, library(), u"--seed"_s, QString::number(m_random.bounded(1'000'000'000)),
                diskFull ? u"--full"_s : u"--free"_s});
        const bool early = m_random.bounded(6) == 0; // while it starts
        bool isThere = false;
        qint64 moment = early ? m_random.bounded(150) : 60'000;
        QElapsedTimer timer;
        timer.start();
        while (m_fault.isEmpty() && worker.state() != QProcess::NotRunning && timer.elapsed() < moment) {
            worker.waitForReadyRead(
                static_cast<int>(std::min<qint64>(20, std::max<qint64>(1, moment - timer.elapsed()))));
            while (worker.canReadLine()) {
                take(worker.readLine());
                if (!std::exchange(isThere, true) && !early && !diskFull)
                    moment = timer.elapsed() + m_random.bounded(200);
            }
        }
        if (worker.state() != QProcess::NotRunning) {
            worker.kill();
            ++m_kills;
        }
        worker.waitForFinished(10'000);
        while (worker.canReadLine())
            take(worker.readLine());
        if (m_fault.isEmpty() && worker.exitStatus() == QProcess::CrashExit && diskFull && timer.elapsed() < moment)
            m_fault = u"it crashed when the disk was full"_s;
    }

    void take(const QByteArray &line)
    {
        const qsizetype space = line.indexOf(' ');
        const QByteArray what = line.left(space);
        const QString text = QString::fromUtf8(QByteArray::fromBase64(line.mid(space + 1).trimmed()));
        if (what == "state") {
            if (!m_possible.contains(text))
                m_fault = u"after the start there is\n%1\ninstead of\n%2"_s.arg(text, m_possible.join(u"\nor\n"_s));
            m_possible = {text};
        } else if (what == "doing") {
            m_possible.append(text);
        } else if (what == "kept") {
            m_possible = {text};
            ++m_steps;
        } else if (what == "stopped") {
            m_full += text.isEmpty() ? 0 : 1;
        } else {
            m_fault = text;
        }
    }

    void checkFiles()
    {
        for (const QString &path : {library(), journalOf(library())}) {
            {
                QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"check"_s);
                file.setDatabaseName(path);
                file.open();
                QSqlQuery query(file);
                if (!query.exec(u"PRAGMA integrity_check"_s) || !query.next() || query.value(0).toString() != "ok"_L1)
                    m_fault = path + u" is damaged"_s;
            }
            QSqlDatabase::removeDatabase(u"check"_s);
        }
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"rounds"_s, u"How often."_s, u"N"_s, u"200"_s});
    parser.addOption({u"seed"_s, u"Of everything at random."_s, u"N"_s, u"1"_s});
    parser.addOption({u"work"_s, u"Be the program that is killed."_s, u"library"_s});
    parser.addOption({u"full-disk"_s, u"In some rounds, let no file grow any further at some point."_s});
    parser.addOption({u"full"_s, u"The disk is full soon."_s});
    parser.addOption({u"free"_s, u"The disk has room."_s});
    parser.process(app);
    const quint32 seed = parser.value(u"seed"_s).toUInt();
    if (parser.isSet(u"work"_s))
        return Worker(parser.value(u"work"_s), seed).run(parser.isSet(u"full"_s));
    return Crash(seed, parser.isSet(u"full-disk"_s)).run(parser.value(u"rounds"_s).toInt()) ? 0 : 1;
}
