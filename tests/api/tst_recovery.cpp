// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"
#include "api/store/database.h"
#include "api/store/librarycheck.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/pagefile.h"
#include "api/store/programstore.h"
#include "api/store/recordjson.h"
#include "api/store/recovery.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"
#include "api/types/material.h"
#include "tests/support/scratchfolder.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr qint64 pageSize = 4096;
constexpr int websiteCount = 300;
constexpr int itemsOfKind = 12;
constexpr std::array itemKinds{AssociationKind::Asset, AssociationKind::Person, AssociationKind::Conversation,
    AssociationKind::WorkstreamSummary, AssociationKind::Tag, AssociationKind::Annotation};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replaceContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// A connection of another program to a file.
class Connection
{
public:
    explicit Connection(const QString &path)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(path);
        database.open();
    }
    ~Connection() { QSqlDatabase::removeDatabase(u"test"_s); }
    Q_DISABLE_COPY_MOVE(Connection)

    void run(const QString &sql) const
    {
        QSqlQuery query(QSqlDatabase::database(u"test"_s));
        QVERIFY2(query.exec(sql), qPrintable(query.lastError().text()));
    }
    /// The rows of \a sql, the columns of each with a bar between them.
    QStringList rows(const QString &sql) const
    {
        QStringList rows;
        QSqlQuery query(sql, QSqlDatabase::database(u"test"_s));
        while (query.next()) {
            QStringList columns;
            for (int column = 0; column < query.record().count(); ++column)
                columns.append(query.isNull(column) ? u"NULL"_s : query.value(column).toString());
            rows.append(columns.join(u'|'));
        }
        return rows;
    }
    int number(const QString &sql) const { return rows(sql).value(0).toInt(); }
};

/// Every row of each table of the library \a path.
QMap<QString, QStringList> tablesOf(const QString &path)
{
    QMap<QString, QStringList> tables;
    const Connection connection(path);
    for (const QString &table : {u"properties"_s, u"websites"_s, u"materials"_s, u"links"_s, u"programs"_s})
        tables.insert(table, connection.rows(u"SELECT * FROM %1 ORDER BY 1, 2, 3"_s.arg(table)));
    return tables;
}

} // namespace

/// Libraries that are damaged in many ways, and what comes of them.
class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void readsEveryRowOfAWholeFile();
    void readsTheLog();
    void everyPage_data();
    void everyPage();
    void lostInnerPage();
    void truncated();
    void headerOverwritten();
    void zerosAtTheBeginning();
    void onlyZerosWithABackup();
    void garbledJson();
    void lostIsTakenFromTheBackup();
    void deletedStaysDeleted();
    void rebuiltFromIndexes();
    void freePagesStayFree();
    void foreignFilesAreNotTouched_data();
    void foreignFilesAreNotTouched();
    void nothingReadableIsLeftAlone();
    void newerVersion();
    void inUse();
    void cannotBeSetAside();
    void stoppedByThePerson();
    void crashes_data();
    void crashes();
    void oldVersion();
    void check();
    void checkOfDamage();
    void checkStopped();
    void anything();

private:
    QTemporaryDir m_original{scratchTemplate()};
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_good;
    QMap<QString, QStringList> m_tables;

    QString path() const { return m_folder->filePath(u"my library.sitebook"_s); }
    /// The damaged library: what was set aside has to be exactly \a content.
    LibraryRecovery recoveredFrom(const QByteArray &content);
    /// What was recovered, checked to be sound: each row that it has is as it was.
    void compareWithOriginal(const LibraryRecovery &recovery, bool withBackup = false);
    quint32 rootOf(const QString &name) const;
    QByteArray withoutPage(quint32 page) const;
};

