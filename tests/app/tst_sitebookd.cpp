// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/libraryjson.h"
#include "app/exchange/netscapebookmarks.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestSitebookd : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void help();
    void version();
    void wrongUsage_data();
    void wrongUsage();

    void servesUntilToldToEnd_data();
    void servesUntilToldToEnd();
    void letsProgramsInWhenAllowed();
    void defaultLibrary();
    void portTaken();
    void otherComputersAreRefused();
    void notALibrary_data();
    void notALibrary();

    void importTwiceAddsNothing();
    void importSaysWhatItCannotRead();
    void importRefuses_data();
    void importRefuses();
    void libraryRoundTrip();
    void bookmarksRoundTrip();
    void importsMany();
    void exportLeavesOldFileWhenItFails();
    void checkAndRecover();
    void recoverRefuses();

private:
    struct Outcome
    {
        int exitCode = -1;
        QString out;
        QString err;
    };

    Outcome run(const QStringList &arguments);
    void prepare(QProcess &process) const;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    QByteArray read(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString data = QStringLiteral(SITEBOOK_TEST_DATA) + u"/bookmarks/"_s;
const QString sample = QStringLiteral(SITEBOOK_SOURCE_DIR) + u"/resources/sample/sample-library.json"_s;
// A process that is still there after this hangs.
constexpr int patience = 30'000;

/// One line a website, with the texts that it is linked to in alphabetical order, for comparing libraries.
QStringList asLines(const LibraryContent &content)
{
    QHash<QString, QString> captions;
    for (const QList<Material> &materials : content.materials) {
        for (const Material &material : materials)
            captions.insert(material.id, material.caption());
    }
    QStringList lines;
    for (const Website &website : content.websites) {
        QStringList linked;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            for (const QString &id : website.links(traits.kind))
                linked.append(traits.websiteField + u':' + captions.value(id, u"?"_s));
        }
        linked.sort();
        lines.append(u"%1 %2 [%3] %4 %5 %6 {%7}"_s.arg(website.id, website.url, website.name, website.created.toIso(),
            website.updated.toIso(), QString::number(website.score.total()), linked.join(u"; "_s)));
    }
    for (const QList<Material> &materials : content.materials) {
        for (const Material &m : materials)
            lines.append(u"%1 %2 %3 %4 %5 %6 %7"_s.arg(
                m.id, m.name, m.text, m.email, m.type, m.created.toIso(), QString::number(m.score.total())));
    }
    lines.sort();
    return lines;
}

} // namespace

void TestSitebookd::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSitebookd::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"XDG_DATA_HOME"_s, path(u"data"_s));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebookd"_s);
}

TestSitebookd::Outcome TestSitebookd::run(const QStringList &arguments)
{
    QProcess process;
    prepare(process);
    process.setArguments(arguments);
    process.start();
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {-1, {}, u"did not end"_s};
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    return {
        code, QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

void TestSitebookd::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray TestSitebookd::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSitebookd::help()
{
    const Outcome outcome = run({u"--help"_s});
    QCOMPARE(outcome.exitCode, 0);
    for (const QString &word : {u"39340"_s, u"import"_s, u"export"_s, u"--library"_s, u"--listen"_s})
        QVERIFY2(outcome.out.contains(word), qPrintable(outcome.out));
    QCOMPARE(outcome.err, QString());
}

void TestSitebookd::version()
{
    const Outcome outcome = run({u"--version"_s});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out, QStringLiteral("sitebookd " SITEBOOK_VERSION "\n"));
}

void TestSitebookd::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("option") << QStringList{u"--lisen"_s, u"127.0.0.1:0"_s};
    QTest::newRow("no value") << QStringList{u"--library"_s};
    QTest::newRow("empty library") << QStringList{u"--library"_s, QString()};
    QTest::newRow("no port") << QStringList{u"--listen"_s, u"127.0.0.1"_s};
    QTest::newRow("port too large") << QStringList{u"--listen"_s, u"127.0.0.1:65536"_s};
    QTest::newRow("bare ipv6") << QStringList{u"--listen"_s, u"::1:0"_s};
    QTest::newRow("command") << QStringList{u"imprt"_s, u"a.html"_s};
    QTest::newRow("import nothing") << QStringList{u"import"_s};
    QTest::newRow("two files") << QStringList{u"import"_s, u"a.html"_s, u"b.html"_s};
    QTest::newRow("unknown format") << QStringList{u"export"_s, u"a.doc"_s};
    QTest::newRow("origin with a path") << QStringList{u"--allow-origin"_s, u"https://example.org/page"_s};
    QTest::newRow("origin without a scheme") << QStringList{u"--allow-origin"_s, u"example.org"_s};
    QTest::newRow("approval while importing") << QStringList{u"import"_s, u"a.html"_s, u"--require-approval"_s};
    QTest::newRow("permit nobody") << QStringList{u"permit"_s};
    QTest::newRow("permit what") << QStringList{u"permit"_s, u"EDITOR"_s, u"everything"_s};
    QTest::newRow("programs of what") << QStringList{u"programs"_s, u"a"_s};
    QTest::newRow("check what") << QStringList{u"check"_s, u"a.sitebook"_s};
    QTest::newRow("recover while listening") << QStringList{u"recover"_s, u"--listen"_s, u"127.0.0.1:0"_s};
    QTest::newRow("listen while importing") << QStringList{u"import"_s, u"a.html"_s, u"--listen"_s, u"127.0.0.1:0"_s};
}

