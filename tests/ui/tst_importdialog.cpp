// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/libraryfixture.h"
#include "ui/importdialog.h"
#include "ui/importpreview.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestImportDialog : public QObject
{
    Q_OBJECT

private slots:
    void showsBeforeItDoes();
    void foldersAndTag();
    void knownTagIsUsed();
    void oneStepToUndo();
    void libraryFile();
    void againAddsNothing();
    void whatCannotBeRead();
    void useless_data();
    void useless();
    void libraryChangesMeanwhile();
    void manyDoNotBlock();
    void cancelWhileReading();
    void stopWhileSaving();
    void closedWhileSaving();
    void serverRefuses();
    void libraryGoes();
};

namespace {

QByteArray bookmarks(const QByteArray &lines)
{
    return "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n" + lines
        + "</DL><p>\n";
}

QByteArray manyBookmarks(int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        const QByteArray n = QByteArray::number(i);
        lines += "<DT><A HREF=\"https://example.org/page/" + n + "\" ADD_DATE=\"1700000000\" TAGS=\"tag" + n.right(1)
            + "\">Page " + n + "</A>\n";
    }
    return bookmarks(lines);
}

const QByteArray mixed = bookmarks("<DT><H3>Work</H3>\n<DL><p>\n"
                                   "<DT><A HREF=\"https://qt.io/\" TAGS=\"gui\">Qt</A>\n<DD>A toolkit\n"
                                   "<DT><A HREF=\"https://kde.org\">KDE</A>\n"
                                   "</DL><p>\n"
                                   "<DT><A HREF=\"http://qt.io\">Qt again</A>\n"
                                   "<DT><A HREF=\"https://known.example/\">Known</A>\n"
                                   "<DT><A HREF=\"javascript:alert(1)\">Bookmarklet</A>\n"
                                   "<DT><A HREF=\"https://plain.example/\">Plain</A>\n");

/// A dialog on \a library, with what a person sees of it.
class Driver
{
public:
    explicit Driver(Library *library)
        : dialog(new ImportDialog(library))
        , imported(dialog, &ImportDialog::imported)
    {
        dialog->open();
    }
    ~Driver() { delete dialog; }

    template<class T> T *find(const char *name) const
    {
        T *widget = dialog->findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    bool isShown(const char *name) const { return find<QWidget>(name)->isVisible(); }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    QString counts() const
    {
        return QStringList{text("newCount"), text("thereCount"), text("twiceCount"), text("unreadableCount")}.join(
            u' ');
    }
    QString cell(const char *view, int row, int column) const
    {
        return find<QTableView>(view)->model()->index(row, column).data().toString();
    }
    bool waitFor(const char *shown) const
    {
        return QTest::qWaitFor([&] { return isShown(shown); }, 20'000);
    }
    bool openFile(const QString &path) const
    {
        dialog->openFile(path);
        return waitFor("importButton");
    }
    bool waitImported() const
    {
        return QTest::qWaitFor([this] { return !imported.isEmpty(); }, 30'000);
    }
    QString summary() const { return imported.isEmpty() ? QString() : imported.first().first().toString(); }

    QPointer<ImportDialog> dialog;
    QSignalSpy imported;
};

} // namespace

void TestImportDialog::showsBeforeItDoes()
{
    LibraryFixture fixture;
    fixture.addWebsite(u"Known"_s, u"http://known.example"_s);
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, mixed)));
    QCOMPARE(driver.text("fileLabel"), u"mine.html"_s);
    QCOMPARE(driver.counts(), u"3 1 1 1"_s);
    QCOMPARE(driver.text("importNote"), u"Also new: 2 tag(s) · 1 description(s)"_s);
    auto *view = driver.find<QTableView>("newView");
    QCOMPARE(view->model()->rowCount(), 3);
    QCOMPARE(driver.cell("newView", 0, 0), u"Qt"_s);
    QCOMPARE(driver.cell("newView", 0, 1), u"https://qt.io/"_s);
    QCOMPARE(driver.cell("newView", 0, 2), u"Work, gui"_s);
    QVERIFY(driver.find<QPushButton>("importButton")->isDefault());
    QCOMPARE(fixture.library()->websites().count(), 1);
    driver.click("closeButton");
    QVERIFY(!driver.dialog->isVisible());
    QVERIFY(driver.imported.isEmpty());
    QCOMPARE(fixture.library()->websites().count(), 1);
}

