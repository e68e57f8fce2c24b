// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalproblem.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace sitebook {

class JournalStore;

/// Writes to a JournalStore, on the thread it lives in, in the order in which it is asked. What cannot be written for
/// now, as on a full disk, is held with all that comes after it and tried again, so that the file is at any time what
/// was done up to some moment.
class JournalWriter : public QObject
{
    Q_OBJECT

public:
    using Write = std::function<JournalProblem(JournalStore &store)>;
    /// Called when the write is on the disk, or, with words, when it never will be.
    using Done = std::function<void(const QString &problem)>;

    JournalWriter();
    ~JournalWriter() override;

    /// Opens the journal at \a path, see JournalStore; once, before anything else.
    void open(const QString &path);
    JournalStore &store() { return *m_store; }
    void write(const Write &write, const Done &done);
    /// Tries once more what is held, and closes the journal.
    void close();

signals:
    /// Writes go wrong from now on, or, without words, well again.
    void outcome(const sitebook::JournalProblem &problem);

private:
    struct Held
    {
        Write write;
        Done done;
    };

    std::unique_ptr<JournalStore> m_store;
    std::deque<Held> m_held;
    QTimer *m_retry;
    bool m_failing = false;
    std::chrono::milliseconds m_pause{0};

    void writeHeld();
};

} // namespace sitebook
