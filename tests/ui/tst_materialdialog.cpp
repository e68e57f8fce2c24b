// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/materialapi.h"
#include "tests/support/waiting.h"
#include "tests/ui/libraryfixture.h"
#include "ui/materialdialog.h"

#include <QComboBox>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestMaterialDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_fixture = std::make_unique<LibraryFixture>(); }
    void cleanupTestCase() { m_fixture.reset(); }

    void createsEachKind_data();
    void createsEachKind();
    void personProblems_data();
    void personProblems();
    void notesFollowTheTyping();
    void addressesAreCompleted();
    void tagsAreUnique();
    void tagKeepsItsText();
    void editsAPerson();
    void unchangedTextStays_data();
    void unchangedTextStays();
    void editsText();
    void changesTheLanguage();
    void unknownLanguageStays();
    void filesShowNoText();
    void keys();

private:
    std::unique_ptr<LibraryFixture> m_fixture;
};

namespace {

class Driver
{
public:
    Driver(Library *library, AssociationKind kind)
        : dialog(library, kind)
    {
        QObject::connect(
            &dialog, &MaterialDialog::finishedEditing, &dialog, [this](const Material &was, const Material &is) {
                ++finished;
                before = was;
                after = is;
            });
        dialog.open();
    }

    template<class T> T *find(const char *name) const
    {
        T *widget = dialog.findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    bool has(const char *name) const { return dialog.findChild<QWidget *>(QLatin1StringView(name)); }
    void type(const char *field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        // Keys have no letters beyond ASCII.
        edit->insert(text);
    }
    /// The words below a field; empty when they are not shown.
    QString note(const char *field) const
    {
        auto *label = find<QLabel>(QByteArray(field) + "Note");
        return label->isVisible() ? label->text() : QString();
    }
    template<class T> T *find(const QByteArray &name) const { return find<T>(name.constData()); }
    void save() const { QTest::mouseClick(find<QPushButton>("saveButton"), Qt::LeftButton); }

    MaterialDialog dialog;
    Material before;
    Material after;
    int finished = 0;
};

Material snippet(const QString &text, const QString &type = u"cpp"_s)
{
    Material asset;
    asset.kind = AssociationKind::Asset;
    asset.id = newIdentifier();
    asset.name = u"main"_s;
    asset.text = text;
    asset.type = type;
    return Material::fromJson(asset.kind, asset.toJson()).value();
}

/// The material as the server has it.
Material fetched(Library *library, const Material &material)
{
    ValueReply<Material> *reply = MaterialApi(library->client(), material.kind).get(material.id);
    if (!waitFor(reply))
        qFatal("no answer");
    return reply->value();
}

} // namespace

void TestMaterialDialog::createsEachKind_data()
{
    QTest::addColumn<AssociationKind>("kind");
    QTest::newRow("person") << AssociationKind::Person;
    QTest::newRow("snippet") << AssociationKind::Asset;
    QTest::newRow("conversation") << AssociationKind::Conversation;
    QTest::newRow("summary") << AssociationKind::WorkstreamSummary;
    QTest::newRow("tag") << AssociationKind::Tag;
    QTest::newRow("annotation") << AssociationKind::Annotation;
}

void TestMaterialDialog::createsEachKind()
{
    QFETCH(AssociationKind, kind);
    Library *library = m_fixture->library();
    Driver driver(library, kind);
    QVERIFY(driver.dialog.windowTitle().startsWith("New "_L1));
    driver.save();
    QCOMPARE(driver.finished, 0);
    QVERIFY(driver.dialog.isVisible());
    const bool isNote = kind == AssociationKind::Annotation;
    QVERIFY(!driver.note(isNote ? "textEdit" : "nameEdit").isEmpty());
    if (!isNote)
        driver.type("nameEdit", u"  My thing "_s);
    if (driver.has("textEdit"))
        QTest::keyClicks(driver.find<QPlainTextEdit>("textEdit"), u"int i;"_s);
    if (driver.has("languageBox"))
        driver.find<QComboBox>("languageBox")->setCurrentText(u"C++"_s);
    if (driver.has("emailEdit"))
        driver.type("emailEdit", u"ada@example.org"_s);
    driver.save();
    QCOMPARE(driver.finished, 1);
    QVERIFY(!driver.dialog.isVisible());
    QVERIFY(driver.before.id.isEmpty());
    QCOMPARE(driver.after.kind, kind);
    QCOMPARE(driver.after.id, driver.dialog.material().id);

    library->perform({u"New"_s, {Operation::create(driver.after)}});
    QVERIFY(m_fixture->waitSaved());
    const Material made = fetched(library, driver.after);
    QCOMPARE(made.id, driver.after.id);
    QCOMPARE(made.name, isNote ? QString() : u"My thing"_s);
    QCOMPARE(made.text, driver.has("textEdit") ? u"int i;"_s : QString());
    QCOMPARE(made.email, driver.has("emailEdit") ? u"ada@example.org"_s : QString());
    if (kind == AssociationKind::Asset)
        QCOMPARE(made.type, u"cpp"_s);
}

void TestMaterialDialog::personProblems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("nothing") << QString() << QString() << QString() << u"nameEdit"_s;
    QTest::newRow("only spaces") << u"  "_s << QString() << QString() << u"nameEdit"_s;
    QTest::newRow("no at") << u"Ada"_s << u"ada.example.org"_s << QString() << u"emailEdit"_s;
    QTest::newRow("two ats") << u"Ada"_s << u"ada@@x"_s << QString() << u"emailEdit"_s;
    QTest::newRow("at the end") << u"Ada"_s << u"ada@"_s << QString() << u"emailEdit"_s;
    QTest::newRow("words") << u"Ada"_s << QString() << u"my page"_s << u"addressEdit"_s;
    QTest::newRow("script") << u"Ada"_s << QString() << u"javascript:alert(1)"_s << u"addressEdit"_s;
    QTest::newRow("file") << u"Ada"_s << QString() << u"file:///etc/passwd"_s << u"addressEdit"_s;
    QTest::newRow("mail") << u"Ada"_s << QString() << u"mailto:ada@example.org"_s << u"addressEdit"_s;
    QTest::newRow("fine without a name") << QString() << u"ada@example.org"_s << QString() << QString();
    QTest::newRow("fine") << u"Ada"_s << QString() << QString() << QString();
}

