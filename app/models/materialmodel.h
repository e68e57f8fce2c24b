// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/models/itemmime.h"

#include <QAbstractListModel>

#include <vector>

namespace sitebook {

/// What the lists of linkable items have in common: an entry is a kind and an index into the library's columns, and a
/// new list is reached from the old one by inserts and removals, so that selections stay.
class MaterialModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        KindRole,
        /// The second line: e-mail address, start of the text, language.
        DetailRole,
        /// How many websites it is linked to.
        WebsiteCountRole,
        PictureRole,
    };

    explicit MaterialModel(Library *library, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction | Qt::LinkAction; }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::LinkAction; }

    /// The item at \a index; empty for an invalid one.
    MaterialRef material(const QModelIndex &index) const;
    QModelIndex indexOf(const MaterialRef &material) const;

protected:
    Library *library() const { return m_library; }
    static quint64 entry(AssociationKind kind, MaterialColumns::Index index)
    {
        return static_cast<quint64>(kind) << 32 | index;
    }
    static AssociationKind entryKind(quint64 entry) { return static_cast<AssociationKind>(entry >> 32); }
    static MaterialColumns::Index entryIndex(quint64 entry) { return static_cast<MaterialColumns::Index>(entry); }
    quint64 entryAt(const QModelIndex &index) const { return m_entries[static_cast<std::size_t>(index.row())]; }

    /// Whether the library does not have one of the entries any more.
    bool showsRemoved() const;
    /// Makes the model show \a entries.
    void setEntries(std::vector<quint64> entries);

private:
    Library *m_library;
    std::vector<quint64> m_entries;

    bool reachableByEdits(const std::vector<quint64> &wanted) const;
};

/// The name of \a kind for people, one of them (`Person`) or several (`People`).
QString materialKindName(AssociationKind kind);
QString materialKindNamePlural(AssociationKind kind);

} // namespace sitebook
