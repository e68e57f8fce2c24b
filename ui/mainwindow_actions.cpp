// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The actions, menus and settings of the main window.

#include "app/library/library.h"
#include "app/session/librarybackups.h"
#include "app/session/librarysession.h"
#include "ui/backupdialog.h"
#include "ui/diagnosticsdialog.h"
#include "ui/libraryview.h"
#include "ui/mainwindow.h"
#include "ui/placemenu.h"
#include "ui/plaintext.h"
#include "ui/safetycopydialog.h"
#include "ui/samplelibrary.h"
#include "ui/settingsdialog.h"
#include "ui/theme.h"
#include "ui/trashdialog.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Gives \a action the text \a withStep with the name of the step that it is about, or \a plain without one.
void nameStep(QAction *action, const QString &plain, const QString &withStep, const QString &step)
{
    constexpr qsizetype most = 60; // or the menu gets as wide as the screen
    action->setText(step.isEmpty() ? plain : withStep.arg(withoutMnemonics(shortened(step, most))));
    action->setToolTip(plainTip(QString(withStep).remove(u'&').arg(step).trimmed()));
}

} // namespace

QAction *MainWindow::action(const QString &name, const QString &icon, const QString &text, const QKeySequence &shortcut,
    const std::function<void()> &run)
{
    auto *result = new QAction(icon.isEmpty() ? QIcon() : actionIcon(icon), text, this);
    result->setObjectName(name);
    result->setShortcut(shortcut);
    connect(result, &QAction::triggered, this, run);
    addAction(result);
    return result;
}

