// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/search/firstmatches.h"
#include "app/search/websitesearch.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

using Scope = WebsiteFilter::Scope;

class Random
{
public:
    explicit Random(quint32 seed)
        : m_random(seed)
    {
    }
    int below(int count) { return m_random.bounded(count); }
    QString oneOf(const QStringList &list) { return list[below(static_cast<int>(list.size()))]; }
    template<class Container> void shuffle(Container &container) { std::ranges::shuffle(container, m_random); }

private:
    QRandomGenerator m_random;
};

/// Names of which many begin alike, some shorter than others, and some that are nothing but that beginning.
QString randomName(Random &random)
{
    static const QStringList beginnings{u"s"_s, u"S"_s, u"si"_s, u"Sig"_s, u"sign"_s, u"SIGNAL"_s, u"signals"_s,
        u"sigma"_s, u"éa"_s, u"ea"_s, u"по"_s, u"Поиск"_s, u"検索"_s, u"検"_s, u"4"_s, u" s"_s, u""_s, u"-s"_s};
    static const QStringList ends{u""_s, u""_s, u" s"_s, u" signal"_s, u"x"_s, u"\n"_s, u"-検"_s, u" поиск"_s};
    return random.oneOf(beginnings) + random.oneOf(ends);
}

class Sites : public OfflineLibrary
{
public:
    /// Some websites, of which some are gone again, with some use, age and links; and all that are there in an order of
    /// no meaning.
    Sites(Random &random, int count)
        : m_tag(tag(u"sign"_s))
    {
        QStringList ids;
        QList<Operation> made;
        for (int i = 0; i < count; ++i) {
            Website website = makeWebsite(randomName(random), u"https://%1.example/sign"_s.arg(random.below(3)),
                random.below(3) == 0 ? QList{m_tag} : QList<MaterialRef>());
            website.score.manual = random.below(4);
            website.updated = Timestamp::fromMicroseconds(
                Timestamp::now().microseconds() - random.below(500) * 24LL * 3600 * 1'000'000);
            ids.append(website.id);
            made.append(Operation::create(website));
        }
        perform(made);
        waitForCount(count);
        QList<Operation> removed;
        for (const QString &id : std::as_const(ids)) {
            if (random.below(10) == 0)
                removed.append(removing(id));
        }
        perform(removed);
        waitForCount(count - static_cast<int>(removed.size()));
        std::vector<quint32> rows;
        for (Library::Row row = 0; row < library().websites().size(); ++row) {
            if (library().websites().isLive(row))
                rows.push_back(row);
        }
        random.shuffle(rows);
        order = std::move(rows);
    }
    RowList order;

    WebsiteFilter filter(Scope scope, const QString &text) const
    {
        return {.scope = scope, .kind = AssociationKind::Tag, .id = m_tag.id, .host = u"1.example"_s, .text = text};
    }

private:
    MaterialRef m_tag;

    /// Much is done in pieces.
    void waitForCount(int count) const
    {
        if (!QTest::qWaitFor([&] { return library().websites().count() == count; }))
            qFatal("the websites are not made");
    }
};

/// All that a search finds, the best first.
std::vector<quint32> all(const Sites &sites, const WebsiteFilter &filter, bool reversed)
{
    AddressKeys keys;
    WebsiteSearch search(sites.library(), filter, keys, true);
    search.work(QDeadlineTimer(QDeadlineTimer::Forever));
    return search.rows(sites.order, reversed).all();
}

} // namespace

class TestFirstMatches : public QObject
{
    Q_OBJECT

private slots:
    void areTheFirstOfAll_data() { addSeedRows(); }
    void areTheFirstOfAll();
    void onlyForOneWord_data();
    void onlyForOneWord();
};

/// What is told first are the first of all that is found; and is told whenever enough names begin with the word.
void TestFirstMatches::areTheFirstOfAll()
{
    QFETCH(const quint32, seed);
    Random random(seed);
    const Sites sites(random, 400);
    const Library &library = sites.library();
    const QStringList words{u"s"_s, u"si"_s, u"SIG"_s, u"sign"_s, u"signa"_s, u"signal"_s, u"signals"_s, u"ea"_s,
        u"é"_s, u"п"_s, u"поиск"_s, u"検"_s, u"検索"_s, u"4"_s, u"x"_s, u"absent"_s, u"sigmasignal"_s};
    constexpr std::array scopes{Scope::All, Scope::Host, Scope::WithoutLinks, Scope::LinkedTo, Scope::RecentlyChanged};
    int told = 0;
    for (int round = 0; round < 600; ++round) {
        const QString word = random.oneOf(words);
        const WebsiteFilter filter = sites.filter(scopes[static_cast<std::size_t>(random.below(5))], word);
        const std::size_t count = 1U + static_cast<std::size_t>(random.below(40));
        const bool reversed = random.below(2) == 0;
        const std::vector<quint32> first = firstMatches(library, filter, sites.order, reversed, count);
        const std::vector<quint32> wanted = all(sites, filter, reversed);
        const auto begun = std::ranges::count_if(wanted,
            [&](quint32 row) { return folded(library.websites().name(row)).trimmed().startsWith(folded(word)); });
        const QByteArray where = word.toUtf8() + " " + QByteArray::number(static_cast<int>(filter.scope));
        QVERIFY2(first.size() == (static_cast<std::size_t>(begun) >= count ? count : 0), where.constData());
        QVERIFY2(std::ranges::equal(first, std::span(wanted).first(first.size())), where.constData());
        told += first.empty() ? 0 : 1;
    }
    QVERIFY(told > 100);
}

void TestFirstMatches::onlyForOneWord_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", "s s", "-s", "s OR si", "=s", "s*", "/s/", "name:s", "is:duplicate s", "linked:tag", "s -signal"})
        QTest::addRow("%s", text) << QString::fromUtf8(text);
}

void TestFirstMatches::onlyForOneWord()
{
    QFETCH(const QString, text);
    Random random(1);
    const Sites sites(random, 100);
    const WebsiteFilter filter = sites.filter(Scope::All, text);
    QCOMPARE(firstMatches(sites.library(), filter, sites.order, false, 1).size(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestFirstMatches)
#include "tst_firstmatches.moc"
