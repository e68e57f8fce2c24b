// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "app/library/library.h"
#include "tests/support/fakeserver.h"

#include <QNetworkAccessManager>

namespace sitebook {

/// A library whose server never answers: what is done in it is so at once, and stays so.
class OfflineLibrary
{
public:
    OfflineLibrary()
    {
        m_server.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    }

    Library &library() { return m_library; }
    const Library &library() const { return m_library; }

    /// Does \a operations in one step.
    void perform(const QList<Operation> &operations)
    {
        m_library.performWithoutUndo({QStringLiteral("test"), operations});
    }
    /// Adds a website; its identifier is its name, made unlike those of other items.
    QString website(const QString &name, const QString &url, const QList<MaterialRef> &links = {})
    {
        const Website made = makeWebsite(name, url, links);
        perform({Operation::create(made)});
        return made.id;
    }
    Website makeWebsite(const QString &name, const QString &url, const QList<MaterialRef> &links = {})
    {
        Website website;
        website.id = QStringLiteral("w%1").arg(++m_last);
        website.name = name;
        website.url = url;
        website.created = Timestamp::fromMicroseconds(m_last * 1'000'000LL);
        website.updated = website.created;
        for (const MaterialRef &link : links)
            website.links(link.kind).append(link.id);
        return website;
    }
    MaterialRef material(AssociationKind kind, const QString &name)
    {
        Material material;
        material.kind = kind;
        material.id = QStringLiteral("m%1").arg(++m_last);
        (kind == AssociationKind::Annotation ? material.text : material.name) = name;
        perform({Operation::create(material)});
        return {kind, material.id};
    }
    MaterialRef tag(const QString &name) { return material(AssociationKind::Tag, name); }
    MaterialRef person(const QString &name) { return material(AssociationKind::Person, name); }
    /// Gives an item another name.
    void rename(const MaterialRef &ref, const QString &name)
    {
        const auto &all = m_library.materials(ref.kind);
        Material before;
        before.kind = ref.kind;
        before.id = ref.id;
        before.name = all.name(*all.find(ref.id));
        Material after = before;
        after.name = name;
        perform({Operation::update(before, after)});
    }
    Operation renaming(const QString &id, const QString &name) const
    {
        const Website before = m_library.website(*m_library.websites().find(id));
        Website after = before;
        after.name = name;
        return Operation::update(before, after);
    }
    Operation removing(const QString &id) const
    {
        return Operation::remove(m_library.website(*m_library.websites().find(id)));
    }
    void remove(const MaterialRef &ref)
    {
        Material material;
        material.kind = ref.kind;
        material.id = ref.id;
        perform({Operation::remove(material)});
    }

private:
    FakeServer m_server;
    QNetworkAccessManager m_network;
    ApiClient m_client{&m_network, m_server.base()};
    Library m_library{&m_client};
    int m_last = 0;
};

} // namespace sitebook
