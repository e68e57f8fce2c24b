// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/netscapebookmarks.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestNetscapeBookmarks : public QObject
{
    Q_OBJECT

private slots:
    void exports_data();
    void exports();
    void datesAndIcons();
    void encodings_data();
    void encodings();
    void cutOff();
    void scriptsAreRefused();
    void plainPage();
    void unusable_data();
    void unusable();
    void emptyBookmarkFileIsFine();
    void times_data();
    void times();
    void writesWhatItReads();
    void writesOddThings();
    void deepNesting();
    void hostileMarkup_data();
    void hostileMarkup();
    void everyCutIsSafe();
    void large();
    void stops();
};

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

QByteArray load(const QString &name)
{
    QFile file(QStringLiteral(SITEBOOK_TEST_DATA) + u"/bookmarks/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll();
}

/// One line a bookmark or unreadable entry, for comparing.
QStringList asLines(const BookmarkFile &file)
{
    QStringList lines;
    for (const Bookmark &b : file.bookmarks) {
        QString line = u"%1 %2 [%3] {%4}"_s.arg(b.line).arg(b.url, b.name, b.tags.join(u"|"_s));
        if (!b.description.isEmpty())
            line += u" \""_s + QString(b.description).replace(u'\n', u'~') + u'"';
        if (!b.keyword.isEmpty())
            line += u" @"_s + b.keyword;
        lines.append(line);
    }
    for (const UnreadableEntry &entry : file.unreadable)
        lines.append(u"! %1 %2: %3"_s.arg(entry.line).arg(entry.what, entry.why));
    if (!file.error.isEmpty())
        lines.append(u"error: "_s + file.error);
    return lines;
}

void compare(const QStringList &actual, const QStringList &expected)
{
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i)
        QCOMPARE(actual.at(i), expected.at(i));
    QCOMPARE(actual.size(), expected.size());
}

QByteArray bookmarkFile(const QByteArray &inside)
{
    return "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<H1>Bookmarks</H1>\n<DL><p>\n" + inside + "</DL><p>\n";
}

} // namespace

void TestNetscapeBookmarks::exports_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("firefox.html") << QStringList{
        u"13 https://www.sqlite.org/lang.html [SQL As Understood By SQLite & friends] {sql|reference} \"The grammar, with diagrams.\" @sql"_s,
        u"20 https://doc.qt.io/qt-6/qstring.html [QString Class] {Work/C++\u2215Qt}"_s,
        u"23 https://example.org/?a=1&b=2&copy=3 [Entities <b> \u2014 é] {Work}"_s,
        u"28 https://developer.mozilla.org/ [MDN] {}"_s,
        u"31 https://news.example.org/ [] {Daily}"_s,
        u"37 http://example.org/日本語 [日本語のページ] {}"_s,
        u"! 12 Most Visited (place:sort=8&maxResults=10): a saved search of Firefox, not a website"_s,
        u"! 21 Bookmarklet (javascript:(function(){alert('x')})()): a script, not a website"_s,
        u"! 36 My notes (file:///home/ana/notes.html): a file of one computer"_s,
    };
    QTest::newRow("chromium.html") << QStringList{
        u"11 https://github.com/qt/qtbase [qt/qtbase: Qt Base] {}"_s,
        u"16 https://arxiv.org/abs/1706.03762 [Attention Is All You Need] {Papers/Papers}"_s,
        u"24 https://www.rfc-editor.org/ [RFC Editor] {}"_s,
        u"! 22 Settings (chrome://settings/): a page that only one browser has"_s,
    };
    QTest::newRow("safari.html") << QStringList{
        u"8 https://www.apple.com/ [Apple] {}"_s,
        u"11 https://webkit.org/ [WebKit] {Favourites}"_s,
        u"19 https://example.org/soup [Soup] {Recipes}"_s,
        u"23 https://example.org/long [A long read] {Reading List}"_s,
    };
    QTest::newRow("edge.html") << QStringList{
        u"11 https://learn.microsoft.com/ [Microsoft Learn] {}"_s,
        u"15 https://example.org/win [Windows] {Favorites}"_s,
        u"! 14 Favorites (edge://favorites/): a page that only one browser has"_s,
    };
    QTest::newRow("pinboard.html") << QStringList{
        u"5 https://cppreference.com/ [cppreference] {cpp|reference|lang/cpp} \"First line~second line of it,~and a third\""_s,
        u"9 https://example.org/b [No tags] {}"_s,
        u"11 https://example.org/c [Untidy tags] {cpp|x}"_s,
    };
}

