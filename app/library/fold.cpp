// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"

#include "app/library/codeunit.h"
#include "app/library/percentencoding.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What people type for a letter that Unicode does not take apart; empty for all others.
QLatin1StringView plainLetter(char32_t letter)
{
    switch (letter) {
    case U'ß':
        return "ss"_L1;
    case U'æ':
        return "ae"_L1;
    case U'œ':
        return "oe"_L1;
    case U'ø':
        return "o"_L1;
    case U'ł':
        return "l"_L1;
    case U'đ':
        return "d"_L1;
    case U'ħ':
        return "h"_L1;
    case U'ı':
        return "i"_L1;
    default: // the list of letters is open
        return {};
    }
}

/// What people type for \a c, where typography has more forms of it; \a c for all others.
char16_t typedForm(char16_t c)
{
    switch (c) {
    case u'´':
    case u'ʻ':
    case u'ʼ':
    case u'‘':
    case u'’':
    case u'‚':
    case u'‛':
    case u'′':
        return u'\'';
    case u'“':
    case u'”':
    case u'„':
    case u'‟':
    case u'″':
        return u'"';
    case u'\u2010': // the dashes, from the shortest to the longest
    case u'\u2011':
    case u'\u2012':
    case u'\u2013':
    case u'\u2014':
    case u'\u2015':
    case u'\u2212': // minus
        return u'-';
    default: // all else is as it is
        return c;
    }
}

/// Makes `が` of `か` and the mark of its sound.
constexpr bool isSoundMark(char32_t point)
{
    return point == 0x3099 || point == 0x309A;
}

/// Whether the mark \a point makes another letter, as the vowels of India do; accents and points only help to read.
bool isLetterMark(char32_t point)
{
    constexpr char32_t nukta = 0x093C; // of Devanagari, which people leave out
    switch (QChar::script(point)) {
    case QChar::Script_Inherited: // by whatever letter it stands at
    case QChar::Script_Unknown:
    case QChar::Script_Common:
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Coptic:
    case QChar::Script_Cyrillic:
    case QChar::Script_Hebrew:
    case QChar::Script_Arabic:
    case QChar::Script_Syriac:
    case QChar::Script_Samaritan:
    case QChar::Script_Mandaic:
    case QChar::Script_Ethiopic:
        return false;
    default: // of a long list
        return point != nukta;
    }
}

/// The code point at \a at of \a text.
char32_t codePointAt(QStringView text, qsizetype at)
{
    const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
}

/// Appends the sound mark \a mark, in one letter with the one before where there is such: it is no part of another.
void appendSoundMark(QString &to, QChar mark)
{
    const QString last = to.right(1);
    to.chop(last.size());
    to.append((last + mark).normalized(QString::NormalizationForm_C));
}

void appendSpace(QString &to)
{
    if (!to.endsWith(u' '))
        to.append(u' ');
}

void appendLetter(QString &to, char32_t point)
{
    if (const QLatin1StringView plain = plainLetter(point); !plain.isEmpty())
        to.append(plain);
    else if (QChar::requiresSurrogates(point))
        to.append(QChar::fromUcs4(point));
    else
        to.append(QChar(static_cast<char16_t>(point)));
}

/// Appends \a point, of a decomposed text in lower case, as searches look at it.
void appendCompared(QString &to, char32_t point)
{
    if (point > ' ' && point < 0x7F) { // most, also of a text that is not ASCII
        to.append(QChar(static_cast<char16_t>(point)));
        return;
    }
    switch (QChar::category(point)) {
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        appendSpace(to);
        break;
    case QChar::Other_Control:
        if (QChar::isSpace(point))
            appendSpace(to);
        else
            appendLetter(to, point);
        break;
    case QChar::Other_Format:
    case QChar::Mark_Enclosing:
        break;
    case QChar::Mark_NonSpacing:
        if (isSoundMark(point))
            appendSoundMark(to, QChar(static_cast<char16_t>(point)));
        else if (isLetterMark(point) && !isInvisible(point))
            appendLetter(to, point);
        break;
    default: // what can be seen, but for a few letters
        if (!isInvisible(point))
            appendLetter(to, point);
    }
}

constexpr bool isAsciiControlSpace(char c)
{
    return c >= '\t' && c <= '\r';
}

/// Makes one space of all white space that stands together in \a text, which is ASCII, from \a begin on.
void joinAsciiSpaces(QByteArray &text, qsizetype begin)
{
    char *const first = text.data() + begin;
    char *const last = text.data() + text.size();
    // Hardly any text has such; that is told without branches, of many bytes at a time.
    unsigned char isToJoin = 0;
    for (const char *c = first; c != last; ++c)
        isToJoin |= static_cast<unsigned char>(isAsciiControlSpace(*c));
    for (qsizetype at = 1; at < last - first; ++at)
        isToJoin |= static_cast<unsigned char>((first[at] == ' ') & (first[at - 1] == ' '));
    if (isToJoin == 0)
        return;
    std::replace_if(first, last, isAsciiControlSpace, ' ');
    char *const end = std::unique(first, last, [](char a, char b) { return a == ' ' && b == ' '; });
    text.truncate(end - text.data());
}

/// Appends \a text in lower case when it is ASCII, and stands for nothing else, as most names and nearly all addresses
/// are: that needs no tables.
template<class Text> bool appendFoldedAscii(QByteArray &to, Text text)
{
    char16_t bits = 0;
    for (const auto c : text)
        bits |= codeUnit(c);
    if (bits >= 0x80 || mayHaveEncodedLetters(text))
        return false;
    const qsizetype before = to.size();
    to.resize(before + text.size());
    std::ranges::transform(text, to.data() + before, [](auto c) {
        const auto byte = static_cast<char>(codeUnit(c));
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    joinAsciiSpaces(to, before);
    return true;
}

} // namespace

void appendFolded(QByteArray &to, QByteArrayView utf8)
{
    if (!appendFoldedAscii(to, utf8))
        appendFolded(to, QString::fromUtf8(utf8));
}

void appendFoldedLines(QByteArray &to, QByteArrayView first, QByteArrayView second)
{
    const qsizetype begin = to.size();
    appendFolded(to, first);
    if (to.size() > begin && to.back() == ' ')
        to.chop(1);
    if (to.size() > begin && to.at(begin) == ' ')
        to.remove(begin, 1);
    to.append('\n');
    appendFolded(to, second);
}

void appendFolded(QByteArray &to, QStringView text)
{
    if (appendFoldedAscii(to, text))
        return;
    QString typed = withLetters(text.toString());
    for (QChar &c : typed) // before some of them are taken apart
        c = typedForm(c.unicode());
    QString decomposed = typed.toCaseFolded().normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (QChar &c : decomposed) // and those that only came out of others
        c = typedForm(c.unicode());
    QString kept;
    kept.reserve(decomposed.size());
    for (qsizetype at = 0; at < decomposed.size();) {
        const char32_t point = codePointAt(decomposed, at);
        appendCompared(kept, point);
        at += QChar::requiresSurrogates(point) ? 2 : 1;
    }
    to.append(kept.toUtf8());
}

QByteArray folded(QStringView text)
{
    QByteArray bytes;
    appendFolded(bytes, text);
    return bytes;
}

} // namespace sitebook
