// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/linkchecker.h"
#include "app/library/library.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

namespace sitebook {

/// How many websites a check is about, and what it found so far.
struct LinkTally
{
    int total = 0;
    int fine = 0;
    int moved = 0;
    int broken = 0;
    /// Could not be told, or are not checked, as only http and https are.
    int unknown = 0;
    int notChecked = 0;

    int done() const { return fine + moved + broken + unknown + notChecked; }
    bool operator==(const LinkTally &) const = default;
};

/// Checks the addresses of websites of a library, each address once, and has the library take over what is found, a
/// little at a time.
class LinkCheckJob : public QObject
{
    Q_OBJECT

public:
    explicit LinkCheckJob(Library *library, QObject *parent = nullptr);
    /// Keeps what was found so far.
    ~LinkCheckJob() override;

    /// Checks the websites at \a rows; ends in finished(). Nothing while isRunning().
    void start(std::vector<Library::Row> rows);
    /// Stops at once, and keeps what was found so far.
    void cancel();
    bool isRunning() const { return m_isRunning; }
    const LinkTally &tally() const { return m_tally; }
    /// What asks the servers, to set its pauses and limits.
    LinkChecker &checker() { return *m_checker; }

signals:
    /// The tally is another.
    void progressed();
    void finished(sitebook::LinkChecker::End end);

private:
    struct Asked
    {
        QString website;
        QString url;
    };

    Library *m_library;
    LinkChecker *m_checker;
    /// What is still to be collected, the last first.
    std::vector<Library::Row> m_rows;
    QHash<QUrl, QList<Asked>> m_asked;
    QList<LinkCheck> m_found;
    QTimer m_collectTimer{this};
    QTimer m_recordTimer{this};
    LinkTally m_tally;
    bool m_isRunning = false;

    void collect();
    void onChecked(const QUrl &url, const LinkFinding &finding);
    void count(LinkState state);
    void record();
    void finish(LinkChecker::End end);
};

/// The address that a website at \a url has when that moved to \a target: with the place in the page, and at the same
/// host with the user, which no server was told.
QString movedAddress(const QString &url, const QString &target);

} // namespace sitebook
