// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savedserverlist.h"

#include "api/client/serverprobe.h"
#include "app/session/savedservers.h"
#include "ui/delegates.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int urlRole = Qt::UserRole;
constexpr int stateRole = Qt::UserRole + 1;

/// Draws the address and the state of a server behind its name, which alone is edited.
class ServerDelegate : public TextDelegate
{
public:
    using TextDelegate::TextDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TextDelegate::initStyleOption(option, index);
        const QStringList parts{
            index.data().toString(), index.data(urlRole).toUrl().authority(), index.data(stateRole).toString()};
        option->text = parts.join(u"  —  "_s);
    }
};

} // namespace

SavedServerList::SavedServerList(QNetworkAccessManager *network, QWidget *parent)
    : QWidget(parent)
    , m_network(network)
    , m_list(new QListWidget)
    , m_rename(new QPushButton(tr("&Rename")))
    , m_remove(new QPushButton(tr("Re&move")))
{
    m_list->setObjectName(u"savedServerList"_s);
    m_list->setItemDelegate(new ServerDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setMinimumHeight(fontMetrics().height() * 4);
    m_rename->setObjectName(u"renameServerButton"_s);
    m_remove->setObjectName(u"removeServerButton"_s);
    auto *heading = new QLabel(tr("&Saved servers:"));
    heading->setBuddy(m_list);
    auto *line = new QHBoxLayout;
    line->addStretch();
    for (QPushButton *button : {m_rename, m_remove}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(heading);
    layout->addWidget(m_list, 1);
    layout->addLayout(line);

    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        updateButtons();
        if (item)
            emit picked(item->text(), item->data(urlRole).toUrl());
    });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &SavedServerList::activated);
    connect(m_list, &QListWidget::itemChanged, this, &SavedServerList::rename);
    connect(m_rename, &QPushButton::clicked, this, [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_remove, &QPushButton::clicked, this, &SavedServerList::removeCurrent);
    look();
}

void SavedServerList::look()
{
    delete std::exchange(m_probes, new QObject(this));
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const QList<SavedServer> servers = SavedServers().servers();
    for (const SavedServer &server : servers) {
        auto *item = new QListWidgetItem(actionIcon(u"connect"_s), server.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(urlRole, server.url);
        item->setToolTip(server.url.toString());
        ask(item);
    }
    setVisible(!servers.isEmpty());
    updateButtons();
}

void SavedServerList::ask(QListWidgetItem *item)
{
    auto *probe = new ServerProbe(m_network, item->data(urlRole).toUrl(), m_probes);
    const auto show = [this, item, probe] {
        const QSignalBlocker blocker(m_list);
        item->setData(stateRole, stateText(*probe));
        m_list->viewport()->update();
    };
    connect(probe, &ServerProbe::changed, this, show);
    show();
    probe->start();
}

QString SavedServerList::stateText(const ServerProbe &probe)
{
    const bool done = probe.step() == ServerProbe::Step::Done;
    if (done && !probe.isWell())
        return probe.error().kind == ApiError::Kind::NotReachable ? tr("does not answer") : probe.error().caption();
    if (!probe.isWell())
        return tr("asking…");
    QStringList parts;
    if (!probe.version().isEmpty())
        parts.append(tr("version %1").arg(probe.version()));
    if (done && probe.error())
        parts.append(probe.error().caption());
    else if (done)
        parts.append(tr("%Ln website(s)", nullptr, static_cast<int>(probe.count())));
    return parts.isEmpty() ? tr("answers") : parts.join(u"  —  "_s);
}

void SavedServerList::rename(QListWidgetItem *item)
{
    const QUrl url = item->data(urlRole).toUrl();
    if (item->text().trimmed().isEmpty()) {
        const QSignalBlocker blocker(m_list);
        item->setText(SavedServers().nameOf(url));
        return;
    }
    SavedServers().save({item->text(), url});
    emit picked(item->text(), url);
}

void SavedServerList::removeCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    SavedServers().remove(item->data(urlRole).toUrl());
    look();
}

void SavedServerList::updateButtons()
{
    m_rename->setEnabled(m_list->currentItem());
    m_remove->setEnabled(m_list->currentItem());
}

void SavedServerList::clearSelection()
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentItem(nullptr);
    updateButtons();
}

} // namespace sitebook
