// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The real window on a library that `generate` made: bench_library LIBRARY [--read-only]. Prints one JSON object with
// each figure in milliseconds, and bytes for memory. The library is changed by the last figures, unless --read-only is
// given. The time from the start of the process counts when SITEBOOK_BENCH_STARTED says, in nanoseconds of the
// monotonic clock, when that was.
#include "api/client/apiclient.h"
#include "api/client/batchapi.h"
#include "api/client/websiteapi.h"
#include "app/library/groups.h"
#include "app/models/itemmime.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/framewatch.h"
#include "ui/libraryview.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Since the process was started, by the clock of who started it; since \a other where that is not known.
double sinceStart(const QElapsedTimer &other)
{
    bool known = false;
    const qint64 started = qEnvironmentVariable("SITEBOOK_BENCH_STARTED").toLongLong(&known);
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return known ? static_cast<double>(std::chrono::nanoseconds(now).count() - started) / 1e6 : milliseconds(other);
}

double residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 : 0;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void waitUntil(const std::function<bool()> &isSo)
{
    while (!isSo())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Tells when the list is painted with something in it for the first time.
class FirstPaint : public QObject
{
public:
    explicit FirstPaint(QTableView *table)
        : m_table(table)
    {
        table->viewport()->installEventFilter(this);
    }
    bool isDone = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_table->model()->rowCount() > 0)
            isDone = true;
        return false;
    }

private:
    QTableView *m_table;
};

class Bench
{
public:
    explicit Bench(FrameWatch &frames)
        : m_frames(frames)
    {
    }

