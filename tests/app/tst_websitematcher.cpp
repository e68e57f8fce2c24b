// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/search/websitematcher.h"
#include "tests/app/foreignserver.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// The text of an item as a search sees it: its name and its second line.
QString itemText(const Library &library, LinkTarget target)
{
    const MaterialColumns &materials = library.materials(target.kind());
    return materials.name(target.index()) + u'\n' + materials.detail(target.index());
}

bool containsFolded(const QString &text, const QString &word)
{
    return QString::fromUtf8(folded(text)).contains(QString::fromUtf8(folded(word)));
}

bool naiveInScope(const Library &library, Library::Row row, const WebsiteFilter &filter)
{
    const Website website = library.website(row);
    const qint64 since = Timestamp::now().microseconds() - 30LL * 24 * 3600 * 1'000'000;
    switch (filter.scope) {
    case WebsiteFilter::Scope::All:
        return true;
    case WebsiteFilter::Scope::RecentlyAdded:
        return website.created.microseconds() >= since;
    case WebsiteFilter::Scope::RecentlyChanged:
        return website.updated.microseconds() >= since;
    case WebsiteFilter::Scope::WithoutLinks:
        return library.websites().linkCount(row) == 0;
    case WebsiteFilter::Scope::Host:
        return hostName(website.url.toUtf8()) == filter.host.toUtf8();
    case WebsiteFilter::Scope::TagFolder: {
        const QStringList &tags = website.links(AssociationKind::Tag);
        return std::ranges::any_of(tags, [&](const QString &id) {
            const MaterialColumns &all = library.materials(AssociationKind::Tag);
            const QString name = all.name(*all.find(id)).toCaseFolded();
            return name == filter.path.toCaseFolded() || name.startsWith(filter.path.toCaseFolded() + u'/');
        });
    }
    case WebsiteFilter::Scope::LinkedTo:
        break;
    }
    const MaterialColumns &materials = library.materials(filter.kind);
    const auto wanted = materials.find(filter.id);
    const QStringList linked = website.links(filter.kind);
    return std::ranges::any_of(linked, [&](const QString &id) {
        if (id == filter.id)
            return true;
        const QString prefix = wanted ? materials.name(*wanted) + u'/' : u"/"_s;
        const auto index = materials.find(id);
        return filter.kind == AssociationKind::Tag && prefix.size() > 1
            && materials.name(*index).startsWith(prefix, Qt::CaseInsensitive);
    });
}

bool naiveMatches(const Library &library, Library::Row row, const WebsiteFilter &filter)
{
    if (!library.websites().isLive(row) || !naiveInScope(library, row, filter))
        return false;
    const QStringList words = filter.text.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&](const QString &word) {
        if (containsFolded(library.websites().name(row), word) || containsFolded(library.websites().url(row), word))
            return true;
        return std::ranges::any_of(library.websites().links(row),
            [&](LinkTarget target) { return containsFolded(itemText(library, target), word); });
    });
}

std::vector<quint32> naiveRows(const Library &library, const WebsiteFilter &filter)
{
    std::vector<quint32> rows;
    for (Library::Row row = 0; row < library.websites().size(); ++row) {
        if (naiveMatches(library, row, filter))
            rows.push_back(row);
    }
    return rows;
}

const QStringList words{u"Qt"_s, u"straße"_s, u"École"_s, u"résumé"_s, u"日本"_s, u"c++"_s, u"a"_s, u"Ångström"_s};
const QStringList tagNames{u"a"_s, u"a/b"_s, u"A/b/c"_s, u"ab"_s, u"École"_s, u"école/x"_s, u"tools"_s};
const QStringList hosts{u"qt.io"_s, u"www.qt.io"_s, u"EXAMPLE.org"_s, u"[::1]:80"_s};

class RandomLibrary : public OfflineLibrary
{
public:
    explicit RandomLibrary(quint32 seed)
        : m_random(seed)
    {
        for (const QString &name : tagNames)
            items.append(tag(name));
        for (const QString &word : words) {
            items.append(person(word + u" Müller"_s));
            items.append(material(AssociationKind::Annotation, u"note on "_s + word));
        }
        // Linked, but not read.
        items.append({AssociationKind::Message, u"message"_s});
        for (int i = 0; i < 80; ++i)
            ids.append(addRandom());
        for (int i = 0; i < 15; ++i)
            perform({removing(ids.takeAt(m_random.bounded(ids.size())))});
        remove(items.takeAt(m_random.bounded(items.size() - 1)));
    }

