// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/highlighter.h"

#include "app/library/fold.h"
#include "app/library/percentencoding.h"
#include "app/search/boundedregex.h"
#include "app/search/queryfields.h"
#include "app/search/querymatcher.h"

#include <QTextBoundaryFinder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Where the character ends that \a finder is at in \a text: a letter with its marks is one.
qsizetype endOfCharacter(QTextBoundaryFinder &finder, const QString &text)
{
    qsizetype end = finder.toNextBoundary();
    while (end > 0 && end < text.size() && text[end].isMark())
        end = finder.toNextBoundary();
    return end < 0 ? text.size() : end;
}

/// A folded text, and which character of the text each of its bytes comes from.
class FoldedMap
{
public:
    explicit FoldedMap(const QString &text)
    {
        m_bytes.reserve(text.size());
        m_origin.reserve(static_cast<std::size_t>(text.size()) + 1);
        appendCharacters(text, 0);
        m_origin.push_back(text.size());
    }
    /// Of what \a host, some of it in Punycode, stands for. Which letters of such a label stand for which, nobody can
    /// see, so that all of it comes from the beginning of the label.
    static FoldedMap ofReadable(const QString &host)
    {
        const QStringList labels = host.split(u'.');
        const QStringList readable = readableHost(host.toLower().toUtf8()).split(u'.');
        FoldedMap map;
        qsizetype start = 0;
        for (qsizetype label = 0; label < std::min(labels.size(), readable.size()); ++label) {
            if (label > 0)
                map.append(u".", start - 1);
            if (labels.at(label).compare(readable.at(label), Qt::CaseInsensitive) == 0)
                map.appendCharacters(labels.at(label), start);
            else
                map.append(readable.at(label), start);
            start += labels.at(label).size() + 1;
        }
        map.m_origin.push_back(host.size());
        return map;
    }

    const QByteArray &bytes() const { return m_bytes; }
    /// The characters that bytes \a start to \a end come from, with what folding dropped behind them.
    TextPiece piece(qsizetype start, qsizetype end) const
    {
        const qsizetype first = m_origin[static_cast<std::size_t>(start)];
        auto next = static_cast<std::size_t>(end);
        // An end inside of what one character became takes all of it.
        while (
            next + 1 < m_origin.size() && end > start && m_origin[next] == m_origin[static_cast<std::size_t>(end - 1)])
            ++next;
        return {first, m_origin[next] - first};
    }

private:
    QByteArray m_bytes;
    std::vector<qsizetype> m_origin;

    FoldedMap() = default;

    /// Appends each character of \a text, which begins at \a start.
    void appendCharacters(const QString &text, qsizetype start)
    {
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
        for (qsizetype at = 0; at < text.size();) {
            qsizetype end = endOfCharacter(finder, text);
            if (const qsizetype encoded = encodedLetterSize(text, at); encoded > 0) {
                end = at + encoded;
                finder.setPosition(end);
            }
            append(QStringView(text).sliced(at, end - at), start + at);
            at = end;
        }
    }

    /// Appends \a character, which comes from \a origin, folded; white space that stands together is one space.
    void append(QStringView character, qsizetype origin)
    {
        const qsizetype before = m_bytes.size();
        const bool isAfterSpace = m_bytes.endsWith(' ');
        appendFolded(m_bytes, character);
        if (isAfterSpace && m_bytes.size() > before && m_bytes.at(before) == ' ')
            m_bytes.remove(before, 1);
        m_origin.resize(static_cast<std::size_t>(m_bytes.size()), origin);
    }
};

void addMatches(const TextPattern &pattern, const FoldedMap &map, QList<TextPiece> &pieces)
{
    const qsizetype length = pattern.folded().size();
    for (qsizetype at = pattern.find(map.bytes()); at >= 0 && length > 0; at = pattern.find(map.bytes(), at + length))
        pieces.append(map.piece(at, at + length));
}

void addMatches(const QRegularExpression &regex, const QString &text, QList<TextPiece> &pieces)
{
    constexpr int most = 20;
    auto matches = regex.globalMatch(text);
    for (int i = 0; i < most && matches.hasNext(); ++i) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            pieces.append({match.capturedStart(), match.capturedLength()});
    }
}

/// Adds what \a regex, or where there is none, \a pattern means in \a text to \a pieces; \a map is that text, once it
/// was made.
void addMatches(const TextPattern &pattern, const std::optional<QRegularExpression> &regex, const QString &text,
    std::optional<FoldedMap> &map, QList<TextPiece> &pieces)
{
    if (regex) {
        addMatches(*regex, text, pieces);
        return;
    }
    if (!map)
        map.emplace(text);
    addMatches(pattern, *map, pieces);
}

