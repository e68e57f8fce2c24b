// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/library/textarena.h"
#include "app/library/websiteorders.h"
#include "app/search/queryparser.h"
#include "app/search/websitesearch.h"
#include "tests/app/naivequery.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// Texts of few words, so that they have what is looked for at many places.
class Words
{
public:
    explicit Words(quint32 seed)
        : m_random(seed)
    {
    }

    QString word() { return oneOf(m_words); }
    QString text(int most)
    {
        QString text = word();
        for (int more = m_random.bounded(most); more > 0; --more)
            text += oneOf(m_separators) + word();
        return text;
    }
    QString oneOf(const QStringList &list) { return list[m_random.bounded(list.size())]; }
    /// An address, with and without an authority, user, port and path.
    QString address()
    {
        static const QStringList beginnings{u"https://"_s, u"https://"_s, u"http://www."_s, u"HTTPS://s@"_s, {}};
        static const QStringList ends{u"/"_s, u"/"_s, u"?"_s, u"#"_s, u":42/"_s, {}};
        const QString beginning = oneOf(beginnings);
        return beginning + word() + oneOf({u".example"_s, {}}) + oneOf(ends) + text(4);
    }
    /// What somebody may type: often a word, or a piece of an address.
    QString typed()
    {
        if (bounded(4) != 0)
            return bounded(2) == 0 ? u' ' + word() : word();
        const QString address = this->address();
        return address.sliced(bounded(static_cast<int>(address.size())));
    }
    int bounded(int below) { return m_random.bounded(below); }

private:
    QRandomGenerator m_random;
    QStringList m_words{u"signal"_s, u"signals"_s, u"design"_s, u"Designer"_s, u"sig"_s, u"s"_s, u"is"_s, u"42"_s,
        u"internationalization"_s, u"international"_s, u"Überraschung"_s, u"поиск"_s, u"поисковик"_s, u"検索"_s,
        u"検"_s, u"aaaa"_s, u"aa"_s, u"a_b"_s, u"n"_s, u"sign"_s, u"sigma"_s};
    QStringList m_separators{u" "_s, u" "_s, u" "_s, u"-"_s, u"."_s, u"/"_s, u""_s, u" — "_s};
};

QByteArray foldedText(Words &words)
{
    return folded(words.text(12)) + '\n' + folded(u"https://"_s + words.text(2) + u".example/"_s + words.text(6));
}

void compare(const WordPlace &fast, const WordPlace &slow, const QByteArray &text, const QByteArray &word)
{
    const QByteArray where = text + " for " + word;
    QVERIFY2(fast.fit == slow.fit, where.constData());
    QVERIFY2(fast.at == slow.at, where.constData());
    QVERIFY2(fast.othersGoOn == slow.othersGoOn || (word.size() == 1 && fast.othersGoOn == anyByte), where.constData());
}

std::shared_ptr<const WebsiteSearch> searchFor(
    const Library &library, const QString &text, bool bestFirst, std::shared_ptr<const WebsiteSearch> before = nullptr)
{
    AddressKeys keys;
    const auto search =
        std::make_shared<WebsiteSearch>(library, WebsiteFilter{.text = text}, keys, bestFirst, std::move(before));
    search->work(QDeadlineTimer(QDeadlineTimer::Forever));
    return search;
}

} // namespace

class TestTypedWords : public QObject
{
    Q_OBJECT

private slots:
    void places_data();
    void places();
    void placesOfRandomWords_data() { addSeedRows(); }
    void placesOfRandomWords();
    void wordsThatContainEachOther();
    void sameWordsAgain();
    void typing_data() { addSeedRows(); }
    void typing();
};

