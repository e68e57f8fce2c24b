// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/vcard.h"

#include "app/exchange/vcardlines.h"
#include "app/web/addressproblem.h"

#include <QStringDecoder>
#include <QUrl>
#include <QUtf8StringView>

#include <limits>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype longestName = 500;
constexpr qsizetype longestEmail = 320;
constexpr qsizetype longestAddress = 8000;

QByteArray fromQuotedPrintable(const QByteArray &text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QByteArray digits = text.mid(i + 1, 2);
        bool isByte = false;
        const uint value = text.at(i) == '=' && digits.size() == 2 ? digits.toUInt(&isByte, 16) : 0;
        decoded.append(isByte ? static_cast<char>(value) : text.at(i));
        i += isByte ? 2 : 0;
    }
    return decoded;
}

/// The bytes of a text as their property says, else as UTF-8 or Latin-1, whichever they can be.
QString decoded(const QByteArray &bytes, const QByteArray &charset)
{
    if (!charset.isEmpty()) {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid()) {
            const QString text = decoder(bytes);
            if (!decoder.hasError())
                return text;
        }
    }
    const bool isUtf8 = QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8();
    return isUtf8 ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

/// The text without escapes, on one line.
QString unescaped(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar c = text.at(i);
        if (c == u'\\' && i + 1 < text.size()) {
            c = text.at(++i);
            if (c == u'n' || c == u'N')
                c = u'\n';
        }
        plain += c.category() == QChar::Other_Control ? u' ' : c;
    }
    return plain.simplified();
}

/// The parts of \a text between separators that are not escaped; empty ones too.
QStringList parts(const QString &text, QChar separator)
{
    QStringList parts{QString()};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == separator) {
            parts.append(QString());
            continue;
        }
        parts.last() += text.at(i);
        if (text.at(i) == u'\\' && i + 1 < text.size())
            parts.last() += text.at(++i);
    }
    return parts;
}

/// The name that \a text, in the order of address books (Family;Given;Additional;Prefix;Suffix), is in reading order.
QString readingOrder(const QString &text)
{
    const QStringList components = parts(text, u';');
    QStringList names;
    for (const qsizetype component : {3, 1, 2, 0, 4}) {
        for (const QString &name : parts(components.value(component), u','))
            names.append(unescaped(name));
    }
    return names.join(u' ').simplified();
}

/// The address \a text of the web, completed; empty when it is none.
QString webAddress(const QString &text)
{
    const QString address = completedAddress(unescaped(text));
    const QString scheme = QUrl(address).scheme();
    const bool isWeb = scheme == "http"_L1 || scheme == "https"_L1;
    return isWeb && address.size() <= longestAddress && checkAddress(address) == AddressProblem::None ? address
                                                                                                      : QString();
}

QString mailAddress(const QString &text)
{
    QString address = unescaped(text);
    if (address.startsWith("mailto:"_L1, Qt::CaseInsensitive))
        address.remove(0, 7);
    return address.contains(u'@') && address.size() <= longestEmail ? address : QString();
}

/// Whether a picture is in the file itself.
bool isData(const VCardLine &line)
{
    const QByteArray encoding = line.parameter("ENCODING").toUpper();
    return encoding == "B" || encoding == "BASE64" || line.value.trimmed().left(5).toLower() == "data:";
}

/// The best of the values that a card has for the same thing.
struct Choice
{
    QString value;
    int rank = std::numeric_limits<int>::max();

    void offer(const QString &other, int otherRank)
    {
        if (!other.isEmpty() && otherRank < rank) {
            value = other;
            rank = otherRank;
        }
    }
};

/// One card while it is read.
class VCard
{
public:
    void read(const VCardLine &line);
    /// The person that it is of; nothing for a group and for nobody.
    std::optional<Material> person() const;

private:
    Choice m_fullName;
    Choice m_name;
    Choice m_nickname;
    Choice m_organisation;
    Choice m_email;
    Choice m_address;
    Choice m_picture;
    bool m_isGroup = false;
};

