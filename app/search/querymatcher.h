// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/query.h"
#include "app/search/textpattern.h"

#include <QRegularExpression>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace sitebook {

class AddressKeys;

/// A query made ready for one state of a library: which linked items and hosts its terms mean is worked out once, so
/// that a row costs searches in its own text, a few numbers and bits, the cheap ones first.
class QueryMatcher
{
public:
    /// \a keys are complete when usesAddressKeys(); null where no query asks for duplicates. Of \a before, which was
    /// made of the library as it is now, it takes over which linked items can have a word at all.
    QueryMatcher(const Library &library, const Query &query, const AddressKeys *keys, const QueryMatcher *before);

    /// Whether \a query asks for duplicates, which depend on all other websites.
    static bool usesAddressKeys(const Query &query);
    /// Whether \a query asks for what checks of addresses found.
    static bool usesLinkChecks(const Query &query);

    /// Whether the query finds the live website at \a row.
    bool matches(Library::Row row) const;
    /// Whether it asks for nothing, so that it finds all.
    bool findsAll() const { return m_root.type == QueryNode::Type::And && m_root.children.empty(); }
    /// How many words the query is, where it is nothing but plain words: it finds what has each of them in its whole
    /// folded text or hasInLinked(). 0 where it is anything else.
    std::size_t plainWords() const;
    /// Whether the website at \a row has the plain word of the number \a word in a linked item.
    bool hasInLinked(std::size_t word, Library::Row row) const { return hasLinked(m_tests[word], row); }
    /// Whether the same linked items have that word as had the word of that number in the query before, which it
    /// contains.
    bool hasSameLinked(std::size_t word) const { return m_tests[word].hasSameLinked; }
    /// Whether a regular expression takes too long for some texts, which are then neither found by it nor by its
    /// negation.
    bool gaveUp() const;
    /// The linked items by which \a row, which matches, was found where its name and address do not tell, in the order
    /// of the query.
    QList<LinkTarget> reasons(Library::Row row) const;

private:
    using Marks = std::vector<bool>;
    /// Set by several threads at once.
    using RowMarks = std::vector<std::atomic<bool>>;
    /// A term made ready.
    struct Test
    {
        QueryTerm term;
        TextPattern pattern;
        std::optional<QRegularExpression> regex{};
        /// Which linked items it means, by kind, and the websites that have one of them.
        std::array<Marks, associationKindCount> materials{};
        std::shared_ptr<const RowMarks> rows{};
        bool anyMaterial = false;
        /// Whether so many websites have one that it is told by the links of each instead of by `rows`.
        bool goesByLinks = false;
        /// Whether it means the same linked items as the test of the same number in the query before, whose word its
        /// own contains.
        bool hasSameLinked = false;
        /// Which hosts it means.
        Marks hosts{};
        int cost = 1;
        /// How many texts the regular expression gave up on.
        mutable int gaveUp = 0;
    };
    struct Node
    {
        QueryNode::Type type = QueryNode::Type::And;
        std::size_t test = 0;
        int cost = 0;
        std::vector<Node> children{};
    };

    const Library &m_library;
    const AddressKeys *m_keys;
    /// In the order of the query.
    std::vector<Test> m_tests;
    Node m_root;

    Node prepare(const QueryNode &node, const QueryMatcher *before);
    Test prepareTerm(const QueryTerm &term, const QueryMatcher *before) const;
    const Test *widerWord(const TextPattern &word, std::size_t number) const;
    void prepareWord(Test &test, const Test *wider) const;
    Marks markWord(Test &test, AssociationKind kind, const Marks *among) const;
    void prepareHosts(Test &test) const;
    void prepareLinked(Test &test, AssociationKind kind) const;
    void markWebsites(Test &test) const;
    bool matches(const Node &node, Library::Row row, bool unknown) const;
    bool passes(const Test &test, Library::Row row, bool unknown) const;
    bool hasLinked(const Test &test, Library::Row row) const;
    static bool isMarked(const Test &test, LinkTarget target);
    static bool isMarked(const Marks &marks, std::size_t index) { return index < marks.size() && marks[index]; }
    bool hasOwnText(const Test &test, Library::Row row, bool unknown) const;
    static bool hasRegex(const Test &test, const QString &text, bool unknown);
    static bool hasRegexInAddress(const Test &test, const QString &url, bool unknown);
    qint64 number(const Test &test, Library::Row row) const;
    void addDeciding(const Node &node, Library::Row row, std::vector<std::size_t> &tests) const;
};

/// Whether \a text, the whole folded text of a website, has what \a term, of a field of its own text or of none, looks
/// for by \a pattern; not for regular expressions.
bool hasInOwnText(const QueryTerm &term, const TextPattern &pattern, QByteArrayView text);
/// What \a term, of a host or a site and without a regular expression, looks for in hosts or sites as foldedHost() has
/// them.
TextPattern hostPattern(const QueryTerm &term);
/// What follows the host in \a url, or the scheme where there is no host.
QByteArrayView pathPart(QByteArrayView url);
/// \a host, as the host table has it, as people write it: without Punycode.
QString readableHost(const QByteArray &host);
/// The same as searches compare it: folded.
QByteArray foldedHost(const QByteArray &host);
/// The registrable domain of \a host; the host itself where it has none, as `localhost` and `192.168.1.1`.
QByteArray siteOf(const QByteArray &host);
/// Which of \a tags the word \a text, with \a match, means: the tag called so and all below it, or where none is called
/// so, those in whose path a part begins so.
std::vector<bool> tagsMeant(const MaterialColumns &tags, const QString &text, QueryTerm::Match match);

} // namespace sitebook