void TestTypedWords::places_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::addColumn<WordPlace::Fit>("fit");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("othersGoOn");
    using enum WordPlace::Fit;
    const QString filler = u"filler "_s.repeated(20);
    QTest::newRow("whole name") << u"signal"_s << u"signal"_s << WholeName << 0 << u""_s;
    QTest::newRow("begins") << u"signals"_s << u"signal"_s << NameStart << 0 << u""_s;
    QTest::newRow("begins, and once more") << u"signal, a signal"_s << u"signal"_s << NameStart << 0 << u"\n"_s;
    QTest::newRow("a word, after a part of one") << u"a design sign"_s << u"sign"_s << WordStart << 9 << u" "_s;
    QTest::newRow("part of a word") << u"a design"_s << u"sign"_s << InName << 4 << u""_s;
    QTest::newRow("in the address") << u"a"_s << u"examp"_s << BehindName << 10 << u""_s;
    QTest::newRow("not over the end of the name") << u"exa"_s << u"exa\nh"_s << BehindName << 0 << u""_s;
    QTest::newRow("nowhere") << u"a"_s << u"sign"_s << Nowhere << -1 << u""_s;
    QTest::newRow("after a letter of another script") << u"яsign sign"_s << u"sign"_s << WordStart << 7 << u" "_s;
    QTest::newRow("after one that needs no spaces") << u"検sign sign"_s << u"sign"_s << WordStart << 3 << u"\n"_s;
    QTest::newRow("a sign is no part of a word") << u"a+b"_s << u"+"_s << WordStart << 1 << u""_s;
    QTest::newRow("far behind") << filler + u"sign"_s << u"sign"_s << WordStart << 140 << u""_s;
    QTest::newRow("over the 64th byte") << u"x"_s.repeated(62) + u"sign"_s << u"sign"_s << InName << 62 << u""_s;
    QTest::newRow("a word at the 64th byte")
        << u"x"_s.repeated(63) + u" sign"_s << u"sign"_s << WordStart << 64 << u""_s;
    QTest::newRow("no word at the 64th byte") << u"x"_s.repeated(64) + u"sign"_s << u"sign"_s << InName << 64 << u""_s;
    QTest::newRow("words that go on") << u"sia sib sia"_s << u"si"_s << NameStart << 0 << u"ab"_s;
    QTest::newRow("nothing follows the end") << u"x://"_s << u"//"_s << WordStart << 2 << u"e"_s;
    QTest::newRow("longer than the text") << u"a"_s << filler << Nowhere << -1 << u""_s;
}

void TestTypedWords::places()
{
    QFETCH(const QString, name);
    QFETCH(const QString, word);
    QFETCH(const WordPlace::Fit, fit);
    QFETCH(const int, at);
    QFETCH(const QString, othersGoOn);
    ByteSet others = 0;
    for (const char byte : othersGoOn.toLatin1())
        others |= byteSet(byte);
    TextArena arena;
    const QByteArrayView text = arena.view(arena.add(name.toUtf8() + "\nhttps://example/"));
    const WordFinder finder(word.toUtf8());
    for (const WordPlace &place : {finder.find(text), finder.findSlowly(text)}) {
        QCOMPARE(place.fit, fit);
        QCOMPARE(place.at, at);
        if (word.size() > 1 && fit != WordPlace::Fit::Nowhere)
            QCOMPARE(place.othersGoOn, others);
    }
}

