// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/operation.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

template<class Item> using Field = std::pair<QLatin1StringView, QString Item::*>;

constexpr std::array<Field<Website>, 2> websiteFields{{{"name"_L1, &Website::name}, {"url"_L1, &Website::url}}};
constexpr std::array<Field<Material>, 6> materialFields{{
    {"name"_L1, &Material::name},
    {"text"_L1, &Material::text},
    {"email"_L1, &Material::email},
    {"picture"_L1, &Material::picture},
    {"address"_L1, &Material::address},
    {"type"_L1, &Material::type},
}};

constexpr const auto &fieldTable(const Website &)
{
    return websiteFields;
}

constexpr const auto &fieldTable(const Material &)
{
    return materialFields;
}

template<class Item> void readDifference(Operation &operation, const Item &before, const Item &after)
{
    for (const auto &[key, member] : fieldTable(before)) {
        if (before.*member != after.*member) {
            operation.before.insert(key, before.*member);
            operation.after.insert(key, after.*member);
        }
    }
}

template<class Item> void writeFields(Item &item, const QJsonObject &fields)
{
    for (const auto &[key, member] : fieldTable(item)) {
        if (fields.contains(key))
            item.*member = fields.value(key).toString();
    }
}

template<class Item> QJsonObject readFields(const Item &item)
{
    QJsonObject fields;
    for (const auto &[key, member] : fieldTable(item))
        fields.insert(key, item.*member);
    return fields;
}

Operation make(Operation::Type type, std::optional<AssociationKind> kind, const QString &id)
{
    Operation operation;
    operation.type = type;
    operation.kind = kind;
    operation.id = id;
    return operation;
}

} // namespace

Operation Operation::create(const Website &website)
{
    Operation operation = make(Type::Create, std::nullopt, website.id);
    operation.after = website.toJson();
    return operation;
}

Operation Operation::create(const Material &material)
{
    Operation operation = make(Type::Create, material.kind, material.id);
    operation.after = material.toJson();
    return operation;
}

Operation Operation::remove(const Website &website)
{
    return create(website).inverse();
}

Operation Operation::remove(const Material &material)
{
    return create(material).inverse();
}

Operation Operation::update(const Website &before, const Website &after)
{
    Operation operation = make(Type::Update, std::nullopt, before.id);
    readDifference(operation, before, after);
    return operation;
}

Operation Operation::update(const Material &before, const Material &after)
{
    Operation operation = make(Type::Update, before.kind, before.id);
    readDifference(operation, before, after);
    return operation;
}

Operation Operation::link(const QString &website, AssociationKind kind, const QString &item)
{
    Operation operation = make(Type::Link, kind, website);
    operation.other = item;
    return operation;
}

Operation Operation::unlink(const QString &website, AssociationKind kind, const QString &item)
{
    return link(website, kind, item).inverse();
}

Operation Operation::increment(const QString &website, const ScoreIncrement &increment)
{
    Operation operation = make(Type::Increment, std::nullopt, website);
    operation.after = increment.toJson("website"_L1);
    return operation;
}

Operation Operation::without(const QStringList &fields) const
{
    Operation rest = *this;
    for (const QString &field : fields) {
        rest.before.remove(field);
        rest.after.remove(field);
    }
    return rest;
}

Operation Operation::inverse() const
{
    Operation inverse = *this;
    std::swap(inverse.before, inverse.after);
    switch (type) {
    case Type::Create:
        inverse.type = Type::Delete;
        break;
    case Type::Delete:
        inverse.type = Type::Create;
        break;
    case Type::Link:
        inverse.type = Type::Unlink;
        break;
    case Type::Unlink:
        inverse.type = Type::Link;
        break;
    case Type::Increment:
        inverse.before = {};
        break;
    case Type::Update:
        break;
    }
    return inverse;
}

OperationGroup OperationGroup::inverse() const
{
    OperationGroup inverse{caption, {}};
    inverse.operations.reserve(operations.size());
    for (auto it = operations.crbegin(); it != operations.crend(); ++it) {
        if (it->type != Operation::Type::Increment)
            inverse.operations.append(it->inverse());
    }
    return inverse;
}

QJsonObject fieldsOf(const Website &website)
{
    return readFields(website);
}

QJsonObject fieldsOf(const Material &material)
{
    return readFields(material);
}

void applyFields(Website &website, const QJsonObject &fields)
{
    writeFields(website, fields);
}

void applyFields(Material &material, const QJsonObject &fields)
{
    writeFields(material, fields);
}

} // namespace sitebook
