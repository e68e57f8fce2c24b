// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace sitebook {

class ImportJob;
class ImportPreview;
class Library;
struct OperationGroup;

/// Imports a file of bookmarks or of a library: reads it, shows what would be done, does it as one step to undo. When
/// it is closed while it saves, it goes on out of sight, and is only then deleted if it is to be on closing.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(Library *library, QWidget *parent = nullptr);
    ~ImportDialog() override;

    /// Reads \a path and shows what it holds. While another file is being saved, nothing happens.
    void openFile(const QString &path);

    /// Shows it beside the window, which stays usable.
    void open() override;
    void reject() override;

signals:
    /// It is over, whole or in part, as \a summary says in words for people.
    void imported(const QString &summary);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    enum class Stage { Reading, Preview, Saving, Over };

    QPointer<Library> m_library;
    ImportJob *m_job;
    Stage m_stage = Stage::Over;
    QString m_fileName;
    QString m_caption;
    QStringList m_websiteIds;
    /// Whether our group is the one that the library is sending.
    bool m_isUnderWay = false;
    bool m_wasStopped = false;
    int m_refusedChanges = 0;
    ApiError m_firstRefusal;
    bool m_deleteWhenOver = false;

    QLabel *m_fileLabel;
    QStackedWidget *m_pages;
    QWidget *m_progressPage;
    QLabel *m_progressLabel;
    QProgressBar *m_progress;
    QLabel *m_waitLabel;
    ImportPreview *m_preview;
    QWidget *m_resultPage;
    QLabel *m_resultIcon;
    QLabel *m_resultLabel;
    QLabel *m_resultHint;
    QPushButton *m_import;
    QPushButton *m_stop;
    QPushButton *m_close;

    void makeProgressPage();
    void makeResultPage();
    void connectLibrary();
    void setStage(Stage stage);
    void showPlan();
    void startImport();
    void perform(const OperationGroup &group);
    void showSaving(int done, int total);
    void stopSaving();
    void finish();
    void showResult(const QString &icon, const QString &words, const QString &hint = {});
    QString summary(qsizetype added) const;
    void leaveSight();
};

} // namespace sitebook
