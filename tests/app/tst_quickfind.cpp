// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/search/quickfind.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestQuickFind : public QObject
{
    Q_OBJECT

private slots:
    void isSubsequence_data() { addSeedRows(); }
    void isSubsequence();
    void order();
    void kinds();
    void wholeWordsFirst();
    void addresses_data();
    void addresses();
    void keepsTheBest();
};

void TestQuickFind::isSubsequence()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto letters = [&](int most) {
        QByteArray text;
        for (int length = random.bounded(most + 1); length > 0; --length)
            text += "ab /."[random.bounded(5)];
        return text;
    };
    int found = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray text = letters(12);
        const QByteArray pattern = letters(4);
        qsizetype matched = 0;
        for (const char letter : text)
            matched += matched < pattern.size() && letter == pattern.at(matched);
        const bool wanted = matched == pattern.size();
        QVERIFY2((fuzzyDistance(text, pattern) >= 0) == wanted, (text + " | " + pattern).constData());
        found += wanted;
    }
    QVERIFY(found > 2000 && found < 18'000);
}

void TestQuickFind::order()
{
    // Each is nearer to `doc` than the next.
    const QByteArrayList texts{"doc", "doc, the second", "documents", "paradoc doc", "the documents of qt", "endocrine",
        "debian of course", "adxoxxcx"};
    int before = -1;
    for (const QByteArray &text : texts) {
        const int distance = fuzzyDistance(text, "doc");
        QVERIFY2(distance > before, text.constData());
        before = distance;
    }
    QCOMPARE(fuzzyDistance("cod", "doc"), -1);
    QCOMPARE(fuzzyDistance("", ""), 0);
}

void TestQuickFind::kinds()
{
    OfflineLibrary offline;
    offline.tag(u"École"_s);
    offline.person(u"Emil Colette"_s);
    const QString named = offline.website(u"Eco Lab"_s, u"https://a.example/"_s);
    offline.website(u"b"_s, u"https://www.eco-l.example/x"_s);
    offline.website(u"c"_s, u"https://c.example/ecol"_s); // the path is not looked at
    const QString gone = offline.website(u"ecol"_s, {});
    offline.perform({offline.removing(gone)});
    const auto kinds = [&](const QString &text) {
        QStringList words;
        const QStringList names{u"search"_s, u"command"_s, u"tag"_s, u"person"_s, u"website"_s};
        for (const QuickHit &hit :
            quickFind(offline.library(), {u"e.c.o.l."_s}, {u"Economical"_s, u"Undo"_s}, text, 10))
            words.append(names.at(static_cast<int>(hit.kind)) + u' ' + QString::number(hit.index));
        return words;
    };
    QStringList found = kinds(u"ecol"_s);
    QCOMPARE(found.constFirst(), u"tag 0"_s);
    found.sort();
    QCOMPARE(
        found, (QStringList{u"command 0"_s, u"person 0"_s, u"search 0"_s, u"tag 0"_s, u"website 0"_s, u"website 1"_s}));
    QCOMPARE(kinds(u"ECO LAB"_s), QStringList{u"website 0"_s});
    QCOMPARE(kinds(u"un do"_s), QStringList{u"command 1"_s});
    QCOMPARE(kinds({}), (QStringList{u"search 0"_s, u"command 0"_s, u"command 1"_s}));
    QVERIFY(offline.library().websites().find(named));
}

void TestQuickFind::wholeWordsFirst()
{
    OfflineLibrary offline;
    offline.website(u"Adam Smith"_s, {});
    offline.website(u"Ada Lovelace, the first programmer"_s, {});
    offline.person(u"Adaline"_s);
    offline.tag(u"Adana"_s);
    const auto hits = quickFind(offline.library(), {}, {}, u"ada"_s, 10);
    QCOMPARE(hits.size(), 4U);
    QCOMPARE(hits.front().kind, QuickHit::Kind::Website);
    QCOMPARE(hits.front().index, 1U);
}

