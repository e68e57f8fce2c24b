// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/website.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace sitebook {

class Library;

/// Name and address of one website, edited in place, and the facts about it.
class WebsiteEditor : public QWidget
{
    Q_OBJECT

public:
    explicit WebsiteEditor(Library *library, QWidget *parent = nullptr);

    /// Shows the website \a id; what was typed for another one is saved, or kept as described at unsavedDropped().
    void setWebsite(const QString &id);
    const QString &website() const { return m_id; }

    bool isModified() const;
    /// Whether what is typed can be saved; says why not beside the fields.
    bool validate();
    /// Saves what was typed; false, with the reason beside the fields, when it cannot be saved.
    bool apply();
    /// Takes back what was typed.
    void revert();
    /// Puts \a name and \a url into the fields, as if typed.
    void type(const QString &name, const QString &url);
    void editName();

signals:
    void edited(const sitebook::Website &before, const sitebook::Website &after);
    /// Typed text that cannot be saved had to give way to another website.
    void unsavedDropped(const QString &id, const QString &name, const QString &url, const QString &reason);
    void showWebsiteRequested(const QString &id);
    void openRequested(const QString &id);
    void copyRequested(const QString &id);
    void historyRequested(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Library *m_library;
    QString m_id;
    Website m_shown;
    QWidget *m_badge;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QLabel *m_error;
    QLabel *m_readOnly;
    QToolButton *m_save;
    QToolButton *m_revert;
    QToolButton *m_open;
    QToolButton *m_copy;
    QToolButton *m_history;
    QFormLayout *m_facts;
    QLabel *m_added;
    QLabel *m_changed;
    QLabel *m_score;

    void load();
    void updateFacts();
    void updateReadOnly();
    void updateState();
    QString problem(QString *link = nullptr) const;
    Website typed() const;
};

} // namespace sitebook
