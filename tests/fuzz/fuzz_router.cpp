// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests to the Website API without a socket. An input is one or more requests with a line `--` between them, each a
// line `METHOD target [content type]` and, from the next line on, the body.
#include "api/types/association.h"
#include "api/types/json.h"
#include "tests/api/servicefixture.h"
#include "tests/fuzz/expectation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cstdint>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// More would only make each run slower.
constexpr qsizetype mostRequests = 24;

Request parseRequest(const QByteArray &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArray line = end < 0 ? text : text.first(end);
    const qsizetype targetAt = line.indexOf(' ') + 1;
    const qsizetype targetEnd = line.indexOf(' ', targetAt);
    Request request;
    request.method = line.first(std::max<qsizetype>(targetAt - 1, 0));
    request.target = targetEnd < 0 ? line.mid(targetAt) : line.mid(targetAt, targetEnd - targetAt);
    request.contentType = targetEnd < 0 ? QByteArray() : line.mid(targetEnd + 1);
    request.body = end < 0 ? QByteArray() : text.mid(end + 1);
    return request;
}

QList<Request> parseRequests(QByteArray input)
{
    QList<Request> requests;
    while (!input.isEmpty() && requests.size() < mostRequests) {
        const qsizetype mark = input.indexOf("\n--\n");
        requests.append(parseRequest(mark < 0 ? input : input.first(mark)));
        input = mark < 0 ? QByteArray() : input.mid(mark + 4);
    }
    return requests;
}

QJsonObject soundObject(const QByteArray &json)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(json);
    expect(!decoder.hasError(), "the answer is UTF-8", json);
    const std::optional<QJsonObject> object = objectFromJson(json);
    expect(object.has_value(), "the answer is a JSON object", json);
    return object.value_or(QJsonObject());
}

void checkResponse(const Request &request, const Response &response)
{
    constexpr std::array statuses{200, 204, 400, 404, 405, 409, 410, 413, 415};
    const QByteArray exchange = request.method + ' ' + request.target + '\n' + request.body + "\n-> "
        + QByteArray::number(response.status) + ' ' + response.body;
    expect(std::ranges::find(statuses, response.status) != statuses.end(), "the status is one of the contract's",
        exchange);
    expect(response.status != 204 || response.body.isEmpty(), "204 has no body", exchange);
    expect(response.status != 405 || !response.allow.isEmpty(), "405 says what is allowed", exchange);
    expect(response.isSuccess() || !response.body.isEmpty(), "a refusal has words", exchange);
    if (response.contentType.startsWith("application/json"))
        soundObject(response.body);
}

/// What the whole library says through the API.
class Inspection
{
public:
    explicit Inspection(ServiceFixture &fixture)
        : m_fixture(fixture)
    {
    }

    /// Every list is sound and every link has its other end.
    void check()
    {
        const QHash<QString, QJsonObject> websites = itemsOf(u"websites"_s);
        for (const AssociationTraits &traits : allAssociationTraits()) {
            if (!traits.hasItems())
                continue;
            QSet<std::pair<QString, QString>> there;
            QSet<std::pair<QString, QString>> back;
            for (const QJsonObject &website : websites) {
                for (const QString &item : identifiersFromJson(website.value(traits.websiteField)))
                    there.insert({website.value("id"_L1).toString(), item});
            }
            for (const QJsonObject &item : itemsOf(traits.collection)) {
                for (const QString &website : identifiersFromJson(item.value("websites"_L1)))
                    back.insert({website, item.value("id"_L1).toString()});
            }
            expect(there == back, "a link has two ends", QByteArray(traits.collection.data()));
        }
    }

    /// Every item can be read under its identifier as the list has it, and deleted, and then nothing is left.
    void clear()
    {
        clear(u"websites"_s, u"website"_s);
        for (const AssociationTraits &traits : allAssociationTraits()) {
            if (traits.hasItems())
                clear(traits.collection, traits.item);
        }
    }

private:
    QHash<QString, QJsonObject> itemsOf(const QString &collection)
    {
        const Response response = m_fixture.get(u'/' + collection);
        expect(response.status == 200, "a list can be had", response.body);
        const QJsonObject list = soundObject(response.body);
        const QJsonObject indices = list.value("indices"_L1).toObject();
        QHash<QString, QJsonObject> items;
        for (const QJsonValue &item : list.value("iterable"_L1).toArray()) {
            const QString id = item.toObject().value("id"_L1).toString();
            expect(indices.value(id).toInt(-1) == items.size(), "indices say where an item is", response.body);
            items.insert(id, item.toObject());
        }
        expect(indices.size() == items.size(), "every item has an identifier of its own", response.body);
        return items;
    }

    void clear(const QString &collection, const QString &item)
    {
        const QHash<QString, QJsonObject> items = itemsOf(collection);
        for (auto it = items.begin(); it != items.end(); ++it) {
            const QString segment = QString::fromLatin1(it.key().toUtf8().toPercentEncoding());
            const Response got = m_fixture.get(u'/' + item + u'/' + segment);
            expect(got.status == 200, "a listed item is found", it.key().toUtf8() + ' ' + got.body);
            expect(collection != "websites"_L1 || soundObject(got.body) == it.value(), "it is as listed", got.body);
            const Response removed = m_fixture.post(u'/' + collection + u'/' + segment + "/delete"_L1);
            expect(removed.isSuccess(), "a listed item can be deleted", it.key().toUtf8() + ' ' + removed.body);
        }
        expect(items.isEmpty() || itemsOf(collection).isEmpty(), "what was deleted is gone");
    }

    ServiceFixture &m_fixture;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argumentCount = 1;
    static char name[] = "fuzz_router";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(argumentCount, arguments);
    static ServiceFixture fixture;
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const Request &request : parseRequests(input)) {
        const Response response = fixture.answer(request);
        checkResponse(request, response);
        fixture.database().takeChanges();
    }
    Inspection inspection(fixture);
    inspection.check();
    inspection.clear();
    fixture.database().takeChanges();
    return 0;
}
