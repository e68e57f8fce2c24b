// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Import, search and sort on the real window with many websites: bench_window [COUNT]
#include "app/models/websitelistmodel.h"
#include "app/search/quickfind.h"
#include "tests/ui/windowfixture.h"
#include "ui/framewatch.h"
#include "ui/importdialog.h"
#include "ui/libraryview.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// Bookmarks in the shape that browsers export, in folders, some with tags; the same for the same \a count.
QByteArray bookmarkFile(int count)
{
    QRandomGenerator random(20261123);
    const QStringList words{u"signal"_s, u"query"_s, u"kernel"_s, u"grammar"_s, u"Übersicht"_s, u"数据"_s, u"layout"_s,
        u"vector"_s, u"cache"_s, u"proof"_s, u"garden"_s, u"engine"_s};
    const auto word = [&] { return words.at(random.bounded(static_cast<int>(words.size()))); };
    QString text = u"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"_s;
    constexpr int perFolder = 50;
    for (int i = 0; i < count; ++i) {
        if (i % perFolder == 0)
            text += u"%1<DT><H3>%2 %3</H3>\n<DL><p>\n"_s.arg(i == 0 ? QString() : u"</DL><p>\n"_s, word())
                        .arg(i / perFolder);
        text +=
            u"<DT><A HREF=\"https://%1%2.example.org/%3/%4?id=%5\" ADD_DATE=\"%6\">%7 %8 %9 %5</A>\n"_s.arg(u"host"_s)
                .arg(random.bounded(400))
                .arg(random.bounded(1000))
                .arg(u"page"_s)
                .arg(i)
                .arg(1'500'000'000 + i * 1000)
                .arg(word(), word(), word());
    }
    return (text + u"</DL><p>\n</DL><p>\n"_s).toUtf8();
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void print(const char *what, double value, const char *unit, double stall = -1)
{
    std::printf("%-52s %9.1f %s", what, value, unit);
    if (stall >= 0)
        std::printf("   longest without an answer %6.1f ms", stall);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int count = arguments.size() > 1 ? arguments.at(1).toInt() : 10'000;
    WindowFixture fixture;
    fixture.start();
    fixture.window()->resize(1280, 820);
    QFile file(fixture.path(u"bookmarks.html"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(bookmarkFile(count));
    file.close();

    FrameWatch &stalls = application.frames();
    stalls.reset();
    QElapsedTimer timer;
    timer.start();
    fixture.window()->importFile(file.fileName());
    auto *dialog = fixture.window()->findChild<ImportDialog *>();
    auto *button = dialog->findChild<QPushButton *>(u"importButton"_s);
    QSignalSpy imported(dialog, &ImportDialog::imported);
    while (!button->isVisible())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    print("read, parse and plan the bookmarks", milliseconds(timer), "ms", stalls.worst());
    stalls.reset();
    timer.restart();
    button->click();
    while (imported.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    print("import, saved on the server", milliseconds(timer), "ms", stalls.worst());
    dialog->close();
    fixture.waitSaved();
    QTest::qWait(1500); // what follows an import: the list is read again, the counts follow

    WebsiteListModel *model = fixture.window()->view()->model();
    QTableView *table = fixture.window()->view()->table();
    std::printf("%d websites in the list\n", model->rowCount());
    auto *search = fixture.find<QLineEdit>("searchEdit");
    const auto keystrokes = [&](const auto &setText) {
        std::vector<double> times;
        for (const QString &text :
            {u"s"_s, u"si"_s, u"sig"_s, u"sign"_s, u"signa"_s, u"signal"_s, u"signal v"_s, u""_s}) {
            QElapsedTimer key;
            key.start();
            setText(text);
            table->viewport()->repaint();
            times.push_back(milliseconds(key));
        }
        return times;
    };
    // Large libraries are searched in pieces: the list is there with the last.
    const auto searchFor = [&](const QString &text) {
        search->setText(text);
        while (model->isSearching())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    stalls.reset();
    const std::vector<double> ours = keystrokes(searchFor);
    print("keystroke to repainted list, median", median(ours), "ms");
    print("keystroke to repainted list, worst", *std::ranges::max_element(ours), "ms", stalls.worst());
    for (const QString &text : {u"tag:kernel -signal OR tag:proof"_s, u"created:2017 name:proof* linked>0"_s,
             u"site:example.org host:7"_s, u"is:duplicate"_s, u"is:duplicate garden"_s, u"/qu?e+ry .*proof/"_s})
    {
        stalls.reset();
        timer.restart();
        searchFor(text);
        table->viewport()->repaint();
        print(qPrintable(text), milliseconds(timer), "ms", stalls.worst());
    }
    searchFor({});
    timer.restart();
    const std::size_t hits = quickFind(*fixture.library(), {}, {}, u"qrprf"_s, 40).size();
    print("quick open, a subsequence", milliseconds(timer), hits > 0 ? "ms" : "ms, nothing found");
    for (const int column : {1, 4, 0}) {
        timer.restart();
        table->sortByColumn(column, Qt::DescendingOrder);
        table->viewport()->repaint();
        print(column == 1     ? "sort by address"
                : column == 4 ? "sort by date"
                              : "sort by name",
            milliseconds(timer), "ms");
    }
    timer.restart();
    constexpr int pages = 60;
    for (int page = 0; page < pages; ++page) {
        QTest::keyClick(table, Qt::Key_PageDown);
        table->viewport()->repaint();
    }
    print("page down, each", milliseconds(timer) / pages, "ms");

    QSortFilterProxyModel proxy;
    proxy.setSourceModel(model);
    proxy.setFilterKeyColumn(-1);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy.sort(0);
    table->setModel(&proxy);
    const std::vector<double> theirs = keystrokes([&](const QString &text) { proxy.setFilterFixedString(text); });
    print("the same by QSortFilterProxyModel, median", median(theirs), "ms");
    print("the same by QSortFilterProxyModel, worst", *std::ranges::max_element(theirs), "ms");
    table->setModel(model);
    return 0;
}
