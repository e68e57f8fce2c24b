// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/boundedregex.h"
#include "app/search/querydates.h"
#include "app/search/queryparser.h"
#include "tests/app/seeds.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// A Wednesday.
const QDateTime now(QDate(2026, 11, 25), QTime(13, 30), Qt::UTC);

/// The parts of \a query: its text with the role of each piece behind it, `tag:{field}qt{value}`.
QString partsText(const QString &text, const Query &query)
{
    static const QHash<QueryPart::Role, QString> names{{QueryPart::Role::Text, u"text"_s},
        {QueryPart::Role::Operator, u"op"_s}, {QueryPart::Role::Field, u"field"_s},
        {QueryPart::Role::Value, u"value"_s}, {QueryPart::Role::Regex, u"regex"_s},
        {QueryPart::Role::NotUnderstood, u"plain"_s}};
    QStringList words;
    for (const QueryPart &part : query.parts)
        words.append(text.mid(part.start, part.length) + u'{' + names.value(part.role) + u'}');
    return words.join(u' ');
}

/// Pieces of which a person, or a cat on the keyboard, makes queries.
const QStringList pieces{u"a"_s, u"ada"_s, u" "_s, u" "_s, u" "_s, u"("_s, u")"_s, u"\""_s, u"-"_s, u"OR"_s, u" OR "_s,
    u"*"_s, u"/"_s, u"="_s, u":"_s, u"<"_s, u">"_s, u".."_s, u"\\"_s, u"["_s, u"tag:"_s, u"is:"_s, u"created:"_s,
    u"last"_s, u"week"_s, u"2024"_s, u"linked"_s, u"score>"_s, u"unlinked"_s, u"person:("_s, u"日本"_s, u"é"_s,
    QString(QChar(0xD800)), QString(QChar(0))};

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private slots:
    void trees_data();
    void trees();
    void parts_data();
    void parts();
    void dates_data();
    void dates();
    void positiveTerms();
    void neverFails_data() { addSeedRows(); }
    void neverFails();
    void isBoundedInSize();
    void regexGivesUp();
};

