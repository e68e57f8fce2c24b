// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/librarycheck.h"

#include "api/store/migrations.h"
#include "api/store/recoveryreport.h"
#include "api/store/sqlitehandle.h"
#include "api/types/json.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <sqlite3.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::LibraryCheck)
};

constexpr qsizetype mostProblems = 50;

class Checker
{
public:
    Checker(sqlite3 *library, const std::function<bool(int percent)> &progress)
        : m_library(library)
        , m_progress(progress)
    {
        constexpr int instructionsAtOnce = 5'000;
        if (m_progress)
            sqlite3_progress_handler(m_library, instructionsAtOnce, &Checker::onProgress, this);
    }
    ~Checker() { sqlite3_progress_handler(m_library, 0, nullptr, nullptr); }
    Q_DISABLE_COPY_MOVE(Checker)

    Result<LibraryCheck> run()
    {
        checkFile();
        countItems();
        checkJson();
        checkLinks();
        if (m_result.isStopped || !m_error)
            return m_result;
        if (m_error.kind != StoreError::Kind::Damaged)
            return m_error;
        add(m_error.message);
        return m_result;
    }

private:
    sqlite3 *m_library;
    const std::function<bool(int percent)> &m_progress;
    LibraryCheck m_result;
    StoreError m_error;
    qint64 m_items = 0;
    qint64 m_done = 0;

    static int onProgress(void *self)
    {
        auto *checker = static_cast<Checker *>(self);
        const qint64 percent = checker->m_items > 0 ? 100 * checker->m_done / checker->m_items : -1;
        if (!checker->m_progress(static_cast<int>(percent)))
            checker->m_result.isStopped = true;
        return checker->m_result.isStopped ? 1 : 0;
    }

    void add(const QString &problem)
    {
        if (++m_result.problemCount <= mostProblems)
            m_result.problems.append(problem);
    }

    /// Hands each row of \a sql to \a look.
    void forEach(const QString &sql, const std::function<void(const sqlite::Query &)> &look)
    {
        const sqlite::Query rows = sqlite::prepare(m_library, sql, m_error);
        while (sqlite::next(rows, m_error))
            look(rows);
    }

    void checkFile()
    {
        forEach(u"PRAGMA integrity_check(%1)"_s.arg(mostProblems), [this](const sqlite::Query &row) {
            if (const QString words = sqlite::text(row, 0); words != "ok"_L1)
                add(words);
        });
        // What the file has lost is said; what is left may be fine.
        if (m_error.kind == StoreError::Kind::Damaged)
            add(std::exchange(m_error, {}).message);
        forEach(u"PRAGMA foreign_key_check"_s,
            [this](const sqlite::Query &) { add(Texts::tr("A link belongs to a website that is not there.")); });
    }

    void countItems()
    {
        m_result.websites = sqlite::readNumber(m_library, u"SELECT count(*) FROM websites"_s, m_error);
        forEach(u"SELECT kind, count(*) FROM materials GROUP BY kind"_s, [this](const sqlite::Query &row) {
            const qint64 kind = sqlite::integer(row, 0);
            if (kind >= 0 && kind < static_cast<qint64>(associationKindCount))
                m_result.materials[static_cast<std::size_t>(kind)] = sqlite::integer(row, 1);
            else
                add(Texts::tr("There are items of a kind that nobody knows (%1).").arg(kind));
            m_items += sqlite::integer(row, 1);
        });
        m_items += m_result.websites;
        m_result.links = sqlite::readNumber(m_library, u"SELECT count(*) FROM links"_s, m_error);
    }

    void checkJson()
    {
        const auto check = [this](const sqlite::Query &row, int column, const QString &words) {
            if (sqlite3_column_type(row.get(), column) == SQLITE_NULL)
                return;
            const QByteArray json(static_cast<const char *>(sqlite3_column_blob(row.get(), column)),
                sqlite3_column_bytes(row.get(), column));
            if (!objectFromJson(json))
                add(words.arg(sqlite::text(row, 0)));
        };
        forEach(u"SELECT name, json FROM websites"_s, [&](const sqlite::Query &row) {
            ++m_done;
            //: %1 is the name of a website or of another item
            check(row, 1, Texts::tr("Some fields of “%1” cannot be read."));
        });
        forEach(u"SELECT name, json, contents FROM materials"_s, [&](const sqlite::Query &row) {
            ++m_done;
            check(row, 1, Texts::tr("Some fields of “%1” cannot be read."));
            //: %1 is the name of a snippet or file
            check(row, 2, Texts::tr("The contents of “%1” cannot be read."));
        });
    }

    void checkLinks()
    {
        QStringList kinds;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            if (traits.hasItems())
                kinds.append(QString::number(static_cast<int>(traits.kind)));
        }
        forEach(
            u"SELECT COALESCE(w.name, l.id) FROM links AS l LEFT JOIN websites AS w ON w.key = l.website "
            "WHERE l.kind IN (%1) AND (l.kind, l.id) NOT IN (SELECT kind, id FROM materials)"_s.arg(kinds.join(u',')),
            [this](const sqlite::Query &row) {
                //: %1 is the name of a website
                add(Texts::tr("A link of “%1” leads to an item that is not there.").arg(sqlite::text(row, 0)));
            });
    }
};

} // namespace

Result<LibraryCheck> checkLibrary(const QString &path, const std::function<bool(int percent)> &progress)
{
    StoreError error;
    const sqlite::Handle library = sqlite::open(path, SQLITE_OPEN_READWRITE, error);
    // A log that a crash left is not for us to tidy up.
    if (library && QFileInfo(path + "-wal"_L1).size() > 0)
        sqlite3_db_config(library.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite::readOne(library.get(), u"PRAGMA query_only = ON"_s, error);
    const qint64 application = sqlite::readNumber(library.get(), u"PRAGMA application_id"_s, error);
    if (!error && application != libraryApplicationId)
        error = {StoreError::Kind::NotALibrary, Texts::tr("%1 is not a Sitebook library.").arg(path)};
    if (error)
        return error;
    return Checker(library.get(), progress).run();
}

QString LibraryCheck::report() const
{
    const auto number = [](qint64 count) { return QLocale().toString(count); };
    QStringList lines;
    if (isStopped)
        lines.append(Texts::tr("The check was stopped before its end."));
    if (problemCount > 0) {
        lines.append(Texts::tr("Not all is well. Problems found: %1").arg(number(problemCount)));
        for (const QString &problem : problems)
            lines.append(u"  – "_s + problem.simplified());
        if (problemCount > problems.size())
            lines.append(u"  …"_s);
    }
    QStringList counts{Texts::tr("websites %1").arg(number(websites)), Texts::tr("links %1").arg(number(links))};
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const qint64 count = materials[static_cast<std::size_t>(traits.kind)];
        if (count > 0)
            counts.append(captionOfKind(traits.kind).toLower() + u' ' + number(count));
    }
    //: %1 is a list of counts
    lines.append(
        (isFine() ? Texts::tr("All is well: %1") : Texts::tr("What can be counted: %1")).arg(counts.join(u", "_s))
        + u'.');
    return lines.join(u'\n') + u'\n';
}

} // namespace sitebook
