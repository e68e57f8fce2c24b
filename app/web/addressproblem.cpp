// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/web/addressproblem.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What a browser makes of \a text before it looks at the scheme: `java<newline>script:` is a script to it.
QString asBrowsersRead(const QString &text)
{
    QString read;
    read.reserve(text.size());
    for (const QChar character : text) {
        if (character != u'\t' && character != u'\n' && character != u'\r')
            read += character;
    }
    const auto isEdge = [](QChar character) { return character.unicode() <= 0x20 || character.isSpace(); };
    const auto first = std::find_if_not(read.cbegin(), read.cend(), isEdge);
    const auto last = std::find_if_not(read.crbegin(), read.crend(), isEdge).base();
    return first < last ? QString(first, last - first) : QString();
}

bool isAsciiLetter(QChar character)
{
    return (character >= u'a' && character <= u'z') || (character >= u'A' && character <= u'Z');
}

bool isAsciiDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

/// The scheme that \a text begins with, in lower case; empty when there is none, and for `localhost:8080`.
QString schemeOf(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0 || !isAsciiLetter(text.at(0)))
        return {};
    for (qsizetype i = 1; i < colon; ++i) {
        const QChar c = text.at(i);
        if (!isAsciiLetter(c) && !isAsciiDigit(c) && c != u'+' && c != u'-' && c != u'.')
            return {};
    }
    qsizetype end = colon + 1;
    while (end < text.size() && isAsciiDigit(text.at(end)))
        ++end;
    const bool isPort = end > colon + 1 && end - colon <= 6 && (end == text.size() || u"/?#"_s.contains(text.at(end)));
    const QString scheme = text.left(colon).toLower();
    return isPort && scheme != "tel"_L1 && scheme != "sms"_L1 && scheme != "data"_L1 ? QString() : scheme;
}

bool isOneOf(const QString &scheme, std::initializer_list<QLatin1StringView> schemes)
{
    return std::ranges::find(schemes, scheme) != schemes.end();
}

bool isRefused(const QString &scheme)
{
    return isOneOf(scheme, {"javascript"_L1, "data"_L1, "vbscript"_L1});
}

bool isOfThisComputer(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

/// Whether \a text, which has no scheme, begins with a host that can only be meant as one.
bool beginsWithHost(const QString &text)
{
    if (text.isEmpty() || text.contains(u' ') || text.contains(u'\\') || u"/.?#:@"_s.contains(text.at(0)))
        return false;
    const QUrl url(u"https://"_s + text, QUrl::TolerantMode);
    const QString host = url.host();
    if (!url.isValid() || host.isEmpty())
        return false;
    if (isOfThisComputer(host) || host.contains(u':'))
        return true;
    // QUrl reads 3.14 as the network address 3.0.0.14.
    const QString typed = text.left(text.indexOf(QRegularExpression(u"[/?#:]"_s)));
    if (std::ranges::all_of(typed, [](QChar c) { return isAsciiDigit(c) || c == u'.'; }))
        return typed.count(u'.') == 3;
    return host.contains(u'.') && !host.startsWith(u'.') && !host.contains(".."_L1);
}

bool isMailAddress(const QString &text)
{
    return text.count(u'@') == 1 && !text.startsWith(u'@') && !text.contains(u'/') && !text.contains(u':');
}

} // namespace

QString completedAddress(const QString &text)
{
    const QString read = asBrowsersRead(text);
    if (!schemeOf(read).isEmpty())
        return read;
    if (read.startsWith("//"_L1) && beginsWithHost(read.mid(2)))
        return u"https:"_s + read;
    if (!beginsWithHost(read))
        return read;
    if (isMailAddress(read))
        return u"mailto:"_s + read;
    return (isOfThisComputer(QUrl(u"http://"_s + read).host()) ? u"http://"_s : u"https://"_s) + read;
}

AddressProblem checkAddress(const QString &text)
{
    const QString address = completedAddress(text);
    if (address.isEmpty())
        return AddressProblem::Empty;
    const QString scheme = schemeOf(address);
    // A scheme of one letter is a drive of Windows.
    if (scheme.size() < 2)
        return AddressProblem::NotAnAddress;
    if (isRefused(scheme))
        return AddressProblem::SchemeRefused;
    const QUrl url(address, QUrl::TolerantMode);
    if (isOneOf(scheme, {"http"_L1, "https"_L1}))
        return url.isValid() && !url.host().isEmpty() ? AddressProblem::None : AddressProblem::NoHost;
    const bool saysSomething = address.size() > scheme.size() + 1;
    // "note: buy milk" begins like an address, but nobody has spaces in one.
    return url.isValid() && saysSomething && !address.contains(u' ') ? AddressProblem::None
                                                                     : AddressProblem::NotAnAddress;
}

QString addressProblemText(AddressProblem problem)
{
    switch (problem) {
    case AddressProblem::None:
        return {};
    case AddressProblem::Empty:
        //: Under the field for an address
        return QCoreApplication::translate("AddressProblem", "An address is needed, such as https://example.org.");
    case AddressProblem::NotAnAddress:
        //: Under the field for an address
        return QCoreApplication::translate(
            "AddressProblem", "This is no address of a website. One looks like https://example.org.");
    case AddressProblem::NoHost:
        //: Under the field for an address
        return QCoreApplication::translate("AddressProblem", "The address names no website after https://.");
    case AddressProblem::SchemeRefused:
        //: Under the field for an address
        return QCoreApplication::translate(
            "AddressProblem", "This is a script or a document in itself, which a library does not hold.");
    }
    return {};
}

OpenPolicy openPolicy(const QString &text)
{
    const QString read = asBrowsersRead(text);
    const QString scheme = schemeOf(read);
    if (scheme.size() < 2 || isRefused(scheme) || scheme == "file"_L1)
        return OpenPolicy::Never;
    const QUrl url(read, QUrl::TolerantMode);
    if (isOneOf(scheme, {"http"_L1, "https"_L1}))
        return url.isValid() && !url.host().isEmpty() ? OpenPolicy::Open : OpenPolicy::Never;
    if (scheme != "mailto"_L1)
        return OpenPolicy::Ask;
    const QUrlQuery query(url);
    const auto items = query.queryItems();
    // Some mail programs attach any file that the address names.
    const bool attaches = std::ranges::any_of(
        items, [](const auto &item) { return item.first.startsWith("attach"_L1, Qt::CaseInsensitive); });
    return attaches ? OpenPolicy::Ask : OpenPolicy::Open;
}

QStringList addressesIn(const QString &text)
{
    static const QRegularExpression space(u"\\s+"_s);
    QStringList addresses;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        const QStringList words = line.split(space, Qt::SkipEmptyParts);
        const auto isAddress = [](const QString &word) {
            return word.contains("://"_L1) && checkAddress(word) == AddressProblem::None;
        };
        if (words.size() > 1 && std::ranges::all_of(words, isAddress))
            addresses += words;
        else if (!words.isEmpty())
            addresses.append(line.trimmed());
    }
    return addresses;
}

} // namespace sitebook
