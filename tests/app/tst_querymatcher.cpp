// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/linkchecks.h"
#include "app/search/addresskeys.h"
#include "app/search/querymatcher.h"
#include "app/search/queryparser.h"
#include "app/search/websitematcher.h"
#include "app/web/registrabledomain.h"
#include "tests/app/naivequery.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

const QStringList words{
    u"Qt"_s, u"straße"_s, u"École"_s, u"日本語"_s, u"c++"_s, u"a"_s, u"ada"_s, u"Ångström"_s, u"doc"_s, u"κόσμος"_s};
const QStringList tagNames{u"a"_s, u"a/b"_s, u"A/b/c"_s, u"ab"_s, u"École"_s, u"école/x"_s, u"tools"_s, u"x//y"_s};
const QStringList hosts{u"qt.io"_s, u"www.doc.qt.io"_s, u"EXAMPLE.co.uk"_s, u"a.example.co.uk"_s, u"[::1]:80"_s,
    u"10.0.0.1"_s, u"xn--bcher-kva.example"_s, u"ada.github.io"_s, u"localhost"_s};

/// Websites with everything that a query can ask for, made of few words so that queries find some.
class RandomLibrary : public OfflineLibrary
{
public:
    explicit RandomLibrary(quint32 seed)
        : m_random(seed)
    {
        for (const QString &name : tagNames)
            items.append(tag(name));
        for (const QString &word : words) {
            items.append(add(AssociationKind::Person, word + u" Lovelace"_s, {}, {}));
            items.append(add(AssociationKind::Person, {}, {}, u"ada@%1.org"_s.arg(items.size())));
            items.append(material(AssociationKind::Annotation, u"first line\nnote on "_s + word));
            items.append(add(AssociationKind::Asset, word, pick({u"cpp"_s, u"c"_s, u"Python"_s}), {}));
            items.append(material(AssociationKind::Conversation, u"about "_s + word));
            items.append(material(AssociationKind::WorkstreamSummary, word));
        }
        // Linked, but not read.
        items.append({AssociationKind::Message, u"message"_s});
        for (int i = 0; i < 60; ++i)
            ids.append(addRandom());
        for (int i = 0; i < 10; ++i)
            perform({removing(ids.takeAt(m_random.bounded(ids.size())))});
        for (const QString &id : std::as_const(ids))
            check(id);
        remove(items.takeAt(m_random.bounded(items.size() - 1)));
    }

    QList<MaterialRef> items;
    QStringList ids;

    int bounded(int limit) { return m_random.bounded(limit); }
    QString pick(const QStringList &list) { return list.at(m_random.bounded(list.size())); }
    /// A query as a person might type it.
    QString query(int depth = 0)
    {
        QStringList terms;
        for (int count = 1 + bounded(depth == 0 ? 3 : 2); count > 0; --count)
            terms.append(pick({{}, {}, {}, u"-"_s}) + (depth < 2 && bounded(5) == 0 ? group(depth) : term()));
        return terms.join(pick({u" "_s, u" "_s, u" OR "_s}));
    }

private:
    QRandomGenerator m_random;

    MaterialRef add(AssociationKind kind, const QString &name, const QString &type, const QString &email)
    {
        Material made;
        made.kind = kind;
        made.id = newIdentifier();
        made.name = name;
        made.type = type;
        made.email = email;
        perform({Operation::create(made)});
        return {kind, made.id};
    }

