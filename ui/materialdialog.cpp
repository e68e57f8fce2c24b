// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/materialdialog.h"

#include "app/library/library.h"
#include "app/web/addressproblem.h"
#include "ui/fieldnote.h"
#include "ui/languages.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTextBlock>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString titleFor(AssociationKind kind, bool isNew)
{
    switch (kind) {
    case AssociationKind::Asset:
        return isNew ? MaterialDialog::tr("New snippet") : MaterialDialog::tr("Edit the snippet");
    case AssociationKind::Person:
        return isNew ? MaterialDialog::tr("New person") : MaterialDialog::tr("Edit the person");
    case AssociationKind::Conversation:
        return isNew ? MaterialDialog::tr("New conversation") : MaterialDialog::tr("Edit the conversation");
    case AssociationKind::WorkstreamSummary:
        return isNew ? MaterialDialog::tr("New workstream summary") : MaterialDialog::tr("Edit the workstream summary");
    case AssociationKind::Tag:
        return isNew ? MaterialDialog::tr("New tag") : MaterialDialog::tr("Edit the tag");
    case AssociationKind::Annotation:
        return isNew ? MaterialDialog::tr("New note") : MaterialDialog::tr("Edit the note");
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        break;
    }
    return isNew ? MaterialDialog::tr("New item") : MaterialDialog::tr("Edit the item");
}

/// Whether the contents of an asset are bytes, which no field can show.
bool isBinary(const Material &asset)
{
    const QJsonObject formats = asset.source.value("formats"_L1).toObject();
    return asset.text.isEmpty() && formats.value("iterable"_L1)[0].toObject().contains("file"_L1);
}

/// What is wrong with the optional address \a text of the web, in words for people; empty when nothing is.
QString webAddressProblem(const QString &text)
{
    if (text.trimmed().isEmpty())
        return {};
    const AddressProblem problem = checkAddress(text);
    if (problem != AddressProblem::None)
        return addressProblemText(problem);
    const QString scheme = QUrl(completedAddress(text)).scheme();
    return scheme == "http"_L1 || scheme == "https"_L1
        ? QString()
        : MaterialDialog::tr("The address has to begin with https:// or http://.");
}

QString emailProblem(const QString &text)
{
    const QString email = text.trimmed();
    const bool isFine = email.isEmpty()
        || (email.count(u'@') == 1 && !email.startsWith(u'@') && !email.endsWith(u'@') && !email.contains(u' '));
    return isFine ? QString() : MaterialDialog::tr("This is no e-mail address. One looks like ada@example.org.");
}

/// The address that is kept for what was typed: `example.org` is meant as a whole address.
QString webAddress(const QString &text)
{
    return text.trimmed().isEmpty() ? QString() : completedAddress(text);
}

} // namespace

MaterialDialog::MaterialDialog(Library *library, AssociationKind kind, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_kind(kind)
    , m_form(new QFormLayout)
    , m_save(new QPushButton(tr("&Save")))
{
    m_before.kind = m_new.kind = kind;
    m_new.id = newIdentifier();
    setObjectName(u"materialDialog"_s);
    if (kind != AssociationKind::Annotation)
        m_name = addField(u"nameEdit"_s, kind == AssociationKind::Tag ? tr("&Text:") : tr("&Name:"));
    if (kind == AssociationKind::Person)
        makePersonFields();
    if (kind == AssociationKind::Asset)
        makeSnippetFields();
    if (kind == AssociationKind::Annotation)
        makeText(tr("&Text:"));

    m_save->setObjectName(u"saveButton"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"cancelButton"_s);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &MaterialDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &MaterialDialog::reject);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &MaterialDialog::accept);
    }

    const QFontMetrics metrics = fontMetrics();
    const int margin = metrics.height();
    m_form->setHorizontalSpacing(metrics.height());
    m_form->setVerticalSpacing(metrics.height() / 2);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addLayout(m_form, 1);
    layout->addWidget(buttons);
    m_save->setDefault(true);
    const bool isTall = m_text != nullptr;
    resize(metrics.height() * (isTall ? 46 : 34), isTall ? metrics.height() * 28 : sizeHint().height());
    updateTitle();
}

MaterialDialog::Field MaterialDialog::addField(const QString &name, const QString &caption)
{
    Field field{new QLineEdit, new FieldNote(name + "Note"_L1)};
    field.edit->setObjectName(name);
    auto *label = new QLabel(caption);
    label->setBuddy(field.edit);
    m_form->addRow(label, field.edit);
    addNote(field.note);
    connect(field.edit, &QLineEdit::textChanged, this, [this] {
        if (m_isChecking)
            check();
    });
    return field;
}

void MaterialDialog::addNote(FieldNote *note)
{
    m_form->addRow(QString(), note);
    m_form->setRowVisible(note, false);
}

void MaterialDialog::makePersonFields()
{
    m_email = addField(u"emailEdit"_s, tr("&E-mail:"));
    m_address = addField(u"addressEdit"_s, tr("&Website:"));
    m_picture = addField(u"pictureEdit"_s, tr("&Picture:"));
    m_email.edit->setPlaceholderText(u"ada@example.org"_s);
    m_address.edit->setPlaceholderText(u"https://example.org/ada"_s);
    m_picture.edit->setPlaceholderText(u"https://example.org/ada.png"_s);
    m_picture.edit->setToolTip(tr("The address of a picture of the person."));
}

