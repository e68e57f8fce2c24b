// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"
#include "api/types/website.h"
#include "app/library/websitecolumns.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <array>
#include <bitset>
#include <chrono>
#include <optional>
#include <vector>

namespace sitebook {

class ApiReply;
struct ApiError;
class FileWebsites;
class Library;
struct WebsiteBatch;

/// Reads lists and single items into a Library. An answer that was asked for before a change of ours had arrived is not
/// trusted to know of it: what it says is asked for again when nothing is on its way.
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
    /// Reads the websites, or the materials of \a kind, again as soon as nothing of ours is on its way.
    void readAgain(std::optional<AssociationKind> kind);
    /// Reads what had to wait for our own changes.
    void catchUp();
    /// Whether a list is being read.
    bool isReading() const;
    /// Whether the list of \a kind was read to its end since everything was asked for.
    bool hasRead(AssociationKind kind) const { return m_materialsComplete.test(static_cast<std::size_t>(kind)); }
    /// What the server called the state of the websites, or of \a kind, when their list was read to its end.
    const QByteArray &tag(std::optional<AssociationKind> kind) const
    {
        return kind ? m_materialTags[static_cast<std::size_t>(*kind)] : m_websitesTag;
    }

private:
    Library *m_library;
    QPointer<ApiReply> m_websiteList;
    /// In place of that, while they are read from the file.
    QPointer<FileWebsites> m_websiteFile;
    /// The heads and linked items of the file by the numbers that they have in its batches; and the identifiers of the
    /// items, as their indexes may be those of others after a change made here.
    std::vector<quint32> m_fileHeads;
    std::array<QStringList, associationKindCount> m_fileIds;
    /// How many of its websites were taken.
    int m_fileTaken = 0;
    std::array<std::vector<quint32>, associationKindCount> m_fileItems;
    std::array<QPointer<ApiReply>, associationKindCount> m_materialLists;
    /// What the server calls the state of each list that was read to its end.
    QByteArray m_websitesTag;
    std::array<QByteArray, associationKindCount> m_materialTags;
    /// Whether a list was read to its end before: only then is what it tells news.
    bool m_websitesRead = false;
    std::bitset<associationKindCount> m_materialsRead;
    bool m_websitesStale = false;
    std::bitset<associationKindCount> m_materialsStale;
    /// The kinds whose list could not be read, though the server should have it; they are read again after a pause.
    std::bitset<associationKindCount> m_materialsFailed;
    /// The kinds whose list was read to its end since everything was asked for.
    std::bitset<associationKindCount> m_materialsComplete;
    QTimer m_failedPause{this};
    std::chrono::milliseconds m_lastPause{0};
    int m_initial = 0;

    /// A moment at which the server is asked.
    struct Question
    {
        quint64 generation;
        bool saving;
    };

    bool isReadingWebsites() const;
    Question question() const;
    /// Whether the answer to \a question knows of all changes of ours.
    bool isTrusted(const Question &question) const;
    void giveUp(QObject *reading);
    void take(const Website &website, bool trusted);
    void take(const Material &material, bool trusted);
    void takeWebsites(const QList<Website> &websites, std::vector<bool> &seen, bool trusted);
    void takeMaterials(AssociationKind kind, const QList<Material> &materials, std::vector<bool> &seen, bool trusted);
    void loadFile();
    void giveUpFile();
    LinkTarget ofFile(LinkTarget link, bool trusted);
    void takeBatch(const WebsiteBatch &batch, std::vector<bool> &seen, bool trusted);
    void finishFile(bool success, const std::vector<bool> &seen, bool trusted);
    void dropUnseen(const std::vector<bool> &seen);
    void finishWebsiteList(const ApiReply &reply, const std::vector<bool> &seen, bool trusted);
    void finishMaterialList(AssociationKind kind, const ApiReply &reply, const std::vector<bool> &seen, bool trusted);
    void flushTheirs();
    void readAgainAfterAPause(std::size_t slot);
    void finishWebsites(const QStringList &ids, const QList<Website> &websites);
    void finishMaterials(AssociationKind kind, const QStringList &ids, const QList<Material> &materials);
    void finishInitial(bool success, const ApiError &error);
};

} // namespace sitebook
