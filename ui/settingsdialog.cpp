// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingsdialog.h"

#include "app/library/retention.h"
#include "app/session/librarysession.h"
#include "app/session/standin.h"
#include "ui/approvalbar.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { NameColumn, PermissionColumn, LastSeenColumn };
constexpr int idRole = Qt::UserRole;
constexpr auto standInKey = "server/standsInForPiecesOs"_L1;

QString permissionText(Program::Permission permission)
{
    switch (permission) {
    case Program::Permission::Undecided:
        return SettingsDialog::tr("Waits for your answer");
    case Program::Permission::Refused:
        return SettingsDialog::tr("Refused");
    case Program::Permission::Read:
        return SettingsDialog::tr("May read");
    case Program::Permission::Change:
        return SettingsDialog::tr("May read and change");
    }
    return {};
}

QLabel *wrapped(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(LibrarySession *session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_about(wrapped({}))
    , m_programs(new QTreeWidget)
    , m_forget(new QPushButton(tr("F&orget")))
    , m_standIn(new QCheckBox(tr("&Answer in place of Pieces OS while it is not running")))
    , m_standInState(wrapped({}))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    const int margin = fontMetrics().height();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addWidget(makePrograms(), 1);
    layout->addWidget(makeServer());
    layout->addWidget(makeKeeping());
    layout->addWidget(buttons);
    resize(margin * 42, margin * 36);
    if (session) {
        connect(session, &LibrarySession::programsChanged, this, &SettingsDialog::showPrograms);
        if (session->standIn())
            connect(session->standIn(), &StandIn::stateChanged, this, &SettingsDialog::showStandIn);
    }
    showPrograms();
    showStandIn();
}

bool SettingsDialog::standsInForPiecesOs()
{
    return QSettings().value(standInKey, false).toBool();
}

// --- programs --------------------------------------------------------------------------------------------------------

QWidget *SettingsDialog::makePrograms()
{
    m_programs->setObjectName(u"programList"_s);
    m_programs->setRootIsDecorated(false);
    m_programs->setUniformRowHeights(true);
    m_programs->setAllColumnsShowFocus(true);
    m_programs->setHeaderLabels({tr("Program"), tr("Permission"), tr("Last seen")});
    m_programs->header()->setStretchLastSection(true);
    m_programs->setColumnWidth(NameColumn, fontMetrics().averageCharWidth() * 34);
    m_programs->setColumnWidth(PermissionColumn, fontMetrics().averageCharWidth() * 26);
    m_programs->setAccessibleName(tr("Programs that use this library"));
    connect(m_programs, &QTreeWidget::currentItemChanged, this, &SettingsDialog::updateButtons);
    m_forget->setObjectName(u"forgetButton"_s);
    m_forget->setAutoDefault(false);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->forgetProgram(selectedId());
    });

    auto *line = new QHBoxLayout;
    line->addWidget(makeDecision(u"settingsReadButton"_s, tr("Allow &reading"), Program::Permission::Read));
    line->addWidget(makeDecision(u"settingsChangeButton"_s, tr("Allow chan&ges"), Program::Permission::Change));
    line->addWidget(makeDecision(u"settingsRefuseButton"_s, tr("Re&fuse"), Program::Permission::Refused));
    line->addStretch(1);
    line->addWidget(m_forget);
    auto *group = new QGroupBox(tr("Other programs"));
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_about);
    layout->addWidget(m_programs, 1);
    layout->addLayout(line);
    return group;
}

QPushButton *SettingsDialog::makeDecision(const QString &name, const QString &text, Program::Permission permission)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, permission] {
        if (m_session)
            m_session->setPermission(selectedId(), permission);
    });
    m_decisions.append(button);
    return button;
}

QString SettingsDialog::selectedId() const
{
    const QTreeWidgetItem *item = m_programs->currentItem();
    return item ? item->data(NameColumn, idRole).toString() : QString();
}

