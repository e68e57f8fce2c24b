// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/naivequery.h"

#include "app/library/fold.h"
#include "app/library/linkchecks.h"
#include "app/library/percentencoding.h"
#include "app/web/canonicalurl.h"
#include "app/web/registrabledomain.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Match = QueryTerm::Match;

QString fold(const QString &text)
{
    return QString::fromUtf8(folded(text));
}

bool inWord(QChar c)
{
    const QChar::Script script = c.script();
    return (c.isLetterOrNumber() || c.isMark()) && script != QChar::Script_Han && script != QChar::Script_Hiragana
        && script != QChar::Script_Katakana;
}

bool boundary(const QString &text, qsizetype at)
{
    return at == 0 || at == text.size() || !inWord(text.at(at - 1)) || !inWord(text.at(at));
}

/// Whether \a text, as a person reads it, is what \a term wants.
bool says(const QString &text, const QueryTerm &term, Match match)
{
    if (match == Match::Regex) {
        return QRegularExpression(
            term.text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption)
            .match(text)
            .hasMatch();
    }
    const QString in = fold(text);
    const QString wanted = fold(term.text);
    if (match == Match::Equals)
        return in.trimmed() == wanted.trimmed();
    for (qsizetype at = in.indexOf(wanted); at >= 0; at = in.indexOf(wanted, at + 1)) {
        if (match == Match::Contains || (match == Match::Starts && boundary(in, at))
            || (match == Match::Ends && boundary(in, at + wanted.size())))
            return true;
    }
    return false;
}

bool says(const QString &text, const QueryTerm &term)
{
    return says(text, term, term.match);
}

QStringList pathParts(const QString &path)
{
    const QStringList parts = fold(path).split(u'/');
    return parts.contains(QString()) ? QStringList{fold(path)} : parts;
}

bool isBelowOrAt(const QString &tag, const QString &path)
{
    const QStringList parts = pathParts(path);
    return pathParts(tag).first(std::min(parts.size(), pathParts(tag).size())) == parts;
}

bool saysTag(const MaterialColumns &tags, const QString &name, const QueryTerm &term)
{
    if (term.match != Match::Contains && term.match != Match::Equals)
        return says(name, term);
    bool isTag = false;
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index)
        isTag = isTag || (tags.isKnown(index) && isBelowOrAt(tags.name(index), term.text));
    return isTag || term.match == Match::Equals ? isBelowOrAt(name, term.text) : says(name, term, Match::Starts);
}

bool saysLanguage(const MaterialColumns &assets, const QString &language, const QueryTerm &term)
{
    if (term.match != Match::Contains)
        return says(language, term);
    bool isLanguage = false;
    for (MaterialColumns::Index index = 0; index < assets.size(); ++index)
        isLanguage = isLanguage || (assets.isKnown(index) && says(assets.type(index), term, Match::Equals));
    return says(language, term, isLanguage ? Match::Equals : Match::Starts);
}

bool saysItem(const MaterialColumns &items, MaterialColumns::Index index, const QueryTerm &term)
{
    if (!items.isKnown(index))
        return false;
    const QString &name = items.name(index);
    const QString &detail = items.detail(index);
    const AssociationKind kind = items.kind();
    if (term.field == QueryField::AssetLanguage)
        return saysLanguage(items, items.type(index), term);
    if (term.field == QueryField::PersonEmail)
        return says(detail.isEmpty() ? name : detail, term);
    if (term.field == QueryField::LinkedName && kind == AssociationKind::Tag && term.match != Match::Regex)
        return saysTag(items, name, term);
    if (says(name, term))
        return true;
    if (term.match == Match::Equals)
        return false;
    if (term.match == Match::Regex)
        return (kind == AssociationKind::Annotation || kind == AssociationKind::Person) && says(detail, term);
    return (term.field == QueryField::Anything || kind == AssociationKind::Annotation
               || kind == AssociationKind::Person)
        && says(detail, term);
}

bool saysSite(const QString &host, const QueryTerm &term)
{
    const QByteArray domain = registrableDomain(host.toUtf8());
    const QByteArray site = domain.isEmpty() ? host.toUtf8() : domain;
    const QByteArray whole = registrableDomain(term.text.toLower().toUtf8());
    if (whole.isEmpty())
        return says(QString::fromUtf8(site), term);
    QueryTerm same = term;
    same.text = QString::fromUtf8(whole);
    return says(QString::fromUtf8(site), same, term.match == Match::Contains ? Match::Equals : term.match);
}