    void open(const QString &path, const QElapsedTimer &timer)
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        m_window.resize(1280, 820);
        m_window.show();
        m_window.openFile(path);
        waitUntil([this] { return m_window.view() != nullptr; });
        m_table = m_window.view()->table();
        m_model = m_window.view()->model();
        m_search = m_window.findChild<QLineEdit *>(u"searchEdit"_s);
        FirstPaint painted(m_table);
        const auto isThere = [this] { return m_window.library()->state() != Library::State::Loading; };
        waitUntil([&] { return painted.isDone || isThere(); });
        note("first_rows_ms", sinceStart(timer));
        waitUntil(isThere);
        m_table->viewport()->repaint();
        note("all_rows_ms", sinceStart(timer));
        note("websites", m_window.library()->websites().count());
        note("start_worst_stall_ms", m_frames.worst());
        settle();
        note("resident_bytes", residentBytes());
    }

    void search()
    {
        const auto type = [this](const QString &text) {
            m_search->setText(text);
            waitUntil([this] { return !m_model->isSearching() && !m_model->isSorting(); });
        };
        measureKeys(
            "keystroke", {u"s"_s, u"si"_s, u"sig"_s, u"sign"_s, u"signa"_s, u"signal"_s, u"signal v"_s, u""_s}, type);
        const Library &library = *m_window.library();
        const QString tag = nameOf(library, AssociationKind::Tag);
        const QString person = nameOf(library, AssociationKind::Person);
        const QString query = u"tag:\"%1\" person:\"%2\" created:2018..2025"_s.arg(tag, person);
        measureKeys("query", {query, u""_s, query, u""_s, query, u""_s}, type);
    }

    void sort()
    {
        for (const char *name : {"sort_first_ms", "sort_again_ms"}) {
            m_table->sortByColumn(1, Qt::AscendingOrder);
            m_frames.reset();
            QElapsedTimer timer;
            timer.start();
            m_table->sortByColumn(0, Qt::AscendingOrder);
            waitUntil([this] { return !m_model->isSearching() && !m_model->isSorting(); });
            m_table->viewport()->repaint();
            note(name, milliseconds(timer));
        }
    }

    void scroll()
    {
        constexpr int pages = 120;
        std::vector<double> times;
        m_table->setFocus();
        m_table->scrollToTop();
        for (int page = 0; page < pages; ++page) {
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(m_table, Qt::Key_PageDown);
            m_table->viewport()->repaint();
            times.push_back(milliseconds(timer));
        }
        note("page_down_ms", median(times));
        note("page_down_worst_ms", *std::ranges::max_element(times));
        m_table->scrollToTop();
    }

    /// The same keystrokes and the same sort, by what Qt brings for it.
    void peer()
    {
        QSortFilterProxyModel proxy;
        proxy.setSourceModel(m_model);
        proxy.setFilterKeyColumn(-1);
        proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        proxy.setSortCaseSensitivity(Qt::CaseInsensitive);
        proxy.setSortLocaleAware(true);
        QElapsedTimer timer;
        timer.start();
        proxy.sort(0);
        note("peer_sort_ms", milliseconds(timer));
        m_table->setModel(&proxy);
        measureKeys("peer_keystroke", {u"s"_s, u"si"_s, u"sig"_s, u"sign"_s, u""_s},
            [&](const QString &text) { proxy.setFilterFixedString(text); });
        m_table->setModel(m_model);
    }

    /// As if somebody else had changed one website, and then a thousand.
    void changesOfOthers()
    {
        const Library &library = *m_window.library();
        const auto changed = [&](Library::Row row, const QString &name) {
            Website website = library.website(row);
            website.name = name;
            return website;
        };
        m_frames.reset();
        QElapsedTimer timer;
        timer.start();
        WebsiteApi(library.client()).update(changed(0, u"changed by somebody else"_s));
        waitUntil([&] { return library.websites().name(0) == "changed by somebody else"_L1; });
        m_table->viewport()->repaint();
        note("change_to_screen_ms", milliseconds(timer));
        const quint32 many = std::min<quint32>(1'000, library.websites().size());
        QList<BatchOperation> operations;
        for (Library::Row row = 0; row < many; ++row)
            operations.append({u"website/update"_s, changed(row, u"changed %1"_s.arg(row)).toJson()});
        m_frames.reset();
        timer.restart();
        BatchApi(library.client()).run(operations, true);
        waitUntil([&] { return library.websites().name(many - 1) == u"changed %1"_s.arg(many - 1); });
        m_table->viewport()->repaint();
        note("thousand_changes_ms", milliseconds(timer));
        note("thousand_changes_worst_stall_ms", m_frames.worst());
    }

    /// The first ten thousand, to a person, by one drop, until the server has them; and its undo.
    void link()
    {
        Library &library = *m_window.library();
        Material person;
        person.kind = AssociationKind::Person;
        person.id = newIdentifier();
        person.name = u"Ada"_s;
        library.perform(createGroup(library, {person}, {}));
        const auto untilSaved = [&] { waitUntil([&] { return !library.isSaving(); }); };
        untilSaved();
        QMimeData dragged;
        setDraggedItems(&dragged, {{}, {{AssociationKind::Person, person.id}}});
        const int last = std::min(10'000, m_model->rowCount()) - 1;
        m_table->scrollToTop();
        m_table->selectionModel()->select(
            QItemSelection(m_model->index(0, 0), m_model->index(last, m_model->columnCount() - 1)),
            QItemSelectionModel::ClearAndSelect);
        m_frames.reset();
        QElapsedTimer timer;
        timer.start();
        if (!dragAndDrop(m_table, m_model->index(0, 0), dragged))
            qFatal("the drop was not taken");
        untilSaved();
        note("link_ms", milliseconds(timer));
        note("link_worst_stall_ms", m_frames.worst());
        timer.restart();
        library.history()->undo();
        untilSaved();
        note("unlink_ms", milliseconds(timer));
    }

    int count() const { return m_window.library()->websites().count(); }
    void print() const { std::printf("%s", QJsonDocument(m_figures).toJson().constData()); }

private:
    FrameWatch &m_frames;
    QTemporaryDir m_folder;
    MainWindow m_window;
    QTableView *m_table = nullptr;
    WebsiteListModel *m_model = nullptr;
    QLineEdit *m_search = nullptr;
    QJsonObject m_figures;

    void note(const QByteArray &name, double value) { m_figures.insert(QString::fromLatin1(name), value); }

    /// Leaves time for what follows the start: ranks of names, counts of the sidebar.
    static void settle()
    {
        QEventLoop loop;
        QTimer::singleShot(std::chrono::seconds(2), &loop, &QEventLoop::quit);
        loop.exec();
    }

    void measureKeys(const QByteArray &name, const QStringList &texts, const std::function<void(const QString &)> &type)
    {
        std::vector<double> times;
        for (const QString &text : texts) {
            QElapsedTimer timer;
            timer.start();
            type(text);
            m_table->viewport()->repaint();
            times.push_back(milliseconds(timer));
        }
        note(name + "_ms", median(times));
        note(name + "_worst_ms", *std::ranges::max_element(times));
    }

    static QString nameOf(const Library &library, AssociationKind kind)
    {
        const MaterialColumns &all = library.materials(kind);
        return all.size() > 0 ? all.name(all.size() / 2) : QString();
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer timer;
    timer.start();
    QCoreApplication::setOrganizationName(u"SitebookBench"_s);
    QCoreApplication::setApplicationName(u"SitebookBench"_s);
    WatchedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: bench_library LIBRARY [--read-only]\n");
        return 2;
    }
    Bench bench(application.frames());
    bench.open(arguments.at(1), timer);
    if (bench.count() > 0) {
        bench.search();
        bench.sort();
        bench.scroll();
        bench.peer();
        if (!arguments.contains(u"--read-only"_s)) {
            bench.changesOfOthers();
            bench.link();
        }
    }
    bench.print();
    return 0;
}
