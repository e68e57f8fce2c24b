// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window tells of the changes on their way to the server, and what a person does about them.

#include "api/client/apierror.h"
#include "app/library/library.h"
#include "ui/historydialog.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/plaintext.h"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// So many changes take long enough to be looked at.
constexpr int worthABar = 50;

} // namespace

void MainWindow::updateSaving()
{
    const int pending = library() ? library()->pendingOperations() : 0;
    const bool paused = library() && library()->isPaused();
    updatePause();
    if (pending == 0) {
        //: In the status bar: no change is sent until the person wants it
        m_saving->setText(paused ? tr("Paused") : library() ? tr("All changes saved") : QString());
        m_progress->hide();
        m_cancel->hide();
        if (m_closeWhenSaved)
            close();
        else if (m_waitingSession)
            QTimer::singleShot(0, this, [this] {
                if (m_waitingSession)
                    openSession(m_waitingSession);
            });
        return;
    }
    if (paused) {
        m_saving->setText(tr("Paused, %Ln change(s) waiting", nullptr, pending));
        m_progress->hide();
        m_cancel->hide();
        return;
    }
    m_saving->setText(library()->isOffline() ? tr("Offline, %Ln change(s) waiting", nullptr, pending)
                                             : tr("Saving %Ln change(s)…", nullptr, pending));
}

void MainWindow::onProgress(const QString &caption, int done, int total)
{
    const bool shown = total >= worthABar && done < total && !library()->isPaused();
    m_progress->setVisible(shown);
    m_cancel->setVisible(shown);
    if (!shown)
        return;
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_progress->setToolTip(plainTip(caption));
    m_saving->setText(tr("Saving %Ln change(s)…", nullptr, total - done));
}

void MainWindow::onChangeRefused(const QString &caption, const ApiError &error)
{
    //: %1 is the name of a change, %2 says why it was not made
    m_messages->showMessage(MessageBar::Kind::Error,
        tr("%1 was not done and was taken back. %2").arg(caption, error.caption()), tr("History…"),
        [this] { showRefused(); });
}

void MainWindow::onSavingWaits(const ApiError &error)
{
    static const QString words = tr("Changes are not saved yet; they are sent as soon as the server answers.");
    if (error)
        m_messages->showMessage(MessageBar::Kind::Warning, words + u' ' + error.caption());
    else if (m_messages->text().startsWith(words))
        m_messages->clear();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSettings();
    // What waits for a server is in the journal, and goes on at the next start.
    const bool durable = library() && library()->journal().isDurable();
    if (library() && library()->isSaving() && !m_closeWhenSaved
        && !(durable && (library()->isOffline() || library()->isPaused())))
    {
        m_closeWhenSaved = true;
        event->ignore();
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("The window closes when %Ln change(s) are saved.", nullptr, library()->pendingOperations()),
            durable ? tr("Close now, and send them at the next start") : tr("Close without saving them"),
            [this] { close(); });
        return;
    }
    event->accept();
}

void MainWindow::showRefused()
{
    if (HistoryDialog *dialog = showHistory())
        dialog->showRefused();
}

void MainWindow::updateRefused()
{
    const int refused = library() ? library()->history()->refusedCount() : 0;
    m_refused->setVisible(refused > 0);
    m_refused->setText(tr("%Ln change(s) were refused", nullptr, refused));
}

void MainWindow::tellRefused()
{
    const int refused = library()->history()->refusedCount();
    // The status bar says it, too; conflicts and a broken journal have only the message.
    if (refused == 0 || !m_conflictWords.isEmpty() || !m_journalWords.isEmpty())
        return;
    m_messages->showMessage(MessageBar::Kind::Warning,
        tr("%Ln change(s) were refused by the server, and wait for you.", nullptr, refused), tr("Show…"),
        [this] { showRefused(); });
}

void MainWindow::updatePause()
{
    const bool paused = library() && library()->isPaused();
    m_pause->setChecked(paused);
    // A change that is gone in a moment does not make the status bar flicker.
    m_pauseButton->setVisible(
        library() && (paused || library()->isOffline() || library()->pendingOperations() >= worthABar));
}

} // namespace sitebook
