// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"

#include <span>

namespace sitebook {

/// Appends \a text as a JSON string.
void appendString(QByteArray &json, const QString &text);
/// Appends a GroupedTimestamp.
void appendMoment(QByteArray &json, Timestamp moment);
/// Appends a Website with \a links, which are ordered by kind. The four kinds of the seed are always there.
void appendWebsite(QByteArray &json, const WebsiteRecord &website, std::span<const Link> links);
/// Appends an item of any kind with the websites that it is linked to; an asset gets them whole, the others their
/// identifiers.
void appendMaterial(QByteArray &json, const MaterialRecord &material, std::span<const WebsiteRecord> websites);

/// Writes `{"iterable":[…],"indices":{…}}` around items.
class CollectionWriter
{
public:
    CollectionWriter();

    /// Where the item \a id is to be appended next.
    QByteArray &add(const QString &id);
    /// The whole; call once.
    QByteArray finish();

private:
    QByteArray m_json;
    QByteArray m_indices;
    int m_count = 0;
};

} // namespace sitebook
