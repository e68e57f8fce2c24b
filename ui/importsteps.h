// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/importplan.h"
#include "app/library/operation.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace sitebook {

/// Texts of a library, copied one behind the other, so that copying many costs little.
class TextColumn
{
public:
    void append(QByteArrayView text);
    qsizetype size() const { return static_cast<qsizetype>(m_ends.size()); }
    QString at(qsizetype index) const;

private:
    QByteArray m_texts;
    std::vector<qsizetype> m_ends;
};

/// What of a library decides about an import, copied for a thread to read.
struct LibrarySnapshot
{
    struct Tag
    {
        QString id;
        QString text;
    };

    TextColumn addresses;
    TextColumn websiteIds;
    QStringList materialIds;
    /// By their text with its case folded.
    QHash<QString, Tag> tags;
};

/// What a file to import holds.
struct ImportFile
{
    /// The name of the file, without its folder.
    QString name;
    bool isLibrary = false;
    /// Whether any bookmark lies in a folder.
    bool hasFolders = false;
    BookmarkFile bookmarks;
    LibraryContent library;
    /// Why nothing can be read from it, in words for people; empty when it can.
    QString error;
};

/// What a person chooses for an import.
struct ImportOptions
{
    bool foldersAsTags = true;
    /// A tag that everything new gets; may be empty.
    QString tag;
};

/// What an import is going to do.
struct ImportOutlook
{
    ImportPlan plan;
    /// The texts of the tags that the new websites get, by identifier.
    QHash<QString, QString> tagTexts;
};

/// Is told how much of a step is done, from 0 to 1; false stops it.
using GoOn = std::function<bool(double progress)>;

// The steps of an import, each of which takes its time and may run in a thread.

/// Reads the file \a path, of bookmarks or of a library.
ImportFile readImportFile(const QString &path, const GoOn &goOn);
/// The keys of all addresses in \a snapshot, see canonicalUrl().
QSet<QString> canonicalAddresses(const LibrarySnapshot &snapshot, const GoOn &goOn);
/// What importing \a file would do to the library of \a snapshot, whose \a addresses are those of canonicalAddresses().
ImportOutlook planImportOf(const ImportFile &file, const LibrarySnapshot &snapshot, const QSet<QString> &addresses,
    const ImportOptions &options);
/// What carries \a plan out: first what websites link to, then websites with their links, then annotations.
OperationGroup importGroup(
    const ImportPlan &plan, const LibrarySnapshot &snapshot, const ImportOptions &options, const QString &caption);

} // namespace sitebook
