// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person types to find websites, and the names that are searched: an input is a query on the first line, and a
// name on the others.
#include "app/search/highlighter.h"
#include "app/search/queryparser.h"
#include "tests/fuzz/expectation.h"

#include <QDateTime>

#include <algorithm>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// Every character of the query is in one part, or white space.
void checkParts(const QString &text, const Query &query)
{
    qsizetype end = 0;
    for (const QueryPart &part : query.parts) {
        expect(part.length > 0 && part.start >= end, "parts are in order", text.toUtf8());
        expect(
            QStringView(text).sliced(end, part.start - end).trimmed().isEmpty(), "nothing is left out", text.toUtf8());
        end = part.start + part.length;
        expect(end <= text.size(), "parts are in the text", text.toUtf8());
    }
    expect(QStringView(text).sliced(end).trimmed().isEmpty(), "nothing is left out at the end", text.toUtf8());
}

void checkPieces(const QString &name, const QList<TextPiece> &pieces)
{
    qsizetype end = -1;
    for (const TextPiece &piece : pieces) {
        expect(piece.start > end && piece.length > 0, "marks are in order and apart", name.toUtf8());
        end = piece.start + piece.length;
        expect(end <= name.size(), "marks are in the text", name.toUtf8());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString input = QString::fromUtf8(
        reinterpret_cast<const char *>(data), static_cast<qsizetype>(std::min(size, std::size_t(4096))));
    const QString text = input.section(u'\n', 0, 0);
    const QString name = input.section(u'\n', 1);
    const QDateTime now(QDate(2026, 11, 25), QTime(13, 30), Qt::UTC);
    const Query query = parseQuery(text, now);
    checkParts(text, query);
    expect(parseQuery(text, now).root == query.root, "the same text means the same", text.toUtf8());
    expect(query.positiveTerms().size() <= 101, "there are not too many terms", text.toUtf8());
    const Highlighter highlighter(query);
    checkPieces(name, highlighter.inName(name));
    checkPieces(name, highlighter.inAddress(name));
    checkPieces(name, highlighter.inLinked(AssociationKind::Person, name));
    return 0;
}