void TestNetscapeBookmarks::exports()
{
    QFETCH(QStringList, lines);
    compare(asLines(readNetscapeBookmarks(load(QString::fromLatin1(QTest::currentDataTag())))), lines);
}

void TestNetscapeBookmarks::datesAndIcons()
{
    const BookmarkFile firefox = readNetscapeBookmarks(load(u"firefox.html"_s));
    QCOMPARE(firefox.bookmarks.at(0).added.toIso(), u"2023-11-14T22:13:21.000000Z"_s);
    QCOMPARE(firefox.bookmarks.at(0).changed.toIso(), u"2023-11-14T22:13:22.000000Z"_s);
    QVERIFY(firefox.bookmarks.at(0).icon.startsWith("data:image/png;base64,iVBOR"));
    QVERIFY(firefox.bookmarks.at(1).icon.isEmpty());
    const BookmarkFile chromium = readNetscapeBookmarks(load(u"chromium.html"_s));
    QCOMPARE(chromium.bookmarks.at(1).added.toIso(), u"2023-11-14T22:13:23.000000Z"_s);
    QVERIFY(chromium.bookmarks.at(1).changed.isNull());
    QVERIFY(readNetscapeBookmarks(load(u"safari.html"_s)).bookmarks.at(0).added.isNull());
}

void TestNetscapeBookmarks::encodings_data()
{
    QTest::addColumn<QString>("line");
    const QString western = u"7 https://example.org/cafe [Café “Größe” – 5 €] {Bücher}"_s;
    const QString shorter = u"6 https://example.org/cafe [Café “Größe” – 5 €] {Bücher}"_s;
    QTest::newRow("latin1.html") << western;
    QTest::newRow("wrong-encoding.html") << western;
    QTest::newRow("utf16.html") << shorter;
    QTest::newRow("utf16be-no-bom.html") << shorter;
    QTest::newRow("utf8-bom.html") << shorter;
    QTest::newRow("cyrillic.html") << u"5 https://example.org/ [Закладка] {}"_s;
}

void TestNetscapeBookmarks::encodings()
{
    QFETCH(QString, line);
    compare(asLines(readNetscapeBookmarks(load(QString::fromLatin1(QTest::currentDataTag())))), {line});
}

void TestNetscapeBookmarks::cutOff()
{
    const BookmarkFile file = readNetscapeBookmarks(load(u"cutoff.html"_s));
    QCOMPARE(file.bookmarks.size(), 2);
    QCOMPARE(file.error, QString());
    QCOMPARE(file.unreadable.last().line, 23);
    QVERIFY(file.unreadable.last().why.contains(u"cut off"_s));
    // Cut between two entries, where no tag is broken but folders stay open.
    const BookmarkFile between =
        readNetscapeBookmarks("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><A HREF=\"https://a.example\">A</A>\n");
    QCOMPARE(between.bookmarks.size(), 1);
    QCOMPARE(between.unreadable.size(), 1);
}

