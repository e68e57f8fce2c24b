// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/library/materialref.h"

#include <optional>

namespace sitebook {

/// The website of \a library, other than \a except, whose address is the same as \a url by canonicalUrl(); nothing when
/// there is none.
std::optional<Library::Row> findByAddress(const Library &library, const QString &url, const QString &except = {});

/// What people know the item \a id by: its name, or what stands for it. No kind: a website.
QString itemCaption(const Library &library, std::optional<AssociationKind> kind, const QString &id);

/// A new website at \a url, named \a name or, without one, after its address.
Website newWebsite(const QString &url, const QString &name = {});

/// Adds \a websites in one step.
OperationGroup addGroup(const QList<Website> &websites);
/// Links each of \a websites to each of \a materials; what is linked already is left out.
OperationGroup linkGroup(const Library &library, const QStringList &websites, const QList<MaterialRef> &materials);
/// Takes the links between \a websites and \a materials away, where there are any.
OperationGroup unlinkGroup(const Library &library, const QStringList &websites, const QList<MaterialRef> &materials);
/// Creates \a materials and links each to each of \a websites, in one step.
OperationGroup createGroup(const Library &library, const QList<Material> &materials, const QStringList &websites);
/// Changes \a before to \a after.
OperationGroup editGroup(const Website &before, const Website &after);
OperationGroup editGroup(const Material &before, const Material &after);
/// Creates everything: tags and other items first, then the websites with their links, then the notes on them.
OperationGroup contentGroup(const QString &caption, const QList<Website> &websites, const QList<Material> &materials);

} // namespace sitebook