void TestSitebookd::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(u"--help"_s), qPrintable(outcome.err));
}

void TestSitebookd::servesUntilToldToEnd_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestSitebookd::servesUntilToldToEnd()
{
    QFETCH(int, signal);
    QProcess process;
    prepare(process);
    process.setArguments({u"--library"_s, path(u"a.sitebook"_s), u"--listen"_s, u"127.0.0.1:0"_s});
    process.start();
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), patience);
    const QString line = QString::fromUtf8(process.readLine());
    const auto match = QRegularExpression(u"^Listening on (http://127\\.0\\.0\\.1:\\d+)\n$"_s).match(line);
    QVERIFY2(match.hasMatch(), qPrintable(line));

    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(
        network.get(QNetworkRequest(QUrl(match.captured(1) + u"/.well-known/health"_s))));
    QSignalSpy answered(reply.get(), &QNetworkReply::finished);
    QVERIFY(answered.wait(patience));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);

    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void TestSitebookd::letsProgramsInWhenAllowed()
{
    const QStringList library{u"--library"_s, path(u"a.sitebook"_s)};
    QCOMPARE(run(QStringList{u"programs"_s} + library).exitCode, 1); // no such library
    QNetworkAccessManager network;
    QByteArray id;
    // Introduces a program, asks for the websites by its name, and ends the server; the status of the answer.
    const auto visit = [&] {
        QProcess process;
        prepare(process);
        process.setArguments(library + QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--require-approval"_s});
        process.start();
        if (!QTest::qWaitFor([&] { return process.canReadLine(); }, patience))
            return 0;
        const QUrl base(QString::fromUtf8(process.readLine()).section(u' ', 2).trimmed());
        int status = 0;
        const auto ask = [&](const QString &path, const QByteArray &body) {
            QNetworkRequest request(base.resolved(QUrl(path)));
            request.setRawHeader("application", id);
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
            const std::unique_ptr<QNetworkReply> reply(
                body.isEmpty() ? network.get(request) : network.post(request, body));
            QSignalSpy answered(reply.get(), &QNetworkReply::finished);
            answered.wait(patience);
            status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            return QJsonDocument::fromJson(reply->readAll()).object();
        };
        const QJsonObject context =
            ask(u"/connect"_s, R"({"application":{"name":"EDITOR","version":"1","platform":"LINUX"}})");
        id = context.value("application"_L1).toObject().value("id"_L1).toString().toLatin1();
        ask(u"/websites"_s, {});
        process.terminate();
        return process.waitForFinished(patience) && process.exitCode() == 0 ? status : 0;
    };
    QCOMPARE(visit(), 401);
    const Outcome listed = run(QStringList{u"programs"_s} + library);
    QCOMPARE(listed.exitCode, 0);
    QVERIFY2(listed.out.contains("EDITOR 1"_L1) && listed.out.contains("waits"_L1), qPrintable(listed.out));
    QCOMPARE(run(QStringList{u"permit"_s, u"OTHER"_s, u"read"_s} + library).exitCode, 1);
    QCOMPARE(run(QStringList{u"permit"_s, u"EDITOR"_s, u"read"_s} + library).exitCode, 0);
    QCOMPARE(visit(), 200);
    QCOMPARE(run(QStringList{u"permit"_s, QString::fromLatin1(id), u"nothing"_s} + library).exitCode, 0);
    QCOMPARE(visit(), 403);
}

void TestSitebookd::defaultLibrary()
{
    QCOMPARE(run({u"import"_s, data + u"edge.html"_s}).exitCode, 0);
    QVERIFY(QFile::exists(path(u"data/Sitebook/Sitebook/library.sitebook"_s)));
}

void TestSitebookd::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Outcome outcome =
        run({u"--library"_s, path(u"a.sitebook"_s), u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(QString::number(other.serverPort())), qPrintable(outcome.err));
}

void TestSitebookd::otherComputersAreRefused()
{
    const Outcome outcome = run({u"--library"_s, path(u"a.sitebook"_s), u"--listen"_s, u"0.0.0.0:0"_s});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(!outcome.err.isEmpty());
}

void TestSitebookd::notALibrary_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("serve") << QStringList{u"--listen"_s, u"127.0.0.1:0"_s};
    QTest::newRow("import") << QStringList{u"import"_s, data + u"edge.html"_s};
    QTest::newRow("export") << QStringList{u"export"_s, u"out.json"_s};
}

