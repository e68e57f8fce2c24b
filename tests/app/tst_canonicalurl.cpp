// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/web/addressproblem.h"
#include "app/web/canonicalurl.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestCanonicalUrl : public QObject
{
    Q_OBJECT

private slots:
    void same_data();
    void same();
    void different_data();
    void different();
    void keyIsStable_data();
    void keyIsStable();
    void completes_data();
    void completes();
    void checks_data();
    void checks();
    void everyProblemHasWords();
    void opens_data();
    void opens();
    void host_data();
    void host();
};

namespace {

void pair(const char *name, const QString &one, const QString &other)
{
    QTest::newRow(name) << one << other;
}

} // namespace

void TestCanonicalUrl::same_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    pair("scheme", u"http://example.org/a"_s, u"https://example.org/a"_s);
    pair("scheme case", u"HTTPS://example.org/a"_s, u"https://example.org/a"_s);
    pair("host case", u"https://Example.ORG/a"_s, u"https://example.org/a"_s);
    pair("punycode", u"https://bücher.example/"_s, u"https://xn--bcher-kva.example/"_s);
    pair("dot after the host", u"https://example.org./a"_s, u"https://example.org/a"_s);
    pair("port of https", u"https://example.org:443/a"_s, u"https://example.org/a"_s);
    pair("port of http", u"http://example.org:80/a"_s, u"https://example.org/a"_s);
    pair("empty path", u"https://example.org"_s, u"https://example.org/"_s);
    pair("trailing slash", u"https://example.org/a/b/"_s, u"https://example.org/a/b"_s);
    pair("trailing slash before a query", u"https://example.org/a/?q=1"_s, u"https://example.org/a?q=1"_s);
    pair("empty query", u"https://example.org/a?"_s, u"https://example.org/a"_s);
    pair("utm", u"https://example.org/a?utm_source=x&UTM_Medium=y"_s, u"https://example.org/a"_s);
    pair("tracking amid", u"https://example.org/a?x=1&fbclid=abc&y=2"_s, u"https://example.org/a?x=1&y=2"_s);
    pair("gclid", u"https://example.org/?gclid=1"_s, u"https://example.org"_s);
    pair("fragment", u"https://example.org/a#part"_s, u"https://example.org/a"_s);
    pair("text fragment", u"https://example.org/a#:~:text=x"_s, u"https://example.org/a"_s);
    pair("empty fragment", u"https://example.org/a#"_s, u"https://example.org/a"_s);
    pair("root route", u"https://example.org/#/"_s, u"https://example.org/"_s);
    pair("needless escape", u"https://example.org/%7Eana/%61"_s, u"https://example.org/~ana/a"_s);
    pair("escape case", u"https://example.org/%c3%a9"_s, u"https://example.org/%C3%A9"_s);
    pair("letters", u"https://example.org/é"_s, u"https://example.org/%C3%A9"_s);
    pair("dot segments", u"https://example.org/a/./b/../c"_s, u"https://example.org/a/c"_s);
    pair("spaces around", u"  https://example.org/a\n"_s, u"https://example.org/a"_s);
    pair("ipv6", u"http://[::1]:80/"_s, u"http://[::1]"_s);
}

void TestCanonicalUrl::same()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QCOMPARE(canonicalUrl(one), canonicalUrl(other));
}