bool isDuplicate(const Library &library, Library::Row row)
{
    const WebsiteColumns &websites = library.websites();
    const QString key = canonicalUrl(websites.url(row));
    for (Library::Row other = 0; other < websites.size(); ++other) {
        if (other != row && websites.isLive(other) && !key.isEmpty() && canonicalUrl(websites.url(other)) == key)
            return true;
    }
    return false;
}

bool between(qint64 value, const QueryTerm &term)
{
    return value >= term.least && value <= term.most;
}

bool between(Timestamp moment, const QueryTerm &term)
{
    return !moment.isNull() && between(moment.microseconds(), term);
}

bool anyLinked(const Library &library, const Website &website, const QueryTerm &term)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (term.field != QueryField::Anything && traits.kind != term.kind)
            continue;
        const MaterialColumns &items = library.materials(traits.kind);
        for (const QString &id : website.links(traits.kind)) {
            if (saysItem(items, items.find(id).value(), term))
                return true;
        }
    }
    return false;
}

/// Whether the address \a url says that, as it is written or with its letters.
bool addressSays(const QString &url, const QueryTerm &term)
{
    return says(url, term) || says(withLetters(url), term);
}

bool termMatches(const Library &library, Library::Row row, const QueryTerm &term)
{
    const Website website = library.website(row);
    const QString host = QString::fromUtf8(hostName(website.url.toUtf8()));
    switch (term.field) {
    case QueryField::Anything:
        return says(website.name, term) || addressSays(website.url, term)
            || (term.match != Match::Regex && anyLinked(library, website, term));
    case QueryField::Name:
        return says(website.name, term);
    case QueryField::Url:
        return addressSays(website.url, term);
    case QueryField::Host: {
        QueryTerm bare = term;
        bare.text = term.text.startsWith("www."_L1) ? term.text.mid(4) : term.text;
        return !host.isEmpty() && says(host, bare);
    }
    case QueryField::Site:
        return saysSite(host, term);
    case QueryField::Scheme:
        return website.url.contains(u':')
            && says(website.url.section(u':', 0, 0), term, term.match == Match::Contains ? Match::Equals : term.match);
    case QueryField::Path: {
        const QString rest = website.url.section("://"_L1, 1);
        const qsizetype start = rest.indexOf(QRegularExpression(u"[/?#]"_s));
        return says(start < 0 ? QString() : rest.mid(start), term);
    }
    case QueryField::LinkedName:
    case QueryField::AssetLanguage:
    case QueryField::PersonEmail:
        return anyLinked(library, website, term);
    case QueryField::Linked: {
        qsizetype count = 0;
        for (const AssociationTraits &traits : allAssociationTraits())
            count += !term.kind || term.kind == traits.kind ? website.links(traits.kind).size() : 0;
        return between(count, term);
    }
    case QueryField::Score:
        return between(website.score.total(), term);
    case QueryField::Reuse:
        return between(website.score.reuse, term);
    case QueryField::Created:
        return between(website.created, term);
    case QueryField::Updated:
        return between(website.updated, term);
    case QueryField::Duplicate:
        return isDuplicate(library, row);
    case QueryField::Origin:
        return between(static_cast<qint64>(library.websites().origin(row)), term);
    case QueryField::Check:
        return between(static_cast<qint64>(library.linkChecks().finding(row).state), term);
    case QueryField::Trash:
        return false; // what the library holds is not in the trash
    }
    return false;
}

} // namespace

bool naiveMatches(const Library &library, Library::Row row, const QueryNode &node)
{
    const auto matches = [&](const QueryNode &child) { return naiveMatches(library, row, child); };
    switch (node.type) {
    case QueryNode::Type::Term:
        return termMatches(library, row, node.term);
    case QueryNode::Type::Not:
        return !matches(node.children.front());
    case QueryNode::Type::And:
        return std::ranges::all_of(node.children, matches);
    case QueryNode::Type::Or:
        return std::ranges::any_of(node.children, matches);
    }
    return false;
}

} // namespace sitebook
