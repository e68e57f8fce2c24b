// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/types/association.h"

#include <array>
#include <bitset>
#include <optional>

namespace sitebook {

/// Which operations a server has, as far as its answers have shown. A value; everything is there until proven missing.
class ServerFeatures
{
public:
    enum class Operation : quint8 {
        List,
        Create,
        Update,
        Delete,
        /// Both to link a website to an item of the kind, and to take the link away.
        Link,
        /// To add to the score of a website.
        Score,
    };
    /// No kind: the websites.
    using Kind = std::optional<AssociationKind>;

    /// Whether the server may have \a operation; of Link, for the linked kind.
    bool has(Operation operation, Kind kind = {}) const;
    /// Takes note of \a error, or of none, as the answer to \a operation; whether has() says something else now. 405
    /// and 501 say that there is no such operation. 404 says so of List and Create, that name no item; of the others
    /// two of them say so, and only those may be told here that were about an item that is certainly there.
    bool note(Operation operation, Kind kind, const ApiError &error);

private:
    static constexpr std::size_t operationCount = 6;
    static constexpr std::size_t kindCount = associationKindCount + 1;

    static std::size_t slot(Operation operation, Kind kind);

    std::bitset<operationCount * kindCount> m_missing;
    /// How many answers of each said 404 in a row.
    std::array<quint8, operationCount * kindCount> m_strikes{};
};

} // namespace sitebook
