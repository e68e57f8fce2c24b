// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Takes the pictures of the README from the real window with the sample library:
//     QT_QPA_PLATFORM=offscreen screenshots FOLDER [--dark] [--right-to-left]
#include "app/library/linkchecks.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/libraryview.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QStyleFactory>
#include <QTableView>
#include <QTranslator>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(45, 47, 51));
    palette.setColor(QPalette::WindowText, QColor(235, 235, 235));
    palette.setColor(QPalette::Base, QColor(33, 35, 38));
    palette.setColor(QPalette::AlternateBase, QColor(45, 47, 51));
    palette.setColor(QPalette::Text, QColor(235, 235, 235));
    palette.setColor(QPalette::PlaceholderText, QColor(150, 150, 150));
    palette.setColor(QPalette::Button, QColor(55, 58, 62));
    palette.setColor(QPalette::ButtonText, QColor(235, 235, 235));
    palette.setColor(QPalette::ToolTipBase, QColor(55, 58, 62));
    palette.setColor(QPalette::ToolTipText, QColor(235, 235, 235));
    palette.setColor(QPalette::Highlight, QColor(40, 110, 170));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(120, 180, 255));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(120, 120, 120));
    return palette;
}

void save(QWidget *widget, const QString &path)
{
    QTest::qWait(300); // lists and counts follow a little later
    if (!widget->grab().save(path))
        qFatal("cannot write %s", qPrintable(path));
}

/// What a check might find of the first websites in the list.
void recordChecks(const WindowFixture &fixture)
{
    const WebsiteListModel &model = *fixture.window()->view()->model();
    const auto website = [&](int row) { return fixture.library()->website(model.libraryRow(model.index(row, 0))); };
    const Timestamp now = Timestamp::now();
    const QList<LinkFinding> findings{{LinkState::Moved, 200, {}, u"https://www.example.org/a/better/place"_s, now},
        {LinkState::Broken, 404, u"404 Not Found"_s, {}, now}, {LinkState::Fine, 200, {}, {}, now}};
    QList<LinkCheck> checks;
    for (qsizetype i = 0; i < findings.size(); ++i) {
        const Website site = website(static_cast<int>(i) + 3);
        checks.append({site.id, site.url, findings.at(i)});
    }
    fixture.library()->linkChecks().record(checks);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        qFatal("screenshots FOLDER [--dark] [--right-to-left]");
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    if (arguments.contains(u"--dark"_s))
        QApplication::setPalette(darkPalette());
    if (arguments.contains(u"--right-to-left"_s))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    QTranslator english;
    if (english.load(u":/i18n/sitebook_en.qm"_s))
        QApplication::installTranslator(&english);
    const QDir folder(arguments.at(1));

    WindowFixture fixture;
    fixture.start();
    fixture.window()->resize(1280, 820);
    save(fixture.window(), folder.filePath(u"welcome.png"_s));
    fixture.trigger("sampleAction");
    fixture.waitSaved();
    QTest::qWait(300);
    LibraryView *view = fixture.window()->view();
    fixture.select({view->model()->id(view->model()->index(9, 0))});
    save(fixture.window(), folder.filePath(u"main.png"_s));
    auto *search = fixture.find<QLineEdit>("searchEdit");
    search->setText(u"person:(ada OR grace) qt OR note:the -is:trash /^s/ linked>2"_s);
    save(fixture.window(), folder.filePath(u"search.png"_s));
    search->setText(u"do"_s);
    save(fixture.window(), folder.filePath(u"search-words.png"_s));
    search->clear();
    recordChecks(fixture);
    for (int row = 3; row < 6; ++row) {
        fixture.select({view->model()->id(view->model()->index(row, 0))});
        save(fixture.window(), folder.filePath(u"links-%1.png"_s.arg(row - 2)));
    }
    for (int i = 0; i < 5; ++i) {
        fixture.select({view->model()->id(view->model()->index(i, 0))});
        view->removeSelected();
    }
    fixture.waitSaved();
    search->setText(u"is:trash"_s);
    QTest::qWait(300);
    fixture.find<QTableView>("trashTable")->selectRow(1);
    save(fixture.window(), folder.filePath(u"trash.png"_s));
    search->setText(u"is:trash tag:work"_s);
    save(fixture.window(), folder.filePath(u"trash-nothing.png"_s));
    return 0;
}
