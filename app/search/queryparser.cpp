// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/queryparser.h"

#include "app/search/boundedregex.h"
#include "app/search/querydates.h"
#include "app/search/queryfields.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Role = QueryPart::Role;
using Takes = QueryFieldTraits::Takes;
using Match = QueryTerm::Match;

/// Groups in groups beyond this, and what follows this many terms, are plain text: nobody types that, and a pasted page
/// must not be a thousand searches.
constexpr int deepest = 40;
constexpr int mostTerms = 100;

struct NumberSpan
{
    qint64 least = std::numeric_limits<qint64>::min();
    qint64 most = std::numeric_limits<qint64>::max();
};

std::optional<qint64> wholeNumber(QStringView text)
{
    const bool digits = !text.isEmpty() && text.size() <= 9
        && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? std::optional<qint64>(text.toLongLong()) : std::nullopt;
}

/// `5`, `>5`, `>=5`, `<5`, `<=5`, `=5`, `3..7`, `3..`, `..7`.
std::optional<NumberSpan> numberSpan(QStringView text)
{
    if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0) {
        const QStringView before = text.first(dots);
        const QStringView after = text.sliced(dots + 2);
        const auto least = wholeNumber(before);
        const auto most = wholeNumber(after);
        if ((!least && !before.isEmpty()) || (!most && !after.isEmpty()) || (!least && !most))
            return {};
        NumberSpan span;
        span.least = least.value_or(span.least);
        span.most = most.value_or(span.most);
        return span;
    }
    qsizetype length = 0;
    while (length < text.size() && QStringView(u"<>=").contains(text[length]))
        ++length;
    const QStringView comparison = text.first(length);
    const auto number = wholeNumber(text.sliced(length));
    if (!number)
        return {};
    if (comparison.isEmpty() || comparison == "="_L1)
        return NumberSpan{*number, *number};
    if (comparison == ">"_L1)
        return NumberSpan{.least = *number + 1};
    if (comparison == ">="_L1)
        return NumberSpan{.least = *number};
    if (comparison == "<"_L1)
        return NumberSpan{.most = *number - 1};
    if (comparison == "<="_L1)
        return NumberSpan{.most = *number};
    return {};
}

class Parser
{
public:
    Parser(const QString &text, const QDateTime &now)
        : m_text(text)
        , m_now(now)
    {
    }

    Query run()
    {
        QueryNode root = parseAlternatives();
        return {std::move(root), std::move(m_parts)};
    }

private:
    QStringView m_text;
    QDateTime m_now;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_terms = 0;
    /// The field that words take in the group `field:( … )`.
    const QueryFieldTraits *m_field = nullptr;
    QList<QueryPart> m_parts;

    bool atEnd() const { return m_at >= m_text.size(); }
    /// Whether a term may end before \a position.
    bool isBreak(qsizetype position) const
    {
        return position >= m_text.size() || m_text[position].isSpace() || (m_depth > 0 && m_text[position] == u')');
    }
    void skipSpace()
    {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
    }
    void addPart(qsizetype start, Role role)
    {
        if (m_at > start)
            m_parts.append({start, m_at - start, role});
    }
    bool atOr() const
    {
        return m_text.sliced(m_at).startsWith("OR"_L1) && (isBreak(m_at + 2) || m_text[m_at + 2] == u'(');
    }
    bool atGroupEnd() const { return m_depth > 0 && !atEnd() && m_text[m_at] == u')'; }

    QueryNode parseAlternatives();
    QueryNode parseSequence();
    std::optional<QueryNode> parseNegatable();
    std::optional<QueryNode> parseGroup();
    std::optional<QueryNode> parseTerm();
    std::optional<QueryNode> parseField(const QueryFieldTraits &traits, qsizetype start, qsizetype operatorStart);
    std::optional<QueryTerm> fieldValue(
        const QueryFieldTraits &traits, QStringView comparison, QStringView value) const;
    bool beginsValue(const QueryFieldTraits &traits, QStringView comparison, QStringView value) const;
    std::optional<QueryNode> parseText(const QueryFieldTraits *traits);
    std::optional<QueryNode> parseRegex(const QueryFieldTraits *traits);
    std::optional<QueryNode> plainText(qsizetype start, Role role);
    QStringView readWord();
    QStringView readDate();
    QString readPhrase();
    QueryNode node(const QueryFieldTraits *traits, Match match, const QString &text);
};

