// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "app/library/library.h"
#include "app/mirror/mirror.h"
#include "app/session/librarybackups.h"
#include "app/session/librarysession.h"
#include "app/session/savedservers.h"
#include "app/session/standin.h"
#include "ui/approvalbar.h"
#include "ui/connectdialog.h"
#include "ui/importdialog.h"
#include "ui/libraryview.h"
#include "ui/linkcheckbar.h"
#include "ui/messagebar.h"
#include "ui/placemenu.h"
#include "ui/plaintext.h"
#include "ui/samplelibrary.h"
#include "ui/settingsdialog.h"
#include "ui/shelf.h"
#include "ui/theme.h"
#include "ui/welcomepage.h"

#include <QAction>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_stack(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_page(new QWidget)
    , m_shelfDock(new QDockWidget(tr("Shelf")))
    , m_approvals(new ApprovalBar(this))
    , m_messages(new MessageBar(this))
    , m_summary(new QLabel)
    , m_saving(new QLabel)
    , m_refused(new QToolButton)
    , m_pauseButton(new QToolButton)
    , m_place(new QToolButton)
    , m_places(new PlaceMenu(this))
    , m_linkCheck(new LinkCheckBar)
    , m_progress(new QProgressBar)
    , m_cancel(new QToolButton)
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    QCoreApplication::instance()->installEventFilter(this);
    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_approvals);
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    auto *pageLayout = new QVBoxLayout(m_page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_page);
    setCentralWidget(central);
    m_shelfDock->setObjectName(u"shelfDock"_s);
    m_shelfDock->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    addDockWidget(Qt::BottomDockWidgetArea, m_shelfDock);
    createStatusBar();
    createActions();

    connect(m_welcome, &WelcomePage::importRequested, this, &MainWindow::chooseImport);
    connect(m_welcome, &WelcomePage::addRequested, this, [this] {
        if (m_view)
            m_view->showAddDialog();
    });
    connect(m_welcome, &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::connectRequested, this, &MainWindow::showConnectDialog);
    connect(m_welcome, &WelcomePage::ownLibraryRequested, this, [this] { openFile(ownLibraryPath()); });
    connect(m_welcome, &WelcomePage::retryRequested, this, [this] {
        if (library()) {
            m_session->reload();
        } else if (m_session) {
            m_openFailed = false;
            updatePage();
            m_session->open();
        }
    });
    // The dock also hides with the welcome page, which says nothing about what the person wants.
    connect(
        m_shelfDock->toggleViewAction(), &QAction::triggered, this, [this](bool wanted) { m_shelfWanted = wanted; });
    restoreSettings();
    updatePage();
    updateActions();
}

MainWindow::~MainWindow()
{
    closeSession();
}

Library *MainWindow::library() const
{
    return m_session ? m_session->library() : nullptr;
}

void MainWindow::setOpener(const std::function<bool(const QUrl &)> &opener)
{
    m_opener = opener;
    if (m_view)
        m_view->setOpener(opener);
}

void MainWindow::createStatusBar()
{
    m_summary->setObjectName(u"summaryLabel"_s);
    m_saving->setObjectName(u"savingLabel"_s);
    m_refused->setObjectName(u"refusedButton"_s);
    m_refused->setAutoRaise(true);
    m_refused->setIcon(actionIcon(u"warning"_s));
    m_refused->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_refused->setToolTip(tr("Show them in the history, to be sent again, corrected or given up."));
    m_pauseButton->setObjectName(u"pauseButton"_s);
    m_pauseButton->setAutoRaise(true);
    m_place->setObjectName(u"placeButton"_s);
    m_place->setAutoRaise(true);
    m_place->setPopupMode(QToolButton::InstantPopup);
    m_place->setMenu(m_places);
    m_progress->setObjectName(u"progressBar"_s);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(u"cancelButton"_s);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAutoRaise(true);
    statusBar()->addWidget(m_summary, 1);
    statusBar()->addPermanentWidget(m_linkCheck);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_cancel);
    statusBar()->addPermanentWidget(m_refused);
    statusBar()->addPermanentWidget(m_saving);
    statusBar()->addPermanentWidget(m_pauseButton);
    statusBar()->addPermanentWidget(m_place);
    m_progress->hide();
    m_cancel->hide();
    m_refused->hide();
    m_pauseButton->hide();
    connect(m_refused, &QToolButton::clicked, this, &MainWindow::showRefused);
    connect(m_places, &PlaceMenu::fileChosen, this, &MainWindow::openFile);
    connect(m_places, &PlaceMenu::serverChosen, this, &MainWindow::openServer);
    connect(m_places, &PlaceMenu::connectRequested, this, &MainWindow::showConnectDialog);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (library())
            library()->cancelPending();
    });
}

// --- which library ---------------------------------------------------------------------------------------------------