void TestImportDialog::foldersAndTag()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, mixed)));
    auto *folders = driver.find<QCheckBox>("foldersBox");
    QVERIFY(folders->isVisible() && folders->isChecked());
    folders->click();
    QTRY_COMPARE(driver.cell("newView", 0, 2), u"gui"_s);
    QVERIFY(driver.isShown("importButton"));
    QTest::keyClicks(driver.find<QLineEdit>("tagEdit"), u" From  Firefox"_s);
    QCOMPARE(driver.cell("newView", 0, 2), u"gui, From Firefox"_s);
    QTest::keyClick(driver.find<QLineEdit>("tagEdit"), Qt::Key_Return);
    QVERIFY(driver.waitImported());
    QCOMPARE(driver.summary(), u"4 website(s) added."_s);
    const QStringList expected{u"KDE <https://kde.org> [From Firefox]"_s,
        u"Known <https://known.example/> [From Firefox]"_s, u"Plain <https://plain.example/> [From Firefox]"_s,
        u"Qt <https://qt.io/> [From Firefox, gui]"_s};
    QCOMPARE(fixture.websites(), expected);
}

void TestImportDialog::knownTagIsUsed()
{
    LibraryFixture fixture;
    const QString work = fixture.addTag(u"work"_s);
    fixture.addTag(u"Bücher"_s);
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, mixed)));
    QCOMPARE(driver.cell("newView", 1, 2), u"work"_s);
    driver.find<QLineEdit>("tagEdit")->insert(u"BÜCHER"_s);
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QCOMPARE(fixture.names(AssociationKind::Tag), QStringList({u"Bücher"_s, u"gui"_s, u"work"_s}));
    QVERIFY(fixture.websites().contains(u"KDE <https://kde.org> [Bücher, work]"_s));
    QCOMPARE(fixture.library()->materials(AssociationKind::Tag).find(work).has_value(), true);
}

void TestImportDialog::oneStepToUndo()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, mixed)));
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QVERIFY(driver.isShown("resultLabel"));
    QCOMPARE(driver.text("resultLabel"), u"4 website(s) added."_s);
    QVERIFY(!driver.isShown("importButton") && !driver.isShown("stopButton"));
    QCOMPARE(fixture.library()->history()->count(), 1);
    QCOMPARE(fixture.library()->history()->undoText(), u"Import mine.html"_s);
    QCOMPARE(fixture.names(AssociationKind::Annotation), QStringList{u"A toolkit"_s});
    const auto &annotations = fixture.library()->materials(AssociationKind::Annotation);
    QCOMPARE(annotations.websites(0).size(), std::size_t(1));

    // What a server of ours holds is what was shown here.
    fixture.library()->load();
    QTRY_COMPARE(fixture.library()->state(), Library::State::Ready);
    QCOMPARE(fixture.websites().size(), 4);
    QCOMPARE(annotations.websites(0).size(), std::size_t(1));
    QVERIFY(fixture.websites().contains(u"Qt <https://qt.io/> [Work, gui]"_s));
    fixture.library()->history()->undo();
    QVERIFY(fixture.waitSaved());
    QCOMPARE(fixture.library()->websites().count(), 0);
    QCOMPARE(fixture.names(AssociationKind::Tag), QStringList());
    QCOMPARE(fixture.names(AssociationKind::Annotation), QStringList());
}