    QList<MaterialRef> items;
    QStringList ids;

    QString text(int most)
    {
        QStringList some;
        for (int i = m_random.bounded(most + 1); i > 0; --i)
            some.append(words.at(m_random.bounded(words.size())));
        return some.join(u' ');
    }
    WebsiteFilter filter()
    {
        WebsiteFilter filter;
        filter.scope = static_cast<WebsiteFilter::Scope>(m_random.bounded(7));
        filter.path = QStringList{u"a"_s, u"A/b"_s, u"ÉCOLE"_s, u"nowhere"_s}.at(m_random.bounded(4));
        const MaterialRef item = items.at(m_random.bounded(items.size()));
        filter.kind = item.kind;
        filter.id = m_random.bounded(10) == 0 ? u"unknown"_s : item.id;
        filter.host = QStringList{u"qt.io"_s, u"example.org"_s, u"[::1]"_s, u"nowhere"_s}.at(m_random.bounded(4));
        filter.text = text(2);
        if (m_random.bounded(2) == 0)
            filter.text = filter.text.toUpper();
        return filter;
    }

private:
    QRandomGenerator m_random;

    QString addRandom()
    {
        QList<MaterialRef> links;
        for (const MaterialRef &item : std::as_const(items)) {
            if (m_random.bounded(12) == 0)
                links.append(item);
        }
        Website made =
            makeWebsite(text(3), u"https://%1/%2"_s.arg(hosts.at(m_random.bounded(hosts.size())), text(1)), links);
        if (m_random.bounded(2) == 0)
            made.created = Timestamp::now();
        if (m_random.bounded(2) == 0)
            made.updated = Timestamp::now();
        perform({Operation::create(made)});
        return made.id;
    }
};

} // namespace

class TestWebsiteMatcher : public QObject
{
    Q_OBJECT

private slots:
    void randomLibraries_data() { addSeedRows(); }
    void randomLibraries();
    void words_data();
    void words();
    void nestedTags();
    void withoutLinks();
    void recently();
    void hosts();
    void itemThatGotAnotherIdentifier();
};

void TestWebsiteMatcher::randomLibraries()
{
    QFETCH(quint32, seed);
    RandomLibrary random(seed);
    int found = 0;
    for (int i = 0; i < 400; ++i) {
        const WebsiteFilter filter = random.filter();
        const std::vector<quint32> rows = WebsiteMatcher(random.library(), filter).matchingRows();
        QVERIFY2(rows == naiveRows(random.library(), filter),
            qPrintable(u"filter %1: scope %2, id %3, words %4"_s.arg(i)
                           .arg(static_cast<int>(filter.scope))
                           .arg(filter.id, filter.text)));
        found += static_cast<int>(rows.size());
    }
    QVERIFY2(found > 400, "the random filters find too little to tell anything");
}

void TestWebsiteMatcher::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("nothing typed") << QString() << true;
    QTest::newRow("name") << u"ecole"_s << true;
    QTest::newRow("name in capitals") << u"ÉCOLE"_s << true;
    QTest::newRow("decomposed") << u"e\u0301cole"_s << true;
    QTest::newRow("sharp s") << u"STRASSE"_s << true;
    QTest::newRow("stroke") << u"lodz"_s << true;
    QTest::newRow("address") << u"example.org/path"_s << true;
    QTest::newRow("tag") << u"kept"_s << true;
    QTest::newRow("person") << u"müller"_s << true;
    QTest::newRow("note") << u"remember"_s << true;
    QTest::newRow("words from all over") << u"lovelace  ecole\tKEPT\u00a0org "_s << true;
    QTest::newRow("one word is not there") << u"ecole absent"_s << false;
    QTest::newRow("a line break parts words") << u"strasse\nhttps"_s << true;
    QTest::newRow("part of no word") << u"ecolehttps"_s << false;
    QTest::newRow("an item that is not linked") << u"charles"_s << false;
}

void TestWebsiteMatcher::words()
{
    QFETCH(QString, text);
    QFETCH(bool, found);
    OfflineLibrary offline;
    const MaterialRef tag = offline.tag(u"to be Kept"_s);
    const MaterialRef ada = offline.person(u"Ada Müller-Lovelace"_s);
    offline.person(u"Charles"_s);
    const MaterialRef note = offline.material(AssociationKind::Annotation, u"Remember the milk"_s);
    offline.website(u"École in der Straße, Łódź"_s, u"https://Example.org/Path"_s, {tag, ada, note});
    const WebsiteMatcher matcher(offline.library(), {.text = text});
    QCOMPARE(matcher.matches(0), found);
}

