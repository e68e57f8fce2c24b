// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/queryfields.h"

#include "app/library/linkcheck.h"
#include "app/library/websitecolumns.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Takes = QueryFieldTraits::Takes;
using Kind = AssociationKind;

constexpr QueryFieldTraits fields[] = {
    {"name"_L1, QueryField::Name, Takes::TextOrRegex, {}},
    {"url"_L1, QueryField::Url, Takes::TextOrRegex, {}},
    {"host"_L1, QueryField::Host, Takes::TextOrRegex, {}},
    {"site"_L1, QueryField::Site, Takes::Text, {}},
    {"scheme"_L1, QueryField::Scheme, Takes::Text, {}},
    {"path"_L1, QueryField::Path, Takes::Text, {}},
    {"tag"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::Tag},
    {"person"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::Person},
    {"person.email"_L1, QueryField::PersonEmail, Takes::Text, Kind::Person},
    {"asset"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::Asset},
    {"asset.language"_L1, QueryField::AssetLanguage, Takes::Text, Kind::Asset},
    {"conversation"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::Conversation},
    {"summary"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::WorkstreamSummary},
    {"note"_L1, QueryField::LinkedName, Takes::TextOrRegex, Kind::Annotation},
    {"linked"_L1, QueryField::Linked, Takes::LinkedKind, {}},
    {"created"_L1, QueryField::Created, Takes::Date, {}},
    {"added"_L1, QueryField::Created, Takes::Date, {}, true},
    {"updated"_L1, QueryField::Updated, Takes::Date, {}},
    {"changed"_L1, QueryField::Updated, Takes::Date, {}, true},
    {"score"_L1, QueryField::Score, Takes::Number, {}},
    {"reuse"_L1, QueryField::Reuse, Takes::Number, {}},
    {"opened"_L1, QueryField::Reuse, Takes::Word, {}, true},
    {"is"_L1, QueryField::Duplicate, Takes::Word, {}},
};

QueryTerm between(QueryField field, qint64 least, qint64 most, std::optional<Kind> kind = {})
{
    return {.field = field, .match = QueryTerm::Match::Between, .kind = kind, .least = least, .most = most};
}

QueryTerm from(WebsiteOrigin origin)
{
    return between(QueryField::Origin, static_cast<qint64>(origin), static_cast<qint64>(origin));
}

QueryTerm checked(LinkState least, LinkState most)
{
    return between(QueryField::Check, static_cast<qint64>(least), static_cast<qint64>(most));
}

using KindName = std::pair<QLatin1StringView, Kind>;

/// The kinds that only links tell of, which have no field of their own.
constexpr KindName furtherKinds[] = {
    {"message"_L1, Kind::Message},
    {"event"_L1, Kind::WorkstreamEvent},
    {"source"_L1, Kind::Source},
    {"window"_L1, Kind::SourceWindow},
};
/// What people may call kinds besides; nobody is offered these.
constexpr KindName otherKindNames[] = {
    {"people"_L1, Kind::Person},
    {"annotation"_L1, Kind::Annotation},
    {"summaries"_L1, Kind::WorkstreamSummary},
};

} // namespace

QueryFieldGroup queryFieldGroup(QueryField field)
{
    switch (field) {
    case QueryField::Anything:
        return QueryFieldGroup::Words;
    case QueryField::Name:
    case QueryField::Url:
    case QueryField::Path:
    case QueryField::Scheme:
        return QueryFieldGroup::OwnText;
    case QueryField::Host:
    case QueryField::Site:
        return QueryFieldGroup::Host;
    case QueryField::LinkedName:
    case QueryField::AssetLanguage:
    case QueryField::PersonEmail:
        return QueryFieldGroup::LinkedText;
    case QueryField::Linked:
    case QueryField::Score:
    case QueryField::Reuse:
    case QueryField::Created:
    case QueryField::Updated:
    case QueryField::Duplicate:
    case QueryField::Origin:
    case QueryField::Check:
    case QueryField::Trash:
        break;
    }
    return QueryFieldGroup::Number;
}

std::span<const QueryFieldTraits> allQueryFields()
{
    return fields;
}

const QueryFieldTraits *findQueryField(QStringView name)
{
    const auto found = std::ranges::find_if(
        fields, [name](const QueryFieldTraits &traits) { return name.compare(traits.name, Qt::CaseInsensitive) == 0; });
    return found == std::end(fields) ? nullptr : found;
}

QString queryFieldName(const QueryTerm &term)
{
    if (term.field == QueryField::Linked && term.kind)
        return u"linked."_s + QString(associationTraits(*term.kind).item);
    if (term.field == QueryField::Origin)
        return u"is.origin"_s;
    if (term.field == QueryField::Check)
        return u"is.check"_s;
    if (term.field == QueryField::Trash)
        return u"is.trash"_s;
    const auto found = std::ranges::find_if(fields, [&term](const QueryFieldTraits &traits) {
        return traits.field == term.field && (term.field != QueryField::LinkedName || traits.kind == term.kind);
    });
    return found == std::end(fields) ? QString() : QString(found->name);
}

std::span<const QueryWordTraits> allQueryWords()
{
    static const std::array words{
        QueryWordTraits{"is"_L1, "unlinked"_L1, between(QueryField::Linked, 0, 0)},
        QueryWordTraits{"is"_L1, "untagged"_L1, between(QueryField::Linked, 0, 0, Kind::Tag)},
        QueryWordTraits{"is"_L1, "duplicate"_L1, between(QueryField::Duplicate, 1, 1)},
        QueryWordTraits{"is"_L1, "captured"_L1, from(WebsiteOrigin::Captured)},
        QueryWordTraits{"is"_L1, "manual"_L1, from(WebsiteOrigin::Manual)},
        QueryWordTraits{"is"_L1, "broken"_L1, checked(LinkState::Broken, LinkState::Broken)},
        QueryWordTraits{"is"_L1, "moved"_L1, checked(LinkState::Moved, LinkState::Moved)},
        QueryWordTraits{"is"_L1, "checked"_L1, checked(LinkState::Fine, LinkState::Broken)},
        QueryWordTraits{"is"_L1, "trash"_L1, between(QueryField::Trash, 1, 1)},
        QueryWordTraits{"opened"_L1, "never"_L1, between(QueryField::Reuse, 0, 0)},
    };
    return words;
}

std::optional<AssociationKind> linkedKindFromName(QStringView name)
{
    const auto isCalled = [name](QLatin1StringView known) {
        const bool isPlural = name.size() == known.size() + 1 && name.endsWith(u's', Qt::CaseInsensitive);
        return (isPlural ? name.chopped(1) : name).compare(known, Qt::CaseInsensitive) == 0;
    };
    for (const QueryFieldTraits &traits : fields) {
        if (traits.field == QueryField::LinkedName && isCalled(traits.name))
            return traits.kind;
    }
    for (const std::span<const KindName> names : {std::span<const KindName>(furtherKinds), {otherKindNames}}) {
        const auto found = std::ranges::find_if(names, [&](const KindName &known) { return isCalled(known.first); });
        if (found != names.end())
            return found->second;
    }
    return {};
}

QStringList linkedKindNames()
{
    QStringList names;
    for (const QueryFieldTraits &traits : fields) {
        if (traits.field == QueryField::LinkedName)
            names.append(traits.name);
    }
    for (const auto &further : furtherKinds)
        names.append(further.first);
    return names;
}

} // namespace sitebook
