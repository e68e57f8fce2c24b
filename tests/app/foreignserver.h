// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"
#include "api/types/website.h"
#include "tests/support/fakeserver.h"

#include <QRegularExpression>

#include <map>

namespace sitebook {

/// Somebody else's server of the Website API, small and in memory: it gives identifiers of its own, takes only name and
/// address of a new website, and fails as it is told. It can also pass for a Sitebook.
class ForeignServer
{
public:
    /// A Sitebook keeps the identifiers and links of what it is to create, knows batches, and says who it is.
    enum class Nature { Foreign, Sitebook };

    explicit ForeignServer(Nature nature = Nature::Foreign);

    FakeServer http;
    std::map<QString, Website> websites;
    std::map<std::pair<AssociationKind, QString>, Material> materials;
    /// Whether it takes batches; only a Sitebook does, unless set.
    bool knowsBatches;

    /// Has no operation whose path matches \a pattern: answers \a status.
    void lack(const QString &pattern, int status = 404) { m_lacking.append({QRegularExpression(pattern), status}); }
    /// Has only what the first version of the API had: four kinds of items.
    void beAsOldAsTheSeed() { lack(QStringLiteral("^/(tags?|annotations?)(/|$)|/(tags|annotations)/")); }
    /// Whether lists have an ETag, and a 304 for who knows it already.
    bool knowsEntityTags = false;
    /// How many lists were answered with 304.
    int notModified = 0;

    /// Answers everything with 401 and \a words, until they are empty.
    void denyAll(const QByteArray &words) { m_denial = words; }
    /// Answers the next request for \a path with \a answer, and does not carry it out.
    void fail(const QByteArray &path, const FakeAnswer &answer) { m_faults[path].append({answer, false}); }
    /// Carries the next request for \a path out, and answers with \a answer instead.
    void failAfter(const QByteArray &path, const FakeAnswer &answer) { m_faults[path].append({answer, true}); }
    /// Carries the next request for \a path out, and closes the connection instead of answering.
    void loseAnswer(const QByteArray &path) { failAfter(path, FakeAnswer::closeAtOnce()); }

    /// Stands between the clients and the server, unless empty: see NetworkFaults::around().
    std::function<FakeAnswer(const FakeRequest &, const std::function<FakeAnswer()> &)> network;

    /// What its clock shows at the start, in microseconds since 1970; a second more with each change.
    qint64 clock = 1'700'000'000'000'000;

    /// As if somebody else had done it.
    Website addWebsite(const QString &name, const QString &url, const QString &id = {});
    Material addMaterial(AssociationKind kind, const QString &name, const QString &id = {});
    void link(const QString &website, AssociationKind kind, const QString &item);

    /// All websites with their links, sorted: `name url [links]`.
    QString text() const;

private:
    struct Fault
    {
        FakeAnswer answer;
        bool carriedOut;
    };

    Nature m_nature;
    QByteArray m_denial;
    QHash<QByteArray, QList<Fault>> m_faults;
    QList<std::pair<QRegularExpression, int>> m_lacking;
    int m_last = 0;

    FakeAnswer handle(const FakeRequest &request);
    FakeAnswer tagged(const FakeAnswer &answer, const FakeRequest &request);
    FakeAnswer carryOut(const FakeRequest &request);
    FakeAnswer runBatch(const QJsonObject &body);
    FakeAnswer list(std::optional<AssociationKind> kind) const;
    FakeAnswer website(const QString &id) const;
    FakeAnswer material(AssociationKind kind, const QString &id) const;
    FakeAnswer createWebsite(const QJsonObject &body);
    FakeAnswer createMaterial(AssociationKind kind, const QJsonObject &body);
    FakeAnswer update(std::optional<AssociationKind> kind, const QJsonObject &body);
    FakeAnswer remove(std::optional<AssociationKind> kind, const QString &id);
    FakeAnswer exists(const QJsonObject &body) const;
    FakeAnswer increment(const QString &id, const QJsonObject &body);
    FakeAnswer changeLink(const QString &website, AssociationKind kind, const QString &item, bool link);
    Timestamp tick() { return Timestamp::fromMicroseconds(clock + 1'000'000LL * ++m_last); }
    QString ownId() { return QStringLiteral("own-%1").arg(++m_last); }
};

} // namespace sitebook