void TestQuery::trees_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    const auto row = [](const QString &text, const QString &tree) {
        QTest::newRow(qPrintable(text.isEmpty() ? u"nothing"_s : text)) << text << tree;
    };
    row({}, u"(and)"_s);
    row(u"  \t "_s, u"(and)"_s);
    row(u"ada"_s, u"\"ada\""_s);
    row(u" ada  grace "_s, u"(and \"ada\" \"grace\")"_s);
    row(u"\"ada l\" x"_s, u"(and \"ada l\" \"x\")"_s);
    row(u"\"not closed"_s, u"\"not closed\""_s);
    row(u"a\"b"_s, u"\"a\"b\""_s);
    row(u"-ada"_s, u"(not \"ada\")"_s);
    row(u"https://a.example/"_s, u"\"https://a.example\""_s);
    row(u"url:https://a.example/"_s, u"url:\"https://a.example\""_s);
    row(u"https://a.example/b/"_s, u"\"https://a.example/b/\""_s);
    row(u"=https://a.example/"_s, u"=\"https://a.example/\""_s);
    row(u"b/"_s, u"\"b/\""_s);
    row(u"a -b"_s, u"(and \"a\" (not \"b\"))"_s);
    row(u"a-b"_s, u"\"a-b\""_s);
    row(u"a - b"_s, u"(and \"a\" \"-\" \"b\")"_s);
    row(u"--verbose"_s, u"\"--verbose\""_s);
    row(u"a OR b"_s, u"(or \"a\" \"b\")"_s);
    row(u"a or b"_s, u"(and \"a\" \"or\" \"b\")"_s);
    row(u"a b OR c d"_s, u"(or (and \"a\" \"b\") (and \"c\" \"d\"))"_s);
    row(u"a (b OR c) d"_s, u"(and \"a\" (or \"b\" \"c\") \"d\")"_s);
    row(u"OR a"_s, u"(and \"OR\" \"a\")"_s);
    row(u"a OR OR b"_s, u"(or \"a\" (and \"OR\" \"b\"))"_s);
    row(u"ORDER a"_s, u"(and \"ORDER\" \"a\")"_s);
    row(u"f(x)"_s, u"\"f(x)\""_s);
    row(u"(f(x) y)"_s, u"(and \"f(x)\" \"y\")"_s);
    row(u"a)"_s, u"\"a)\""_s);
    row(u"()"_s, u"\"()\""_s);
    row(u"-(a b)"_s, u"(not (and \"a\" \"b\"))"_s);
    row(u"*"_s, u"\"*\""_s);
    row(u"foo*"_s, u"\"foo\"*"_s);
    row(u"*foo"_s, u"*\"foo\""_s);
    row(u"*foo*"_s, u"\"foo\""_s);
    row(u"f*o"_s, u"\"f*o\""_s);
    row(u"\"foo bar\"*"_s, u"\"foo bar\"*"_s);
    row(u"=foo"_s, u"=\"foo\""_s);
    row(u"=\"foo bar\""_s, u"=\"foo bar\""_s);
    row(u"a=b"_s, u"\"a=b\""_s);
    row(u"="_s, u"\"=\""_s);
    row(u"/^q.t/"_s, u"/^q.t/"_s);
    row(u"/a b\\/c/ d"_s, u"(and /a b\\/c/ \"d\")"_s);
    row(u"-/x/"_s, u"(not /x/)"_s);
    row(u"/usr/bin"_s, u"\"/usr/bin\""_s);
    row(u"/a(/"_s, u"\"/a(/\""_s);
    row(u"//"_s, u"\"//\""_s);
    row(u"https://qt.io/x"_s, u"\"https://qt.io/x\""_s);
    // fields
    row(u"name:qt"_s, u"name:\"qt\""_s);
    row(u"NAME:qt"_s, u"name:\"qt\""_s);
    row(u"name:=Qt"_s, u"name:=\"Qt\""_s);
    row(u"name:/^q/"_s, u"name:/^q/"_s);
    row(u"host:*.io"_s, u"host:*\".io\""_s);
    row(u"site:\"qt.io\""_s, u"site:\"qt.io\""_s);
    row(u"scheme:https"_s, u"scheme:\"https\""_s);
    row(u"path:/docs/"_s, u"path:\"/docs/\""_s);
    row(u"tag:a/b"_s, u"tag:\"a/b\""_s);
    row(u"-tag:archive"_s, u"(not tag:\"archive\")"_s);
    row(u"note:\"read me\""_s, u"note:\"read me\""_s);
    row(u"summary:x conversation:y asset:z"_s, u"(and summary:\"x\" conversation:\"y\" asset:\"z\")"_s);
    row(u"person:(ada OR grace) asset.language:cpp -tag:archive linked>2"_s,
        u"(and (or person:\"ada\" person:\"grace\") asset.language:\"cpp\" (not tag:\"archive\") linked[3..])"_s);
    row(u"person:(ada tag:x)"_s, u"(and person:\"ada\" tag:\"x\")"_s);
    row(u"person:(-ada \"b c\")"_s, u"(and (not person:\"ada\") person:\"b c\")"_s);
    row(u"person.email:a@b"_s, u"person.email:\"a@b\""_s);
    row(u"linked:person"_s, u"linked.person[1..]"_s);
    row(u"-linked:asset"_s, u"(not linked.asset[1..])"_s);
    row(u"person>1"_s, u"linked.person[2..]"_s);
    row(u"tag:"_s, u"linked.tag[1..]"_s);
    row(u"linked:2..5"_s, u"linked[2..5]"_s);
    row(u"linked=0"_s, u"linked[0..0]"_s);
    row(u"score>5 reuse>0"_s, u"(and score[6..] reuse[1..])"_s);
    row(u"score>=5"_s, u"score[5..]"_s);
    row(u"score<5"_s, u"score[..4]"_s);
    row(u"score<=5"_s, u"score[..5]"_s);
    row(u"score:5"_s, u"score[5..5]"_s);
    row(u"score:>5"_s, u"score[6..]"_s);
    row(u"score:..5"_s, u"score[..5]"_s);
    row(u"opened:never"_s, u"reuse[0..0]"_s);
    row(u"is:unlinked is:duplicate is:untagged"_s, u"(and linked[0..0] is[1..1] linked.tag[0..0])"_s);
    row(u"created:2024"_s, u"created[2024-01-01T00:00:00.000000Z..2024-12-31T23:59:59.999999Z]"_s);
    row(u"updated:last week x"_s, u"(and updated[2026-11-16T00:00:00.000000Z..2026-11-22T23:59:59.999999Z] \"x\")"_s);
    row(u"added:today"_s, u"created[2026-11-25T00:00:00.000000Z..2026-11-25T23:59:59.999999Z]"_s);
    row(u"created>2024"_s, u"created[2025-01-01T00:00:00.000000Z..]"_s);
    row(u"created:\"last month\""_s, u"created[2026-10-01T00:00:00.000000Z..2026-10-31T23:59:59.999999Z]"_s);
    // what says nothing is plain text
    row(u"foo:bar"_s, u"\"foo:bar\""_s);
    row(u"is:captured -is:manual"_s, u"(and is.origin[2..2] (not is.origin[1..1]))"_s);
    row(u"is:broken is:moved -is:checked"_s, u"(and is.check[3..3] is.check[2..2] (not is.check[1..3]))"_s);
    row(u"is:trash -is:trash x"_s, u"(and is.trash[1..1] (not is.trash[1..1]) \"x\")"_s);
    row(u"is:lost x"_s, u"(and \"is:lost\" \"x\")"_s);
    row(u"score>many"_s, u"\"score>many\""_s);
    row(u"score: 5"_s, u"(and \"score:\" \"5\")"_s);
    row(u"created:soon"_s, u"\"created:soon\""_s);
    row(u"created:last friday"_s, u"(and \"created:last\" \"friday\")"_s);
    row(u"opened:always"_s, u"\"opened:always\""_s);
    row(u"path=x"_s, u"\"path=x\""_s);
    row(u"linked:nobody"_s, u"\"linked:nobody\""_s);
    // what is not finished does not count yet
    row(u"a OR"_s, u"\"a\""_s);
    row(u"a -"_s, u"\"a\""_s);
    row(u"a ("_s, u"\"a\""_s);
    row(u"a (b OR c"_s, u"(and \"a\" (or \"b\" \"c\"))"_s);
    row(u"a -("_s, u"\"a\""_s);
    row(u"a name:"_s, u"\"a\""_s);
    row(u"a created:"_s, u"\"a\""_s);
    row(u"a score>"_s, u"\"a\""_s);
    row(u"a person:("_s, u"\"a\""_s);
    row(u"a \""_s, u"\"a\""_s);
    row(u"a is:unl"_s, u"\"a\""_s);
    row(u"a -is:u"_s, u"\"a\""_s);
    row(u"a (is:u"_s, u"\"a\""_s);
    row(u"is:u a"_s, u"(and \"is:u\" \"a\")"_s); // finished, and none
    row(u"a created:202"_s, u"\"a\""_s);
    row(u"a created:2024-0"_s, u"\"a\""_s);
    row(u"created:2024-13"_s, u"\"created:2024-13\""_s);
    row(u"a created:last"_s, u"\"a\""_s);
    row(u"a created:last we"_s, u"\"a\""_s);
    row(u"a created:2024."_s, u"\"a\""_s);
    row(u"a created:2024..yest"_s, u"\"a\""_s);
    row(u"a created:soon..yest"_s, u"(and \"a\" \"created:soon..yest\")"_s);
    row(u"a linked:pers"_s, u"\"a\""_s);
    row(u"a score:3."_s, u"\"a\""_s);
    row(u"a opened:nev"_s, u"\"a\""_s);
    // dates of two words
    row(u"created:<last week"_s, u"created[..2026-11-15T23:59:59.999999Z]"_s);
    row(u"created:>=last month x"_s, u"(and created[2026-10-01T00:00:00.000000Z..] \"x\")"_s);
    row(u"created:last month..today"_s, u"created[2026-10-01T00:00:00.000000Z..2026-11-25T23:59:59.999999Z]"_s);
    row(u"created:2026..last month"_s, u"created[2026-01-01T00:00:00.000000Z..2026-10-31T23:59:59.999999Z]"_s);
    row(u"created:last month..this month"_s, u"created[2026-10-01T00:00:00.000000Z..2026-11-30T23:59:59.999999Z]"_s);
    // a quotation mark in a phrase
    row(u"\"say \"\"hi\"\" now\""_s, u"\"say \"hi\" now\""_s);
    row(u"a \"\" b"_s, u"(and \"a\" \"b\")"_s);
    // other names of kinds
    row(u"linked:people linked:tags linked:annotation"_s,
        u"(and linked.person[1..] linked.tag[1..] linked.annotation[1..])"_s);
}

