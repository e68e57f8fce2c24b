// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes values of the contract's schemas that leave nothing out, the same each time.
import { contract } from "./contract.mjs";

const { schemas } = contract.components;

// What a schema does not say about its texts.
const texts = {
    url: "https://example.org/whole", email: "whole@example.org", value: "2026-11-23T16:00:00.123456Z",
    from: "2026-11-23T16:00:00.123456Z", to: "2026-11-24T16:00:00.123456Z",
};

function sampleOfText(schema, key) {
    if (schema.enum)
        return schema.enum.find((word) => word !== "UNKNOWN") ?? schema.enum[0];
    if (schema.format === "date-time")
        return "2026-11-23T16:00:00.123456Z";
    // The only texts of a set length are identifiers.
    if (schema.minLength)
        return "0f0e0d0c-0b0a-4908-8706-050403020100";
    return texts[key] ?? `${key} in words`;
}

function sampleOfObject(schema, above) {
    const object = {};
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
        const value = sample(property, key, above);
        if (value !== undefined)
            object[key] = value;
        else if (schema.required?.includes(key))
            return undefined;
    }
    if (typeof schema.additionalProperties === "object")
        object.any = sample(schema.additionalProperties, "any", above);
    if (object.iterable && object.indices)
        object.indices = indicesOf(object.iterable);
    return object;
}

/** Where each of `items` is, as collections say it. */
export function indicesOf(items) {
    return Object.fromEntries(items.map((item, position) => [item.id, position]));
}

/** A value of `schema`; undefined where a schema holds itself, which would have no end. */
function sample(schema, key, above) {
    if (schema.$ref) {
        const name = schema.$ref.split("/").pop();
        if (name === "EmbeddedModelSchema")
            return { migration: 0, semantic: "MAJOR_0_MINOR_0_PATCH_1" };
        return above.includes(name) ? undefined : sample(schemas[name], key, [...above, name]);
    }
    if (schema.anyOf ?? schema.oneOf ?? schema.allOf)
        return sample((schema.anyOf ?? schema.oneOf ?? schema.allOf)[0], key, above);
    switch (schema.type) {
    case "string":
        return sampleOfText(schema, key);
    case "integer":
        return 7;
    case "number":
        return 0.5;
    case "boolean":
        return true;
    case "array": {
        const element = sample(schema.items ?? {}, key, above);
        return element === undefined ? [] : [element];
    }
    default:
        return sampleOfObject(schema, above);
    }
}

/** A value of the schema called `name` with everything in it that the schema knows. */
export function wholeSample(name) {
    return sample(schemas[name], "", [name]);
}

/** The least that an item of each kind can be made of. */
export const smallestSeeds = {
    asset: {
        type: "SEEDED_ASSET",
        asset: {
            application: wholeSample("Application"), metadata: { name: "hello" },
            format: { fragment: { string: { raw: "hello()" } } },
        },
    },
    person: { type: { basic: { name: "Ana" } } },
    conversation: { type: "COPILOT", name: "Talk" },
    workstream_summary: { name: "Monday", model: wholeSample("Model") },
    tag: { text: "c++" },
    annotation: { type: "COMMENT", text: "A note" },
};
