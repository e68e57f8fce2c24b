// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"

#include <array>

namespace sitebook {

/// What websites are worth whatever is searched for: the more, the less long ago they changed, and then the more they
/// are used.
class WebsiteMerit
{
public:
    /// As of now.
    explicit WebsiteMerit(const Library &library);

    /// How many grades there are.
    static constexpr int grades = 64;
    /// The grade of the website at \a row, from 0 to below `grades`; the lower the better.
    int of(Library::Row row) const;

private:
    const WebsiteColumns &m_websites;
    /// The moments between one age and the next.
    std::array<qint64, 6> m_ages{};
};

} // namespace sitebook
