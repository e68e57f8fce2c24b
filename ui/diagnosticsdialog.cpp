// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosticsdialog.h"

#include "app/library/library.h"
#include "ui/dialogparts.h"
#include "ui/framewatch.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSysInfo>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

enum Column { When, Duration, What, ColumnCount };

/// What of the memory of this program is in use, in bytes; 0 where the system does not tell it so.
qint64 memoryInUse()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

FrameWatch *watch()
{
    auto *application = qobject_cast<WatchedApplication *>(QCoreApplication::instance());
    return application ? &application->frames() : nullptr;
}

} // namespace

DiagnosticsDialog::DiagnosticsDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_frames(watch())
    , m_facts(new QLabel)
    , m_summary(new QLabel)
    , m_stalls(makeDialogTable(
          u"stallTable"_s, tr("When the window did not answer"), {tr("When"), tr("Milliseconds"), tr("What ran")}))
{
    setObjectName(u"diagnosticsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Diagnostics"));
    m_facts->setObjectName(u"factsLabel"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setObjectName(u"stallSummary"_s);
    m_summary->setWordWrap(true);
    auto *copy = new QPushButton(tr("Cop&y"));
    copy->setObjectName(u"copyButton"_s);
    copy->setToolTip(tr("Copies all of this as text, for a report. It names no address and no item."));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
    const int unit = fontMetrics().averageCharWidth();
    m_stalls->horizontalHeader()->resizeSection(When, unit * 24);
    m_stalls->horizontalHeader()->resizeSection(Duration, unit * 16);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_facts);
    layout->addWidget(m_summary);
    layout->addWidget(m_stalls, 1);
    layout->addLayout(makeDialogButtons(this, {copy}));
    resize(unit * 100, fontMetrics().height() * 28);
    if (m_library)
        connect(m_library, &QObject::destroyed, this, &QObject::deleteLater);
    connect(&m_refresh, &QTimer::timeout, this, &DiagnosticsDialog::refresh);
    m_refresh.start(1s);
    refresh();
}

QStringList DiagnosticsDialog::facts() const
{
    const QLocale locale;
    QStringList facts{
        //: %1 and %3 are versions, %2 the name of a system, %4 how windows are shown there
        tr("Sitebook %1 on %2, Qt %3, %4")
            .arg(QStringLiteral(SITEBOOK_VERSION), QSysInfo::prettyProductName(), QString::fromLatin1(qVersion()),
                QGuiApplication::platformName()),
    };
    if (const qint64 memory = memoryInUse(); memory > 0)
        facts.append(tr("Memory in use: %1").arg(locale.formattedDataSize(memory)));
    if (!m_library)
        return facts;
    facts.append(tr("%Ln website(s)", nullptr, m_library->websites().count()));
    facts.append(tr("%Ln step(s) in the history", nullptr, static_cast<int>(m_library->history()->steps().size())));
    facts.append(tr("%Ln change(s) on their way", nullptr, m_library->pendingOperations()));
    return facts;
}

QString DiagnosticsDialog::summary() const
{
    if (!m_frames)
        return tr("The window is not watched in this program.");
    if (m_frames->count() == 0)
        return tr("The window has always answered within a frame (16 ms).");
    //: %1 is a number of milliseconds
    return tr("The window took longer than a frame (16 ms) %Ln time(s), at most %1 ms.", nullptr,
        static_cast<int>(m_frames->count()))
        .arg(QLocale().toString(m_frames->worst(), 'f', 0));
}

void DiagnosticsDialog::refresh()
{
    m_facts->setText(facts().join(u'\n'));
    m_summary->setText(summary());
    m_stalls->setVisible(m_frames && m_frames->count() > 0);
    if (!m_frames || std::exchange(m_shown, m_frames->count()) == m_frames->count())
        return;
    const QList<FrameWatch::Stall> &stalls = m_frames->stalls();
    m_stalls->setRowCount(static_cast<int>(stalls.size()));
    int row = 0;
    for (auto it = stalls.crbegin(); it != stalls.crend(); ++it, ++row) {
        const QStringList texts{QLocale().toString(it->moment, QLocale::ShortFormat),
            QLocale().toString(it->milliseconds, 'f', 1), it->what};
        for (int column = 0; column < ColumnCount; ++column)
            m_stalls->setItem(row, column, new QTableWidgetItem(texts.at(column)));
    }
}

QString DiagnosticsDialog::report() const
{
    QStringList lines = facts();
    lines.append(summary());
    if (!m_frames)
        return lines.join(u'\n');
    for (const FrameWatch::Stall &stall : m_frames->stalls()) {
        lines.append(u"%1  %2 ms  %3"_s.arg(
            stall.moment.toString(Qt::ISODateWithMs), QString::number(stall.milliseconds, 'f', 1), stall.what));
    }
    return lines.join(u'\n');
}

} // namespace sitebook
