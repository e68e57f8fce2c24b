// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/library/materialcolumns.h"
#include "app/library/websitecolumns.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>
#include <QUuid>

#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

using Row = WebsiteColumns::Row;

/// What WebsiteColumns shall be, written down without any art.
struct NaiveWebsite
{
    Website website;
    Row row = 0;
    std::vector<LinkTarget> links;
};
using NaiveColumns = std::map<QString, NaiveWebsite>;

QString randomText(QRandomGenerator &random)
{
    static const QStringList words{
        u"Qt"_s, u"two\nlines"_s, u"Straße"_s, u"ÉCOLE"_s, u"日本"_s, u"a"_s, u"\U0001F600"_s, u"ﬁn"_s, {}};
    QString text;
    for (int i = random.bounded(4); i > 0; --i)
        text += words.at(random.bounded(words.size())) + u' ';
    return text;
}

Website randomWebsite(QRandomGenerator &random, const QString &id)
{
    static const QStringList hosts{u"https://qt.io/"_s, u"http://www.Qt.io:80/"_s, u"HTTPS://QT.IO"_s,
        u"https://München.example/ä#"_s, u"x:y://?z://"_s, u"https://a@b.example/?x#y"_s, u"mailto:a@b.c"_s,
        u"http://[::1]:8080/"_s, u"https://b.example/Mixed Case/"_s, u"https://b.example/%E6%9D%B1%20"_s,
        u"javascript:open('https://b.example/')"_s, u"view-source:https://b.example/"_s, {}};
    Website website;
    website.id = id;
    website.name = randomText(random);
    website.url = hosts.at(random.bounded(hosts.size())) + QString::number(random.bounded(100));
    website.created = Timestamp::fromMicroseconds(random.bounded(1000));
    website.updated = Timestamp::fromMicroseconds(random.bounded(1000));
    website.score.reuse = random.bounded(3);
    if (random.bounded(5) == 0)
        website.score.manual = random.bounded(-3, 600);
    if (random.bounded(2) == 0)
        website.mechanisms.insert(u"a"_s, random.bounded(2) == 0 ? u"MANUAL"_s : u"AUTOMATIC"_s);
    return website;
}

/// A new identifier: of every kind that there is.
QString randomId(QRandomGenerator &random, int number)
{
    const QUuid uuid(random.generate(), 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, static_cast<uchar>(number));
    const QString text = uuid.toString(QUuid::WithoutBraces);
    switch (random.bounded(5)) {
    case 0:
        return u"id-%1"_s.arg(number);
    case 1:
        return text.toUpper() + QString::number(number);
    case 2:
        return text.first(35) + u'é'; // as long as a UUID in letters, not in bytes
    case 3:
        return text.first(23) + u'x' + text.sliced(24);
    default:
        return text;
    }
}

/// The first difference between the two; empty when there is none.
QString difference(const WebsiteColumns &columns, const NaiveColumns &naive)
{
    if (columns.count() != static_cast<int>(naive.size()))
        return u"%1 websites instead of %2"_s.arg(columns.count()).arg(naive.size());
    std::map<QByteArray, int> hosts;
    for (const auto &[id, expected] : naive) {
        const auto row = columns.find(id);
        if (!row || *row != expected.row || !columns.isLive(*row) || columns.id(*row) != id)
            return id + u": not at its row"_s;
        const Website &website = expected.website;
        if (columns.name(*row) != website.name || columns.url(*row) != website.url)
            return id + u": another name or address"_s;
        QByteArray room;
        const QByteArray foldedName = folded(website.name).trimmed();
        if (columns.wholeFoldedText(*row, room) != foldedName + '\n' + folded(website.url))
            return id + u": folded otherwise"_s;
        if (columns.foldedStart(*row) != WebsiteColumns::startOf(columns.foldedText(*row)))
            return id + u": another start"_s;
        if (columns.created(*row) != website.created || columns.updated(*row) != website.updated
            || columns.score(*row) != website.score)
            return id + u": another time or score"_s;
        if (columns.origin(*row) != originOf(website.mechanisms))
            return id + u": another origin"_s;
        const std::span<const LinkTarget> links = columns.links(*row);
        if (std::vector<LinkTarget>(links.begin(), links.end()) != expected.links)
            return id + u": other links"_s;
        const QByteArray host = hostName(website.url.toUtf8());
        if (columns.hosts().name(columns.host(*row)) != host)
            return id + u": another host"_s;
        ++hosts[host];
    }
    for (quint32 host = 0; host < columns.hosts().size(); ++host) {
        const auto expected = hosts.find(columns.hosts().name(host).toByteArray());
        if (columns.hosts().count(host) != (expected == hosts.end() ? 0 : expected->second))
            return QString::fromUtf8(columns.hosts().name(host)) + u": counted wrongly"_s;
    }
    return {};
}

