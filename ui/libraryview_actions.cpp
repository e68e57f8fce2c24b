// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the websites and items of a LibraryView.

#include "app/exchange/vcard.h"
#include "app/library/groups.h"
#include "app/library/wholeitems.h"
#include "app/models/websitelistmodel.h"
#include "app/web/addressproblem.h"
#include "ui/adddialog.h"
#include "ui/detailpane.h"
#include "ui/droppedfiles.h"
#include "ui/itemhistorydialog.h"
#include "ui/libraryview.h"
#include "ui/linkpicker.h"
#include "ui/materialdialog.h"
#include "ui/materialpage.h"
#include "ui/messagebar.h"
#include "ui/rowselection.h"
#include "ui/theme.h"
#include "ui/websiteeditor.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace sitebook {

void LibraryView::addAddresses(const QStringList &addresses, const QString &name)
{
    QList<Website> added;
    QStringList ids;
    int known = 0;
    for (const QString &address : addresses) {
        if (const auto same = findByAddress(*m_library, address)) {
            ids.append(m_library->websites().id(*same));
            ++known;
            continue;
        }
        added.append(newWebsite(address, name));
        ids.append(added.constLast().id);
    }
    if (!added.isEmpty())
        m_library->perform(addGroup(added));
    if (known > 0) {
        m_messages->showMessage(
            MessageBar::Kind::Information, tr("%Ln of the addresses was in the library already.", nullptr, known));
    }
    if (ids.isEmpty())
        return;
    if (!m_model->indexOf(ids.constFirst()).isValid())
        showWebsite(ids.constFirst());
    selectWhenShown(ids);
}

void LibraryView::showAddDialog(const QStringList &addresses)
{
    auto *dialog = new AddDialog(m_library, this);
    if (!addresses.isEmpty())
        dialog->setAddresses(addresses);
    connect(dialog, &AddDialog::addRequested, this, &LibraryView::addAddresses);
    connect(dialog, &AddDialog::showWebsiteRequested, this, &LibraryView::showWebsite);
    dialog->open();
}

void LibraryView::removeSelected()
{
    // What is selected in a list that is not to be seen is not meant.
    const QStringList ids = showsTrash() ? QStringList() : chosenIds();
    if (ids.isEmpty())
        return;
    const auto row = m_library->websites().find(ids.constFirst());
    const QString caption = ids.size() == 1 && row ? tr("Delete “%1”").arg(m_library->websites().name(*row))
                                                   : tr("Delete %Ln website(s)", nullptr, static_cast<int>(ids.size()));
    m_library->removeItems(ids, {}, caption);
    //: After websites were deleted
    m_messages->showMessage(MessageBar::Kind::Information,
        tr("%Ln website(s) deleted.", nullptr, static_cast<int>(ids.size())), tr("Undo"),
        [library = m_library] { library->history()->undo(); });
}

void LibraryView::open(const QString &id)
{
    const auto row = m_library->websites().find(id);
    if (!row)
        return;
    const QString url = m_library->websites().url(*row);
    const auto openIt = [this, url, id] {
        if (!m_opener(QUrl(url))) {
            m_messages->showMessage(MessageBar::Kind::Error, tr("No program of this computer opens “%1”.").arg(url));
            return;
        }
        if (m_library->features().has(ServerFeatures::Operation::Score))
            m_library->performWithoutUndo({tr("Open"), {Operation::increment(id, {.reuse = true})}});
    };
    switch (openPolicy(url)) {
    case OpenPolicy::Open:
        openIt();
        break;
    case OpenPolicy::Ask:
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("“%1” starts another program than the browser. Open it?").arg(url), tr("Open"), openIt);
        break;
    case OpenPolicy::Never:
        m_messages->showMessage(MessageBar::Kind::Error,
            tr("“%1” is not opened: addresses of this kind can run programs or read files. It can be copied.")
                .arg(url));
        break;
    }
}

void LibraryView::openSelected()
{
    constexpr qsizetype mostAtOnce = 20;
    const QStringList ids = chosenIds();
    if (ids.size() > mostAtOnce) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("%Ln website(s) are selected; at most %1 are opened at once.", nullptr, static_cast<int>(ids.size()))
                .arg(mostAtOnce));
        return;
    }
    for (const QString &id : ids)
        open(id);
}

