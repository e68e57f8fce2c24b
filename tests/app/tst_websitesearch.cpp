// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/linkchecks.h"
#include "app/models/websitelistmodel.h"
#include "app/search/queryparser.h"
#include "app/search/websiterank.h"
#include "tests/app/naivequery.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

using Column = WebsiteListModel::Column;

class Watched : public OfflineLibrary
{
public:
    WebsiteListModel model{&library()};

    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(model.index(row, 0).data().toString());
        return names;
    }
    QString text() const { return names().join(u'|'); }
    void search(const QString &text) { model.setFilter({.text = text}); }
    /// Adds \a count websites in one step, called `n 0`, `n 1`, …
    void addMany(int count)
    {
        QList<Operation> operations;
        for (int i = 0; i < count; ++i)
            operations.append(Operation::create(makeWebsite(u"n %1"_s.arg(i), u"https://h%1.example/"_s.arg(i % 7))));
        perform(operations);
    }
    /// The names that the naive matcher finds, sorted.
    QStringList wanted(const QString &text) const
    {
        const Query query = parseQuery(text);
        QStringList names;
        for (Library::Row row = 0; row < library().websites().size(); ++row) {
            if (library().websites().isLive(row) && naiveMatches(library(), row, query.root))
                names.append(library().websites().name(row));
        }
        names.sort();
        return names;
    }
    QStringList sortedNames() const
    {
        QStringList sorted = names();
        sorted.sort();
        return sorted;
    }

private:
    QAbstractItemModelTester m_tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

/// More than is searched in one piece.
constexpr int many = 9'000;

QString piecesText(const QString &text, const QVariant &pieces)
{
    QStringList words;
    for (const TextPiece &piece : pieces.value<QList<TextPiece>>())
        words.append(text.mid(piece.start, piece.length));
    return words.join(u'|');
}

} // namespace

class TestWebsiteSearch : public QObject
{
    Q_OBJECT

private slots:
    void bestFirst();
    void recentAndUsedFirst();
    void bestFirstKeepsTheColumn();
    void bestFirstWithNewHosts();
    void bestFirstFollowsChanges_data() { addSeedRows(); }
    void bestFirstFollowsChanges();
    void largeLibraryInPieces();
    void lastFilterWins();
    void changesDuringASearch_data() { addSeedRows(); }
    void changesDuringASearch();
    void sortDuringASearch();
    void duplicatesFollowChanges();
    void followsChecks();
    void checksDuringASearch();
    void checksDuringAnotherSearch();
    void tellsWhatIsBroken();
    void matches_data();
    void matches();
    void reasons();
};

void TestWebsiteSearch::bestFirst()
{
    Watched list;
    const MaterialRef tag = list.tag(u"qt"_s);
    list.website(u"linked only"_s, u"https://a.example/"_s, {tag});
    list.website(u"path"_s, u"https://b.example/qt"_s);
    list.website(u"host"_s, u"https://qt.example/"_s);
    list.website(u"inqtside"_s, u"https://c.example/"_s);
    list.website(u"a Qt word"_s, u"https://d.example/"_s);
    list.website(u"Qt begins"_s, u"https://e.example/"_s);
    list.website(u"qt"_s, u"https://f.example/"_s);
    list.search(u"qt"_s);
    QCOMPARE(list.text(), u"a Qt word|host|inqtside|linked only|path|qt|Qt begins"_s);
    list.model.setBestFirst(true);
    QCOMPARE(list.text(), u"qt|Qt begins|a Qt word|inqtside|host|path|linked only"_s);
    // Without words there is nothing to be better at.
    list.search(u"-absent"_s);
    QCOMPARE(list.text(), u"a Qt word|host|inqtside|linked only|path|qt|Qt begins"_s);
}

