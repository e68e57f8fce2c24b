// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The real window on a library that `generate` made: bench_library LIBRARY [--start-only | --import FILE]. Prints one
// JSON object with each figure in milliseconds, and bytes for memory. The last figures change the library; --start-only
// ends when it is open, and --import imports bookmarks into it instead. The time from the start of the process counts
// when SITEBOOK_BENCH_STARTED says, in nanoseconds of the monotonic clock, when that was.
#include "api/client/apiclient.h"
#include "api/client/batchapi.h"
#include "api/client/websiteapi.h"
#include "app/library/groups.h"
#include "app/library/processmemory.h"
#include "app/models/itemmime.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/framewatch.h"
#include "ui/importdialog.h"
#include "ui/libraryview.h"
#include "ui/quickopen.h"

#include <QAction>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// How often each key and each change of others is measured.
constexpr int rounds = 5;

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

/// The most that was resident at any moment so far.
double peakBytes()
{
    QFile file(u"/proc/self/status"_s);
    const QByteArray words = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const qsizetype at = words.indexOf("VmHWM:");
    return at < 0 ? 0 : words.mid(at).simplified().split(' ').value(1).toDouble() * 1024;
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
        for (const FrameWatch::Stall &stall : m_frames.stalls())
            std::fprintf(stderr, "%.0f ms: %s\n", stall.milliseconds, qPrintable(stall.what));
        settle();
        note("resident_bytes", residentBytes());
        note("peak_bytes", peakBytes());
    }

    void search()
    {
        const auto type = [this](const QString &text) {
            m_search->setText(text);
            waitUntil([this] { return isListThere() || m_model->showsBeginning(); });
            m_table->viewport()->repaint();
        };
        const KeyTimes keys = measureKeys(typed() + QStringList(QString()), type, [this] { waitForList(); });
        noteKeys("keystroke", keys.painted);
        noteKeys("keystroke_whole", keys.whole);
        const Library &library = *m_window.library();
        const QString tag = nameOf(library, AssociationKind::Tag);
        const QString person = nameOf(library, AssociationKind::Person);
        const QString query = u"tag:\"%1\" person:\"%2\" created:2018..2025"_s.arg(tag, person);
        note("query_ms", measureKeys({query, QString()}, type).painted.front());
    }

    /// The same keys in the dialog that goes anywhere by a few letters.
    void quickOpen()
    {
        m_window.findChild<QAction *>(u"quickOpenAction"_s)->trigger();
        auto *dialog = m_window.findChild<QuickOpen *>();
        auto *edit = dialog->findChild<QLineEdit *>();
        auto *list = dialog->findChild<QListView *>();
        const auto type = [&](const QString &text) {
            edit->setText(text);
            list->viewport()->repaint();
        };
        noteKeys("quick_open", measureKeys(typed(), type).painted);
        dialog->reject();
    }

    void sort()
    {
        const auto sortBy = [this](const char *name, int column) {
            QElapsedTimer timer;
            timer.start();
            m_table->sortByColumn(column, Qt::AscendingOrder);
            waitForList();
            m_table->viewport()->repaint();
            note(name, milliseconds(timer));
        };
        // The order by name is made at the start, by itself.
        m_frames.reset();
        sortBy("sort_unprepared_ms", 1);
        sortBy("sort_first_ms", 0);
        m_table->sortByColumn(1, Qt::AscendingOrder);
        sortBy("sort_again_ms", 0);
        note("sort_worst_stall_ms", m_frames.worst());
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

    /// All selected, and then a key in the search field.
    void select()
    {
        QElapsedTimer timer;
        timer.start();
        m_table->selectAll();
        m_table->viewport()->repaint();
        note("select_all_ms", milliseconds(timer));
        settle();
        timer.restart();
        m_search->setText(typed().constLast());
        waitForList();
        m_table->viewport()->repaint();
        note("selected_keystroke_ms", milliseconds(timer));
        m_search->clear();
        waitForList();
        m_table->clearSelection();
    }

    /// The same keystrokes and the same sort, by what Qt brings for it.
    void proxy()
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
        note("proxy_sort_ms", milliseconds(timer));
        m_table->setModel(&proxy);
        const auto type = [&](const QString &text) {
            proxy.setFilterFixedString(text);
            m_table->viewport()->repaint();
        };
        constexpr int worthWaitingFor = 200'000; // beyond, each key takes it half a minute
        if (count() <= worthWaitingFor)
            noteKeys("proxy_keystroke", measureKeys(typed() + QStringList(QString()), type).painted);
        m_table->setModel(m_model);
    }

    /// The same keystrokes over the same bytes, in one piece of memory: what no search that looks at all of them can
    /// undercut.
    void scan()
    {
        const WebsiteColumns &websites = m_window.library()->websites();
        QByteArray all;
        QByteArray room;
        for (Library::Row row = 0; row < websites.size(); ++row)
            all.append(websites.wholeFoldedText(row, room)).append('\0');
        qsizetype hits = 0;
        const auto type = [&](const QString &text) { hits += websitesWith(text.toUtf8(), all); };
        noteKeys("memmem", measureKeys(typed(), type).painted);
        note("memmem_hits", static_cast<double>(hits) / rounds);
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
        QElapsedTimer timer;
        std::vector<double> times;
        for (int round = 0; round < rounds; ++round) {
            const QString name = u"changed by somebody else %1"_s.arg(round);
            wait(std::chrono::seconds(1)); // what follows soon after a change is read together
            timer.start();
            WebsiteApi(library.client()).update(changed(0, name));
            waitUntil([&] { return library.websites().name(0) == name; });
            m_table->viewport()->repaint();
            times.push_back(milliseconds(timer));
        }
        note("change_to_screen_ms", median(times));
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

    /// Bookmarks through the dialog, until the server has them.
    void import(const QString &path)
    {
        m_frames.reset();
        QElapsedTimer timer;
        timer.start();
        m_window.importFile(path);
        auto *dialog = m_window.findChild<ImportDialog *>();
        auto *button = dialog->findChild<QPushButton *>(u"importButton"_s);
        QSignalSpy imported(dialog, &ImportDialog::imported);
        waitUntil([&] { return button->isVisible(); });
        note("import_plan_ms", milliseconds(timer));
        timer.restart();
        button->click();
        waitUntil([&] { return !imported.isEmpty() && !m_window.library()->isSaving(); });
        note("import_ms", milliseconds(timer));
        note("import_worst_stall_ms", m_frames.worst());
        note("imported", count());
    }

    int count() const { return m_window.library()->websites().count(); }
    void print()
    {
        m_figures.insert(u"qt"_s, QString::fromLatin1(qVersion()));
        std::printf("%s", QJsonDocument(m_figures).toJson().constData());
    }

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
    /// Whether the list has all that it is to show, in its order.
    bool isListThere() const { return !m_model->isSearching() && !m_model->isSorting(); }
    void waitForList() const
    {
        waitUntil([this] { return isListThere(); });
    }

    static void settle() { wait(std::chrono::seconds(5)); }

    static void wait(std::chrono::milliseconds time)
    {
        QEventLoop loop;
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        loop.exec();
    }

    static QStringList typed()
    {
        return {u"s"_s, u"si"_s, u"sig"_s, u"sign"_s, u"signa"_s, u"signal"_s, u"signal v"_s};
    }

    /// How long each of some keys took, until what is in sight was painted, and until all was there.
    struct KeyTimes
    {
        std::vector<double> painted;
        std::vector<double> whole;
    };
    /// All of \a texts in their order, several times; the median of each. \a type ends when it is painted.
    static KeyTimes measureKeys(
        const QStringList &texts, const std::function<void(const QString &)> &type,
        const std::function<void()> &waitForTheRest = [] {})
    {
        const auto count = static_cast<std::size_t>(texts.size());
        std::vector<std::vector<double>> painted(count);
        std::vector<std::vector<double>> whole(count);
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t i = 0; i < count; ++i) {
                QElapsedTimer timer;
                timer.start();
                type(texts.at(static_cast<qsizetype>(i)));
                painted[i].push_back(milliseconds(timer));
                waitForTheRest();
                whole[i].push_back(milliseconds(timer));
            }
        }
        KeyTimes medians;
        std::ranges::transform(painted, std::back_inserter(medians.painted), median);
        std::ranges::transform(whole, std::back_inserter(medians.whole), median);
        return medians;
    }

    void noteKeys(const QByteArray &name, const std::vector<double> &medians)
    {
        note(name + "_ms", median(medians));
        note(name + "_worst_ms", *std::ranges::max_element(medians));
        QJsonArray each;
        std::ranges::copy(medians, std::back_inserter(each));
        m_figures.insert(QString::fromLatin1(name) + "_each_ms"_L1, each);
    }

    static qsizetype websitesWith(const QByteArray &text, const QByteArray &all)
    {
        qsizetype websites = 0;
        const char *at = all.constData();
        const char *end = at + all.size();
        const auto left = [&] { return static_cast<std::size_t>(end - at); };
        while (const void *hit = memmem(at, left(), text.constData(), static_cast<std::size_t>(text.size()))) {
            ++websites;
            at = static_cast<const char *>(hit);
            at = static_cast<const char *>(std::memchr(at, '\0', left())) + 1;
        }
        return websites;
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
    shareHeaps(); // as the program does
    QCoreApplication::setOrganizationName(u"SitebookBench"_s);
    QCoreApplication::setApplicationName(u"SitebookBench"_s);
    WatchedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    const bool isStart = arguments.size() == 2 && arguments.at(1) == "--start-only"_L1;
    const bool isSearch = arguments.size() == 2 && arguments.at(1) == "--search-only"_L1;
    const bool isImport = arguments.size() == 3 && arguments.at(1) == "--import"_L1;
    if (arguments.size() != 1 && !isStart && !isSearch && !isImport) {
        std::fprintf(stderr, "usage: bench_library LIBRARY [--start-only | --search-only | --import FILE]\n");
        return 2;
    }
    Bench bench(application.frames());
    bench.open(arguments.constFirst(), timer);
    if (isImport) {
        bench.import(arguments.constLast());
    } else if (!isStart && bench.count() > 0) {
        bench.search();
        bench.quickOpen();
        if (!isSearch) {
            bench.sort();
            bench.scroll();
            bench.select();
            bench.proxy();
            bench.scan();
            bench.changesOfOthers();
            bench.link();
        }
    }
    bench.print();
    return 0;
}
