// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/commandline.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QStandardPaths>
#include <QUrl>

#include <optional>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString defaultLibrary()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/library.sitebook"_s;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Serves a library of websites to programs that speak the Website API.\n\n"
        "Commands:\n"
        "  (none)       Listen until the process is told to end\n"
        "  import FILE  Add the websites of a bookmark file (.html) or of a library (.json)\n"
        "  export FILE  Write all websites as bookmarks (.html), or the whole library (.json)\n"
        "  programs     List the programs that introduced themselves to the server of the library\n"
        "  permit PROGRAM read|change|nothing\n"
        "               Decide what one of them may do while --require-approval is given\n"
        "  check        Look through the whole library, and tell what is wrong\n"
        "  recover      Make a new library of what can be read of a damaged one, which is kept"_s);
    parser.addOption({u"library"_s,
        u"The library to open; made when it does not exist. Default: %1"_s.arg(defaultLibrary()), u"FILE"_s});
    parser.addOption({u"listen"_s,
        u"Where to listen, on this computer only. Port 0 takes a free one. Default: 127.0.0.1:%1"_s.arg(defaultPort),
        u"HOST:PORT"_s});
    parser.addOption({u"require-approval"_s,
        u"Let programs in only when they were allowed to, in Sitebook's window or by the command permit."_s});
    parser.addOption({u"allow-origin"_s,
        u"Let scripts of the web pages at ORIGIN (https://example.org) use the server. May be given several times."_s,
        u"ORIGIN"_s});
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({{u"v"_s, u"version"_s}, u"Show the version."_s});
    parser.addPositionalArgument(u"command"_s, u"See above."_s, u"[import|export|programs|permit|check|recover …]"_s);
}

/// Reads `host:port`, where the host may be `[::1]`; false when it is malformed.
bool readListen(const QString &text, CommandLine &line)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const quint16 port = text.mid(colon + 1).toUShort(&isNumber);
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(u':'))
        return false;
    if (colon <= 0 || !isNumber || host.isEmpty())
        return false;
    line.host = host;
    line.port = port;
    return true;
}

/// Whether \a text is what a browser sends as an origin: scheme, host, and the port unless it is the usual one.
bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.toString(QUrl::RemovePath) == text;
}

CommandLine saying(const QString &text, ExitCode code)
{
    CommandLine line;
    line.action = CommandLine::Action::Say;
    line.text = text;
    line.exitCode = code;
    return line;
}

/// What is wrong with the words after `permit`; fills \a line.
QString readPermit(const QStringList &words, CommandLine &line)
{
    using Permission = Program::Permission;
    const QHash<QString, Permission> permissions{
        {u"nothing"_s, Permission::Refused}, {u"read"_s, Permission::Read}, {u"change"_s, Permission::Change}};
    if (words.size() != 3 || !permissions.contains(words.at(2)))
        return u"permit takes a program, and one of read, change and nothing."_s;
    line.action = CommandLine::Action::Permit;
    line.program = words.at(1);
    line.permission = permissions.value(words.at(2));
    return {};
}

/// What is wrong with the command and its file in \a words; fills \a line.
QString readCommand(const QStringList &words, CommandLine &line)
{
    if (words.isEmpty())
        return {};
    using Action = CommandLine::Action;
    const QHash<QString, Action> bare{
        {u"programs"_s, Action::Programs}, {u"check"_s, Action::Check}, {u"recover"_s, Action::Recover}};
    if (const auto found = bare.constFind(words.first()); found != bare.constEnd()) {
        line.action = *found;
        return words.size() == 1 ? QString() : u"%1 takes nothing else."_s.arg(words.first());
    }
    if (words.first() == "permit"_L1)
        return readPermit(words, line);
    if (words.first() != "import"_L1 && words.first() != "export"_L1)
        return u"There is no command \"%1\"."_s.arg(words.first());
    line.action = words.first() == "import"_L1 ? CommandLine::Action::Import : CommandLine::Action::Export;
    if (words.size() != 2 || words.at(1).isEmpty())
        return u"%1 takes one file."_s.arg(words.first());
    line.file = words.at(1);
    line.format = QFileInfo(line.file).suffix().toLower();
    if (line.format == "htm"_L1)
        line.format = u"html"_s;
    if (line.format != "html"_L1 && line.format != "json"_L1)
        return u"%1 knows files that end in .html or .json, and \"%2\" does not."_s.arg(words.first(), line.file);
    return {};
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    const auto wrong = [](const QString &problem) {
        return saying(problem + u"\nsitebookd --help tells what can be said.\n"_s, ExitWrongUsage);
    };
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(u"help"_s))
        return saying(parser.helpText(), ExitFine);
    if (parser.isSet(u"version"_s))
        return saying(QStringLiteral("sitebookd " SITEBOOK_VERSION "\n"), ExitFine);

    CommandLine line;
    if (const QString problem = readCommand(parser.positionalArguments(), line); !problem.isEmpty())
        return wrong(problem);
    line.requireApproval = parser.isSet(u"require-approval"_s);
    line.allowedOrigins = parser.values(u"allow-origin"_s);
    if ((line.requireApproval || !line.allowedOrigins.isEmpty()) && line.action != Action::Serve)
        return wrong(u"--require-approval and --allow-origin are for serving only."_s);
    for (const QString &origin : std::as_const(line.allowedOrigins)) {
        if (!isOrigin(origin))
            return wrong(u"--allow-origin takes a scheme and a host, such as https://example.org."_s);
    }
    if (parser.isSet(u"listen"_s) && line.action != Action::Serve)
        return wrong(u"--listen is for serving only."_s);
    if (parser.isSet(u"listen"_s) && !readListen(parser.value(u"listen"_s), line))
        return wrong(u"--listen takes a host and a port, such as 127.0.0.1:%1."_s.arg(defaultPort));
    line.library = parser.isSet(u"library"_s) ? parser.value(u"library"_s) : defaultLibrary();
    if (line.library.isEmpty())
        return wrong(u"--library takes a file."_s);
    if (!parser.isSet(u"library"_s))
        QDir().mkpath(QFileInfo(line.library).path());
    return line;
}

} // namespace sitebook