void SettingsDialog::showPrograms()
{
    const bool own = m_session && !m_session->filePath().isEmpty();
    m_about->setText(own ? //: %1 is an address
            tr("Programs on this computer can use this library when you let them, at this address:\n%1")
                .arg(m_session->serverUrl().toString())
                         : tr("This library belongs to a server that decides by itself who may use it."));
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const QString selected = selectedId();
    m_programs->clear();
    m_programs->setEnabled(own);
    const QList<Program> programs = m_session ? m_session->programs() : QList<Program>();
    for (const Program &program : programs) {
        auto *item = new QTreeWidgetItem(m_programs);
        item->setText(NameColumn, displayName(program));
        item->setData(NameColumn, idRole, program.id);
        item->setSizeHint(NameColumn, QSize(0, fontMetrics().height() * 8 / 5));
        item->setText(PermissionColumn, permissionText(program.permission));
        item->setText(
            LastSeenColumn, QLocale().toString(program.lastSeen.toDateTime().toLocalTime(), QLocale::ShortFormat));
        if (program.id == selected)
            m_programs->setCurrentItem(item);
    }
    updateButtons();
}

void SettingsDialog::updateButtons()
{
    const bool any = !selectedId().isEmpty();
    for (QPushButton *button : std::as_const(m_decisions))
        button->setEnabled(any);
    m_forget->setEnabled(any);
}

// --- standing in for Pieces OS ---------------------------------------------------------------------------------------

QWidget *SettingsDialog::makeServer()
{
    m_standIn->setObjectName(u"standInCheck"_s);
    m_standIn->setChecked(standsInForPiecesOs());
    m_standInState->setObjectName(u"standInState"_s);
    connect(m_standIn, &QCheckBox::toggled, this, &SettingsDialog::setStandsIn);
    auto *group = new QGroupBox(tr("Pieces OS"));
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_standIn);
    layout->addWidget(m_standInState);
    return group;
}

void SettingsDialog::setStandsIn(bool wanted)
{
    QSettings().setValue(standInKey, wanted);
    if (m_session && m_session->standIn())
        m_session->standIn()->setWanted(wanted);
    showStandIn();
}

void SettingsDialog::showStandIn()
{
    const StandIn *standIn = m_session ? m_session->standIn() : nullptr;
    if (!standIn) {
        m_standInState->setText(
            tr("Its plug-ins and scripts find Sitebook, as long as a library of your own is open."));
        return;
    }
    const auto state = [&]() -> QString {
        switch (standIn->state()) {
        case StandIn::State::Off:
            return tr("Its plug-ins and scripts would find Sitebook instead.");
        case StandIn::State::Looking:
            return tr("Looking for Pieces OS…");
        case StandIn::State::NotNeeded:
            return tr("Not now: Pieces OS, or another server like it, is running.");
        case StandIn::State::Listening:
            return tr("Its plug-ins and scripts find Sitebook at port %1.").arg(standIn->port());
        case StandIn::State::PortTaken:
            return tr("Not now: another program has taken port %1.").arg(standIn->port());
        }
        return {};
    };
    m_standInState->setText(state());
}

// --- what is kept ----------------------------------------------------------------------------------------------------

QWidget *SettingsDialog::makeKeeping()
{
    constexpr int longest = 36'500;
    auto *group = new QGroupBox(tr("History and trash"));
    auto *layout = new QFormLayout(group);
    layout->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    const auto add = [&](const QString &name, const QString &label, int Retention::*days) {
        auto *spin = new QSpinBox;
        spin->setObjectName(name);
        spin->setRange(0, longest);
        spin->setSpecialValueText(tr("for ever"));
        //: Follows a number of days
        spin->setSuffix(tr(" days"));
        spin->setValue(Retention::load().*days);
        connect(spin, &QSpinBox::valueChanged, this, [days](int value) {
            Retention retention = Retention::load();
            retention.*days = value;
            retention.save();
        });
        layout->addRow(label, spin);
    };
    add(u"trashDaysSpin"_s, tr("Keep what was &deleted:"), &Retention::trashDays);
    add(u"historyDaysSpin"_s, tr("Keep the &history:"), &Retention::historyDays);
    layout->addRow(wrapped(tr("What is older goes when a library is opened. 0 keeps it for ever.")));
    return group;
}

} // namespace sitebook