void TestWebsiteSearch::recentAndUsedFirst()
{
    Watched list;
    const qint64 now = Timestamp::now().microseconds();
    const auto add = [&](const QString &name, int days, int score) {
        Website website = list.makeWebsite(name, {});
        website.updated = Timestamp::fromMicroseconds(now - days * 24LL * 3600 * 1'000'000);
        website.score.reuse = score;
        list.perform({Operation::create(website)});
    };
    add(u"x a, years ago"_s, 2000, 99);
    add(u"x b, last month"_s, 20, 0);
    add(u"x c, last month, used"_s, 20, 5);
    add(u"x d, today"_s, 0, 0);
    list.model.setBestFirst(true);
    list.search(u"x"_s);
    QCOMPARE(list.text(), u"x d, today|x c, last month, used|x b, last month|x a, years ago"_s);
}

void TestWebsiteSearch::bestFirstKeepsTheColumn()
{
    // What ranks alike is in the order of the column, and with equal cells in the order of the library.
    Watched list;
    for (const QString &name : {u"x b"_s, u"x a"_s, u"b x"_s, u"a x"_s, u"x a"_s})
        list.website(name, {});
    list.model.setBestFirst(true);
    list.search(u"x"_s);
    QCOMPARE(list.text(), u"x a|x a|x b|a x|b x"_s);
    QCOMPARE(list.model.id(list.model.index(0, 0)), u"w2"_s);
    list.model.sort(static_cast<int>(Column::Name), Qt::DescendingOrder);
    QCOMPARE(list.text(), u"x b|x a|x a|b x|a x"_s);
    QCOMPARE(list.model.id(list.model.index(1, 0)), u"w5"_s); // the exact reverse of ascending
    list.model.sort(static_cast<int>(Column::Links), Qt::AscendingOrder);
    QCOMPARE(list.text(), u"x b|x a|x a|b x|a x"_s);
}

void TestWebsiteSearch::bestFirstWithNewHosts()
{
    // What comes while a search stands may be on a host that there was not when it was made.
    Watched list;
    list.model.setBestFirst(true);
    list.search(u"example"_s);
    for (const QString &url : {u"https://a.org/example"_s, u"https://example.org/"_s, u"https://b.org/example"_s})
        list.website(url.mid(8, 1), url);
    QCOMPARE(list.text(), u"e|a|b"_s);
}

void TestWebsiteSearch::bestFirstFollowsChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Watched list;
    const auto name = [&] {
        const QStringList words{u"x"_s, u"ax"_s, u"b"_s, u"x b"_s, u"a x"_s, u"c"_s};
        return words.at(random.bounded(words.size()));
    };
    QStringList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(list.website(name(), {}));
    list.model.setBestFirst(true);
    list.search(u"x"_s);
    for (int step = 0; step < 100; ++step) {
        const int which = random.bounded(static_cast<int>(ids.size()));
        switch (random.bounded(4)) {
        case 0:
            ids.append(list.website(name(), {}));
            break;
        case 1:
            if (ids.size() > 5)
                list.perform({list.removing(ids.takeAt(which))});
            break;
        default:
            list.perform({list.renaming(ids.at(which), name())});
            break;
        }
        QCoreApplication::processEvents();
        // The same, from the beginning.
        WebsiteListModel fresh(&list.library());
        fresh.setBestFirst(true);
        fresh.setFilter({.text = u"x"_s});
        QStringList freshIds;
        QStringList listIds;
        for (int row = 0; row < fresh.rowCount(); ++row)
            freshIds.append(fresh.id(fresh.index(row, 0)));
        for (int row = 0; row < list.model.rowCount(); ++row)
            listIds.append(list.model.id(list.model.index(row, 0)));
        QCOMPARE(listIds, freshIds);
    }
}