void TestRecovery::initTestCase()
{
    const QString path = m_original.filePath(u"library.sitebook"_s);
    const auto database = Database::open(path);
    QVERIFY(database.ok());
    Database &library = *database.value();
    Transaction transaction(library);
    const Timestamp moment = Timestamp::fromMicroseconds(1'700'000'000'000'000);
    MaterialStore materials(library);
    QList<MaterialRecord> items;
    for (const AssociationKind kind : itemKinds) {
        for (int i = 0; i < itemsOfKind; ++i) {
            MaterialRecord item;
            item.kind = kind;
            item.id = newIdentifier();
            Material material;
            material.kind = kind;
            material.id = item.id;
            material.name = u"Item %1 Ünïcode %2"_s.arg(static_cast<int>(kind)).arg(i);
            material.text = u"Text of "_s + material.name;
            if (kind == AssociationKind::Asset) // some over many pages
                material = Material::assetFromFile(u"file %1.txt"_s.arg(i), QByteArray(20 + i * i * 150, 'x'));
            item.created = item.updated = moment;
            QCOMPARE(applyChanges(item, material.toJson()), QString());
            QVERIFY(materials.create(item).ok());
            items.append(item);
        }
    }
    WebsiteStore websites(library);
    LinkStore links(library);
    for (int i = 0; i < websiteCount; ++i) {
        WebsiteRecord website;
        website.id = newIdentifier();
        website.url = u"https://Example%1.org/path?q=%1"_s.arg(i);
        website.name = u"Website “%1”"_s.arg(i);
        website.created = website.updated = moment;
        website.score.manual = i;
        website.json = R"({"interactions":3,"x-future":{"kept":[1,2,"three"]}})";
        const auto key = websites.create(website);
        QVERIFY(key.ok());
        for (int link = 0; link < 3; ++link) {
            const MaterialRecord &item = items.at((i * 7 + link * 13) % items.size());
            QVERIFY(links.associateNew(key.value(), item.kind, item.id).ok());
        }
        QVERIFY(links.associateNew(key.value(), AssociationKind::Message, newIdentifier()).ok());
    }
    ProgramStore programs(library);
    QVERIFY(programs.introduce(u"Editor"_s, u"1"_s, u"LINUX"_s).ok());
    QVERIFY(!transaction.commit());
}

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>(scratchTemplate());
    const QString original = m_original.filePath(u"library.sitebook"_s);
    if (m_good.isEmpty()) {
        QVERIFY(!QFile::exists(original + "-wal"_L1));
        m_good = contentOf(original);
        m_tables = tablesOf(original);
        QCOMPARE(m_tables.value(u"websites"_s).size(), websiteCount);
        QCOMPARE(m_tables.value(u"materials"_s).size(), itemsOfKind * static_cast<int>(itemKinds.size()));
    }
}

LibraryRecovery TestRecovery::recoveredFrom(const QByteArray &content)
{
    replaceContent(path(), content);
    const auto recovery = recoverLibrary(path());
    if (!recovery.ok()) {
        QTest::qFail(qPrintable(recovery.error().message), __FILE__, __LINE__);
        return {};
    }
    [&] {
        QCOMPARE(contentOf(recovery.value().damagedFile), content);
        QCOMPARE(QString::fromUtf8(contentOf(recovery.value().reportFile)), recovery.value().report);
        QVERIFY(recovery.value().report.contains(recovery.value().damagedFile));
        const QStringList files = m_folder->isValid() ? QDir(m_folder->path()).entryList(QDir::Files) : QStringList();
        QVERIFY2(files.size() <= 4, qPrintable(files.join(u'\n'))); // library, damaged, report, perhaps a journal
    }();
    return recovery.value();
}

void TestRecovery::compareWithOriginal(const LibraryRecovery &recovery, bool withBackup)
{
    {
        const auto database = Database::open(path());
        QVERIFY2(database.ok(), database.ok() ? "" : qPrintable(database.error().message));
    }
    const auto checked = checkLibrary(path());
    QVERIFY(checked.ok());
    QVERIFY2(checked.value().isFine(), qPrintable(checked.value().report()));
    const auto tables = tablesOf(path());
    QMap<QString, qint64> changed{{u"websites"_s, recovery.websites.rebuilt + recovery.websites.patchy}};
    for (const RecoveryCount &count : recovery.materials)
        changed[u"materials"_s] += count.patchy;
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        const QStringList &known = m_tables[table.key()];
        const QSet<QString> all(known.begin(), known.end());
        if (table.key() == "properties"_L1 && recovery.websites.mayBeMore)
            continue;
        int others = 0;
        for (const QString &row : table.value()) {
            if (!all.contains(row) && ++others > changed.value(table.key()))
                QFAIL(qPrintable(table.key() + u": "_s + row.left(300)));
        }
    }
    // Nothing is lost without a word.
    const auto missing = [&](const QString &table) {
        return m_tables.value(table).size() - tables.value(table).size();
    };
    if (!recovery.websites.mayBeMore && !withBackup)
        QCOMPARE(recovery.websites.lost, missing(u"websites"_s));
    qint64 lostItems = 0;
    for (const RecoveryCount &count : recovery.materials)
        lostItems += count.lost;
    if (!recovery.materials[0].mayBeMore)
        QCOMPARE(lostItems, missing(u"materials"_s));
    if (!recovery.links.mayBeMore)
        QCOMPARE(recovery.links.lost, missing(u"links"_s));
}