void MainWindow::openFile(const QString &path)
{
    QSettings().setValue("last/file"_L1, path);
    QSettings().remove("last/server"_L1);
    SavedServers().noteFile(path);
    openSession(LibrarySession::forFile(QFileInfo(path).absoluteFilePath(), this));
}

void MainWindow::openServer(const QUrl &url)
{
    QSettings().setValue("last/server"_L1, url);
    openSession(LibrarySession::forServer(url, this));
}

void MainWindow::openLast()
{
    const QSettings settings;
    const QUrl server = settings.value("last/server"_L1).toUrl();
    const QString file = settings.value("last/file"_L1).toString();
    if (server.isValid() && !server.isEmpty())
        openServer(server);
    else
        openFile(file.isEmpty() ? ownLibraryPath() : file);
}

void MainWindow::openSession(LibrarySession *session)
{
    if (session != m_waitingSession)
        delete m_waitingSession;
    const bool waitsOnPurpose = library() && library()->isPaused() && library()->journal().isDurable();
    if (library() && library()->isSaving() && !waitsOnPurpose && session != m_waitingSession) {
        m_waitingSession = session;
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("“%1” opens when %Ln change(s) are saved.", nullptr, library()->pendingOperations())
                .arg(session->title()),
            library()->journal().isDurable() ? tr("Open it now, and send them later")
                                             : tr("Open it without saving them"),
            [this] { openSession(m_waitingSession); });
        return;
    }
    m_waitingSession = nullptr;
    if (m_session)
        saveSettings();
    closeSession();
    m_messages->clear();
    m_openFailed = false;
    m_session = session;
    m_approvals->setSession(session);
    connect(session, &LibrarySession::opened, this, &MainWindow::showLibrary);
    connect(session, &LibrarySession::failed, this, [this](const QString &message) {
        m_openFailed = true;
        m_messages->clear(recoveringWords());
        updateSaving();
        m_welcome->setProblem(message);
        updatePage();
    });
    connect(session, &LibrarySession::notRestored, this,
        [this](const QString &words) { m_messages->showMessage(MessageBar::Kind::Error, words); });
    connect(session, &LibrarySession::recovering, this, &MainWindow::onRecovering);
    connect(session, &LibrarySession::recovered, this, &MainWindow::onRecovered);
    updatePage();
    updateTitle();
    session->open();
}

void MainWindow::closeSession()
{
    delete m_view;
    m_view = nullptr;
    delete m_shelf;
    m_shelf = nullptr;
    delete m_session;
    m_session = nullptr;
}

void MainWindow::showLibrary()
{
    const QString place = m_session->filePath();
    m_view = new LibraryView(library(), m_messages, place.isEmpty() ? m_session->serverUrl().toString() : place);
    m_page->layout()->addWidget(m_view);
    m_linkCheck->setJob(m_view->linkCheck());
    m_shelf = new Shelf(library());
    m_shelfDock->setWidget(m_shelf);
    m_view->connectShelf(m_shelf);
    if (m_opener)
        m_view->setOpener(m_opener);
    connect(m_view, &LibraryView::summaryChanged, m_summary, &QLabel::setText);
    connect(m_view, &LibraryView::selectionChanged, this, &MainWindow::updateActions);
    m_view->restoreState(QSettings());
    if (m_session->standIn())
        m_session->standIn()->setWanted(SettingsDialog::standsInForPiecesOs());
    if (m_session->backups()) {
        connect(m_session->backups(), &LibraryBackups::failed, this,
            [this](const QString &words) { m_messages->showMessage(MessageBar::Kind::Error, words); });
    }
    if (m_session->mirror())
        connect(m_session->mirror(), &Mirror::asked, this, &MainWindow::askAboutRemovals);
    connectLibrary();
    updatePage();
    updateTitle();
    updateSaving();
    updateRefused();
    emit libraryOpened();
}

void MainWindow::connectLibrary()
{
    Library *shown = library();
    connect(shown, &Library::stateChanged, this, [this] {
        updatePage();
        updateActions();
        if (library()->state() == Library::State::Failed)
            showLoadProblem();
        else if (!m_loadWords.isEmpty())
            m_messages->clear(std::exchange(m_loadWords, {}));
        if (library()->state() == Library::State::Ready && !m_waitingArguments.isEmpty())
            takeArguments(std::exchange(m_waitingArguments, {}));
    });
    connect(shown, &Library::websitesAdded, this, &MainWindow::updatePage);
    connect(shown, &Library::websitesRemoved, this, &MainWindow::updatePage);
    connect(shown, &Library::pendingOperationsChanged, this, &MainWindow::updateSaving);
    connect(shown, &Library::savingProgress, this, &MainWindow::onProgress);
    connect(shown, &Library::changeRefused, this, &MainWindow::onChangeRefused);
    connect(shown, &Library::savingWaits, this, &MainWindow::onSavingWaits);
    connect(shown, &Library::conflictsChanged, this, &MainWindow::onConflictsChanged);
    connect(shown, &Library::featuresChanged, this, &MainWindow::updateActions);
    connect(shown, &Library::pausedChanged, this, &MainWindow::updateSaving);
    connect(shown->history(), &History::changed, this, &MainWindow::updateActions);
    connect(shown->history(), &History::changed, this, &MainWindow::updateRefused);
    connect(&shown->journal(), &Journal::opened, this, &MainWindow::tellRefused);
    connect(shown->history(), &History::refused, this, &MainWindow::onHistoryRefused);
    connect(shown, &Library::journalProblem, this, [this](const QString &words) {
        m_journalWords = words;
        m_messages->showMessage(MessageBar::Kind::Error, words);
    });
    connect(shown, &Library::journalRecovered, this, [this] { m_messages->clear(std::exchange(m_journalWords, {})); });
}

