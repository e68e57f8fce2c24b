// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/libraryreader.h"

#include "api/server/service.h"
#include "api/store/database.h"

using namespace std::chrono_literals;

namespace sitebook {

LibraryReader::LibraryReader(const QString &path, int threads)
    : m_path(path)
    , m_limit(static_cast<std::size_t>(threads))
{
}

LibraryReader::~LibraryReader()
{
    stop();
}

void LibraryReader::stop()
{
    m_queue.close();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void LibraryReader::submit(Task task)
{
    const int free = m_queue.push(std::move(task));
    if (free < 0 && m_threads.size() < m_limit)
        m_threads.emplace_back([this] { run(); });
}

void LibraryReader::run()
{
    // Kept for the next request; after a moment in which there was none the memory is given back, and then all of it.
    std::unique_ptr<Database> database;
    std::unique_ptr<Service> service;
    bool isAtRest = false;
    while (!m_queue.isClosed()) {
        std::vector<Task> tasks = m_queue.take(1, isAtRest ? 10s : 1s);
        if (tasks.empty()) {
            if (isAtRest) {
                service.reset();
                database.reset();
            } else if (database) {
                database->releaseMemory();
            }
            isAtRest = true;
            continue;
        }
        isAtRest = false;
        const Task &task = tasks.front();
        if (!database) {
            auto opened = Database::openReader(m_path);
            if (!opened.ok()) {
                task.done(Response::failure(opened.error()));
                continue;
            }
            database = std::move(opened).value();
            service = std::make_unique<Service>(*database);
        }
        task.done(service->read(task.request, task.sink));
    }
}

} // namespace sitebook
