// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window tells of the server and of the others who use it.

#include "api/store/backups.h"
#include "app/library/groups.h"
#include "app/library/library.h"
#include "app/mirror/mirror.h"
#include "app/session/librarysession.h"
#include "ui/changewords.h"
#include "ui/conflictdialog.h"
#include "ui/historydialog.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/recoverydialog.h"
#include "ui/welcomepage.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace sitebook {

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_session)
        m_session->wake();
    QMainWindow::changeEvent(event);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QMainWindow::eventFilter(watched, event);
    // A line of text claims these keys also when it has nothing to do for them.
    const auto *edit = qobject_cast<const QLineEdit *>(watched);
    const auto *key = static_cast<const QKeyEvent *>(event);
    const bool isIdle = edit && edit->window() == this
        && ((key->matches(QKeySequence::Undo) && !edit->isUndoAvailable())
            || (key->matches(QKeySequence::Redo) && !edit->isRedoAvailable()));
    if (isIdle)
        event->ignore();
    return isIdle;
}

void MainWindow::showLoadProblem()
{
    QString reason = library()->error().caption();
    if (library()->error().kind == ApiError::Kind::SignInNeeded)
        reason += u' ' + tr("It is asked again every few seconds.");
    if (library()->websites().count() == 0) {
        updatePage();
        m_welcome->setProblem(reason);
        offerSafetyCopy();
        return;
    }
    // Servers are asked again and again; what was said once, and perhaps closed, is not said again.
    const QString words = tr("The list is not complete. %1").arg(reason);
    if (std::exchange(m_loadWords, words) == words)
        return;
    m_messages->showMessage(MessageBar::Kind::Error, words, tr("Try again"), [this] {
        if (library())
            m_session->reload();
    });
}

QString MainWindow::recoveringWords()
{
    return tr("This library is damaged. What can be read of it is put into a new one; the damaged file is kept.");
}

void MainWindow::onRecovering(int percent)
{
    if (percent == 0)
        m_messages->showMessage(MessageBar::Kind::Warning, recoveringWords());
    m_saving->setText(tr("Recovering…"));
    m_progress->setRange(0, 100);
    m_progress->setValue(percent);
    m_progress->setToolTip(m_saving->text());
    m_progress->show();
}

void MainWindow::onRecovered(const LibraryRecovery &recovery)
{
    const bool hasBackups = !backupsOf(m_session->filePath()).isEmpty();
    m_messages->showMessage(MessageBar::Kind::Error, recovery.summary,
        {tr("Details…"), [this, recovery] { showRecovery(recovery); }},
        {hasBackups ? tr("Restore from backup…") : QString(), [this] { showBackups(); }});
}

void MainWindow::showRecovery(const LibraryRecovery &recovery)
{
    const bool hasBackups = m_session && m_session->backups() && !backupsOf(m_session->filePath()).isEmpty();
    auto *dialog = new RecoveryDialog(recovery, hasBackups, this);
    connect(dialog, &RecoveryDialog::backupsRequested, this, &MainWindow::showBackups);
    dialog->show();
}

/// Without its server, what a library held is still to be had.
void MainWindow::offerSafetyCopy()
{
    const Mirror *mirror = m_session->mirror();
    if (!mirror || !QFileInfo::exists(mirror->path()))
        return;
    const QString words = tr("There is a safety copy of this library, which opens without the server.");
    if (std::exchange(m_loadWords, words) == words)
        return;
    m_messages->showMessage(
        MessageBar::Kind::Warning, words, tr("Open the copy"), [this, path = mirror->path()] { openFile(path); });
}

void MainWindow::onConflictsChanged()
{
    const QList<Conflict> &conflicts = library()->conflicts();
    if (conflicts.isEmpty()) {
        if (!m_conflictWords.isEmpty())
            m_messages->clear(std::exchange(m_conflictWords, {}));
        return;
    }
    const Conflict &first = conflicts.constFirst();
    m_conflictWords = conflicts.size() == 1
        //: %1 is the name of a field, %2 the name of an item
        ? tr("%1 of “%2” was changed by somebody else at the same time. Theirs was not overwritten.")
              .arg(fieldCaption(first.kind, first.field), itemCaption(*library(), first.kind, first.id))
        : tr("%Ln field(s) were changed by somebody else at the same time. Theirs were not overwritten.", nullptr,
            static_cast<int>(conflicts.size()));
    m_messages->showMessage(
        MessageBar::Kind::Warning, m_conflictWords, tr("Compare…"), [this] { showConflictDialog({}); });
}

void MainWindow::askAboutRemovals(const MirrorRemovals &removals)
{
    QStringList gone;
    if (removals.websites > 0)
        //: Part of a list: what a server has no longer, of %1 that the safety copy has
        gone.append(
            tr("%Ln website(s) of %L1", nullptr, static_cast<int>(removals.websites)).arg(removals.of.websites));
    if (removals.materials > 0)
        //: Part of a list: what a server has no longer, of %1 that the safety copy has
        gone.append(tr("%Ln item(s) of %L1", nullptr, static_cast<int>(removals.materials)).arg(removals.of.materials));
    if (removals.links > 0)
        //: Part of a list: what a server has no longer, of %1 that the safety copy has
        gone.append(tr("%Ln link(s) of %L1", nullptr, static_cast<int>(removals.links)).arg(removals.of.links));
    const auto letGo = [this] {
        if (m_session && m_session->mirror())
            m_session->mirror()->letGo();
    };
    m_messages->showMessage(MessageBar::Kind::Warning,
        //: %1 is a list like "30 websites of 40, 5 links of 12"
        tr("The server no longer has what your safety copy holds: %1. The copy keeps it.").arg(gone.join(u", "_s)),
        {tr("Keep it"), [] {}}, {tr("Remove it from the copy"), letGo});
}

void MainWindow::updateFeatures()
{
    const auto disable = [](QAction *action, bool able, const QString &reason) {
        action->setEnabled(action->isEnabled() && able);
        // An empty tool tip is the action's own text again.
        action->setToolTip(able ? QString() : reason);
    };
    using Operation = ServerFeatures::Operation;
    const ServerFeatures features = library() ? library()->features() : ServerFeatures();
    for (QAction *action : std::as_const(m_creatingActions))
        disable(action, features.has(Operation::Create), tr("This server does not take new websites."));
    disable(m_delete, features.has(Operation::Delete), tr("This server does not delete websites."));
}

void MainWindow::showConflictDialog(const QList<Conflict> &conflicts)
{
    if (!library() || library()->conflicts().isEmpty())
        return;
    auto *dialog = showDialog<ConflictDialog>(library());
    if (!conflicts.isEmpty())
        dialog->select(conflicts);
}

void MainWindow::onHistoryRefused(const QString &words, const QList<Conflict> &conflicts)
{
    if (conflicts.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Warning, words);
        return;
    }
    m_conflictWords = words;
    m_messages->showMessage(
        MessageBar::Kind::Warning, words, tr("Compare…"), [this, conflicts] { showConflictDialog(conflicts); });
}

HistoryDialog *MainWindow::showHistory()
{
    auto *dialog = showDialog<HistoryDialog>(library());
    if (dialog)
        connect(dialog, &HistoryDialog::compareRequested, this, &MainWindow::showConflictDialog, Qt::UniqueConnection);
    return dialog;
}

} // namespace sitebook
