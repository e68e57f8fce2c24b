// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/querycompletion.h"

#include "app/library/fold.h"
#include "app/library/library.h"
#include "app/search/placequery.h"
#include "app/search/queryfields.h"
#include "app/search/querymatcher.h"
#include "app/search/queryparser.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::size_t mostCandidates = 9;
/// Of the tags and of the people that a plain word may mean.
constexpr std::size_t mostForWord = 3;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::QueryCompletion)

public:
    /// What the field is for, in a few words.
    static QString detail(const QueryFieldTraits &traits)
    {
        switch (traits.field) {
        case QueryField::Name:
            return tr("words of the name");
        case QueryField::Url:
            return tr("words of the address");
        case QueryField::Host:
            return tr("words of the host");
        case QueryField::Site:
            return tr("the domain with all its hosts");
        case QueryField::Scheme:
            return tr("https, ftp, …");
        case QueryField::Path:
            return tr("what follows the host");
        case QueryField::LinkedName:
            return traits.kind == AssociationKind::Tag ? tr("a tag, or one below it") : tr("a linked item");
        case QueryField::AssetLanguage:
            return tr("the language of a linked asset");
        case QueryField::PersonEmail:
            return tr("the e-mail address of a linked person");
        case QueryField::Linked:
            return tr("a kind of link, or how many: linked>2");
        case QueryField::Score:
            return tr("score>5");
        case QueryField::Reuse:
            return traits.takes == QueryFieldTraits::Takes::Word ? tr("never") : tr("how often it was opened: reuse>0");
        case QueryField::Created:
        case QueryField::Updated:
            return tr("today, last week, 2024-03, <30d");
        case QueryField::Duplicate:
        case QueryField::Origin:
        case QueryField::Check:
        case QueryField::Trash:
            return tr("unlinked, untagged, duplicate, captured, manual, broken, moved, checked, trash");
        case QueryField::Anything:
            break;
        }
        return {};
    }
};

/// \a text as a query says it: quoted where it would be understood as more than a word, also in a group.
QString quoted(const QString &text)
{
    // Between two words: `OR` is one where no other stands before it, and a `)` could end the group unseen.
    const QueryNode read = parseQuery(u"(x "_s + text + u" x)"_s).root;
    const bool plain =
        read.children.size() == 3 && read.children.at(1) == QueryNode{QueryNode::Type::Term, {.text = text}, {}};
    return plain ? text : queryPhrase(text);
}

/// Collects what goes on from a beginning, the most used first.
class Collector
{
public:
    Collector(const QString &beginning, std::size_t most)
        : m_pattern(beginning, QueryTerm::Match::Starts)
        , m_most(most)
    {
    }

    bool wants(QByteArrayView foldedText) const { return m_pattern.matches(foldedText); }
    /// \a foldedText is what the beginning is looked for in; \a text is asked only for what may be taken.
    template<class Text> void add(QByteArrayView foldedText, std::size_t uses, const Text &text)
    {
        // What begins so as a whole stands before what has a word that does.
        Found found{!foldedText.startsWith(m_pattern.folded()), uses, {}};
        if (m_found.size() == m_most && !found.isBefore(m_found.back()))
            return;
        found.text = text();
        if (found.text.isEmpty() || found.text.contains(u'\n')) // which a query cannot say
            return;
        const auto isSame = [&](const Found &other) {
            return other.text.compare(found.text, Qt::CaseInsensitive) == 0;
        };
        if (const auto same = std::ranges::find_if(m_found, isSame); same != m_found.end()) {
            found.uses += same->uses;
            m_found.erase(same);
        }
        m_found.insert(std::ranges::upper_bound(m_found, found, &Found::isBefore), found);
        if (m_found.size() > m_most)
            m_found.pop_back();
    }
    /// Each with \a field before it.
    QList<QueryCompletion::Candidate> take(const QString &field = {}) const
    {
        QList<QueryCompletion::Candidate> candidates;
        for (const Found &found : m_found)
            candidates.append({field + quoted(found.text) + u' ', field + found.text.simplified(), {}});
        return candidates;
    }

private:
    struct Found
    {
        bool isInside;
        std::size_t uses;
        QString text;

        bool isBefore(const Found &other) const
        {
            return isInside != other.isInside ? other.isInside : uses > other.uses;
        }
    };

    TextPattern m_pattern;
    std::size_t m_most;
    /// The best first.
    std::vector<Found> m_found;
};

