// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/placequery.h"
#include "app/search/websitematcher.h"
#include "tests/app/offlinelibrary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// A query says what a place does.
class TestPlaceQuery : public QObject
{
    Q_OBJECT

private slots:
    void says();
    void findsTheSame();
};

void TestPlaceQuery::says()
{
    using Scope = WebsiteFilter::Scope;
    OfflineLibrary offline;
    const Library &library = offline.library();
    QCOMPARE(queryWithPlace(library, {.text = u" qt "_s}), u"qt"_s);
    QCOMPARE(queryWithPlace(library, {.scope = Scope::RecentlyAdded, .text = u"qt"_s}), u"created:<30d qt"_s);
    QCOMPARE(queryWithPlace(library, {.scope = Scope::RecentlyChanged}), u"updated:<30d"_s);
    QCOMPARE(queryWithPlace(library, {.scope = Scope::WithoutLinks, .text = u"a OR b"_s}), u"is:unlinked (a OR b)"_s);
    QCOMPARE(queryWithPlace(library, {.scope = Scope::TagFolder, .path = u"a b"_s}), u"tag:\"a b\""_s);
    const auto withWords = [&](const QString &words) {
        return queryWithPlace(library, {.scope = Scope::WithoutLinks, .text = words});
    };
    QCOMPARE(withWords(u"a OR \"b"_s), u"is:unlinked (a OR \"b"_s);
    QCOMPARE(withWords(u"a OR b created:20"_s), u"is:unlinked (a OR b created:20"_s);
    QCOMPARE(withWords(u"OR b"_s), u"is:unlinked (OR b)"_s);
    QCOMPARE(withWords(u"a is:un"_s), u"is:unlinked a is:un"_s);
    QCOMPARE(withWords(u"-a /x y/ \"b c\""_s), u"is:unlinked -a /x y/ \"b c\""_s);
    QCOMPARE(queryWithPlace(library, {.scope = Scope::LinkedTo, .id = u"gone"_s, .text = u"x"_s}), u"x"_s);
}

void TestPlaceQuery::findsTheSame()
{
    using Scope = WebsiteFilter::Scope;
    OfflineLibrary offline;
    QList<WebsiteFilter> places{
        {.scope = Scope::Host, .host = u"qt.io"_s}, {.scope = Scope::TagFolder, .path = u"work"_s}};
    for (const QString &name : {u"work/qt"_s, u"=odd* (name)"_s, u"say \"hi\""_s, u"/misc/"_s, u"-x"_s}) {
        const MaterialRef tag = offline.tag(name);
        const MaterialRef person = offline.person(name);
        offline.person(name + u" junior"_s);
        places.append({.scope = Scope::LinkedTo, .kind = tag.kind, .id = tag.id});
        places.append({.scope = Scope::LinkedTo, .kind = person.kind, .id = person.id});
        offline.website(u"a "_s + name, u"https://qt.io/"_s, {tag});
        offline.website(u"b "_s + name, u"https://www.doc.qt.io/"_s, {person});
    }
    for (WebsiteFilter place : places) {
        place.text = u"a OR b"_s;
        const auto expected = WebsiteMatcher(offline.library(), place).matchingRows();
        QVERIFY(!expected.empty());
        const QString query = queryWithPlace(offline.library(), place);
        QVERIFY2(WebsiteMatcher(offline.library(), {.text = query}).matchingRows() == expected, qPrintable(query));
    }
}

QTEST_GUILESS_MAIN(TestPlaceQuery)
#include "tst_placequery.moc"
