// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/highlighter.h"
#include "app/search/queryparser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

QString unmarked(QString marked, QLatin1StringView signs)
{
    return marked.remove(signs.front()).remove(signs.back());
}

/// \a text with its \a pieces between \a signs.
QString withMarks(QString text, const QList<TextPiece> &pieces, QLatin1StringView signs)
{
    for (auto piece = pieces.crbegin(); piece != pieces.crend(); ++piece)
        text.insert(piece->start + piece->length, signs.back()).insert(piece->start, signs.front());
    return text;
}

} // namespace

class TestHighlighter : public QObject
{
    Q_OBJECT

private slots:
    void marks_data();
    void marks();
    void inTags_data();
    void inTags();
    void inAddress_data();
    void inAddress();
};

void TestHighlighter::marks_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); // between brackets
    const auto row = [](const char *name, const QString &query, const QString &marked) {
        QTest::newRow(name) << query << marked;
    };
    row("accents", u"ecole"_s, u"une [E\u0301cole]s"_s);
    row("a part of what one letter became", u"as"_s, u"gr[aß]"_s);
    row("a soft hyphen inside", u"cooperate"_s, u"to [co\u00ADoperate] is"_s);
    row("a soft hyphen behind", u"co"_s, u"to [co\u00AD]operate"_s);
    row("a joiner", u"میخواهم"_s, u"[می\u200Cخواهم]"_s);
    row("a mark of direction before", u"ab"_s, u"\u200E[ab]c"_s);
    row("nothing but what folds to nothing", u"a"_s, u"\u200B\u200B"_s);
    row("a quote", u"what's"_s, u"[What’s] new"_s);
    row("a dash", u"a-b"_s, u"[a—b] c"_s);
    row("spaces inside", u"\"two spaces\""_s, u"[Two \t spaces] there"_s);
    row("behind spaces", u"spaces"_s, u"Two   [spaces]"_s);
    row("before spaces", u"two"_s, u"[Two]   spaces"_s);
    row("all the spaces", u"\"two \""_s, u"[Two   ]spaces"_s);
    row("spaces with nothing visible between them", u"\"a b\""_s, u"x [a \u200B b] c"_s);
    row("spaces of letters taken apart", u"\"a b\""_s, u"x [a \u00A0\u3000b]"_s);
    row("line ends", u"\"a b\""_s, u"[a\r\nb]"_s);
    row("a letter with its vowel", u"क"_s, u"[कु]ल"_s);
    row("only the vowel", u"\u0941"_s, u"[कु]ल"_s);
    row("up to a letter with its vowel", u"कुल"_s, u"अ[कुला]"_s);
    row("marks in another order than folded", u"ก\u0E38\u0E48"_s, u"[ก\u0E48\u0E38]น"_s);
    row("a letter without its nukta", u"क"_s, u"[क\u093C]ल"_s);
    row("kana taken apart", u"バス"_s, u"[ハ\u3099ス]"_s);
    row("kana of half the width", u"バス"_s, u"a[ﾊﾞｽ]"_s);
    row("not one without its mark", u"ハ"_s, u"ﾊﾞｽ[ハ]"_s);
    row("pairs", u"💻"_s, u"a[💻]b"_s);
}

void TestHighlighter::marks()
{
    QFETCH(const QString, query);
    QFETCH(const QString, marked);
    const QString text = unmarked(marked, "[]"_L1);
    QCOMPARE(withMarks(text, Highlighter(parseQuery(query)).inName(text), "[]"_L1), marked);
}

void TestHighlighter::inTags_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); // between angles
    QTest::newRow("beginning") << u"tag:w"_s << u"<w>hy how, <w>eb/now"_s;
    QTest::newRow("whole") << u"tag:web/now"_s << u"why how, <web/now>"_s;
    QTest::newRow("plain word") << u"w"_s << u"<w>hy ho<w>"_s;
}

void TestHighlighter::inTags()
{
    QFETCH(const QString, query);
    QFETCH(const QString, marked);
    const QString text = unmarked(marked, "<>"_L1);
    const QList<TextPiece> pieces = Highlighter(parseQuery(query)).inLinked(AssociationKind::Tag, text);
    QCOMPARE(withMarks(text, pieces, "<>"_L1), marked);
}

void TestHighlighter::inAddress_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked"); // between angles
    const auto row = [](const char *name, const QString &query, const QString &marked) {
        QTest::newRow(name) << query << marked;
    };
    row("words", u"qt"_s, u"https://doc.<qt>.io/<qt>-6"_s);
    row("address", u"url:qt"_s, u"https://doc.<qt>.io/<qt>-6"_s);
    row("host", u"host:qt"_s, u"https://doc.<qt>.io/qt-6"_s);
    row("host with what is around it", u"host:WWW.qt.io:80"_s, u"https://www.<qt.io>:80/qt.io"_s);
    row("site", u"site:doc.qt.io"_s, u"https://doc.<qt.io>/qt.io"_s);
    row("host in Punycode", u"host:xn--mnchen-3ya.de"_s, u"https://<m\u00FCnchen.de>/"_s);
    row("host that stands in Punycode", u"host:m\u00FCn"_s, u"https://www.<xn--mnchen-3ya>.de:80/x"_s);
    row("site that stands in Punycode", u"site:m\u00FCnchen.de"_s, u"https://a.<xn--mnchen-3ya.de>/x"_s);
    row("another host in Punycode", u"host:k\u00F6ln"_s, u"https://xn--mnchen-3ya.de/"_s);
    row("path", u"path:qt"_s, u"https://d\u00F6c.qt.io/<qt>-6"_s);
    row("scheme", u"scheme:http"_s, u"<http>://a.example/http"_s);
    row("expression in the host", u"host:/q./"_s, u"https://doc.<qt>.io/qt-6"_s);
    row("greedy expression", u"host:/doc.*/"_s, u"https://<doc.qt.io>/x"_s);
    row("expression at the ends", u"host:/^doc|io$/"_s, u"https://<doc>.qt.<io>/io"_s);
    row("over the beginning", u"path:/a/a"_s, u"https://a</a/a>/b"_s);
    row("not the name", u"name:qt"_s, u"https://qt.io/"_s);
    row("no host", u"host:ada"_s, u"mailto:ada"_s);
    row("encoded letters", u"京"_s, u"https://a/%E6%9D%B1<%E4%BA%AC>"_s);
    row("behind encoded letters", u"path:x"_s, u"https://a/%E6%9D%B1%E4%BA%AC<x>"_s);
    row("letters that are typed encoded", u"%E4%BA%AC"_s, u"https://a/東<京>"_s);
    row("several", u"host:qt path:6 doc"_s, u"https://<doc>.<qt>.io/qt-<6>"_s);
}

void TestHighlighter::inAddress()
{
    QFETCH(const QString, query);
    QFETCH(const QString, marked);
    const QString text = unmarked(marked, "<>"_L1);
    const QList<TextPiece> pieces = Highlighter(parseQuery(query)).inAddress(text);
    QCOMPARE(withMarks(text, pieces, "<>"_L1), marked);
}

QTEST_GUILESS_MAIN(TestHighlighter)
#include "tst_highlighter.moc"
