// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace sitebook {

class WebsiteListModel;

/// The list of websites in the window. While it shows only the beginning of what a search finds, its scroll bars stay
/// as they were, so that they do not jump twice, and a key or a click that is for the list waits until all is there.
class WebsiteTable : public QTableView
{
    Q_OBJECT

public:
    explicit WebsiteTable(WebsiteListModel *model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void updateGeometries() override;

private:
    WebsiteListModel *m_websites;
    bool m_geometriesDue = false;

    void onSearchFinished();
};

} // namespace sitebook
