// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkpicker.h"

#include "app/library/fold.h"
#include "app/library/library.h"
#include "app/models/materiallistmodel.h"
#include "ui/delegates.h"
#include "ui/dialogparts.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::size_t mostMatches = 60;

enum PickerRole {
    /// Set on the entries that make something new: what is to be made.
    CreateNameRole = Qt::UserRole + 200,
};

struct Match
{
    int rank = 0;
    AssociationKind kind = AssociationKind::Asset;
    MaterialColumns::Index index = 0;
};

/// How well \a text matches \a query, best first; -1 when it does not.
int rankOf(QByteArrayView text, QByteArrayView query)
{
    if (query.isEmpty())
        return 2;
    const qsizetype at = text.indexOf(query);
    if (at < 0)
        return -1;
    if (at == 0)
        return text.size() == query.size() || text.at(query.size()) == '\n' ? 0 : 1;
    const char before = text.at(at - 1);
    return before == ' ' || before == '/' || before == '-' || before == '\n' ? 2 : 3;
}

} // namespace

LinkPicker::LinkPicker(
    Library *library, const QStringList &websites, std::optional<AssociationKind> kind, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_websites(websites)
    , m_kind(kind)
    , m_edit(new QLineEdit)
    , m_view(new QListView)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"linkPicker"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Link %Ln website(s)", nullptr, static_cast<int>(websites.size())));
    m_edit->setObjectName(u"pickerEdit"_s);
    m_edit->setClearButtonEnabled(true);
    m_edit->setPlaceholderText(kind ? tr("Find or create: %1").arg(materialKindNamePlural(*kind))
                                    : tr("Find or create a tag, person, asset, conversation or summary"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    m_edit->installEventFilter(this);
    m_view->setObjectName(u"pickerView"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new MaterialDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto *hint = new QLabel(tr("Enter links and closes, Shift+Enter links and stays."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_edit);
    layout->addWidget(m_view, 1);
    layout->addWidget(hint);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 70, metrics.height() * 24);
    connect(m_edit, &QLineEdit::textChanged, this, &LinkPicker::find);
    connect(m_view, &QListView::doubleClicked, this, [this] { choose(true); });
    find();
}

void LinkPicker::find()
{
    const QString text = m_edit->text().simplified();
    const QByteArray query = folded(text);
    std::vector<Match> matches;
    bool exact[associationKindCount] = {};
    for (const AssociationKind kind : shelfKinds) {
        if ((m_kind && *m_kind != kind) || !m_library->features().has(ServerFeatures::Operation::Link, kind))
            continue;
        const MaterialColumns &materials = m_library->materials(kind);
        for (MaterialColumns::Index index = 0; index < materials.size(); ++index) {
            if (!materials.isKnown(index))
                continue;
            const int rank = rankOf(materials.foldedText(index), query);
            if (rank >= 0)
                matches.push_back({rank, kind, index});
            if (rank == 0)
                exact[static_cast<std::size_t>(kind)] = true;
        }
    }
    const std::size_t count = std::min(matches.size(), mostMatches);
    std::ranges::partial_sort(
        matches, matches.begin() + static_cast<std::ptrdiff_t>(count), [this](const Match &a, const Match &b) {
            if (a.rank != b.rank)
                return a.rank < b.rank;
            // Among equals, what is used most is what is meant.
            const auto used = [this](const Match &match) {
                return m_library->materials(match.kind).websites(match.index).size();
            };
            if (used(a) != used(b))
                return used(a) > used(b);
            return std::pair(a.kind, a.index) < std::pair(b.kind, b.index);
        });
    m_model->clear();
    for (std::size_t i = 0; i < count; ++i) {
        const MaterialColumns &materials = m_library->materials(matches[i].kind);
        auto *item = new QStandardItem(materials.name(matches[i].index));
        item->setData(materials.id(matches[i].index), MaterialModel::IdRole);
        item->setData(QVariant::fromValue(matches[i].kind), MaterialModel::KindRole);
        item->setData(materials.detail(matches[i].index).section(u'\n', 0, 0), MaterialModel::DetailRole);
        item->setData(static_cast<int>(materials.websites(matches[i].index).size()), MaterialModel::WebsiteCountRole);
        m_model->appendRow(item);
    }
    if (!text.isEmpty()) {
        for (const AssociationKind kind : {AssociationKind::Tag, AssociationKind::Person, AssociationKind::Asset,
                 AssociationKind::Conversation, AssociationKind::WorkstreamSummary})
        {
            const ServerFeatures &features = m_library->features();
            if (!features.has(ServerFeatures::Operation::Create, kind)
                || !features.has(ServerFeatures::Operation::List, kind)
                || !features.has(ServerFeatures::Operation::Link, kind))
                continue;
            if ((m_kind && *m_kind != kind) || (kind == AssociationKind::Tag && exact[static_cast<std::size_t>(kind)]))
                continue;
            //: An entry of the picker: %1 is the name that was typed, %2 a kind of item
            auto *item = new QStandardItem(tr("Create “%1” (%2)").arg(text, materialKindName(kind)));
            item->setData(text, CreateNameRole);
            item->setData(QVariant::fromValue(kind), MaterialModel::KindRole);
            m_model->appendRow(item);
        }
    }
    m_view->setCurrentIndex(m_model->index(0, 0));
}

void LinkPicker::choose(bool close)
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return;
    const auto kind = index.data(MaterialModel::KindRole).value<AssociationKind>();
    const QString name = index.data(CreateNameRole).toString();
    if (name.isEmpty())
        emit linkRequested(m_websites, {kind, index.data(MaterialModel::IdRole).toString()});
    else
        emit createRequested(m_websites, kind, name);
    if (close) {
        accept();
        return;
    }
    m_edit->clear();
    find();
}

bool LinkPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (moveInList(m_view, key))
        return true;
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        choose(!(key->modifiers() & Qt::ShiftModifier));
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace sitebook