    QString addRandom()
    {
        QList<MaterialRef> links;
        const int rarity = 20 + bounded(60);
        for (const MaterialRef &item : std::as_const(items)) {
            if (bounded(rarity) == 0)
                links.append(item);
        }
        const QString path = pick({{}, u"/"_s, u"/docs/"_s + pick(words), u"?q="_s + pick(words), u"/a#b"_s,
            u'/' + QString::fromUtf8(QUrl::toPercentEncoding(pick(words)))});
        Website made = makeWebsite(pick(words) + u' ' + pick(words),
            pick({u"http"_s, u"https"_s, u"ftp"_s}) + u"://"_s + pick(hosts) + path, links);
        if (bounded(20) == 0)
            made.url.clear();
        made.created = Timestamp::now();
        made.updated = bounded(10) == 0
            ? Timestamp()
            : Timestamp::fromMicroseconds(made.created.microseconds() - bounded(100) * 24LL * 3600 * 1'000'000);
        made.score.reuse = bounded(3);
        made.score.manual = bounded(5);
        if (bounded(3) == 0)
            made.mechanisms.insert(u"some asset"_s, pick({u"MANUAL"_s, u"AUTOMATIC"_s, u"UNKNOWN"_s}));
        perform({Operation::create(made)});
        return made.id;
    }

    /// Has it checked, or not, or moved since.
    void check(const QString &id)
    {
        Website site = library().website(*library().websites().find(id));
        LinkFinding finding;
        finding.state = static_cast<LinkState>(bounded(4));
        if (finding.state == LinkState::Unknown)
            return;
        library().linkChecks().record({{id, site.url, finding}});
        if (bounded(6) != 0)
            return;
        const Website before = site;
        site.url += u"/moved"_s;
        perform({Operation::update(before, site)});
    }

    QString group(int depth)
    {
        return pick({{}, {}, u"person:"_s, u"tag:"_s, u"name:"_s}) + u'(' + query(depth + 1) + u')';
    }
    QString word()
    {
        QString word = pick(words);
        if (bounded(3) == 0)
            word = word.left(1 + bounded(static_cast<int>(word.size())));
        if (bounded(3) == 0)
            word = word.toUpper();
        switch (bounded(8)) {
        case 0:
            return u'"' + word + u'"';
        case 1:
            return word + u'*';
        case 2:
            return u'*' + word;
        case 3:
            return u'=' + word;
        default:
            return word;
        }
    }
    QString term()
    {
        const QString number = pick({u">"_s, u"<"_s, u">="_s, u"<="_s, u"="_s, u":"_s}) + QString::number(bounded(6));
        const QString text = pick({u"name:"_s, u"url:"_s, u"host:"_s, u"path:"_s, u"person:"_s, u"asset:"_s,
                                 u"conversation:"_s, u"summary:"_s, u"note:"_s, u"person.email:"_s})
            + word();
        switch (bounded(14)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return word();
        case 4:
        case 5:
        case 6:
            return text;
        case 7:
            return u"tag:"_s + pick(tagNames + QStringList{u"to"_s, u"=a"_s, u"*b"_s, u"b"_s});
        case 8:
            return pick({u"linked"_s, u"person"_s, u"tag"_s, u"score"_s, u"reuse"_s}) + number;
        case 9:
            return u"linked:"_s + pick({u"person"_s, u"asset"_s, u"message"_s, u"tag"_s, u"nothing"_s});
        case 10:
            return pick({u"is:unlinked"_s, u"is:duplicate"_s, u"is:untagged"_s, u"opened:never"_s, u"is:broken"_s,
                u"is:moved"_s, u"is:checked"_s, u"is:trash"_s, u"is:captured"_s, u"is:manual"_s});
        case 11:
            return pick({u"created"_s, u"updated"_s})
                + pick({u":today"_s, u":<30d"_s, u":>30d"_s, u">2020"_s, u":..2020"_s, u":this year"_s});
        case 12:
            return u"site:"_s
                + pick({u"qt.io"_s, u"x.qt.io"_s, u"example"_s, u"example.co.uk"_s, u"ada"_s, u"bücher"_s, u"io"_s});
        default:
            return pick({u"/^q/"_s, u"name:/[aé]/"_s, u"url:/\\.io\\b/"_s, u"person:/^ada/"_s, u"note:/NOTE on q/"_s,
                u"asset.language:c"_s, u"asset.language:py"_s, u"scheme:http"_s, u"scheme:http*"_s, u"scheme:*s"_s,
                u"person:/@/"_s, u"host:/^.{5}$/"_s});
        }
    }
};

