// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importjob.h"

#include "app/library/library.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>

namespace sitebook {

namespace {

/// So many rows are copied in a millisecond or two.
constexpr quint32 rowsAtOnce = 10'000;
constexpr int fineness = 1000;

} // namespace

ImportJob::ImportJob(Library *library, QObject *parent)
    : QObject(parent)
    , m_library(library)
{
    const auto changed = [this] { m_stale = true; };
    connect(library, &Library::websitesAdded, this, changed);
    connect(library, &Library::websitesChanged, this, changed);
    connect(library, &Library::websitesRemoved, this, changed);
    connect(library, &Library::materialsChanged, this, changed);
}

ImportJob::~ImportJob()
{
    cancel();
}

/// Runs \a step, which takes a GoOn, in a thread and hands its result to \a then, unless it was given up meanwhile.
template<class Result, class Step>
void ImportJob::run(Step step, const std::function<void(std::shared_ptr<const Result>)> &then)
{
    using Pointer = std::shared_ptr<const Result>;
    auto *watcher = new QFutureWatcher<Pointer>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, turn = m_turn](int value) {
        if (turn == m_turn)
            emit progress(double(value) / fineness);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then, turn = m_turn] {
        watcher->deleteLater();
        if (turn == m_turn && watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    const QFuture<Pointer> future = QtConcurrent::run([step = std::move(step)](QPromise<Pointer> &promise) {
        promise.setProgressRange(0, fineness);
        Pointer result = std::make_shared<const Result>(step([&promise](double part) {
            promise.setProgressValue(static_cast<int>(part * fineness));
            return !promise.isCanceled();
        }));
        promise.addResult(std::move(result));
    });
    m_running.removeIf([](const QFuture<void> &other) { return other.isFinished(); });
    m_running.append(QFuture<void>(future));
    watcher->setFuture(future);
}

void ImportJob::cancel()
{
    ++m_turn;
    for (QFuture<void> &future : m_running)
        future.cancel();
    m_running.clear();
    // Half a copy is none.
    m_stale |= m_growing != nullptr;
    m_growing.reset();
}

void ImportJob::start(const QString &path, const ImportOptions &options)
{
    cancel();
    m_file.reset();
    m_outlook.reset();
    run<ImportFile>([path](const GoOn &goOn) { return readImportFile(path, goOn); },
        [this, options](const std::shared_ptr<const ImportFile> &file) {
            if (!file->error.isEmpty()) {
                emit failed(file->error);
                return;
            }
            m_file = file;
            plan(options);
        });
}

void ImportJob::plan(const ImportOptions &options)
{
    cancel();
    if (m_file)
        withSnapshot([this, options] { makePlan(options, [this] { emit planned(); }); });
}

void ImportJob::build(const ImportOptions &options, const QString &caption)
{
    cancel();
    const auto finish = [this, options, caption] {
        run<OperationGroup>([options, caption, outlook = m_outlook, snapshot = m_snapshot](
                                const GoOn &) { return importGroup(outlook->plan, *snapshot, options, caption); },
            [this](const std::shared_ptr<const OperationGroup> &group) { emit built(*group); });
    };
    if (!m_file)
        return;
    if (m_stale || !m_outlook)
        withSnapshot([this, options, finish] { makePlan(options, finish); });
    else
        finish();
}

void ImportJob::makePlan(const ImportOptions &options, const After &after)
{
    if (!m_addresses) {
        run<QSet<QString>>([snapshot = m_snapshot](const GoOn &goOn) { return canonicalAddresses(*snapshot, goOn); },
            [this, options, after](const std::shared_ptr<const QSet<QString>> &addresses) {
                m_addresses = addresses;
                makePlan(options, after);
            });
        return;
    }
    run<ImportOutlook>([options, file = m_file, snapshot = m_snapshot, addresses = m_addresses](
                           const GoOn &) { return planImportOf(*file, *snapshot, *addresses, options); },
        [this, after](const std::shared_ptr<const ImportOutlook> &outlook) {
            m_outlook = outlook;
            after();
        });
}

// --- the copy of the library -----------------------------------------------------------------------------------------

void ImportJob::withSnapshot(const After &after)
{
    if (!m_stale) {
        after();
        return;
    }
    m_stale = false;
    m_addresses.reset();
    m_growing = std::make_shared<LibrarySnapshot>();
    m_copiedRows = 0;
    copySlice(after);
}

void ImportJob::copySlice(const After &after)
{
    if (!m_library)
        return;
    const WebsiteColumns &websites = m_library->websites();
    const quint32 end = std::min(websites.size(), m_copiedRows + rowsAtOnce);
    for (; m_copiedRows < end; ++m_copiedRows) {
        if (websites.isLive(m_copiedRows)) {
            m_growing->addresses.append(websites.urlUtf8(m_copiedRows));
            m_growing->websiteIds.append(websites.idUtf8(m_copiedRows));
        }
    }
    if (m_copiedRows < websites.size()) {
        QTimer::singleShot(0, this, [this, after, turn = m_turn] {
            if (turn == m_turn)
                copySlice(after);
        });
        return;
    }
    copyMaterials();
    m_snapshot = std::exchange(m_growing, nullptr);
    after();
}

void ImportJob::copyMaterials()
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const MaterialColumns &materials = m_library->materials(traits.kind);
        for (MaterialColumns::Index index = 0; index < materials.size(); ++index) {
            if (!materials.isKnown(index))
                continue;
            m_growing->materialIds.append(materials.id(index));
            if (traits.kind == AssociationKind::Tag)
                m_growing->tags.insert(
                    materials.name(index).toCaseFolded(), {materials.id(index), materials.name(index)});
        }
    }
}

} // namespace sitebook
