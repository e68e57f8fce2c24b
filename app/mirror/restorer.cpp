// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/restorer.h"

#include "api/client/apiclient.h"
#include "api/client/serverapi.h"
#include "api/server/localserver.h"
#include "api/store/database.h"
#include "api/store/databasecopy.h"
#include "api/store/transaction.h"
#include "app/library/library.h"
#include "app/library/wholeitems.h"
#include "app/mirror/librarysource.h"
#include "app/mirror/restoreoperations.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTimer>

#include <limits>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What goes out in one group: enough to be quick, little enough to be kept in memory and to go on after.
constexpr qsizetype stepsInGroup = 200;
constexpr qsizetype bytesInGroup = 4 * 1024 * 1024;

qsizetype sizeOf(const Material &material)
{
    return material.text.size() + QJsonDocument(material.source).toJson(QJsonDocument::Compact).size();
}

/// Makes the copy of a library a library of its own.
StoreError makeIndependent(const QString &path)
{
    const auto database = Database::open(path);
    if (!database.ok())
        return database.error();
    Transaction transaction(*database.value());
    if (transaction.error())
        return transaction.error();
    MirrorStore store(*database.value());
    StoreError error = store.removeProperty(mirrorProperty);
    if (!error)
        error = store.setProperty(u"identifier"_s, newIdentifier());
    return error ? error : transaction.commit();
}

} // namespace

Restorer::Restorer(const QString &source)
    : m_path(source)
{
}

Restorer::~Restorer()
{
    stop();
}

QString Restorer::journalPath(const QString &source, const RestoreTarget &target)
{
    const QString place = target.file.isEmpty() ? target.server.toString(QUrl::RemoveUserInfo)
                                                : QFileInfo(target.file).absoluteFilePath();
    const QByteArray hash = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return u"%1.restores/%2.changes"_s.arg(source, QString::fromLatin1(hash));
}

void Restorer::setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
}

void Restorer::plan(const RestoreTarget &target)
{
    begin(target, false);
}

void Restorer::run(const RestoreTarget &target)
{
    begin(target, true);
}

void Restorer::stop()
{
    ++m_run;
    m_stage = Stage::Over;
    // First those who ask, then who answers.
    m_library.reset();
    m_journal.reset();
    m_client.reset();
    m_network.reset();
    m_server.reset();
    m_source.reset();
}

void Restorer::begin(const RestoreTarget &target, bool writes)
{
    stop();
    ++m_run;
    m_stage = Stage::Opening;
    m_target = target;
    m_writes = writes;
    m_plan = {};
    m_steps.clear();
    m_targets.clear();
    m_known.clear();
    m_next = m_inGroup = 0;
    m_journalRead = m_lookQueued = false;
    m_outcome = {};
    const QString real = QFileInfo(target.file).canonicalFilePath();
    if (!real.isEmpty() && real == QFileInfo(m_path).canonicalFilePath())
        return fail(tr("A library cannot be restored into itself."));
    auto source = LibrarySource::open(m_path);
    if (!source.ok())
        return fail(source.error().message);
    m_source = std::move(source).value();
    if (target.file.isEmpty())
        connectTo(target.server, {});
    else if (QFileInfo::exists(target.file))
        startServer();
    else if (writes)
        copyFile();
    else
        planEmpty();
}

void Restorer::planEmpty()
{
    RestorePlan plan;
    if (const StoreError error = planRestore(*m_source, plan))
        return fail(error.message);
    end([this, plan] { emit planned(plan); });
}

/// Into a new library everything goes as it is, with its moments.
void Restorer::copyFile()
{
    RestorePlan plan;
    StoreError error = planRestore(*m_source, plan);
    if (!error)
        error = copyDatabase(m_path, m_target.file);
    if (!error)
        error = makeIndependent(m_target.file);
    if (error)
        return fail(error.message);
    m_outcome.done = plan.created;
    end([this] { emit finished(m_outcome); });
}

void Restorer::startServer()
{
    LocalServer::Options options;
    options.libraryPath = m_target.file;
    options.requireApproval = true;
    options.secret = newIdentifier();
    m_server = std::make_unique<LocalServer>(options);
    connect(m_server.get(), &LocalServer::listening, this,
        [this, secret = options.secret](const QUrl &url) { connectTo(url, secret); });
    connect(m_server.get(), &LocalServer::failed, this, &Restorer::fail);
    m_server->start();
}

