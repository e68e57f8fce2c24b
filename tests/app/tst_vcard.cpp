// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/vcard.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestVCard : public QObject
{
    Q_OBJECT

private slots:
    void oneOfEachVersion_data();
    void oneOfEachVersion();
    void escapesAndFolding_data();
    void escapesAndFolding();
    void preferredEmail_data();
    void preferredEmail();
    void addresses_data();
    void addresses();
    void names_data();
    void names();
    void severalCards();
    void brokenCards_data();
    void brokenCards();
    void hostileSizes();
    void byteOrderMarks_data();
    void byteOrderMarks();
};

namespace {

QByteArray card(const QByteArray &lines, const QByteArray &version = "3.0")
{
    return "BEGIN:VCARD\r\nVERSION:" + version + "\r\n" + lines + "\r\nEND:VCARD\r\n";
}

/// The one person in \a lines; a person without a name when there is not just one.
Material only(const QByteArray &content)
{
    const QList<Material> persons = readVCards(content);
    return persons.size() == 1 ? persons.first() : Material();
}

QString asText(const QList<Material> &persons)
{
    QStringList lines;
    for (const Material &person : persons)
        lines.append(u"%1|%2|%3|%4"_s.arg(person.name, person.email, person.address, person.picture));
    return lines.join(u'\n');
}

} // namespace

void TestVCard::oneOfEachVersion_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray lines = "N:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\n";
    QTest::newRow("2.1") << card(lines
            + "EMAIL;INTERNET;PREF:ada@example.org\r\nURL:https://ada.example\r\nPHOTO;VALUE=URL:https://ada.example/"
              "a.png",
        "2.1");
    QTest::newRow("3.0") << card(lines
        + "item1.EMAIL;TYPE=INTERNET:ada@example.org\r\nitem2.URL:https\\://ada.example\r\n"
          "PHOTO;VALUE=uri:https://ada.example/a.png");
    QTest::newRow("4.0") << card(lines
            + "EMAIL;PREF=1:ada@example.org\r\nURL:https://ada.example\r\n"
              "PHOTO;MEDIATYPE=image/png:https://ada.example/a.png",
        "4.0");
    QTest::newRow("lower case, line feeds only")
        << card(lines + "email:mailto:ada@example.org\r\nurl:ada.example\r\nphoto:https://ada.example/a.png")
               .replace("\r\n", "\n")
               .replace("BEGIN:VCARD", "begin:vcard")
               .replace("FN:", "fn:");
    QTest::newRow("carriage returns only")
        << card(lines + "EMAIL:ada@example.org\r\nURL:ada.example\r\nPHOTO:https://ada.example/a.png")
               .replace("\r\n", "\r");
}

void TestVCard::oneOfEachVersion()
{
    QFETCH(QByteArray, content);
    const QList<Material> persons = readVCards(content);
    QCOMPARE(asText(persons), u"Ada Lovelace|ada@example.org|https://ada.example|https://ada.example/a.png"_s);
    QCOMPARE(persons.first().kind, AssociationKind::Person);
    QCOMPARE(persons.first().id.size(), 36);
    QVERIFY(!persons.first().created.isNull());
    QVERIFY(readVCards(content).first().id != persons.first().id);
}

void TestVCard::escapesAndFolding_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("name");
    QTest::newRow("escapes") << card("FN:Doe\\, Jane\\; \\\\ et\\nal\\N.") << u"Doe, Jane; \\ et al ."_s;
    QTest::newRow("a backslash at the end") << card("FN:Jane\\") << u"Jane\\"_s;
    QTest::newRow("folded with a space") << card("FN:Ada Love\r\n lace") << u"Ada Lovelace"_s;
    QTest::newRow("folded with a tab") << card("FN:Ada\r\n\t Lovelace") << u"Ada Lovelace"_s;
    QTest::newRow("folded within a letter") << card("FN:Zo\xC3\r\n \xAB") << u"Zoë"_s;
    QTest::newRow("2.1 keeps the space") << card("FN:Ada\r\n Lovelace", "2.1") << u"Ada Lovelace"_s;
    QTest::newRow("quoted-printable") << card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB M=C3=\r\n=BCller",
        "2.1") << u"Zoë Müller"_s;
    QTest::newRow("quoted-printable, bare") << card("FN;QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg", "2.1") << u"Jörg"_s;
    QTest::newRow("quoted-printable, Latin")
        << card("FN;CHARSET=ISO-8859-1;ENCODING=quoted-printable:J=F6rg", "2.1") << u"Jörg"_s;
    QTest::newRow("charset") << card("FN;CHARSET=windows-1251:\xC0\xED\xED\xE0", "2.1") << u"Анна"_s;
    QTest::newRow("unknown charset") << card("FN;CHARSET=no-such:Ann", "2.1") << u"Ann"_s;
    QTest::newRow("neither UTF-8 nor told") << card("FN:J\xF6rg", "2.1") << u"Jörg"_s;
    QTest::newRow("not quoted-printable after all")
        << card("FN;ENCODING=QUOTED-PRINTABLE:100=ZZ =4", "2.1") << u"100=ZZ =4"_s;
    QTest::newRow("a colon in a quoted parameter") << card("FN;X-A=\"a:b;c\":Ada") << u"Ada"_s;
    QTest::newRow("a quote that does not end") << card("FN;X-A=\"a:Ada") << u"Ada"_s;
    QTest::newRow("control characters") << card(QByteArray("FN:A\0da\x07", 8)) << u"A da"_s;
}

