// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that people import: bookmarks in the Netscape format, or any page of HTML.
#include "app/exchange/netscapebookmarks.h"
#include "tests/fuzz/expectation.h"

#include <cstdint>

using namespace sitebook;

namespace {

QStringList addressesOf(const BookmarkFile &file)
{
    QStringList addresses;
    for (const Bookmark &bookmark : file.bookmarks)
        addresses.append(bookmark.url);
    addresses.sort();
    return addresses;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const BookmarkFile file = readNetscapeBookmarks(input);
    for (const Bookmark &bookmark : file.bookmarks)
        expect(!bookmark.url.isEmpty() && bookmark.line > 0, "a bookmark has an address and a line", input);
    const BookmarkFile again = readNetscapeBookmarks(writeNetscapeBookmarks(file.bookmarks));
    expect(addressesOf(again) == addressesOf(file), "bookmarks survive writing", input);
    return 0;
}
