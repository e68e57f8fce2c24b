// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backupdialog.h"

#include "app/session/librarybackups.h"
#include "app/session/librarychecker.h"
#include "ui/dialogparts.h"

#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QThreadPool>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { Moment, Reason, Size };

QString words(BackupReason reason)
{
    switch (reason) {
    case BackupReason::Daily:
        return BackupDialog::tr("Daily");
    case BackupReason::Migration:
        return BackupDialog::tr("Before a new version");
    case BackupReason::Restore:
        return BackupDialog::tr("Before a backup was restored");
    case BackupReason::MassChange:
        return BackupDialog::tr("Before a large change");
    case BackupReason::ByHand:
        return BackupDialog::tr("By hand");
    }
    return {};
}

/// \a line, and some of the names that it counts.
QString withNames(const QString &line, const QStringList &names, qint64 count)
{
    if (names.isEmpty())
        return line;
    QStringList quoted;
    for (const QString &name : names)
        quoted.append(u'“' + name.simplified() + u'”');
    return line + u' ' + quoted.join(u", "_s) + (count > names.size() ? u" …"_s : QString());
}

} // namespace

BackupDialog::BackupDialog(LibraryBackups *backups, QWidget *parent)
    : QDialog(parent)
    , m_backups(backups)
    , m_checker(new LibraryChecker(backups->library(), this))
    , m_table(makeDialogTable(u"backupTable"_s, tr("Backups"), {tr("Made"), tr("Why"), tr("Size")}))
    , m_words(new QLabel)
    , m_backUp(new QPushButton(tr("&Back up now")))
    , m_restore(new QPushButton)
    , m_folder(new QPushButton(tr("Show &folder")))
    , m_check(new QPushButton)
    , m_checkWords(new QLabel)
    , m_checkProgress(new QProgressBar)
    , m_recover(new QPushButton(tr("Reco&ver…")))
{
    setObjectName(u"backupDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Backups"));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->resizeSection(Moment, unit * 26);
    m_table->horizontalHeader()->resizeSection(Reason, unit * 36);
    m_words->setObjectName(u"backupWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_backUp->setObjectName(u"backUpButton"_s);
    m_restore->setObjectName(u"restoreBackupButton"_s);
    m_folder->setObjectName(u"backupFolderButton"_s);
    m_restore->setToolTip(tr("Puts the selected backup in the place of the library, which becomes a backup itself."));
    m_check->setToolTip(tr("Reads the whole library, and says whether anything in it is damaged."));
    m_recover->setToolTip(tr("Makes a new library of all that can be read of this one, and keeps the damaged file."));
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_words);
    layout->addLayout(makeCheckRow());
    layout->addLayout(makeDialogButtons(this, {m_backUp, m_restore, m_check, m_folder}));
    resize(unit * 118, fontMetrics().height() * 30);
    connect(m_backUp, &QPushButton::clicked, this, [this] {
        m_backups->backUp(BackupReason::ByHand);
        updateButtons();
    });
    connect(m_folder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(backupFolder(m_backups->library()))); });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (std::exchange(m_asked, true)) {
            emit restoreRequested(selected());
            return;
        }
        updateButtons();
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &BackupDialog::compare);
    connect(backups, &LibraryBackups::made, this, &BackupDialog::read);
    connect(backups, &LibraryBackups::failed, this, [this](const QString &problem) {
        m_words->setText(problem);
        updateButtons();
    });
    connect(backups, &LibraryBackups::finished, this, &BackupDialog::updateButtons);
    connect(backups, &QObject::destroyed, this, &QObject::deleteLater);
    read();
}

/// What the check says, below the backups; nothing is seen of it before the first.
QLayout *BackupDialog::makeCheckRow()
{
    m_check->setObjectName(u"checkButton"_s);
    m_checkWords->setObjectName(u"checkWords"_s);
    m_checkWords->setTextFormat(Qt::PlainText);
    m_checkWords->setWordWrap(true);
    m_checkProgress->setObjectName(u"checkProgress"_s);
    m_checkProgress->setAccessibleName(tr("Progress"));
    m_recover->setObjectName(u"recoverButton"_s);
    m_recover->setAutoDefault(false);
    m_checkWords->hide();
    m_checkProgress->hide();
    m_recover->hide();
    connect(m_check, &QPushButton::clicked, this, &BackupDialog::toggleCheck);
    connect(m_recover, &QPushButton::clicked, this, &BackupDialog::recoverRequested);
    connect(m_checker, &LibraryChecker::progress, this, [this](int percent) {
        m_checkProgress->setRange(0, percent < 0 ? 0 : 100);
        m_checkProgress->setValue(percent);
    });
    connect(m_checker, &LibraryChecker::finished, this, &BackupDialog::showChecked);
    auto *row = new QHBoxLayout;
    row->addWidget(m_checkWords, 1);
    row->addWidget(m_checkProgress);
    row->addWidget(m_recover, 0, Qt::AlignBottom);
    return row;
}

