// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"

#include <QHash>

#include <optional>
#include <vector>

namespace sitebook {

/// All materials of one kind, and which websites each is linked to. An index stays the material's for as long as it is
/// there; a link to a material that was not read yet gets an index too, with only its identifier known.
class MaterialColumns
{
public:
    using Index = quint32;

    explicit MaterialColumns(AssociationKind kind);

    AssociationKind kind() const { return m_kind; }
    /// One more than the highest index in use.
    Index size() const { return static_cast<Index>(m_entries.size()); }
    /// How many materials were read and are there.
    int count() const { return m_count; }
    /// Whether the material was read and is there.
    bool isKnown(Index index) const { return m_entries[index].known; }
    /// Another number, never 0, whenever a name, or which materials are known, has changed.
    quint64 namesRevision() const { return m_namesRevision; }

    std::optional<Index> find(const QString &id) const;
    /// The index of \a id, made when there is none.
    Index findOrAdd(const QString &id);
    /// Takes the fields of \a material over; true when a field changed.
    bool set(Index index, const Material &material);
    /// Forgets the fields; the index stays for as long as websites are linked to it.
    void remove(Index index);
    /// Gives the material at \a index another identifier.
    void rename(Index index, const QString &id);

    const QString &id(Index index) const { return m_entries[index].id; }
    /// What people know it by; empty when not known.
    const QString &name(Index index) const { return m_entries[index].name; }
    /// The second line: an e-mail address, the start of a text, a language.
    const QString &detail(Index index) const { return m_entries[index].detail; }
    const QString &picture(Index index) const { return m_entries[index].picture; }
    const QString &type(Index index) const { return m_entries[index].type; }
    /// The folded name and detail, what searches look at.
    const QByteArray &foldedText(Index index) const { return m_entries[index].folded; }
    Timestamp updated(Index index) const { return m_entries[index].updated; }
    /// The rows of the websites that it is linked to, in no order.
    const std::vector<quint32> &websites(Index index) const { return m_entries[index].websites; }

    void addWebsite(Index index, quint32 website);
    void removeWebsite(Index index, quint32 website);
    void clear();

private:
    struct Entry
    {
        QString id;
        QString name;
        QString detail;
        QString picture;
        QString type;
        QByteArray folded;
        Timestamp updated;
        std::vector<quint32> websites;
        bool known = false;
    };

    AssociationKind m_kind;
    std::vector<Entry> m_entries;
    std::vector<Index> m_free;
    QHash<QString, Index> m_byId;
    int m_count = 0;
    quint64 m_namesRevision = 1;

    void freeIfUnused(Index index);
};

} // namespace sitebook
