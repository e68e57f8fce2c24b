// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace sitebook {

class FieldNote;
class Library;

/// Edits one person, snippet or file, conversation, workstream summary, tag or annotation; changes nothing itself.
class MaterialDialog : public QDialog
{
    Q_OBJECT

public:
    /// For a new item of \a kind; \a library tells which tags there are.
    MaterialDialog(Library *library, AssociationKind kind, QWidget *parent = nullptr);

    /// Edits \a material, which has to be whole, instead of a new one.
    void edit(const Material &material);
    /// The item as the fields are now; a new one keeps its identifier from call to call.
    Material material() const;

public slots:
    /// Closes it when nothing is wrong with the fields.
    void accept() override;

signals:
    /// The fields are right and the person is done. \a before is without an identifier for a new item.
    void finishedEditing(const sitebook::Material &before, const sitebook::Material &after);

private:
    /// A field of one line with the words below it.
    struct Field
    {
        QLineEdit *edit = nullptr;
        FieldNote *note = nullptr;
    };

    Library *m_library;
    AssociationKind m_kind;
    Material m_before;
    Material m_new;
    /// Notes appear once the person wanted to be done, and follow the typing from then on.
    bool m_isChecking = false;

    QFormLayout *m_form;
    Field m_name;
    Field m_email;
    Field m_address;
    Field m_picture;
    QComboBox *m_language = nullptr;
    QPlainTextEdit *m_text = nullptr;
    FieldNote *m_textNote = nullptr;
    QPushButton *m_save;

    bool isNew() const { return m_before.id.isEmpty(); }
    void makePersonFields();
    void makeSnippetFields();
    void makeText(const QString &caption);
    Field addField(const QString &name, const QString &caption);
    void addNote(FieldNote *note);
    void selectLanguage(const QString &type);
    QString editedText() const;
    /// Writes what is wrong below the fields; returns the first field with a problem.
    QWidget *check();
    QString nameProblem() const;
    void updateTitle();
};

} // namespace sitebook