void TestSitebookd::notALibrary()
{
    QFETCH(QStringList, arguments);
    const QByteArray content = QByteArray("Dear diary, this is no database.\n").repeated(100);
    write(u"diary.txt"_s, content);
    const Outcome outcome = run(arguments + QStringList{u"--library"_s, path(u"diary.txt"_s)});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(u"diary.txt"_s), qPrintable(outcome.err));
    QCOMPARE(read(u"diary.txt"_s), content);
}

void TestSitebookd::importTwiceAddsNothing()
{
    const QString library = path(u"a.sitebook"_s);
    for (const QString &file : {data + u"pinboard.html"_s, sample}) {
        const Outcome first = run({u"import"_s, file, u"--library"_s, library});
        QVERIFY2(first.exitCode == 0, qPrintable(first.err));
        const int added = first.out.section(u' ', 0, 0).toInt();
        QVERIFY2(added > 0, qPrintable(first.out));
        QCOMPARE(run({u"export"_s, path(u"one.json"_s), u"--library"_s, library}).exitCode, 0);
        const Outcome second = run({u"import"_s, file, u"--library"_s, library});
        QCOMPARE(second.out, u"0 websites added, %1 already there, 0 not readable\n"_s.arg(added));
        QCOMPARE(run({u"export"_s, path(u"two.json"_s), u"--library"_s, library}).exitCode, 0);
        QCOMPARE(read(u"two.json"_s), read(u"one.json"_s));
    }
}

void TestSitebookd::importSaysWhatItCannotRead()
{
    const QString library = path(u"a.sitebook"_s);
    const Outcome outcome = run({u"import"_s, data + u"chromium.html"_s, u"--library"_s, library});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out,
        u"3 websites added, 0 already there, 1 not readable:\n"
        "  line 22: Settings (chrome://settings/): a page that only one browser has\n"_s);
    QCOMPARE(outcome.err, QString());
}

void TestSitebookd::importRefuses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("word");
    QTest::newRow("not there") << u"nowhere.html"_s << u"nowhere.html"_s;
    QTest::newRow("empty") << data + u"empty.html"_s << u"empty"_s;
    QTest::newRow("html as json") << u"fake.json"_s << u"no library"_s;
}

void TestSitebookd::importRefuses()
{
    QFETCH(QString, file);
    QFETCH(QString, word);
    write(u"fake.json"_s, "<html></html>");
    const Outcome outcome =
        run({u"import"_s, QDir(m_folder->path()).absoluteFilePath(file), u"--library"_s, path(u"a.sitebook"_s)});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QString());
    QVERIFY2(outcome.err.contains(word), qPrintable(outcome.err));
    QVERIFY(!QFile::exists(path(u"a.sitebook"_s)));
}

