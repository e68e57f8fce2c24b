// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apireply.h"
#include "api/client/elementsplitter.h"
#include "api/types/listform.h"
#include "api/types/material.h"
#include "api/types/website.h"

#include <QJsonObject>

#include <memory>

namespace sitebook {

class MaterialReader;
class WebsiteReader;

/// An answer that is a collection. Its elements are read while they arrive and handed on in small batches, so that the
/// event loop stays alive. A list that breaks off keeps what came and ends with the error Broken.
class ListReply : public ApiReply
{
    Q_OBJECT

public:
    ~ListReply() override;

    /// How many elements were handed on so far.
    qsizetype count() const { return m_count; }
    /// How many elements were left out because they cannot be read.
    qsizetype skipped() const { return m_skipped; }

    /// The most elements that one signal hands on.
    static constexpr qsizetype batchSize = 500;

protected:
    ListReply(ApiClient *client, const ApiRequest &request);

    void receive(QNetworkReply &network) override;
    bool hasReceivedAll() const override;
    ApiError::Kind interpret() override;
    bool restart() override;

    /// Reads one element, that padding bytes follow, into the batch; false when it is broken.
    virtual bool readElement(QByteArrayView element) = 0;
    /// Hands the batch on and empties it.
    virtual void deliver() = 0;

private:
    void work();
    bool readMore();

    ElementSplitter m_splitter;
    QPointer<QNetworkReply> m_source;
    QTimer m_next{this};
    qsizetype m_inBatch = 0;
    qsizetype m_count = 0;
    qsizetype m_skipped = 0;
};

/// All websites, without their `source`: ask for a snapshot before an update.
class WebsiteListReply : public ListReply
{
    Q_OBJECT

public:
    ~WebsiteListReply() override;

    /// As ApiReply::then(), with this reply.
    template<class Handler> void then(QObject *context, Handler handler)
    {
        connectThen(this, context, std::move(handler));
    }

signals:
    /// The next \a websites of the list, at most batchSize.
    void received(const QList<sitebook::Website> &websites);

protected:
    bool readElement(QByteArrayView element) override;
    void deliver() override;

private:
    friend class ApiClient;

    WebsiteListReply(ApiClient *client, const ApiRequest &request);

    std::unique_ptr<WebsiteReader> m_reader;
    QList<Website> m_batch;
};

/// All items of a collection as they are, with every key that the server sends.
class ObjectListReply : public ListReply
{
    Q_OBJECT

public:
    /// As ApiReply::then(), with this reply.
    template<class Handler> void then(QObject *context, Handler handler)
    {
        connectThen(this, context, std::move(handler));
    }

signals:
    /// The next \a items of the list, at most batchSize.
    void received(const QList<QJsonObject> &items);

protected:
    bool readElement(QByteArrayView element) override;
    void deliver() override;

private:
    friend class ApiClient;

    ObjectListReply(ApiClient *client, const ApiRequest &request);

    QList<QJsonObject> m_batch;
};

/// All materials of one kind; in the form ListForm::Light without `source` and `websites`, whatever the server sends.
class MaterialListReply : public ListReply
{
    Q_OBJECT

public:
    ~MaterialListReply() override;

    /// The kind of the materials.
    AssociationKind kind() const { return m_kind; }

    /// As ApiReply::then(), with this reply.
    template<class Handler> void then(QObject *context, Handler handler)
    {
        connectThen(this, context, std::move(handler));
    }

signals:
    /// The next \a materials of the list, at most batchSize.
    void received(const QList<sitebook::Material> &materials);

protected:
    bool readElement(QByteArrayView element) override;
    void deliver() override;

private:
    friend class ApiClient;

    MaterialListReply(ApiClient *client, const ApiRequest &request, AssociationKind kind, ListForm form);

    AssociationKind m_kind;
    /// Null for whole ones.
    std::unique_ptr<MaterialReader> m_reader;
    QList<Material> m_batch;
};

} // namespace sitebook
