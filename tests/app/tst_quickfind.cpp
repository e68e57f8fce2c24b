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
    const QByteArrayList texts{"doc", "documents", "qt doc", "endocrine", "debian of course", "adxoxxcx"};
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