void TestVCard::escapesAndFolding()
{
    QFETCH(QByteArray, content);
    QTEST(only(content).name, "name");
}

void TestVCard::preferredEmail_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("email");
    QTest::newRow("none") << QByteArray("FN:A") << QString();
    QTest::newRow("the first") << QByteArray("FN:A\nEMAIL:1@x.org\nEMAIL:2@x.org") << u"1@x.org"_s;
    QTest::newRow("2.1") << QByteArray("FN:A\nEMAIL;HOME:1@x.org\nEMAIL;PREF;INTERNET:2@x.org") << u"2@x.org"_s;
    QTest::newRow("3.0") << QByteArray("FN:A\nEMAIL;TYPE=home:1@x.org\na.EMAIL;type=WORK,pref:2@x.org") << u"2@x.org"_s;
    QTest::newRow("4.0") << QByteArray("FN:A\nEMAIL;PREF=50:1@x.org\nEMAIL;PREF=2:2@x.org\nEMAIL:3@x.org")
                         << u"2@x.org"_s;
    QTest::newRow("quoted types") << QByteArray("FN:A\nEMAIL:1@x.org\nEMAIL;TYPE=\"work,pref\":2@x.org")
                                  << u"2@x.org"_s;
    QTest::newRow("preferred but none") << QByteArray("FN:A\nEMAIL:1@x.org\nEMAIL;PREF=1:nobody") << u"1@x.org"_s;
}

void TestVCard::preferredEmail()
{
    QFETCH(QByteArray, lines);
    const Material person = only(card(lines));
    QCOMPARE(person.name, u"A"_s);
    QTEST(person.email, "email");
}

void TestVCard::addresses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("picture");
    QTest::newRow("script") << QByteArray("URL:javascript:alert(1)") << QString() << QString();
    QTest::newRow("file") << QByteArray("URL:file:///etc/passwd") << QString() << QString();
    QTest::newRow("words") << QByteArray("URL:my page") << QString() << QString();
    QTest::newRow("the second") << QByteArray("URL:my page\nURL:http://x.org/a?b=c") << u"http://x.org/a?b=c"_s
                                << QString();
    QTest::newRow("picture inside, 3.0") << QByteArray("PHOTO;ENCODING=b;TYPE=JPEG:aHR0cDovL3gub3Jn") << QString()
                                         << QString();
    QTest::newRow("picture inside, 2.1") << QByteArray("PHOTO;BASE64:\n aHR0cDov\n L3gub3Jn\n") << QString()
                                         << QString();
    QTest::newRow("picture inside, 4.0") << QByteArray("PHOTO:data:image/png;base64,iVBORw0K") << QString()
                                         << QString();
    QTest::newRow("picture by ftp") << QByteArray("PHOTO;VALUE=uri:ftp://x.org/a.png") << QString() << QString();
    QTest::newRow("picture by http") << QByteArray("PHOTO;VALUE=URI;TYPE=GIF:http://x.org/a.gif") << QString()
                                     << u"http://x.org/a.gif"_s;
}

void TestVCard::addresses()
{
    QFETCH(QByteArray, line);
    const Material person = only(card("FN:A\n" + line + "\nEMAIL:a@x.org"));
    QTEST(person.address, "address");
    QTEST(person.picture, "picture");
    QCOMPARE(person.email, u"a@x.org"_s);
}

void TestVCard::names_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("name");
    QTest::newRow("N") << QByteArray("N:Byron;Ada;King,Noel;Lady;of Lovelace")
                       << u"Lady Ada King Noel Byron of Lovelace"_s;
    QTest::newRow("N with escapes") << QByteArray("N:O\\;Neil;Ann\\,") << u"Ann, O;Neil"_s;
    QTest::newRow("empty FN") << QByteArray("FN: \nN:Byron;Ada") << u"Ada Byron"_s;
    QTest::newRow("FN goes before N") << QByteArray("N:Byron;Ada\nFN:Countess") << u"Countess"_s;
    QTest::newRow("nickname") << QByteArray("N:;;;;\nNICKNAME:Addie,Ad\nORG:Engine") << u"Addie"_s;
    QTest::newRow("organisation") << QByteArray("N:;;;;\nORG:Engine Works;Ltd") << u"Engine Works"_s;
    QTest::newRow("only an address") << QByteArray("EMAIL:a@x.org") << QString();
}

