// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <array>
#include <bitset>
#include <optional>
#include <vector>

namespace sitebook {

class ApiReply;
class Library;

/// Reads lists and single items into a Library. An answer that was asked for before a change of ours is not trusted to
/// know of it: what it says is asked for again when nothing is on its way.
class LibraryLoader : public QObject
{
    Q_OBJECT

public:
    explicit LibraryLoader(Library *library);

    /// Reads the websites and every kind of material that has a list.
    void loadAll();
    void loadWebsites();
    void loadMaterials(AssociationKind kind);
    void refreshWebsites(const QStringList &ids);
    void refreshMaterials(AssociationKind kind, const QStringList &ids);
    /// Reads what had to wait for our own changes.
    void catchUp();

private:
    Library *m_library;
    QPointer<ApiReply> m_websiteList;
    std::array<QPointer<ApiReply>, associationKindCount> m_materialLists;
    bool m_websitesStale = false;
    std::bitset<associationKindCount> m_materialsStale;
    int m_initial = 0;

    void finishWebsiteList(const ApiReply &reply, const std::vector<bool> &seen, quint64 generation);
    void finishMaterialList(
        AssociationKind kind, const ApiReply &reply, const std::vector<bool> &seen, quint64 generation);
    void finishInitial(const ApiReply &reply);
};

} // namespace sitebook
