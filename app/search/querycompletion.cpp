// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/querycompletion.h"

#include "app/library/fold.h"
#include "app/library/library.h"
#include "app/search/queryfields.h"
#include "app/search/querymatcher.h"
#include "app/web/registrabledomain.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype mostCandidates = 9;

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

QString quoted(const QString &text)
{
    const bool plain = std::ranges::none_of(text, [](QChar c) { return c.isSpace() || c == u'(' || c == u')'; });
    return plain ? text : u'"' + text + u'"';
}

/// Collects what goes on from a beginning, the most used first.
class Collector
{
public:
    explicit Collector(const QString &beginning)
        : m_pattern(beginning, QueryTerm::Match::Starts)
    {
    }

    bool wants(QByteArrayView foldedText) const { return m_pattern.matches(foldedText); }
    /// \a foldedText is what the beginning is looked for in.
    void add(const QString &text, QByteArrayView foldedText, std::size_t uses)
    {
        if (text.isEmpty() || text.contains(u'"'))
            return;
        // What begins so as a whole stands before what has a word that does.
        const int fit = foldedText.startsWith(m_pattern.folded()) ? 0 : 1;
        m_found.emplace(std::pair(fit, -static_cast<qint64>(uses)), text);
        if (m_found.size() > static_cast<std::size_t>(mostCandidates))
            m_found.erase(std::prev(m_found.end()));
    }
    QList<QueryCompletion::Candidate> take() const
    {
        QList<QueryCompletion::Candidate> candidates;
        for (const auto &found : m_found)
            candidates.append({quoted(found.second) + u' ', found.second, {}});
        return candidates;
    }

private:
    TextPattern m_pattern;
    std::multimap<std::pair<int, qint64>, QString> m_found;
};

void collectItems(const MaterialColumns &items, Collector &collector)
{
    for (MaterialColumns::Index index = 0; index < items.size(); ++index) {
        const QByteArrayView text = items.foldedText(index);
        const QByteArrayView name = text.first(std::max<qsizetype>(0, text.indexOf('\n')));
        if (items.isKnown(index) && collector.wants(name))
            collector.add(items.name(index).simplified(), text, items.websites(index).size());
    }
}

void collectHosts(const HostTable &hosts, bool sites, Collector &collector)
{
    std::map<QByteArray, int> counts;
    for (quint32 host = 0; host < hosts.size(); ++host) {
        if (hosts.count(host) == 0)
            continue;
        const QByteArray name = hosts.name(host).toByteArray();
        if (collector.wants(foldedHost(name)))
            counts[sites ? registrableDomain(name) : name] += hosts.count(host);
    }
    for (const auto &[name, count] : counts) {
        if (const QByteArray text = foldedHost(name); collector.wants(text))
            collector.add(QString::fromUtf8(name), text, static_cast<std::size_t>(count));
    }
}

void collectLanguages(const MaterialColumns &assets, Collector &collector)
{
    std::map<QString, std::size_t> counts;
    for (MaterialColumns::Index index = 0; index < assets.size(); ++index)
        ++counts[assets.type(index)];
    for (const auto &[name, count] : counts) {
        if (const QByteArray text = folded(name); collector.wants(text))
            collector.add(name, text, count);
    }
}

QStringList fixedWords(const QueryFieldTraits &traits)
{
    QStringList words;
    if (traits.takes == QueryFieldTraits::Takes::LinkedKind)
        return linkedKindNames();
    if (traits.takes == QueryFieldTraits::Takes::Date) {
        return {u"today"_s, u"yesterday"_s, u"this week"_s, u"last week"_s, u"this month"_s, u"last month"_s,
            u"this year"_s, u"last year"_s, u"<30d"_s};
    }
    for (const QueryWordTraits &word : allQueryWords()) {
        if (word.field == traits.name)
            words.append(word.word);
    }
    return words;
}

QList<QueryCompletion::Candidate> values(
    const Library &library, const QueryFieldTraits &traits, const QString &beginning)
{
    QList<QueryCompletion::Candidate> candidates;
    for (const QString &word : fixedWords(traits)) {
        if (word.startsWith(beginning, Qt::CaseInsensitive))
            candidates.append({word + u' ', word, {}});
    }
    Collector collector(beginning);
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

} // namespace

QueryCompletion completeQuery(const Library &library, const QString &text, qsizetype cursor)
{
    static const QRegularExpression valuePattern(u"(?:^|[\\s(\\-])([A-Za-z.]+):=?(?:(\"[^\"]*)|([^\\s\"()]*))$"_s);
    static const QRegularExpression fieldPattern(u"(?:^|[\\s(\\-])([A-Za-z][A-Za-z.]+)$"_s);
    const QString before = text.left(cursor);
    // In the middle of a word there is something already.
    if (cursor < text.size() && text.at(cursor).isLetterOrNumber())
        return {};
    if (const auto match = valuePattern.match(before); match.hasMatch()) {
        const QueryFieldTraits *traits = findQueryField(match.capturedView(1));
        if (!traits)
            return {};
        const int group = match.hasCaptured(2) ? 2 : 3;
        const QString typed = match.captured(group);
        QueryCompletion completion{match.capturedStart(group), typed.size()};
        completion.candidates = values(library, *traits, group == 2 ? typed.mid(1) : typed);
        return completion;
    }
    if (before.count(u'"') % 2 != 0)
        return {};
    if (const auto match = fieldPattern.match(before); match.hasMatch())
        return {match.capturedStart(1), match.capturedLength(1), fieldNames(match.captured(1))};
    return {};
}

} // namespace sitebook
