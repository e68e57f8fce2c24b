// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/session/librarysession.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace sitebook {

/// A library of its own behind a real server, in a temporary folder.
class LibraryFixture
{
public:
    LibraryFixture()
        : m_session(LibrarySession::forFile(path(QStringLiteral("library.sitebook"))))
    {
        QObject::connect(m_session.get(), &LibrarySession::failed, m_session.get(),
            [](const QString &message) { qFatal("%s", qPrintable(message)); });
        m_session->open();
        if (!QTest::qWaitFor([this] { return library() && library()->state() == Library::State::Ready; }, 20'000))
            qFatal("the library does not open");
    }

    Library *library() const { return m_session->library(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes a file and returns its path.
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
        return path(name);
    }

    /// Waits until every change is on the server.
    bool waitSaved() const
    {
        return QTest::qWaitFor([this] { return !library()->isSaving(); }, 20'000);
    }

    /// Adds a website.
    void addWebsite(const QString &name, const QString &url) const
    {
        Website website;
        website.id = newIdentifier();
        website.name = name;
        website.url = url;
        library()->perform({QStringLiteral("Add"), {Operation::create(website)}});
    }

    /// Adds a tag; its identifier.
    QString addTag(const QString &text) const
    {
        Material tag;
        tag.kind = AssociationKind::Tag;
        tag.id = newIdentifier();
        tag.name = text;
        library()->perform({QStringLiteral("Add"), {Operation::create(tag)}});
        return tag.id;
    }

    /// Each website with its tags, sorted: `Name <url> [tag, tag]`.
    QStringList websites() const
    {
        QStringList lines;
        const WebsiteColumns &all = library()->websites();
        const MaterialColumns &tags = library()->materials(AssociationKind::Tag);
        for (Library::Row row = 0; row < all.size(); ++row) {
            if (!all.isLive(row))
                continue;
            QStringList texts;
            for (const QString &id : library()->linkedIds(row, AssociationKind::Tag))
                texts.append(tags.name(tags.find(id).value()));
            texts.sort();
            lines.append(
                QStringLiteral("%1 <%2> [%3]").arg(all.name(row), all.url(row), texts.join(QStringLiteral(", "))));
        }
        lines.sort();
        return lines;
    }

    /// The names of all items of \a kind, sorted.
    QStringList names(AssociationKind kind) const
    {
        QStringList names;
        const MaterialColumns &all = library()->materials(kind);
        for (MaterialColumns::Index index = 0; index < all.size(); ++index) {
            if (all.isKnown(index))
                names.append(all.name(index).isEmpty() ? all.detail(index) : all.name(index));
        }
        names.sort();
        return names;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LibrarySession> m_session;
};

} // namespace sitebook