void collectItems(const MaterialColumns &items, Collector &collector)
{
    for (MaterialColumns::Index index = 0; index < items.size(); ++index) {
        const QByteArrayView text = items.foldedText(index);
        const QByteArrayView name = firstLine(text);
        if (items.isKnown(index) && collector.wants(name))
            collector.add(text, items.websites(index).size(), [&] { return items.name(index); });
    }
}

void collectHosts(const HostTable &hosts, bool sites, Collector &collector)
{
    std::map<QByteArray, std::size_t> counts;
    for (quint32 host = 0; host < hosts.size(); ++host) {
        if (hosts.count(host) == 0)
            continue;
        const QByteArray name = hosts.name(host).toByteArray();
        if (collector.wants(foldedHost(name)))
            counts[sites ? siteOf(name) : name] += static_cast<std::size_t>(hosts.count(host));
    }
    for (const auto &[name, count] : counts) {
        const QString readable = readableHost(name);
        if (const QByteArray text = folded(readable); collector.wants(text))
            collector.add(text, count, [&] { return readable; });
    }
}

void collectLanguages(const MaterialColumns &assets, Collector &collector)
{
    std::map<QString, std::size_t> counts;
    for (MaterialColumns::Index index = 0; index < assets.size(); ++index)
        ++counts[assets.type(index)];
    for (const auto &[name, count] : counts) {
        if (const QByteArray text = folded(name); collector.wants(text))
            collector.add(text, count, [&language = name] { return language; });
    }
}

/// What stands before a value, behind its field.
enum class Before : quint8 {
    Nothing,
    /// `created:>`
    Comparison,
    /// `created:2024..`
    Date,
};

QStringList fixedWords(const QueryFieldTraits &traits, Before before)
{
    QStringList words;
    if (traits.takes == QueryFieldTraits::Takes::LinkedKind)
        return linkedKindNames();
    if (traits.takes == QueryFieldTraits::Takes::Date) {
        words = {u"today"_s, u"yesterday"_s, u"this week"_s, u"last week"_s, u"this month"_s, u"last month"_s,
            u"this year"_s, u"last year"_s};
        if (before != Before::Date)
            words.append(before == Before::Comparison ? u"30d"_s : u"<30d"_s);
        return words;
    }
    for (const QueryWordTraits &word : allQueryWords()) {
        if (word.field == traits.name)
            words.append(word.word);
    }
    return words;
}

/// The end of a query, where it can go on.
struct Ending
{
    /// What the field of a value, or of the group around it, is; null for a plain word.
    const QueryFieldTraits *field = nullptr;
    /// Where the value or the word begins, behind `=`, `<` and the like.
    qsizetype start = 0;
    Before before = Before::Nothing;
};

QList<QueryCompletion::Candidate> values(const Library &library, const Ending &ending, const QString &beginning)
{
    const QueryFieldTraits &traits = *ending.field;
    QList<QueryCompletion::Candidate> candidates;
    for (const QString &word : fixedWords(traits, ending.before)) {
        if (word.startsWith(beginning, Qt::CaseInsensitive))
            candidates.append({word + u' ', word, {}});
    }
    Collector collector(beginning, mostCandidates);
    if (traits.field == QueryField::LinkedName)
        collectItems(library.materials(*traits.kind), collector);
    else if (traits.field == QueryField::Host || traits.field == QueryField::Site)
        collectHosts(library.websites().hosts(), traits.field == QueryField::Site, collector);
    else if (traits.field == QueryField::AssetLanguage)
        collectLanguages(library.materials(AssociationKind::Asset), collector);
    return candidates + collector.take();
}

QList<QueryCompletion::Candidate> fieldNames(const QString &beginning)
{
    QList<QueryCompletion::Candidate> candidates;
    for (const QueryFieldTraits &traits : allQueryFields()) {
        const bool alias = traits.isAlias && traits.takes != QueryFieldTraits::Takes::Word;
        if (alias || !QString(traits.name).startsWith(beginning, Qt::CaseInsensitive))
            continue;
        const bool number = traits.takes == QueryFieldTraits::Takes::Number;
        const QString text = traits.name + (number ? u'>' : u':');
        candidates.append({text, text, Words::detail(traits)});
    }
    return candidates;
}

/// The fields, tags and people that \a word, which is two letters or more, may mean.
QList<QueryCompletion::Candidate> meanings(const Library &library, const QString &word)
{
    if (word.size() < 2 || !word.front().isLetterOrNumber())
        return {};
    QList<QueryCompletion::Candidate> candidates = fieldNames(word);
    for (const AssociationKind kind : {AssociationKind::Tag, AssociationKind::Person}) {
        Collector collector(word, mostForWord);
        collectItems(library.materials(kind), collector);
        candidates += collector.take(queryFieldName({.field = QueryField::LinkedName, .kind = kind}) + u':');
    }
    return candidates;
}

