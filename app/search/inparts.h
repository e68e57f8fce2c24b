// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtConcurrentRun>

#include <algorithm>
#include <thread>

namespace sitebook {

/// More threads than this do not help: they all wait for the same memory.
inline constexpr std::size_t mostSearchThreads = 4;

/// How many threads a search is for on this machine.
inline std::size_t searchThreads()
{
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, mostSearchThreads);
}

/// Calls \a work with the number, the begin and the end of each of at most \a most parts of \a begin to \a end at once,
/// the first of them in this thread; ends when all have.
template<class Work> void inParts(std::size_t begin, std::size_t end, std::size_t most, const Work &work)
{
    constexpr std::size_t worthAThread = 2048; // fewer rows are not worth waking one
    const std::size_t parts = std::clamp<std::size_t>((end - begin) / worthAThread, 1, most);
    const auto start = [&](std::size_t part) { return begin + (end - begin) * part / parts; };
    QList<QFuture<void>> others;
    for (std::size_t part = 1; part < parts; ++part)
        others.append(QtConcurrent::run([&, part] { work(part, start(part), start(part + 1)); }));
    work(0, begin, start(1));
    for (QFuture<void> &other : others)
        other.waitForFinished();
}

} // namespace sitebook
