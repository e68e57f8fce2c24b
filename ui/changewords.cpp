// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changewords.h"

#include "app/library/groups.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// More of a text says no more in a line.
constexpr qsizetype longestText = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::ChangeWords)
};

QString nameIn(const QJsonObject &item)
{
    return item.value(item.value("name"_L1).toString().isEmpty() ? "text"_L1 : "name"_L1)
        .toString()
        .left(longestText)
        .simplified();
}

} // namespace

QString fieldCaption(std::optional<AssociationKind> kind, const QString &field)
{
    if (field == "name"_L1)
        return kind == AssociationKind::Tag ? Words::tr("Text") : Words::tr("Name");
    if (field == "url"_L1)
        return Words::tr("Address");
    if (field == "text"_L1)
        return Words::tr("Text");
    if (field == "email"_L1)
        return Words::tr("E-mail");
    if (field == "picture"_L1)
        return Words::tr("Picture");
    if (field == "address"_L1)
        return Words::tr("Web page");
    if (field == "type"_L1)
        return Words::tr("Language");
    return field;
}

QString changedField(
    std::optional<AssociationKind> kind, const QString &field, const QString &before, const QString &now)
{
    //: A field of an item was changed: its name, what it was, what it is
    return Words::tr("%1: “%2” → “%3”")
        .arg(fieldCaption(kind, field), before.left(longestText).simplified(), now.left(longestText).simplified());
}

QString describeChange(const Library &library, const Operation &operation)
{
    const auto website = [&] { return itemCaption(library, std::nullopt, library.currentId(operation.id)); };
    const auto other = [&] { return itemCaption(library, operation.kind, library.currentId(operation.other)); };
    switch (operation.type) {
    case Operation::Type::Create:
        return Words::tr("Added “%1”").arg(nameIn(operation.after));
    case Operation::Type::Delete:
        return Words::tr("Deleted “%1”").arg(nameIn(operation.before));
    case Operation::Type::Update: {
        QStringList fields;
        for (auto it = operation.after.begin(); it != operation.after.end(); ++it)
            fields.append(changedField(
                operation.kind, it.key(), operation.before.value(it.key()).toString(), it.value().toString()));
        return fields.join(u" · "_s);
    }
    case Operation::Type::Link:
        return Words::tr("Linked “%1” to “%2”").arg(website(), other());
    case Operation::Type::Unlink:
        return Words::tr("Unlinked “%1” from “%2”").arg(website(), other());
    case Operation::Type::Increment:
        return Words::tr("Counted “%1”").arg(website());
    }
    return {};
}

QString outcomeOf(const JournalOperation &operation)
{
    switch (operation.state) {
    case OperationState::Applied:
        return Words::tr("Waiting");
    case OperationState::Sent:
        return Words::tr("On its way");
    case OperationState::Confirmed:
        return operation.lost.isEmpty() ? Words::tr("Saved") : Words::tr("Left to somebody else");
    case OperationState::Refused:
        return Words::tr("Refused: %1").arg(operation.problem);
    case OperationState::Dropped:
        return Words::tr("Given up");
    }
    return {};
}

} // namespace sitebook
