// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace sitebook {

class FieldNote;

/// Shows the fields of a new item, or of a change, that the server refused, as they would be sent, to be corrected.
class RefusedEditor : public QDialog
{
    Q_OBJECT

public:
    explicit RefusedEditor(const JournalOperation &refused, QWidget *parent = nullptr);

    /// Whether \a operation has fields to correct: what is added and what is changed has.
    static bool canEdit(const Operation &operation);

signals:
    /// The person wants \a operation to be sent in its place.
    void edited(const sitebook::Operation &operation);

private:
    Operation m_operation;
    QJsonObject m_fields;
    FieldNote *m_hint;
    QPushButton *m_send;

    void addField(QFormLayout *form, const QString &field);
    void setField(const QString &field, const QString &text);
    void finish();
};

} // namespace sitebook