void TestNetscapeBookmarks::scriptsAreRefused()
{
    compare(asLines(readNetscapeBookmarks(load(u"scripts.html"_s))),
        {u"13 https://example.org/ [Fine] {}"_s, u"! 4 Alert (javascript:alert(1)): a script, not a website"_s,
            u"! 5 Alert too (JaVaScRiPt:alert(2)): a script, not a website"_s,
            u"! 6 Broken script (javascript:alert(3)): a script, not a website"_s,
            u"! 7 Old script (vbscript:msgbox(1)): a script, not a website"_s,
            u"! 8 Document (data:text/html,<script>alert(1)</script>): a document inside its own address, not a website"_s,
            u"! 9 Settings (about:config): a page that only one browser has"_s, u"! 10 Nothing: it has no address"_s,
            u"! 11 Relative (/relative): the address has no beginning, such as https://"_s,
            u"! 12 Drive (c:\\notes.txt): a file of one computer"_s});
}

void TestNetscapeBookmarks::plainPage()
{
    compare(asLines(readNetscapeBookmarks(load(u"page.html"_s))),
        {u"7 https://example.org/heading [In a heading] {}"_s, u"8 https://example.org/one [the first one] {}"_s,
            u"9 https://example.org/two [the second] {}"_s, u"10 https://example.org/three [three] {}"_s,
            u"10 https://example.org/four [Four] {}"_s, u"11 https://example.org/definition [a link] {}"_s,
            u"! 12 Relative (relative.html): the address has no beginning, such as https://"_s});
}

void TestNetscapeBookmarks::unusable_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << load(u"empty.html"_s) << u"empty"_s;
    QTest::newRow("spaces") << QByteArray(" \n\t") << u"empty"_s;
    QTest::newRow("binary") << load(u"nothtml.bin"_s) << u"no text file"_s;
    QTest::newRow("sqlite") << QByteArray("SQLite format 3\0\x10\0", 18) << u"database"_s;
    QTest::newRow("property list") << QByteArray("bplist00\xd1\x01") << u"property list"_s;
    QTest::newRow("zip") << QByteArray("PK\x03\x04\x14") << u"ZIP"_s;
    QTest::newRow("json") << QByteArray("{\"roots\": {}}") << u"JSON"_s;
    QTest::newRow("plain text") << QByteArray("https://example.org/\n") << u"plain text"_s;
    QTest::newRow("page without links") << QByteArray("<html><p>Hello</p></html>") << u"no link"_s;
}

void TestNetscapeBookmarks::unusable()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    const BookmarkFile file = readNetscapeBookmarks(content);
    QVERIFY(file.bookmarks.isEmpty());
    QVERIFY2(file.error.contains(word), qPrintable(file.error));
}

void TestNetscapeBookmarks::emptyBookmarkFileIsFine()
{
    const BookmarkFile file = readNetscapeBookmarks(bookmarkFile({}));
    QVERIFY(file.bookmarks.isEmpty() && file.unreadable.isEmpty());
    QCOMPARE(file.error, QString());
}

void TestNetscapeBookmarks::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("iso");
    QTest::newRow("seconds") << u"1700000000"_s << u"2023-11-14T22:13:20.000000Z"_s;
    QTest::newRow("milliseconds") << u"1700000000123"_s << u"2023-11-14T22:13:20.123000Z"_s;
    QTest::newRow("microseconds") << u"1700000000123456"_s << u"2023-11-14T22:13:20.123456Z"_s;
    QTest::newRow("since 1601") << u"13344473600123456"_s << u"2023-11-14T22:13:20.123456Z"_s;
    QTest::newRow("old seconds") << u"100000000"_s << u"1973-03-03T09:46:40.000000Z"_s;
    QTest::newRow("iso") << u"2023-11-14T22:13:20Z"_s << u"2023-11-14T22:13:20.000000Z"_s;
    QTest::newRow("zero") << u"0"_s << QString();
    QTest::newRow("negative") << u"-5"_s << QString();
    QTest::newRow("too late") << u"99999999999"_s << QString();
    QTest::newRow("absurd") << u"9223372036854775807"_s << QString();
    QTest::newRow("too big") << u"99999999999999999999"_s << QString();
    QTest::newRow("words") << u"yesterday"_s << QString();
    QTest::newRow("none") << QString() << QString();
}

