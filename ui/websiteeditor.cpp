// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/websiteeditor.h"

#include "app/library/groups.h"
#include "app/library/library.h"
#include "app/web/addressproblem.h"
#include "ui/theme.h"

#include <QAction>
#include <QDateTime>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QToolButton *button(const QString &name, const QString &icon, const QString &tip)
{
    auto *result = new QToolButton;
    result->setObjectName(name);
    result->setIcon(actionIcon(icon));
    result->setToolTip(tip);
    result->setAccessibleName(tip);
    result->setAutoRaise(true);
    return result;
}

QString momentText(Timestamp moment)
{
    if (moment.isNull())
        return {};
    const QDateTime local = moment.toDateTime().toLocalTime();
    return QLocale().toString(local.date(), QLocale::LongFormat) + u' '
        + QLocale().toString(local.time(), QLocale::ShortFormat);
}

/// The counters that are not 0, in words.
QString scoreText(const Score &score)
{
    QStringList parts;
    const auto add = [&parts](const QString &text, int count) {
        if (count != 0)
            parts.append(u"%1 %2"_s.arg(text, QLocale().toString(count)));
    };
    //: A counter of the score, followed by its number: how often the website was opened again
    add(WebsiteEditor::tr("opened"), score.reuse);
    //: A counter of the score, followed by its number
    add(WebsiteEditor::tr("updated"), score.update);
    //: A counter of the score, followed by its number
    add(WebsiteEditor::tr("referenced"), score.reference);
    //: A counter of the score, followed by its number
    add(WebsiteEditor::tr("priority"), score.priority);
    //: A counter of the score, followed by its number
    add(WebsiteEditor::tr("searched"), score.searched);
    //: A counter of the score, followed by its number: given by hand
    add(WebsiteEditor::tr("manual"), score.manual);
    //: A counter of the score, followed by its number: given by the system
    add(WebsiteEditor::tr("automatic"), score.automatic);
    return parts.isEmpty() ? WebsiteEditor::tr("not used yet") : parts.join(u" · "_s);
}

} // namespace

WebsiteEditor::WebsiteEditor(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_badge(new QWidget)
    , m_name(new QLineEdit)
    , m_url(new QLineEdit)
    , m_error(new QLabel)
    , m_readOnly(new QLabel(tr("This server does not let its websites be changed; they can only be read.")))
    , m_save(button(u"saveButton"_s, u"save"_s, tr("Save (Enter)")))
    , m_revert(button(u"revertButton"_s, u"revert"_s, tr("Revert (Esc)")))
    , m_open(button(u"openButton"_s, u"open-browser"_s, tr("Open in the browser")))
    , m_copy(button(u"copyButton"_s, u"copy"_s, tr("Copy the address")))
    , m_history(button(u"websiteHistoryButton"_s, u"recent"_s, tr("History of this website")))
    , m_facts(new QFormLayout)
    , m_added(new QLabel)
    , m_changed(new QLabel)
    , m_score(new QLabel)
{
    m_name->setObjectName(u"nameEdit"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("Name"));
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_name->setFont(large);
    m_url->setObjectName(u"urlEdit"_s);
    m_url->setAccessibleName(tr("Address"));
    m_url->setPlaceholderText(tr("Address"));
    m_error->setObjectName(u"editError"_s);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::RichText);
    m_readOnly->setObjectName(u"readOnlyLabel"_s);
    m_readOnly->setWordWrap(true);
    m_readOnly->setForegroundRole(QPalette::PlaceholderText);
    m_score->setObjectName(u"scoreLabel"_s);
    m_score->setWordWrap(true);
    for (QLabel *label : {m_added, m_changed, m_score}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        // The pane is as narrow as the person wants it; long words wrap or are cut.
        label->setMinimumWidth(1);
    }
    const int side = m_name->sizeHint().height();
    m_badge->setFixedSize(side, side);
    m_badge->installEventFilter(this);

    auto *title = new QHBoxLayout;
    title->addWidget(m_badge);
    title->addWidget(m_name, 1);
    auto *address = new QHBoxLayout;
    address->setSpacing(2);
    address->addWidget(m_url, 1);
    for (QToolButton *each : {m_save, m_revert, m_open, m_copy, m_history})
        address->addWidget(each);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(2);
    m_facts->addRow(tr("Added"), m_added);
    m_facts->addRow(tr("Changed"), m_changed);
    m_facts->addRow(tr("Score"), m_score);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(title);
    layout->addLayout(address);
    layout->addWidget(m_readOnly);
    layout->addWidget(m_error);
    layout->addLayout(m_facts);

    for (QLineEdit *edit : {m_name, m_url}) {
        edit->installEventFilter(this);
        connect(edit, &QLineEdit::textChanged, this, &WebsiteEditor::updateState);
        connect(edit, &QLineEdit::returnPressed, this, &WebsiteEditor::apply);
    }
    connect(m_save, &QToolButton::clicked, this, &WebsiteEditor::apply);
    connect(m_revert, &QToolButton::clicked, this, &WebsiteEditor::revert);
    connect(m_open, &QToolButton::clicked, this, [this] { emit openRequested(m_id); });
    connect(m_copy, &QToolButton::clicked, this, [this] { emit copyRequested(m_id); });
    connect(m_history, &QToolButton::clicked, this, [this] { emit historyRequested(m_id); });
    connect(m_error, &QLabel::linkActivated, this, &WebsiteEditor::showWebsiteRequested);
    connect(library, &Library::websitesChanged, this, [this](const QList<quint32> &rows) {
        const auto row = m_library->websites().find(m_id);
        if (row && rows.contains(*row)) {
            if (isModified())
                updateFacts();
            else
                load();
        }
    });
    connect(library, &Library::websiteIdReplaced, this, [this](const QString &before, const QString &now) {
        if (m_id == before)
            m_id = now;
    });
    connect(library, &Library::featuresChanged, this, &WebsiteEditor::updateReadOnly);
    updateReadOnly();
    updateState();
}

