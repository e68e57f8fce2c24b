// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/programstore.h"
#include "api/store/recovery.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <atomic>
#include <memory>

class QNetworkAccessManager;
class QThread;

namespace sitebook {

class ApiClient;
class Library;
class LibraryBackups;
class LocalServer;
class Mirror;
class StandIn;
class Synchronizer;

/// One library that is open: a file behind a server of our own, or somebody else's server. Both are spoken to by HTTP.
class LibrarySession : public QObject
{
    Q_OBJECT

public:
    /// The library file \a path; it is made when it does not exist.
    static LibrarySession *forFile(const QString &path, QObject *parent = nullptr);
    /// The library file \a path, in whose place \a backup is put when it opens; when that fails, it opens as it was.
    static LibrarySession *forBackup(const QString &path, const QString &backup, QObject *parent = nullptr);
    /// The library file \a path, of which what can be read is recovered before it opens, although it could be opened as
    /// it is.
    static LibrarySession *forRecovery(const QString &path, QObject *parent = nullptr);
    /// The library of the server at \a url.
    static LibrarySession *forServer(const QUrl &url, QObject *parent = nullptr);
    ~LibrarySession() override;

    /// Begins to open it; ends with opened() or failed(). Of a damaged file what can be read is recovered first.
    void open();
    /// Reads the library again after that failed.
    void reload();
    /// A person looks at it now: what others changed is to show soon.
    void wake();

    /// The library; null until opened().
    Library *library() const { return m_library; }
    /// The file of the library; empty for a server's.
    const QString &filePath() const { return m_filePath; }
    /// Where its server is; empty until opened() for a file.
    const QUrl &serverUrl() const { return m_serverUrl; }
    /// The programs that introduced themselves to the server of this file, see LocalServer::programs(); none for a
    /// server of somebody else.
    QList<Program> programs() const;
    /// Decides what the program \a id may do from now on.
    void setPermission(const QString &id, Program::Permission permission);
    /// Forgets the program \a id, which has to be allowed anew when it comes again.
    void forgetProgram(const QString &id);
    /// What lets the server of this file stand in for Pieces OS; null for a server of somebody else, and before
    /// opened().
    StandIn *standIn() const { return m_standIn; }
    /// Makes the backups of this file; null for a server of somebody else, and before opened().
    LibraryBackups *backups() const { return m_backups; }
    /// Keeps the safety copy of a server's library; null for a file, and before opened().
    Mirror *mirror() const { return m_mirror; }
    /// What people call it: the name of its file, or the address of its server.
    QString title() const;

signals:
    /// The library is there and begins to load.
    void opened();
    /// It cannot be opened; \a message tells a person why and what to do.
    void failed(const QString &message);
    /// programs() changed.
    void programsChanged();
    /// The backup of forBackup() is not in its place; \a words say why.
    void notRestored(const QString &words);
    /// The library is damaged, and what can be read of it is being recovered; told again and again, in percent.
    void recovering(int percent);
    /// The library was damaged, and is a new one; opened() or failed() follows.
    void recovered(const sitebook::LibraryRecovery &recovery);

private:
    LibrarySession(const QString &path, const QUrl &url, QObject *parent);

    QString m_filePath;
    QUrl m_serverUrl;
    std::unique_ptr<LocalServer> m_server;
    QNetworkAccessManager *m_network;
    StandIn *m_standIn = nullptr;
    LibraryBackups *m_backups = nullptr;
    /// What is to be put in the place of the file before it is opened.
    QString m_backup;
    /// Restores or recovers, one after the other.
    QThread *m_mending = nullptr;
    std::atomic<bool> m_isEnding = false;
    bool m_recoverFirst = false;
    bool m_isRecovered = false;
    /// By which our own requests need no approval.
    QString m_secret;
    ApiClient *m_client = nullptr;
    Library *m_library = nullptr;
    Synchronizer *m_synchronizer = nullptr;
    Mirror *m_mirror = nullptr;
    /// Ends the waiting for the answer to our introduction.
    QTimer m_patience;
    /// Until a server is asked again that cannot be reached, or wants its user to sign in, or to allow this program.
    QTimer m_nextLook;
    bool m_introduced = false;

    QString journalPath() const;
    void restoreThenOpen();
    void openFile();
    void onServerFailed(const QString &message);
    void recoverThenOpen();
    void mend(const std::function<std::function<void()>()> &work);
    void introduce();
    void onStateChanged();
    void connectTo(const QUrl &url);
};

/// Where what belongs to the server at \a url is kept: a file in the platform's data folder, which is made when
/// missing, whose name ends with \a suffix (`.changes` its journal, `.sitebook` its safety copy).
QString serverFilePath(const QUrl &url, const QString &suffix);
/// Where the person's own library is: `library.sitebook` in the platform's data folder, which is made when missing.
QString ownLibraryPath();

} // namespace sitebook