void TestNetscapeBookmarks::times()
{
    QFETCH(QString, text);
    QTEST(bookmarkTime(text).toIso(), "iso");
}

void TestNetscapeBookmarks::writesWhatItReads()
{
    for (const QString &name : {u"firefox.html"_s, u"chromium.html"_s, u"pinboard.html"_s, u"latin1.html"_s}) {
        BookmarkFile before = readNetscapeBookmarks(load(name));
        const QByteArray written = writeNetscapeBookmarks(before.bookmarks);
        BookmarkFile after = readNetscapeBookmarks(written);
        QVERIFY(after.unreadable.isEmpty() && after.error.isEmpty());
        QCOMPARE(after.bookmarks.size(), before.bookmarks.size());
        for (QList<Bookmark> *list : {&before.bookmarks, &after.bookmarks}) {
            for (Bookmark &bookmark : *list)
                bookmark.line = 0;
            std::ranges::sort(*list, {}, &Bookmark::url);
        }
        before.unreadable.clear();
        compare(asLines(after), asLines(before));
        for (qsizetype i = 0; i < after.bookmarks.size(); ++i) {
            QCOMPARE(after.bookmarks.at(i).added, before.bookmarks.at(i).added);
            QCOMPARE(after.bookmarks.at(i).changed, before.bookmarks.at(i).changed);
            QCOMPARE(after.bookmarks.at(i).icon, before.bookmarks.at(i).icon);
        }
        QCOMPARE(writeNetscapeBookmarks(readNetscapeBookmarks(written).bookmarks), written);
    }
}

void TestNetscapeBookmarks::writesOddThings()
{
    QList<Bookmark> bookmarks;
    const QList<QStringList> tagLists = {{}, {u"a, b"_s, u"c"_s}, {u"x//y"_s}, {u"/lead"_s, u"trail/"_s},
        {u"<b>\"&amp;'"_s}, {u"one"_s, u"one/two"_s}, {u"Bookmarks Menu"_s}, {u"Favorites"_s}, {u"עברית/中文"_s}};
    for (const QStringList &tags : tagLists) {
        Bookmark bookmark;
        bookmark.url = u"https://example.org/%1?a=\"1\"&b=<2>&amp;lt;"_s.arg(bookmarks.size());
        bookmark.name = u"</A><DT> & \"x\" ' &lt; "_s + QString::number(bookmarks.size());
        bookmark.description = u"<DD>two\nlines & </DL>"_s;
        bookmark.tags = tags;
        bookmarks.append(bookmark);
    }
    QList<Bookmark> after = readNetscapeBookmarks(writeNetscapeBookmarks(bookmarks)).bookmarks;
    std::ranges::sort(after, {}, &Bookmark::url);
    QCOMPARE(after.size(), bookmarks.size());
    for (qsizetype i = 0; i < after.size(); ++i) {
        QCOMPARE(after.at(i).url, bookmarks.at(i).url);
        QCOMPARE(after.at(i).name, bookmarks.at(i).name);
        QCOMPARE(after.at(i).description, bookmarks.at(i).description);
        QCOMPARE(after.at(i).tags, bookmarks.at(i).tags);
    }
}

void TestNetscapeBookmarks::deepNesting()
{
    constexpr int depth = 10'000;
    QByteArray inside;
    for (int i = 0; i < depth; ++i)
        inside += "<DT><H3>f</H3><DL><p>\n";
    inside += "<DT><A HREF=\"https://example.org/deep\">Deep</A>\n";
    for (int i = 0; i < depth; ++i)
        inside += "</DL><p>\n";
    inside += "<DT><A HREF=\"https://example.org/after\">After</A>\n";
    const BookmarkFile file = readNetscapeBookmarks(bookmarkFile(inside));
    QCOMPARE(file.bookmarks.size(), 2);
    QVERIFY(file.unreadable.isEmpty());
    QVERIFY(file.bookmarks.at(0).folder.startsWith("f/f/f/f"_L1));
    QCOMPARE(file.bookmarks.at(0).tags, QStringList{file.bookmarks.at(0).folder});
    QVERIFY(file.bookmarks.at(0).folder.size() < 1000);
    QVERIFY(file.bookmarks.at(1).tags.isEmpty());
}

