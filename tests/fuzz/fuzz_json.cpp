// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What servers send, as the client reads it: the types' readers, and lists in pieces. An input is JSON text; its bytes
// also decide where the pieces are cut.
#include "api/client/elementsplitter.h"
#include "api/client/websitereader.h"
#include "api/types/classification.h"
#include "api/types/json.h"
#include "api/types/material.h"
#include "api/types/website.h"
#include "tests/fuzz/expectation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <cstdint>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

struct Split
{
    QList<QByteArray> elements;
    bool isComplete = false;
    bool isForeign = false;
    bool hasIterable = false;

    bool operator==(const Split &) const = default;
};

/// Cuts \a text up, fed in pieces of at most \a longest bytes.
Split split(const QByteArray &text, int longest, QRandomGenerator &random)
{
    ElementSplitter splitter;
    Split result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = std::min<qsizetype>(1 + random.bounded(longest), text.size() - at);
        splitter.append(QByteArrayView(text).sliced(at, length));
        at += length;
        while (const std::optional<QByteArrayView> element = splitter.next())
            result.elements.append(element->toByteArray());
    }
    result.isComplete = splitter.isComplete();
    result.isForeign = splitter.isForeign();
    result.hasIterable = splitter.hasIterable();
    return result;
}

QByteArray text(const Website &website)
{
    Website copy = website;
    copy.source = {};
    QByteArray json = QJsonDocument(copy.toJson()).toJson();
    // toJson() leaves out a null moment, and what a map cannot tell from it.
    return json + website.created.toIso().toLatin1() + ' ' + website.updated.toIso().toLatin1();
}

/// The quick reader reads a sound website as the thorough one does.
void checkWebsite(const QByteArray &json)
{
    static WebsiteReader reader;
    const QByteArray padded = json + QByteArray(ElementSplitter::padding, '\0');
    const std::optional<Website> quick = reader.read(QByteArrayView(padded).first(json.size()));
    const std::optional<QJsonObject> object = objectFromJson(json);
    if (!object)
        return;
    const std::optional<Website> thorough = Website::fromJson(*object);
    expect(quick.has_value() == thorough.has_value(), "both readers take it or neither", json);
    if (quick)
        expect(text(*quick) == text(*thorough), "both readers read the same", text(*quick) + text(*thorough) + json);
}

void checkList(const QByteArray &json)
{
    QRandomGenerator random(static_cast<quint32>(qHash(json, 1)));
    const Split whole = split(json, std::numeric_limits<int>::max() / 2, random);
    for (const int longest : {1, 3, 64})
        expect(split(json, longest, random) == whole, "pieces make no difference", json);
    for (const QByteArray &element : whole.elements)
        checkWebsite(element);
    const std::optional<QJsonObject> object = objectFromJson(json);
    if (!object)
        return;
    expect(whole.isComplete, "a sound object is taken to its end", json);
    const QJsonArray elements = object->value("iterable"_L1).toArray();
    // A key that is there twice counts once for Qt.
    if (json.count("iterable") == 1 && !json.contains('\\') && whole.hasIterable)
        expect(elements.size() == whole.elements.size(), "every element is found", json);
}

/// What is read and written is read the same again.
void checkTypes(const QJsonObject &object)
{
    if (const std::optional<Website> website = Website::fromJson(object)) {
        const QJsonObject written = website->toJson();
        const std::optional<Website> again = Website::fromJson(written);
        expect(again && text(*again) == text(*website), "a website survives writing", QJsonDocument(written).toJson());
        expect(again->toJson() == written, "writing twice changes nothing", QJsonDocument(written).toJson());
    }
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (const std::optional<Material> material = Material::fromJson(traits.kind, object)) {
            const QJsonObject written = material->toJson();
            const std::optional<Material> again = Material::fromJson(traits.kind, written);
            expect(again && again->id == material->id && again->name == material->name, "an item survives writing",
                QJsonDocument(written).toJson());
            material->toSeed();
            material->caption();
        }
    }
    const Score score = Score::fromJson(object);
    expect(Score::fromJson(score.toJson()) == score, "a score survives writing");
    score.total();
    ScoreIncrement::fromJson(object, "website"_L1);
    identifiersFromJson(object);
    flattenedFromIdentifiers(identifiersFromJson(object), object);
}

void checkTimestamp(const QByteArray &bytes)
{
    const std::optional<Timestamp> moment = Timestamp::fromIso(QString::fromUtf8(bytes));
    if (!moment || moment->isNull())
        return;
    expect(Timestamp::fromIso(moment->toIso()) == moment, "a moment survives writing",
        bytes + ' ' + moment->toIso().toLatin1());
    moment->toDateTime();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    checkTimestamp(input);
    checkList(input);
    checkWebsite(input);
    if (const std::optional<QJsonObject> object = objectFromJson(input))
        checkTypes(*object);
    return 0;
}