void TestWebsiteMatcher::nestedTags()
{
    OfflineLibrary offline;
    const MaterialRef a = offline.tag(u"a"_s);
    const MaterialRef ab = offline.tag(u"A/b"_s);
    const MaterialRef abc = offline.tag(u"a/b/c"_s);
    const MaterialRef other = offline.tag(u"ab"_s);
    for (const MaterialRef &tag : {a, ab, abc, other})
        offline.website({}, u"https://example.org/"_s, {tag});
    const auto rows = [&](const MaterialRef &tag) {
        return WebsiteMatcher(
            offline.library(), {.scope = WebsiteFilter::Scope::LinkedTo, .kind = tag.kind, .id = tag.id})
            .matchingRows();
    };
    QCOMPARE(rows(a), (std::vector<quint32>{0, 1, 2}));
    QCOMPARE(rows(ab), (std::vector<quint32>{1, 2}));
    QCOMPARE(rows(abc), (std::vector<quint32>{2}));
    QCOMPARE(rows(other), (std::vector<quint32>{3}));
}

void TestWebsiteMatcher::withoutLinks()
{
    OfflineLibrary offline;
    const MaterialRef tag = offline.tag(u"t"_s);
    const QString linked = offline.website(u"linked"_s, {}, {tag});
    offline.website(u"alone"_s, {});
    const WebsiteFilter filter{.scope = WebsiteFilter::Scope::WithoutLinks};
    QCOMPARE(WebsiteMatcher(offline.library(), filter).matchingRows(), (std::vector<quint32>{1}));
    offline.perform({Operation::unlink(linked, tag.kind, tag.id)});
    QCOMPARE(WebsiteMatcher(offline.library(), filter).matchingRows(), (std::vector<quint32>{0, 1}));
}

void TestWebsiteMatcher::recently()
{
    OfflineLibrary offline;
    const qint64 now = Timestamp::now().microseconds();
    const qint64 day = 24LL * 3600 * 1'000'000;
    for (const auto &[created, updated] : {std::pair(40, 40), std::pair(40, 29), std::pair(29, 29)}) {
        Website website = offline.makeWebsite(u"x"_s, {});
        website.created = Timestamp::fromMicroseconds(now - created * day);
        website.updated = Timestamp::fromMicroseconds(now - updated * day);
        offline.perform({Operation::create(website)});
    }
    QCOMPARE(WebsiteMatcher(offline.library(), {.scope = WebsiteFilter::Scope::RecentlyAdded}).matchingRows(),
        (std::vector<quint32>{2}));
    QCOMPARE(WebsiteMatcher(offline.library(), {.scope = WebsiteFilter::Scope::RecentlyChanged}).matchingRows(),
        (std::vector<quint32>{1, 2}));
}

void TestWebsiteMatcher::hosts()
{
    OfflineLibrary offline;
    offline.website({}, u"https://www.Qt.io/a"_s);
    offline.website({}, u"http://doc.qt.io/"_s);
    offline.website({}, u"http://user@qt.io:8080"_s);
    const WebsiteFilter filter{.scope = WebsiteFilter::Scope::Host, .host = u"qt.io"_s};
    QCOMPARE(WebsiteMatcher(offline.library(), filter).matchingRows(), (std::vector<quint32>{0, 2}));
}

void TestWebsiteMatcher::itemThatGotAnotherIdentifier()
{
    ForeignServer server;
    RemoteLibrary remote(server.http.base());
    QVERIFY(remote.load());
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}});
    // Somebody looks at the new tag while the server gives it a name of its own.
    const WebsiteFilter filter{.scope = WebsiteFilter::Scope::LinkedTo, .kind = tag.kind, .id = tag.id};
    remote.library.perform({u"Add"_s, {Operation::create(tag), Operation::create(website)}});
    QCOMPARE(WebsiteMatcher(remote.library, filter).matchingRows(), (std::vector<quint32>{0}));
    QVERIFY(remote.settled());
    QVERIFY(!remote.library.materials(AssociationKind::Tag).find(tag.id));
    QCOMPARE(WebsiteMatcher(remote.library, filter).matchingRows(), (std::vector<quint32>{0}));
}

QTEST_GUILESS_MAIN(TestWebsiteMatcher)
#include "tst_websitematcher.moc"