void LibraryView::copySelected()
{
    m_model->completeBeginning();
    QModelIndexList indexes;
    for (const int row : selectedRows(m_table->selectionModel()))
        indexes.append(m_model->index(row, 0));
    if (!indexes.isEmpty())
        QGuiApplication::clipboard()->setMimeData(m_model->mimeData(indexes));
}

void LibraryView::paste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QStringList addresses = draggedAddresses(data);
    if (addresses.isEmpty())
        m_messages->showMessage(MessageBar::Kind::Information, tr("The clipboard holds no address of a website."));
    else
        addAddresses(addresses);
}

void LibraryView::showHistory()
{
    if (m_details->showsMaterial()) {
        const MaterialRef &material = m_details->materialPage()->material();
        showHistoryOf(material.kind, material.id);
    } else if (m_details->websites().size() == 1) {
        showHistoryOf(std::nullopt, m_details->websites().constFirst());
    } else {
        m_messages->showMessage(MessageBar::Kind::Information, tr("Select one website to see its history."));
    }
}

void LibraryView::showHistoryOf(std::optional<AssociationKind> kind, const QString &id)
{
    auto *dialog = findChild<ItemHistoryDialog *>();
    if (!dialog)
        dialog = new ItemHistoryDialog(m_library, this);
    dialog->setItem(kind, id);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void LibraryView::editName()
{
    if (m_details->websites().size() == 1) {
        m_details->back();
        m_details->editor()->editName();
    }
}

void LibraryView::link(const QStringList &websites, const QList<MaterialRef> &materials)
{
    if (websites.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Information, tr("Select the websites to link first."));
        return;
    }
    const OperationGroup group = linkGroup(*m_library, websites, materials);
    if (group.operations.isEmpty())
        m_messages->showMessage(MessageBar::Kind::Information, tr("These are linked already."));
    m_library->perform(group);
}

void LibraryView::pickLink(std::optional<AssociationKind> kind)
{
    const QStringList websites = chosenIds();
    if (websites.isEmpty()) {
        m_messages->showMessage(MessageBar::Kind::Information, tr("Select the websites to link first."));
        return;
    }
    auto *picker = new LinkPicker(m_library, websites, kind, this);
    connect(picker, &LinkPicker::linkRequested, this,
        [this](const QStringList &ids, const MaterialRef &material) { link(ids, {material}); });
    connect(picker, &LinkPicker::createRequested, this, &LibraryView::createNamed);
    picker->open();
}

void LibraryView::createNamed(const QStringList &websites, AssociationKind kind, const QString &name)
{
    Material material;
    material.kind = kind;
    material.id = newIdentifier();
    material.name = name;
    if (kind == AssociationKind::Asset)
        material.text = name;
    if (kind == AssociationKind::Person && name.contains(u'@') && !name.contains(u' '))
        material.email = name;
    m_library->perform(createGroup(*m_library, {material}, websites));
}

void LibraryView::createFromFiles(AssociationKind kind, const QList<QUrl> &files)
{
    const QStringList websites = m_details->websites();
    readDroppedFiles(kind, files, this, [this, websites](const DroppedFiles &dropped) {
        if (!dropped.materials.isEmpty())
            m_library->perform(createGroup(*m_library, dropped.materials, websites));
        if (!dropped.problems.isEmpty())
            m_messages->showMessage(MessageBar::Kind::Warning, dropped.problems.join(u'\n'));
    });
}

void LibraryView::createFromVCard(const QByteArray &card)
{
    const QList<Material> people = readVCards(card);
    if (people.isEmpty())
        m_messages->showMessage(MessageBar::Kind::Warning, tr("No person could be read from the vCard."));
    else
        m_library->perform(createGroup(*m_library, people, m_details->websites()));
}

void LibraryView::createFromText(AssociationKind kind, const QString &text)
{
    if (kind == AssociationKind::Tag) {
        const QString name = text.simplified();
        if (const auto tag = m_library->findTag(name))
            link(m_details->websites(), {{kind, m_library->materials(kind).id(*tag)}});
        else
            createNamed(m_details->websites(), kind, name);
        return;
    }
    Material snippet;
    snippet.kind = AssociationKind::Asset;
    snippet.id = newIdentifier();
    snippet.text = text;
    snippet.name = text.trimmed().section(u'\n', 0, 0).left(80);
    m_library->perform(createGroup(*m_library, {snippet}, m_details->websites()));
}

