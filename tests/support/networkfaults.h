// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeanswer.h"

#include <QRandomGenerator>

#include <functional>

namespace sitebook {

/// A network that fails at random between a client and a FakeServer: it loses requests and answers, is slow, cuts
/// answers short, says things twice, and lets the server answer that it is busy. The seed says how.
class NetworkFaults
{
public:
    explicit NetworkFaults(quint32 seed)
        : m_random(seed)
    {
    }

    /// Whether it fails at all.
    void setOn(bool on) { m_isOn = on; }
    /// Whether nothing comes through.
    void setOffline(bool offline) { m_isOffline = offline; }
    /// How many requests did not go as they should.
    int count() const { return m_count; }

    /// What the client gets of \a request, which \a carryOut brings to the server, once, never or twice.
    FakeAnswer around(const FakeRequest &request, const std::function<FakeAnswer()> &carryOut);

private:
    QRandomGenerator m_random;
    bool m_isOn = false;
    bool m_isOffline = false;
    int m_inARow = 0;
    int m_count = 0;

    FakeAnswer fail(const FakeRequest &request, const std::function<FakeAnswer()> &carryOut);
};

} // namespace sitebook
