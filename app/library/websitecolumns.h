// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/website.h"
#include "app/library/hosttable.h"
#include "app/library/idtable.h"
#include "app/library/scorecolumn.h"
#include "app/library/textarena.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sitebook {

/// One link of a website: the kind, and the index of the material in the columns of that kind.
class LinkTarget
{
public:
    LinkTarget() = default;
    LinkTarget(AssociationKind kind, quint32 index)
        : m_value(static_cast<quint32>(kind) << indexBits | index)
    {
    }
    AssociationKind kind() const { return static_cast<AssociationKind>(m_value >> indexBits); }
    quint32 index() const { return m_value & ((1U << indexBits) - 1); }
    bool operator==(const LinkTarget &) const = default;

private:
    static constexpr int indexBits = 28;
    quint32 m_value = 0;
};

/// How a website came to be, as far as its `mechanisms` say, which tell that of its links to assets.
enum class WebsiteOrigin : quint8 {
    /// They say nothing.
    Unknown,
    /// A person made every link of which they say something.
    Manual,
    /// A program made one.
    Captured,
};
/// The origin of a website with \a mechanisms.
WebsiteOrigin originOf(const QMap<QString, QString> &mechanisms);

/// Every website in columns. A row stays a website's for as long as it is there; removed rows are used again.
class WebsiteColumns
{
public:
    using Row = quint32;

    WebsiteColumns() = default;
    Q_DISABLE_COPY(WebsiteColumns)

    /// One more than the highest row in use.
    Row size() const { return static_cast<Row>(m_states.size()); }
    int count() const { return m_count; }
    /// Makes room for \a count websites, so that they can be added without a halt.
    void reserve(std::size_t count);
    bool isLive(Row row) const { return m_states[row].isLive; }
    std::optional<Row> find(QByteArrayView id) const { return m_ids.find(id); }
    std::optional<Row> find(const QString &id) const { return find(toUtf8(id)); }

    /// Adds a website without links.
    Row add(const Website &website);
    /// A website made ready for add(): \a folded as foldedText(), \a head the number of the head of its address.
    struct Prepared
    {
        QByteArrayView id;
        QByteArrayView name;
        QByteArrayView url;
        QByteArrayView folded;
        quint32 head = 0;
        Timestamp created;
        Timestamp updated;
        Score score;
        WebsiteOrigin origin = WebsiteOrigin::Unknown;
        std::span<const LinkTarget> links;
    };
    /// Adds \a website with its links.
    Row add(const Prepared &website);
    /// The number of \a head, see headPart(), for add().
    quint32 headNumber(QByteArrayView head) { return m_heads.number(head, m_hosts); }
    /// Takes name, address, times, score and origin of \a website over; true when one of them changed.
    bool set(Row row, const Website &website);
    void setNameAndUrl(Row row, const QString &name, const QString &url);
    void setScore(Row row, const Score &score) { m_scores.set(row, score); }
    /// Gives the website at \a row another identifier.
    void rename(Row row, const QString &id);
    /// Takes the website out; its fields can be read until the row is used again, after release().
    void remove(Row row);
    /// Lets removed rows be used again.
    void release() { m_free.insert(m_free.end(), m_removed.begin(), m_removed.end()), m_removed.clear(); }

