// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace sitebook {

class Library;

/// Asks for one address with a name, or for many addresses, a line each.
class AddDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AddDialog(Library *library, QWidget *parent = nullptr);

    /// Puts \a addresses into the field.
    void setAddresses(const QStringList &addresses);

signals:
    /// Adds \a addresses; \a name is that of a single one, and may be empty.
    void addRequested(const QStringList &addresses, const QString &name);
    void showWebsiteRequested(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Library *m_library;
    QPlainTextEdit *m_addresses;
    QLineEdit *m_name;
    QLabel *m_hint;
    QDialogButtonBox *m_buttons;

    QStringList lines() const;
    void check();
    void finish();
};

} // namespace sitebook
