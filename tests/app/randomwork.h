// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"

#include <QRandomGenerator>

namespace sitebook {

/// What a person might do, at random. What it does depends on the seed and on what the library shows, by names, so that
/// two libraries that show the same are changed in the same way, whatever identifiers their servers give.
class RandomWork
{
public:
    /// Names that it makes begin with \a prefix.
    explicit RandomWork(quint32 seed, const QString &prefix = {})
        : m_random(seed)
        , m_prefix(prefix)
    {
    }

    /// Whether it undoes and redoes as well; unless set, it does.
    void setUsesHistory(bool uses) { m_usesHistory = uses; }
    /// The websites that it deleted at some time.
    const QSet<QString> &removed() const { return m_removed; }
    /// Changes something, or undoes or redoes a change; gives what, for a person.
    QString step(Library &library);

private:
    QRandomGenerator m_random;
    QString m_prefix;
    bool m_usesHistory = true;
    int m_last = 0;
    QSet<QString> m_removed;

    QString newName() { return QStringLiteral("%1%2").arg(m_prefix).arg(++m_last); }
    std::optional<Library::Row> anyWebsite(const Library &library);
    QList<Library::Row> someWebsites(const Library &library);
    std::optional<MaterialRef> anyMaterial(const Library &library);
    QString perform(Library &library, const QString &caption, const QList<Operation> &operations);
    QString createWebsite(Library &library);
    QString createMaterial(Library &library);
    QString change(Library &library);
    QString changeLinks(Library &library, bool link);
    QString removeSome(Library &library);
};

/// Everything that \a library shows of its websites and materials, in JSON with identifiers, sorted; without what the
/// server's clock says of their changes.
QByteArray stateOf(const Library &library);

} // namespace sitebook