quint32 TestRecovery::rootOf(const QString &name) const
{
    const Connection connection(m_original.filePath(u"library.sitebook"_s));
    return static_cast<quint32>(connection.number(u"SELECT rootpage FROM sqlite_master WHERE name = '%1'"_s.arg(name)));
}

QByteArray TestRecovery::withoutPage(quint32 page) const
{
    return QByteArray(m_good).replace((page - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
}

void TestRecovery::readsEveryRowOfAWholeFile()
{
    const LibraryRecovery recovery = recoveredFrom(m_good);
    QCOMPARE(tablesOf(path()), m_tables);
    QCOMPARE(recovery.websites.read, websiteCount);
    QCOMPARE(recovery.links.read, websiteCount * 4);
    QCOMPARE(recovery.websites.lost + recovery.links.lost, 0);
    QVERIFY(!recovery.websites.mayBeMore && !recovery.links.mayBeMore);
    QVERIFY2(recovery.summary.contains(u"Nothing was lost."_s), qPrintable(recovery.summary));
}

void TestRecovery::readsTheLog()
{
    replaceContent(path(), m_good);
    const QString copy = m_folder->filePath(u"copy.sitebook"_s);
    QMap<QString, QStringList> tables;
    {
        const auto database = Database::open(path());
        QVERIFY(database.ok());
        {
            Transaction transaction(*database.value());
            WebsiteStore store(*database.value());
            for (int i = 0; i < 40; ++i) {
                WebsiteRecord website;
                website.id = newIdentifier();
                website.url = u"https://late.example/%1"_s.arg(i);
                website.name = u"late"_s;
                website.created = website.updated = Timestamp::now();
                QVERIFY(store.create(website).ok());
            }
            QVERIFY(!transaction.commit());
        }
        tables = tablesOf(path());
        // As after a crash: what was committed is only in the log, whose last words are torn off.
        replaceContent(copy, contentOf(path()));
        replaceContent(copy + "-wal"_L1, contentOf(path() + "-wal"_L1) + QByteArray(1'000, 'x'));
    }
    QVERIFY(contentOf(copy + "-wal"_L1).size() > 1'000);
    QByteArray damaged = contentOf(copy);
    damaged.replace(0, 100, QByteArray(100, 'x'));
    replaceContent(copy, damaged);
    const auto recovery = recoverLibrary(copy);
    QVERIFY2(recovery.ok(), recovery.ok() ? "" : qPrintable(recovery.error().message));
    QCOMPARE(tablesOf(copy).value(u"websites"_s), tables.value(u"websites"_s));
    QVERIFY(QFile::exists(recovery.value().damagedFile + "-wal"_L1));
    QVERIFY(!QFile::exists(copy + "-wal"_L1));
}

void TestRecovery::everyPage_data()
{
    QTest::addColumn<int>("first");
    for (int first = 0; first < 4; ++first)
        QTest::addRow("%d", first) << first;
}

/// Whichever page is lost (every other is enough to see), the rows on the others are there.
void TestRecovery::everyPage()
{
    QFETCH(int, first);
    const auto pages = static_cast<quint32>(m_good.size() / pageSize);
    QVERIFY(pages > 60);
    for (quint32 page = 1 + 2 * static_cast<quint32>(first); page <= pages; page += 8) {
        const LibraryRecovery recovery = recoveredFrom(withoutPage(page));
        compareWithOriginal(recovery);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"page %1"_s.arg(page)));
        // A leaf of the websites has some twenty of them, and their addresses are in the index.
        QVERIFY(recovery.websites.read >= websiteCount - 30);
        QVERIFY(recovery.websites.read + recovery.websites.rebuilt + recovery.websites.lost >= websiteCount);
        init();
    }
}

void TestRecovery::lostInnerPage()
{
    for (const QString &name : {u"websites"_s, u"materials"_s, u"links"_s, u"links_item"_s}) {
        init();
        const LibraryRecovery recovery = recoveredFrom(withoutPage(rootOf(name)));
        compareWithOriginal(recovery);
        auto tables = tablesOf(path());
        tables[u"programs"_s] = m_tables[u"programs"_s];
        QCOMPARE(tables, m_tables);
    }
}

void TestRecovery::truncated()
{
    for (const int percent : {95, 70, 40}) {
        init();
        const QByteArray content = m_good.first(m_good.size() * percent / 100);
        replaceContent(path(), content);
        const auto opened = Database::open(path());
        QCOMPARE(opened.error().kind, StoreError::Kind::Damaged);
        const LibraryRecovery recovery = recoveredFrom(content);
        compareWithOriginal(recovery);
        QVERIFY(recovery.websites.read > 0 || percent == 40);
        QVERIFY2(!recovery.summary.contains(u"Nothing was lost"_s), qPrintable(recovery.report));
    }
}

void TestRecovery::headerOverwritten()
{
    const QByteArray content = QByteArray(m_good).replace(0, 100, QByteArray(100, 'x'));
    replaceContent(path(), content);
    QCOMPARE(Database::open(path()).error().kind, StoreError::Kind::NotALibrary);
    QVERIFY(wasLibrary(path()));
    const LibraryRecovery recovery = recoveredFrom(content);
    QCOMPARE(tablesOf(path()), m_tables);
    QCOMPARE(recovery.websites.read, websiteCount);
}

void TestRecovery::zerosAtTheBeginning()
{
    const LibraryRecovery recovery =
        recoveredFrom(QByteArray(m_good).replace(0, 2 * pageSize, QByteArray(2 * pageSize, '\0')));
    compareWithOriginal(recovery);
    QCOMPARE(tablesOf(path()).value(u"websites"_s), m_tables.value(u"websites"_s));
    QCOMPARE(tablesOf(path()).value(u"links"_s), m_tables.value(u"links"_s));
}

void TestRecovery::onlyZerosWithABackup()
{
    const QByteArray zeros(m_good.size(), '\0');
    replaceContent(path(), zeros);
    QVERIFY(!wasLibrary(path())); // nothing says so
    replaceContent(path(), m_good);
    QVERIFY(backUp(path(), BackupReason::Daily).ok());
    const LibraryRecovery recovery = recoveredFrom(zeros);
    QCOMPARE(recovery.websites.fromBackup, websiteCount);
    QCOMPARE(tablesOf(path()), m_tables);
    // The same with a file that has lost all of its length, in which nobody begins a new library then.
    replaceContent(path(), {});
    QCOMPARE(Database::open(path()).error().kind, StoreError::Kind::Damaged);
    const auto again = recoverLibrary(path());
    QVERIFY(again.ok());
    QCOMPARE(again.value().websites.fromBackup, websiteCount);
    QCOMPARE(tablesOf(path()), m_tables);
}

void TestRecovery::garbledJson()
{
    QByteArray content = m_good;
    const qsizetype website = content.indexOf("\"x-future\"");
    QVERIFY(website > 0);
    content.replace(website, 10, "##########");
    const qsizetype tag = content.indexOf("Item 4 \xc3\x9cn\xc3\xaf"
                                          "code 3\"");
    QVERIFY(tag > 0);
    content.replace(tag, 3, "\"\"\"");
    replaceContent(path(), content);
    const auto checked = checkLibrary(path());
    QVERIFY(checked.ok());
    QCOMPARE(checked.value().problemCount, 2);
    const LibraryRecovery recovery = recoveredFrom(content);
    QCOMPARE(recovery.websites.read, websiteCount);
    QCOMPARE(recovery.websites.patchy, 1);
    QCOMPARE(recovery.websites.patchyNames.size(), 1);
    const RecoveryCount &tags = recovery.materials[static_cast<std::size_t>(AssociationKind::Tag)];
    QCOMPARE(tags.patchy, 1);
    QCOMPARE(tags.patchyNames, QStringList{u"Item 4 Ünïcode 3"_s});
    QVERIFY2(recovery.report.contains(tags.patchyNames.first()), qPrintable(recovery.report));
    QVERIFY(checkLibrary(path()).value().isFine());
    const Connection connection(path());
    QCOMPARE(connection.rows(u"SELECT json FROM websites WHERE json NOT LIKE '%x-future%'"_s), QStringList{u"{}"_s});
    QVERIFY(connection.rows(u"SELECT json FROM materials WHERE name = 'Item 4 Ünïcode 3'"_s)
                .first()
                .contains(u"Item 4 Ünïcode 3"_s));
    QCOMPARE(connection.number(u"SELECT count(*) FROM links"_s), websiteCount * 4);
}

void TestRecovery::lostIsTakenFromTheBackup()
{
    replaceContent(path(), m_good);
    QVERIFY(backUp(path(), BackupReason::Daily).ok());
    // The last two thirds are gone: a part of everything.
    const LibraryRecovery recovery = recoveredFrom(m_good.first(m_good.size() / 3));
    QVERIFY(recovery.backup.isValid());
    QVERIFY(recovery.websites.fromBackup > 0);
    QCOMPARE(tablesOf(path()).value(u"websites"_s), m_tables.value(u"websites"_s));
    QCOMPARE(tablesOf(path()).value(u"materials"_s).size(), m_tables.value(u"materials"_s).size());
    QCOMPARE(tablesOf(path()).value(u"links"_s).size(), websiteCount * 4);
    QVERIFY2(recovery.summary.contains(u"backup"_s), qPrintable(recovery.summary));
    // What has only its JSON lost gets that back.
    init();
    replaceContent(path(), m_good);
    QVERIFY(backUp(path(), BackupReason::Daily).ok());
    QByteArray content = m_good;
    content.replace(content.indexOf("\"x-future\""), 10, "##########");
    QCOMPARE(recoveredFrom(content).websites.patchy, 0);
    QCOMPARE(tablesOf(path()), m_tables);
}

void TestRecovery::deletedStaysDeleted()
{
    replaceContent(path(), m_good);
    QVERIFY(backUp(path(), BackupReason::Daily).ok());
    const QString gone = m_tables.value(u"websites"_s).last().section(u'|', 1, 1);
    const QString back = m_tables.value(u"websites"_s).at(websiteCount - 2).section(u'|', 1, 1);
    {
        const auto database = Database::open(path());
        Transaction transaction(*database.value());
        QVERIFY(!WebsiteStore(*database.value()).remove(gone));
        QVERIFY(!transaction.commit());
    }
    QByteArray content = contentOf(path());
    {
        const Connection journal(journalOf(path()));
        journal.run(u"CREATE TABLE operations (id INTEGER, position INTEGER, type INTEGER, kind INTEGER, item TEXT, "
                    "other TEXT, before TEXT, after TEXT, state INTEGER)"_s);
        journal.run(u"PRAGMA application_id = %1"_s.arg(journalApplicationId));
        journal.run(u"PRAGMA user_version = 1"_s);
        const qint64 now = Timestamp::now().microseconds();
        const auto add = [&](int type, const QString &item, qint64 moment) {
            journal.run(
                u"INSERT INTO operations VALUES (%1, 0, %2, -1, '%3', '', '{}', '{}', 2)"_s.arg(moment).arg(type).arg(
                    item));
        };
        add(2, gone, now);
        add(2, back, now);
        add(0, back, now + 1); // taken back
    }
    // Neither the table nor the index of the websites tells what was there.
    for (const QString &name : {u"websites"_s, u"sqlite_autoindex_websites_1"_s, u"links"_s, u"links_item"_s}) {
        const quint32 page = rootOf(name);
        content.replace((page - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
    }
    content.truncate(content.size() / 2);
    const LibraryRecovery recovery = recoveredFrom(content);
    QVERIFY(recovery.websites.fromBackup > 0);
    const Connection connection(path());
    QCOMPARE(connection.number(u"SELECT count(*) FROM websites WHERE id = '%1'"_s.arg(gone)), 0);
    QCOMPARE(connection.number(u"SELECT count(*) FROM websites WHERE id = '%1'"_s.arg(back)), 1);
    QCOMPARE(connection.number(u"SELECT count(*) FROM websites"_s), websiteCount - 1);
}

void TestRecovery::rebuiltFromIndexes()
{
    // A leaf of the table of websites.
    PageFile pages(m_original.filePath(u"library.sitebook"_s));
    const PageFile::Page root = pages.read(rootOf(u"websites"_s));
    QVERIFY(root.children.size() > 3);
    const qsizetype count = static_cast<qsizetype>(pages.read(root.children.at(2)).rows.size());
    const LibraryRecovery recovery = recoveredFrom(withoutPage(root.children.at(2)));
    QCOMPARE(recovery.websites.read, websiteCount - count);
    QCOMPARE(recovery.websites.rebuilt, count);
    QCOMPARE(recovery.websites.lost, 0);
    // With their identifiers and links.
    const Connection connection(path());
    QCOMPARE(connection.number(u"SELECT count(*) FROM links"_s), websiteCount * 4);
    QStringList ids;
    for (const QString &row : std::as_const(m_tables[u"websites"_s]))
        ids.append(row.section(u'|', 0, 1));
    QCOMPARE(connection.rows(u"SELECT key, id FROM websites ORDER BY key"_s), ids);
}

/// What was deleted is still on pages that are free, and does not come back from there.
void TestRecovery::freePagesStayFree()
{
    replaceContent(path(), m_good);
    {
        const Connection connection(path());
        connection.run(u"PRAGMA journal_mode = DELETE"_s);
        connection.run(u"PRAGMA secure_delete = OFF"_s);
        connection.run(u"DELETE FROM links WHERE website BETWEEN 101 AND 200"_s);
        connection.run(u"DELETE FROM websites WHERE key BETWEEN 101 AND 200"_s);
        QVERIFY(connection.number(u"PRAGMA freelist_count"_s) > 0);
    }
    QByteArray content = contentOf(path());
    for (const QString &name : {u"websites"_s, u"sqlite_autoindex_websites_1"_s})
        content.replace((rootOf(name) - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
    QVERIFY(content.contains(m_tables.value(u"websites"_s).at(150).section(u'|', 1, 1).toLatin1()));
    const LibraryRecovery recovery = recoveredFrom(content);
    QCOMPARE(recovery.websites.read, websiteCount - 100);
    QCOMPARE(recovery.websites.rebuilt, 0);
    const Connection connection(path());
    QCOMPARE(connection.number(u"SELECT count(*) FROM websites WHERE key BETWEEN 101 AND 200"_s), 0);
    QCOMPARE(connection.number(u"SELECT count(*) FROM links"_s), (websiteCount - 100) * 4);
}

void TestRecovery::foreignFilesAreNotTouched_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a diary") << u"diary.sitebook"_s << QByteArray("Dear diary, ").repeated(1'000);
    QTest::newRow("a diary with zeros") << u"diary.sitebook"_s << QByteArray("Dear\0diary, ", 12).repeated(1'000);
    QTest::newRow("zeros") << u"x.sitebook"_s << QByteArray(10'000, '\0');
    QTest::newRow("nothing") << u"x.sitebook"_s << QByteArray();
    QTest::newRow("short") << u"x.sitebook"_s << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("another name") << u"x.doc"_s << QByteArray(10'000, 'x');
    QTemporaryDir folder(scratchTemplate());
    const QString other = folder.filePath(u"other"_s);
    {
        const Connection connection(other);
        connection.run(u"CREATE TABLE properties (name TEXT, value TEXT)"_s);
        connection.run(u"INSERT INTO properties VALUES ('identifier', 'mine')"_s);
    }
    QTest::newRow("a database of others") << u"x.sitebook"_s << contentOf(other);
}

void TestRecovery::foreignFilesAreNotTouched()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const QString path = m_folder->filePath(name);
    replaceContent(path, content);
    QVERIFY(!wasLibrary(path));
    const auto recovery = recoverLibrary(path);
    QVERIFY(!recovery.ok());
    QCOMPARE(recovery.error().kind, StoreError::Kind::NotALibrary);
    QCOMPARE(contentOf(path), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{name});
}

void TestRecovery::nothingReadableIsLeftAlone()
{
    QByteArray content = m_good;
    for (qsizetype i = pageSize; i < content.size(); i += 3)
        content[i] = static_cast<char>(i);
    replaceContent(path(), content);
    const auto recovery = recoverLibrary(path());
    QCOMPARE(recovery.error().kind, StoreError::Kind::Damaged);
    QVERIFY(recovery.error().message.contains(u"nothing of it can be read"_s));
    QCOMPARE(contentOf(path()), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TestRecovery::newerVersion()
{
    QByteArray content = m_good;
    content[62] = 1;
    replaceContent(path(), content);
    QCOMPARE(recoverLibrary(path()).error().kind, StoreError::Kind::NewerVersion);
    QCOMPARE(contentOf(path()), content);
}

void TestRecovery::inUse()
{
    replaceContent(path(), m_good);
    const auto database = Database::open(path());
    QVERIFY(database.ok());
    QCOMPARE(recoverLibrary(path()).error().kind, StoreError::Kind::InUse);
    QCOMPARE(tablesOf(path()), m_tables);
}

void TestRecovery::cannotBeSetAside()
{
    const QByteArray content = withoutPage(rootOf(u"websites"_s));
    replaceContent(path(), content);
    // What makes it impossible, whoever runs this: the log's new name is taken by a folder at whatever second.
    replaceContent(path() + "-wal"_L1, "x");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int second = 0; second < 60; ++second) {
        const QString stamp = now.addSecs(second).toString(u"yyyy-MM-dd HH-mm-ss"_s);
        QVERIFY(QDir().mkpath(path() + ".damaged "_L1 + stamp + "-wal"_L1));
    }
    const auto recovery = recoverLibrary(path());
    QCOMPARE(recovery.error().kind, StoreError::Kind::CannotOpen);
    QVERIFY2(recovery.error().message.contains(u"nothing was changed"_s), qPrintable(recovery.error().message));
    QCOMPARE(contentOf(path()), content);
    QCOMPARE(contentOf(path() + "-wal"_L1), QByteArray("x"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
}

void TestRecovery::stoppedByThePerson()
{
    const QByteArray content = withoutPage(rootOf(u"websites"_s));
    replaceContent(path(), content);
    QList<int> told;
    const auto recovery = recoverLibrary(path(), [&told](int percent) {
        told.append(percent);
        return told.size() < 2;
    });
    QVERIFY(!recovery.ok());
    QCOMPARE(told.size(), 2);
    QVERIFY(told.first() > 0 && told.first() < told.last() && told.last() <= 100);
    QCOMPARE(contentOf(path()), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TestRecovery::crashes_data()
{
    QTest::addColumn<QStringList>("files");
    // What is there when the program starts again: D the damaged file, N the new one, J junk.
    const QString stamp = u" 2026-11-25 13-00-00"_s;
    QTest::newRow("while it was made") << QStringList{u"D"_s, u"J.recovering"_s, u"J.recovering-journal"_s};
    QTest::newRow("when it was told") << QStringList{u"D"_s, u"J.recovering"_s, u"J.damaged"_s + stamp + u".txt"_s};
    QTest::newRow("when it was complete") << QStringList{u"D"_s, u"N.recovered"_s + stamp};
    QTest::newRow("with a second name") << QStringList{u"D"_s, u"D.damaged"_s + stamp, u"N.recovered"_s + stamp};
    QTest::newRow("with the log moved") << QStringList{
        u"D"_s, u"D.damaged"_s + stamp, u"J.damaged"_s + stamp + u"-wal"_s, u"N.recovered"_s + stamp};
    QTest::newRow("moved aside") << QStringList{u"D.damaged"_s + stamp, u"N.recovered"_s + stamp};
    QTest::newRow("at the end") << QStringList{u"N"_s, u"D.damaged"_s + stamp};
}

void TestRecovery::crashes()
{
    QFETCH(QStringList, files);
    const quint32 page =
        PageFile(m_original.filePath(u"library.sitebook"_s)).read(rootOf(u"websites"_s)).children.at(1);
    const QByteArray damaged = withoutPage(page);
    for (const QString &file : std::as_const(files)) {
        const QByteArray content = file.startsWith(u'D') ? damaged : file.startsWith(u'N') ? m_good : "junk"_ba;
        replaceContent(path() + file.mid(1), content);
    }
    const bool isComplete = std::ranges::any_of(files, [](const QString &file) { return file.startsWith(u'N'); });
    if (isComplete) {
        // Whoever opens it finds the new one.
        const auto database = Database::open(path());
        QVERIFY2(database.ok(), database.ok() ? "" : qPrintable(database.error().message));
    } else {
        QCOMPARE(Database::open(path()).error().kind, StoreError::Kind::Damaged);
        const auto recovery = recoverLibrary(path());
        QVERIFY2(recovery.ok(), recovery.ok() ? "" : qPrintable(recovery.error().message));
        QCOMPARE(recovery.value().websites.lost, 0);
    }
    QVERIFY(!hasUnfinishedRecovery(path()));
    QCOMPARE(tablesOf(path()).value(u"websites"_s).size(), websiteCount);
    const QDir folder(m_folder->path());
    QCOMPARE(folder.entryList({u"*.recover*"_s}, QDir::Files), QStringList());
    const QStringList aside = folder.entryList({u"*.damaged *[0-9][0-9]"_s}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(contentOf(folder.filePath(aside.first())), damaged);
}

void TestRecovery::oldVersion()
{
    {
        replaceContent(path(), m_good);
        const Connection connection(path());
        connection.run(u"PRAGMA journal_mode = DELETE"_s);
        connection.run(u"DROP TABLE programs"_s);
        connection.run(u"PRAGMA user_version = 1"_s);
    }
    recoveredFrom(contentOf(path()));
    const auto tables = tablesOf(path());
    QCOMPARE(tables.value(u"websites"_s), m_tables.value(u"websites"_s));
    QCOMPARE(tables.value(u"properties"_s), m_tables.value(u"properties"_s));
    QCOMPARE(Connection(path()).number(u"PRAGMA user_version"_s), 2);
}

void TestRecovery::check()
{
    replaceContent(path(), m_good);
    int told = 0;
    const auto database = Database::open(path()); // in use meanwhile
    const auto checked = checkLibrary(path(), [&told](int) { return ++told > 0; });
    QVERIFY(checked.ok());
    QVERIFY(checked.value().isFine());
    QVERIFY(told > 0);
    QCOMPARE(checked.value().websites, websiteCount);
    QCOMPARE(checked.value().links, websiteCount * 4);
    QVERIFY2(checked.value().report().startsWith(u"All is well: websites 300, links 1,200, snippets and files 12"_s),
        qPrintable(checked.value().report()));
    replaceContent(m_folder->filePath(u"x"_s), QByteArray(5'000, 'x'));
    QVERIFY(!checkLibrary(m_folder->filePath(u"x"_s)).ok());
    QVERIFY(!checkLibrary(m_folder->filePath(u"none"_s)).ok());
}

void TestRecovery::checkOfDamage()
{
    replaceContent(path(), withoutPage(rootOf(u"links_item"_s)));
    const auto damaged = checkLibrary(path());
    QVERIFY(damaged.ok());
    QVERIFY(damaged.value().problemCount > 0);
    QVERIFY(damaged.value().report().startsWith(u"Not all is well"_s));
    replaceContent(path(), m_good);
    {
        const Connection connection(path());
        connection.run(u"DROP TRIGGER materials_deleted"_s);
        connection.run(u"DELETE FROM materials WHERE name = 'Item 4 Ünïcode 3'"_s);
        connection.run(u"DELETE FROM websites WHERE key = 1"_s);
    }
    const auto dangling = checkLibrary(path());
    QVERIFY(dangling.ok());
    const QString report = dangling.value().report();
    QVERIFY2(report.contains(u"leads to an item that is not there"_s), qPrintable(report));
    QVERIFY2(report.contains(u"belongs to a website that is not there"_s), qPrintable(report));
}

void TestRecovery::checkStopped()
{
    replaceContent(path(), m_good);
    const auto checked = checkLibrary(path(), [](int) { return false; });
    QVERIFY(checked.ok());
    QVERIFY(checked.value().isStopped && !checked.value().isFine());
    QVERIFY(checked.value().report().contains(u"stopped"_s));
}

/// Whatever is in the file, it ends well: with an error, or with a library that is sound.
void TestRecovery::anything()
{
    quint32 seed = 7;
    const auto random = [&seed](quint32 limit) { return (seed = seed * 1'664'525 + 1'013'904'223) / 65'536 % limit; };
    for (int round = 0; round < 40; ++round) {
        init();
        QByteArray content = m_good;
        const quint32 blows = 1 + random(30);
        for (quint32 blow = 0; blow < blows; ++blow) {
            const qsizetype at = (random(30'000) * 30'000LL + random(30'000)) % content.size();
            const qsizetype length = std::min<qsizetype>(1 + random(600), content.size() - at);
            for (qsizetype i = 0; i < length; ++i)
                content[at + i] = static_cast<char>(random(256));
        }
        replaceContent(path(), content);
        const auto recovery = recoverLibrary(path());
        if (!recovery.ok()) {
            QCOMPARE(contentOf(path()), content);
            continue;
        }
        QCOMPARE(contentOf(recovery.value().damagedFile), content);
        const auto checked = checkLibrary(path());
        QVERIFY(checked.ok());
        QVERIFY2(checked.value().isFine(), qPrintable(checked.value().report()));
        QVERIFY(Database::open(path()).ok());
    }
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