void TestWebsiteSearch::largeLibraryInPieces()
{
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    QSignalSpy finished(&list.model, &WebsiteListModel::searchFinished);
    list.search(u"\"n 77\""_s);
    // Until it is done the list stays as it was.
    QVERIFY(list.model.isSearching());
    QCOMPARE(list.model.rowCount(), many);
    QVERIFY(finished.wait());
    QVERIFY(!list.model.isSearching());
    QCOMPARE(list.sortedNames(), list.wanted(u"\"n 77\""_s));
    list.search(u"is:duplicate \"n 1\""_s);
    QVERIFY(list.model.isSearching());
    QVERIFY(finished.wait());
    QCOMPARE(list.model.rowCount(), static_cast<int>(list.wanted(u"\"n 1\""_s).size()));
}

void TestWebsiteSearch::lastFilterWins()
{
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    QSignalSpy finished(&list.model, &WebsiteListModel::searchFinished);
    for (const QString &text : {u"n"_s, u"n 1"_s, u"absent"_s, u"\"n 12\""_s})
        list.search(text);
    QVERIFY(finished.wait());
    QCOMPARE(list.sortedNames(), list.wanted(u"\"n 12\""_s));
    QTest::qWait(1);
    QCOMPARE(finished.size(), 1);
}

void TestWebsiteSearch::changesDuringASearch()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    QStringList ids;
    for (int row = 0; row < list.model.rowCount(); ++row)
        ids.append(list.model.id(list.model.index(row, 0)));
    list.search(u"\"n 1\" -12"_s);
    for (int step = 0; step < 20; ++step) {
        QList<Operation> operations;
        // Sometimes more than single rows are dealt with.
        for (int count = random.bounded(10) == 0 ? 150 : 1; count > 0; --count) {
            const int which = random.bounded(static_cast<int>(ids.size()));
            switch (random.bounded(3)) {
            case 0:
                operations.append(list.removing(ids.takeAt(which)));
                break;
            case 1:
                operations.append(list.renaming(ids.takeAt(which), u"n 1 renamed %1"_s.arg(random.bounded(20))));
                break;
            default:
                operations.append(Operation::create(list.makeWebsite(u"n 1 new %1"_s.arg(random.bounded(20)), {})));
                break;
            }
        }
        list.perform(operations);
        // Also between the pieces every row that is shown is there.
        for (int row = 0; row < list.model.rowCount(); row += 50)
            QVERIFY(list.library().websites().find(list.model.id(list.model.index(row, 0))));
        if (random.bounded(3) == 0)
            QCoreApplication::processEvents();
        if (random.bounded(8) == 0)
            list.search(random.bounded(2) == 0 ? u"n"_s : u"\"n 1\" -12"_s);
    }
    list.search(u"\"n 1\" -1*2"_s);
    list.search(u"\"n 1\" -12"_s);
    const QStringList wanted = list.wanted(u"\"n 1\" -12"_s);
    QTRY_COMPARE(list.sortedNames(), wanted);
}

void TestWebsiteSearch::sortDuringASearch()
{
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    list.search(u"\"n 44\" -name:/\\d{4}/"_s);
    list.model.sort(static_cast<int>(Column::Name), Qt::DescendingOrder);
    QVERIFY(list.model.isSearching());
    QTRY_VERIFY(!list.model.isSearching() && !list.model.isSorting());
    QCOMPARE(list.text(), u"n 449|n 448|n 447|n 446|n 445|n 444|n 443|n 442|n 441|n 440|n 44"_s);
}

void TestWebsiteSearch::duplicatesFollowChanges()
{
    Watched list;
    const QString a = list.website(u"a"_s, u"https://qt.io/"_s);
    list.website(u"b"_s, u"https://kde.org/"_s);
    list.search(u"is:duplicate"_s);
    QCOMPARE(list.text(), QString());
    list.website(u"c"_s, u"http://qt.io"_s);
    // The first is one now, too, although nothing changed in it.
    QTRY_COMPARE(list.text(), u"a|c"_s);
    list.perform({list.removing(a)});
    QTRY_COMPARE(list.text(), QString());
}

