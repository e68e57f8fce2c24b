// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/querycompletion.h"
#include "app/search/querymatcher.h"
#include "app/search/queryparser.h"
#include "tests/app/offlinelibrary.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestQueryCompletion : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_offline = std::make_unique<OfflineLibrary>(); }
    void fieldsOfTheirOwn_data();
    void fieldsOfTheirOwn();
    void whatIsTypedIsNotOffered();
    void groups_data();
    void groups();
    void plainWords();
    void oneRowForOneName();
    void hostsAsPeopleWriteThem();
    void oddNames_data();
    void oddNames();

private:
    std::unique_ptr<OfflineLibrary> m_offline;

    /// The texts that may take the place of the end of \a text.
    QStringList candidates(const QString &text) const
    {
        QStringList texts;
        for (const auto &candidate : completeQuery(m_offline->library(), text, text.size()).candidates)
            texts.append(candidate.text);
        return texts;
    }
    /// \a text with the candidate that people read as \a caption put in; empty when there is none.
    QString completed(const QString &text, const QString &caption) const
    {
        const QueryCompletion completion = completeQuery(m_offline->library(), text, text.size());
        const auto found = std::ranges::find(completion.candidates, caption, &QueryCompletion::Candidate::caption);
        return found == completion.candidates.end()
            ? QString()
            : QString(text).replace(completion.start, completion.length, found->text);
    }
    QStringList found(const QString &query) const
    {
        const Library &library = m_offline->library();
        const QueryMatcher matcher(library, parseQuery(query), nullptr, nullptr);
        QStringList names;
        for (Library::Row row = 0; row < library.websites().size(); ++row) {
            if (matcher.matches(row))
                names.append(library.websites().name(row));
        }
        return names;
    }
};

void TestQueryCompletion::fieldsOfTheirOwn_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    const QStringList lastOnes{u"last week "_s, u"last month "_s, u"last year "_s};
    QTest::newRow("name") << u"pers"_s << QStringList{u"person:"_s, u"person.email:"_s};
    QTest::newRow("negated") << u"-scor"_s << QStringList{u"score>"_s};
    QTest::newRow("one letter") << u"t"_s << QStringList{};
    QTest::newRow("word with a field in it") << u"non-is:b"_s << QStringList{};
    QTest::newRow("phrase") << u"\"see is:b"_s << QStringList{};
    QTest::newRow("word of a field") << u"is:b"_s << QStringList{u"broken "_s};
    QTest::newRow("kind") << u"linked:pe"_s << QStringList{u"person "_s};
    QTest::newRow("number of links") << u"linked>"_s << QStringList{};
    QTest::newRow("date") << u"created:last"_s << lastOnes;
    QTest::newRow("date of two words") << u"created:last "_s << lastOnes;
    QTest::newRow("in its second word") << u"created:last m"_s << QStringList{u"last month "_s};
    QTest::newRow("later") << u"created:>last"_s << lastOnes;
    QTest::newRow("earlier or then") << u"updated<=la"_s << lastOnes;
    QTest::newRow("in a range") << u"created:2024..last"_s << lastOnes;
    QTest::newRow("no age in a range") << u"created:2024..3"_s << QStringList{};
    QTest::newRow("in a range from two words") << u"created:last month..last w"_s << QStringList{u"last week "_s};
    QTest::newRow("behind a month") << u"updated:2024-03..yes"_s << QStringList{u"yesterday "_s};
    QTest::newRow("dots that are no range") << u"person:a..la"_s << QStringList{};
    QTest::newRow("age") << u"created:"_s + u"<3"_s << QStringList{u"30d "_s};
    QTest::newRow("compared without a colon") << u"created>tod"_s << QStringList{u"today "_s};
    QTest::newRow("behind a date") << u"created:last week"_s << QStringList{};
}

void TestQueryCompletion::fieldsOfTheirOwn()
{
    QFETCH(QString, typed);
    QTEST(candidates(typed), "expected");
}

void TestQueryCompletion::whatIsTypedIsNotOffered()
{
    m_offline->tag(u"work"_s);
    m_offline->tag(u"work/qt"_s);
    QCOMPARE(candidates(u"is:duplicate"_s), QStringList{});
    QCOMPARE(candidates(u"is:Checked"_s), QStringList{});
    QCOMPARE(candidates(u"tag:work"_s), QStringList{u"work/qt "_s});
    QCOMPARE(candidates(u"tag:=work/qt"_s), QStringList{});
    // A phrase has to be ended.
    QCOMPARE(candidates(u"tag:\"work/qt"_s), QStringList{u"work/qt "_s});
}

void TestQueryCompletion::groups_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    const QStringList ada{u"\"Ada Lovelace\" "_s};
    const QStringList grace{u"\"Grace Hopper\" "_s};
    QTest::newRow("first") << u"person:(ad"_s << ada;
    QTest::newRow("second") << u"person:(ada OR gr"_s << grace;
    QTest::newRow("phrase") << u"person:(ada OR \"grace h"_s << grace;
    QTest::newRow("exact") << u"person:(=gr"_s << grace;
    QTest::newRow("group in a group") << u"person:(x -(gr"_s << grace;
    QTest::newRow("nothing yet") << u"-person:("_s << ada + grace;
    QTest::newRow("negated") << u"person:(ada -"_s << ada + grace;
    QTest::newRow("operator") << u"person:(ada OR"_s << QStringList{};
    QTest::newRow("another field inside") << u"person:(ada tag:ad"_s << QStringList{u"administration "_s};
    QTest::newRow("behind a group inside") << u"person:(tag:(ad) gr"_s << grace;
    QTest::newRow("behind the group") << u"person:(ada) gr"_s << QStringList{u"person:\"Grace Hopper\" "_s};
    QTest::newRow("not its group") << u"person: (hopp"_s << QStringList{u"person:\"Grace Hopper\" "_s};
}

