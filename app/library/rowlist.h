// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <utility>
#include <vector>

namespace sitebook {

/// Rows of a library in some order. Copies share them until one is changed, so that a list that shows all websites in
/// the order that the library keeps takes no memory of its own.
class RowList
{
public:
    RowList() = default;
    /// Of \a rows, which are shared from now on; wherever a list is wanted, rows will do.
    RowList(std::vector<quint32> rows)
        : m_rows(std::make_shared<std::vector<quint32>>(std::move(rows)))
    {
    }

    std::vector<quint32>::const_iterator begin() const { return all().begin(); }
    std::vector<quint32>::const_iterator end() const { return all().end(); }
    std::size_t size() const { return all().size(); }
    bool empty() const { return all().empty(); }
    quint32 operator[](std::size_t place) const { return (*m_rows)[place]; }
    const std::vector<quint32> &all() const
    {
        static const std::vector<quint32> none;
        return m_rows ? *m_rows : none;
    }
    /// The rows to change them, which leaves other copies as they are.
    std::vector<quint32> &edit()
    {
        if (!m_rows || m_rows.use_count() > 1)
            m_rows = std::make_shared<std::vector<quint32>>(all());
        return *m_rows;
    }
    bool operator==(const RowList &other) const { return m_rows == other.m_rows || all() == other.all(); }

private:
    std::shared_ptr<std::vector<quint32>> m_rows;
};

} // namespace sitebook