void MaterialDialog::makeSnippetFields()
{
    m_language = new QComboBox;
    m_language->setObjectName(u"languageBox"_s);
    //: The language of a snippet
    m_language->addItem(tr("Plain text"), QString());
    // Without a mark, "C++" is "++C" among words that run from right to left.
    const QString mark = isRightToLeft() ? QString(QChar(0x200E)) : QString();
    for (const Language &language : snippetLanguages())
        m_language->addItem(mark + language.name + mark, QString(language.type));
    m_language->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *label = new QLabel(tr("&Language:"));
    label->setBuddy(m_language);
    m_form->addRow(label, m_language);
    makeText(tr("&Text:"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabStopDistance(QFontMetricsF(m_text->font()).horizontalAdvance(u' ') * 4);
    // Code runs from left to right in every language.
    m_text->setLayoutDirection(Qt::LeftToRight);
}

void MaterialDialog::makeText(const QString &caption)
{
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"textEdit"_s);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(fontMetrics().height() * 5);
    m_textNote = new FieldNote(u"textEditNote"_s);
    auto *label = new QLabel(caption);
    label->setBuddy(m_text);
    m_form->addRow(label, m_text);
    addNote(m_textNote);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (m_isChecking)
            check();
    });
}

void MaterialDialog::edit(const Material &material)
{
    m_before = material;
    if (m_name.edit) {
        m_name.edit->setText(material.name);
        m_name.edit->selectAll();
    }
    if (m_email.edit) {
        m_email.edit->setText(material.email);
        m_address.edit->setText(material.address);
        m_picture.edit->setText(material.picture);
    }
    if (m_language)
        selectLanguage(material.type);
    if (m_text) {
        m_text->setPlainText(material.text);
        m_text->document()->setModified(false);
    }
    if (m_kind == AssociationKind::Asset && isBinary(material)) {
        for (QWidget *field : {static_cast<QWidget *>(m_language), static_cast<QWidget *>(m_text)})
            m_form->setRowVisible(field, false);
        resize(fontMetrics().height() * 34, sizeHint().height());
    }
    updateTitle();
}

void MaterialDialog::selectLanguage(const QString &type)
{
    int index = m_language->findData(type);
    if (index < 0) {
        index = m_language->count();
        m_language->addItem(languageName(type), type);
    }
    m_language->setCurrentIndex(index);
}

QString MaterialDialog::editedText() const
{
    // The editor knows one kind of line end; what was not touched stays as it was.
    if (!m_text->document()->isModified())
        return m_before.text;
    QString text = m_text->document()->toRawText();
    for (QChar &c : text) {
        if (c == QChar::ParagraphSeparator || c == QChar::LineSeparator)
            c = u'\n';
    }
    if (m_before.text.contains("\r\n"_L1))
        text.replace(u'\n', "\r\n"_L1);
    return text;
}

Material MaterialDialog::material() const
{
    Material material = isNew() ? m_new : m_before;
    if (isNew())
        material.created = material.updated = Timestamp::now();
    if (m_name.edit)
        material.name = m_name.edit->text().trimmed();
    if (m_kind == AssociationKind::Tag)
        material.name = material.name.simplified();
    if (m_email.edit) {
        material.email = m_email.edit->text().trimmed();
        material.address = webAddress(m_address.edit->text());
        material.picture = webAddress(m_picture.edit->text());
    }
    if (m_language)
        material.type = m_language->currentData().toString();
    if (m_text)
        material.text = editedText();
    return material;
}

// --- what is wrong ---------------------------------------------------------------------------------------------------

QString MaterialDialog::nameProblem() const
{
    const Material now = material();
    if (now.name.isEmpty()) {
        if (m_kind == AssociationKind::Person)
            return now.email.isEmpty() ? tr("A person needs a name, or at least an e-mail address.") : QString();
        return m_kind == AssociationKind::Tag ? tr("A tag needs a text.") : tr("A name is needed.");
    }
    if (m_kind != AssociationKind::Tag)
        return {};
    const auto same = m_library->findTag(now.name);
    const MaterialColumns &tags = m_library->materials(m_kind);
    if (!same || tags.id(*same) == m_library->currentId(now.id))
        return {};
    return isNew() ? tr("There is a tag “%1” already: link that one, or choose another text.").arg(tags.name(*same))
                   : tr("There is a tag “%1” already. Choose another text, or link its websites to that one and delete "
                        "this one.")
                         .arg(tags.name(*same));
}

QWidget *MaterialDialog::check()
{
    QWidget *first = nullptr;
    const auto note = [&first, this](QWidget *field, FieldNote *place, const QString &problem) {
        place->setProblem(problem);
        m_form->setRowVisible(place, !problem.isEmpty());
        if (!first && !problem.isEmpty())
            first = field;
    };
    if (m_name.edit)
        note(m_name.edit, m_name.note, nameProblem());
    if (m_email.edit) {
        note(m_email.edit, m_email.note, emailProblem(m_email.edit->text()));
        note(m_address.edit, m_address.note, webAddressProblem(m_address.edit->text()));
        note(m_picture.edit, m_picture.note, webAddressProblem(m_picture.edit->text()));
    }
    if (m_kind == AssociationKind::Annotation)
        note(m_text, m_textNote, editedText().trimmed().isEmpty() ? tr("A note needs a text.") : QString());
    return first;
}

void MaterialDialog::accept()
{
    m_isChecking = true;
    if (QWidget *wrong = check()) {
        wrong->setFocus();
        return;
    }
    const Material before = m_before;
    const Material after = material();
    QDialog::accept();
    emit finishedEditing(before, after);
}

void MaterialDialog::updateTitle()
{
    setWindowTitle(
        m_kind == AssociationKind::Asset && isBinary(m_before) ? tr("Edit the file") : titleFor(m_kind, isNew()));
}

} // namespace sitebook
