// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quickopen.h"

#include "app/library/library.h"
#include "app/library/percentencoding.h"
#include "app/models/materialmodel.h"
#include "app/search/quickfind.h"
#include "ui/delegates.h"
#include "ui/dialogparts.h"
#include "ui/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::size_t mostHits = 40;

enum QuickRole {
    /// A QuickHit::Kind.
    HitKindRole = Qt::UserRole + 200,
    /// The identifier of what is gone to; of a command, its position.
    TargetRole,
};

} // namespace

QuickOpen::QuickOpen(
    const Library *library, const QList<SavedSearch> &searches, const QList<QAction *> &commands, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_searches(searches)
    , m_commands(commands)
    , m_edit(new QLineEdit)
    , m_view(new QListView)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"quickOpen"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go to"));
    for (const SavedSearch &search : searches)
        m_searchNames.append(search.name);
    for (const QAction *command : commands)
        m_commandNames.append(command->text().remove(u'&').remove(u'…'));
    m_edit->setObjectName(u"quickEdit"_s);
    m_edit->setClearButtonEnabled(true);
    m_edit->setPlaceholderText(tr("A few letters of a website, tag, person, saved search or command"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    m_edit->installEventFilter(this);
    m_view->setObjectName(u"quickView"_s);
    m_view->setAccessibleName(tr("Found"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new MaterialDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_edit);
    layout->addWidget(m_view, 1);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 80, metrics.height() * 24);
    connect(m_edit, &QLineEdit::textChanged, this, &QuickOpen::find);
    connect(m_view, &QListView::clicked, this, &QuickOpen::choose);
    find();
}

void QuickOpen::find()
{
    m_model->clear();
    for (const QuickHit &hit : quickFind(*m_library, m_searchNames, m_commandNames, m_edit->text(), mostHits))
        append(hit);
    if (m_model->rowCount() == 0) {
        auto *nothing = new QStandardItem(tr("Nothing is called so."));
        nothing->setFlags(Qt::NoItemFlags);
        nothing->setIcon(actionIcon(u"info"_s));
        m_model->appendRow(nothing);
        return;
    }
    m_view->setCurrentIndex(m_model->index(0, 0));
}

void QuickOpen::append(const QuickHit &hit)
{
    auto *item = new QStandardItem;
    const auto fill = [item](const QString &icon, const QString &name, const QString &detail, const QVariant &target) {
        item->setText(name);
        item->setIcon(actionIcon(icon));
        item->setData(detail, MaterialModel::DetailRole);
        item->setData(target, TargetRole);
    };
    const qsizetype position = hit.index;
    switch (hit.kind) {
    case QuickHit::Kind::Search:
        fill(u"search"_s, m_searches.at(position).name, m_searches.at(position).query, m_searches.at(position).id);
        break;
    case QuickHit::Kind::Command:
        fill(u"menu"_s, m_commandNames.at(position),
            m_commands.at(position)->shortcut().toString(QKeySequence::NativeText), static_cast<int>(position));
        break;
    case QuickHit::Kind::Tag: {
        const MaterialColumns &tags = m_library->materials(AssociationKind::Tag);
        fill(u"tag"_s, tags.name(hit.index), tr("Tag"), tags.id(hit.index));
        break;
    }
    case QuickHit::Kind::Person: {
        const MaterialColumns &people = m_library->materials(AssociationKind::Person);
        fill(u"person"_s, people.name(hit.index), people.detail(hit.index), people.id(hit.index));
        break;
    }
    case QuickHit::Kind::Website: {
        const WebsiteColumns &websites = m_library->websites();
        const QString name = websites.name(hit.index);
        const QString address = readableAddress(websites.url(hit.index));
        fill(u"website"_s, name.isEmpty() ? address : name, address, websites.id(hit.index));
        break;
    }
    }
    item->setData(QVariant::fromValue(hit.kind), HitKindRole);
    m_model->appendRow(item);
}

void QuickOpen::choose()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || !index.data(HitKindRole).isValid())
        return;
    const QVariant target = index.data(TargetRole);
    const auto kind = index.data(HitKindRole).value<QuickHit::Kind>();
    accept();
    switch (kind) {
    case QuickHit::Kind::Search:
        emit searchChosen(target.toString());
        break;
    case QuickHit::Kind::Command:
        m_commands.at(target.toInt())->trigger();
        break;
    case QuickHit::Kind::Tag:
        emit materialChosen({AssociationKind::Tag, target.toString()});
        break;
    case QuickHit::Kind::Person:
        emit materialChosen({AssociationKind::Person, target.toString()});
        break;
    case QuickHit::Kind::Website:
        emit websiteChosen(target.toString());
        break;
    }
}

bool QuickOpen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (moveInList(m_view, key))
        return true;
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        choose();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace sitebook