void TestSitebookd::libraryRoundTrip()
{
    const Outcome imported = run({u"import"_s, sample, u"--library"_s, path(u"a.sitebook"_s)});
    QVERIFY2(imported.exitCode == 0 && imported.out.endsWith(u" 0 not readable\n"_s),
        qPrintable(imported.out + imported.err));
    QCOMPARE(run({u"export"_s, path(u"a.json"_s), u"--library"_s, path(u"a.sitebook"_s)}).exitCode, 0);

    QFile original(sample);
    QVERIFY(original.open(QIODevice::ReadOnly));
    const auto before = libraryFromJson(original.readAll());
    const auto after = libraryFromJson(read(u"a.json"_s));
    QVERIFY(before && after);
    const QStringList expected = asLines(*before);
    const QStringList actual = asLines(*after);
    for (qsizetype i = 0; i < std::min(expected.size(), actual.size()); ++i)
        QCOMPARE(actual.at(i), expected.at(i));
    QCOMPARE(actual.size(), expected.size());

    // Once more, through a second library: nothing may wear off.
    QCOMPARE(run({u"import"_s, path(u"a.json"_s), u"--library"_s, path(u"b.sitebook"_s)}).exitCode, 0);
    QCOMPARE(run({u"export"_s, path(u"b.json"_s), u"--library"_s, path(u"b.sitebook"_s)}).exitCode, 0);
    const auto again = libraryFromJson(read(u"b.json"_s));
    QVERIFY(again);
    QCOMPARE(asLines(*again), expected);
}

void TestSitebookd::bookmarksRoundTrip()
{
    QCOMPARE(run({u"import"_s, data + u"firefox.html"_s, u"--library"_s, path(u"a.sitebook"_s)}).exitCode, 0);
    const Outcome exported = run({u"export"_s, path(u"a.html"_s), u"--library"_s, path(u"a.sitebook"_s)});
    QCOMPARE(exported.exitCode, 0);
    QCOMPARE(exported.out, u"6 websites written to %1\n"_s.arg(path(u"a.html"_s)));

    QFile original(data + u"firefox.html"_s);
    QVERIFY(original.open(QIODevice::ReadOnly));
    QList<Bookmark> before = readNetscapeBookmarks(original.readAll()).bookmarks;
    QList<Bookmark> after = readNetscapeBookmarks(read(u"a.html"_s)).bookmarks;
    std::ranges::sort(before, {}, &Bookmark::url);
    std::ranges::sort(after, {}, &Bookmark::url);
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        QCOMPARE(after.at(i).url, before.at(i).url);
        QCOMPARE(after.at(i).name, before.at(i).name.isEmpty() ? before.at(i).url : before.at(i).name);
        QCOMPARE(after.at(i).tags, before.at(i).tags);
        QCOMPARE(after.at(i).description, before.at(i).description);
        QCOMPARE(after.at(i).keyword, before.at(i).keyword);
        QCOMPARE(after.at(i).added, before.at(i).added);
        QCOMPARE(after.at(i).changed, std::max(before.at(i).added, before.at(i).changed));
    }
}