/// Does one thing after the other to both.
class Twins
{
public:
    explicit Twins(quint32 seed)
        : m_random(seed)
    {
    }

    WebsiteColumns columns;
    NaiveColumns naive;
    QString problem;

    void step()
    {
        const int action = m_random.bounded(100);
        if (naive.empty() || action < 25)
            add();
        else if (action < 40)
            remove();
        else if (action < 45)
            release();
        else if (action < 60)
            change();
        else if (action < 65)
            rename();
        else if (action < 85)
            link();
        else
            unlink();
    }

private:
    QRandomGenerator m_random;
    std::set<Row> m_waiting;
    int m_next = 0;

    NaiveColumns::iterator any() { return std::next(naive.begin(), m_random.bounded(static_cast<int>(naive.size()))); }
    void add()
    {
        const QString id = randomId(m_random, m_next++);
        const Website website = randomWebsite(m_random, id);
        const Row row = columns.add(website);
        if (m_waiting.contains(row))
            problem = u"a removed row was used before release()"_s;
        naive.insert({id, {website, row, {}}});
    }
    void remove()
    {
        const auto gone = any();
        const Row row = gone->second.row;
        columns.remove(row);
        m_waiting.insert(row);
        if (columns.isLive(row) || columns.name(row) != gone->second.website.name || columns.find(gone->first))
            problem = u"a removed row is not as it should be"_s;
        naive.erase(gone);
    }
    void release()
    {
        columns.release();
        m_waiting.clear();
    }
    void change()
    {
        NaiveWebsite &website = any()->second;
        Website now = randomWebsite(m_random, website.website.id);
        if (m_random.bounded(4) == 0)
            now = website.website;
        const bool differs = now.name != website.website.name || now.url != website.website.url
            || now.created != website.website.created || now.updated != website.website.updated
            || now.score != website.website.score || originOf(now.mechanisms) != originOf(website.website.mechanisms);
        if (columns.set(website.row, now) != differs)
            problem = u"set() tells lies"_s;
        website.website = now;
    }
    void rename()
    {
        auto node = naive.extract(any());
        node.key() = randomId(m_random, m_next++);
        node.mapped().website.id = node.key();
        columns.rename(node.mapped().row, node.key());
        naive.insert(std::move(node));
    }
    LinkTarget randomTarget()
    {
        return {static_cast<AssociationKind>(m_random.bounded(10)), static_cast<quint32>(m_random.bounded(4))};
    }
    void link()
    {
        NaiveWebsite &website = any()->second;
        const LinkTarget target = randomTarget();
        const bool had = std::ranges::find(website.links, target) != website.links.end();
        if (columns.hasLink(website.row, target) != had)
            problem = u"hasLink() tells lies"_s;
        if (had)
            return;
        columns.addLink(website.row, target);
        website.links.push_back(target);
    }
    void unlink()
    {
        NaiveWebsite &website = any()->second;
        const LinkTarget target = randomTarget();
        if (columns.removeLink(website.row, target) != (std::erase(website.links, target) == 1))
            problem = u"removeLink() tells lies"_s;
    }
};

} // namespace

class TestWebsiteColumns : public QObject
{
    Q_OBJECT

private slots:
    void randomChanges_data() { addSeedRows(); }
    void randomChanges();
    void originOfMechanisms_data();
    void originOfMechanisms();
    void rowsAreUsedAgainAfterRelease();
    void compactionKeepsEverything();
    void clearForgetsEverything();
    void startsOfTexts();
    void arenaCountsItsWaste();
    void arenaTakesLongTexts();
    void hostPart_data();
    void hostPart();
    void materialsAgainstNaive_data() { addSeedRows(); }
    void materialsAgainstNaive();
    void linkedMaterialStaysUntilUnlinked();
    void assetKeepsItsContentsOverALightList();
};

