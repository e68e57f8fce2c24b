// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectdialog.h"

#include "api/client/serverdiscovery.h"
#include "api/client/serverprobe.h"
#include "app/session/savedservers.h"
#include "app/web/addressproblem.h"
#include "ui/fieldnote.h"
#include "ui/savedserverlist.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int urlRole = Qt::UserRole;

} // namespace

QUrl ConnectDialog::serverUrl(const QString &text)
{
    const QUrl url(completedAddress(text), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty())
        return {};
    return serverBase(url);
}

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
    , m_network(new QNetworkAccessManager(this))
    , m_discovery(new ServerDiscovery(m_network, this))
    , m_saved(new SavedServerList(m_network))
    , m_servers(new QListWidget)
    , m_discoveryLabel(new QLabel)
    , m_again(new QPushButton(tr("&Look again")))
    , m_address(new QLineEdit)
    , m_name(new QLineEdit)
    , m_test(new QPushButton(tr("&Test")))
    , m_note(new FieldNote(u"connectNote"_s))
    , m_connect(new QPushButton(tr("&Connect")))
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to Pieces OS or another server"));
    auto *introduction =
        new QLabel(tr("Sitebook can show the websites of Pieces OS, or of another server with the same interface."));
    introduction->setWordWrap(true);
    m_connect->setObjectName(u"connectButton"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"cancelButton"_s);
    buttons->addButton(m_connect, QDialogButtonBox::AcceptRole);

    const QFontMetrics metrics = fontMetrics();
    const int margin = metrics.height();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(metrics.height() * 2 / 3);
    layout->addWidget(introduction);
    layout->addWidget(m_saved, 1);
    layout->addWidget(makeServerList(), 1);
    layout->addWidget(makeAddress());
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    m_connect->setDefault(true);
    resize(metrics.height() * 42, metrics.height() * (m_saved->isHidden() ? 28 : 36));

    connect(m_saved, &SavedServerList::picked, this, [this](const QString &name, const QUrl &url) {
        m_servers->setCurrentItem(nullptr);
        m_address->setText(url.toString());
        m_suggestedName = name;
        m_name->setText(name);
    });
    connect(m_saved, &SavedServerList::activated, this, &ConnectDialog::connectToServer);
    connect(m_discovery, &ServerDiscovery::found, this, &ConnectDialog::addServer);
    connect(m_discovery, &ServerDiscovery::finished, this, &ConnectDialog::showDiscovery);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::connectToServer);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectDialog::reject);
}

ConnectDialog::~ConnectDialog() = default;

QWidget *ConnectDialog::makeServerList()
{
    m_servers->setObjectName(u"serverList"_s);
    m_servers->setUniformItemSizes(true);
    m_servers->setMinimumHeight(fontMetrics().height() * 5);
    m_discoveryLabel->setObjectName(u"discoveryLabel"_s);
    m_again->setObjectName(u"lookAgainButton"_s);
    m_again->setAutoDefault(false);
    auto *heading = new QLabel(tr("On this &computer:"));
    heading->setBuddy(m_servers);
    auto *line = new QHBoxLayout;
    line->addWidget(m_discoveryLabel, 1);
    line->addWidget(m_again);
    auto *all = new QWidget;
    auto *layout = new QVBoxLayout(all);
    layout->setContentsMargins({});
    layout->addWidget(heading);
    layout->addWidget(m_servers, 1);
    layout->addLayout(line);

    connect(m_again, &QPushButton::clicked, this, &ConnectDialog::look);
    connect(m_servers, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (!item)
            return;
        m_saved->clearSelection();
        m_address->setText(item->data(urlRole).toUrl().toString());
    });
    connect(m_servers, &QListWidget::itemActivated, this, &ConnectDialog::connectToServer);
    return all;
}

QWidget *ConnectDialog::makeAddress()
{
    m_address->setObjectName(u"addressEdit"_s);
    m_address->setPlaceholderText(u"http://localhost:1000"_s);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    // Addresses run from left to right in every language.
    m_address->setLayoutDirection(Qt::LeftToRight);
    m_test->setObjectName(u"testButton"_s);
    m_test->setAutoDefault(false);
    m_name->setObjectName(u"serverNameEdit"_s);
    m_name->setPlaceholderText(tr("Not saved without a name"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_address, 1);
    line->addWidget(m_test);
    auto *all = new QWidget;
    auto *layout = new QFormLayout(all);
    layout->setContentsMargins({});
    layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    layout->addRow(tr("&Address of the server:"), line);
    layout->addRow(tr("Sa&ve as:"), m_name);
    auto *heading = qobject_cast<QLabel *>(layout->labelForField(line));
    heading->setBuddy(m_address);

    connect(m_test, &QPushButton::clicked, this, &ConnectDialog::startTest);
    connect(m_address, &QLineEdit::textEdited, m_servers, [this] {
        m_servers->setCurrentItem(nullptr);
        m_saved->clearSelection();
    });
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        endTest();
        m_note->setNote({}, {});
        suggestName();
        m_connect->setEnabled(!m_address->text().trimmed().isEmpty());
        m_test->setEnabled(m_connect->isEnabled());
    });
    m_connect->setEnabled(false);
    m_test->setEnabled(false);
    return all;
}

