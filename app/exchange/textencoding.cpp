// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/textencoding.h"

#include <QStringDecoder>
#include <QUtf8StringView>

#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype declarationLimit = 4096;

/// What Windows-1252 has where Latin-1 has control characters; holes are as in the WHATWG's table.
constexpr std::array<char16_t, 32> windows1252 = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
    0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

QByteArray fromWindows1252(const QByteArray &content)
{
    QString text = QString::fromLatin1(content);
    for (QChar &character : text) {
        if (character.unicode() >= 0x80 && character.unicode() < 0xA0)
            character = QChar(windows1252[character.unicode() - 0x80]);
    }
    return text.toUtf8();
}

/// The name after `charset=` in the first bytes, in lower case; empty when there is none.
QByteArray declaredCharset(const QByteArray &content)
{
    const QByteArray head = content.left(declarationLimit).toLower();
    qsizetype at = head.indexOf("charset");
    while (at >= 0) {
        at += 7;
        while (at < head.size() && (head.at(at) == ' ' || head.at(at) == '\t'))
            ++at;
        if (at < head.size() && head.at(at) == '=') {
            qsizetype end = head.indexOf('>', at);
            QByteArray name = head.mid(at + 1, end < 0 ? -1 : end - at - 1).trimmed();
            if (name.startsWith('"') || name.startsWith('\''))
                name.remove(0, 1);
            end = 0;
            while (end < name.size()
                && (std::isalnum(static_cast<unsigned char>(name.at(end))) || name.at(end) == '-'
                    || name.at(end) == '_'))
                ++end;
            return name.left(end);
        }
        at = head.indexOf("charset", at);
    }
    return {};
}

} // namespace

QByteArray htmlAsUtf8(const QByteArray &content)
{
    const auto found = QStringConverter::encodingForData(content, u'<');
    if (found && *found != QStringConverter::Utf8) {
        QStringDecoder decoder(*found);
        return QString(decoder(content)).toUtf8();
    }
    const QByteArray text = content.startsWith("\xEF\xBB\xBF") ? content.mid(3) : content;
    const QByteArray charset = declaredCharset(text);
    const bool saysUtf8 = charset.isEmpty() || charset.startsWith("utf");
    // Browsers read Latin-1 and ASCII as Windows-1252, which holds both.
    const bool saysWestern =
        charset == "windows-1252" || charset.startsWith("iso-8859-1") || charset == "latin1" || charset == "us-ascii";
    if (!saysUtf8 && !(saysWestern && charset.size() <= 12)) {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid()) {
            const QString decoded = decoder(text);
            if (!decoder.hasError())
                return decoded.toUtf8();
        }
    }
    // Files that are UTF-8 but say otherwise are common: programs copy the head of another file. The reverse is no
    // mistake that can happen, since Western text is hardly ever valid UTF-8.
    return QUtf8StringView(text.constData(), text.size()).isValidUtf8() ? text : fromWindows1252(text);
}

} // namespace sitebook
