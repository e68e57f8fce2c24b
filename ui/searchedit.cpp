// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/searchedit.h"

#include "app/search/querycompletion.h"
#include "app/search/queryparser.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStandardItemModel>
#include <QTextCharFormat>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int candidateRole = Qt::UserRole;

QTextCharFormat formatOf(QueryPart::Role role, const QPalette &palette)
{
    QTextCharFormat format;
    if (role == QueryPart::Role::NotUnderstood) {
        format.setUnderlineStyle(QTextCharFormat::DashUnderline);
        format.setUnderlineColor(queryColor(role, palette));
    } else {
        format.setForeground(queryColor(role, palette));
    }
    return format;
}

} // namespace

SearchEdit::SearchEdit(Library *library, QWidget *parent)
    : QLineEdit(parent)
    , m_library(library)
    , m_completer(new QCompleter(this))
    , m_candidates(new QStandardItemModel(this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setModel(m_candidates);
    m_completer->setMaxVisibleItems(12);
    m_completer->setWidget(this);
    m_completer->popup()->setObjectName(u"searchCompletion"_s);
    m_completer->popup()->installEventFilter(this);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &SearchEdit::complete);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_query = parseQuery(text);
        colour();
    });
    // Only for what a person types: nothing pops up because a search came back with the program.
    connect(this, &QLineEdit::textEdited, this, &SearchEdit::showCompletion);
}

QStringList SearchEdit::notUnderstood() const
{
    QStringList pieces;
    for (const QueryPart &part : m_query.parts) {
        if (part.role == QueryPart::Role::NotUnderstood)
            pieces.append(text().mid(part.start, part.length));
    }
    return pieces;
}

void SearchEdit::colour()
{
    if (m_composing)
        return;
    // A line edit takes formats only as an input method sends them, counted from the cursor.
    QList<QInputMethodEvent::Attribute> attributes;
    for (const QueryPart &part : std::as_const(m_query.parts)) {
        if (part.role == QueryPart::Role::Text)
            continue;
        attributes.append({QInputMethodEvent::TextFormat, static_cast<int>(part.start) - cursorPosition(),
            static_cast<int>(part.length), formatOf(part.role, palette())});
    }
    QInputMethodEvent event({}, attributes);
    QLineEdit::inputMethodEvent(&event);
}

void SearchEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
    colour();
}

void SearchEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

// --- completion ------------------------------------------------------------------------------------------------------

bool SearchEdit::isPopupVisible() const
{
    return m_completer->popup()->isVisible();
}

void SearchEdit::showCompletion()
{
    const QueryCompletion completion = completeQuery(*m_library, text(), cursorPosition());
    m_completionStart = completion.start;
    m_completionLength = completion.length;
    m_candidates->clear();
    for (const QueryCompletion::Candidate &candidate : completion.candidates) {
        const QString words =
            candidate.detail.isEmpty() ? candidate.caption : candidate.caption + u"  –  "_s + candidate.detail;
        auto *item = new QStandardItem(words);
        item->setData(candidate.text, candidateRole);
        m_candidates->appendRow(item);
    }
    if (completion.candidates.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
    // Which makes the first one current; what is chosen is for the person to say.
    m_completer->popup()->setCurrentIndex({});
}

void SearchEdit::complete(const QModelIndex &candidate)
{
    setSelection(static_cast<int>(m_completionStart), static_cast<int>(m_completionLength));
    const QString words = candidate.data(candidateRole).toString();
    insert(words);
    m_completer->popup()->hide();
    // Behind a field its words come next.
    if (!words.endsWith(u' '))
        showCompletion();
}

bool SearchEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_completer->popup() || event->type() != QEvent::MouseButtonPress)
        return QLineEdit::eventFilter(watched, event);
    const auto *press = static_cast<const QMouseEvent *>(event);
    const QPoint place = press->globalPosition().toPoint();
    if (m_completer->popup()->frameGeometry().contains(place))
        return QLineEdit::eventFilter(watched, event);
    m_completer->popup()->hide();
    // To the window, as from the window system, so that the release and the focus follow it.
    if (QWindow *handle = window()->windowHandle(); handle && window()->frameGeometry().contains(place)) {
        QMouseEvent again(press->type(), handle->mapFromGlobal(press->globalPosition()), press->globalPosition(),
            press->button(), press->buttons(), press->modifiers(), press->pointingDevice());
        QCoreApplication::sendEvent(handle, &again);
    }
    return true;
}

bool SearchEdit::event(QEvent *event)
{
    // Tab takes the candidate instead of leaving the field.
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab && isPopupVisible())
    {
        const QModelIndex current = m_completer->popup()->currentIndex();
        complete(current.isValid() ? current : m_candidates->index(0, 0));
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SearchEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Enter || event->key() == Qt::Key_Return;
    const bool ofPopup = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_Escape
        || (isReturn && m_completer->popup()->currentIndex().isValid());
    if (isPopupVisible() && ofPopup) {
        event->ignore();
        return;
    }
    // Who went to none of the candidates goes to the list.
    if (isReturn)
        m_completer->popup()->hide();
    QLineEdit::keyPressEvent(event);
}

} // namespace sitebook