void TestWebsiteColumns::randomChanges()
{
    QFETCH(quint32, seed);
    Twins twins(seed);
    for (int i = 0; i < 4000; ++i) {
        twins.step();
        QVERIFY2(twins.problem.isEmpty(), qPrintable(u"step %1: %2"_s.arg(i).arg(twins.problem)));
        if (i % 40 != 0)
            continue;
        const QString found = difference(twins.columns, twins.naive);
        QVERIFY2(found.isEmpty(), qPrintable(u"step %1: %2"_s.arg(i).arg(found)));
    }
}

void TestWebsiteColumns::originOfMechanisms_data()
{
    QTest::addColumn<QStringList>("mechanisms");
    QTest::addColumn<WebsiteOrigin>("expected");
    const auto row = [](const QStringList &mechanisms, WebsiteOrigin expected) {
        QTest::newRow(qPrintable(u"of "_s + mechanisms.join(u' '))) << mechanisms << expected;
    };
    row({}, WebsiteOrigin::Unknown);
    row({u"UNKNOWN"_s, u"DELETED"_s}, WebsiteOrigin::Unknown);
    row({u"FUTURE"_s, u"manual"_s}, WebsiteOrigin::Unknown);
    row({u"MANUAL"_s, u"UNKNOWN"_s}, WebsiteOrigin::Manual);
    for (const QString &program : {u"AUTOMATIC"_s, u"RECOMMENDED"_s, u"INTERNAL"_s, u"EXTERNAL_AGENT"_s}) {
        row({program}, WebsiteOrigin::Captured);
        row({u"MANUAL"_s, program, u"MANUAL"_s}, WebsiteOrigin::Captured);
    }
}

void TestWebsiteColumns::originOfMechanisms()
{
    QFETCH(QStringList, mechanisms);
    QFETCH(WebsiteOrigin, expected);
    QMap<QString, QString> byAsset;
    for (const QString &mechanism : mechanisms)
        byAsset.insert(u"asset %1"_s.arg(byAsset.size()), mechanism);
    QCOMPARE(originOf(byAsset), expected);
}

void TestWebsiteColumns::rowsAreUsedAgainAfterRelease()
{
    WebsiteColumns columns;
    Website website;
    website.id = u"a"_s;
    website.name = u"A"_s;
    const Row first = columns.add(website);
    columns.addLink(first, {AssociationKind::Tag, 7});
    columns.remove(first);
    website.id = u"b"_s;
    const Row second = columns.add(website);
    QVERIFY(second != first);
    QCOMPARE(columns.name(first), u"A"_s);
    columns.release();
    website.id = u"c"_s;
    QCOMPARE(columns.add(website), first);
    QCOMPARE(columns.linkCount(first), 0);
    QCOMPARE(columns.size(), Row(2));
}

void TestWebsiteColumns::compactionKeepsEverything()
{
    WebsiteColumns columns;
    NaiveColumns naive;
    for (int i = 0; i < 50; ++i) {
        Website website;
        website.id = u"id-%1"_s.arg(i);
        website.url = u"https://example.org/%1"_s.arg(i);
        const Row row = columns.add(website);
        naive.insert({website.id, {website, row, {}}});
    }
    for (int round = 0; round < 40; ++round) {
        for (auto &[id, expected] : naive) {
            expected.website.name = QString(1000, QChar(u'a' + round % 26)) + id;
            columns.setNameAndUrl(expected.row, expected.website.name, expected.website.url);
            const LinkTarget target(AssociationKind::Person, static_cast<quint32>(round));
            columns.addLink(expected.row, target);
            expected.links.push_back(target);
            if (round % 3 == 0) {
                columns.removeLink(expected.row, expected.links.front());
                expected.links.erase(expected.links.begin());
            }
        }
        QCOMPARE(difference(columns, naive), QString());
    }
    // Forty times a tenth of a megabyte was written; what is kept is the last of them, and waste up to a limit.
    QVERIFY2(columns.textSize() < 3'000'000, qPrintable(QString::number(columns.textSize())));
}