void TestQueryCompletion::groups()
{
    QFETCH(QString, typed);
    m_offline->person(u"Ada Lovelace"_s);
    m_offline->person(u"Grace Hopper"_s);
    m_offline->tag(u"administration"_s);
    QTEST(candidates(typed), "expected");
}

void TestQueryCompletion::plainWords()
{
    const MaterialRef used = m_offline->tag(u"old notes"_s);
    m_offline->website(u"Qt"_s, u"https://qt.io/"_s, {used});
    m_offline->tag(u"work/notes"_s);
    m_offline->person(u"Ada Noten"_s);
    QCOMPARE(candidates(u"qt -no"_s),
        (QStringList{u"note:"_s, u"tag:\"old notes\" "_s, u"tag:work/notes "_s, u"person:\"Ada Noten\" "_s}));
    QCOMPARE(candidates(u"otes"_s), QStringList{});
    QCOMPARE(candidates(u"n"_s), QStringList{});
    QCOMPARE(candidates(u"\"no"_s), QStringList{});
    // What begins so stands before what has a word that does, and there are no more than a few.
    for (const QString &name : {u"notes"_s, u"note"_s, u"noted"_s})
        m_offline->tag(name);
    QCOMPARE(candidates(u"no"_s),
        (QStringList{u"note:"_s, u"tag:notes "_s, u"tag:note "_s, u"tag:noted "_s, u"person:\"Ada Noten\" "_s}));
}

void TestQueryCompletion::oneRowForOneName()
{
    m_offline->website(u"Qt"_s, u"https://qt.io/"_s, {m_offline->person(u"Ada"_s)});
    m_offline->website(u"Qt"_s, u"https://qt.io/"_s, {m_offline->person(u"Alan"_s), m_offline->person(u"Ada"_s)});
    m_offline->website(u"Qt"_s, u"https://qt.io/"_s, {m_offline->person(u"Alan"_s), m_offline->person(u"Alan"_s)});
    QCOMPARE(candidates(u"person:a"_s), (QStringList{u"Alan "_s, u"Ada "_s}));
}

void TestQueryCompletion::hostsAsPeopleWriteThem()
{
    m_offline->website(u"Stadt"_s, u"https://rathaus.xn--mnchen-3ya.de/"_s);
    m_offline->website(u"Other"_s, u"https://example.org/"_s);
    QCOMPARE(candidates(u"host:mu"_s), QStringList{u"rathaus.münchen.de "_s});
    QCOMPARE(found(u"host:rathaus.münchen.de"_s), QStringList{u"Stadt"_s});
    QCOMPARE(candidates(u"site:mü"_s), QStringList{u"münchen.de "_s});
    QCOMPARE(found(u"site:münchen.de"_s), QStringList{u"Stadt"_s});
    QCOMPARE(candidates(u"host:xn"_s), QStringList{});
    m_offline->website(u"Mine"_s, u"http://localhost/"_s);
    QCOMPARE(candidates(u"site:lo"_s), QStringList{u"localhost "_s});
    QCOMPARE(found(u"site:localhost"_s), QStringList{u"Mine"_s});
}

void TestQueryCompletion::oddNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"=x", "=", "/x", "/x/", "/", "*x", "x*", "*", "(x", "x)", "c(1)", ")", "-x", "--", "OR",
             "a b", "a  b", "tag:x", "is:trash", "score>5", "c++", "a.b", "x\\", "<b>", "was 'x'", "\"x\"", "6\"",
             "a \"b\" c", "日本語"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestQueryCompletion::oddNames()
{
    QFETCH(QString, name);
    m_offline->website(u"wanted"_s, u"https://example.org/"_s, {m_offline->tag(name)});
    for (const QString &other : {u"x"_s, u"a"_s, u"b"_s, u"c"_s, u"trash"_s, u"O"_s, u"xx"_s, u"c(1"_s, u"was"_s})
        m_offline->website(u"other"_s, u"https://example.com/"_s, {m_offline->tag(other)});
    const QString begun = u'"' + name.chopped(1).replace(u'"', "\"\""_L1);
    for (const QString &before : {u"tag:"_s, u"tag:="_s, u"tag:("_s, u"tag:(y OR "_s}) {
        const QString query = completed(before + begun, name.simplified());
        QVERIFY2(!query.isEmpty(), qPrintable(before));
        QVERIFY2(found(query) == QStringList{u"wanted"_s}, qPrintable(query));
    }
    // As a plain word, if that is what it begins as.
    const QList<QueryPart> parts = parseQuery(name.chopped(1)).parts;
    if (name.size() > 2 && parts.constFirst() == QueryPart{0, name.size() - 1} && name.front().isLetterOrNumber()) {
        const QString query = completed(name.chopped(1), u"tag:"_s + name);
        QVERIFY2(found(query) == QStringList{u"wanted"_s}, qPrintable(query));
    }
}

QTEST_GUILESS_MAIN(TestQueryCompletion)
#include "tst_querycompletion.moc"
