// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/score.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::array<std::pair<QLatin1StringView, int Score::*>, 7> counters{{
    {"manual"_L1, &Score::manual},
    {"automatic"_L1, &Score::automatic},
    {"priority"_L1, &Score::priority},
    {"reuse"_L1, &Score::reuse},
    {"update"_L1, &Score::update},
    {"reference"_L1, &Score::reference},
    {"searched"_L1, &Score::searched},
}};

struct Flag
{
    QLatin1StringView key;
    bool ScoreIncrement::*flag;
    int Score::*counter;
};

constexpr std::array<Flag, 5> flags{{
    {"reuse"_L1, &ScoreIncrement::reuse, &Score::reuse},
    {"update"_L1, &ScoreIncrement::update, &Score::update},
    {"reference"_L1, &ScoreIncrement::reference, &Score::reference},
    {"priority"_L1, &ScoreIncrement::priority, &Score::priority},
    {"searched"_L1, &ScoreIncrement::searched, &Score::searched},
}};

} // namespace

Score Score::fromJson(const QJsonObject &json)
{
    Score score;
    for (const auto &[key, counter] : counters)
        score.*counter = json.value(key).toInt();
    return score;
}

QJsonObject Score::toJson(const QJsonObject &previous) const
{
    QJsonObject json = previous;
    for (const auto &[key, counter] : counters)
        json.insert(key, this->*counter);
    return json;
}

int Score::total() const
{
    qint64 sum = 0;
    for (const auto &[key, counter] : counters)
        sum += this->*counter;
    return static_cast<int>(std::clamp<qint64>(sum, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

ScoreIncrement ScoreIncrement::fromJson(const QJsonObject &seededScoreIncrement, QLatin1StringView material)
{
    const QJsonObject seeded = seededScoreIncrement.value(material).toObject();
    ScoreIncrement increment;
    for (const Flag &flag : flags)
        increment.*flag.flag = seeded.value(flag.key).toBool();
    return increment;
}

QJsonObject ScoreIncrement::toJson(QLatin1StringView material) const
{
    QJsonObject seeded;
    for (const Flag &flag : flags) {
        if (this->*flag.flag)
            seeded.insert(flag.key, true);
    }
    return {{material, seeded}};
}

void ScoreIncrement::applyTo(Score &score) const
{
    for (const Flag &flag : flags) {
        int &counter = score.*flag.counter;
        if (this->*flag.flag && counter < std::numeric_limits<int>::max())
            ++counter;
    }
}

} // namespace sitebook
