// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/serverprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int patience = 30'000;

} // namespace

bool ServerProcess::start(const QString &library)
{
    // The address sanitizer, where the server has it, keeps up to 256 MiB of freed memory and more for each thread,
    // which would pass for growth.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s,
        environment.value(u"ASAN_OPTIONS"_s) + u":quarantine_size_mb=1:thread_local_quarantine_size_kb=16"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebookd"_s, {u"--library"_s, library, u"--listen"_s, u"127.0.0.1:0"_s});
    QElapsedTimer timer;
    timer.start();
    while (!m_process.canReadLine()) {
        if (timer.elapsed() > patience || !m_process.waitForReadyRead(patience))
            return false;
    }
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    m_port = static_cast<quint16>(QUrl(line.section(u' ', -1)).port(0));
    return m_port > 0;
}

bool ServerProcess::isRunning()
{
    m_process.waitForFinished(0); // without an event loop nobody else notices
    return m_process.state() == QProcess::Running;
}

void ServerProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

bool ServerProcess::stop()
{
    m_process.terminate();
    return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit;
}

double ServerProcess::residentMebibytes() const
{
    QFile status(u"/proc/%1/status"_s.arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toDouble() / 1024;
}

} // namespace sitebook
