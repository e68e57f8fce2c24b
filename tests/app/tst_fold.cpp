// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"
#include "app/library/percentencoding.h"
#include "app/search/textpattern.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestFold : public QObject
{
    Q_OBJECT

private slots:
    void folds_data();
    void folds();
    void tellsLettersApart_data();
    void tellsLettersApart();
    void lines();
    void readableAddresses();
    void equals_data();
    void equals();
    void wordBoundaries_data();
    void wordBoundaries();
};

void TestFold::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, const QString &text, const QString &wanted) {
        QTest::newRow(name) << text << wanted;
    };
    row("nothing", {}, {});
    row("ASCII", u"Qt 6 [Docs]\u007F"_s, u"qt 6 [docs]\u007F"_s);
    row("accents", u"École, e\u0301cole, Ångström"_s, u"ecole, ecole, angstrom"_s);
    row("letters spelled out", u"Straße Łódź Œuvre"_s, u"strasse lodz oeuvre"_s);
    row("capitals that only look so", u"ℌ Ａ İ"_s, u"h a i"_s);
    row("Greek and Cyrillic", u"Κόσμος й"_s, u"κοσμοσ и"_s);
    row("points of Hebrew and Arabic", u"שָׁלוֹם مُحَمَّد"_s, u"שלום محمد"_s);

    row("soft hyphen", u"co\u00ADoperate"_s, u"cooperate"_s);
    row("joiners", u"می\u200Cخواهم نه\u200Dن"_s, u"میخواهم نهن"_s);
    row("marks of direction", u"\u200Ea\u200F\u202Ab\u202E\u2066c\u2069\u061C"_s, u"abc"_s);
    row("space without width, mark of byte order", u"\uFEFFa\u200Bb\u2060c"_s, u"abc"_s);
    row("selectors of variants", u"☺\uFE0F 葛\U000E0100 ᠮ\u180B"_s, u"☺ 葛 ᠮ"_s);
    row("tags", u"🏴\U000E0067\U000E007F"_s, u"🏴"_s);
    row("fillers of Hangul", u"a\u115F\u1160\u3164\uFFA0b"_s, u"ab"_s);
    row("joined emoji", u"👩\u200D💻"_s, u"👩💻"_s);

    row("single quotes", u"What’s ‘a‘ ‚b‛ 5′ ʼ ´"_s, u"what's 'a' 'b' 5' ' '"_s);
    row("double quotes", u"“a” „b‟ 5″"_s, u"\"a\" \"b\" 5\""_s);
    row("what other letters are made of", u"a\uFE58b ‴ ŉ"_s, u"a-b ''' 'n"_s);
    row("dashes", u"a‐b\u2011c‒d–e—f―g−h"_s, u"a-b-c-d-e-f-g-h"_s);
    row("what else is typeset", u"ﬁn… ½"_s, u"fin... 1⁄2"_s);

    row("encoded letters", u"/wiki/%E6%9D%B1%e4%ba%ac_%C3%89cole"_s, u"/wiki/東京_ecole"_s);
    row("an encoded emoji", u"%F0%9F%92%BB"_s, u"💻"_s);
    row("encoded ASCII stays", u"A%20b%2Fc%25C3%A9"_s, u"a%20b%2fc%25c3%a9"_s);
    row("half a letter", u"%E6%9D"_s, u"%e6%9d"_s);
    row("broken letters", u"%E6%9D%41 %C3%zz %C0%AF %ED%A0%80 %C3 %F4%90%80%80 %E0%80%AF"_s,
        u"%e6%9d%41 %c3%zz %c0%af %ed%a0%80 %c3 %f4%90%80%80 %e0%80%af"_s);
    row("encoded joiners and marks", u"%D9%85%DB%8C%E2%80%8C%D8%B4 co%C2%ADop %EF%BB%BFe%CC%81"_s, u"میش coop e"_s);
    row("encoded spaces and slashes stay", u"a%C2%A0%E3%80%80%EF%BC%8F%C2%A8"_s, u"a%c2%a0%e3%80%80%ef%bc%8f%c2%a8"_s);

    row("spaces", u"Two  spaces   there"_s, u"two spaces there"_s);
    row("tabs and line ends", u"a\t b\r\nc\n\nd\v\fe"_s, u"a b c d e"_s);
    row("only white space", u" \t\n"_s, u" "_s);
    row("spaces at the ends", u"  a  "_s, u" a "_s);
    row("spaces of other kinds", u"a\u00A0b \u3000c\u2003\u2003d\u2028e\u0085f"_s, u"a b c d e f"_s);
    row("spaces with nothing visible between them", u"a \u200B b"_s, u"a b"_s);
    row("spaces beside accents", u"é  \t b"_s, u"e b"_s);

    row("voiced kana", u"バス ぱ ヴ"_s, u"バス ぱ ヴ"_s);
    row("kana taken apart", u"ハ\u3099ス は\u309A"_s, u"バス ぱ"_s);
    row("kana of half the width", u"ﾊﾞｽ ﾊｽ"_s, u"バス ハス"_s);
    row("a sound mark at no kana", u"\u3099a\u3099"_s, u"\u3099a\u3099"_s);
    row("vowels and viramas of Devanagari", u"कुल क्ष हिन्दी"_s, u"कुल क्ष हिन्दी"_s);
    row("nukta of Devanagari", u"क़ ड\u093C"_s, u"क ड"_s);
    row("Bengali", u"বাড়ি"_s, u"বাড\u09BCি"_s);
    row("Tamil", u"பு"_s, u"பு"_s);
    row("Thai", u"กิน ที่"_s, u"กิน ที่"_s);
    row("Lao, Khmer, Myanmar, Tibetan", u"ກິ ខុ ကိ ཀི"_s, u"ກິ ខុ ကိ ཀི"_s);
    row("marks beyond the first plane", u"𑀓\U00011038"_s, u"𑀓\U00011038"_s);
    row("enclosing marks", u"a\u20DD"_s, u"a"_s);
    row("half of a pair", u"é"_s + QChar(0xD83D), u"e?"_s);
}

