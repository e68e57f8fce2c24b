// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/importsteps.h"

#include <QFuture>
#include <QObject>
#include <QPointer>

#include <functional>

namespace sitebook {

class Library;

/// Reads a file and plans its import in a thread; the library is copied in slices, so that the window never waits.
class ImportJob : public QObject
{
    Q_OBJECT

public:
    explicit ImportJob(Library *library, QObject *parent = nullptr);
    /// Gives up what runs, without waiting for it.
    ~ImportJob() override;

    /// Reads the file \a path and plans its import; ends in planned() or failed(). What ran before is given up.
    void start(const QString &path, const ImportOptions &options);
    /// Plans again with other \a options, or because the library changed; ends in planned().
    void plan(const ImportOptions &options);
    /// Makes the changes of the last plan; ends in built(). Plans anew when the library changed since.
    void build(const ImportOptions &options, const QString &caption);
    /// Gives up what runs, without a signal.
    void cancel();

    /// The file that was read; null before the first planned().
    const std::shared_ptr<const ImportFile> &file() const { return m_file; }
    /// The last plan; null before the first planned().
    const std::shared_ptr<const ImportOutlook> &outlook() const { return m_outlook; }

signals:
    /// How much of the way to planned() is done, from 0 to 1.
    void progress(double part);
    void planned();
    /// The file gives nothing; \a why says it in words for people.
    void failed(const QString &why);
    /// What perform() of the library takes; the plan may be another one than that of planned().
    void built(const sitebook::OperationGroup &group);

private:
    using After = std::function<void()>;

    QPointer<Library> m_library;
    std::shared_ptr<const ImportFile> m_file;
    std::shared_ptr<const ImportOutlook> m_outlook;
    std::shared_ptr<LibrarySnapshot> m_growing;
    std::shared_ptr<const LibrarySnapshot> m_snapshot;
    std::shared_ptr<const QSet<QString>> m_addresses;
    /// Whether the library changed since the snapshot was begun.
    bool m_stale = true;
    quint32 m_copiedRows = 0;
    /// Counts what was begun, so that answers to what was given up are told from others.
    quint64 m_turn = 0;
    QList<QFuture<void>> m_running;

    template<class Result, class Step>
    void run(Step step, const std::function<void(std::shared_ptr<const Result>)> &then);
    void withSnapshot(const After &after);
    void copySlice(const After &after);
    void copyMaterials();
    void makePlan(const ImportOptions &options, const After &after);
};

} // namespace sitebook