void MainWindow::createActions()
{
    const auto ofView = [this](void (LibraryView::*method)()) {
        return [this, method] {
            if (m_view)
                (m_view->*method)();
        };
    };
    QAction *add = action(u"addAction"_s, u"add"_s, tr("&Add website…"), QKeySequence::New, [this] {
        if (m_view)
            m_view->showAddDialog();
    });
    QAction *import =
        action(u"importAction"_s, u"import"_s, tr("&Import bookmarks…"), tr("Ctrl+I"), [this] { chooseImport(); });
    QAction *openLibrary = action(
        u"openLibraryAction"_s, u"folder"_s, tr("Open &library…"), QKeySequence::Open, [this] { chooseLibrary(); });
    QAction *ownLibrary =
        action(u"ownLibraryAction"_s, {}, tr("Open &my own library"), {}, [this] { openFile(ownLibraryPath()); });
    QAction *server =
        action(u"connectAction"_s, u"connect"_s, tr("&Connect to a server…"), {}, [this] { showConnectDialog(); });
    QAction *sample =
        action(u"sampleAction"_s, u"sample"_s, tr("Add the sampl&e library"), {}, [this] { openSample(); });
    m_removeSample =
        action(u"removeSampleAction"_s, {}, tr("&Remove the sample library"), {}, [this] { removeSample(); });
    m_backups = action(u"backupsAction"_s, {}, tr("&Backups…"), {}, [this] { showBackups(); });
    m_safetyCopy = action(u"safetyCopyAction"_s, {}, tr("Safety cop&y…"), {}, [this] { showSafetyCopy(); });
    QAction *quit = action(u"quitAction"_s, {}, tr("&Quit"), QKeySequence::Quit, [this] { close(); });

    // Says what it was: it may be a step that is out of sight, or another than the person thought of.
    const auto say = [this](const QString &words, const QString &step) {
        constexpr qsizetype most = 80;
        constexpr int duration = 5000; // milliseconds
        statusBar()->showMessage(withoutDirectionMarks(words.arg(shortened(step, most))), duration);
    };
    m_undo = action(u"undoAction"_s, u"undo"_s, tr("&Undo"), QKeySequence::Undo, [this, say] {
        if (!library() || !library()->history()->canUndo())
            return;
        //: In the status bar; %1 is a step, such as "Delete 3 websites"
        say(tr("Undone: %1"), library()->history()->undoText());
        library()->history()->undo();
    });
    m_redo = action(u"redoAction"_s, u"redo"_s, tr("&Redo"), QKeySequence::Redo, [this, say] {
        if (!library() || !library()->history()->canRedo())
            return;
        //: In the status bar; %1 is a step, such as "Delete 3 websites"
        say(tr("Done again: %1"), library()->history()->redoText());
        library()->history()->redo();
    });
    m_history = action(u"historyAction"_s, {}, tr("&History…"), tr("Ctrl+H"), [this] { showHistory(); });
    m_trash = action(u"trashAction"_s, {}, tr("&Trash…"), {}, [this] { showDialog<TrashDialog>(library()); });
    m_pause = action(u"pauseAction"_s, u"pause"_s, tr("&Pause sending"), {}, [this] {
        if (library())
            library()->setPaused(m_pause->isChecked());
    });
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Pause sending: changes wait on this computer until they may be sent."));
    m_pauseButton->setDefaultAction(m_pause);
    m_pauseButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    QAction *itemHistory = action(u"itemHistoryAction"_s, u"recent"_s, tr("&History of this website…"),
        tr("Ctrl+Shift+H"), ofView(&LibraryView::showHistory));
    QAction *copy =
        action(u"copyAction"_s, u"copy"_s, tr("&Copy address"), QKeySequence::Copy, ofView(&LibraryView::copySelected));
    QAction *paste =
        action(u"pasteAction"_s, {}, tr("&Paste addresses"), QKeySequence::Paste, ofView(&LibraryView::paste));
    QAction *find =
        action(u"findAction"_s, u"search"_s, tr("&Find"), QKeySequence::Find, ofView(&LibraryView::focusSearch));
    QAction *goTo = action(u"quickOpenAction"_s, {}, tr("&Go to…"), tr("Ctrl+P"), [this] { showQuickOpen(); });

    QAction *open = action(u"openAction"_s, u"open-browser"_s, tr("&Open in the browser"), tr("Ctrl+Return"),
        ofView(&LibraryView::openSelected));
    QAction *rename = action(u"renameAction"_s, u"edit"_s, tr("&Rename"), tr("F2"), ofView(&LibraryView::editName));
    QAction *link = action(u"linkAction"_s, u"link"_s, tr("&Link…"), tr("Ctrl+L"), [this] {
        if (m_view)
            m_view->pickLink();
    });
    QAction *checkLinks =
        action(u"checkLinksAction"_s, u"connect"_s, tr("Chec&k links"), {}, ofView(&LibraryView::checkLinks));
    checkLinks->setToolTip(tr("Ask the servers of the selected websites, or of all that the list shows, whether they "
                              "are still there."));
    QAction *remove = action(
        u"deleteAction"_s, u"delete"_s, tr("&Delete"), QKeySequence::Delete, ofView(&LibraryView::removeSelected));
    QAction *settings =
        action(u"settingsAction"_s, u"settings"_s, tr("&Settings…"), tr("Ctrl+,"), [this] { showSettings(); });
    QAction *about = action(u"aboutAction"_s, u"info"_s, tr("&About Sitebook"), {}, [this] { showAbout(); });
    QAction *diagnostics = action(u"diagnosticsAction"_s, {}, tr("&Diagnostics…"), {}, [this] { showDiagnostics(); });
    QAction *shelf = m_shelfDock->toggleViewAction();
    shelf->setText(tr("&Shelf"));
    shelf->setIcon(actionIcon(u"shelf"_s));
    shelf->setShortcut(tr("F9"));
    m_websiteActions = {copy, open, rename, link, itemHistory, remove};
    m_libraryActions = {add, import, paste, find, goTo, sample, checkLinks, m_history, m_trash, m_pause};
    m_creatingActions = {add, import, paste, sample};
    m_delete = remove;

    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({add, import});
    file->addSeparator();
    file->addActions({openLibrary, ownLibrary, server});
    file->addMenu(m_places);
    file->addSeparator();
    file->addActions({sample, m_removeSample});
    file->addSeparator();
    file->addActions({m_backups, m_safetyCopy, m_pause});
    file->addSeparator();
    file->addAction(quit);
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_undo, m_redo, m_history, m_trash});
    edit->addSeparator();
    edit->addActions({copy, paste});
    edit->addSeparator();
    edit->addActions({find, goTo});
    edit->addSeparator();
    edit->addAction(settings);
    QMenu *website = menuBar()->addMenu(tr("&Website"));
    website->addActions({open, rename, link, itemHistory});
    website->addSeparator();
    website->addAction(checkLinks);
    website->addSeparator();
    website->addAction(remove);
    QMenu *viewMenu = menuBar()->addMenu(tr("&View"));
    viewMenu->addAction(shelf);
    menuBar()->addMenu(tr("&Help"))->addActions({diagnostics, about});

    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"toolBar"_s);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setMovable(false);
    bar->addActions({add, import});
    bar->addSeparator();
    bar->addActions({open, link, remove});
    bar->addSeparator();
    bar->addActions({m_undo, m_redo});
    for (QAction *textless : {m_undo, m_redo})
        bar->widgetForAction(textless)->setProperty("toolButtonStyle", Qt::ToolButtonIconOnly);
    bar->toggleViewAction()->setText(tr("&Tools"));
    viewMenu->addAction(bar->toggleViewAction());
    // Short words beside the icons, the long ones in the menus.
    add->setIconText(tr("Add"));
    import->setIconText(tr("Import"));
    open->setIconText(tr("Open"));
}

