// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trashdialog.h"

#include "app/library/library.h"
#include "app/library/retention.h"
#include "app/models/trashmodel.h"
#include "ui/dialogparts.h"
#include "ui/trashview.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

TrashDialog::TrashDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_view(new TrashView(library))
    , m_size(new QLabel)
    , m_empty(new QPushButton)
{
    setObjectName(u"trashDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Trash"));
    m_size->setObjectName(u"trashSize"_s);
    m_empty->setObjectName(u"emptyTrashButton"_s);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_view);
    layout->addWidget(m_size);
    layout->addLayout(makeDialogButtons(this, {m_view->restoreButton(), m_view->removeButton(), m_empty}));
    resize(fontMetrics().averageCharWidth() * 118, fontMetrics().height() * 26);
    connect(m_empty, &QPushButton::clicked, this, [this, library] {
        if (m_view->isSure(m_empty))
            library->journal().emptyTrash({});
    });
    connect(m_view, &TrashView::changed, this, &TrashDialog::updateEmptyButton);
    connect(m_view->model(), &TrashModel::updated, this, &TrashDialog::updateWords);
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    updateEmptyButton();
    m_view->model()->start();
}

void TrashDialog::updateWords()
{
    const TrashModel *model = m_view->model();
    const int days = Retention::load().trashDays;
    const QString kept = days == 0 ? tr("What is deleted here is kept for ever.")
                                   : tr("What is deleted here is kept for %Ln day(s).", nullptr, days);
    const QString content = model->rowCount() == 0
        ? tr("The trash is empty.")
        //: %1 is a size, as in 12 KB
        : tr("%Ln item(s), %1.", nullptr, model->rowCount()).arg(QLocale().formattedDataSize(model->size()));
    m_size->setText(content + u' ' + kept);
    updateEmptyButton();
}

void TrashDialog::updateEmptyButton()
{
    m_empty->setEnabled(m_view->model()->rowCount() > 0);
    m_empty->setText(m_view->isAsking(m_empty) ? tr("Really empty the trash?") : tr("&Empty the trash"));
}

} // namespace sitebook