std::vector<quint32> naiveRows(const Library &library, const QString &text)
{
    const Query query = parseQuery(text);
    std::vector<quint32> rows;
    for (Library::Row row = 0; row < library.websites().size(); ++row) {
        if (library.websites().isLive(row) && naiveMatches(library, row, query.root))
            rows.push_back(row);
    }
    return rows;
}

std::vector<quint32> fastRows(const Library &library, const QString &text)
{
    return WebsiteMatcher(library, {.text = text}).matchingRows();
}

QString numbers(const std::vector<quint32> &rows)
{
    QStringList words;
    for (const quint32 row : rows)
        words.append(QString::number(row));
    return words.join(u' ');
}

} // namespace

class TestQueryMatcher : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatTheNaiveMatcherFinds_data() { addSeedRows(); }
    void findsWhatTheNaiveMatcherFinds();
    void finds_data();
    void finds();
    void hostsWithoutSite();
    void regexThatGivesUp();
    void findsAsPeopleType_data();
    void findsAsPeopleType();
    void tagMeansItsChildren();
    void sites_data();
    void sites();
    void reasons();
    void keysFollowTheLibrary();
    void evilRegexEnds();
};

void TestQueryMatcher::findsWhatTheNaiveMatcherFinds()
{
    QFETCH(quint32, seed);
    RandomLibrary random(seed);
    const std::size_t all = naiveRows(random.library(), {}).size();
    int telling = 0;
    for (int i = 0; i < 400; ++i) {
        const QString query = random.query();
        const std::vector<quint32> found = fastRows(random.library(), query);
        const std::vector<quint32> wanted = naiveRows(random.library(), query);
        QVERIFY2(found == wanted,
            qPrintable(u"%1 = %2\nfound  %3\nwanted %4"_s.arg(
                query, parseQuery(query).toText(), numbers(found), numbers(wanted))));
        telling += !wanted.empty() && wanted.size() < all;
    }
    QVERIFY2(telling > 150, qPrintable(u"only %1 queries find some and not all"_s.arg(telling)));
}

void TestQueryMatcher::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    const auto row = [](const QString &query, bool found) { QTest::newRow(qPrintable(query)) << query << found; };
    row(u"\"école in der\""_s, true);
    row(u"\"in école\""_s, false);
    row(u"-ecole"_s, false);
    row(u"ecole -absent"_s, true);
    row(u"absent OR strasse"_s, true);
    row(u"absent OR nowhere"_s, false);
    row(u"(absent OR ecole) (kept OR absent)"_s, true);
    row(u"stra*"_s, true);
    row(u"trasse*"_s, false);
    row(u"*asse"_s, true);
    row(u"*stra"_s, false);
    row(u"本語*"_s, true); // words without spaces begin anywhere
    row(u"/^école.*日/"_s, true);
    row(u"/^strasse/"_s, false);
    row(u"=\"École in der Straße 日本語\""_s, true);
    row(u"=École"_s, false);
    row(u"=\"to be kept\""_s, true);
    row(u"name:path"_s, false);
    row(u"path:path"_s, true);
    row(u"path:example"_s, false);
    row(u"path:東京"_s, true);
    row(u"%E6%9D%B1"_s, true);
    row(u"/東.\\.html/"_s, true);
    row(u"url:/%E6%9D/"_s, true);
    row(u"%E6%9D"_s, false);
    row(u"京.html"_s, true);
    row(u"host:www.docs.example"_s, true);
    row(u"host:=docs.example.co.uk"_s, true);
    row(u"host:=example.co.uk"_s, false);
    row(u"host:WWW.docs.Example"_s, true);
    row(u"host:docs.example.co.uk:8080"_s, true);
    row(u"site:example.co.uk"_s, true);
    row(u"site:example"_s, true);
    row(u"site:co.uk"_s, true); // in the middle of typing
    row(u"site:ample.co.uk"_s, false);
    row(u"scheme:https"_s, true);
    row(u"scheme:http"_s, false);
    row(u"scheme:http*"_s, true);
    row(u"scheme:*ttps"_s, true);
    row(u"scheme:=https"_s, true);
    row(u"person:lovelace"_s, true);
    row(u"person:charles"_s, false);
    row(u"person:(charles OR ada)"_s, true);
    row(u"tag:lovelace"_s, false);
    row(u"note:milk"_s, true);
    row(u"linked>2"_s, true);
    row(u"linked>3"_s, false);
    row(u"linked:person -linked:asset"_s, true);
    row(u"person>0 person<2"_s, true);
    row(u"is:unlinked"_s, false);
    row(u"is:untagged"_s, false);
    row(u"is:captured"_s, true);
    row(u"is:manual"_s, false);
    row(u"opened:never"_s, true);
    row(u"score>0"_s, false);
    row(u"created:today"_s, false);
    row(u"created:1970"_s, true);
    row(u"is:broken"_s, true);
    row(u"is:moved"_s, false);
    row(u"is:checked"_s, true);
    row(u"-is:checked"_s, false);
    row(u"is:trash"_s, false); // what is there is not in the trash
    row(u"-is:trash"_s, true);
    row(u"is:trash OR ecole"_s, true);
}