void LibraryView::createMaterial(AssociationKind kind, const QStringList &websites)
{
    auto *dialog = new MaterialDialog(m_library, kind, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MaterialDialog::finishedEditing, this, [this, websites](const Material &, const Material &after) {
        m_library->perform(createGroup(*m_library, {after}, websites));
    });
    dialog->open();
}

void LibraryView::editMaterial(const MaterialRef &ref)
{
    // Lists come without the contents, so the item is read whole first.
    readWholeMaterials(m_library->client(), ref.kind, {ref.id}, this,
        [this, ref](const QList<Material> &materials, const ApiError &error) {
            if (error || materials.isEmpty()) {
                m_messages->showMessage(MessageBar::Kind::Error,
                    tr("It cannot be edited. %1").arg(error ? error.caption() : tr("It is no longer there.")));
                return;
            }
            auto *dialog = new MaterialDialog(m_library, ref.kind, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->edit(materials.constFirst());
            connect(
                dialog, &MaterialDialog::finishedEditing, this, [this](const Material &before, const Material &after) {
                    m_library->perform(editGroup(before, after));
                });
            dialog->open();
        });
}

void LibraryView::removeMaterials(const QList<MaterialRef> &materials)
{
    if (materials.isEmpty())
        return;
    const MaterialRef &first = materials.constFirst();
    const auto index = m_library->materials(first.kind).find(first.id);
    const QString caption = materials.size() == 1 && index
        ? tr("Delete “%1”").arg(m_library->materials(first.kind).name(*index))
        : tr("Delete %Ln item(s)", nullptr, static_cast<int>(materials.size()));
    m_library->removeItems({}, materials, caption);
    m_messages->showMessage(MessageBar::Kind::Information,
        tr("%Ln item(s) deleted, with all links.", nullptr, static_cast<int>(materials.size())), tr("Undo"),
        [library = m_library] { library->history()->undo(); });
}

QString LibraryView::describeListDrop(const QMimeData *data, const QModelIndex &target) const
{
    if (!m_model->canDropMimeData(data, Qt::CopyAction, -1, -1, target))
        return {};
    const auto items = draggedItems(data);
    if (!items)
        return tr("Add %Ln website(s)", nullptr, static_cast<int>(draggedAddresses(data).size()));
    const int count = static_cast<int>(items->materials.size());
    const QStringList selected = selectedIds();
    if (selected.size() > 1 && selected.contains(m_model->id(target)))
        return tr("Link %Ln item(s) to the %L1 selected websites", nullptr, count).arg(selected.size());
    return tr("Link %Ln item(s) to “%1”", nullptr, count).arg(target.siblingAtColumn(0).data().toString());
}

void LibraryView::showListMenu(const QPoint &position)
{
    if (!hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &icon, const QString &text, auto method) {
        connect(menu->addAction(actionIcon(icon), text), &QAction::triggered, this, method);
    };
    add(u"open-browser"_s, tr("&Open in the browser"), [this] { openSelected(); });
    add(u"copy"_s, tr("&Copy the address"), [this] { copySelected(); });
    add(u"edit"_s, tr("&Rename"), [this] { editName(); });
    menu->addSeparator();
    add(u"link"_s, tr("&Link…"), [this] { pickLink(); });
    add(u"connect"_s, tr("Chec&k links"), [this] { checkLinks(); });
    QAction *history = menu->addAction(actionIcon(u"recent"_s), tr("&History of this website…"));
    history->setEnabled(selectedIds().size() == 1);
    connect(history, &QAction::triggered, this, [this] { showHistoryOf(std::nullopt, selectedIds().constFirst()); });
    menu->addSeparator();
    add(u"delete"_s, tr("&Delete"), [this] { removeSelected(); });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void LibraryView::showColumnMenu(const QPoint &position)
{
    QHeaderView *header = m_table->horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < WebsiteListModel::columnCountValue; ++column) {
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        connect(action, &QAction::toggled, header,
            [header, column](bool shown) { header->setSectionHidden(column, !shown); });
    }
    menu->popup(header->mapToGlobal(position));
}

} // namespace sitebook