void TestWebsiteColumns::clearForgetsEverything()
{
    Twins twins(7);
    for (int i = 0; i < 300; ++i)
        twins.step();
    twins.columns.clear();
    QCOMPARE(difference(twins.columns, {}), QString());
    QCOMPARE(twins.columns.size(), Row(0));
    Website website;
    website.id = u"a"_s;
    QCOMPARE(twins.columns.add(website), Row(0));
}

void TestWebsiteColumns::startsOfTexts()
{
    QCOMPARE(WebsiteColumns::startOf("abcde"), 0x64636261U);
    QCOMPARE(WebsiteColumns::startOf("a\n"), 0x00000A61U);
    QCOMPARE(WebsiteColumns::startOf("é"), 0x0000A9C3U);
    QCOMPARE(WebsiteColumns::startOf({}), 0U);
}

void TestWebsiteColumns::arenaCountsItsWaste()
{
    TextArena arena;
    const TextArena::Place kept = arena.add("kept");
    const QByteArray large(700'000, 'x');
    const TextArena::Place first = arena.add(large);
    const TextArena::Place second = arena.add(large);
    QCOMPARE(arena.view(kept), QByteArrayView("kept"));
    QCOMPARE(arena.view(second), QByteArrayView(large));
    QCOMPARE(arena.view(arena.add({})), QByteArrayView(""));
    arena.release(first);
    QVERIFY(!arena.wantsCompaction());
    arena.release(second);
    QVERIFY(arena.wantsCompaction());
    QCOMPARE(arena.size(), std::size_t(1'400'004 + 1 + 2 * 5));
}

void TestWebsiteColumns::arenaTakesLongTexts()
{
    // Texts that are longer than a block, and short ones after them.
    TextArena arena;
    QByteArrayList texts;
    std::vector<TextArena::Place> places;
    for (const qsizetype length : {3, 1'500'000, 254, 1 << 20, 255, (1 << 20) + 1, 0, 256, (1 << 20) - 1, (1 << 20) - 5,
             (1 << 20) - 6, 5, 2 << 20, 7})
    {
        texts.append(QByteArray(length, static_cast<char>('a' + texts.size())));
        places.push_back(arena.add(texts.last()));
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        QVERIFY(arena.view(places[i]) == QByteArrayView(texts.at(static_cast<qsizetype>(i))));
}

void TestWebsiteColumns::hostPart_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("plain") << "https://qt.io/a"_ba
                           << "qt.io"_ba;
    QTest::newRow("www and port") << "http://www.qt.io:8080/a:b@c"_ba
                                  << "qt.io"_ba;
    QTest::newRow("user") << "ftp://me:secret@host/"_ba
                          << "host"_ba;
    QTest::newRow("query at once") << "http://host?a@b:1"_ba
                                   << "host"_ba;
    QTest::newRow("fragment at once") << "http://host#a/b"_ba
                                      << "host"_ba;
    QTest::newRow("IPv6") << "http://[::1]/"_ba
                          << "[::1]"_ba;
    QTest::newRow("IPv6 with port") << "http://[fe80::1]:80/"_ba
                                    << "[fe80::1]"_ba;
    QTest::newRow("no host") << "file:///etc/passwd"_ba
                             << ""_ba;
    QTest::newRow("no scheme") << "qt.io/a"_ba
                               << ""_ba;
    QTest::newRow("an address in another") << "view-source:https://www.qt.io/a"_ba
                                           << "qt.io"_ba;
    QTest::newRow("an address in a path") << "qt.io/a?from=https://b.example/"_ba
                                          << ""_ba;
    QTest::newRow("an address in a program") << "javascript:open('https://b.example/')"_ba
                                             << ""_ba;
    QTest::newRow("spaces before it") << " \thttps://qt.io/"_ba
                                      << "qt.io"_ba;
    QTest::newRow("a scheme of a program") << "my_app://host/x"_ba
                                           << "host"_ba;
    QTest::newRow("mail") << "mailto:a@b.c"_ba
                          << ""_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
}

void TestWebsiteColumns::hostPart()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, host);
    QCOMPARE(sitebook::hostPart(url), QByteArrayView(host));
}