void TestVCard::names()
{
    QFETCH(QByteArray, lines);
    const QList<Material> persons = readVCards(card(lines));
    QCOMPARE(persons.size(), 1);
    QTEST(persons.first().name, "name");
}

void TestVCard::severalCards()
{
    const QByteArray agent = "AGENT:\r\n" + card("FN:Agent\r\nEMAIL:agent@x.org", "2.1");
    const QByteArray content = card("FN:One\r\n" + agent + "EMAIL:one@x.org", "2.1") + "\r\n\r\n"
        + card("FN:Friends\r\nKIND:group\r\nMEMBER:urn:uuid:1", "4.0") + card("FN:Two", "4.0")
        + card("X-ADDRESSBOOKSERVER-KIND:group\r\nFN:Family") + card("NOTE:nobody") + card("FN:Three");
    const QList<Material> persons = readVCards(content);
    QCOMPARE(asText(persons), u"One|one@x.org||\nTwo|||\nThree|||"_s);
    QCOMPARE(QSet<QString>({persons[0].id, persons[1].id, persons[2].id}).size(), 3);
}

void TestVCard::brokenCards_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("persons");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("other text") << QByteArray("<html>\r\nFN:Ada\r\n") << QString();
    QTest::newRow("bytes") << QByteArray("\x00\xFF\xFE:::\n;;:\n=\n", 13) << QString();
    QTest::newRow("only a beginning") << QByteArray("BEGIN:VCARD") << QString();
    QTest::newRow("cut off") << QByteArray("BEGIN:VCARD\nFN:Ada\nEMAIL:ada@x") << u"Ada|ada@x||"_s;
    QTest::newRow("an end is missing") << QByteArray("BEGIN:VCARD\nFN:Ada\n" + card("FN:Ben")) << u"Ada|||\nBen|||"_s;
    QTest::newRow("an end too many") << QByteArray("END:VCARD\n" + card("FN:Ada") + "END:VCARD\nFN:Ben") << u"Ada|||"_s;
    QTest::newRow("lines without a colon") << card("what\n;\nFN:Ada\n:\nEMAIL") << u"Ada|||"_s;
    QTest::newRow("quoted-printable to the end")
        << QByteArray("BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Ada=\n") << u"Ada=|||"_s;
}

void TestVCard::brokenCards()
{
    QFETCH(QByteArray, content);
    QTEST(asText(readVCards(content)), "persons");
}

void TestVCard::hostileSizes()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray much(8'000'000, 'x');
    const Material person = only(card("NOTE:" + much + "\nPHOTO;ENCODING=b:" + QByteArray(much).replace(70, 1, "\n ")
        + "\nFN:" + much + "\nEMAIL:" + much + "@x.org\nURL:http://" + much + "\n" + much));
    QCOMPARE(person.name, QString(500, u'x'));
    QCOMPARE(person.email + person.address + person.picture, QString());
    // Folds, semicolons, quotes, escapes and cards inside cards: none may cost more than its length.
    QCOMPARE(only(card("FN:A\nNOTE:" + QByteArray("\n x").repeated(1'000'000))).name, u"A"_s);
    QCOMPARE(only(card("FN:A\nNOTE" + QByteArray(";a=\"b").repeated(1'000'000) + ":c")).name, u"A"_s);
    QCOMPARE(only(card("FN:A\nN:" + QByteArray(";\\").repeated(1'000'000))).name, u"A"_s);
    QCOMPARE(only(card("FN:A\nNOTE;QUOTED-PRINTABLE:" + QByteArray("a=\n").repeated(1'000'000))).name, u"A"_s);
    QCOMPARE(
        asText(readVCards("BEGIN:VCARD\nFN:A\n" + QByteArray("AGENT:\nBEGIN:VCARD\n").repeated(300'000))), u"A|||"_s);
    QCOMPARE(readVCards(card("FN:A").repeated(60'000)).size(), mostVCards);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void TestVCard::byteOrderMarks_data()
{
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::newRow("UTF-8") << QStringConverter::Utf8;
    QTest::newRow("UTF-16, little end first") << QStringConverter::Utf16LE;
    QTest::newRow("UTF-16, big end first") << QStringConverter::Utf16BE;
}

void TestVCard::byteOrderMarks()
{
    QFETCH(QStringConverter::Encoding, encoding);
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    const QByteArray content = encoder(QString::fromUtf8(card("FN:Zoë")));
    QCOMPARE(only(content).name, u"Zoë"_s);
}

QTEST_GUILESS_MAIN(TestVCard)
#include "tst_vcard.moc"