void TestImportDialog::libraryFile()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    const QByteArray json = R"({"format": "sitebook-library", "version": 1,
        "websites": {"iterable": [
            {"id": "w1", "name": "Qt", "url": "https://qt.io", "persons": {"iterable": [{"id": "p1"}]},
             "tags": {"iterable": [{"id": "t1"}]}, "annotations": {"iterable": [{"id": "n1"}]}},
            {"name": "no id"}]},
        "tags": {"iterable": [{"id": "t1", "text": "gui"}]},
        "persons": {"iterable": [{"id": "p1", "type": {"basic": {"name": "Ada"}}, "websites": {"iterable": [{"id": "w1"}]}}]},
        "conversations": {"iterable": [{"id": "c1", "name": "Talk", "websites": {"iterable": [{"id": "w1"}]}}]},
        "annotations": {"iterable": [{"id": "n1", "type": "COMMENT", "text": "Good"}]}})";
    QVERIFY(driver.openFile(fixture.write(u"library.json"_s, json)));
    QCOMPARE(driver.counts(), u"1 0 0 1"_s);
    QCOMPARE(driver.text("importNote"), u"Also new: 1 tag(s) · 1 note(s) · 1 person(s) · 1 conversation(s)"_s);
    QVERIFY(!driver.isShown("foldersBox"));
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QCOMPARE(driver.summary(), u"1 website(s) added."_s);
    fixture.library()->load();
    QTRY_COMPARE(fixture.library()->state(), Library::State::Ready);
    QCOMPARE(fixture.websites(), QStringList{u"Qt <https://qt.io> [gui]"_s});
    const Website website = fixture.library()->website(fixture.library()->websites().find(u"w1"_s).value());
    QCOMPARE(website.links(AssociationKind::Person), QStringList{u"p1"_s});
    QCOMPARE(website.links(AssociationKind::Conversation), QStringList{u"c1"_s});
    QCOMPARE(website.links(AssociationKind::Annotation), QStringList{u"n1"_s});
    QCOMPARE(fixture.names(AssociationKind::Person), QStringList{u"Ada"_s});
    QCOMPARE(fixture.names(AssociationKind::Annotation), QStringList{u"Good"_s});
}

void TestImportDialog::againAddsNothing()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    const QString path = fixture.write(u"mine.html"_s, mixed);
    QVERIFY(driver.openFile(path));
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QVERIFY(driver.openFile(path));
    QCOMPARE(driver.counts(), u"0 4 1 1"_s);
    QCOMPARE(driver.text("importNote"), u"Everything in this file is in the library already."_s);
    QVERIFY(!driver.find<QPushButton>("importButton")->isEnabled());
    QCOMPARE(driver.find<QTabWidget>("importTabs")->currentIndex(), 1);
    QTest::keyClick(driver.dialog, Qt::Key_Escape);
    QVERIFY(!driver.dialog->isVisible());
    QCOMPARE(fixture.library()->history()->count(), 1);
}

void TestImportDialog::whatCannotBeRead()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    const QByteArray content = bookmarks("<DT><A HREF=\"javascript:alert(1)\">Script</A>\n<DT><A>No address</A>\n"
                                         "<DT><A HREF=\"https://fine.example\">Fine</A>\n");
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, content)));
    QCOMPARE(driver.counts(), u"1 0 0 2"_s);
    auto *tabs = driver.find<QTabWidget>("importTabs");
    QVERIFY(tabs->isTabVisible(1));
    tabs->setCurrentIndex(1);
    QCOMPARE(driver.cell("unreadableView", 0, 0), u"5"_s);
    QCOMPARE(driver.cell("unreadableView", 0, 2), u"a script, not a website"_s);
    driver.click("copyUnreadable");
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(1), u"6\tNo address\tit has no address"_s);
    auto *view = driver.find<QTableView>("unreadableView");
    view->selectRow(0);
    view->findChild<QAction *>(u"copySelectedUnreadable"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("5\tScript"_L1));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u'\n'));
}

