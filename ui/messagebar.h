// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QToolButton;
class QHBoxLayout;

namespace sitebook {

/// A line of words above the content, instead of a message box: what happened, and what can be done about it.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// Shows \a text until it is closed or replaced. Errors are not replaced by mere information.
    void showMessage(Kind kind, const QString &text);
    /// Shows \a text with a button.
    void showMessage(Kind kind, const QString &text, const QString &button, const std::function<void()> &action);
    /// What can be done about a message; no button without a text.
    struct Remedy
    {
        QString button;
        std::function<void()> action;
    };
    /// Shows \a text with two buttons.
    void showMessage(Kind kind, const QString &text, const Remedy &first, const Remedy &second);
    /// Hides the message when it is \a text, or whatever it is when \a text is empty.
    void clear(const QString &text = {});
    QString text() const;

private:
    QLabel *m_icon;
    QLabel *m_label;
    QToolButton *m_button;
    QToolButton *m_secondButton;
    QToolButton *m_close;
    std::function<void()> m_action;
    std::function<void()> m_secondAction;
    Kind m_kind = Kind::Information;
    QTimer m_timer;

    void applyKind();
    void prepare(QToolButton *button, const QString &name, std::function<void()> MessageBar::*action);

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace sitebook
