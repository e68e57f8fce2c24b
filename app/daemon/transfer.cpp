// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/transfer.h"

#include "app/daemon/librarycommands.h"
#include "app/daemon/planrunner.h"
#include "app/exchange/contentbookmarks.h"
#include "app/exchange/netscapebookmarks.h"
#include "app/web/canonicalurl.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QNetworkProxy>
#include <QSaveFile>
#include <QSet>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString counted(qsizetype number, const QString &one, const QString &more)
{
    return QString::number(number) + u' ' + (number == 1 ? one : more);
}

QString reportOf(const ImportPlan &plan, const PlanRunner &runner)
{
    QString report = counted(runner.addedWebsites(), u"website added"_s, u"websites added"_s);
    report += u", %1 already there"_s.arg(plan.alreadyThere);
    if (plan.duplicatesInFile > 0)
        report += u", %1 twice in the file"_s.arg(plan.duplicatesInFile);
    const QList<UnreadableEntry> leftOut = plan.unreadable + runner.refused();
    report += u", %1 not readable"_s.arg(leftOut.size()) + (leftOut.isEmpty() ? u"\n"_s : u":\n"_s);
    for (const UnreadableEntry &entry : leftOut) {
        const QString place = entry.line > 0 ? u"line %1: "_s.arg(entry.line) : QString();
        report += u"  %1%2: %3\n"_s.arg(place, entry.what, entry.why);
    }
    return report;
}

} // namespace

Transfer::Transfer(const CommandLine &command, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_server({command.library, u"127.0.0.1"_s, 0})
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    connect(&m_server, &LocalServer::listening, this, &Transfer::onListening);
    connect(&m_server, &LocalServer::failed, this, [this](const QString &message) {
        emit failed(withRemedy({m_server.problem(), message}, m_command.library));
    });
}

Transfer::~Transfer() = default;

void Transfer::start()
{
    QString problem;
    if (m_command.action == CommandLine::Action::Import)
        problem = readFile();
    else if (!QFileInfo::exists(m_command.library))
        problem = u"There is no library %1."_s.arg(m_command.library);
    if (!problem.isEmpty())
        emit failed(problem);
    else
        m_server.start();
}

QString Transfer::readFile()
{
    QFile file(m_command.file);
    if (!file.open(QIODevice::ReadOnly))
        return u"%1 cannot be read: %2"_s.arg(m_command.file, file.errorString());
    const QByteArray text = file.readAll();
    if (file.error() != QFile::NoError)
        return u"%1 cannot be read: %2"_s.arg(m_command.file, file.errorString());
    QString problem;
    if (m_command.format == "json"_L1) {
        m_content = libraryFromJson(text, &problem);
    } else {
        m_bookmarks = readNetscapeBookmarks(text);
        problem = m_bookmarks->error;
    }
    return problem.isEmpty() ? QString() : u"%1: %2"_s.arg(m_command.file, problem);
}

void Transfer::onListening(const QUrl &url)
{
    m_client = std::make_unique<ApiClient>(&m_network, url);
    m_fetch = std::make_unique<ContentFetch>(*m_client);
    connect(m_fetch.get(), &ContentFetch::finished, this, &Transfer::onFetched);
    connect(m_fetch.get(), &ContentFetch::failed, this, &Transfer::failed);
    m_fetch->start();
}

void Transfer::onFetched()
{
    if (m_command.action == CommandLine::Action::Import)
        importInto(m_fetch->content());
    else
        exportFrom(m_fetch->content());
}

ImportPlan Transfer::planFor(const LibraryContent &there) const
{
    QSet<QString> addresses;
    QSet<QString> identifiers;
    for (const Website &website : there.websites) {
        addresses.insert(canonicalUrl(website.url));
        identifiers.insert(website.id);
    }
    QHash<QString, QString> tags;
    for (const QList<Material> &materials : there.materials) {
        for (const Material &material : materials) {
            identifiers.insert(material.id);
            if (material.kind == AssociationKind::Tag)
                tags.insert(material.name.toCaseFolded(), material.id);
        }
    }
    const auto exists = [&addresses](const QString &key) { return addresses.contains(key); };
    const auto tagId = [&tags](const QString &text) { return tags.value(text.toCaseFolded()); };
    const auto itemExists = [&identifiers](const QString &id) { return identifiers.contains(id); };
    return m_bookmarks ? planImport(*m_bookmarks, exists, tagId) : planImport(*m_content, exists, tagId, itemExists);
}

void Transfer::importInto(const LibraryContent &there)
{
    const ImportPlan plan = planFor(there);
    auto *runner = new PlanRunner(*m_client, plan, this);
    connect(runner, &PlanRunner::failed, this, &Transfer::failed);
    connect(runner, &PlanRunner::finished, this, [this, runner, plan] { emit succeeded(reportOf(plan, *runner)); });
    runner->start();
}

void Transfer::exportFrom(const LibraryContent &there)
{
    const QByteArray text =
        m_command.format == "json"_L1 ? libraryToJson(there) : writeNetscapeBookmarks(bookmarksOf(there));
    // Whatever goes wrong, the file that was there before stays as it was.
    QSaveFile file(m_command.file);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        emit failed(u"%1 cannot be written: %2"_s.arg(m_command.file, file.errorString()));
        return;
    }
    emit succeeded(
        counted(there.websites.size(), u"website"_s, u"websites"_s) + u" written to %1\n"_s.arg(m_command.file));
}

} // namespace sitebook
