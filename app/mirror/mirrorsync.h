// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "app/mirror/mirrornote.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <memory>

namespace sitebook {

class ApiClient;
class KindReader;
class MirrorFile;

/// How an update of a copy went.
struct SyncOutcome
{
    /// The lists that were read to their end.
    ListSet read{};
    /// Why some were not: what the server said first.
    ApiError serverError{};
    /// Why the copy could not be written; empty when it could.
    QString problem{};
    /// What would have gone and was kept until somebody says so; see names.
    MirrorRemovals kept{};
    QSet<QString> names{};
    /// What the copy says about itself, and what it holds.
    MirrorNote note{};
    LibraryCounts counts{};
};

/// One update of a copy from its server: list after list is read and written over what the copy has; at the end goes
/// what the server has no longer, unless that is a lot.
class MirrorSync : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString path{};
        /// The lists to read: all that were not read since they may have changed, so that the copy is complete then.
        ListSet lists{};
        /// Reads everything again, also what seems not to have changed.
        bool deep = false;
        /// What a person allowed to go.
        QSet<QString> permitted{};
    };

    /// \a client has to outlive it.
    MirrorSync(ApiClient &client, const Options &options, QObject *parent = nullptr);
    ~MirrorSync() override;

    /// Begins; ends with finished().
    void start();
    /// Asks the server for nothing more until it is told to go on.
    void setPaused(bool paused);

signals:
    /// So many items of the list were read.
    void progress(const QString &list, qsizetype items);
    void finished(const sitebook::SyncOutcome &outcome);

private:
    ApiClient &m_client;
    Options m_options;
    SyncOutcome m_outcome;
    std::unique_ptr<MirrorFile> m_file;
    QList<std::size_t> m_waiting;
    QPointer<KindReader> m_reader;
    qsizetype m_items = 0;
    bool m_paused = false;

    void readNext();
    void read(std::size_t slot);
    void endList(std::size_t slot, const ApiError &error);
    void conclude();
    StoreError remove();
    bool failed(const StoreError &error);
    void finish();
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::SyncOutcome)