void TestQueryMatcher::finds()
{
    QFETCH(QString, query);
    QFETCH(bool, found);
    OfflineLibrary offline;
    const MaterialRef tag = offline.tag(u"to be Kept"_s);
    const MaterialRef ada = offline.person(u"Ada Lovelace"_s);
    offline.person(u"Charles"_s);
    const MaterialRef note = offline.material(AssociationKind::Annotation, u"Remember:\nthe milk"_s);
    Website website = offline.makeWebsite(u"École in der Straße 日本語"_s,
        u"https://www.docs.Example.co.uk/Path/%E6%9D%B1%E4%BA%AC.html"_s, {tag, ada, note});
    website.mechanisms.insert(u"some asset"_s, u"AUTOMATIC"_s);
    offline.perform({Operation::create(website)});
    offline.library().linkChecks().record({{website.id, website.url, {.state = LinkState::Broken}}});
    QCOMPARE(fastRows(offline.library(), query) == std::vector<quint32>{0}, found);
}

void TestQueryMatcher::hostsWithoutSite()
{
    OfflineLibrary offline;
    offline.website(u"local"_s, u"http://localhost:8080/x"_s);
    offline.website(u"number"_s, u"http://192.168.1.1/"_s);
    offline.website(u"punycode"_s, u"https://xn--mnchen-3ya.de/"_s);
    offline.website(u"umlaut"_s, u"https://www.m\u00FCnchen.de/"_s);
    const Library &library = offline.library();
    using Rows = std::vector<quint32>;
    QCOMPARE(fastRows(library, u"site:localhost"_s), Rows{0});
    QCOMPARE(fastRows(library, u"host:localhost:8080"_s), Rows{0});
    QCOMPARE(fastRows(library, u"site:192.168.1.1"_s), Rows{1});
    // What is no name yet does not mean all of them.
    for (const QString &host : {u"xn--"_s, u"xn--m"_s, u"xn--mller-kva.de:8080"_s, u"www."_s, u":80"_s})
        QVERIFY2(fastRows(library, u"host:"_s + host).size() < 2, qPrintable(host));
    for (const QString &host :
        {u"xn--mnchen-3ya.de:8080"_s, u"xn--mnchen-3ya.de"_s, u"m\u00FCnchen.de"_s, u"munchen.de"_s}) {
        QCOMPARE(fastRows(library, u"host:"_s + host), (Rows{2, 3}));
        QCOMPARE(fastRows(library, u"host:="_s + host), (Rows{2, 3}));
        QCOMPARE(fastRows(library, u"site:"_s + host), (Rows{2, 3}));
    }
}

