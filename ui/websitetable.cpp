// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/websitetable.h"

#include "app/models/websitelistmodel.h"

namespace sitebook {

WebsiteTable::WebsiteTable(WebsiteListModel *model, QWidget *parent)
    : QTableView(parent)
    , m_websites(model)
{
    setModel(model);
    connect(model, &WebsiteListModel::searchFinished, this, &WebsiteTable::onSearchFinished);
}

void WebsiteTable::keyPressEvent(QKeyEvent *event)
{
    m_websites->completeBeginning();
    QTableView::keyPressEvent(event);
}

void WebsiteTable::mousePressEvent(QMouseEvent *event)
{
    m_websites->completeBeginning(); // which leaves what is under the mouse where it is
    QTableView::mousePressEvent(event);
}

void WebsiteTable::updateGeometries()
{
    m_geometriesDue = m_websites->showsBeginning();
    if (!m_geometriesDue)
        QTableView::updateGeometries();
}

void WebsiteTable::onSearchFinished()
{
    if (m_geometriesDue)
        updateGeometries();
}

} // namespace sitebook
