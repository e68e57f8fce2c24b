// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recoverydialog.h"

#include "api/store/recovery.h"
#include "ui/dialogparts.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

RecoveryDialog::RecoveryDialog(const LibraryRecovery &recovery, bool hasBackups, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"recoveryDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Recovered library"));
    auto *text = new QPlainTextEdit(recovery.report);
    text->setObjectName(u"recoveryReport"_s);
    text->setAccessibleName(tr("Report"));
    text->setReadOnly(true);
    auto *backups = new QPushButton(tr("Restore from &backup…"));
    backups->setObjectName(u"recoveryBackupsButton"_s);
    backups->setEnabled(hasBackups);
    auto *folder = new QPushButton(tr("Show &folder"));
    folder->setObjectName(u"recoveryFolderButton"_s);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(text, 1);
    layout->addLayout(makeDialogButtons(this, {backups, folder}));
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 30);
    connect(backups, &QPushButton::clicked, this, [this] {
        emit backupsRequested();
        close();
    });
    connect(folder, &QPushButton::clicked, this, [place = QFileInfo(recovery.damagedFile).absolutePath()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(place));
    });
}

} // namespace sitebook
