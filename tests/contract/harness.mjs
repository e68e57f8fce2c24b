// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs tests one after the other, and what they have in common.
import assert from "node:assert/strict";

/** Runs `tests`, each [name, function], says how each went, and gives how many failed. */
export async function runTests(tests, usage) {
    let failures = 0;
    for (const [name, test] of tests) {
        usage.begin(name);
        try {
            const began = performance.now();
            await test();
            console.log(`PASS  ${name} (${Math.round(performance.now() - began)} ms)`);
        } catch (error) {
            ++failures;
            const words = error.response ? await error.response.clone().text().catch(() => "") : "";
            console.log(`FAIL  ${name}: ${error.stack.slice(0, 6000)} ${words}`);
        }
    }
    return failures;
}

/** JSON to and from the server at `url`: what the vendor's client would not let through. */
export function jsonCalls({ url, fetch: ask }) {
    const read = async (response) => {
        assert.ok(response.ok, `${response.url}: ${response.status} ${await response.clone().text()}`);
        if (response.status === 204)
            return undefined;
        return /json/.test(response.headers.get("content-type")) ? response.json() : response.text();
    };
    return {
        get: async (path) => read(await ask(`${url}${path}`)),
        post: async (path, body) => read(await ask(`${url}${path}`, {
            method: "POST",
            ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
        })),
        /** Expects that the server refuses it with `status`. */
        refused: async (status, path, body) => {
            const response = await ask(`${url}${path}`, {
                method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
            });
            assert.equal(response.status, status, await response.text());
        },
    };
}

/** Expects that `actual` has everything that `expected` has; lists must agree element by element. */
export function expectHolds(actual, expected, where) {
    if (typeof expected !== "object" || expected === null) {
        assert.deepEqual(actual, expected, where);
        return;
    }
    assert.ok(typeof actual === "object" && actual !== null, `${where} is ${JSON.stringify(actual)}`);
    if (Array.isArray(expected))
        assert.equal(actual.length, expected.length, `how many ${where} has`);
    for (const [key, value] of Object.entries(expected))
        expectHolds(actual[key], value, `${where}.${key}`);
}

/** The identifiers in the collection `collection`, in its order. */
export function idsOf(collection) {
    return (collection?.iterable ?? []).map((one) => one.id);
}