QueryNode termNode(const QueryTerm &term)
{
    return {QueryNode::Type::Term, term, {}};
}

/// One child alone needs no node around it.
QueryNode joined(QueryNode::Type type, std::vector<QueryNode> children)
{
    if (children.size() == 1)
        return std::move(children.front());
    return {type, {}, std::move(children)};
}

QueryNode Parser::parseAlternatives()
{
    std::vector<QueryNode> alternatives;
    for (;;) {
        QueryNode sequence = parseSequence();
        // What is to follow `OR` may not be typed yet; what was typed before it stands alone until then.
        if (sequence.type != QueryNode::Type::And || !sequence.children.empty())
            alternatives.push_back(std::move(sequence));
        if (atEnd() || !atOr())
            break;
        const qsizetype start = m_at;
        m_at += 2;
        addPart(start, Role::Operator);
    }
    return alternatives.empty() ? QueryNode() : joined(QueryNode::Type::Or, std::move(alternatives));
}

QueryNode Parser::parseSequence()
{
    std::vector<QueryNode> terms;
    bool first = true;
    for (skipSpace(); !atEnd() && !atGroupEnd(); skipSpace()) {
        if (atOr() && !first)
            break;
        // An `OR` with nothing before it is a word.
        auto term = first && atOr() ? plainText(m_at, Role::Text) : parseNegatable();
        first = false;
        if (term)
            terms.push_back(std::move(*term));
    }
    return joined(QueryNode::Type::And, std::move(terms));
}

std::optional<QueryNode> Parser::parseNegatable()
{
    const qsizetype start = m_at;
    if (m_terms >= mostTerms) {
        ++m_terms;
        m_at = m_text.size();
        addPart(start, Role::Text);
        return node(nullptr, Match::Contains, m_text.sliced(start).trimmed().toString());
    }
    if (m_text[m_at] != u'-')
        return parseTerm();
    if (m_at + 1 == m_text.size()) {
        ++m_at;
        addPart(start, Role::Operator);
        return {};
    }
    if (isBreak(m_at + 1) || m_text[m_at + 1] == u'-')
        return plainText(start, Role::Text);
    ++m_at;
    addPart(start, Role::Operator);
    std::optional<QueryNode> negated = parseTerm();
    if (!negated)
        return {};
    std::vector<QueryNode> children;
    children.push_back(std::move(*negated));
    return QueryNode{QueryNode::Type::Not, {}, std::move(children)};
}

std::optional<QueryNode> Parser::parseGroup()
{
    const qsizetype start = m_at;
    const qsizetype partCount = m_parts.size();
    ++m_at;
    addPart(start, Role::Operator);
    ++m_depth;
    QueryNode content = parseAlternatives();
    const bool closed = atGroupEnd();
    --m_depth;
    const bool empty = content.type == QueryNode::Type::And && content.children.empty();
    if (empty && closed && m_parts.size() == partCount + 1) {
        // `()` groups nothing.
        m_parts.resize(partCount);
        return plainText(start, Role::Text);
    }
    if (closed) {
        const qsizetype end = m_at++;
        addPart(end, Role::Operator);
    }
    return empty ? std::nullopt : std::optional(std::move(content));
}

std::optional<QueryNode> Parser::parseTerm()
{
    if (m_text[m_at] == u'(' && m_depth < deepest)
        return parseGroup();
    const qsizetype start = m_at;
    qsizetype end = start;
    while (end < m_text.size() && (QChar::isLetter(m_text[end].unicode()) || m_text[end] == u'.'))
        ++end;
    if (end < m_text.size() && QStringView(u":<>=").contains(m_text[end])) {
        if (const QueryFieldTraits *traits = findQueryField(m_text.sliced(start, end - start)))
            return parseField(*traits, start, end);
    }
    return parseText(m_field);
}