/// What an expression gives up on is neither found by it nor by its negation, and that is known.
void TestQueryMatcher::regexThatGivesUp()
{
    OfflineLibrary offline;
    for (int i = 0; i < 100; ++i)
        offline.website(u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab%1"_s.arg(i), {});
    offline.website(u"aaa"_s, {}, {offline.person(u"a"_s.repeated(40) + u'b')});
    const auto rows = [&](const QString &query, bool givesUp) {
        const WebsiteMatcher matcher(offline.library(), {.text = query});
        const std::vector<quint32> found = matcher.matchingRows();
        return matcher.gaveUp() == givesUp ? found : std::vector<quint32>{9999};
    };
    using Rows = std::vector<quint32>;
    QCOMPARE(rows(u"name:/^aaa$/"_s, false), Rows{100});
    QCOMPARE(rows(u"name:/^(a+)+$/"_s, true), Rows());
    QCOMPARE(rows(u"-name:/^(a+)+$/"_s, true), Rows());
    QCOMPARE(rows(u"name:aaa -(name:/^(a+)+$/ OR name:b9)"_s, true), Rows());
    QCOMPARE(rows(u"name:b9 OR name:/^(a+)+$/"_s, true).size(), std::size_t(11));
    QCOMPARE(rows(u"-person:/^(a+)+$/"_s, true), Rows());
}

void TestQueryMatcher::findsAsPeopleType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    QTest::newRow("a quote") << u"What’s new"_s << u"what's"_s << true;
    QTest::newRow("a dash") << u"Qt – the book"_s << u"\"qt - the\""_s << true;
    QTest::newRow("spaces") << u"Two  spaces"_s << u"\"two spaces\""_s << true;
    QTest::newRow("a joiner") << u"می\u200Cخواهم"_s << u"میخواهم"_s << true;
    QTest::newRow("another kana") << u"バス"_s << u"ハス"_s << false;
    QTest::newRow("the same kana") << u"バス停"_s << u"ﾊﾞｽ"_s << true;
    QTest::newRow("another vowel") << u"कुल"_s << u"कल"_s << false;
    QTest::newRow("without the nukta") << u"क़लम"_s << u"कलम"_s << true;
    QTest::newRow("spaces at the ends") << u" Exact \n"_s << u"=exact"_s << true;
    QTest::newRow("spaces at the ends of a field") << u"Exact "_s << u"name:=exact"_s << true;
    QTest::newRow("a word does not end before its vowel") << u"กิน"_s << u"*ก"_s << false;
}

void TestQueryMatcher::findsAsPeopleType()
{
    QFETCH(const QString, name);
    QFETCH(const QString, query);
    QFETCH(const bool, found);
    OfflineLibrary offline;
    offline.website(name, u"https://a.example/"_s);
    QCOMPARE(fastRows(offline.library(), query) == std::vector<quint32>{0}, found);
}

void TestQueryMatcher::tagMeansItsChildren()
{
    OfflineLibrary offline;
    for (const QString &name : {u"work"_s, u"Work/Qt"_s, u"workshop"_s, u"life/work"_s, u"plan/a"_s})
        offline.website(name, {}, {offline.tag(name)});
    const auto names = [&](const QString &query) {
        QStringList names;
        for (const quint32 row : fastRows(offline.library(), query))
            names.append(offline.library().websites().name(row));
        return names.join(u' ');
    };
    QCOMPARE(names(u"tag:work"_s), u"work Work/Qt"_s);
    QCOMPARE(names(u"tag:wör"_s), u"work Work/Qt workshop life/work"_s);
    QCOMPARE(names(u"tag:*work*"_s), u"work Work/Qt"_s);
    QCOMPARE(names(u"tag:work*"_s), u"work Work/Qt workshop life/work"_s);
    QCOMPARE(names(u"-tag:work"_s), u"workshop life/work plan/a"_s);
    QCOMPARE(names(u"tag:plan"_s), u"plan/a"_s); // no tag itself
}

