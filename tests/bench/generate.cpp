// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes a library to measure with: generate FILE [--websites N] [--seed N]. The same numbers make the same library, but
// for its own identifier. Hosts are chosen by a power law, so that a few have very many pages; names and addresses are
// as long as real ones and in several scripts; a website has three links on average, and some items have thousands.
#include "api/server/message.h"
#include "api/server/service.h"
#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/statement.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"
#include "api/types/material.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QUuid>

#include <array>
#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

// Identifiers are random, so that every transaction writes pages all over the indexes: few of them, in a large cache.
constexpr int websitesPerTransaction = 250'000;
constexpr qint64 firstMoment = 1'500'000'000'000'000;
constexpr qint64 allMoments = 280'000'000'000'000; // nine years, in microseconds

const QStringList &latinWords()
{
    static const QStringList words =
        u"signal query kernel grammar layout vector cache proof garden engine compiler search "
        "index matrix thread socket render widget schema parser protein climate archive "
        "history museum letter recipe travel running network sensor pattern lecture notes "
        "release guide tutorial reference overview introduction benchmark design review "
        "about the of and for with from how why when using building writing"_s.split(u' ');
    return words;
}

const QStringList &otherWords()
{
    static const QStringList words =
        u"Übersicht Straße Gärten naïve résumé œuvre smörgås żółw поиск данные история сервер "
        "язык 数据 检索 图书馆 网络 設計 データ 検索 言語 한국어 검색 بحث مكتبة شبكة עברית חיפוש "
        "ελληνικά αναζήτηση हिन्दी खोज"_s.split(u' ');
    return words;
}

/// Numbers below \a n, the small ones far more often: what the k-th has falls with 1/k.
class PowerLaw
{
public:
    explicit PowerLaw(int n)
        : m_logarithm(std::log(n + 1.0))
    {
    }
    int operator()(QRandomGenerator &random) const
    {
        return static_cast<int>(std::exp(random.generateDouble() * m_logarithm)) - 1;
    }

private:
    double m_logarithm;
};

class Generator
{
public:
    Generator(Database &database, int count, quint32 seed)
        : m_database(database)
        , m_random(seed)
        , m_count(count)
    {
    }

    StoreError run()
    {
        if (StoreError error = Statement(m_database, "PRAGMA cache_size = -524288").run())
            return error;
        if (StoreError error = makeMaterials())
            return error;
        for (int first = 0; first < m_count; first += websitesPerTransaction) {
            Transaction transaction(m_database);
            for (int i = first; i < std::min(first + websitesPerTransaction, m_count); ++i) {
                if (StoreError error = makeWebsite(i))
                    return error;
            }
            if (StoreError error = transaction.commit())
                return error;
            m_database.takeChanges();
        }
        return {};
    }

private:
    struct Kind
    {
        AssociationKind kind;
        /// How many websites there are for each item.
        int websites;
        /// How many of a hundred websites have one, and how many those have at most.
        int share;
        int most;
        QStringList ids{};
    };

    Database &m_database;
    QRandomGenerator m_random;
    int m_count;
    std::array<Kind, 5> m_kinds{{
        {AssociationKind::Tag, 60, 70, 4},
        {AssociationKind::Person, 200, 35, 2},
        {AssociationKind::Asset, 20, 40, 3},
        {AssociationKind::Conversation, 150, 15, 2},
        {AssociationKind::WorkstreamSummary, 150, 15, 2},
    }};

    QString identifier()
    {
        std::array<quint32, 4> bits{};
        m_random.fillRange(bits.data(), bits.size());
        QUuid id = QUuid::fromRfc4122(QByteArrayView(reinterpret_cast<const char *>(bits.data()), 16));
        return id.toString(QUuid::WithoutBraces);
    }

    QString word()
    {
        const bool other = m_random.bounded(12) == 0;
        const QStringList &words = other ? otherWords() : latinWords();
        return words.at(m_random.bounded(static_cast<int>(words.size())));
    }

    QString words(int least, int most)
    {
        QStringList all;
        for (int i = m_random.bounded(least, most + 1); i > 0; --i)
            all.append(word());
        return all.join(u' ');
    }