std::optional<QueryNode> Parser::parseField(const QueryFieldTraits &traits, qsizetype start, qsizetype operatorStart)
{
    m_at = operatorStart;
    const bool counts = traits.field == QueryField::LinkedName;
    if (m_text[m_at] != u':' && traits.takesText() && !counts)
        return plainText(start, Role::Text); // `path=x` is a piece of an address
    const bool isText = traits.takesText() && m_text[m_at] == u':';
    ++m_at;
    if (!isText && m_text[operatorStart] != u':' && !atEnd() && m_text[m_at] == u'=')
        ++m_at;
    const QStringView comparison =
        m_text[operatorStart] == u':' ? QStringView() : m_text.sliced(operatorStart, m_at - operatorStart);
    if (isBreak(m_at)) {
        const bool hasAny = isText && counts;
        if (!hasAny && !atEnd() && !isText)
            return plainText(start, Role::NotUnderstood);
        addPart(start, Role::Field);
        if (!hasAny)
            return {};
        ++m_terms;
        return termNode({.field = QueryField::Linked, .match = Match::Between, .kind = traits.kind, .least = 1});
    }
    if (isText) {
        addPart(start, Role::Field);
        if (m_text[m_at] != u'(' || m_depth >= deepest)
            return parseText(&traits);
        const QueryFieldTraits *outer = std::exchange(m_field, &traits);
        auto group = parseGroup();
        m_field = outer;
        return group;
    }
    const qsizetype valueStart = m_at;
    const QString value = m_text[m_at] == u'"' ? readPhrase()
        : traits.takes == Takes::Date          ? readDate().toString()
                                               : readWord().toString();
    const std::optional<QueryTerm> term = fieldValue(traits, comparison, value);
    if (!term) {
        // Who is in the middle of a word does not look for that piece of it.
        if (atEnd() && beginsValue(traits, comparison, value)) {
            m_parts.append({start, valueStart - start, Role::Field});
            addPart(valueStart, Role::Text);
            return {};
        }
        m_at = valueStart;
        return plainText(start, Role::NotUnderstood);
    }
    m_parts.append({start, valueStart - start, Role::Field});
    addPart(valueStart, Role::Value);
    ++m_terms;
    return termNode(*term);
}

/// Whether \a value, which is none of those that the field takes, is the beginning of one.
bool Parser::beginsValue(const QueryFieldTraits &traits, QStringView comparison, QStringView value) const
{
    if (traits.takes == Takes::Date)
        return beginsTimeSpan(comparison.toString() + value.toString(), m_now);
    if (value.endsWith(u'.') && wholeNumber(value.chopped(1)))
        return traits.takes != Takes::Word; // of a range
    if (!comparison.isEmpty())
        return false;
    if (traits.takes == Takes::LinkedKind) {
        return std::ranges::any_of(
            linkedKindNames(), [&](const QString &name) { return name.startsWith(value, Qt::CaseInsensitive); });
    }
    return traits.takes == Takes::Word && std::ranges::any_of(allQueryWords(), [&](const QueryWordTraits &word) {
        return word.field == traits.name && word.word.startsWith(value, Qt::CaseInsensitive);
    });
}

std::optional<QueryTerm> Parser::fieldValue(
    const QueryFieldTraits &traits, QStringView comparison, QStringView value) const
{
    QueryTerm term{.field = traits.field, .match = Match::Between, .kind = traits.kind};
    const QString compared = comparison.toString() + value.toString();
    if (traits.takes == Takes::Date) {
        const auto span = timeSpan(compared.startsWith(u'=') ? QStringView(compared).sliced(1) : compared, m_now);
        if (!span)
            return {};
        term.least = span->first;
        term.most = span->last;
        return term;
    }
    if (traits.takes == Takes::Word) {
        const auto words = allQueryWords();
        const auto found = std::ranges::find_if(words, [&](const QueryWordTraits &word) {
            return word.field == traits.name && comparison.isEmpty()
                && value.compare(word.word, Qt::CaseInsensitive) == 0;
        });
        return found == words.end() ? std::nullopt : std::optional(found->term);
    }
    if (traits.takes == Takes::LinkedKind && comparison.isEmpty()) {
        if (const auto kind = linkedKindFromName(value)) {
            term.kind = kind;
            term.least = 1;
            return term;
        }
    }
    const auto span = numberSpan(compared);
    if (!span)
        return {};
    if (traits.field == QueryField::LinkedName)
        term.field = QueryField::Linked;
    term.least = span->least;
    term.most = span->most;
    return term;
}

