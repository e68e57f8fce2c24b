// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace sitebook {

class LinkCheckJob;

/// How far the check of addresses has come, in the status bar; there only while one runs.
class LinkCheckBar : public QWidget
{
    Q_OBJECT

public:
    explicit LinkCheckBar(QWidget *parent = nullptr);

    /// Shows \a job from now on, until that is gone.
    void setJob(LinkCheckJob *job);

private:
    QPointer<LinkCheckJob> m_job;
    QLabel *m_words;
    QProgressBar *m_progress;
    QToolButton *m_cancel;

    void refresh();
};

} // namespace sitebook