    QByteArray idUtf8(Row row) const { return m_ids.id(row); }
    QByteArrayView nameUtf8(Row row) const;
    QByteArray urlUtf8(Row row) const;
    QString id(Row row) const { return QString::fromUtf8(m_ids.id(row)); }
    QString name(Row row) const { return QString::fromUtf8(nameUtf8(row)); }
    QString url(Row row) const { return QString::fromUtf8(urlUtf8(row)); }
    /// The folded name and, in a line of its own, what follows its head in the folded address: what searches look at.
    QByteArrayView foldedText(Row row) const { return m_folded.view(m_foldedPlaces[row]); }
    /// The same with the head, kept in \a room: the folded name and the folded address, a line each.
    QByteArrayView wholeFoldedText(Row row, QByteArray &room) const;
    /// How that text begins, in a column that is read far sooner than the texts: startOf() of it.
    quint32 foldedStart(Row row) const { return m_foldedStarts[row]; }
    /// The first bytes of \a text as a number, the first one lowest; 0 for what is behind its end.
    static quint32 startOf(QByteArrayView text);
    /// Begins to bring that text and the number of the head from memory into the cache, for who will ask for them soon.
    void fetchFoldedText(Row row) const
    {
        m_folded.fetch(m_foldedPlaces[row]);
        fetchFromMemory(&m_headOf[row]);
    }
    /// The number of the head of the website's address in heads(), and that of its host in hosts().
    quint32 head(Row row) const { return m_headOf[row]; }
    const HeadTable &heads() const { return m_heads; }
    quint32 host(Row row) const { return m_heads.host(m_headOf[row]); }
    const HostTable &hosts() const { return m_hosts; }
    Timestamp created(Row row) const { return Timestamp::fromMicroseconds(m_created[row]); }
    Timestamp updated(Row row) const { return Timestamp::fromMicroseconds(m_updated[row]); }
    Score score(Row row) const { return m_scores.at(row); }
    /// The sum of the counters of the score, from 0 to 255.
    int use(Row row) const { return m_scores.use(row); }
    WebsiteOrigin origin(Row row) const { return m_states[row].origin; }

    /// The links of \a row in their order, all kinds.
    std::span<const LinkTarget> links(Row row) const;
    int linkCount(Row row) const { return static_cast<int>(m_linkSpans[row].count); }
    bool hasLink(Row row, LinkTarget target) const;
    void addLink(Row row, LinkTarget target);
    bool removeLink(Row row, LinkTarget target);

    void clear();
    /// Bytes that the texts take, waste included.
    std::size_t textSize() const { return m_texts.size() + m_folded.size(); }

private:
    struct LinkSpan
    {
        quint32 offset = 0;
        quint32 count : 24 = 0;
        /// How many more there is room for.
        quint32 spare : 8 = 0;
    };
    struct State
    {
        bool isLive : 1 = false;
        /// Whether the name is the same as when it is folded, and what follows the head in the address, as most are;
        /// then they are not kept apart.
        bool isNameFolded : 1 = false;
        bool isUrlFolded : 1 = false;
        /// Whether the head of the address is not in lower case, so that the address is kept with it.
        bool hasOwnHead : 1 = false;
        WebsiteOrigin origin : 2 = WebsiteOrigin::Unknown;
    };

    IdTable m_ids;
    TextArena m_folded;
    std::vector<TextArena::Place> m_foldedPlaces;
    std::vector<quint32> m_foldedStarts;
    /// What is not the same in the folded text: the name, which may have any bytes, and after it the address, nearly
    /// always without its head.
    TextArena m_texts;
    std::vector<TextArena::Place> m_textPlaces;
    std::vector<quint32> m_headOf;
    HeadTable m_heads;
    HostTable m_hosts;
    std::vector<qint64> m_created;
    std::vector<qint64> m_updated;
    ScoreColumn m_scores;
    std::vector<LinkSpan> m_linkSpans;
    std::vector<LinkTarget> m_links;
    std::vector<State> m_states;
    std::vector<Row> m_free;
    std::vector<Row> m_removed;
    int m_count = 0;
    /// Room for one text, kept from one to the next.
    mutable QByteArray m_room;

    Row takeRow();
    QByteArrayView toUtf8(QStringView text) const;
    std::pair<QByteArrayView, QByteArrayView> foldedLines(Row row) const;
    std::pair<QByteArrayView, QByteArrayView> ownTexts(Row row) const;
    void setLinks(Row row, std::span<const LinkTarget> links);
    void setTexts(Row row, QByteArrayView name, QByteArrayView url, quint32 head, QByteArrayView foldedText);
    static void replaceText(TextArena &arena, TextArena::Place &place, QByteArrayView text);
    void compactIfWanted();
    void compact();
    void compactLinks();
};

} // namespace sitebook
