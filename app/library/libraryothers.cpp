// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/library.h"

#include <utility>

using namespace Qt::StringLiterals;

// What others did, as an answer of the server shows it that knows of everything that was done here.

namespace sitebook {

namespace {

/// Of more that comes at once only the number is kept.
constexpr qsizetype mostAtOnce = 1000;

bool isText(QByteArrayView utf8, const QString &text)
{
    return QAnyStringView::equal(QUtf8StringView(utf8.data(), utf8.size()), text);
}

} // namespace

void Library::takeTheirs(const Website &website)
{
    const auto row = m_websites.find(website.id);
    if (!row) {
        Operation made = Operation::create(website);
        made.after = fieldsOf(website);
        noteTheirs(made);
        takeWebsite(website);
        return;
    }
    if (!isText(m_websites.nameUtf8(*row), website.name) || !isText(m_websites.urlUtf8(*row), website.url))
        noteTheirs(Operation::update(this->website(*row), website));
    m_takesTheirs = true;
    takeWebsite(website);
    m_takesTheirs = false;
}

/// Notes that the link from \a row to \a target comes, or goes, if that is the work of others.
void Library::noteTheirLink(Operation::Type type, Row row, LinkTarget target)
{
    if (!m_takesTheirs)
        return;
    Operation operation =
        Operation::link(m_websites.id(row), target.kind(), materials(target.kind()).id(target.index()));
    operation.type = type;
    noteTheirs(operation);
}

void Library::takeTheirs(const Material &material)
{
    const MaterialColumns &all = materials(material.kind);
    const auto index = all.find(material.id);
    if (!index || !all.isKnown(*index)) {
        Operation made = Operation::create(material);
        made.after = {{u"name"_s, material.caption()}};
        noteTheirs(made);
    } else if (material.kind != AssociationKind::Annotation && all.name(*index) != material.name) {
        // The other fields are not all here, and look changed when they are read for the first time.
        Material before = material;
        before.name = all.name(*index);
        noteTheirs(Operation::update(before, material));
    }
    takeMaterial(material);
}

void Library::dropTheirs(Row row)
{
    Operation gone = Operation::remove(website(row));
    gone.before = fieldsOf(website(row));
    noteTheirs(gone);
    dropWebsite(row);
}

void Library::dropTheirs(AssociationKind kind, MaterialColumns::Index index)
{
    const MaterialColumns &all = materials(kind);
    for (const Row row : all.websites(index))
        noteTheirs(Operation::unlink(m_websites.id(row), kind, all.id(index)));
    Material item;
    item.kind = kind;
    item.id = all.id(index);
    Operation gone = Operation::remove(item);
    gone.before = {{u"name"_s, all.name(index).isEmpty() ? all.detail(index) : all.name(index)}};
    noteTheirs(gone);
    dropMaterial(kind, index);
}

void Library::noteTheirs(const Operation &operation)
{
    if (m_theirs.size() + m_theirsFurther >= mostAtOnce) {
        // A list of the first of them would look like all of them.
        m_theirsFurther += static_cast<int>(m_theirs.size()) + 1;
        m_theirs.clear();
    } else {
        m_theirs.append(operation);
    }
}

void Library::flushTheirs()
{
    if (m_theirs.isEmpty() && m_theirsFurther == 0)
        return;
    m_journal.noteTheirs(std::exchange(m_theirs, {}), std::exchange(m_theirsFurther, 0));
}

} // namespace sitebook