    Timestamp moment() { return Timestamp::fromMicroseconds(firstMoment + m_random.generate64() % allMoments); }

    StoreError makeMaterials()
    {
        Service service(m_database); // which knows what an item of each kind has to have
        Transaction transaction(m_database);
        for (Kind &kind : m_kinds) {
            const int count = std::max(5, m_count / kind.websites);
            for (int i = 0; i < count; ++i) {
                Material material;
                material.kind = kind.kind;
                material.id = identifier();
                material.name = words(1, 3) + u" %1"_s.arg(i);
                material.text = words(20, 60);
                material.created = moment();
                Request request;
                request.method = "POST";
                request.target = "/" + QString(associationTraits(kind.kind).collection).toUtf8() + "/create";
                request.object = material.toSeed();
                if (const Response made = service.dispatch(request); !made.isSuccess())
                    return {StoreError::Kind::Failed, QString::fromUtf8(made.body)};
                kind.ids.append(material.id);
            }
        }
        return transaction.commit();
    }

    StoreError makeWebsite(int number)
    {
        static const QStringList endings = u"org com net io dev edu co.uk de fr ac.jp com.br github.io"_s.split(u' ');
        const int hosts = std::max(20, m_count / 25);
        const int host = PowerLaw(hosts)(m_random);
        WebsiteRecord record;
        record.id = identifier();
        record.url = u"https://%1%2%3.%4"_s.arg(host % 3 == 0 ? u"www."_s
                : host % 7 == 0                               ? u"docs."_s
                                                              : QString(),
            latinWords().at(host % latinWords().size()), QString::number(host), endings.at(host % endings.size()));
        for (int depth = m_random.bounded(1, 6); depth > 0; --depth)
            record.url += u'/' + latinWords().at(m_random.bounded(static_cast<int>(latinWords().size())));
        record.url += u"/%1"_s.arg(number);
        if (m_random.bounded(6) == 0)
            record.url += u"?id=%1&ref=%2"_s.arg(m_random.bounded(1'000'000)).arg(word());
        record.name = words(2, 11);
        record.created = moment();
        record.updated = std::max(record.created, moment());
        record.score.reuse = m_random.bounded(4) == 0 ? m_random.bounded(50) : 0;
        const auto made = WebsiteStore(m_database).create(record);
        return made.ok() ? link(made.value()) : made.error();
    }

    StoreError link(qint64 website)
    {
        LinkStore links(m_database);
        for (const Kind &kind : m_kinds) {
            if (m_random.bounded(100) >= kind.share)
                continue;
            const PowerLaw choose(static_cast<int>(kind.ids.size()));
            for (int i = m_random.bounded(1, kind.most + 1); i > 0; --i) {
                if (const auto made = links.associateNew(website, kind.kind, kind.ids.at(choose(m_random))); !made.ok())
                    return made.error();
            }
        }
        return {};
    }
};

int fail(const QString &words)
{
    std::fprintf(stderr, "generate: %s\n", qPrintable(words));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE"_s, u"The library, which must not exist yet."_s);
    parser.addOption({u"websites"_s, u"How many websites."_s, u"N"_s, u"100000"_s});
    parser.addOption({u"seed"_s, u"Of everything at random."_s, u"N"_s, u"1"_s});
    parser.addHelpOption();
    parser.process(app);
    const int count = parser.value(u"websites"_s).toInt();
    if (parser.positionalArguments().size() != 1 || count < 1) {
        std::fprintf(stderr, "%s", qPrintable(parser.helpText()));
        return 2;
    }
    const QString path = parser.positionalArguments().constFirst();
    if (QFileInfo::exists(path))
        return fail(u"%1 exists already"_s.arg(path));
    QElapsedTimer timer;
    timer.start();
    const auto database = Database::open(path);
    if (!database.ok())
        return fail(database.error().message);
    if (const StoreError error = Generator(*database.value(), count, parser.value(u"seed"_s).toUInt()).run())
        return fail(error.message);
    std::printf(
        "%d websites in %s after %.1f s\n", count, qPrintable(path), static_cast<double>(timer.elapsed()) / 1000);
    return 0;
}