/// The part of the address \a text that \a field means: the host, the scheme, the path, or all of it.
TextPiece partOf(const QString &text, QueryField field)
{
    if (field == QueryField::Scheme)
        return {0, std::max<qsizetype>(text.indexOf(u':'), 0)};
    const bool isHost = queryFieldGroup(field) == QueryFieldGroup::Host;
    if (!isHost && field != QueryField::Path)
        return {0, text.size()};
    const QByteArray utf8 = text.toUtf8();
    const QByteArrayView part = isHost ? hostPart(utf8) : pathPart(utf8);
    if (part.isEmpty())
        return {};
    return {QString::fromUtf8(utf8.first(part.data() - utf8.data())).size(), QString::fromUtf8(part).size()};
}

/// \a pieces in order, without overlaps.
QList<TextPiece> merged(QList<TextPiece> pieces)
{
    std::ranges::sort(pieces, {}, &TextPiece::start);
    QList<TextPiece> result;
    for (const TextPiece &piece : std::as_const(pieces)) {
        if (!result.isEmpty() && piece.start <= result.constLast().start + result.constLast().length) {
            TextPiece &last = result.last();
            last.length = std::max(last.length, piece.start + piece.length - last.start);
        } else {
            result.append(piece);
        }
    }
    return result;
}

} // namespace

Highlighter::Highlighter(const Query &query)
{
    for (const QueryTerm &term : query.positiveTerms()) {
        if (queryFieldGroup(term.field) == QueryFieldGroup::Number || term.field == QueryField::AssetLanguage)
            continue;
        // In a text of several lines an exact match is still only a part. Of tags only the beginning counts.
        auto match = term.match == QueryTerm::Match::Equals ? QueryTerm::Match::Contains : term.match;
        if (match == QueryTerm::Match::Contains && term.kind == AssociationKind::Tag)
            match = QueryTerm::Match::Starts;
        const bool isHost = queryFieldGroup(term.field) == QueryFieldGroup::Host;
        const QString text = isHost ? QString::fromUtf8(hostPattern(term).folded()) : term.text;
        m_terms.push_back({term, TextPattern(text, match),
            term.match == QueryTerm::Match::Regex ? boundedRegex(term.text) : std::nullopt});
    }
}

template<class Wanted> QList<TextPiece> Highlighter::pieces(const QString &text, const Wanted &isWanted) const
{
    QList<TextPiece> pieces;
    std::optional<FoldedMap> map;
    for (const Term &term : m_terms) {
        if (isWanted(term.term))
            addMatches(term.pattern, term.regex, text, map, pieces);
    }
    return merged(std::move(pieces));
}

QList<TextPiece> Highlighter::inName(const QString &text) const
{
    return pieces(text,
        [](const QueryTerm &term) { return term.field == QueryField::Anything || term.field == QueryField::Name; });
}

QList<TextPiece> Highlighter::inAddress(const QString &text) const
{
    QList<TextPiece> pieces;
    std::optional<FoldedMap> whole;
    for (const Term &term : m_terms) {
        const QueryFieldGroup group = queryFieldGroup(term.term.field);
        if (term.term.field == QueryField::Name || group == QueryFieldGroup::LinkedText)
            continue;
        const TextPiece part = partOf(text, term.term.field);
        std::optional<FoldedMap> piece;
        QList<TextPiece> found;
        const QString within = text.sliced(part.start, part.length);
        addMatches(term.pattern, term.regex, within, part.length == text.size() ? whole : piece, found);
        const bool isPunycode = group == QueryFieldGroup::Host && within.contains("xn--"_L1, Qt::CaseInsensitive);
        if (found.isEmpty() && isPunycode && !term.regex)
            addMatches(term.pattern, FoldedMap::ofReadable(within), found);
        for (const TextPiece &each : std::as_const(found))
            pieces.append({part.start + each.start, each.length});
    }
    return merged(std::move(pieces));
}

QList<TextPiece> Highlighter::inLinked(AssociationKind kind, const QString &text) const
{
    return pieces(text, [kind](const QueryTerm &term) {
        const bool linked = term.field == QueryField::LinkedName || term.field == QueryField::PersonEmail;
        return (term.field == QueryField::Anything && term.match != QueryTerm::Match::Regex)
            || (linked && term.kind == kind);
    });
}

} // namespace sitebook
