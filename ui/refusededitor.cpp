// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/refusededitor.h"

#include "app/web/addressproblem.h"
#include "ui/changewords.h"
#include "ui/dialogparts.h"
#include "ui/fieldnote.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// The fields of \a operation that can be corrected; of what is added those that say something.
QJsonObject editableFields(const Operation &operation)
{
    if (operation.type == Operation::Type::Update)
        return operation.after;
    QJsonObject fields;
    if (!operation.kind) {
        if (const auto website = Website::fromJson(operation.after))
            return fieldsOf(*website);
    } else if (const auto material = Material::fromJson(*operation.kind, operation.after)) {
        const QJsonObject all = fieldsOf(*material);
        for (auto it = all.begin(); it != all.end(); ++it) {
            if (it.key() == "name"_L1 || !it.value().toString().isEmpty())
                fields.insert(it.key(), it.value());
        }
    }
    return fields;
}

/// \a operation with \a fields in place of its own.
Operation withFields(Operation operation, const QJsonObject &fields)
{
    if (operation.type == Operation::Type::Update) {
        operation.after = fields;
    } else if (!operation.kind) {
        auto website = Website::fromJson(operation.after);
        applyFields(*website, fields);
        operation.after = website->toJson();
    } else {
        auto material = Material::fromJson(*operation.kind, operation.after);
        applyFields(*material, fields);
        operation.after = material->toJson();
    }
    return operation;
}

} // namespace

RefusedEditor::RefusedEditor(const JournalOperation &refused, QWidget *parent)
    : QDialog(parent)
    , m_operation(refused.operation)
    , m_fields(editableFields(refused.operation))
    , m_hint(new FieldNote(u"refusedHint"_s))
    , m_send(new QPushButton(tr("&Send")))
{
    setObjectName(u"refusedEditor"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Correct what was refused"));
    auto *reason = new QLabel(refused.problem);
    reason->setObjectName(u"refusedReason"_s);
    reason->setTextFormat(Qt::PlainText);
    reason->setWordWrap(true);
    m_send->setObjectName(u"sendEditedButton"_s);
    auto *cancel = new QPushButton(tr("&Cancel"));
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(reason);
    auto *form = new QFormLayout;
    const QStringList fields = m_fields.keys();
    for (const QString &field : fields)
        addField(form, field);
    layout->addLayout(form);
    layout->addWidget(m_hint);
    layout->addLayout(makeDialogButtons(this, {m_send}, cancel));
    m_send->setDefault(true);
    connect(m_send, &QPushButton::clicked, this, &RefusedEditor::finish);
    resize(fontMetrics().averageCharWidth() * 74, sizeHint().height());
    setField({}, {});
}

bool RefusedEditor::canEdit(const Operation &operation)
{
    return operation.type == Operation::Type::Update || operation.type == Operation::Type::Create;
}

void RefusedEditor::addField(QFormLayout *form, const QString &field)
{
    const QString value = m_fields.value(field).toString();
    //: The label of a field; %1 is its name
    const QString label = tr("%1:").arg(fieldCaption(m_operation.kind, field));
    if (field == "text"_L1) {
        auto *edit = new QPlainTextEdit(value);
        edit->setObjectName(u"refused-"_s + field);
        edit->setTabChangesFocus(true);
        connect(
            edit, &QPlainTextEdit::textChanged, this, [this, field, edit] { setField(field, edit->toPlainText()); });
        form->addRow(label, edit);
        return;
    }
    auto *edit = new QLineEdit(value);
    edit->setObjectName(u"refused-"_s + field);
    connect(edit, &QLineEdit::textChanged, this, [this, field](const QString &text) { setField(field, text); });
    form->addRow(label, edit);
}

void RefusedEditor::setField(const QString &field, const QString &text)
{
    if (!field.isEmpty())
        m_fields.insert(field, text);
    const AddressProblem problem =
        m_fields.contains("url"_L1) ? checkAddress(m_fields.value("url"_L1).toString()) : AddressProblem::None;
    m_hint->setProblem(addressProblemText(problem));
    m_send->setEnabled(problem == AddressProblem::None);
}

void RefusedEditor::finish()
{
    if (m_fields.contains("url"_L1))
        m_fields.insert("url"_L1, completedAddress(m_fields.value("url"_L1).toString()));
    emit edited(withFields(m_operation, m_fields));
    accept();
}

} // namespace sitebook