void BackupDialog::toggleCheck()
{
    if (m_checker->isRunning()) {
        m_checker->stop();
        return;
    }
    m_checkWords->setText(tr("Checking the library…"));
    m_checkWords->show();
    m_checkProgress->setRange(0, 0);
    m_checkProgress->show();
    m_recover->hide();
    m_checker->start();
    updateButtons();
}

void BackupDialog::showChecked(const Result<LibraryCheck> &result)
{
    constexpr qsizetype mostLines = 6;
    QStringList lines = result.ok() ? result.value().report().trimmed().split(u'\n') : QStringList();
    if (!result.ok())
        lines.append(tr("The library could not be checked: %1").arg(result.error().message));
    if (lines.size() > mostLines)
        lines = lines.first(mostLines) << u"  …"_s;
    const bool isDamaged = result.ok() && result.value().problemCount > 0;
    if (isDamaged)
        lines.append(tr("Restore a backup, or recover: what can be read comes into a new library, and this file is "
                        "kept under another name."));
    m_checkWords->setText(lines.join(u'\n'));
    m_checkProgress->hide();
    m_recover->setVisible(isDamaged);
    updateButtons();
}

void BackupDialog::read()
{
    const QString chosen = selected();
    const QSignalBlocker blocker(m_table); // compared once, at the end
    m_files = backupsOf(m_backups->library());
    m_table->setRowCount(static_cast<int>(m_files.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const BackupFile &file = m_files.at(row);
        const QStringList texts{QLocale().toString(file.moment.toLocalTime(), QLocale::ShortFormat), words(file.reason),
            QLocale().formattedDataSize(file.size)};
        for (int column = 0; column < m_table->columnCount(); ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
    }
    m_table->clearSelection();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_files.at(row).path == chosen)
            selectTableRow(m_table, row);
    }
    compare();
}

void BackupDialog::compare()
{
    m_asked = false;
    m_compared = selected();
    updateButtons();
    if (m_compared.isEmpty()) {
        m_words->setText(m_files.isEmpty()
                ? tr("There is no backup yet. One is made every day, and before large changes.")
                : tr("Choose a backup to see what differs from the library as it is now."));
        return;
    }
    m_words->setText(tr("Comparing…"));
    const QPointer<BackupDialog> self(this);
    QThreadPool::globalInstance()->start([self, library = m_backups->library(), backup = m_compared] {
        const Result<BackupDifference> difference = compareWithBackup(library, backup);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, backup, difference] {
                if (self && self->m_compared == backup)
                    self->showDifference(difference);
            },
            Qt::QueuedConnection);
    });
}

void BackupDialog::showDifference(const Result<BackupDifference> &difference)
{
    if (!difference.ok()) {
        m_words->setText(tr("This backup cannot be read: %1").arg(difference.error().message));
        return;
    }
    const BackupDifference &found = difference.value();
    if (found.onlyThere + found.onlyHere + found.changed == 0) {
        m_words->setText(tr("It has the same websites as the library now."));
        return;
    }
    QStringList lines;
    const auto add = [&](const QString &line, const QStringList &names, qint64 count) {
        if (count > 0)
            lines.append(withNames(line, names, count));
    };
    add(tr("%Ln website(s) would come back:", nullptr, static_cast<int>(found.onlyThere)), found.onlyThereNames,
        found.onlyThere);
    add(tr("%Ln website(s) would go:", nullptr, static_cast<int>(found.onlyHere)), found.onlyHereNames, found.onlyHere);
    add(tr("%Ln website(s) would change:", nullptr, static_cast<int>(found.changed)), found.changedNames,
        found.changed);
    m_words->setText(lines.join(u'\n'));
}

void BackupDialog::updateButtons()
{
    m_backUp->setEnabled(!m_backups->isBusy());
    m_restore->setEnabled(!selected().isEmpty());
    m_restore->setText(m_asked ? tr("Really restore? The library as it is now is kept.") : tr("&Restore…"));
    m_folder->setEnabled(!m_files.isEmpty());
    m_check->setText(m_checker->isRunning() ? tr("&Stop checking") : tr("Check the &library"));
}

QString BackupDialog::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() || rows.first().row() >= m_files.size() ? QString() : m_files.at(rows.first().row()).path;
}

} // namespace sitebook