void TestWebsiteSearch::followsChecks()
{
    Watched list;
    const QString a = list.website(u"a"_s, u"https://a.example/"_s);
    list.website(u"b"_s, u"https://b.example/"_s);
    const QString c = list.website(u"c"_s, u"https://c.example/"_s);
    LinkChecks &checks = list.library().linkChecks();
    const auto check = [&](const QString &id, const QString &url, LinkState state) {
        checks.record({{id, url, {.state = state}}});
    };
    list.search(u"is:broken"_s);
    QCOMPARE(list.text(), QString());
    check(c, u"https://c.example/"_s, LinkState::Broken);
    QCOMPARE(list.text(), u"c"_s);
    check(a, u"https://a.example/"_s, LinkState::Broken);
    QCOMPARE(list.text(), u"a|c"_s);
    check(a, u"https://a.example/"_s, LinkState::Fine);
    QCOMPARE(list.text(), u"c"_s);
    // With another address nothing is known.
    const Website before = list.library().website(*list.library().websites().find(c));
    Website after = before;
    after.url = u"https://new.example/"_s;
    list.perform({Operation::update(before, after)});
    QCOMPARE(list.text(), QString());
    list.perform({Operation::update(after, before)});
    QCOMPARE(list.text(), u"c"_s);
    // A search that narrows another looks at what is known now.
    list.search(u"is:checked"_s);
    QCOMPARE(list.text(), u"a|c"_s);
    check(a, u"https://a.example/"_s, LinkState::Broken);
    list.search(u"is:checked is:broken"_s);
    QCOMPARE(list.text(), u"a|c"_s);
}

void TestWebsiteSearch::checksDuringASearch()
{
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    list.search(u"is:broken"_s);
    QVERIFY(list.model.isSearching());
    QList<LinkCheck> found;
    for (Library::Row row = 0; row < many; row += 3) {
        const Website website = list.library().website(row);
        found.append({website.id, website.url, {.state = row % 2 == 0 ? LinkState::Broken : LinkState::Moved}});
    }
    list.library().linkChecks().record(found);
    QTRY_COMPARE(list.sortedNames(), list.wanted(u"is:broken"_s));
    QCOMPARE(list.model.rowCount(), many / 6);
}

void TestWebsiteSearch::checksDuringAnotherSearch()
{
    Watched list;
    list.addMany(many);
    QTRY_COMPARE(list.model.rowCount(), many);
    const auto broken = [&](Library::Row row) {
        const Website website = list.library().website(row);
        return QList<LinkCheck>{{website.id, website.url, {.state = LinkState::Broken}}};
    };
    list.library().linkChecks().record(broken(1));
    list.search(u"is:broken"_s);
    QTRY_COMPARE(list.model.rowCount(), 1);
    // What that found is out of date when the next one is asked for, though the one between asked for no checks.
    list.model.setSearchPiece(std::chrono::milliseconds(0));
    list.search(u"is:duplicate"_s);
    QVERIFY(list.model.isSearching());
    list.library().linkChecks().record(broken(2));
    list.search(u"is:broken \"n\""_s);
    QTRY_VERIFY(!list.model.isSearching());
    QCOMPARE(list.sortedNames(), list.wanted(u"is:broken \"n\""_s));
    QCOMPARE(list.model.rowCount(), 2);
}

