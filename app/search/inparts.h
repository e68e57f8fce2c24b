// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtConcurrentRun>

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

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

/// What the threads of inParts() found, the first part first.
template<class Item> std::vector<Item> joined(std::vector<std::vector<Item>> parts)
{
    for (std::size_t part = 1; part < parts.size(); ++part)
        parts[0].insert(parts[0].end(), parts[part].begin(), parts[part].end());
    return std::move(parts[0]);
}

/// Those of the numbers below \a count for which \a is says so, which several threads ask, ascending.
template<class Is> std::vector<quint32> numbersThat(std::size_t count, const Is &is)
{
    std::vector<std::vector<quint32>> parts(searchThreads());
    inParts(0, count, parts.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
        for (std::size_t number = begin; number < end; ++number) {
            if (is(static_cast<quint32>(number)))
                parts[part].push_back(static_cast<quint32>(number));
        }
    });
    return joined(std::move(parts));
}

} // namespace sitebook
