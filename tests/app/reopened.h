// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>

namespace sitebook {

/// A library of a server that others made, which is closed and opened again with the same journal.
class Reopened
{
    QTemporaryDir m_folder; // goes last

public:
    explicit Reopened(ForeignServer::Nature nature = ForeignServer::Nature::Foreign)
        : server(nature)
    {
    }

    ForeignServer server;
    std::unique_ptr<RemoteLibrary> remote;

    QString path() const { return m_folder.filePath(QStringLiteral("server.changes")); }
    Library &library() { return remote->library; }
    void open()
    {
        remote.reset();
        remote = std::make_unique<RemoteLibrary>(server.http.base(), path());
        remote->client.setRetryPauses({});
        library().setRetryPauses(std::chrono::milliseconds(20), std::chrono::milliseconds(20));
    }
    /// Opens it, and waits until it and its journal are read.
    bool read()
    {
        open();
        return remote->load() && QTest::qWaitFor([this] { return remote->journalContents.has_value(); });
    }
    /// Opens it, and waits until it is read, the journal too, and everything that waited is sent.
    bool start() { return read() && remote->settled(); }
    bool undo()
    {
        library().history()->undo();
        return remote->settled();
    }
    bool redo()
    {
        library().history()->redo();
        return remote->settled();
    }
    Operation renaming(const QString &from, const QString &to) const
    {
        const Website before = remote->website(from);
        Website after = before;
        after.name = to;
        return Operation::update(before, after);
    }
    /// What the journal answers to \a question; nothing when it does not answer.
    template<class Answer> std::optional<Answer> ask(const std::function<Answer(JournalStore &)> &question)
    {
        std::optional<Answer> result;
        library().journal().ask<Answer>(question, &library(), [&result](const Answer &answer) { result = answer; });
        const bool answered = QTest::qWaitFor([&result] { return result.has_value(); });
        return answered ? result : std::nullopt;
    }
};

} // namespace sitebook