std::optional<QueryNode> Parser::parseText(const QueryFieldTraits *traits)
{
    const qsizetype start = m_at;
    const Role role = traits ? Role::Value : Role::Text;
    const QChar first = m_text[m_at];
    const bool exact = first == u'=' && !isBreak(m_at + 1);
    if (exact)
        ++m_at;
    if (m_text[m_at] == u'"') {
        const QString phrase = readPhrase();
        const bool starts = !exact && !atEnd() && m_text[m_at] == u'*';
        if (starts)
            ++m_at;
        addPart(start, role);
        if (phrase.isEmpty())
            return {};
        return node(traits, exact ? Match::Equals : starts ? Match::Starts : Match::Contains, phrase);
    }
    if (first == u'/' && (!traits || traits->takes == Takes::TextOrRegex)) {
        if (auto regex = parseRegex(traits))
            return regex;
    }
    QStringView word = readWord();
    addPart(start, role);
    if (exact)
        return node(traits, Match::Equals, word.toString());
    const bool anyBefore = word.size() > 1 && word.startsWith(u'*');
    const bool anyAfter = word.size() > 1 && word.endsWith(u'*');
    if (const QStringView kept = word.sliced(anyBefore).chopped(anyAfter); !kept.isEmpty() && kept != "*"_L1)
        word = kept;
    return node(traits,
        anyBefore == anyAfter ? Match::Contains
            : anyAfter        ? Match::Starts
                              : Match::Ends,
        word.toString());
}

std::optional<QueryNode> Parser::parseRegex(const QueryFieldTraits *traits)
{
    const qsizetype start = m_at;
    for (qsizetype end = start + 1; end < m_text.size(); ++end) {
        if (m_text[end] == u'\\') {
            ++end;
        } else if (m_text[end] == u'/' && isBreak(end + 1)) {
            const QString pattern = m_text.sliced(start + 1, end - start - 1).toString();
            if (pattern.isEmpty())
                return {};
            m_at = end + 1;
            const bool valid = boundedRegex(pattern).has_value();
            addPart(start, valid ? Role::Regex : Role::NotUnderstood);
            return valid ? node(traits, Match::Regex, pattern)
                         : node(traits, Match::Contains, m_text.sliced(start, m_at - start).toString());
        }
    }
    return {};
}

/// The word that begins at \a start, as words to find.
std::optional<QueryNode> Parser::plainText(qsizetype start, Role role)
{
    m_at = start;
    const QString word = readWord().toString();
    addPart(start, role);
    return node(nullptr, Match::Contains, word);
}

/// Reads to the next white space, or to the parenthesis that ends the group.
QStringView Parser::readWord()
{
    const qsizetype start = m_at;
    int open = 0;
    for (; !atEnd() && !m_text[m_at].isSpace(); ++m_at) {
        if (m_text[m_at] == u'(')
            ++open;
        else if (m_text[m_at] == u')' && open > 0)
            --open;
        else if (m_text[m_at] == u')' && m_depth > 0)
            break;
    }
    return m_text.sliced(start, m_at - start);
}

/// Reads a date, which can have two words: `last week..this week`.
QStringView Parser::readDate()
{
    const qsizetype start = m_at;
    readWord();
    while (awaitsCalendarUnit(m_text.sliced(start, m_at - start))) {
        const qsizetype before = m_at;
        skipSpace();
        if (const QStringView unit = readWord(); !isCalendarUnit(unit, atEnd())) {
            m_at = before;
            break;
        }
    }
    return m_text.sliced(start, m_at - start);
}

/// Reads from a quotation mark to the next, or to the end; two of them stand for one in the phrase.
QString Parser::readPhrase()
{
    QString phrase;
    for (++m_at; !atEnd();) {
        const QChar c = m_text[m_at++];
        if (c == u'"' && (atEnd() || m_text[m_at] != u'"'))
            break;
        m_at += c == u'"' ? 1 : 0;
        phrase += c;
    }
    return phrase;
}

QueryNode Parser::node(const QueryFieldTraits *traits, Match match, const QString &text)
{
    ++m_terms;
    const bool isInAddress = !traits || traits->field == QueryField::Url;
    QueryTerm term{.match = match, .text = match == Match::Contains && isInAddress ? withoutRootSlash(text) : text};
    if (traits) {
        term.field = traits->field;
        term.kind = traits->kind;
    }
    return termNode(term);
}

} // namespace

Query parseQuery(const QString &text, const QDateTime &now)
{
    return Parser(text, now).run();
}

Query parseQuery(const QString &text)
{
    return parseQuery(text, QDateTime::currentDateTime());
}

} // namespace sitebook
