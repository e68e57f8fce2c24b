// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverfeatures.h"

namespace sitebook {

namespace {

constexpr quint8 enoughStrikes = 2;

} // namespace

std::size_t ServerFeatures::slot(Operation operation, Kind kind)
{
    const std::size_t ofKind = kind ? static_cast<std::size_t>(*kind) : associationKindCount;
    return static_cast<std::size_t>(operation) * kindCount + ofKind;
}

bool ServerFeatures::has(Operation operation, Kind kind) const
{
    return !m_missing.test(slot(operation, kind));
}

bool ServerFeatures::note(Operation operation, Kind kind, const ApiError &error)
{
    const std::size_t at = slot(operation, kind);
    const bool before = m_missing.test(at);
    if (!error) {
        m_missing.reset(at);
        m_strikes[at] = 0;
    } else if (error.kind == ApiError::Kind::NotSupported && !before) {
        const bool mayBeTheItem =
            error.httpStatus == 404 && operation != Operation::List && operation != Operation::Create;
        if (!mayBeTheItem || ++m_strikes[at] >= enoughStrikes)
            m_missing.set(at);
    }
    return m_missing.test(at) != before;
}

} // namespace sitebook
