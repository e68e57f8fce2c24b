// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/commandline.h"
#include "app/daemon/librarycommands.h"
#include "app/daemon/programcommands.h"
#include "app/daemon/terminationsignals.h"
#include "app/daemon/transfer.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// stdout is for whoever started the process; everything else goes to stderr, also where Qt would ask the journal.
void log(QtMsgType, const QMessageLogContext &, const QString &message)
{
    write(stderr, message + u'\n');
}

int fail(const QString &message)
{
    write(stderr, u"sitebookd: "_s + message + u'\n');
    return ExitFailed;
}

/// Says what a command on the file \a library did.
int tell(const Result<QString> &report, const QString &library)
{
    if (!report.ok())
        return fail(withRemedy(report.error(), library));
    write(stdout, report.value());
    return ExitFine;
}

/// Says which programs wait for somebody to let them in, and how.
void tellWhoWaits(const LocalServer &server)
{
    for (const Program &program : server.programs()) {
        if (program.permission == Program::Permission::Undecided)
            write(stderr,
                u"The program %1 waits to be let in. Stop sitebookd and say: sitebookd permit %1 read|change|nothing\n"_s
                    .arg(program.name));
    }
}

int serve(const CommandLine &command, TerminationSignals &terminationSignals)
{
    LocalServer::Options options{command.library, command.host, command.port};
    options.allowedOrigins = command.allowedOrigins;
    options.requireApproval = command.requireApproval;
    LocalServer server(options);
    if (command.requireApproval)
        QObject::connect(&server, &LocalServer::programsChanged, qApp, [&server] { tellWhoWaits(server); });
    QObject::connect(&server, &LocalServer::listening, qApp,
        [](const QUrl &url) { write(stdout, u"Listening on %1\n"_s.arg(url.toString())); });
    QObject::connect(&server, &LocalServer::failed, qApp, [&](const QString &message) {
        QCoreApplication::exit(fail(withRemedy({server.problem(), message}, command.library)));
    });
    QObject::connect(&terminationSignals, &TerminationSignals::raised, qApp, [] { QCoreApplication::exit(ExitFine); });
    server.start();
    return QCoreApplication::exec();
}

int transfer(const CommandLine &command, TerminationSignals &terminationSignals)
{
    Transfer transfer(command);
    QObject::connect(&transfer, &Transfer::succeeded, qApp, [](const QString &report) {
        write(stdout, report);
        QCoreApplication::exit(ExitFine);
    });
    QObject::connect(
        &transfer, &Transfer::failed, qApp, [](const QString &message) { QCoreApplication::exit(fail(message)); });
    QObject::connect(&terminationSignals, &TerminationSignals::raised, qApp,
        [] { QCoreApplication::exit(fail(u"Stopped before the end."_s)); });
    QMetaObject::invokeMethod(&transfer, &Transfer::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    qInstallMessageHandler(&log);
    QCoreApplication application(argc, argv);
    // The same library as the desktop program, which sets the same names.
    QCoreApplication::setOrganizationName(u"Sitebook"_s);
    QCoreApplication::setApplicationName(u"Sitebook"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SITEBOOK_VERSION));
    const CommandLine command = CommandLine::parse(QCoreApplication::arguments());
    TerminationSignals terminationSignals;
    switch (command.action) {
    case CommandLine::Action::Say:
        write(command.exitCode == ExitFine ? stdout : stderr, command.text);
        return command.exitCode;
    case CommandLine::Action::Serve:
        return serve(command, terminationSignals);
    case CommandLine::Action::Programs:
    case CommandLine::Action::Permit:
        return tell(runProgramCommand(command), command.library);
    case CommandLine::Action::Check:
        return tell(runLibraryCommand(command), command.library);
    case CommandLine::Action::Recover:
        return tell(runLibraryCommand(command), {});
    case CommandLine::Action::Import:
    case CommandLine::Action::Export:
        return transfer(command, terminationSignals);
    }
    return ExitFailed;
}
