// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/message.h"
#include "api/store/records.h"
#include "api/types/listform.h"

#include <span>

namespace sitebook {

/// Gathers what is appended to it, and hands it to a sink in parts of about 256 KiB.
class BodyWriter
{
public:
    /// Without a \a sink it keeps everything.
    explicit BodyWriter(BodySink sink = {});

    /// What was not handed over yet; append to it.
    QByteArray &json() { return m_json; }
    /// Hands over what is worth a part; false when nobody wants more.
    bool goesOn();
    /// Hands over the rest.
    void finish();

private:
    BodySink m_sink;
    QByteArray m_json;
};

/// Appends \a utf8 as a JSON string.
void appendString(QByteArray &json, QByteArrayView utf8);
/// Appends \a text as a JSON string.
void appendString(QByteArray &json, const QString &text);
/// Appends a GroupedTimestamp.
void appendMoment(QByteArray &json, Timestamp moment);
/// Appends a Website. The four kinds of links of the seed are always there.
void appendWebsite(QByteArray &json, const WebsiteRow &website);
/// Appends a Website with \a links, which are ordered by kind. The four kinds of the seed are always there.
void appendWebsite(QByteArray &json, const WebsiteRecord &website, std::span<const Link> links);
/// Appends a Website in the form ListForm::Light.
void appendLightWebsite(QByteArray &json, const WebsiteRow &website);
/// Appends an item of any kind in the form ListForm::Light.
void appendLightMaterial(QByteArray &json, const MaterialRow &material);
/// Appends an item of any kind with the websites that it is linked to; an asset gets them whole, the others their
/// identifiers.
void appendMaterial(QByteArray &json, const MaterialRecord &material, std::span<const WebsiteRecord> websites);

/// Writes `{"iterable":[…],"indices":{…}}` around items; in the form ListForm::Light the `indices` stay empty.
class CollectionWriter
{
public:
    /// Keeps the whole in memory.
    CollectionWriter();
    /// Hands it to \a sink in parts.
    explicit CollectionWriter(const BodySink &sink, ListForm form = ListForm::Whole);

    /// Where the item \a id is to be appended next.
    QByteArray &add(QByteArrayView id);
    QByteArray &add(const QString &id) { return add(QByteArrayView(id.toUtf8())); }
    /// To be asked after each item: whether anybody wants more.
    bool goesOn() { return m_parts.goesOn(); }
    /// Ends it. The whole, or nothing when it went to a sink.
    QByteArray finish();

private:
    BodyWriter m_parts;
    QByteArray m_indices;
    ListForm m_form = ListForm::Whole;
    int m_count = 0;
};

} // namespace sitebook