void ConnectDialog::setPorts(const QList<quint16> &ports)
{
    m_discovery->setPorts(ports);
}

QUrl ConnectDialog::url() const
{
    return serverUrl(m_address->text());
}

void ConnectDialog::suggestName()
{
    // What a person typed stays, whatever the address becomes.
    if (m_name->text() != m_suggestedName)
        return;
    const QString saved = SavedServers().nameOf(url());
    m_suggestedName = saved.isEmpty() ? url().host() : saved;
    m_name->setText(m_suggestedName);
}

void ConnectDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!std::exchange(m_hasLooked, true))
        look();
}

// --- what is on this computer ----------------------------------------------------------------------------------------

void ConnectDialog::look()
{
    m_servers->clear();
    delete std::exchange(m_counters, new QObject(this));
    m_discovery->start();
    showDiscovery();
}

void ConnectDialog::addServer(const QUrl &url, const QString &version)
{
    const QString address = u"%1:%2"_s.arg(url.host()).arg(url.port());
    auto *item = new QListWidgetItem(actionIcon(u"connect"_s), address, m_servers);
    auto *probe = new ServerProbe(m_network, url, m_counters);
    connect(probe, &ServerProbe::changed, m_servers, [item, probe, address] {
        //: A server in a list: its address, and its version or what else is known of it
        item->setText(tr("%1  —  %2").arg(address, SavedServerList::stateText(*probe)));
    });
    probe->startCounting(version);
    item->setData(urlRole, url);
    if (m_address->text().isEmpty())
        m_servers->setCurrentItem(item);
    showDiscovery();
}

void ConnectDialog::showDiscovery()
{
    const bool looking = m_discovery->isRunning();
    m_again->setEnabled(!looking);
    if (looking)
        m_discoveryLabel->setText(tr("Looking for servers on this computer…"));
    else if (m_servers->count() == 0)
        m_discoveryLabel->setText(tr("None found. Is Pieces OS running?"));
    else
        m_discoveryLabel->setText(tr("%Ln server(s) found.", nullptr, m_servers->count()));
}

// --- the test --------------------------------------------------------------------------------------------------------

bool ConnectDialog::checkAddressField()
{
    if (url().isValid())
        return true;
    const AddressProblem problem = checkAddress(m_address->text());
    m_note->setProblem(problem == AddressProblem::None
            ? tr("The address of a server begins with http:// or https://.")
            : tr("This is no address of a server. One looks like http://localhost:1000."));
    m_address->setFocus();
    return false;
}

void ConnectDialog::startTest()
{
    endTest();
    if (!checkAddressField())
        return;
    m_test->setEnabled(false);
    m_probe = new ServerProbe(m_network, url(), this);
    m_probe->setLongestSilence(m_patience);
    connect(m_probe, &ServerProbe::changed, this, &ConnectDialog::showTest);
    m_probe->start();
    showTest();
}

void ConnectDialog::endTest()
{
    if (m_probe) {
        m_probe->disconnect(this);
        std::exchange(m_probe, nullptr)->deleteLater();
    }
    m_test->setEnabled(!m_address->text().trimmed().isEmpty());
}

void ConnectDialog::showTest()
{
    const QString count = QLocale().toString(m_probe->count());
    switch (m_probe->step()) {
    case ServerProbe::Step::Health:
    case ServerProbe::Step::Version:
        m_note->setNote({}, tr("Asking the server…"));
        return;
    case ServerProbe::Step::Counting:
        //: %1 is a number of websites
        m_note->setNote(
            {}, m_probe->count() == 0 ? tr("Counting the websites…") : tr("Counting the websites… %1").arg(count));
        return;
    case ServerProbe::Step::Done:
        break;
    }
    const QString websites = tr("%Ln website(s)", nullptr, static_cast<int>(m_probe->count()));
    if (m_probe->error() && m_probe->isWell())
        m_note->setProblem(tr("The server answers, but not for its websites: %1").arg(m_probe->error().caption()));
    else if (m_probe->error())
        m_note->setProblem(m_probe->error().caption());
    else if (m_probe->version().isEmpty())
        m_note->setNote(u"info"_s, tr("The server answers: %1.").arg(websites));
    else
        m_note->setNote(u"info"_s, tr("The server answers: version %1, %2.").arg(m_probe->version(), websites));
    endTest();
}

void ConnectDialog::connectToServer()
{
    if (!checkAddressField())
        return;
    endTest();
    m_discovery->stop();
    const QUrl url = this->url();
    SavedServers().save({m_name->text(), url});
    accept();
    emit chosen(url);
}

} // namespace sitebook