void MainWindow::updatePage()
{
    const Library *shown = library();
    const bool empty = shown && shown->websites().count() == 0;
    const bool problem = m_openFailed || (empty && shown->state() == Library::State::Failed);
    const bool welcome = !m_session || problem || (empty && shown->state() == Library::State::Ready);
    if (!problem)
        m_welcome->setProblem({});
    // Before a library answers there is nothing to welcome anybody to: an empty page is calmer than a flash.
    m_stack->setCurrentWidget(welcome ? static_cast<QWidget *>(m_welcome) : m_page);
    m_shelfDock->setVisible(!welcome && m_shelfWanted);
    m_shelfDock->toggleViewAction()->setEnabled(!welcome);
    statusBar()->setVisible(!welcome);
    updateActions();
}

void MainWindow::updateTitle()
{
    const bool server = m_session && m_session->filePath().isEmpty();
    const QString saved = server ? SavedServers().nameOf(m_session->serverUrl()) : QString();
    const QString title = !saved.isEmpty() ? saved : m_session ? m_session->title() : QString();
    setWindowTitle(title.isEmpty() ? u"Sitebook"_s : u"%1 — Sitebook"_s.arg(title));
    //: In the status bar: the open library is that of a server; %1 is its name or address
    m_place->setText(withoutMnemonics(server ? tr("on %1").arg(title) : title));
    m_place->setToolTip(!m_session ? QString() : server ? m_session->serverUrl().toString() : m_session->filePath());
    m_places->setCurrent(m_session ? m_session->filePath() : QString(), m_session ? m_session->serverUrl() : QUrl());
}

void MainWindow::takeArguments(const QStringList &arguments)
{
    if (!library() || library()->state() == Library::State::Loading) {
        m_waitingArguments += arguments;
        return;
    }
    QStringList addresses;
    for (const QString &argument : arguments) {
        if (QFileInfo::exists(argument))
            importFile(argument);
        else
            addresses.append(argument);
    }
    if (!addresses.isEmpty())
        m_view->showAddDialog(addresses);
}

// --- ways in ---------------------------------------------------------------------------------------------------------

void MainWindow::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import bookmarks"));
    dialog->setObjectName(u"importFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Bookmarks and libraries (*.html *.htm *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::importFile);
    dialog->open();
}

void MainWindow::importFile(const QString &path)
{
    if (path.endsWith(".sitebook"_L1)) {
        openFile(path);
        return;
    }
    if (!library())
        return;
    auto *dialog = new ImportDialog(library(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(library(), &QObject::destroyed, dialog, &QDialog::reject);
    dialog->show();
    dialog->openFile(path);
}

void MainWindow::chooseLibrary()
{
    auto *dialog = new QFileDialog(this, tr("Open a library"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setLabelText(QFileDialog::Accept, tr("Open or create"));
    dialog->setDefaultSuffix(u"sitebook"_s);
    dialog->setNameFilters({tr("Sitebook libraries (*.sitebook)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFile);
    dialog->open();
}

void MainWindow::showConnectDialog()
{
    auto *dialog = new ConnectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectDialog::chosen, this, &MainWindow::openServer);
    dialog->open();
}

void MainWindow::openSample()
{
    if (library())
        library()->perform(sampleGroup(*library()));
    updateActions();
}

void MainWindow::removeSample()
{
    if (!library())
        return;
    const SampleItems items = sampleItemsIn(*library());
    library()->removeItems(items.websites, items.materials, tr("Remove the sample library"));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool file = !urls.isEmpty() && urls.constFirst().isLocalFile();
    const bool welcome = m_stack->currentWidget() == m_welcome;
    if (library() && (file || (welcome && !draggedAddresses(event->mimeData()).isEmpty())))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        importFile(urls.constFirst().toLocalFile());
    else if (m_view)
        m_view->addAddresses(draggedAddresses(event->mimeData()));
}

} // namespace sitebook
