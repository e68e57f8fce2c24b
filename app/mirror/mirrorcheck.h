// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/store/records.h"
#include "app/mirror/mirrornote.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <memory>

namespace sitebook {

class ApiClient;
class Database;
class KindReader;

/// One item in which a copy and its server do not agree.
struct MirrorDifference
{
    enum class Where : quint8 { OnlyInCopy, OnlyAtServer, Both };

    /// A link that only one of them has.
    struct LinkEnd
    {
        /// No kind: a website.
        std::optional<AssociationKind> kind;
        QString id;
        /// What the copy calls the item; its identifier when it does not know it.
        QString name;
        bool onlyInCopy = false;

        bool operator==(const LinkEnd &) const = default;
    };

    Where where = Where::Both;
    /// No kind: a website.
    std::optional<AssociationKind> kind{};
    QString id{};
    QString name{};
    /// The keys whose values differ.
    QStringList fields{};
    QList<LinkEnd> links{};
};

/// What comparing a copy with its server found.
struct CheckOutcome
{
    LibraryCounts inCopy{};
    LibraryCounts atServer{};
    /// Not more than mostDifferences of them; see differing.
    QList<MirrorDifference> differences{};
    /// How many items differ.
    qint64 differing = 0;
    /// What the server has and could not be read.
    QList<UnreadItem> unread{};
    /// Why it came to no end; empty when it did.
    QString problem{};

    static constexpr qsizetype mostDifferences = 5000;
};

/// Compares a copy with its server: reads everything there is, and changes nothing on either side.
class MirrorCheck : public QObject
{
    Q_OBJECT

public:
    /// \a client has to outlive it.
    MirrorCheck(ApiClient &client, const QString &path, QObject *parent = nullptr);
    ~MirrorCheck() override;

    /// Begins; ends with finished().
    void start();

signals:
    void progress(qint64 done, qint64 total);
    void finished(const sitebook::CheckOutcome &outcome);

private:
    ApiClient &m_client;
    QString m_path;
    CheckOutcome m_outcome;
    MirrorNote m_note;
    std::unique_ptr<Database> m_database;
    QList<std::size_t> m_waiting = listsInOrder();
    QPointer<KindReader> m_reader;
    QSet<QString> m_seen;

    void readNext();
    void endList(std::size_t slot, const ApiError &error);
    void compare(std::optional<AssociationKind> kind, const QJsonObject &item);
    void compareWebsite(const QJsonObject &item);
    void compareMaterial(AssociationKind kind, const QJsonObject &item);
    void compareLinks(MirrorDifference &difference, const QJsonObject &item, qint64 key);
    void compareEnds(MirrorDifference &difference, std::optional<AssociationKind> kind, const QStringList &here,
        const QStringList &there);
    bool websitesTell(AssociationKind kind, const QJsonObject &item = {}) const;
    bool isFault(const StoreError &error);
    StoreError addOnlyInCopy(std::optional<AssociationKind> kind);
    void add(const MirrorDifference &difference);
    void addUnread(const UnreadItem &item);
    QString nameOf(std::optional<AssociationKind> kind, const QString &id);
    void finish(const QString &problem = {});
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::CheckOutcome)