void TestImportDialog::useless_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray("") << u"There is nothing in this file."_s;
    QTest::newRow("spaces") << QByteArray(" \n ") << u"There is nothing in this file."_s;
    QTest::newRow("broken JSON") << QByteArray("{\"format\": ") << u"This is no library of Sitebook"_s;
    QTest::newRow("other JSON") << QByteArray("{}") << u"This is JSON, but no library of Sitebook."_s;
    QTest::newRow("newer") << QByteArray("{\"format\": \"sitebook-library\", \"version\": 99}")
                           << u"A newer Sitebook"_s;
    QTest::newRow("a page without links") << QByteArray("<html><p>Hello") << u"There is no bookmark and no link"_s;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << u""_s;
    QTest::newRow("a folder") << QByteArray("FOLDER") << u"This is a folder or a device, not a file."_s;
    QTest::newRow("gone") << QByteArray("GONE") << u"This file is no longer there."_s;
}

void TestImportDialog::useless()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    LibraryFixture fixture;
    Driver driver(fixture.library());
    QString path = content == "FOLDER" ? fixture.path(u"."_s) : fixture.path(u"gone.html"_s);
    if (content != "FOLDER" && content != "GONE")
        path = fixture.write(u"bad.html"_s, content);
    driver.dialog->openFile(path);
    QVERIFY(driver.waitFor("resultLabel"));
    QVERIFY(!driver.text("resultLabel").isEmpty());
    QVERIFY2(driver.text("resultLabel").startsWith(words), qPrintable(driver.text("resultLabel")));
    QVERIFY(!driver.isShown("importButton"));
    QVERIFY(driver.imported.isEmpty());
    // Another file can be tried in the same dialog.
    QVERIFY(driver.openFile(fixture.write(u"good.html"_s, mixed)));
    QCOMPARE(driver.counts(), u"4 0 1 1"_s);
}

void TestImportDialog::libraryChangesMeanwhile()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"mine.html"_s, mixed)));
    QCOMPARE(driver.counts(), u"4 0 1 1"_s);
    fixture.addWebsite(u"Mine"_s, u"https://kde.org/"_s);
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QCOMPARE(driver.summary(), u"3 website(s) added."_s);
    QCOMPARE(fixture.library()->websites().count(), 4);
}

