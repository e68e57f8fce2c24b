// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkcheckbar.h"

#include "app/check/linkcheckjob.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace sitebook {

LinkCheckBar::LinkCheckBar(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QToolButton)
{
    m_words->setObjectName(u"linkCheckLabel"_s);
    m_progress->setObjectName(u"linkCheckProgress"_s);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    m_progress->setAccessibleName(tr("Progress of the check of links"));
    m_cancel->setObjectName(u"linkCheckCancelButton"_s);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop checking links"));
    m_cancel->setAccessibleName(m_cancel->toolTip());
    m_cancel->setAutoRaise(true);
    m_cancel->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_words);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    hide();
}

void LinkCheckBar::setJob(LinkCheckJob *job)
{
    m_job = job;
    connect(job, &LinkCheckJob::progressed, this, &LinkCheckBar::refresh);
    connect(job, &LinkCheckJob::finished, this, &LinkCheckBar::refresh);
    connect(job, &QObject::destroyed, this, &LinkCheckBar::hide);
    refresh();
}

void LinkCheckBar::refresh()
{
    const bool isRunning = m_job && m_job->isRunning();
    setVisible(isRunning);
    if (!isRunning)
        return;
    const LinkTally &tally = m_job->tally();
    m_progress->setRange(0, tally.total);
    m_progress->setValue(tally.done());
    const QLocale locale;
    //: In the status bar: so many links of all were checked
    QString words = tr("Links: %1 of %2").arg(locale.toString(tally.done()), locale.toString(tally.total));
    if (tally.broken > 0) {
        //: Part of a list, after how many links were checked
        words += u", "_s + tr("%Ln broken", nullptr, tally.broken);
    }
    m_words->setText(words);
}

} // namespace sitebook