void VCard::read(const VCardLine &line)
{
    const bool isQuotedPrintable = line.hasParameter("ENCODING", "QUOTED-PRINTABLE");
    const auto text = [&] {
        return decoded(isQuotedPrintable ? fromQuotedPrintable(line.value) : line.value, line.parameter("CHARSET"));
    };
    if (line.name == "FN")
        m_fullName.offer(unescaped(text()), line.rank());
    else if (line.name == "N")
        m_name.offer(readingOrder(text()), line.rank());
    else if (line.name == "NICKNAME")
        m_nickname.offer(unescaped(parts(text(), u',').first()), line.rank());
    else if (line.name == "ORG")
        m_organisation.offer(unescaped(parts(text(), u';').first()), line.rank());
    else if (line.name == "EMAIL")
        m_email.offer(mailAddress(text()), line.rank());
    else if (line.name == "URL")
        m_address.offer(webAddress(text()), line.rank());
    else if (line.name == "PHOTO" && !isData(line))
        m_picture.offer(webAddress(text()), line.rank());
    else if (line.name == "KIND" || line.name == "X-ADDRESSBOOKSERVER-KIND")
        m_isGroup = line.value.trimmed().toLower() == "group";
}

std::optional<Material> VCard::person() const
{
    Material person;
    for (const Choice *choice : {&m_fullName, &m_name, &m_nickname, &m_organisation}) {
        if (person.name.isEmpty())
            person.name = choice->value.left(longestName);
    }
    if (m_isGroup || (person.name.isEmpty() && m_email.value.isEmpty()))
        return std::nullopt;
    person.kind = AssociationKind::Person;
    person.id = newIdentifier();
    person.email = m_email.value;
    person.address = m_address.value;
    person.picture = m_picture.value;
    person.created = person.updated = Timestamp::now();
    return person;
}

bool isCardMark(const VCardLine &line, QByteArrayView mark)
{
    return line.name == mark && line.value.trimmed().toUpper() == "VCARD";
}

/// Tells where cards begin and end, and hands each on.
class VCardReader
{
public:
    void read(VCardLines &lines);
    QList<Material> persons;

private:
    void finish();

    std::optional<VCard> m_card;
    /// How many cards are open inside the current one.
    int m_inner = 0;
    bool m_mayHoldCard = false;
};

void VCardReader::read(VCardLines &lines)
{
    while (const auto line = lines.next()) {
        if (persons.size() >= mostVCards)
            return;
        if (isCardMark(*line, "BEGIN")) {
            // In version 2.1 the card of an agent lies inside that of the person. Elsewhere an end is missing.
            if (m_card && (m_mayHoldCard || m_inner > 0)) {
                ++m_inner;
            } else {
                finish();
                m_card.emplace();
                lines.setKeepsFoldingSpace(false);
            }
        } else if (isCardMark(*line, "END")) {
            if (m_inner > 0)
                --m_inner;
            else
                finish();
        } else if (m_card && m_inner == 0) {
            if (line->name == "VERSION")
                lines.setKeepsFoldingSpace(line->value.trimmed().startsWith("2."));
            m_card->read(*line);
        }
        m_mayHoldCard = line->name == "AGENT" && line->value.trimmed().isEmpty();
    }
    finish();
}

void VCardReader::finish()
{
    if (m_card) {
        if (const auto person = m_card->person())
            persons.append(*person);
    }
    m_card.reset();
    m_inner = 0;
}

/// UTF-8, or what the properties say, without a byte order mark.
QByteArray withoutMark(const QByteArray &content)
{
    const auto encoding = QStringConverter::encodingForData(content, u'B');
    if (!encoding)
        return content;
    QStringDecoder decoder(*encoding);
    return *encoding == QStringConverter::Utf8 ? content.mid(3) : QString(decoder(content)).toUtf8();
}

} // namespace

QList<Material> readVCards(const QByteArray &content)
{
    if (content.size() > largestVCardFile)
        return {};
    const QByteArray text = withoutMark(content);
    VCardLines lines(text);
    VCardReader reader;
    reader.read(lines);
    return reader.persons;
}

} // namespace sitebook