void TestQuickFind::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("whole") << u"https://Doc.qt.io/qt-6/index.html"_s << QStringList{u"Guide"_s};
    QTest::newRow("head") << u"https://doc.qt.io"_s << QStringList{u"Guide"_s, u"Other guide"_s};
    QTest::newRow("with the slash of browsers") << u"https://doc.qt.io/"_s << QStringList{u"Guide"_s, u"Other guide"_s};
    QTest::newRow("head alone") << u"://kde.org"_s << QStringList{u"KDE"_s};
    QTest::newRow("over the end of the head") << u"qt.io/qt-6"_s << QStringList{u"Guide"_s};
    QTest::newRow("path") << u"/qt-"_s << QStringList{u"Guide"_s, u"Other guide"_s};
    QTest::newRow("inside of the path") << u"to/Pagé"_s << QStringList{u"École"_s};
    QTest::newRow("with a dot") << u"index.h"_s << QStringList{u"Guide"_s};
    QTest::newRow("no head") << u"mailto:ada"_s << QStringList{u"Ada"_s};
    QTest::newRow("not without a sign of addresses") << u"pathtopage"_s << QStringList();
    QTest::newRow("names first") << u"a/b"_s << QStringList{u"Not about a/b at all, whatever one may think"_s, u"x"_s};
    QTest::newRow("letters of names first")
        << u"o/k"_s << QStringList{u"o of // and k"_s, u"Not about a/b at all, whatever one may think"_s, u"z"_s};
    QTest::newRow("without a name") << u"namel"_s << QStringList{QString()};
    QTest::newRow("without a name, by letters") << u"namhel"_s << QStringList{QString()};
    QTest::newRow("without a name, from the host on") << u"nameless.example/hello"_s << QStringList{QString()};
    QTest::newRow("without a name, whole") << u"http://www.nameless.example/hello"_s << QStringList{QString()};
}

void TestQuickFind::addresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, wanted);
    OfflineLibrary offline;
    offline.website(u"Other guide"_s, u"https://doc.qt.io/qt-5/a/long/way/to/it"_s);
    offline.website(u"Guide"_s, u"https://doc.qt.io/qt-6/index.html"_s);
    offline.website(u"KDE"_s, u"https://kde.org"_s);
    offline.website(u"École"_s, u"https://a.example/path/to/page"_s);
    offline.website(u"Ada"_s, u"mailto:ada@example.org"_s);
    offline.website(u"x"_s, u"https://x.example/a/b"_s);
    offline.website(u"z"_s, u"https://z.example/o/k"_s);
    offline.website(u"o of // and k"_s, {});
    offline.website(u"Not about a/b at all, whatever one may think"_s, {});
    offline.website({}, u"http://www.Nameless.example/hello"_s);
    const WebsiteColumns &websites = offline.library().websites();
    QStringList found;
    for (const QuickHit &hit : quickFind(offline.library(), {}, {}, typed, 10))
        found.append(websites.name(hit.index));
    QCOMPARE(found, wanted);
}

void TestQuickFind::keepsTheBest()
{
    // A few of many are the first of all.
    OfflineLibrary offline;
    QRandomGenerator random(7);
    for (int i = 0; i < 300; ++i)
        offline.website(u"x"_s.repeated(random.bounded(20)) + u"ab"_s + u"y"_s.repeated(random.bounded(60)), {});
    const auto all = quickFind(offline.library(), {}, {}, u"ab"_s, 1000);
    const auto some = quickFind(offline.library(), {}, {}, u"ab"_s, 25);
    QCOMPARE(all.size(), 300U);
    QCOMPARE(some.size(), 25U);
    QVERIFY(std::ranges::is_sorted(all, {}, &QuickHit::distance));
    QVERIFY(std::ranges::equal(some, std::vector(all.begin(), all.begin() + 25)));
}

QTEST_GUILESS_MAIN(TestQuickFind)
#include "tst_quickfind.moc"