/// The fast way and the simple one.
void TestTypedWords::placesOfRandomWords()
{
    QFETCH(const quint32, seed);
    Words words(seed);
    TextArena arena;
    for (int round = 0; round < 20'000; ++round) {
        const QByteArray text = foldedText(words);
        const QByteArray whole = folded(words.text(2));
        const QByteArray word = whole.sliced(words.bounded(2) * words.bounded(static_cast<int>(whole.size())))
                                    .first(1); // a byte, perhaps in the middle of a character
        const QByteArray longer = whole.first(1 + words.bounded(static_cast<int>(whole.size())));
        const QByteArrayView view = arena.view(arena.add(text));
        for (const QByteArray &wanted : {word, longer, whole}) {
            const WordFinder finder(wanted);
            compare(finder.find(view), finder.findSlowly(view), text, wanted);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

/// What is known of one word says nothing of another, also where that contains it.
void TestTypedWords::wordsThatContainEachOther()
{
    OfflineLibrary offline;
    const MaterialRef sigma = offline.tag(u"sigma"_s);
    offline.website(u"n"_s, u"x://y/"_s, {sigma});
    const auto before = searchFor(offline.library(), u"n sig"_s, true);
    QCOMPARE(before->count(), std::size_t(1));
    QCOMPARE(searchFor(offline.library(), u"n sign"_s, true)->count(), std::size_t(0));
    QCOMPARE(searchFor(offline.library(), u"n sign"_s, true, before)->count(), std::size_t(0));
}

/// The star and the headers search for the same words again.
void TestTypedWords::sameWordsAgain()
{
    OfflineLibrary offline;
    offline.website(u"Sigma, a sign"_s, u"x://y/"_s);
    const auto first = searchFor(offline.library(), u"sig"_s, true);
    const auto again = searchFor(offline.library(), u"sig"_s, false, first);
    QCOMPARE(again->count(), std::size_t(1));
    QCOMPARE(searchFor(offline.library(), u"sign"_s, true, again)->count(), std::size_t(1));
}

/// Key by key, each search with what the one before found out, and anew, and as told by the naive matcher.
void TestTypedWords::typing()
{
    QFETCH(const quint32, seed);
    Words words(seed);
    OfflineLibrary offline;
    const Library &library = offline.library();
    QList<MaterialRef> materials;
    for (int i = 0; i < 12; ++i)
        materials.append(i % 2 == 0 ? offline.tag(words.text(3)) : offline.person(words.text(3)));
    for (int i = 0; i < 150; ++i) {
        QList<MaterialRef> links;
        if (words.bounded(3) == 0)
            links.append(materials[words.bounded(static_cast<int>(materials.size()))]);
        const QString name = words.bounded(3) == 0 ? u"y"_s : words.text(8);
        offline.website(name, words.address(), links);
    }
    std::vector<quint32> order(library.websites().size());
    std::iota(order.begin(), order.end(), 0U);
    QString text;
    QString coming;
    std::shared_ptr<const WebsiteSearch> before;
    for (int key = 0; key < 400; ++key) {
        if (coming.isEmpty())
            coming = words.typed();
        const int kind = words.bounded(20);
        if (kind == 0 && !text.isEmpty()) {
            text.chop(1 + words.bounded(static_cast<int>(text.size())));
            coming.clear();
        } else if (kind == 3) {
            // The same words again, ranked or not, perhaps by other letters.
            text += words.oneOf({{}, {}, u" "_s});
        } else if (kind == 1) {
            text.insert(words.bounded(static_cast<int>(text.size()) + 1), words.word().first(1));
        } else {
            const qsizetype several = std::min<qsizetype>(kind == 2 ? 3 : 1, coming.size());
            text += coming.first(several);
            coming.remove(0, several);
        }
        if (text.size() > 40)
            text.clear();
        const bool bestFirst = words.bounded(4) != 0;
        const auto search = searchFor(library, text, bestFirst, before);
        const auto anew = searchFor(library, text, bestFirst);
        const Query query = parseQuery(text);
        std::size_t count = 0;
        for (Library::Row row = 0; row < library.websites().size(); ++row)
            count += naiveMatches(library, row, query.root) ? 1 : 0;
        QVERIFY2(search->count() == count, qPrintable(text));
        QVERIFY2(anew->count() == count, qPrintable(text));
        const RowList rows = search->rows(order);
        QVERIFY2(rows == anew->rows(order), qPrintable(text));
        QVERIFY2(rows.size() == count, qPrintable(text));
        if (bestFirst && search->rank()) {
            QVERIFY2(std::ranges::is_sorted(rows, {}, [&](quint32 row) { return search->rank()->rank(row); }),
                qPrintable(text));
        }
        before = text.isEmpty() ? nullptr : search;
    }
}

QTEST_GUILESS_MAIN(TestTypedWords)
#include "tst_typedwords.moc"
