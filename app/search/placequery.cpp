// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/placequery.h"

#include "app/library/library.h"
#include "app/search/queryparser.h"
#include "app/search/websitefilter.h"

#include <QDateTime>

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

/// All that \a nodes ask for together, in one list also where some of them are lists.
std::vector<QueryNode> together(const std::vector<QueryNode> &nodes)
{
    std::vector<QueryNode> all;
    for (const QueryNode &node : nodes) {
        const bool isList = node.type == QueryNode::Type::And;
        const std::vector<QueryNode> each = isList ? together(node.children) : std::vector{node};
        all.insert(all.end(), each.begin(), each.end());
    }
    return all;
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
    // Which of these says both is for the parser to tell: in a group `OR` may bind otherwise, and what is not finished
    // at the end of a query is something else before a parenthesis.
    const QDateTime now = QDateTime::currentDateTime();
    const auto wanted = together({parseQuery(place, now).root, parseQuery(words, now).root});
    for (const QString &query : {place + u' ' + words, place + u" ("_s + words + u')', place + u" ("_s + words}) {
        if (together({parseQuery(query, now).root}) == wanted)
            return query;
    }
    return words;
}

} // namespace sitebook
