// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Checks what a server says against the schemas of the contract.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const contract = JSON.parse(readFileSync(new URL("pieces-openapi.json", import.meta.url), "utf8"));

// The schemas are OpenAPI's, whose other keywords JSON Schema does not know.
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "contract", components: contract.components });

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    ["get", "post"].filter((method) => item[method]).map((method) => ({
        method: method.toUpperCase(),
        // Words of the path come before identifiers, as in the server.
        literals: path.split("/").filter((part) => !part.startsWith("{")).length,
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
        responses: item[method].responses,
        path,
    })));

/** The operation of the contract that `method` and `path` belong to; throws when there is none. */
function operationOf(method, path) {
    const matching = operations.filter((one) => one.method === method && one.pattern.test(path));
    if (matching.length === 0)
        throw new Error(`${method} ${path} is no operation of the contract`);
    return matching.sort((one, other) => other.literals - one.literals)[0];
}

/** Validates `value` against the schema called `name`; throws with everything that is wrong. */
function validate(name, value, where) {
    const check = ajv.getSchema(`contract#/components/schemas/${name}`);
    if (!check(value))
        throw new Error(`${where} is no ${name}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value, null, 1)}`);
}

/** A fetch for the vendor's client that validates every answer which the contract describes. */
export function validatingFetch(used) {
    return async (url, init) => {
        const response = await fetch(url, init);
        const path = new URL(url).pathname;
        const operation = operationOf(init.method, path);
        used.add(`${operation.method} ${operation.path}`);
        const described = operation.responses[response.status];
        const reference = described?.content?.["application/json"]?.schema?.$ref;
        if (response.ok && !described)
            throw new Error(`${init.method} ${path} answered ${response.status}, which the contract does not know`);
        if (response.ok && reference) {
            const name = reference.split("/").pop();
            validate(name, await response.clone().json(), `The answer to ${init.method} ${path}`);
        }
        return response;
    };
}