void Restorer::connectTo(const QUrl &url, const QString &secret)
{
    m_network = std::make_unique<QNetworkAccessManager>();
    if (QHostAddress(url.host()).isLoopback() || url.host() == "localhost"_L1)
        m_network->setProxy(QNetworkProxy::NoProxy);
    m_client = std::make_unique<ApiClient>(m_network.get(), url);
    m_client->setApplicationId(secret);
    const QString journal = journalPath(m_path, m_target);
    if (m_writes)
        QDir().mkpath(QFileInfo(journal).absolutePath());
    // To open a library on a journal is to send what waits in it.
    m_library = std::make_unique<Library>(m_client.get(), nullptr, m_writes ? journal : QString());
    m_library->setRetryPauses(m_firstPause, m_longestPause);
    connect(m_library.get(), &Library::stateChanged, this, &Restorer::look);
    connect(m_library.get(), &Library::pendingOperationsChanged, this, &Restorer::look);
    connect(
        m_library.get(), &Library::savingWaits, this, [this](const ApiError &error) { emit waiting(error.caption()); });
    connect(m_library.get(), &Library::journalProblem, this, &Restorer::waiting);
    connect(m_library.get(), &Library::journalRecovered, this, [this] { emit waiting({}); });
    connect(m_library.get(), &Library::savingProgress, this, [this](const QString &, int done, int total) {
        const qint64 part = total > 0 ? qint64(m_inGroup) * done / total : 0;
        emit progress(m_next + part, m_steps.size());
    });
    connect(m_library.get(), &Library::changeRefused, this, [this](const QString &, const ApiError &error) {
        if (m_outcome.words.isEmpty())
            m_outcome.words = error.caption();
    });
    if (!m_writes && QFileInfo::exists(journal))
        m_journal = std::make_unique<Journal>(journal);
    connect(m_journal ? m_journal.get() : &m_library->journal(), &Journal::opened, this,
        [this](const JournalContents &contents) {
            // Without what it knows, as while another restore has it, things would be made a second time.
            if (!contents.problem.isEmpty())
                return fail(contents.problem);
            m_known = contents.aliases;
            m_journalRead = true;
            look();
        });
    if (m_server)
        return m_library->load();
    // A server may want to know who asks; one that does not say anything to that is as good.
    ServerApi(*m_client).introduce()->then(m_library.get(), [this](const ValueReply<QString> &reply) {
        if (reply.isSuccess())
            m_client->setApplicationId(reply.value());
        m_library->load();
    });
}

/// Goes on as soon as the library is read and nothing is on its way.
void Restorer::look()
{
    if (m_stage == Stage::Over)
        return;
    if (m_library->state() == Library::State::Failed && m_stage != Stage::Sending)
        return fail(m_library->error().caption());
    if (!m_journalRead || m_library->state() != Library::State::Ready || m_library->isSaving() || m_lookQueued)
        return;
    m_lookQueued = true;
    QTimer::singleShot(0, m_library.get(), [this] {
        m_lookQueued = false;
        if (m_stage != Stage::Over && !m_library->isSaving() && m_library->state() == Library::State::Ready)
            onSettled();
    });
}

/// Whether the lists of the target tell all that is there; what they do not tell would be made a second time.
bool Restorer::knowsTarget()
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems() || m_library->hasRead(traits.kind))
            continue;
        //: %1 is the name of a list, like "persons"
        fail(tr("What is there cannot be told: its list of %1 could not be read. Try again.").arg(traits.collection));
        return false;
    }
    return true;
}

void Restorer::onSettled()
{
    if (m_stage != Stage::Sending && !knowsTarget())
        return;
    switch (m_stage) {
    case Stage::Opening:
        takePlan();
        break;
    case Stage::Sending:
        if (m_inGroup == 0)
            break; // something is being read
        m_next += std::exchange(m_inGroup, 0);
        emit progress(m_next, m_steps.size());
        sendNext();
        break;
    case Stage::Checking:
        conclude();
        break;
    case Stage::Over:
        break;
    }
}

