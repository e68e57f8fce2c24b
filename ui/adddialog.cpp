// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/adddialog.h"

#include "app/library/groups.h"
#include "app/library/library.h"
#include "app/web/addressproblem.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace sitebook {

AddDialog::AddDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_addresses(new QPlainTextEdit)
    , m_name(new QLineEdit)
    , m_hint(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(u"addDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add websites"));
    m_addresses->setObjectName(u"addressesEdit"_s);
    m_addresses->setPlaceholderText(tr("https://example.org — one or many, a line each"));
    m_addresses->setTabChangesFocus(true);
    m_addresses->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_addresses->installEventFilter(this);
    m_name->setObjectName(u"addNameEdit"_s);
    m_name->setPlaceholderText(tr("Taken from the address when empty"));
    m_hint->setObjectName(u"addHint"_s);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::RichText);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Add"));
    m_buttons->button(QDialogButtonBox::Ok)->setObjectName(u"addButton"_s);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("A&ddress:"), m_addresses);
    layout->addRow(tr("&Name:"), m_name);
    layout->addRow(m_hint);
    layout->addRow(m_buttons);
    const QFontMetrics metrics = fontMetrics();
    m_addresses->setMinimumHeight(metrics.height() * 4);
    resize(metrics.averageCharWidth() * 70, sizeHint().height());
    connect(m_addresses, &QPlainTextEdit::textChanged, this, &AddDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &AddDialog::finish);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &AddDialog::reject);
    connect(m_hint, &QLabel::linkActivated, this, [this](const QString &id) {
        emit showWebsiteRequested(id);
        reject();
    });
    check();
}

void AddDialog::setAddresses(const QStringList &addresses)
{
    m_addresses->setPlainText(addresses.join(u'\n'));
}

QStringList AddDialog::lines() const
{
    return addressesIn(m_addresses->toPlainText());
}

void AddDialog::check()
{
    const QStringList all = lines();
    m_name->setEnabled(all.size() <= 1);
    QString words;
    qsizetype usable = 0;
    for (const QString &line : all) {
        const AddressProblem problem = checkAddress(line);
        if (problem != AddressProblem::None) {
            if (words.isEmpty()) {
                const QString reason = addressProblemText(problem);
                words = (all.size() == 1 ? reason : u"“%1”: %2"_s.arg(line.left(80), reason)).toHtmlEscaped();
            }
            continue;
        }
        const auto same = findByAddress(*m_library, completedAddress(line));
        if (!same) {
            ++usable;
        } else if (words.isEmpty()) {
            words = u"%1 <a href=\"%2\">%3</a>"_s.arg(tr("This address is in the library already: “%1”.")
                                                          .arg(m_library->websites().name(*same))
                                                          .toHtmlEscaped(),
                m_library->websites().id(*same).toHtmlEscaped(), tr("Show it").toHtmlEscaped());
        }
    }
    if (all.size() > 1) {
        words = tr("%Ln of these will be added.", nullptr, static_cast<int>(usable)).toHtmlEscaped()
            + (words.isEmpty() ? QString() : u"<br>"_s + words);
    }
    m_hint->setText(words);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(usable > 0);
}

void AddDialog::finish()
{
    QStringList addresses;
    const QStringList all = lines();
    for (const QString &line : all) {
        if (checkAddress(line) == AddressProblem::None)
            addresses.append(completedAddress(line));
    }
    if (addresses.isEmpty())
        return;
    emit addRequested(addresses, all.size() == 1 ? m_name->text().trimmed() : QString());
    accept();
}

bool AddDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_addresses && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        // One address is the common case, and Enter is how one ends it; Shift+Enter begins another line.
        if (enter && !(key->modifiers() & Qt::ShiftModifier) && m_buttons->button(QDialogButtonBox::Ok)->isEnabled()) {
            finish();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace sitebook