qsizetype endOf(const QueryPart &part)
{
    return part.start + part.length;
}

/// The value that \a text ends with, behind the field at \a fieldStart; nothing when there is more behind it.
std::optional<Ending> endingInField(const QString &text, qsizetype fieldStart)
{
    static const QRegularExpression pattern(u"^([a-z.]+)([:<>=][<>=]*)((?:(?:last|this)\\s+[a-z]+|[^\\s\"().]+)\\.\\.)?"
                                            u"(?:\"(?:[^\"]|\"\")*|(?:last|this)\\s+[a-z]*|[^\\s\"()]*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text.sliced(fieldStart));
    const QueryFieldTraits *traits = match.hasMatch() ? findQueryField(match.capturedView(1)) : nullptr;
    if (!traits)
        return {};
    const QStringView comparison = match.capturedView(2);
    const bool isDate = traits->takes == QueryFieldTraits::Takes::Date;
    if (comparison != u":" && !isDate && !(comparison == u":=" && traits->takesText()))
        return {};
    const bool isCompared = comparison.contains(u'<') || comparison.contains(u'>');
    if (isDate && match.hasCaptured(3))
        return Ending{traits, fieldStart + match.capturedEnd(3), Before::Date};
    return Ending{traits, fieldStart + match.capturedEnd(2), isCompared ? Before::Comparison : Before::Nothing};
}

/// The field that words take at the end of \a text, by the groups that are open there; null when they take none.
const QueryFieldTraits *groupField(QStringView text, const QList<QueryPart> &parts)
{
    std::vector<const QueryFieldTraits *> fields{nullptr};
    const QueryPart *before = nullptr;
    for (const QueryPart &part : parts) {
        const bool isOperator = part.role == QueryPart::Role::Operator;
        if (isOperator && text.at(part.start) == u'(') {
            const bool hasField = before && before->role == QueryPart::Role::Field && endOf(*before) == part.start;
            fields.push_back(hasField ? findQueryField(text.sliced(before->start, before->length - 1)) : fields.back());
        } else if (isOperator && text.at(part.start) == u')') {
            fields.pop_back();
        }
        before = &part;
    }
    return fields.back();
}

std::optional<Ending> endingOf(const QString &text)
{
    const QList<QueryPart> parts = parseQuery(text).parts;
    // `tag:` and `wo`, but also the two words of `created:last we`.
    for (const QueryPart &part : parts.last(std::min<qsizetype>(2, parts.size()))) {
        if (part.role == QueryPart::Role::Field || part.role == QueryPart::Role::NotUnderstood) {
            if (const auto ending = endingInField(text, part.start))
                return ending;
        }
    }
    if (parts.isEmpty() || endOf(parts.constLast()) != text.size())
        return {};
    const QueryPart &last = parts.constLast();
    if (last.role == QueryPart::Role::Text)
        return Ending{nullptr, last.start};
    const QueryFieldTraits *field = groupField(text, parts);
    if (!field)
        return {};
    if (last.role == QueryPart::Role::Operator)
        return text.endsWith("OR"_L1) ? std::nullopt : std::optional(Ending{field, text.size()});
    return Ending{field, last.start + (text.at(last.start) == u'=' ? 1 : 0)};
}

} // namespace

QueryCompletion completeQuery(const Library &library, const QString &text, qsizetype cursor)
{
    // In the middle of a word there is something already.
    if (cursor < text.size() && text.at(cursor).isLetterOrNumber())
        return {};
    const QString before = text.left(cursor);
    const std::optional<Ending> ending = endingOf(before);
    if (!ending)
        return {};
    const QString typed = before.sliced(ending->start);
    QString beginning = typed;
    if (typed.startsWith(u'"'))
        beginning = typed.sliced(1).replace("\"\""_L1, "\""_L1);
    QueryCompletion completion{ending->start, typed.size()};
    completion.candidates = ending->field ? values(library, *ending, beginning) : meanings(library, typed);
    completion.candidates.removeIf([&](const QueryCompletion::Candidate &candidate) {
        return QStringView(candidate.text).trimmed().compare(typed, Qt::CaseInsensitive) == 0;
    });
    return completion;
}

} // namespace sitebook