void TestImportDialog::manyDoNotBlock()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    const QString path = fixture.write(u"many.html"_s, manyBookmarks(10'000));
    int beats = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&beats] { ++beats; });
    heart.start(5);
    QVERIFY(driver.openFile(path));
    QVERIFY2(beats >= 5, qPrintable(QString::number(beats)));
    QCOMPARE(driver.counts(), u"10,000 0 0 0"_s);
    QVERIFY(driver.find<QTableView>("newView")->model()->rowCount() == 10'000);

    QSignalSpy progress(fixture.library(), &Library::savingProgress);
    driver.click("importButton");
    QTRY_VERIFY_WITH_TIMEOUT(progress.size() > 1, 20'000);
    QCOMPARE(fixture.library()->websites().count(), 10'000);
    QVERIFY(driver.find<QProgressBar>("importProgress")->value() > 0);
    QVERIFY(driver.text("progressLabel").endsWith("of 10,010"_L1));
}

void TestImportDialog::cancelWhileReading()
{
    LibraryFixture fixture;
    const QString path = fixture.write(u"many.html"_s, manyBookmarks(20'000));
    {
        Driver driver(fixture.library());
        driver.dialog->openFile(path);
        QVERIFY(driver.isShown("importProgress"));
        QTRY_VERIFY(driver.find<QProgressBar>("importProgress")->value() > 0);
        driver.click("closeButton");
        QVERIFY(!driver.dialog->isVisible());
        QTest::qWait(50);
        QVERIFY(!driver.isShown("newView"));
        // And it can begin anew.
        driver.dialog->open();
        QVERIFY(driver.openFile(path));
        driver.find<QCheckBox>("foldersBox")->setChecked(false);
        driver.click("importButton");
        // Gone in the middle of the work.
    }
    QTest::qWait(50);
    QCOMPARE(fixture.library()->websites().count(), 0);
}

void TestImportDialog::stopWhileSaving()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    QVERIFY(driver.openFile(fixture.write(u"many.html"_s, manyBookmarks(3000))));
    QSignalSpy progress(fixture.library(), &Library::savingProgress);
    driver.click("importButton");
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), 20'000);
    QVERIFY(driver.isShown("stopButton"));
    driver.click("stopButton");
    QVERIFY(driver.waitImported());
    const int added = fixture.library()->websites().count();
    QVERIFY2(added > 0 && added < 3000, qPrintable(QString::number(added)));
    QCOMPARE(driver.summary(), u"Stopped: %1 of 3,000 website(s) added."_s.arg(QLocale().toString(added)));
    QVERIFY(fixture.waitSaved());
    fixture.library()->load();
    QTRY_COMPARE(fixture.library()->state(), Library::State::Ready);
    QCOMPARE(fixture.library()->websites().count(), added);
}

void TestImportDialog::closedWhileSaving()
{
    LibraryFixture fixture;
    Driver driver(fixture.library());
    driver.dialog->setAttribute(Qt::WA_DeleteOnClose);
    QVERIFY(driver.openFile(fixture.write(u"many.html"_s, manyBookmarks(2000))));
    driver.click("importButton");
    QVERIFY(driver.waitFor("stopButton"));
    driver.dialog->close();
    QVERIFY(driver.dialog && !driver.dialog->isVisible());
    QVERIFY(driver.waitImported());
    QCOMPARE(driver.summary(), u"2,000 website(s) added."_s);
    QTRY_VERIFY(!driver.dialog);
}

void TestImportDialog::serverRefuses()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &request) {
        if (request.path().endsWith("/create"))
            return request.body.contains("kde.org") ? FakeAnswer::failure(422, "No KDE here")
                                                    : FakeAnswer::json(request.json());
        return FakeAnswer::json(QJsonObject{{u"iterable"_s, QJsonArray()}});
    });
    QNetworkAccessManager network;
    ApiClient client(&network, server.base());
    Library library(&client);
    library.load();
    QTRY_COMPARE(library.state(), Library::State::Ready);
    Driver driver(&library);
    LibraryFixture files;
    const QByteArray content =
        bookmarks("<DT><A HREF=\"https://kde.org\">KDE</A>\n<DT><A HREF=\"https://qt.io\">Qt</A>\n");
    server.setHandler([](const FakeRequest &request) {
        QJsonObject made = request.json();
        made.insert("id"_L1, QString::fromLatin1(made.value("name"_L1).toString().toLatin1().toHex()));
        return request.body.contains("kde.org") ? FakeAnswer::failure(422, "No KDE here") : FakeAnswer::json(made);
    });
    QVERIFY(driver.openFile(files.write(u"two.html"_s, content)));
    driver.click("importButton");
    QVERIFY(driver.waitImported());
    QCOMPARE(driver.summary(), u"1 of 2 website(s) added."_s);
    QVERIFY2(driver.text("resultHint").contains("No KDE here"_L1), qPrintable(driver.text("resultHint")));
}

void TestImportDialog::libraryGoes()
{
    auto fixture = std::make_unique<LibraryFixture>();
    Driver driver(fixture->library());
    QVERIFY(driver.openFile(fixture->write(u"mine.html"_s, mixed)));
    fixture.reset();
    QVERIFY(!driver.dialog->isVisible());
    driver.click("importButton");
    driver.dialog->openFile(u"/nowhere"_s);
    QVERIFY(driver.imported.isEmpty());
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
