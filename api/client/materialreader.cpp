// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/materialreader.h"

#include "api/client/elementsplitter.h"
#include "api/client/fieldreader.h"
#include "api/types/json.h"

#include <algorithm>
#include <vector>

namespace sitebook {

static_assert(ElementSplitter::padding >= static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));

namespace {

using simdjson::ondemand::value;
using namespace fieldreader;

/// One of the forms that an asset has.
struct Format
{
    QString id;
    QString fragment;
    QString file;
    QString specific;
};

/// What `basic` or `platform` says about a person.
struct Holder
{
    bool isThere = false;
    QString name;
    QString userName;
    QString vanityName;
    QString email;
    QString picture;
    QString url;
};

/// What is read of a material before all of it is known: which format is the original, say, may stand behind them.
struct Fields
{
    Material material;
    QString name;
    QString text;
    QString type;
    QString original;
    std::vector<Format> formats;
    Holder basic;
    Holder platform;
};

/// Reads a text; null counts as an empty one.
Done readTextOrNull(value json, QString &text)
{
    return isNull(json) ? forget(text) : readText(json, text);
}

/// Reads the text under \a wanted in the object \a json; null counts as an object without it.
Done readTextIn(value json, std::string_view wanted, QString &text)
{
    text.clear();
    return isNull(json) || readObject(json, [wanted, &text](std::string_view key, value member) {
        return key != wanted || readTextOrNull(member, text);
    });
}

/// Reads `string.raw` of a FragmentFormat or FileFormat.
Done readContents(value json, QString &text)
{
    text.clear();
    return isNull(json) || readObject(json, [&text](std::string_view key, value member) {
        return key != "string" || readTextIn(member, "raw", text);
    });
}

Done readFormat(value json, Format &format)
{
    return readObject(json, [&format](std::string_view key, value member) {
        if (key == "id")
            return readTextOrNull(member, format.id);
        if (key == "fragment")
            return readContents(member, format.fragment);
        if (key == "file")
            return readContents(member, format.file);
        if (key == "classification")
            return readTextIn(member, "specific", format.specific);
        return true;
    });
}

Done readFormats(value json, std::vector<Format> &formats)
{
    formats.clear();
    return isNull(json) || readObject(json, [&formats](std::string_view key, value member) {
        if (key != "iterable")
            return true;
        formats.clear();
        simdjson::ondemand::array elements;
        if (member.get_array().get(elements) != simdjson::SUCCESS)
            return false;
        for (auto element : elements) {
            value one;
            if (element.get(one) != simdjson::SUCCESS || !readFormat(one, formats.emplace_back()))
                return false;
        }
        return true;
    });
}

Done readHolder(value json, Holder &holder)
{
    holder = {};
    holder.isThere = true;
    return isNull(json) || readObject(json, [&holder](std::string_view key, value member) {
        if (key == "name")
            return readTextOrNull(member, holder.name);
        if (key == "username")
            return readTextOrNull(member, holder.userName);
        if (key == "vanityname")
            return readTextOrNull(member, holder.vanityName);
        if (key == "email")
            return readTextOrNull(member, holder.email);
        if (key == "picture")
            return readTextOrNull(member, holder.picture);
        if (key == "url")
            return readTextOrNull(member, holder.url);
        return true;
    });
}

Done readPersonType(value json, Fields &fields)
{
    fields.basic = {};
    fields.platform = {};
    return isNull(json) || readObject(json, [&fields](std::string_view key, value member) {
        if (key == "basic")
            return readHolder(member, fields.basic);
        return key != "platform" || readHolder(member, fields.platform);
    });
}

Done readField(std::string_view key, value member, Fields &fields)
{
    const AssociationKind kind = fields.material.kind;
    if (key == "id")
        return readText(member, fields.material.id);
    if (key == "created")
        return readMoment(member, fields.material.created);
    if (key == "updated")
        return readMoment(member, fields.material.updated);
    if (key == "score")
        return isNull(member) ? forget(fields.material.score) : readScore(member, fields.material.score);
    if (key == "name" && kind != AssociationKind::Person)
        return readTextOrNull(member, fields.name);
    if (key == "text" && (kind == AssociationKind::Tag || kind == AssociationKind::Annotation))
        return readTextOrNull(member, fields.text);
    if (key == "type" && kind == AssociationKind::Annotation)
        return readTextOrNull(member, fields.type);
    if (key == "type" && kind == AssociationKind::Person)
        return readPersonType(member, fields);
    if (key == "formats" && kind == AssociationKind::Asset)
        return readFormats(member, fields.formats);
    if (key == "original" && kind == AssociationKind::Asset)
        return readTextIn(member, "id", fields.original);
    return true;
}

void finishAsset(Fields &fields)
{
    fields.material.name = fields.name;
    if (fields.formats.empty())
        return;
    const auto found = std::ranges::find(fields.formats, fields.original, &Format::id);
    const Format &format = found == fields.formats.end() ? fields.formats.front() : *found;
    fields.material.text = format.file.isEmpty() ? format.fragment : format.file;
    if (format.specific != QLatin1StringView("UNKNOWN"))
        fields.material.type = format.specific;
}

void finishPerson(Fields &fields)
{
    const Holder &holder = fields.platform.isThere && !fields.basic.isThere ? fields.platform : fields.basic;
    const QString &shorter = holder.userName.isEmpty() ? holder.vanityName : holder.userName;
    fields.material.name = holder.name.isEmpty() ? shorter : holder.name;
    fields.material.email = holder.email;
    fields.material.picture = holder.picture;
    fields.material.address = holder.url;
}

/// Makes the material of what was read, as Material::fromJson() does.
void finish(Fields &fields)
{
    switch (fields.material.kind) {
    case AssociationKind::Asset:
        finishAsset(fields);
        break;
    case AssociationKind::Person:
        finishPerson(fields);
        break;
    case AssociationKind::Tag:
        fields.material.name = fields.text;
        break;
    case AssociationKind::Annotation:
        fields.material.text = fields.text;
        fields.material.type = fields.type;
        break;
    case AssociationKind::Conversation:
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        fields.material.name = fields.name;
        break;
    }
}

} // namespace

struct MaterialReader::Parser
{
    simdjson::ondemand::parser parser;
};

MaterialReader::MaterialReader(AssociationKind kind)
    : m_kind(kind)
    , m_parser(std::make_unique<Parser>())
{
}

MaterialReader::~MaterialReader() = default;

std::optional<Material> MaterialReader::read(QByteArrayView json)
{
    const auto size = static_cast<std::size_t>(json.size());
    const simdjson::padded_string_view padded(json.data(), size, size + simdjson::SIMDJSON_PADDING);
    Fields fields;
    fields.material.kind = m_kind;
    simdjson::ondemand::document document;
    value whole;
    const auto visit = [&fields](std::string_view key, value member) { return readField(key, member, fields); };
    if (m_parser->parser.iterate(padded).get(document) == simdjson::SUCCESS
        && document.get_value().get(whole) == simdjson::SUCCESS && readObject(whole, visit)
        && !fields.material.id.isEmpty())
    {
        finish(fields);
        return std::move(fields.material);
    }

    // Whatever is unusual about it, Material has the last word on what a material is.
    const std::optional<QJsonObject> object = objectFromJson(json.toByteArray());
    std::optional<Material> result = object ? Material::fromJson(m_kind, *object) : std::nullopt;
    if (result) {
        result->source = {};
        result->websites.clear();
    }
    return result;
}

} // namespace sitebook