void TestWebsiteColumns::materialsAgainstNaive()
{
    struct Naive
    {
        QString name;
        bool known = false;
        std::set<quint32> websites;
    };
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    MaterialColumns columns(AssociationKind::Tag);
    std::map<QString, Naive> naive;
    for (int step = 0; step < 1500; ++step) {
        const QString id = u"tag-%1"_s.arg(random.bounded(30));
        const auto website = static_cast<quint32>(random.bounded(20));
        const auto index = columns.find(id);
        QCOMPARE(index.has_value(), naive.contains(id));
        switch (random.bounded(4)) {
        case 0: {
            Material tag;
            tag.kind = AssociationKind::Tag;
            tag.id = id;
            tag.name = u"Näme %1"_s.arg(random.bounded(3));
            Naive &expected = naive[id];
            const bool differs = !expected.known || expected.name != tag.name;
            QCOMPARE(columns.set(columns.findOrAdd(id), tag), differs);
            expected.name = tag.name;
            expected.known = true;
            break;
        }
        case 1:
            if (naive[id].websites.insert(website).second)
                columns.addWebsite(columns.findOrAdd(id), website);
            break;
        case 2:
            if (index) {
                columns.removeWebsite(*index, website);
                naive[id].websites.erase(website);
            }
            break;
        default:
            if (index) {
                columns.remove(*index);
                naive[id].known = false;
            }
        }
        if (const auto found = naive.find(id);
            found != naive.end() && !found->second.known && found->second.websites.empty())
            naive.erase(found);

        int known = 0;
        for (const auto &[key, expected] : naive) {
            const auto place = columns.find(key);
            QVERIFY(place);
            QCOMPARE(columns.id(*place), key);
            QCOMPARE(columns.isKnown(*place), expected.known);
            QCOMPARE(columns.name(*place), expected.known ? expected.name : QString());
            QCOMPARE(columns.foldedText(*place), expected.known ? folded(expected.name) + '\n' : QByteArray());
            const std::vector<quint32> &websites = columns.websites(*place);
            QCOMPARE(std::set(websites.begin(), websites.end()), expected.websites);
            QCOMPARE(websites.size(), expected.websites.size());
            known += expected.known;
        }
        QCOMPARE(columns.count(), known);
    }
    // Indexes are used again: there never were more than the thirty at a time.
    QVERIFY(columns.size() <= 30);
}

void TestWebsiteColumns::linkedMaterialStaysUntilUnlinked()
{
    MaterialColumns columns(AssociationKind::Person);
    const MaterialColumns::Index index = columns.findOrAdd(u"p"_s);
    QVERIFY(!columns.isKnown(index));
    columns.addWebsite(index, 3);
    Material person;
    person.kind = AssociationKind::Person;
    person.id = u"p"_s;
    person.email = u"ada@example.org"_s;
    QVERIFY(columns.set(index, person));
    QCOMPARE(columns.name(index), u"ada@example.org"_s);
    QCOMPARE(columns.detail(index), QString());
    columns.rename(index, u"q"_s);
    QVERIFY(!columns.find(u"p"_s));
    columns.remove(index);
    QCOMPARE(columns.find(u"q"_s), std::optional(index));
    QCOMPARE(columns.name(index), QString());
    columns.removeWebsite(index, 3);
    QVERIFY(!columns.find(u"q"_s));
    QCOMPARE(columns.findOrAdd(u"new"_s), index);
}

void TestWebsiteColumns::assetKeepsItsContentsOverALightList()
{
    MaterialColumns columns(AssociationKind::Asset);
    Material asset;
    asset.id = u"a"_s;
    asset.name = u"Sort"_s;
    asset.type = u"cpp"_s;
    asset.text = u"std::sort(a,\n   b)"_s;
    const MaterialColumns::Index index = columns.findOrAdd(asset.id);
    columns.set(index, asset);
    QCOMPARE(columns.detail(index), u"std::sort(a, b)"_s);
    asset.text.clear();
    QVERIFY(!columns.set(index, asset));
    QCOMPARE(columns.detail(index), u"std::sort(a, b)"_s);
    asset.text = u"qsort()"_s;
    QVERIFY(columns.set(index, asset));
    QCOMPARE(columns.detail(index), u"qsort()"_s);
}

QTEST_GUILESS_MAIN(TestWebsiteColumns)
#include "tst_websitecolumns.moc"