void TestSitebookd::importsMany()
{
    QByteArray html = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>\n";
    for (int i = 0; i < 1'700; ++i)
        html += "<DT><A HREF=\"https://example.org/" + QByteArray::number(i) + "\" TAGS=\"t" + QByteArray::number(i % 7)
            + "\">Name</A><DD>Description\n";
    write(u"many.html"_s, html + "</DL><p>\n");
    const Outcome outcome = run({u"import"_s, path(u"many.html"_s), u"--library"_s, path(u"a.sitebook"_s)});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, u"1700 websites added, 0 already there, 0 not readable\n"_s);
    QCOMPARE(run({u"export"_s, path(u"a.json"_s), u"--library"_s, path(u"a.sitebook"_s)}).exitCode, 0);
    const auto content = libraryFromJson(read(u"a.json"_s));
    QVERIFY(content);
    QCOMPARE(content->materials.value(AssociationKind::Tag).size(), 7);
    QCOMPARE(content->materials.value(AssociationKind::Annotation).size(), 1'700);
    for (const Website &website : content->websites) {
        QCOMPARE(website.links(AssociationKind::Tag).size(), 1);
        QCOMPARE(website.links(AssociationKind::Annotation).size(), 1);
    }
}

void TestSitebookd::exportLeavesOldFileWhenItFails()
{
    write(u"old.json"_s, "precious");
    const Outcome missing = run({u"export"_s, path(u"old.json"_s), u"--library"_s, path(u"none.sitebook"_s)});
    QCOMPARE(missing.exitCode, 1);
    QCOMPARE(read(u"old.json"_s), QByteArray("precious"));
    QVERIFY(!QFile::exists(path(u"none.sitebook"_s)));

    QCOMPARE(run({u"import"_s, data + u"edge.html"_s, u"--library"_s, path(u"a.sitebook"_s)}).exitCode, 0);
    const Outcome nowhere = run({u"export"_s, path(u"no/such/folder/a.json"_s), u"--library"_s, path(u"a.sitebook"_s)});
    QCOMPARE(nowhere.exitCode, 1);
    QVERIFY2(nowhere.err.contains(u"cannot be written"_s), qPrintable(nowhere.err));
}

void TestSitebookd::checkAndRecover()
{
    const QStringList library{u"--library"_s, path(u"a.sitebook"_s)};
    QCOMPARE(run(QStringList{u"import"_s, sample} + library).exitCode, 0);
    const QByteArray good = read(u"a.sitebook"_s);
    const Outcome fine = run(QStringList{u"check"_s} + library);
    QVERIFY2(fine.exitCode == 0, qPrintable(fine.err));
    QVERIFY2(fine.out.startsWith(u"All is well: websites "_s), qPrintable(fine.out));
    const Outcome needless = run(QStringList{u"recover"_s} + library);
    QCOMPARE(needless.exitCode, 0);
    QVERIFY2(needless.out.startsWith(u"There is nothing to recover."_s), qPrintable(needless.out));
    QCOMPARE(read(u"a.sitebook"_s), good);

    const QByteArray damaged = good.first(good.size() * 3 / 4);
    write(u"a.sitebook"_s, damaged);
    for (const QStringList &command : {QStringList{u"--listen"_s, u"127.0.0.1:0"_s}, QStringList{u"programs"_s},
             QStringList{u"export"_s, path(u"a.json"_s)}, QStringList{u"check"_s}})
    {
        const Outcome refused = run(command + library);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.out, QString());
        QVERIFY2(refused.err.contains(u"sitebookd recover --library \"%1\""_s.arg(path(u"a.sitebook"_s))),
            qPrintable(refused.err));
    }
    QCOMPARE(read(u"a.sitebook"_s), damaged);

    const Outcome recovered = run(QStringList{u"recover"_s} + library);
    QVERIFY2(recovered.exitCode == 0, qPrintable(recovered.err));
    QVERIFY2(recovered.out.startsWith(u"The library was damaged."_s), qPrintable(recovered.out));
    const QStringList aside = QDir(m_folder->path()).entryList({u"a.sitebook.damaged*"_s}, QDir::Files, QDir::Name);
    QCOMPARE(aside.size(), 2); // and its report
    QCOMPARE(read(aside.first()), damaged);
    QCOMPARE(QString::fromUtf8(read(aside.last())), recovered.out);
    QCOMPARE(run(QStringList{u"check"_s} + library).exitCode, 0);
    QCOMPARE(run(QStringList{u"export"_s, path(u"a.json"_s)} + library).exitCode, 0);
}

void TestSitebookd::recoverRefuses()
{
    for (const QString &command : {u"check"_s, u"recover"_s}) {
        const Outcome missing = run({command, u"--library"_s, path(u"none.sitebook"_s)});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY2(missing.err.contains(u"There is no library"_s), qPrintable(missing.err));
        const QByteArray content = QByteArray("Dear diary, this is no database.\n").repeated(300);
        write(u"diary.sitebook"_s, content);
        const Outcome foreign = run({command, u"--library"_s, path(u"diary.sitebook"_s)});
        QCOMPARE(foreign.exitCode, 1);
        QVERIFY2(foreign.err.contains(u"not a Sitebook library"_s), qPrintable(foreign.err));
        QCOMPARE(read(u"diary.sitebook"_s), content);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"diary.sitebook"_s});
}

QTEST_GUILESS_MAIN(TestSitebookd)
#include "tst_sitebookd.moc"
