// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Which linked items and hosts the terms of a query mean.

#include "app/library/fold.h"
#include "app/search/inparts.h"
#include "app/search/placematcher.h"
#include "app/search/querymatcher.h"
#include "app/web/registrabledomain.h"

#include <QRegularExpression>

#include <algorithm>

namespace sitebook {

namespace {

using namespace Qt::StringLiterals;
using Match = QueryTerm::Match;

/// Marks the items whose \a text equals the word, or where there is none, those whose begins so; with an explicit
/// \a match, those that it is true of.
std::vector<bool> sameOrBeginning(
    const MaterialColumns &materials, const QString &word, Match match, const std::function<QByteArray(quint32)> &text)
{
    const auto markAll = [&](Match wanted) {
        const TextPattern pattern(word, wanted);
        std::vector<bool> marks(materials.size());
        for (MaterialColumns::Index index = 0; index < materials.size(); ++index)
            marks[index] = materials.isKnown(index) && pattern.matches(text(index));
        return marks;
    };
    if (match != Match::Contains)
        return markAll(match);
    std::vector<bool> same = markAll(Match::Equals);
    return std::ranges::find(same, true) != same.end() ? same : markAll(Match::Starts);
}

/// Whether the folded \a name is \a path or, where slashes nest it, below it.
bool isAtOrBelow(QByteArrayView name, QByteArrayView path)
{
    return name == path || (name.size() > path.size() && name.startsWith(path) && name[path.size()] == '/');
}

} // namespace

std::vector<bool> tagsMeant(const MaterialColumns &tags, const QString &text, Match match)
{
    const QByteArray path = folded(text).trimmed(); // as the names are
    std::vector<bool> marks(tags.size());
    bool any = false;
    if (match == Match::Contains || match == Match::Equals) {
        const bool nests = isNestedTag(text);
        for (MaterialColumns::Index index = 0; index < tags.size(); ++index) {
            if (!tags.isKnown(index))
                continue;
            const QByteArrayView name = firstLine(tags.foldedText(index));
            marks[index] = nests && isNestedTag(tags.name(index)) ? isAtOrBelow(name, path) : name == path;
            any = any || marks[index];
        }
    }
    if (any || match == Match::Equals)
        return marks;
    // No tag is called so (yet): the person may be in the middle of the word.
    const TextPattern pattern(text.trimmed(), match == Match::Contains ? Match::Starts : match);
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index)
        marks[index] = tags.isKnown(index) && pattern.matches(firstLine(tags.foldedText(index)));
    return marks;
}

/// Marks the items that have the plain word of \a test in name or detail, among those that \a wider means, if any, and
/// their websites: where all of those have it, they are the same.
void QueryMatcher::prepareWord(Test &test, const Test *wider) const
{
    if (wider && wider->pattern.folded() == test.pattern.folded()) {
        test.materials = wider->materials;
        test.anyMaterial = wider->anyMaterial;
        test.hasSameLinked = true;
    } else {
        test.hasSameLinked = wider != nullptr;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            const auto slot = static_cast<std::size_t>(traits.kind);
            const Marks *among = wider ? &wider->materials[slot] : nullptr;
            test.materials[slot] = markWord(test, traits.kind, among);
            test.hasSameLinked = test.hasSameLinked && among && test.materials[slot] == *among;
        }
    }
    if (wider && test.hasSameLinked) {
        test.rows = wider->rows;
        test.goesByLinks = wider->goesByLinks;
    } else {
        markWebsites(test);
    }
}

/// The items of \a kind that have the plain word of \a test, of those that are marked in \a among, or where that is
/// null, of all.
QueryMatcher::Marks QueryMatcher::markWord(Test &test, AssociationKind kind, const Marks *among) const
{
    const MaterialColumns &materials = m_library.materials(kind);
    const bool isWhole = test.term.match == Match::Equals;
    const std::vector<quint32> found = numbersThat(materials.size(), [&](quint32 index) {
        const QByteArrayView text = materials.foldedText(index);
        return (among ? isMarked(*among, index) : materials.isKnown(index))
            && test.pattern.matches(isWhole ? firstLine(text) : text);
    });
    Marks marks(materials.size());
    for (const quint32 index : found)
        marks[index] = true;
    test.anyMaterial = test.anyMaterial || !found.empty();
    return marks;
}

