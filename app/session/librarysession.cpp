// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/librarysession.h"

#include "api/client/apiclient.h"
#include "api/client/serverapi.h"
#include "api/server/localserver.h"
#include "app/library/library.h"
#include "app/library/synchronizer.h"
#include "app/mirror/mirror.h"
#include "app/session/librarybackups.h"
#include "app/session/standin.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// How long the first list waits for the server to know this program.
constexpr auto longestIntroduction = 250ms;
constexpr auto nextLookPause = 2s;

/// Whether a server that did not give its list may do so later, without anybody here doing anything.
bool isWorthAnotherLook(const ApiError &error)
{
    return error.kind == ApiError::Kind::SignInNeeded || error.mayRetry();
}

/// So many items are no longer put right by hand when they were changed or deleted by mistake.
constexpr qsizetype manyItems = 100;
/// What is only added is easily taken back, so that it takes more of it.
constexpr qsizetype manyOperations = 1'000;

bool isMassChange(const OperationGroup &group)
{
    const auto losing = std::ranges::count_if(group.operations, [](const Operation &operation) {
        return operation.type == Operation::Type::Delete || operation.type == Operation::Type::Update;
    });
    return losing >= manyItems || group.operations.size() > manyOperations;
}

} // namespace

LibrarySession::LibrarySession(const QString &path, const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_filePath(path)
    , m_serverUrl(url)
    , m_network(new QNetworkAccessManager(this))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(longestIntroduction);
    m_nextLook.setSingleShot(true);
    m_nextLook.setInterval(nextLookPause);
    connect(&m_nextLook, &QTimer::timeout, this, [this] {
        introduce();
        m_library->tryAgain();
    });
}

LibrarySession::~LibrarySession()
{
    // First those who ask, then the network, then who answers.
    m_isEnding = true;
    if (m_mending) {
        m_mending->wait();
        delete m_mending;
    }
    delete m_backups;
    delete m_standIn;
    delete m_mirror;
    delete m_library;
    delete m_client;
}

LibrarySession *LibrarySession::forFile(const QString &path, QObject *parent)
{
    return new LibrarySession(path, {}, parent);
}

LibrarySession *LibrarySession::forBackup(const QString &path, const QString &backup, QObject *parent)
{
    LibrarySession *session = forFile(path, parent);
    session->m_backup = backup;
    return session;
}

LibrarySession *LibrarySession::forRecovery(const QString &path, QObject *parent)
{
    LibrarySession *session = forFile(path, parent);
    session->m_recoverFirst = true;
    return session;
}

LibrarySession *LibrarySession::forServer(const QUrl &url, QObject *parent)
{
    return new LibrarySession({}, url, parent);
}

QString LibrarySession::title() const
{
    if (!m_filePath.isEmpty())
        return QFileInfo(m_filePath).completeBaseName();
    return m_serverUrl.port() < 0 ? m_serverUrl.host() : u"%1:%2"_s.arg(m_serverUrl.host()).arg(m_serverUrl.port());
}

void LibrarySession::open()
{
    if (m_filePath.isEmpty()) {
        QTimer::singleShot(0, this, [this] { connectTo(m_serverUrl); });
        return;
    }
    if (!m_backup.isEmpty())
        restoreThenOpen();
    else if (std::exchange(m_recoverFirst, false) || hasUnfinishedRecovery(m_filePath))
        recoverThenOpen();
    else
        openFile();
}

void LibrarySession::openFile()
{
    delete std::exchange(m_standIn, nullptr);
    m_secret = QUuid::createUuid().toString(QUuid::WithoutBraces);
    LocalServer::Options options;
    options.libraryPath = m_filePath;
    options.requireApproval = true;
    options.secret = m_secret;
    m_server = std::make_unique<LocalServer>(options);
    connect(m_server.get(), &LocalServer::programsChanged, this, &LibrarySession::programsChanged);
    connect(m_server.get(), &LocalServer::listening, this, [this](const QUrl &url) {
        m_standIn = new StandIn(m_server.get(), m_network, this);
        m_backups = new LibraryBackups(m_filePath, this);
        connectTo(url);
    });
    connect(m_server.get(), &LocalServer::failed, this, &LibrarySession::onServerFailed);
    m_server->start();
}

void LibrarySession::onServerFailed(const QString &message)
{
    using Kind = StoreError::Kind;
    const Kind problem = m_server->problem();
    if (m_isRecovered || (problem != Kind::Damaged && problem != Kind::NotALibrary)) {
        emit failed(message); // once is enough: the disk itself may be ill
        return;
    }
    // A file that looks like something else may be a library that lost its beginning.
    mend([this, path = m_filePath, isDamaged = problem == Kind::Damaged, message]() -> std::function<void()> {
        const bool mayBeMended = isDamaged || wasLibrary(path);
        return [this, mayBeMended, message] {
            if (mayBeMended)
                recoverThenOpen();
            else
                emit failed(message);
        };
    });
}

