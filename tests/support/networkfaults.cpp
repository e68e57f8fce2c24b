// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/networkfaults.h"

namespace sitebook {

namespace {

/// A server that fails more often than that in a row is taken for one that refuses.
constexpr int mostInARow = 2;

FakeAnswer cutShort(FakeAnswer answer, QRandomGenerator &random)
{
    answer.ending = FakeAnswer::Ending::Close;
    answer.cutOffAfter = random.bounded(answer.toWire().size());
    return answer;
}

/// Whether the network may say it twice; what must not be done twice is never sent twice by the client.
bool isRepeatable(const FakeRequest &request)
{
    const QByteArray path = request.path();
    return request.method == "GET" || path.endsWith("/update") || path.contains("/associate/")
        || path.contains("/disassociate/");
}

} // namespace

FakeAnswer NetworkFaults::around(const FakeRequest &request, const std::function<FakeAnswer()> &carryOut)
{
    if (m_isOffline)
        return FakeAnswer::closeAtOnce();
    if (!m_isOn || m_inARow >= mostInARow || m_random.bounded(100) < 55) {
        m_inARow = 0;
        return carryOut();
    }
    ++m_inARow;
    ++m_count;
    return fail(request, carryOut);
}

FakeAnswer NetworkFaults::fail(const FakeRequest &request, const std::function<FakeAnswer()> &carryOut)
{
    const bool before = m_random.bounded(2) == 0;
    switch (m_random.bounded(7)) {
    case 0: {
        FakeAnswer answer = carryOut();
        answer.delay = std::chrono::milliseconds(m_random.bounded(15));
        return answer;
    }
    case 1:
        return cutShort(carryOut(), m_random);
    case 2:
        return FakeAnswer::failure(429, "slower").with("Retry-After", "0");
    case 3:
        return FakeAnswer::failure(503, "busy");
    case 4:
        if (!before)
            carryOut();
        return FakeAnswer::failure(500, "broken");
    case 5:
        if (isRepeatable(request))
            carryOut();
        return carryOut();
    default:
        if (!before)
            carryOut();
        return FakeAnswer::closeAtOnce();
    }
}

} // namespace sitebook