void QueryMatcher::prepareLinked(Test &test, AssociationKind kind) const
{
    const MaterialColumns &materials = m_library.materials(kind);
    const Match match = test.term.match;
    // The second line counts only where that is what people know the item by.
    const bool hasDetail = kind == AssociationKind::Annotation || kind == AssociationKind::Person;
    Marks marks(materials.size());
    const auto markIf = [&](const auto &isMeant) {
        for (MaterialColumns::Index index = 0; index < materials.size(); ++index)
            marks[index] = materials.isKnown(index) && isMeant(index);
    };
    if (test.term.field == QueryField::AssetLanguage) {
        marks = sameOrBeginning(
            materials, test.term.text, match, [&](quint32 index) { return folded(materials.type(index)); });
    } else if (test.term.field == QueryField::PersonEmail) {
        markIf([&](quint32 index) {
            // A person without a name is called by the address.
            const QString &detail = materials.detail(index);
            return test.pattern.matches(folded(detail.isEmpty() ? materials.name(index) : detail));
        });
    } else if (match == Match::Regex) {
        markIf([&](quint32 index) {
            return hasRegex(test, materials.name(index), false)
                || (hasDetail && hasRegex(test, materials.detail(index), false));
        });
    } else if (test.term.field == QueryField::LinkedName && kind == AssociationKind::Tag) {
        marks = tagsMeant(materials, test.term.text, match);
    } else {
        markIf([&](quint32 index) {
            const QByteArrayView text = materials.foldedText(index);
            if (match == Match::Equals)
                return test.pattern.matches(firstLine(text));
            return test.pattern.matches(hasDetail ? text : firstLine(text));
        });
    }
    test.anyMaterial = test.anyMaterial || std::ranges::find(marks, true) != marks.end();
    test.materials[static_cast<std::size_t>(kind)] = std::move(marks);
}

TextPattern hostPattern(const QueryTerm &term)
{
    // As it stands in an address, or is copied from one.
    static const QRegularExpression aroundHost(u"^www\\.|:\\d{1,5}$"_s);
    QString bare = term.text.toLower().remove(aroundHost);
    if (bare.isEmpty())
        bare = term.text;
    const QString text = readableHost(bare.toUtf8());
    if (term.field == QueryField::Host)
        return {text, term.match};
    // `site:doc.qt.io` means the site of that host; what is no whole domain (yet), all sites that have it in them.
    const QByteArray whole = foldedHost(registrableDomain(text.toUtf8()));
    const QString wanted = whole.isEmpty() ? text : QString::fromUtf8(whole);
    return {wanted, whole.isEmpty() || term.match != Match::Contains ? term.match : Match::Equals};
}

QByteArray siteOf(const QByteArray &host)
{
    const QByteArray domain = registrableDomain(host);
    return domain.isEmpty() ? host : domain;
}

void QueryMatcher::prepareHosts(Test &test) const
{
    const HostTable &hosts = m_library.websites().hosts();
    test.hosts.resize(hosts.size());
    const TextPattern pattern = hostPattern(test.term);
    if (test.term.field == QueryField::Host) {
        for (quint32 host = 0; host < hosts.size(); ++host) {
            const QByteArray name = hosts.name(host).toByteArray();
            test.hosts[host] = hosts.count(host) > 0 && !name.isEmpty()
                && (test.regex ? hasRegex(test, QString::fromUtf8(name), false) : pattern.matches(foldedHost(name)));
        }
        return;
    }
    for (quint32 host = 0; host < hosts.size(); ++host) {
        // Only a host that has the word in it can have a site that does; to ask for the site of each costs more.
        const QByteArray name = hosts.count(host) > 0 ? hosts.name(host).toByteArray() : QByteArray();
        test.hosts[host] =
            findBytes(foldedHost(name), pattern.folded()) >= 0 && pattern.matches(foldedHost(siteOf(name)));
    }
}

} // namespace sitebook
