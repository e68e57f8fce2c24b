// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/placequery.h"

#include "app/library/library.h"
#include "app/search/queryparser.h"
#include "app/search/websitefilter.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString placeQuery(const Library &library, const WebsiteFilter &filter)
{
    switch (filter.scope) {
    case WebsiteFilter::Scope::All:
        break;
    case WebsiteFilter::Scope::RecentlyAdded:
        return u"created:<30d"_s;
    case WebsiteFilter::Scope::RecentlyChanged:
        return u"updated:<30d"_s;
    case WebsiteFilter::Scope::WithoutLinks:
        return u"is:unlinked"_s;
    case WebsiteFilter::Scope::LinkedTo: {
        const MaterialColumns &materials = library.materials(filter.kind);
        const auto index = materials.find(library.currentId(filter.id));
        const QString name = index ? materials.name(*index) : QString();
        if (name.isEmpty())
            break;
        // A tag means its children too, a person nobody else.
        return filter.kind == AssociationKind::Tag ? u"tag:"_s + queryPhrase(name) : u"person:="_s + queryPhrase(name);
    }
    case WebsiteFilter::Scope::TagFolder:
        return u"tag:"_s + queryPhrase(filter.path);
    case WebsiteFilter::Scope::Host:
        return u"host:="_s + queryPhrase(filter.host);
    }
    return {};
}

} // namespace

QString queryPhrase(const QString &text)
{
    return u'"' + QString(text).replace(u'"', "\"\""_L1) + u'"';
}

QString queryWithPlace(const Library &library, const WebsiteFilter &filter)
{
    const QString place = placeQuery(library, filter);
    const QString words = filter.text.trimmed();
    if (place.isEmpty() || words.isEmpty())
        return place + words;
    const bool isAlternatives = parseQuery(words).root.type == QueryNode::Type::Or;
    return place + (isAlternatives ? u" (%1)"_s : u" %1"_s).arg(words);
}

} // namespace sitebook