void TestQuery::trees()
{
    QFETCH(QString, text);
    QFETCH(QString, tree);
    QCOMPARE(parseQuery(text, now).toText(), tree);
}

void TestQuery::parts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("words") << u" ada \"b c\""_s << u"ada{text} \"b c\"{text}"_s;
    QTest::newRow("operators") << u"-(a OR b)"_s << u"-{op} ({op} a{text} OR{op} b{text} ){op}"_s;
    QTest::newRow("field") << u"tag:qt score>5"_s << u"tag:{field} qt{value} score>{field} 5{value}"_s;
    QTest::newRow("group") << u"person:(ada OR grace)"_s
                           << u"person:{field} ({op} ada{value} OR{op} grace{value} ){op}"_s;
    QTest::newRow("two words of a date") << u"created:last week x"_s << u"created:{field} last week{value} x{text}"_s;
    QTest::newRow("regex") << u"/a b/"_s << u"/a b/{regex}"_s;
    QTest::newRow("broken regex") << u"x /a(/"_s << u"x{text} /a(/{plain}"_s;
    QTest::newRow("not understood") << u"is:lost created:soon"_s << u"is:lost{plain} created:soon{plain}"_s;
    QTest::newRow("unknown field") << u"foo:bar"_s << u"foo:bar{text}"_s;
    QTest::newRow("empty group") << u"() a"_s << u"(){text} a{text}"_s;
}