void MainWindow::updateActions()
{
    const bool hasLibrary = library() != nullptr;
    const bool hasSelection = m_view && m_view->hasSelection();
    for (QAction *each : std::as_const(m_libraryActions))
        each->setEnabled(hasLibrary);
    for (QAction *each : std::as_const(m_websiteActions))
        each->setEnabled(hasSelection);
    updateFeatures();
    const History *history = hasLibrary ? library()->history() : nullptr;
    m_undo->setEnabled(history && history->canUndo());
    m_redo->setEnabled(history && history->canRedo());
    nameStep(m_undo, tr("&Undo"),
        //: %1 is the name of a step
        tr("&Undo %1"), history && history->canUndo() ? history->undoText() : QString());
    nameStep(m_redo, tr("&Redo"),
        //: %1 is the name of a step
        tr("&Redo %1"), history && history->canRedo() ? history->redoText() : QString());
    m_backups->setEnabled(hasLibrary && m_session->backups());
    m_safetyCopy->setEnabled(hasLibrary);
    m_removeSample->setEnabled(hasLibrary && hasSample(*library()));
}

void MainWindow::saveSettings()
{
    QSettings settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/state"_L1, saveState());
    settings.setValue("window/shelf"_L1, m_shelfWanted);
    if (m_view)
        m_view->saveState(settings);
}

void MainWindow::restoreSettings()
{
    const QSettings settings;
    const QSize screenSize = screen()->availableSize();
    const QSize wanted(fontMetrics().averageCharWidth() * 215, fontMetrics().height() * 56);
    resize(wanted.boundedTo(screenSize * 0.95));
    resizeDocks({m_shelfDock}, {fontMetrics().height() * 11}, Qt::Vertical);
    restoreGeometry(settings.value("window/geometry"_L1).toByteArray());
    restoreState(settings.value("window/state"_L1).toByteArray());
    m_shelfWanted = settings.value("window/shelf"_L1, true).toBool();
}

void MainWindow::showQuickOpen()
{
    if (!m_view)
        return;
    QList<QAction *> commands;
    for (QAction *each : actions()) {
        if (each->isEnabled() && each->objectName() != "quickOpenAction"_L1)
            commands.append(each);
    }
    m_view->showQuickOpen(commands);
}

void MainWindow::showBackups()
{
    if (auto *dialog = showDialog<BackupDialog>(m_session ? m_session->backups() : nullptr)) {
        connect(dialog, &BackupDialog::restoreRequested, this, &MainWindow::restoreBackup, Qt::UniqueConnection);
        connect(dialog, &BackupDialog::recoverRequested, this, &MainWindow::recoverLibrary, Qt::UniqueConnection);
    }
}

void MainWindow::showSafetyCopy()
{
    if (auto *dialog = showDialog<SafetyCopyDialog>(library() ? m_session : nullptr))
        connect(dialog, &SafetyCopyDialog::openRequested, this, &MainWindow::openFile, Qt::UniqueConnection);
}

void MainWindow::restoreBackup(const QString &backup)
{
    openSession(LibrarySession::forBackup(m_session->filePath(), backup, this));
}

void MainWindow::recoverLibrary()
{
    openSession(LibrarySession::forRecovery(m_session->filePath(), this));
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showDiagnostics()
{
    if (auto *shown = findChild<DiagnosticsDialog *>())
        shown->raise();
    else
        (new DiagnosticsDialog(library(), this))->show();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Sitebook"));
    box->setIconPixmap(QIcon(u":/icons/sitebook.svg"_s).pixmap(64));
    box->setText(u"<h3>Sitebook %1</h3>"_s.arg(QStringLiteral(SITEBOOK_VERSION)));
    box->setInformativeText(
        tr("A library of the websites behind your work, linked to the people, snippets, conversations "
           "and tags they belong with.\n\nFree software under the GNU General Public License, version 3 "
           "or later. Built with Qt %1.")
            .arg(QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace sitebook
