// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"
#include "app/library/idtable.h"
#include "app/library/textarena.h"

#include <array>
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
    Q_DISABLE_COPY(MaterialColumns)

    AssociationKind kind() const { return m_kind; }
    /// One more than the highest index in use.
    Index size() const { return static_cast<Index>(m_entries.size()); }
    /// How many materials were read and are there.
    int count() const { return m_count; }
    /// Whether the material was read and is there.
    bool isKnown(Index index) const { return m_entries[index].isKnown; }
    /// Another number, never 0, whenever a name, or which materials are known, has changed.
    quint64 namesRevision() const { return m_namesRevision; }

    std::optional<Index> find(const QString &id) const { return m_ids.find(id.toUtf8()); }
    /// The index of \a id, made when there is none.
    Index findOrAdd(const QString &id);
    /// Takes the fields of \a material over; true when a field changed.
    bool set(Index index, const Material &material);
    /// Forgets the fields; the index stays for as long as websites are linked to it.
    void remove(Index index);
    /// Gives the material at \a index another identifier.
    void rename(Index index, const QString &id);

    QString id(Index index) const { return m_entries[index].isUsed ? QString::fromUtf8(m_ids.id(index)) : QString(); }
    /// As id(), in UTF-8; nothing has to be put into another encoding for it.
    QByteArray utf8Id(Index index) const { return m_entries[index].isUsed ? m_ids.id(index) : QByteArray(); }
    /// What people know it by; empty when not known.
    QString name(Index index) const { return QString::fromUtf8(text(index, Name)); }
    /// As name(), in UTF-8; to be read before anything changes.
    QByteArrayView utf8Name(Index index) const { return text(index, Name); }
    /// The second line: an e-mail address, the start of a text, a language.
    QString detail(Index index) const { return QString::fromUtf8(text(index, Detail)); }
    QString picture(Index index) const { return QString::fromUtf8(text(index, Picture)); }
    QString type(Index index) const { return QString::fromUtf8(text(index, Type)); }
    /// The folded name and detail (UTF-8), what searches look at.
    QByteArrayView foldedText(Index index) const { return m_texts.view(m_entries[index].folded); }
    Timestamp updated(Index index) const { return m_entries[index].updated; }
    /// The rows of the websites that it is linked to, in no order.
    const std::vector<quint32> &websites(Index index) const { return m_entries[index].websites; }

    void addWebsite(Index index, quint32 website);
    void removeWebsite(Index index, quint32 website);
    void clear();

private:
    /// The texts of a material, in the order in which they are kept.
    enum Part : std::size_t { Name, Detail, Picture, Type };
    using Parts = std::array<QByteArray, Type + 1>;

    struct Entry
    {
        /// The length of each of the Parts but the last, and then all of them without anything between.
        TextArena::Place texts = 0;
        TextArena::Place folded = 0;
        Timestamp updated;
        std::vector<quint32> websites;
        bool isKnown = false;
        /// Whether it has an identifier: it is known, or a website is linked to it.
        bool isUsed = false;
    };

    AssociationKind m_kind;
    IdTable m_ids;
    TextArena m_texts;
    std::vector<Entry> m_entries;
    std::vector<Index> m_free;
    int m_count = 0;
    quint64 m_namesRevision = 1;

    QByteArrayView text(Index index, Part part) const;
    void setTexts(Entry &entry, const Parts &parts);
    void compactIfWanted();
    void freeIfUnused(Index index);
};

} // namespace sitebook