void TestQuery::parts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(partsText(text, parseQuery(text, now)), expected);
}

void TestQuery::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
    };
    row("2024-02", "2024-02-01T00:00..2024-02-29T23:59");
    row("2024-2-9", "2024-02-09T00:00..2024-02-09T23:59");
    row("2024-13", "none");
    row("2023-02-29", "none");
    row("2024-03..2024-06", "2024-03-01T00:00..2024-06-30T23:59");
    row("..2024", "..2024-12-31T23:59");
    row("2024..", "2024-01-01T00:00..");
    row("..", "none");
    row("2024..soon", "none");
    row("<2024", "..2023-12-31T23:59");
    row("<=2024", "..2024-12-31T23:59");
    row(">2024", "2025-01-01T00:00..");
    row(">=2024", "2024-01-01T00:00..");
    row("Today", "2026-11-25T00:00..2026-11-25T23:59");
    row("yesterday", "2026-11-24T00:00..2026-11-24T23:59");
    row("this-month", "2026-11-01T00:00..2026-11-30T23:59");
    row("last-month", "2026-10-01T00:00..2026-10-31T23:59");
    row("last  year", "2025-01-01T00:00..2025-12-31T23:59");
    row("this year", "2026-01-01T00:00..2026-12-31T23:59");
    row("30d", "2026-10-26T13:30..");
    row("<30d", "2026-10-26T13:30..");
    row(">30d", "..2026-10-26T13:29");
    row("<2w", "2026-11-11T13:30..");
    row("<12h", "2026-11-25T01:30..");
    row("<1m", "2026-10-25T13:30..");
    row("<1y", "2025-11-25T13:30..");
    row("30d..7d", "2026-10-26T13:30..2026-11-18T13:29");
    row("30", "none");
    row("30x", "none");
    row("<", "none");
}

void TestQuery::dates()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto span = timeSpan(text, now);
    const auto limit = [](qint64 value) {
        const bool open = value == std::numeric_limits<qint64>::min() || value == std::numeric_limits<qint64>::max();
        // Down to the whole minute, also before 1970.
        return open ? QString()
                    : QDateTime::fromMSecsSinceEpoch((value - (value % 1000 + 1000) % 1000) / 1000, Qt::UTC)
                          .toString(u"yyyy-MM-ddTHH:mm");
    };
    QCOMPARE(span ? limit(span->first) + u".."_s + limit(span->last) : u"none"_s, expected);
}

void TestQuery::positiveTerms()
{
    QStringList texts;
    const QList<QueryTerm> terms = parseQuery(u"a -b (c OR -(d e)) tag:f"_s, now).positiveTerms();
    for (const QueryTerm &term : terms)
        texts.append(term.text);
    QCOMPARE(texts, (QStringList{u"a"_s, u"c"_s, u"f"_s}));
}

void TestQuery::neverFails()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    for (int i = 0; i < 5000; ++i) {
        QString text;
        for (int length = random.bounded(20); length > 0; --length)
            text += pieces.at(random.bounded(pieces.size()));
        const Query query = parseQuery(text, now);
        qsizetype end = 0;
        for (const QueryPart &part : query.parts) {
            QVERIFY2(part.length > 0 && part.start >= end && part.start + part.length <= text.size(), qPrintable(text));
            // Nothing but white space is left between the parts.
            QVERIFY2(text.mid(end, part.start - end).trimmed().isEmpty(), qPrintable(text));
            end = part.start + part.length;
        }
        QVERIFY2(text.mid(end).trimmed().isEmpty(), qPrintable(text));
        QCOMPARE(parseQuery(text, now).root, query.root);
    }
}

void TestQuery::isBoundedInSize()
{
    const Query nested = parseQuery(u"("_s.repeated(100'000) + u'x', now);
    QVERIFY(!nested.isEmpty());
    const Query many = parseQuery(u"word "_s.repeated(100'000), now);
    QVERIFY(many.positiveTerms().size() <= 101);
}

void TestQuery::regexGivesUp()
{
    QVERIFY(!boundedRegex(u"("_s));
    QVERIFY(!boundedRegex(u"a"_s.repeated(1000)));
    const auto evil = boundedRegex(u"(a+)+$"_s);
    QVERIFY(evil.has_value());
    QVERIFY(evil->match(u"aaa"_s).hasMatch());
    // Without a limit this one would not end today.
    const QRegularExpressionMatch match = evil->match(u"a"_s.repeated(60) + u'b');
    QVERIFY(!match.hasMatch());
    QVERIFY(!match.isValid());
    // The limit cannot be raised from inside.
    const auto eviler = boundedRegex(u"(*LIMIT_MATCH=4000000000)(a+)+$"_s);
    QVERIFY(!eviler || !eviler->match(u"a"_s.repeated(60) + u'b').hasMatch());
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