void TestCanonicalUrl::different_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    pair("path", u"https://example.org/a"_s, u"https://example.org/b"_s);
    pair("path case", u"https://example.org/a"_s, u"https://example.org/A"_s);
    pair("host", u"https://example.org/"_s, u"https://example.com/"_s);
    pair("www", u"https://www.example.org/"_s, u"https://example.org/"_s);
    pair("port", u"https://example.org:8443/"_s, u"https://example.org/"_s);
    pair("port of the other scheme", u"http://example.org:443/"_s, u"http://example.org/"_s);
    pair("query", u"https://example.org/a?v=1"_s, u"https://example.org/a?v=2"_s);
    pair("route", u"https://example.org/#/inbox"_s, u"https://example.org/#/sent"_s);
    pair("old route", u"https://example.org/#!a"_s, u"https://example.org/#!b"_s);
    pair("escaped slash", u"https://example.org/a%2Fb"_s, u"https://example.org/a/b"_s);
    pair("escaped ampersand", u"https://example.org/?a=1%26b=2"_s, u"https://example.org/?a=1&b=2"_s);
    pair("user", u"https://ana@example.org/"_s, u"https://example.org/"_s);
    pair("ref stays", u"https://example.org/?ref=main"_s, u"https://example.org/?ref=next"_s);
    pair("no tracking name", u"https://example.org/?utmost=1"_s, u"https://example.org/"_s);
    pair("other scheme", u"ftp://example.org/a"_s, u"https://example.org/a"_s);
    pair("mail", u"mailto:ana@example.org"_s, u"mailto:bo@example.org"_s);
    pair("no address", u"not an address"_s, u"not an  address"_s);
}

void TestCanonicalUrl::different()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(canonicalUrl(one) != canonicalUrl(other));
}

void TestCanonicalUrl::keyIsStable_data()
{
    // These are stored in libraries: when one must change, canonicalUrlVersion changes with it.
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("key");
    pair("all", u"HTTP://Ana@Bücher.example:8080/a/../b%7e/?x=1&utm_id=2#!r"_s,
        u"Ana@xn--bcher-kva.example:8080/b~?x=1#!r"_s);
    pair("plain", u"https://www.example.org/"_s, u"www.example.org"_s);
    pair("other scheme", u"MAILTO:Ana@example.org"_s, u"mailto:Ana@example.org"_s);
    pair("text", u" some words "_s, u"some words"_s);
    pair("broken host", u"https://[::1/"_s, u"https://[::1/"_s);
    pair("empty", QString(), QString());
}

void TestCanonicalUrl::keyIsStable()
{
    QFETCH(QString, url);
    QCOMPARE(canonicalUrlVersion, 1);
    QTEST(canonicalUrl(url), "key");
}

void TestCanonicalUrl::completes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    pair("whole", u"https://example.org/a"_s, u"https://example.org/a"_s);
    pair("bare", u"example.org/path"_s, u"https://example.org/path"_s);
    pair("spaces around", u"  example.org \n"_s, u"https://example.org"_s);
    pair("broken over lines", u"https://example.org/a\n/b"_s, u"https://example.org/a/b"_s);
    pair("port", u"example.org:8080/a"_s, u"https://example.org:8080/a"_s);
    pair("this computer", u"localhost:8080"_s, u"http://localhost:8080"_s);
    pair("loopback", u"127.0.0.1/a"_s, u"http://127.0.0.1/a"_s);
    pair("no scheme", u"//example.org/a"_s, u"https://example.org/a"_s);
    pair("letters", u"bücher.example"_s, u"https://bücher.example"_s);
    pair("mail", u"ana@example.org"_s, u"mailto:ana@example.org"_s);
    pair("colon in the path", u"example.org/wiki/A:B"_s, u"https://example.org/wiki/A:B"_s);
    pair("words", u"hello world"_s, u"hello world"_s);
    pair("word", u"hello"_s, u"hello"_s);
    pair("number", u"3.14"_s, u"3.14"_s);
    pair("folder", u"/usr/share/doc"_s, u"/usr/share/doc"_s);
    pair("drive", u"C:\\notes.txt"_s, u"C:\\notes.txt"_s);
    pair("empty", u" "_s, QString());
}

void TestCanonicalUrl::completes()
{
    QFETCH(QString, text);
    QTEST(completedAddress(text), "address");
}