void TestQueryMatcher::sites_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("site");
    QTest::newRow("simple") << QByteArray("qt.io") << QByteArray("qt.io");
    QTest::newRow("below") << QByteArray("a.doc.qt.io") << QByteArray("qt.io");
    QTest::newRow("two labels") << QByteArray("www.example.co.uk") << QByteArray("example.co.uk");
    QTest::newRow("a suffix") << QByteArray("co.uk") << QByteArray();
    QTest::newRow("hosting") << QByteArray("ada.github.io") << QByteArray("ada.github.io");
    QTest::newRow("no dot") << QByteArray("localhost") << QByteArray();
    QTest::newRow("numbers") << QByteArray("10.0.0.1") << QByteArray();
    QTest::newRow("IPv6") << QByteArray("[::1]") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("Unicode") << QByteArray("a.bücher.example") << QByteArray("bücher.example");
}

void TestQueryMatcher::sites()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, site);
    QCOMPARE(registrableDomain(host), site);
}

void TestQueryMatcher::reasons()
{
    OfflineLibrary offline;
    const MaterialRef ada = offline.person(u"Ada"_s);
    const MaterialRef tag = offline.tag(u"qt"_s);
    offline.website(u"Qt"_s, {}, {tag, ada});
    const auto reasons = [&](const QString &query) {
        QStringList names;
        for (const LinkTarget target : WebsiteMatcher(offline.library(), {.text = query}).reasons(0))
            names.append(offline.library().materials(target.kind()).name(target.index()));
        return names.join(u' ');
    };
    QCOMPARE(reasons(u"ada"_s), u"Ada"_s);
    QCOMPARE(reasons(u"qt"_s), QString()); // the name says it
    QCOMPARE(reasons(u"tag:qt person:ada ada"_s), u"qt Ada"_s);
    QCOMPARE(reasons(u"person:ada tag:qt"_s), u"Ada qt"_s); // as it is typed
    QCOMPARE(reasons(u"-person:charles"_s), QString());
    // Only what it was found by: the whole alternative has to be true.
    QCOMPARE(reasons(u"absent person:ada OR tag:qt"_s), u"qt"_s);
}

void TestQueryMatcher::keysFollowTheLibrary()
{
    OfflineLibrary offline;
    const QString a = offline.website(u"a"_s, u"https://qt.io/x"_s);
    const QString b = offline.website(u"b"_s, u"http://qt.io/x/?utm_source=y"_s);
    offline.website(u"c"_s, u"https://qt.io/y"_s);
    offline.website(u"no address"_s, {});
    offline.website(u"none either"_s, {});
    AddressKeys keys;
    const auto rows = [&] {
        keys.begin();
        const bool complete = keys.work(offline.library().websites(), QDeadlineTimer::Forever);
        return complete ? numbers(WebsiteMatcher(offline.library(), {.text = u"is:duplicate"_s}, &keys).matchingRows())
                        : u"not complete"_s;
    };
    QCOMPARE(rows(), u"0 1"_s);
    const Website before = offline.library().website(1);
    Website after = before;
    after.url = u"https://qt.io/y#top"_s;
    offline.perform({Operation::update(before, after)});
    QCOMPARE(rows(), u"1 2"_s);
    offline.perform({offline.removing(b)});
    QCOMPARE(rows(), QString());
    offline.website(u"d"_s, u"https://qt.io/x"_s);
    QCOMPARE(rows().split(u' ').size(), 2);
    offline.perform({offline.removing(a)});
    QCOMPARE(rows(), QString());
}

void TestQueryMatcher::evilRegexEnds()
{
    OfflineLibrary offline;
    for (int i = 0; i < 200; ++i)
        offline.website(u"a"_s.repeated(60) + u'b', {});
    offline.website(u"aaa"_s, {});
    // Found or given up on, but at an end.
    QVERIFY(fastRows(offline.library(), u"name:/^(a+)+$/"_s).size() <= 1);
    QCOMPARE(fastRows(offline.library(), u"name:/^a+$/"_s).size(), 1U);
}

QTEST_GUILESS_MAIN(TestQueryMatcher)
#include "tst_querymatcher.moc"
