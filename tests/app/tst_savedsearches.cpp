// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/search/savedsearches.h"
#include "tests/app/reopened.h"

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
    return r.ask<QList<SavedSearch>>(question).value_or(QList<SavedSearch>{});
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

bool isInSettings()
{
    return QSettings().childGroups().contains(u"searches"_s);
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

private:
    QTemporaryDir m_settings;
};

void TestSavedSearches::initTestCase()
{
    QCoreApplication::setOrganizationName(u"SitebookTest"_s);
    QCoreApplication::setApplicationName(u"SavedSearches"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
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
    QVERIFY(!isInSettings());
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
        QTRY_VERIFY(!isInSettings());
        QCOMPARE(kept(r), old);
    }
    QVERIFY(r.read());
    const SavedSearches searches(&r.library(), place);
    QTRY_COMPARE(searches.all(), old);
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
    QVERIFY(isInSettings());
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