void TestWebsiteSearch::tellsWhatIsBroken()
{
    Watched list;
    const QString a = list.website(u"a"_s, u"https://a.example/"_s);
    const QString b = list.website(u"b"_s, u"https://b.example/"_s);
    QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
    list.library().linkChecks().record(
        {{a, u"https://a.example/"_s, {.state = LinkState::Broken, .status = 404, .reason = u"404 Not Found"_s}},
            {b, u"https://b.example/"_s, {.state = LinkState::Moved, .movedTo = u"https://c.example/"_s}}});
    QCOMPARE(changed.size(), 1);
    const QModelIndex first = list.model.index(0, 0);
    const QModelIndex second = list.model.index(1, 0);
    QCOMPARE(first.data(WebsiteListModel::LinkStateRole).toInt(), static_cast<int>(LinkState::Broken));
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"a, broken link: 404 Not Found"_s);
    QCOMPARE(first.data().toString(), u"a"_s);
    QVERIFY(first.data(Qt::ToolTipRole).toString().endsWith(u"broken link: 404 Not Found"_s));
    QCOMPARE(second.data(Qt::AccessibleTextRole).toString(), u"b, moved to https://c.example/"_s);
}

void TestWebsiteSearch::matches_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("address");
    const auto row = [](const QString &query, const QString &name, const QString &address) {
        QTest::newRow(qPrintable(query)) << query << name << address;
    };
    row(u"ecole"_s, u"École"_s, u"ecole"_s);
    row(u"E\u0301COLE"_s, u"École"_s, u"ecole"_s);
    row(u"strasse"_s, u"Straße"_s, {});
    row(u"as"_s, u"aß"_s, {}); // half of the sharp s is all of it
    row(u"e der"_s, u"É|e|der|e"_s, u"e|e"_s);
    row(u"name:ecole"_s, u"École"_s, {});
    row(u"url:ecole"_s, {}, u"ecole"_s);
    row(u"-ecole OR der"_s, u"der"_s, {});
    row(u"/d.r\\b/"_s, u"der"_s, {});
    row(u"ecol* *cole"_s, u"École"_s, u"ecole"_s);
    row(u"linked:person"_s, {}, {});
}

void TestWebsiteSearch::matches()
{
    QFETCH(QString, query);
    QFETCH(QString, name);
    QFETCH(QString, address);
    Watched list;
    list.website(u"École in der Straße"_s, u"https://ecole.fr/"_s, {list.person(u"Ada"_s)});
    list.search(query);
    QCOMPARE(list.model.rowCount(), 1);
    const auto found = [&](Column column) {
        const QModelIndex index = list.model.index(0, static_cast<int>(column));
        return piecesText(index.data().toString(), index.data(WebsiteListModel::MatchesRole));
    };
    QCOMPARE(found(Column::Name), name);
    QCOMPARE(found(Column::Address), address);
}

void TestWebsiteSearch::reasons()
{
    Watched list;
    const MaterialRef note = list.material(AssociationKind::Annotation,
        u"A first line\nand a long note that says much before it comes to the milk, at last"_s);
    const MaterialRef ada = list.person(u"Ada Lovelace"_s);
    list.website(u"Qt"_s, u"https://qt.io/"_s, {note, ada});
    const auto reasons = [&](const QString &query) {
        list.search(query);
        QStringList words;
        for (const MatchReason &reason :
            list.model.index(0, 0).data(WebsiteListModel::ReasonsRole).value<QList<MatchReason>>())
            words.append(reason.text + u" <"_s + piecesText(reason.text, QVariant::fromValue(reason.matches)) + u'>');
        return words.join(u"; "_s);
    };
    QCOMPARE(reasons(u"qt"_s), QString());
    QCOMPARE(reasons(u"lovelace"_s), u"Ada Lovelace <Lovelace>"_s);
    QCOMPARE(reasons(u"person:ada note:first"_s), u"Ada Lovelace <Ada>; A first line <first>"_s);
    list.search(u"lovelace"_s);
    QCOMPARE(list.model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"Qt, found by “Ada Lovelace”"_s);
    QCOMPARE(list.model.index(0, 0).data(Qt::ToolTipRole).toString(), u"Qt\nhttps://qt.io/\nfound by “Ada Lovelace”"_s);
    QCOMPARE(reasons(u"milk"_s), u"…the milk, at last <milk>"_s);
}

QTEST_GUILESS_MAIN(TestWebsiteSearch)
#include "tst_websitesearch.moc"