/// Does \a work on a thread of its own, so that the window lives meanwhile, and then what it returned on this one.
void LibrarySession::mend(const std::function<std::function<void()>()> &work)
{
    m_mending = QThread::create([this, work] {
        const std::function<void()> then = work();
        QMetaObject::invokeMethod(
            this,
            [this, then] {
                m_mending->wait();
                delete std::exchange(m_mending, nullptr);
                then();
            },
            Qt::QueuedConnection);
    });
    m_mending->start();
}

void LibrarySession::restoreThenOpen()
{
    mend([this, path = m_filePath, backup = std::exchange(m_backup, {})]() -> std::function<void()> {
        const StoreError error = restoreBackup(path, backup);
        return [this, error] {
            if (error)
                emit notRestored(error.message);
            open();
        };
    });
}

void LibrarySession::recoverThenOpen()
{
    emit recovering(0);
    mend([this, path = m_filePath]() -> std::function<void()> {
        const auto tell = [this](int percent) {
            QMetaObject::invokeMethod(
                this, [this, percent] { emit recovering(percent); }, Qt::QueuedConnection);
            return !m_isEnding;
        };
        const Result<LibraryRecovery> recovery = recoverLibrary(path, tell);
        return [this, recovery] {
            if (!recovery.ok()) {
                emit failed(recovery.error().message);
                return;
            }
            m_isRecovered = true;
            emit recovered(recovery.value());
            openFile();
        };
    });
}

void LibrarySession::wake()
{
    if (m_synchronizer)
        m_synchronizer->wake();
}

void LibrarySession::connectTo(const QUrl &url)
{
    m_serverUrl = url;
    // A proxy cannot reach this computer's own loopback, whatever the system's settings say.
    if (QHostAddress(url.host()).isLoopback() || url.host() == "localhost"_L1)
        m_network->setProxy(QNetworkProxy::NoProxy);
    m_client = new ApiClient(m_network, url, this);
    m_client->setApplicationId(m_secret);
    m_library = new Library(m_client, this, journalPath());
    if (!m_filePath.isEmpty())
        m_library->setFile(m_filePath, m_server->firstTag());
    m_synchronizer = new Synchronizer(m_library);
    if (m_backups) {
        m_library->setBeforeSending([this](const OperationGroup &group, const std::function<void()> &goOn) {
            if (isMassChange(group))
                m_backups->backUpBeforeChange(goOn);
            else
                goOn();
        });
    }
    if (m_filePath.isEmpty())
        m_mirror = new Mirror(m_library, serverFilePath(url, u".sitebook"_s), this);
    connect(m_library, &Library::stateChanged, this, &LibrarySession::onStateChanged);
    connect(&m_patience, &QTimer::timeout, m_library, &Library::load);
    emit opened();
    introduce();
    if (m_filePath.isEmpty())
        m_patience.start();
    else
        m_library->load();
}

/// Tells a server who asks; not the one that runs in this program. A server without the operation, or that is slow to
/// answer, is as good: the lists do not wait for more than a moment.
void LibrarySession::introduce()
{
    if (!m_filePath.isEmpty() || m_introduced)
        return;
    ServerApi(*m_client).introduce()->then(this, [this](const ValueReply<QString> &reply) {
        // Once per session, but for a server whose user has to allow it first, or that it never reached.
        const ApiError::Kind problem = reply.error().kind;
        m_introduced = problem != ApiError::Kind::SignInNeeded && problem != ApiError::Kind::NotReachable;
        if (reply.isSuccess())
            m_client->setApplicationId(reply.value());
        if (m_patience.isActive()) {
            m_patience.stop();
            m_library->load();
        }
    });
    m_introduced = true;
}

void LibrarySession::onStateChanged()
{
    m_nextLook.stop();
    if (m_library->state() == Library::State::Ready)
        m_synchronizer->start();
    else if (m_library->state() == Library::State::Failed && isWorthAnotherLook(m_library->error()))
        m_nextLook.start();
}

void LibrarySession::reload()
{
    introduce();
    m_library->load();
}

QList<Program> LibrarySession::programs() const
{
    return m_server ? m_server->programs() : QList<Program>();
}

void LibrarySession::setPermission(const QString &id, Program::Permission permission)
{
    if (m_server)
        m_server->setPermission(id, permission);
}

void LibrarySession::forgetProgram(const QString &id)
{
    if (m_server)
        m_server->forgetProgram(id);
}

/// Where the changes of this library are written down: beside its file, or in the data folder for a server's.
QString LibrarySession::journalPath() const
{
    return m_filePath.isEmpty() ? serverFilePath(m_serverUrl, u".changes"_s) : journalOf(m_filePath);
}

QString serverFilePath(const QUrl &url, const QString &suffix)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/servers"_L1);
    folder.mkpath(u"."_s);
    const QString place = url.host() + url.path();
    QString name = place.toLower();
    name.replace(QRegularExpression(u"[^a-z0-9.-]"_s), u"_"_s);
    return folder.filePath(u"%1-%2"_s.arg(name).arg(url.port(url.scheme() == "https"_L1 ? 443 : 80)) + suffix);
}

QString ownLibraryPath()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    folder.mkpath(u"."_s);
    return folder.filePath(u"library.sitebook"_s);
}

} // namespace sitebook
