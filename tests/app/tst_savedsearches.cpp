// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/search/savedsearches.h"
#include "tests/app/olderjournal.h"
#include "tests/app/reopened.h"
#include "tests/support/scratchsettings.h"
#include "tests/support/sqlfile.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

const QString place = u"/somewhere/old.sitebook"_s;

SavedSearch search(const QString &id, const QString &query)
{
    return {id, u"Name of "_s + id, query, QByteArray("\x00\x01header", 8), id != "b"_L1};
}

QList<SavedSearch> kept(Reopened &r)
{
    const std::function question = [](JournalStore &store) { return store.searches(); };
    return r.ask<KeptSearches>(question).value_or(KeptSearches{}).searches;
}

QString oldGroup()
{
    const QByteArray hash = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha1);
    return u"searches/"_s + QString::fromLatin1(hash.toHex());
}

/// As earlier versions kept them.
void writeToSettings(const QList<SavedSearch> &searches)
{
    QSettings settings;
    settings.beginWriteArray(oldGroup(), static_cast<int>(searches.size()));
    for (int i = 0; i < searches.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("id"_L1, searches.at(i).id);
        settings.setValue("name"_L1, searches.at(i).name);
        settings.setValue("query"_L1, searches.at(i).query);
        settings.setValue("header"_L1, searches.at(i).header);
        settings.setValue("bestFirst"_L1, searches.at(i).bestFirst);
    }
    settings.endArray();
}

} // namespace

/// Where the searches that a person saved are kept.
class TestSavedSearches : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void staysWithTheLibrary();
    void takesThoseOfTheSettings();
    void keepsThoseOfTheSettingsWhereThereAreSome();
    void savedBeforeTheyAreRead();
    void keepsWhatCannotBeRead();
    void journalOfANewerProgram();

private:
    QTemporaryDir m_settings;
};

void TestSavedSearches::initTestCase()
{
    keepSettingsIn(m_settings.path());
}

void TestSavedSearches::cleanup()
{
    QSettings().clear();
}

void TestSavedSearches::staysWithTheLibrary()
{
    const SavedSearch a = search(u"a"_s, u"person:ada"_s);
    SavedSearch b = search(u"b"_s, u"is:unlinked"_s);
    const SavedSearch c = search(u"c"_s, u"עולם"_s);
    Reopened r;
    QVERIFY(r.read());
    {
        SavedSearches searches(&r.library(), place);
        for (const SavedSearch &one : {a, b, c})
            searches.save(one);
        b.name = u"Another name"_s;
        searches.save(b);
        QCOMPARE(searches.remove(u"a"_s), 0);
        QCOMPARE(searches.all(), (QList<SavedSearch>{b, c}));
        searches.restore(a, 1);
        QTRY_COMPARE(kept(r), (QList<SavedSearch>{b, a, c}));
    }
    // At another place, too: they go with the file.
    QVERIFY(r.read());
    const SavedSearches searches(&r.library(), u"/elsewhere/new.sitebook"_s);
    QTRY_COMPARE(searches.all(), (QList<SavedSearch>{b, a, c}));
    QVERIFY(!QSettings().childGroups().contains(u"searches"_s));
}

void TestSavedSearches::takesThoseOfTheSettings()
{
    const QList<SavedSearch> old{search(u"a"_s, u"qt"_s), search(u"b"_s, u"tag:x"_s)};
    writeToSettings(old + QList<SavedSearch>{search(u"a"_s, u"twice"_s), search(u"c"_s, {})});
    Reopened r;
    QVERIFY(r.read());
    {
        const SavedSearches searches(&r.library(), place);
        QSignalSpy changed(&searches, &SavedSearches::changed);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(searches.all(), old);
        QTRY_COMPARE(kept(r), old);
    }
    {
        QVERIFY(r.read());
        SavedSearches searches(&r.library(), place);
        QTRY_COMPARE(searches.all(), old);
        for (const SavedSearch &one : old)
            searches.remove(one.id);
        QTRY_COMPARE(kept(r), QList<SavedSearch>{});
    }
    {
        // What was removed does not come back from there.
        QVERIFY(r.read());
        const SavedSearches searches(&r.library(), place);
        QTRY_COMPARE(kept(r), QList<SavedSearch>{});
        QCOMPARE(searches.all(), QList<SavedSearch>{});
    }
    // A journal of an earlier version, as an old backup has it, in the place of that one.
    r.remote.reset();
    QVERIFY(makeJournalOlder(r.path(), 3));
    QVERIFY(runOn(r.path(), u"DELETE FROM settings"_s));
    QVERIFY(r.read());
    const SavedSearches searches(&r.library(), place);
    QTRY_COMPARE(searches.all(), old);
}

void TestSavedSearches::keepsWhatCannotBeRead()
{
    Reopened r;
    QVERIFY(r.read());
    r.remote.reset();
    QVERIFY(runOn(r.path(), u"ALTER TABLE searches RENAME TO away"_s));
    JournalStore store(r.path());
    QVERIFY(!store.searches().isRead);
    QVERIFY(store.setSearches({search(u"a"_s, u"qt"_s)}));
}

/// A journal of a newer program is left as it is, and not used.
void TestSavedSearches::journalOfANewerProgram()
{
    Reopened r;
    QVERIFY(r.read());
    r.remote.reset();
    QVERIFY(runOn(r.path(), u"PRAGMA user_version = 99"_s));
    {
        JournalStore store(r.path());
        QVERIFY(!store.contents(1).durable);
        QVERIFY(store.contents(1).problem.contains(u"newer Sitebook"_s));
    }
    QVERIFY(QFile::exists(r.path()));
    QVERIFY(QFileInfo(r.path()).dir().entryList({u"*.damaged*"_s}).isEmpty());
}

/// A program that is older wrote them since: they are not lost, and do not take the place of those of the library.
void TestSavedSearches::keepsThoseOfTheSettingsWhereThereAreSome()
{
    Reopened r;
    QVERIFY(r.read());
    {
        SavedSearches searches(&r.library(), place);
        searches.save(search(u"mine"_s, u"qt"_s));
        QTRY_COMPARE(kept(r).size(), 1);
    }
    writeToSettings({search(u"a"_s, u"sqlite"_s)});
    QVERIFY(r.read());
    const SavedSearches searches(&r.library(), place);
    QTRY_COMPARE(searches.all(), QList<SavedSearch>{search(u"mine"_s, u"qt"_s)});
    QCOMPARE(kept(r), searches.all());
}

void TestSavedSearches::savedBeforeTheyAreRead()
{
    Reopened r;
    QVERIFY(r.read());
    {
        SavedSearches searches(&r.library(), place);
        searches.save(search(u"a"_s, u"qt"_s));
        QTRY_COMPARE(kept(r).size(), 1);
    }
    QVERIFY(r.read());
    SavedSearches searches(&r.library(), place);
    searches.save(search(u"b"_s, u"sqlite"_s));
    const QList<SavedSearch> both{search(u"a"_s, u"qt"_s), search(u"b"_s, u"sqlite"_s)};
    QTRY_COMPARE(searches.all(), both);
    QTRY_COMPARE(kept(r), both);
}

QTEST_MAIN(TestSavedSearches)
#include "tst_savedsearches.moc"