void Restorer::takePlan()
{
    const auto known = [this](
                           const QString &id) { return m_writes ? m_library->currentId(id) : m_known.value(id, id); };
    if (const StoreError error = planRestore(*m_source, *m_library, known, m_plan))
        return fail(error.message);
    if (!m_writes)
        return end([this] { emit planned(m_plan); });
    for (const RestoreStep &step : std::as_const(m_plan.steps)) {
        if (step.kind)
            m_targets.insert(targetKey(*step.kind, step.id), step.target.isEmpty() ? step.id : step.target);
        if (step.what != RestoreStep::What::Skip)
            m_steps.append(step);
    }
    m_stage = Stage::Sending;
    emit progress(0, m_steps.size());
    sendNext();
}

void Restorer::sendNext()
{
    if (m_next == m_steps.size()) {
        // What was refused is found by looking again.
        m_stage = Stage::Checking;
        m_library->load();
        return;
    }
    const RestoreStep first = m_steps.at(m_next);
    if (first.kind && first.what == RestoreStep::What::Change) {
        QList<RestoreStep> steps;
        for (qsizetype i = m_next; i < m_steps.size() && steps.size() < stepsInGroup; ++i) {
            if (m_steps.at(i).kind != first.kind || m_steps.at(i).what != first.what)
                break;
            steps.append(m_steps.at(i));
        }
        sendChanges(*first.kind, steps);
        return;
    }
    OperationGroup group{tr("Restore"), {}};
    qsizetype bytes = 0;
    qsizetype count = 0;
    while (m_next + count < m_steps.size() && count < stepsInGroup && bytes < bytesInGroup) {
        const RestoreStep &step = m_steps.at(m_next + count);
        if (step.kind && step.what == RestoreStep::What::Change)
            break;
        ++count;
        if (step.kind) {
            const Result<Material> material = m_source->material(*step.kind, step.id);
            if (!material.ok())
                return fail(material.error().message);
            group.operations.append(Operation::create(material.value()));
            bytes += sizeOf(material.value());
        } else {
            const Result<Website> website = m_source->website(step.id);
            if (!website.ok())
                return fail(website.error().message);
            group.operations += operationsFor(step, website.value(), *m_library, m_targets);
        }
    }
    m_inGroup = count;
    sendGroup(group);
}

/// An update says what was there before, which only the target knows as a whole.
void Restorer::sendChanges(AssociationKind kind, const QList<RestoreStep> &steps)
{
    QStringList ids;
    for (const RestoreStep &step : steps)
        ids.append(step.target);
    readWholeMaterials(*m_client, kind, ids, m_library.get(),
        [this, kind, steps](const QList<Material> &found, const ApiError &error) {
            if (error)
                return fail(error.caption());
            const auto operations = changesOf(*m_source, steps, found);
            if (!operations.ok())
                return fail(operations.error().message);
            m_inGroup = steps.size();
            sendGroup({tr("Restore"), operations.value()});
        });
}

void Restorer::sendGroup(const OperationGroup &group)
{
    if (group.operations.isEmpty())
        look();
    else
        m_library->performWithoutUndo(group);
}

void Restorer::conclude()
{
    const auto known = [this](const QString &id) { return m_library->currentId(id); };
    RestorePlan left;
    if (const StoreError error = planRestore(*m_source, *m_library, known, left))
        return fail(error.message);
    m_outcome.done = m_steps.size() - left.created - left.changed;
    m_outcome.left = left;
    if (left.isEmpty()) {
        m_outcome.words.clear();
        // Which item became which is kept; what they hold is at the target now.
        m_library->journal().prune(Timestamp::now(), Timestamp::now(), std::numeric_limits<qint64>::max());
    }
    end([this] { emit finished(m_outcome); });
}

/// Closes everything, which may be the one who called, and then says how it ended.
void Restorer::end(const std::function<void()> &tell)
{
    if (m_stage == Stage::Over)
        return;
    m_stage = Stage::Over;
    QTimer::singleShot(0, this, [this, run = m_run, tell] {
        if (run != m_run)
            return;
        stop();
        tell();
    });
}

void Restorer::fail(const QString &words)
{
    end([this, words] { emit failed(words); });
}

} // namespace sitebook