void TestMaterialDialog::personProblems()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(QString, address);
    QFETCH(QString, wrong);
    Driver driver(m_fixture->library(), AssociationKind::Person);
    driver.type("nameEdit", name);
    driver.type("emailEdit", email);
    driver.type("addressEdit", address);
    driver.type("pictureEdit", address);
    for (const char *field : {"nameEdit", "emailEdit", "addressEdit", "pictureEdit"})
        QCOMPARE(driver.note(field), QString());
    driver.save();
    QCOMPARE(driver.finished, wrong.isEmpty() ? 1 : 0);
    if (wrong.isEmpty())
        return;
    for (const char *field : {"nameEdit", "emailEdit", "addressEdit", "pictureEdit"}) {
        const bool isWrong = QLatin1StringView(field) == wrong
            || (QLatin1StringView(field) == "pictureEdit"_L1 && wrong == "addressEdit"_L1);
        QCOMPARE(driver.note(field).isEmpty(), !isWrong);
    }
    QCOMPARE(driver.dialog.focusWidget()->objectName(), wrong);
}

void TestMaterialDialog::notesFollowTheTyping()
{
    Driver driver(m_fixture->library(), AssociationKind::Person);
    driver.type("nameEdit", u"Ada"_s);
    driver.type("emailEdit", u"ada"_s);
    QCOMPARE(driver.note("emailEdit"), QString());
    driver.save();
    QVERIFY(!driver.note("emailEdit").isEmpty());
    driver.type("emailEdit", u"ada@x"_s);
    QCOMPARE(driver.note("emailEdit"), QString());
    driver.type("nameEdit", QString());
    driver.type("emailEdit", QString());
    QVERIFY(!driver.note("nameEdit").isEmpty());
}

void TestMaterialDialog::addressesAreCompleted()
{
    Driver driver(m_fixture->library(), AssociationKind::Person);
    driver.type("nameEdit", u"Ada"_s);
    driver.type("addressEdit", u" example.org/ada "_s);
    driver.type("pictureEdit", u"http://example.org/a.png"_s);
    driver.save();
    QCOMPARE(driver.after.address, u"https://example.org/ada"_s);
    QCOMPARE(driver.after.picture, u"http://example.org/a.png"_s);
}

void TestMaterialDialog::tagsAreUnique()
{
    m_fixture->addTag(u"Größe"_s);
    Driver driver(m_fixture->library(), AssociationKind::Tag);
    driver.type("nameEdit", u" GRÖßE "_s);
    driver.save();
    QCOMPARE(driver.finished, 0);
    QVERIFY(driver.note("nameEdit").contains(u"“Größe”"_s));
    QVERIFY(driver.note("nameEdit").contains("link that one"_L1));
    driver.type("nameEdit", u"Größe  2"_s);
    driver.save();
    QCOMPARE(driver.finished, 1);
    QCOMPARE(driver.after.name, u"Größe 2"_s);
}

void TestMaterialDialog::tagKeepsItsText()
{
    Material tag;
    tag.kind = AssociationKind::Tag;
    tag.id = m_fixture->addTag(u"draft"_s);
    tag.name = u"draft"_s;
    Driver driver(m_fixture->library(), AssociationKind::Tag);
    driver.dialog.edit(tag);
    QCOMPARE(driver.dialog.windowTitle(), u"Edit the tag"_s);
    driver.type("nameEdit", u"Draft"_s);
    driver.save();
    QCOMPARE(driver.finished, 1);
    QCOMPARE(driver.before.name, u"draft"_s);
    QCOMPARE(driver.after.name, u"Draft"_s);
    QCOMPARE(driver.after.id, tag.id);
}

