// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The contract: its operations, and whether what a server says keeps to it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";

export const contract = JSON.parse(readFileSync(new URL("pieces-openapi.json", import.meta.url), "utf8"));

// The schemas are OpenAPI's, whose other keywords JSON Schema does not know.
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "contract", components: contract.components });

/** All operations in the order of the contract: `name` is `METHOD /path`. */
export const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    ["get", "post"].filter((method) => item[method]).map((method) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        // Words of the path come before identifiers, as in the server.
        literals: path.split("/").filter((part) => !part.startsWith("{")).length,
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
        id: item[method].operationId,
        isSeed: Boolean(item[method]["x-seed"]),
        isStream: Boolean(item[method]["x-websocket"]),
        responses: item[method].responses,
        path,
    })));

/** The operation of the contract that `method` and `path` belong to; throws when there is none. */
export function operationOf(method, path) {
    const matching = operations.filter((one) => one.method === method && one.pattern.test(path));
    if (matching.length === 0)
        throw new Error(`${method} ${path} is no operation of the contract`);
    return matching.sort((one, other) => other.literals - one.literals)[0];
}

/** Validates `value` against the schema called `name`; throws with everything that is wrong. */
export function validate(name, value, where) {
    const check = ajv.getSchema(`contract#/components/schemas/${name}`);
    if (!check(value)) {
        const shown = JSON.stringify(value).slice(0, 2000);
        throw new Error(`${where} is no ${name}: ${ajv.errorsText(check.errors).slice(0, 2000)}\n${shown}`);
    }
    checkVersions(value, where);
    checkIndices(value, where);
}

/** Clients of version 2.2 know one version of the schemas only, and stumble over any other. */
function checkVersions(value, where) {
    if (typeof value !== "object" || value === null)
        return;
    const { schema } = value;
    if (schema?.semantic !== undefined && (schema.semantic !== "MAJOR_0_MINOR_0_PATCH_1" || schema.migration !== 0))
        throw new Error(`${where} has a schema that old clients do not know: ${JSON.stringify(schema)}`);
    Object.values(value).forEach((one) => checkVersions(one, where));
}

/** Every collection that has indices must say where each of its items is, and nothing else. */
function checkIndices(value, where) {
    if (typeof value !== "object" || value === null)
        return;
    if (Array.isArray(value.iterable) && value.indices) {
        const right = Object.fromEntries(value.iterable.map((item, position) => [item.id, position]));
        assert.deepEqual(value.indices, right, `${where} has wrong indices`);
    }
    Object.values(value).forEach((one) => checkIndices(one, where));
}

// What Sitebook's server says no with, beyond what the contract names: always in words.
const refusals = [400, 410];

async function check(operation, response, where) {
    if (response.status === 422) // Prism stands between and does not let the request pass
        return;
    const described = operation.responses[response.status];
    const type = response.headers.get("content-type")?.split(";")[0];
    const text = await response.clone().text();
    if (!described && !refusals.includes(response.status))
        throw new Error(`${where} answered ${response.status}, which the contract does not know: ${text}`);
    if (!response.ok) {
        if (type !== "text/plain" || text === "")
            throw new Error(`${where} was refused without words: ${response.status} ${type} "${text}"`);
        return;
    }
    if (response.status === 204 && text !== "")
        throw new Error(`${where} answered 204, and then "${text}"`);
    const [expected, content] = Object.entries(described.content ?? {})[0] ?? [];
    if (expected && type !== expected)
        throw new Error(`${where} answered with ${type} instead of ${expected}`);
    const reference = content?.schema?.$ref;
    if (reference)
        validate(reference.split("/").pop(), JSON.parse(text), `The answer to ${where}`);
}

/** Which operations were used, and by what: `METHOD /path` -> names of tests. */
export class Usage {
    #uses = new Map();
    #user = "";

    /** Whatever is used from now on is used by `name`. */
    begin(name) {
        this.#user = name;
    }

    add(operation) {
        if (!this.#uses.has(operation.name))
            this.#uses.set(operation.name, new Set());
        this.#uses.get(operation.name).add(this.#user);
    }

    has(operation) {
        return this.#uses.has(operation.name);
    }

    get size() {
        return this.#uses.size;
    }

    /** Writes what was used to the file `path`, in the order of the contract. */
    write(path) {
        const used = operations.filter((one) => this.has(one))
            .map((one) => [one.name, [...this.#uses.get(one.name)]]);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `${JSON.stringify(Object.fromEntries(used), null, 1)}\n`);
    }
}

/** A fetch that notes in `usage` what is done with it, and throws when an answer does not keep to the contract. */
export function validatingFetch(usage) {
    return async (url, init = {}) => {
        const { pathname } = new URL(url);
        const method = init.method ?? "GET";
        const operation = operationOf(method, pathname);
        const response = await fetch(url, init);
        await check(operation, response, `${method} ${pathname}`);
        if (response.ok)
            usage.add(operation);
        return response;
    };
}