void TestCanonicalUrl::checks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<AddressProblem>("problem");
    const auto row = [](const char *text, AddressProblem problem) {
        QTest::newRow(text) << QString::fromUtf8(text) << problem;
    };
    row("https://example.org", AddressProblem::None);
    row("example.org/a b", AddressProblem::NotAnAddress);
    row("https://example.org/a b", AddressProblem::None);
    row("https://my_host.example.org/", AddressProblem::None);
    row("mailto:ana@example.org", AddressProblem::None);
    row("zotero://select/items/1", AddressProblem::None);
    row("", AddressProblem::Empty);
    row(" \t", AddressProblem::Empty);
    row("buy milk", AddressProblem::NotAnAddress);
    row("note: buy milk", AddressProblem::NotAnAddress);
    row("C:\\notes.txt", AddressProblem::NotAnAddress);
    row("/etc/hosts", AddressProblem::NotAnAddress);
    row("mailto:", AddressProblem::NotAnAddress);
    row("https://", AddressProblem::NoHost);
    row("https:///path", AddressProblem::NoHost);
    row("http://exa mple.org/", AddressProblem::NoHost);
    row("javascript:alert(1)", AddressProblem::SchemeRefused);
    row(" JavaScript:alert(1)", AddressProblem::SchemeRefused);
    row("java\nscript:alert(1)", AddressProblem::SchemeRefused);
    row("\x01javascript:alert(1)", AddressProblem::SchemeRefused);
    row("data:text/html,x", AddressProblem::SchemeRefused);
    row("data:1", AddressProblem::SchemeRefused);
    row("vbscript:x", AddressProblem::SchemeRefused);
}

void TestCanonicalUrl::checks()
{
    QFETCH(QString, text);
    QTEST(checkAddress(text), "problem");
}

void TestCanonicalUrl::everyProblemHasWords()
{
    QVERIFY(addressProblemText(AddressProblem::None).isEmpty());
    for (const AddressProblem problem :
        {AddressProblem::Empty, AddressProblem::NotAnAddress, AddressProblem::NoHost, AddressProblem::SchemeRefused})
        QVERIFY(!addressProblemText(problem).isEmpty());
}

void TestCanonicalUrl::opens_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<OpenPolicy>("policy");
    const auto row = [](const char *text, OpenPolicy policy) {
        QTest::newRow(text) << QString::fromUtf8(text) << policy;
    };
    row("https://example.org", OpenPolicy::Open);
    row("HTTP://example.org", OpenPolicy::Open);
    row("mailto:ana@example.org?subject=x", OpenPolicy::Open);
    row("mailto:ana@example.org?Attach=/etc/passwd", OpenPolicy::Ask);
    row("ftp://example.org", OpenPolicy::Ask);
    row("zotero://select", OpenPolicy::Ask);
    row("tel:112", OpenPolicy::Ask);
    row("file:///etc/passwd", OpenPolicy::Never);
    row("FILE:/etc/passwd", OpenPolicy::Never);
    row("javascript:alert(1)", OpenPolicy::Never);
    row("java\tscript:alert(1)", OpenPolicy::Never);
    row("data:text/html,x", OpenPolicy::Never);
    row("vbscript:x", OpenPolicy::Never);
    row("/etc/passwd", OpenPolicy::Never);
    row("example.org", OpenPolicy::Never);
    row("c:/autoexec.bat", OpenPolicy::Never);
    row("https://", OpenPolicy::Never);
    row("", OpenPolicy::Never);
}

void TestCanonicalUrl::opens()
{
    QFETCH(QString, url);
    QTEST(openPolicy(url), "policy");
}

void TestCanonicalUrl::host_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    pair("www", u"https://www.Example.org:8080/a"_s, u"example.org"_s);
    pair("plain", u"https://doc.qt.io/"_s, u"doc.qt.io"_s);
    pair("only www", u"https://www.com/"_s, u"www.com"_s);
    pair("mail", u"mailto:ana@example.org"_s, QString());
    pair("words", u"some words"_s, QString());
}

void TestCanonicalUrl::host()
{
    QFETCH(QString, url);
    QTEST(hostOf(url), "host");
}

QTEST_GUILESS_MAIN(TestCanonicalUrl)
#include "tst_canonicalurl.moc"
