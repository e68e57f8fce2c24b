// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/mirrornote.h"

#include <QJsonObject>
#include <QSet>

#include <array>
#include <memory>

namespace sitebook {

class Database;

/// What a library file says about being a copy, and what it holds.
struct MirrorState
{
    /// Whether it is a copy of a server's library at all.
    bool isMirror = false;
    MirrorNote note{};
    LibraryCounts counts{};
};

/// Looks at the library file \a path, which may be in use. Waits for the disk.
Result<MirrorState> readMirrorState(const QString &path);

/// The library file that is a copy of a server's library, while one update is written to it. What the server has is
/// taken over at once; what it has no longer is only noted, until somebody carries it out. Everything waits for the
/// disk and belongs to one thread.
class MirrorFile
{
public:
    /// Opens the copy at \a path of the library at \a server, or makes it. One that was opened as a library since, and
    /// may have been changed, is backed up first.
    static Result<std::unique_ptr<MirrorFile>> open(const QString &path, const QUrl &server);
    ~MirrorFile();
    Q_DISABLE_COPY_MOVE(MirrorFile)

    Database &database() { return *m_database; }
    const MirrorNote &note() const { return m_note; }
    Result<LibraryCounts> counts();

    /// Forgets what was noted of the list of \a kind, or of the websites, which is about to be read.
    void begin(std::optional<AssociationKind> kind);
    /// Whether the copy has the asset that a list says \a light of as it was changed last.
    bool hasAsset(const QJsonObject &light);
    /// Takes whole \a items of the list over, each with its links at once.
    StoreError take(std::optional<AssociationKind> kind, const QList<QJsonObject> &items);
    /// The list has the item \a id, which was not read.
    void see(std::optional<AssociationKind> kind, const QString &id);
    /// Notes that \a item could not be read; the copy keeps what it has of it.
    void noteUnread(const UnreadItem &item);
    /// The list that was begun was not read to its end: nothing goes for what it said.
    void giveUp();
    /// The list was read to its end; \a tag is its state, and \a unreadable of its items nobody knows which they are,
    /// so that none counts as gone.
    StoreError end(std::optional<AssociationKind> kind, const QByteArray &tag, qsizetype unreadable);

    /// What would go now, of what the copy held when it was opened. With \a permitted, without those that these names
    /// (see names()) stand for.
    MirrorRemovals removals(const QSet<QString> &permitted = {}) const;
    /// One name for everything that would go.
    QSet<QString> names() const;
    /// Takes out what would go; \a all lists were read for that.
    StoreError carryOut(bool all);
    /// Leaves what would go in the copy, and has the lists read again the next time.
    void holdBack();
    /// Writes the note; with \a complete everything that the server has was read.
    StoreError writeNote(bool complete);

private:
    struct GoneItem
    {
        std::optional<AssociationKind> kind;
        QString id;
    };
    struct GoneLink
    {
        QString website;
        AssociationKind kind;
        QString id;
    };

    MirrorFile(std::unique_ptr<Database> database, const MirrorNote &note, const LibraryCounts &before);

    StoreError takeWebsite(const QJsonObject &item);
    StoreError takeMaterial(AssociationKind kind, const QJsonObject &item);
    StoreError setLinks(const QString &website, AssociationKind kind, QStringList wanted, const QStringList &now);
    bool websitesTell(AssociationKind kind) const;

    std::unique_ptr<Database> m_database;
    MirrorNote m_note;
    LibraryCounts m_before;
    std::array<QSet<QString>, listCount> m_seen;
    /// How many items of each list have no identifier.
    std::array<qsizetype, listCount> m_nameless{};
    /// How many items of each list the copy holds at its end.
    std::array<qint64, listCount> m_there{};
    /// How many links were to go before the list that is being read.
    qsizetype m_linksBefore = 0;
    QList<GoneItem> m_goneItems;
    QList<GoneLink> m_goneLinks;
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::MirrorState)
