// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "tests/app/offlinelibrary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestGroups : public QObject
{
    Q_OBJECT

private slots:
    void findByAddress_data();
    void findByAddress();
    void nameOfANewWebsite_data();
    void nameOfANewWebsite();
};

void TestGroups::findByAddress_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("row");
    QTest::newRow("as it is") << u"https://a.example/x"_s << 0;
    QTest::newRow("in capitals, with a port") << u"HTTPS://A.example:443/x"_s << 0;
    QTest::newRow("with the slash of browsers") << u"https://b.example/"_s << 1;
    QTest::newRow("letters for Punycode") << u"https://m\u00FCnchen.de/"_s << 2;
    QTest::newRow("capital letters for Punycode") << u"https://M\u00DCNCHEN.de"_s << 2;
    QTest::newRow("Punycode for letters") << u"https://xn--bcher-kva.example/"_s << 3;
    QTest::newRow("another path") << u"https://a.example/y"_s << -1;
    QTest::newRow("another host") << u"https://c.example/x"_s << -1;
    QTest::newRow("nothing") << QString() << -1;
}

void TestGroups::findByAddress()
{
    QFETCH(const QString, url);
    QFETCH(const int, row);
    OfflineLibrary offline;
    QStringList ids;
    for (const QString &known : {u"https://a.example/x"_s, u"https://b.example"_s, u"https://xn--mnchen-3ya.de/"_s,
             u"https://b\u00FCcher.example/"_s})
        ids.append(offline.website(u"name"_s, known));
    const auto found = sitebook::findByAddress(offline.library(), url);
    QCOMPARE(found ? static_cast<int>(*found) : -1, row);
    if (found)
        QVERIFY(!sitebook::findByAddress(offline.library(), url, ids.at(row)));
}

void TestGroups::nameOfANewWebsite_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("host") << u"https://www.qt.io/"_s << u"qt.io"_s;
    QTest::newRow("path") << u"https://doc.qt.io/a/b"_s << u"doc.qt.io/a/b"_s;
    QTest::newRow("encoded letters") << u"https://ja.wikipedia.org/wiki/%E5%A4%A7%E9%98%AA"_s
                                     << u"ja.wikipedia.org/wiki/大阪"_s;
    QTest::newRow("no host") << u"mailto:ada@example.org"_s << u"mailto:ada@example.org"_s;
}

void TestGroups::nameOfANewWebsite()
{
    QFETCH(const QString, url);
    QFETCH(const QString, name);
    QCOMPARE(newWebsite(url, {}).name, name);
    QCOMPARE(newWebsite(url, u"given"_s).name, u"given"_s);
    QCOMPARE(newWebsite(url, {}).url, url);
}

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
