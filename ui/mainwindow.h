// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QUrl>

#include <functional>

class QLabel;
class QProgressBar;
class QStackedWidget;
class QToolButton;

namespace sitebook {

struct ApiError;
struct Conflict;
struct LibraryRecovery;
class ApprovalBar;
class HistoryDialog;
class Library;
class LibrarySession;
class LibraryView;
class LinkCheckBar;
class MessageBar;
struct MirrorRemovals;
class PlaceMenu;
class Shelf;
class WelcomePage;

/// The window: one library, its shelf, and what can be done.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens the library file \a path, in place of what is open.
    void openFile(const QString &path);
    /// Opens the library of the server at \a url.
    void openServer(const QUrl &url);
    /// Opens what was open last, or the person's own library.
    void openLast();
    /// Takes what a command line names: addresses are added, bookmark files imported, library files opened.
    void takeArguments(const QStringList &arguments);

    /// The library that is shown; null while none is open.
    Library *library() const;
    /// Where it comes from; null while none is open.
    LibrarySession *session() const { return m_session; }
    LibraryView *view() const { return m_view; }
    Shelf *shelf() const { return m_shelf; }
    MessageBar *messages() const { return m_messages; }
    /// What opens an address outside, for tests.
    void setOpener(const std::function<bool(const QUrl &)> &opener);
    /// Imports the bookmark or library file \a path.
    void importFile(const QString &path);

signals:
    /// Another library is shown from now on.
    void libraryOpened();

protected:
    void changeEvent(QEvent *event) override;
    /// Leaves undo and redo to the library where a line of text has nothing to undo.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    LibrarySession *m_session = nullptr;
    /// What to open when the changes of the library that is open are saved.
    LibrarySession *m_waitingSession = nullptr;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    QWidget *m_page;
    LibraryView *m_view = nullptr;
    QDockWidget *m_shelfDock;
    Shelf *m_shelf = nullptr;
    ApprovalBar *m_approvals;
    MessageBar *m_messages;
    QLabel *m_summary;
    QLabel *m_saving;
    QToolButton *m_refused;
    QToolButton *m_pauseButton;
    QToolButton *m_place;
    PlaceMenu *m_places;
    LinkCheckBar *m_linkCheck;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    std::function<bool(const QUrl &)> m_opener;
    QStringList m_waitingArguments;
    /// The message about conflicts, while there are any.
    QString m_conflictWords;
    QString m_journalWords;
    /// What was said about a list that could not be read.
    QString m_loadWords;
    QList<QAction *> m_websiteActions;
    QList<QAction *> m_libraryActions;
    /// What makes websites, and what deletes them: not every server does.
    QList<QAction *> m_creatingActions;
    QAction *m_delete = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_history = nullptr;
    QAction *m_trash = nullptr;
    QAction *m_removeSample = nullptr;
    QAction *m_backups = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_safetyCopy = nullptr;
    bool m_closeWhenSaved = false;
    bool m_openFailed = false;
    bool m_shelfWanted = true;

    void createActions();
    QAction *action(const QString &name, const QString &icon, const QString &text, const QKeySequence &shortcut,
        const std::function<void()> &run);
    void createStatusBar();
    void openSession(LibrarySession *session);
    void closeSession();
    void showLibrary();
    void connectLibrary();
    void updatePage();
    void updateActions();
    void updateSaving();
    void updateTitle();
    void chooseImport();
    void chooseLibrary();
    void showConnectDialog();
    void openSample();
    void removeSample();
    void showLoadProblem();
    void offerSafetyCopy();
    void onChangeRefused(const QString &caption, const ApiError &error);
    void onSavingWaits(const ApiError &error);
    void onConflictsChanged();
    void updateFeatures();
    void showConflictDialog(const QList<Conflict> &conflicts);
    void onHistoryRefused(const QString &words, const QList<Conflict> &conflicts);
    HistoryDialog *showHistory();
    void showRefused();
    void updateRefused();
    void tellRefused();
    void updatePause();
    void onProgress(const QString &caption, int done, int total);
    void saveSettings();
    void restoreSettings();
    void showSettings();
    void showQuickOpen();
    void showBackups();
    void showSafetyCopy();
    void askAboutRemovals(const MirrorRemovals &removals);
    void restoreBackup(const QString &backup);
    void recoverLibrary();
    static QString recoveringWords();
    void onRecovering(int percent);
    void onRecovered(const LibraryRecovery &recovery);
    void showRecovery(const LibraryRecovery &recovery);
    void showAbout();
    void showDiagnostics();

    /// Shows the dialog about \a subject, or the one that is there already; nothing, and null, without a subject.
    template<class Dialog, class Subject> Dialog *showDialog(Subject *subject)
    {
        if (!subject)
            return nullptr;
        auto *dialog = findChild<Dialog *>();
        if (!dialog)
            dialog = new Dialog(subject, this);
        dialog->show();
        dialog->raise();
        dialog->activateWindow();
        return dialog;
    }
};

} // namespace sitebook
