// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "api/server/localserver.h"
#include "app/daemon/commandline.h"
#include "app/daemon/contentfetch.h"
#include "app/exchange/importplan.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <memory>
#include <optional>

namespace sitebook {

/// The commands import and export: one file into one library, or out of it, through a server of this process.
class Transfer : public QObject
{
    Q_OBJECT

public:
    explicit Transfer(const CommandLine &command, QObject *parent = nullptr);
    ~Transfer() override;

    /// Begins; ends in succeeded() or failed(). A file that cannot be read leaves the library alone.
    void start();

signals:
    /// \a report tells a person what was done, in one or more lines.
    void succeeded(const QString &report);
    /// \a message tells a person why not.
    void failed(const QString &message);

private:
    /// Reads the file to import; what is wrong with it, or nothing.
    QString readFile();
    void onListening(const QUrl &url);
    void onFetched();
    void importInto(const LibraryContent &there);
    ImportPlan planFor(const LibraryContent &there) const;
    void exportFrom(const LibraryContent &there);

    CommandLine m_command;
    /// What is to be imported: one of the two.
    std::optional<BookmarkFile> m_bookmarks;
    std::optional<LibraryContent> m_content;
    LocalServer m_server;
    QNetworkAccessManager m_network;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ContentFetch> m_fetch;
};

} // namespace sitebook