void TestFold::folds()
{
    QFETCH(const QString, text);
    QFETCH(const QString, wanted);
    QCOMPARE(QString::fromUtf8(folded(text)), wanted);
    QByteArray fromUtf8("kept ");
    appendFolded(fromUtf8, QByteArrayView(text.toUtf8()));
    if (text.isValidUtf16())
        QCOMPARE(QString::fromUtf8(fromUtf8), u"kept "_s + wanted);
    QCOMPARE(QString::fromUtf8(folded(QString::fromUtf8(folded(text)))), wanted);
}

void TestFold::tellsLettersApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("voiced kana") << u"バス"_s << u"ハス"_s;
    QTest::newRow("voiced kana at the end") << u"スバ"_s << u"スハ"_s;
    QTest::newRow("vowel of Devanagari") << u"कुल"_s << u"कल"_s;
    QTest::newRow("no vowel of Devanagari") << u"कल"_s << u"कुल"_s;
    QTest::newRow("virama") << u"क्ल"_s << u"कल"_s;
    QTest::newRow("vowel of Thai") << u"กิน"_s << u"กน"_s;
}

void TestFold::tellsLettersApart()
{
    QFETCH(const QString, text);
    QFETCH(const QString, word);
    QVERIFY(folded(text).contains(folded(text)));
    QVERIFY(!folded(text).contains(folded(word)));
}

/// A name and an address, which begin where the names and addresses of others end.
void TestFold::lines()
{
    const auto lines = [](const char *first, const char *second) {
        QByteArray text("before ");
        appendFoldedLines(text, first, second);
        return text.sliced(7);
    };
    QCOMPARE(lines("A\nb", "HTTP://c"), "a b\nhttp://c");
    QCOMPARE(lines("  A  \n", "/B  c\n"), "a\n/b c ");
    QCOMPARE(lines("\u00A0\u00C9 ", "\u00C9\n"), "e\ne ");
    QCOMPARE(lines(" ", " "), "\n ");
    QCOMPARE(lines("", ""), "\n");
    QCOMPARE(lines("\u200B", "\u200B"), "\n");
}

void TestFold::readableAddresses()
{
    QCOMPARE(readableAddress(u"https://a/%E6%9D%B1%20%C3%89e%CC%81"_s), u"https://a/東%20Ée\u0301"_s);
    // What nobody would see says so.
    const QString unseen = u"https://a/%EF%BB%BF%E2%80%AE%E3%85%A4%EF%B8%8F%E2%A0%80%E2%80%8C%C2%A0"_s;
    QCOMPARE(readableAddress(unseen), unseen);
    const QString slash = u"https://example.org%EF%BC%8F@evil.example/"_s;
    QCOMPARE(readableAddress(slash), slash);
}

void TestFold::equals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isEqual");
    QTest::newRow("the same") << u"Exact"_s << u"exact"_s << true;
    QTest::newRow("spaces at the ends of the text") << u" Exact\u00A0\n"_s << u"exact"_s << true;
    QTest::newRow("spaces at the ends of the word") << u"Exact"_s << u" exact "_s << true;
    QTest::newRow("spaces inside") << u"Ex  act"_s << u"ex act"_s << true;
    QTest::newRow("a space more") << u"Ex act"_s << u"exact"_s << false;
    QTest::newRow("a part") << u"Exactly"_s << u"exact"_s << false;
    QTest::newRow("nothing") << u" "_s << QString() << true;
}

void TestFold::equals()
{
    QFETCH(const QString, text);
    QFETCH(const QString, word);
    QFETCH(const bool, isEqual);
    QCOMPARE(TextPattern(word, QueryTerm::Match::Equals).matches(folded(text)), isEqual);
}

void TestFold::wordBoundaries_data()
{
    QTest::addColumn<QString>("text"); // a bar where a word can begin or end
    QTest::newRow("ASCII") << u"|c|+|+| |ab1|_|d|"_s;
    QTest::newRow("no spaces needed") << u"|検|索|ab|ハ|ス|"_s;
    QTest::newRow("marks of Devanagari") << u"|कुल| |क्ष|"_s;
    QTest::newRow("marks of Thai") << u"|กิ|น|ที่|ab|"_s;
    QTest::newRow("a sound mark at a kana that has none") << u"|あ\u3099|い|ん\u3099|ab|"_s;
    QTest::newRow("a sound mark at a letter") << u"|a\u3099b|"_s;
}

void TestFold::wordBoundaries()
{
    QFETCH(const QString, text);
    const QByteArray plain = folded(QString(text).remove(u'|'));
    QByteArray found;
    for (qsizetype at = 0; at <= plain.size(); ++at) {
        const bool beginsCharacter = at == plain.size() || (static_cast<unsigned char>(plain.at(at)) & 0xC0U) != 0x80U;
        if (beginsCharacter && isWordBoundary(plain, at))
            found += '|';
        found += plain.mid(at, 1);
    }
    QCOMPARE(QString::fromUtf8(found), text);
}

QTEST_GUILESS_MAIN(TestFold)
#include "tst_fold.moc"
