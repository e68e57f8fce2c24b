// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/savedservers.h"
#include "tests/support/scratchsettings.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestSavedServers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void serversAreKept();
    void anAddressIsThereOnce();
    void nothingWithoutNameOrAddress();
    void passwordsAreNotKept();
    void strangeSettingsAreLeftOut();
    void recentFiles();

private:
    QTemporaryDir m_folder;
};

void TestSavedServers::initTestCase()
{
    keepSettingsIn(m_folder.path());
}

void TestSavedServers::init()
{
    QSettings().clear();
}

void TestSavedServers::serversAreKept()
{
    QCOMPARE(SavedServers().servers(), QList<SavedServer>());
    const SavedServer work{u"Work"_s, QUrl(u"https://library.example.org/api"_s)};
    const SavedServer home{u"Home"_s, QUrl(u"http://127.0.0.1:39300"_s)};
    SavedServers().save(work);
    SavedServers().save(home);
    QCOMPARE(SavedServers().servers(), (QList<SavedServer>{home, work}));
    QCOMPARE(SavedServers().nameOf(work.url), u"Work"_s);
    QCOMPARE(SavedServers().nameOf(QUrl(u"http://127.0.0.1:1"_s)), QString());
    SavedServers().remove(home.url);
    QCOMPARE(SavedServers().servers(), QList<SavedServer>{work});
}

void TestSavedServers::anAddressIsThereOnce()
{
    SavedServers().save({u"One"_s, QUrl(u"http://127.0.0.1:39300"_s)});
    SavedServers().save({u"Two"_s, QUrl(u"http://127.0.0.1:39300/"_s)});
    QCOMPARE(SavedServers().servers().size(), 1);
    QCOMPARE(SavedServers().nameOf(QUrl(u"http://127.0.0.1:39300"_s)), u"Two"_s);
}

void TestSavedServers::nothingWithoutNameOrAddress()
{
    SavedServers().save({u"  "_s, QUrl(u"http://127.0.0.1:39300"_s)});
    SavedServers().save({u"Name"_s, {}});
    QCOMPARE(SavedServers().servers().size(), 0);
}

void TestSavedServers::passwordsAreNotKept()
{
    SavedServers().save({u"Secret"_s, QUrl(u"https://ada:secret@library.example.org/"_s)});
    QCOMPARE(SavedServers().servers().constFirst().url, QUrl(u"https://library.example.org"_s));
}

void TestSavedServers::strangeSettingsAreLeftOut()
{
    QSettings settings;
    settings.beginWriteArray(u"servers"_s, 3);
    settings.setArrayIndex(0);
    settings.setValue("url"_L1, u"http://127.0.0.1:1"_s);
    settings.setArrayIndex(1);
    settings.setValue("name"_L1, u"No address"_s);
    settings.setArrayIndex(2);
    settings.setValue("name"_L1, u"Fine"_s);
    settings.setValue("url"_L1, u"http://127.0.0.1:2"_s);
    settings.endArray();
    settings.sync();
    QCOMPARE(SavedServers().servers(), (QList<SavedServer>{{u"Fine"_s, QUrl(u"http://127.0.0.1:2"_s)}}));
}

void TestSavedServers::recentFiles()
{
    QStringList paths;
    for (int i = 0; i < 10; ++i) {
        paths.prepend(m_folder.filePath(u"%1.sitebook"_s.arg(i)));
        QFile file(paths.constFirst());
        QVERIFY(file.open(QIODevice::WriteOnly));
        SavedServers().noteFile(paths.constFirst());
    }
    QCOMPARE(SavedServers().recentFiles(), paths.mid(0, 8));
    SavedServers().noteFile(paths.at(3));
    QCOMPARE(SavedServers().recentFiles().constFirst(), paths.at(3));
    QCOMPARE(SavedServers().recentFiles().size(), 8);
    QVERIFY(QFile::remove(paths.at(3)));
    QCOMPARE(SavedServers().recentFiles().constFirst(), paths.at(0));
}

QTEST_GUILESS_MAIN(TestSavedServers)
#include "tst_savedservers.moc"
