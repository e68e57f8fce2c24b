// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/processmemory.h"
#include "app/session/librarysession.h"
#include "ui/framewatch.h"
#include "ui/mainwindow.h"
#include "ui/singleinstance.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QTranslator>
#include <QUrl>

#include <algorithm>
#include <cstdio>
#include <span>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr int wrongUsage = 2;

int refuse(const QString &message)
{
    std::fprintf(stderr, "sitebook: %s\n", qUtf8Printable(message));
    return wrongUsage;
}

struct CommandLine
{
    QString file;
    QUrl server;
    QStringList rest;
};

/// What the arguments ask for; a message in \a error when they make no sense.
CommandLine readCommandLine(const QCommandLineParser &parser, QString *error)
{
    CommandLine result;
    if (parser.isSet(u"library"_s) && parser.isSet(u"server"_s)) {
        *error = u"choose one of --library and --server"_s;
        return result;
    }
    if (parser.isSet(u"library"_s))
        result.file = QFileInfo(parser.value(u"library"_s)).absoluteFilePath();
    if (parser.isSet(u"server"_s)) {
        result.server = QUrl(parser.value(u"server"_s), QUrl::StrictMode);
        const bool http = result.server.scheme() == "http"_L1 || result.server.scheme() == "https"_L1;
        if (!http || result.server.host().isEmpty())
            *error =
                u"--server needs an address such as http://localhost:1000, not “%1”"_s.arg(parser.value(u"server"_s));
    }
    const QStringList arguments = parser.positionalArguments();
    for (const QString &argument : arguments) {
        const QFileInfo file(argument);
        if (argument.endsWith(".sitebook"_L1) && result.file.isEmpty() && result.server.isEmpty())
            result.file = file.absoluteFilePath();
        else
            result.rest.append(file.exists() ? file.absoluteFilePath() : argument);
    }
    return result;
}

/// What is open then: a file's path, or a server's address.
QString libraryName(const CommandLine &line)
{
    if (!line.server.isEmpty())
        return line.server.toString();
    if (!line.file.isEmpty())
        return line.file;
    const QSettings settings;
    const QString server = settings.value("last/server"_L1).toUrl().toString();
    const QString file = settings.value("last/file"_L1).toString();
    return !server.isEmpty() ? server : !file.isEmpty() ? file : ownLibraryPath();
}

} // namespace

/// What can be said without a screen: help and version.
bool answersWithoutWindow(int argc, char *argv[])
{
    const std::span<char *> arguments(argv, static_cast<std::size_t>(argc));
    return std::ranges::any_of(arguments, [](const char *argument) {
        const QLatin1StringView text(argument);
        return text == "--help"_L1 || text == "-h"_L1 || text == "--version"_L1 || text == "-v"_L1
            || text == "--help-all"_L1;
    });
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Browse, edit and link the websites behind your work."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({u"library"_s, u"Open the library FILE; it is made when it does not exist."_s, u"FILE"_s});
    parser.addOption({u"server"_s, u"Open the library of the server at URL."_s, u"URL"_s});
    parser.addPositionalArgument(
        u"what"_s, u"Addresses to add, bookmark files to import, or a library to open."_s, u"[what…]"_s);
}

int main(int argc, char *argv[])
{
    shareHeaps();
    QCoreApplication::setOrganizationName(u"Sitebook"_s);
    QCoreApplication::setApplicationName(u"Sitebook"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SITEBOOK_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (answersWithoutWindow(argc, argv)) {
        const QCoreApplication application(argc, argv);
        parser.process(application);
        return 0;
    }
    WatchedApplication application(argc, argv);
    QApplication::setDesktopFileName(u"org.sitebook.Sitebook"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/sitebook.svg"_s));

    // The words are English in the sources, but for their plural forms.
    QTranslator english;
    if (english.load(u":/i18n/sitebook_en.qm"_s))
        QApplication::installTranslator(&english);

    if (!parser.parse(QApplication::arguments()))
        return refuse(parser.errorText());
    QString error;
    const CommandLine line = readCommandLine(parser, &error);
    if (!error.isEmpty())
        return refuse(error);

    SingleInstance instance(libraryName(line));
    if (instance.handOver(line.rest))
        return 0;
    MainWindow window;
    QObject::connect(&instance, &SingleInstance::raised, &window, [&window](const QStringList &arguments) {
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.show();
        window.raise();
        window.activateWindow();
        window.takeArguments(arguments);
    });
    instance.listen();
    window.show();
    if (!line.server.isEmpty())
        window.openServer(line.server);
    else if (!line.file.isEmpty())
        window.openFile(line.file);
    else
        window.openLast();
    window.takeArguments(line.rest);
    return QApplication::exec();
}