void TestMaterialDialog::editsAPerson()
{
    Material person;
    person.kind = AssociationKind::Person;
    person.id = newIdentifier();
    person.name = u"Ada"_s;
    person.email = u"ada@example.org"_s;
    person.address = u"https://example.org"_s;
    person.picture = u"https://example.org/a.png"_s;
    person.websites = QStringList{u"w1"_s};
    person.source.insert("unknown"_L1, 7);
    Driver driver(m_fixture->library(), AssociationKind::Person);
    driver.dialog.edit(person);
    QCOMPARE(driver.dialog.material().toJson(), person.toJson());
    QCOMPARE(driver.find<QLineEdit>("emailEdit")->text(), u"ada@example.org"_s);
    driver.type("emailEdit", QString());
    driver.save();
    const Operation operation = Operation::update(driver.before, driver.after);
    QCOMPARE(operation.after, QJsonObject({{u"email"_s, u""_s}}));
    QCOMPARE(driver.after.websites, person.websites);
    QCOMPARE(driver.after.source, person.source);
}

void TestMaterialDialog::unchangedTextStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line feeds") << u"a\n\tb\n"_s;
    QTest::newRow("Windows") << u"a\r\nb\r\n"_s;
    QTest::newRow("all kinds") << u"a\rb\u2028c\u00A0d\u2029e"_s;
    QTest::newRow("no text") << QString();
}

void TestMaterialDialog::unchangedTextStays()
{
    QFETCH(QString, text);
    const Material asset = snippet(text);
    Driver driver(m_fixture->library(), AssociationKind::Asset);
    driver.dialog.edit(asset);
    driver.type("nameEdit", u"other"_s);
    driver.save();
    QCOMPARE(driver.after.text, asset.text);
    QCOMPARE(Operation::update(driver.before, driver.after).after.keys(), QStringList{u"name"_s});
}

void TestMaterialDialog::editsText()
{
    Driver driver(m_fixture->library(), AssociationKind::Asset);
    driver.dialog.edit(snippet(u"a\u00A0b\r\nc"_s));
    auto *text = driver.find<QPlainTextEdit>("textEdit");
    QVERIFY(QFontInfo(text->font()).fixedPitch());
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, u"d"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClick(text, Qt::Key_E);
    driver.save();
    QCOMPARE(driver.after.text, u"a\u00A0b\r\ncd\r\ne"_s);
}

void TestMaterialDialog::changesTheLanguage()
{
    Library *library = m_fixture->library();
    const Material asset = snippet(u"print(1)"_s);
    library->perform({u"New"_s, {Operation::create(asset)}});
    QVERIFY(m_fixture->waitSaved());
    Driver driver(library, AssociationKind::Asset);
    driver.dialog.edit(fetched(library, asset));
    auto *language = driver.find<QComboBox>("languageBox");
    QCOMPARE(language->currentText(), u"C++"_s);
    language->setCurrentText(u"Python"_s);
    driver.save();
    library->perform({u"Edit"_s, {Operation::update(driver.before, driver.after)}});
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(fetched(library, asset).type, u"py"_s);
    QCOMPARE(fetched(library, asset).text, u"print(1)"_s);
}

void TestMaterialDialog::unknownLanguageStays()
{
    Driver driver(m_fixture->library(), AssociationKind::Asset);
    driver.dialog.edit(snippet(u"x"_s, u"vhdl"_s));
    QCOMPARE(driver.find<QComboBox>("languageBox")->currentText(), u"vhdl"_s);
    driver.save();
    QVERIFY(Operation::update(driver.before, driver.after).isEmpty());
}

void TestMaterialDialog::filesShowNoText()
{
    Driver driver(m_fixture->library(), AssociationKind::Asset);
    driver.dialog.edit(Material::assetFromFile(u"photo.png"_s, QByteArray("\x89PNG", 4)));
    QVERIFY(!driver.find<QPlainTextEdit>("textEdit")->isVisible());
    QVERIFY(!driver.find<QComboBox>("languageBox")->isVisible());
    driver.type("nameEdit", u"holiday.png"_s);
    driver.save();
    QCOMPARE(Operation::update(driver.before, driver.after).after, QJsonObject({{u"name"_s, u"holiday.png"_s}}));
}

void TestMaterialDialog::keys()
{
    {
        Driver driver(m_fixture->library(), AssociationKind::Conversation);
        driver.type("nameEdit", u"Talk"_s);
        QTest::keyClick(driver.find<QLineEdit>("nameEdit"), Qt::Key_Return);
        QCOMPARE(driver.finished, 1);
    }
    Driver driver(m_fixture->library(), AssociationKind::Asset);
    QTRY_VERIFY(driver.dialog.isActiveWindow());
    driver.type("nameEdit", u"Code"_s);
    auto *text = driver.find<QPlainTextEdit>("textEdit");
    text->setFocus();
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(driver.finished, 0);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(driver.finished, 1);
    QCOMPARE(driver.after.text, u"\n"_s);
    driver.dialog.open();
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!driver.dialog.isVisible());
    QCOMPARE(driver.finished, 1);
}

QTEST_MAIN(TestMaterialDialog)
#include "tst_materialdialog.moc"