void WebsiteEditor::updateReadOnly()
{
    const bool readOnly = !m_library->features().has(ServerFeatures::Operation::Update);
    m_readOnly->setVisible(readOnly);
    for (QLineEdit *edit : {m_name, m_url}) {
        edit->setReadOnly(readOnly);
        edit->setFrame(!readOnly);
        // Text that can only be read stands on the pane, not in a field.
        QPalette palette;
        if (readOnly)
            palette.setColor(QPalette::Base, Qt::transparent);
        edit->setPalette(palette);
    }
    if (readOnly && isModified())
        revert();
}

void WebsiteEditor::setWebsite(const QString &id)
{
    if (id == m_id)
        return;
    if (isModified() && m_library->websites().find(m_id) && !apply())
        emit unsavedDropped(m_id, m_name->text(), m_url->text(), problem());
    m_id = id;
    load();
}

void WebsiteEditor::load()
{
    const auto row = m_library->websites().find(m_id);
    m_shown = row ? m_library->website(*row) : Website();
    m_name->setText(m_shown.name);
    m_url->setText(m_shown.url);
    m_name->setCursorPosition(0);
    m_url->setCursorPosition(0);
    m_error->clear();
    updateFacts();
    updateState();
    m_badge->update();
}

void WebsiteEditor::updateFacts()
{
    const auto row = m_library->websites().find(m_id);
    if (!row)
        return;
    m_added->setText(momentText(m_library->websites().created(*row)));
    m_changed->setText(momentText(m_library->websites().updated(*row)));
    m_score->setText(scoreText(m_library->websites().score(*row)));
}

Website WebsiteEditor::typed() const
{
    Website website = m_shown;
    website.name = m_name->text().trimmed();
    website.url = completedAddress(m_url->text());
    return website;
}

bool WebsiteEditor::isModified() const
{
    return m_name->text() != m_shown.name || m_url->text() != m_shown.url;
}

QString WebsiteEditor::problem(QString *link) const
{
    const Website website = typed();
    if (website.name.isEmpty())
        return tr("A website needs a name.");
    if (website.url == m_shown.url)
        return {}; // whatever it is, it was there before
    const AddressProblem address = checkAddress(m_url->text());
    if (address != AddressProblem::None)
        return addressProblemText(address);
    if (const auto same = findByAddress(*m_library, website.url, m_id)) {
        if (link)
            *link = m_library->websites().id(*same);
        return tr("This address is in the library already: “%1”.").arg(m_library->websites().name(*same));
    }
    return {};
}

bool WebsiteEditor::validate()
{
    QString link;
    const QString reason = problem(&link);
    QString words = reason.toHtmlEscaped();
    if (!link.isEmpty())
        words += u" <a href=\"%1\">%2</a>"_s.arg(link.toHtmlEscaped(), tr("Show it").toHtmlEscaped());
    m_error->setText(words);
    m_error->setVisible(!reason.isEmpty());
    return reason.isEmpty();
}

bool WebsiteEditor::apply()
{
    if (!isModified())
        return true;
    if (!validate())
        return false;
    const Website before = m_shown;
    const Website after = typed();
    m_shown.name = after.name;
    m_shown.url = after.url;
    m_name->setText(after.name);
    m_url->setText(after.url);
    if (before.name != after.name || before.url != after.url)
        emit edited(before, after);
    updateState();
    m_badge->update();
    return true;
}

void WebsiteEditor::revert()
{
    load();
}

void WebsiteEditor::type(const QString &name, const QString &url)
{
    m_name->setText(name);
    m_url->setText(url);
    validate();
}

void WebsiteEditor::editName()
{
    m_name->setFocus(Qt::ShortcutFocusReason);
    m_name->selectAll();
}

void WebsiteEditor::updateState()
{
    const bool modified = isModified();
    m_save->setVisible(modified);
    m_revert->setVisible(modified);
    m_open->setVisible(!modified);
    m_copy->setVisible(!modified);
    m_history->setVisible(!modified);
    if (!m_error->text().isEmpty())
        validate(); // what was wrong may be right by now
    m_error->setVisible(!m_error->text().isEmpty());
    QPalette palette = m_error->palette();
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    palette.setColor(QPalette::WindowText, dark ? QColor(255, 140, 130) : QColor(176, 20, 20));
    m_error->setPalette(palette);
}

bool WebsiteEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_badge && event->type() == QEvent::Paint) {
        QPainter painter(m_badge);
        const QString host = QString::fromUtf8(hostName(m_shown.url.toUtf8()));
        paintBadge(&painter, QRectF(m_badge->rect()).adjusted(1, 1, -1, -1), m_shown.name, host, palette());
        return true;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && isModified()) {
        revert();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sitebook
