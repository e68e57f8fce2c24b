// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowfixture.h"
#include "ui/diagnosticsdialog.h"
#include "ui/framewatch.h"

#include <QAction>
#include <QEventLoop>
#include <QLabel>
#include <QTableWidget>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// Keeps the event loop from coming round.
class Sleeper : public QObject
{
    Q_OBJECT

public:
    Sleeper() { setObjectName(u"sleeper"_s); }
    void sleepSoon() { startTimer(0); }
    bool slept = false;

protected:
    void timerEvent(QTimerEvent *event) override
    {
        killTimer(event->timerId());
        QThread::msleep(40);
        slept = true;
    }
};

/// Lets an event loop run as a menu does.
void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

class TestFrameWatch : public QObject
{
    Q_OBJECT

private slots:
    void namesWhatTookLong();
    void waitingIsNoStall();
    void diagnostics();
};

FrameWatch &frames()
{
    return qobject_cast<WatchedApplication *>(QCoreApplication::instance())->frames();
}

bool hasStallOf(const QString &name)
{
    return std::ranges::any_of(
        frames().stalls(), [&](const FrameWatch::Stall &stall) { return stall.what.contains(name); });
}

void TestFrameWatch::namesWhatTookLong()
{
    frames().reset();
    QCOMPARE(frames().count(), 0);
    Sleeper sleeper;
    sleeper.sleepSoon();
    spin(100ms);
    QVERIFY(sleeper.slept);
    QVERIFY(hasStallOf(u"Sleeper sleeper: Timer"_s));
    QVERIFY(frames().count() >= 1);
    QVERIFY(frames().worst() >= 40);
    for (const FrameWatch::Stall &stall : frames().stalls())
        QVERIFY(stall.milliseconds > FrameWatch::frame);
}

void TestFrameWatch::waitingIsNoStall()
{
    frames().reset();
    // As a menu does: the event ends long after others were delivered.
    QObject menu;
    menu.setObjectName(u"menu"_s);
    bool over = false;
    QTimer::singleShot(0, &menu, [&] {
        spin(60ms);
        over = true;
    });
    spin(100ms);
    QTRY_VERIFY(over);
    QVERIFY(!hasStallOf(u"menu"_s));
}

void TestFrameWatch::diagnostics()
{
    WindowFixture fixture;
    fixture.start();
    fixture.add(u"Secret"_s, u"https://secret.example/"_s);
    frames().reset();
    Sleeper sleeper;
    sleeper.sleepSoon();
    spin(100ms);
    QVERIFY(hasStallOf(u"Sleeper sleeper: Timer"_s));
    fixture.trigger("diagnosticsAction");
    auto *dialog = fixture.find<DiagnosticsDialog>("diagnosticsDialog");
    const QString shown = dialog->findChild<QLabel *>(u"factsLabel"_s)->text();
    QVERIFY2(shown.contains(u"1 website"_s) && shown.contains(QString::fromLatin1(qVersion())), qPrintable(shown));
    auto *table = dialog->findChild<QTableWidget *>(u"stallTable"_s);
    QVERIFY(!table->isHidden());
    const QString report = dialog->report();
    QVERIFY2(report.contains(u"Sleeper sleeper: Timer"_s), qPrintable(report));
    QVERIFY2(!report.contains(u"secret"_s, Qt::CaseInsensitive), qPrintable(report));
}

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    TestFrameWatch test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_framewatch.moc"