void TestNetscapeBookmarks::hostileMarkup_data()
{
    QTest::addColumn<QByteArray>("repeated");
    for (const char *repeated :
        {"<DL>", "</DL>", "<DT>", "<DD>x", "<H3>", "<A HREF='https://a.example'>", "<a><h3>", "<b>", "<div>",
            "<table><td>", "<svg><g>", "<p>", "<!--", "<!-- --><div>", "<", "<a ", "<a =\"><b>\">",
            "<a x===\"><b><i>\">", "<script>", "<title>", "<h3><a href='https://a.example'><dd><a>", "&lt", "\xff\xfe"})
        QTest::newRow(repeated) << QByteArray(repeated);
}

void TestNetscapeBookmarks::hostileMarkup()
{
    QFETCH(QByteArray, repeated);
    QElapsedTimer timer;
    timer.start();
    const BookmarkFile file = readNetscapeBookmarks(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DT>" + repeated.repeated(isSanitized ? 10'000 : 40'000));
    QVERIFY(file.error.isEmpty());
    // Far from what it takes; quadratic time would need minutes.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void TestNetscapeBookmarks::everyCutIsSafe()
{
    const QByteArray whole = load(u"firefox.html"_s);
    qsizetype before = 0;
    for (qsizetype size = 1; size < whole.size(); size += isSanitized ? 7 : 1) {
        const BookmarkFile file = readNetscapeBookmarks(whole.left(size));
        QVERIFY(file.bookmarks.size() >= before);
        before = file.bookmarks.size();
        if (before > 0)
            QVERIFY(size > whole.size() - 3 || !file.unreadable.isEmpty());
    }
    QCOMPARE(before, 6);
}

void TestNetscapeBookmarks::large()
{
    constexpr qsizetype size = (isSanitized ? 10 : 50) * 1024 * 1024;
    QByteArray inside;
    inside.reserve(size + 1024);
    const QByteArray icon = QByteArray(600, 'A');
    int count = 0;
    while (inside.size() < size) {
        inside += "        <DT><A HREF=\"https://example.org/path/" + QByteArray::number(count)
            + "?a=1&amp;b=2\" ADD_DATE=\"1700000000\" ICON=\"data:image/png;base64," + icon + "\">Bookmark number "
            + QByteArray::number(count) + "</A>\n";
        ++count;
    }
    const QByteArray content = bookmarkFile(inside);
    double last = 0;
    int calls = 0;
    QElapsedTimer timer;
    timer.start();
    const BookmarkFile file = readNetscapeBookmarks(content, [&](double progress) {
        ++calls;
        const bool grows = progress >= last && progress <= 1;
        last = progress;
        return grows;
    });
    qInfo("%lld ms for %d bookmarks", timer.elapsed(), count);
    QCOMPARE(file.error, QString());
    QCOMPARE(file.bookmarks.size(), count);
    QCOMPARE(file.bookmarks.last().name, u"Bookmark number %1"_s.arg(count - 1));
    QCOMPARE(file.bookmarks.last().line, count + 3);
    QVERIFY(calls > 20);
    QVERIFY(last > 0.99);
}

void TestNetscapeBookmarks::stops()
{
    const QByteArray content =
        bookmarkFile(QByteArray("<DT><A HREF=\"https://example.org/\">A</A>\n").repeated(20'000));
    int calls = 0;
    const BookmarkFile file = readNetscapeBookmarks(content, [&calls](double) { return ++calls < 3; });
    QCOMPARE(calls, 3);
    QVERIFY(file.bookmarks.isEmpty());
    QVERIFY(!file.error.isEmpty());
}

QTEST_GUILESS_MAIN(TestNetscapeBookmarks)
#include "tst_netscapebookmarks.moc"
