// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/commandline.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

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
        "  export FILE  Write all websites as bookmarks (.html), or the whole library (.json)"_s);
    parser.addOption({u"library"_s,
        u"The library to open; made when it does not exist. Default: %1"_s.arg(defaultLibrary()), u"FILE"_s});
    parser.addOption({u"listen"_s,
        u"Where to listen, on this computer only. Port 0 takes a free one. Default: 127.0.0.1:%1"_s.arg(defaultPort),
        u"HOST:PORT"_s});
    parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
    parser.addOption({{u"v"_s, u"version"_s}, u"Show the version."_s});
    parser.addPositionalArgument(u"command"_s, u"import or export, with the file."_s, u"[import|export FILE]"_s);
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

CommandLine saying(const QString &text, ExitCode code)
{
    CommandLine line;
    line.action = CommandLine::Action::Say;
    line.text = text;
    line.exitCode = code;
    return line;
}

/// What is wrong with the command and its file in \a words; fills \a line.
QString readCommand(const QStringList &words, CommandLine &line)
{
    if (words.isEmpty())
        return {};
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
