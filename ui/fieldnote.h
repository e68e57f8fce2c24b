// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace sitebook {

/// Words below a field: what is wrong with it, or how it went. Takes no room without words.
class FieldNote : public QWidget
{
    Q_OBJECT

public:
    explicit FieldNote(const QString &name, QWidget *parent = nullptr);

    /// Shows \a text with the icon `warning`; nothing when it is empty.
    void setProblem(const QString &text);
    /// Shows \a text with the action icon \a icon, without one when that is empty.
    void setNote(const QString &icon, const QString &text);
    QString text() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLabel *m_icon;
    QLabel *m_label;

    void makeRoom();
};

} // namespace sitebook
