// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the searches find, and in which order.
import assert from "node:assert/strict";
import { jsonCalls } from "./harness.mjs";
import { wholeSample } from "./samples.mjs";

const model = wholeSample("Model");

// How an item of each kind gets its text, and under what name its search gives it back.
const kinds = [
    {
        collection: "websites", key: "website",
        seed: (name) => ({ name, url: `https://example.org/${encodeURI(name)}` }),
    },
    { collection: "persons", key: "person", seed: (name) => ({ type: { basic: { name } } }) },
    { collection: "conversations", key: "conversation", seed: (name) => ({ name, type: "COPILOT" }) },
    { collection: "workstream_summaries", key: "summary", seed: (name) => ({ name, model }) },
    { collection: "tags", key: "tag", seed: (text) => ({ text }) },
    { collection: "annotations", key: "annotation", seed: (text) => ({ text, type: "COMMENT" }) },
];

const engine = (query, more) => ({ query, ...more });
const all = (...iterable) => ({ iterable, type: "AND" });
const any = (...iterable) => ({ iterable, type: "OR" });
const nested = (operations) => ({ operations });

// What a search for the first finds of the three texts: the closer to the whole text, the earlier.
const names = ["Apple pie", "Apple", "Cherry pie"];
const cases = [
    [all(engine("apple")), ["Apple", "Apple pie"]],
    [all(engine("APPLE"), engine("pie")), ["Apple pie"]],
    [any(engine("apple"), engine("cherry")), ["Apple", "Cherry pie", "Apple pie"]],
    [all(engine("pie"), nested(any(engine("apple"), engine("cherry")))), ["Cherry pie", "Apple pie"]],
    [any(engine("no such text"), nested(all(engine("cherry"), engine("pie")))), ["Cherry pie"]],
    [all(nested(any(engine("apple"), engine("cherry"))), nested(all(engine("pie"), engine("cherr")))), ["Cherry pie"]],
    [all(engine("apple", { full_text: { exact: true } })), ["Apple"]],
    [all(engine("apple"), engine("no such text")), []],
];

/** The tests, as [name, function]. */
export function searchTests(context) {
    const calls = jsonCalls(context);

    async function searchKind(kind) {
        const made = new Map();
        for (const name of names)
            made.set((await calls.post(`/${kind.collection}/create`, kind.seed(name))).id, name);
        const find = async (engines) => {
            const { iterable } = await calls.post(`/${kind.collection}/search`, { engines });
            return iterable.filter((one) => made.has(one.identifier));
        };
        for (const [engines, expected] of cases) {
            const found = await find(engines);
            const foundNames = found.map((one) => made.get(one.identifier));
            assert.deepEqual(foundNames.sort(), [...expected].sort(), JSON.stringify(engines));
            for (const [position, one] of found.entries()) {
                assert.equal(one[kind.key].id, one.identifier);
                assert.ok(one.similarity > 0 && one.similarity <= 1);
                assert.equal(one.exact, one.similarity === 1);
                assert.ok(position === 0 || one.similarity <= found[position - 1].similarity, "the best come first");
            }
        }
        const [best, second] = await find(all(engine("apple")));
        assert.deepEqual([made.get(best.identifier), best.exact, second.exact], ["Apple", true, false]);
        await wholeInput(kind, made);
        for (const id of made.keys())
            await calls.post(`/${kind.collection}/${id}/delete`);
    }

    /** Everything that the contract lets an input say is taken, and moments narrow the search. */
    async function wholeInput(kind, made) {
        await calls.post(`/${kind.collection}/search`, wholeSample("SearchInput"));
        const past = { temporal: { created: { to: { value: "1990-01-01T00:00:00Z" } } } };
        const recent = { temporal: { created: { from: { value: "1990-01-01T00:00:00Z" } } } };
        const count = async (more) => {
            const found = await calls.post(`/${kind.collection}/search`, { engines: all(engine("apple", more)) });
            return found.iterable.filter((one) => made.has(one.identifier)).length;
        };
        assert.deepEqual([await count(past), await count(recent)], [0, 2]);
    }

    async function searchAssets() {
        const application = wholeSample("Application");
        const made = new Map();
        for (const name of names) {
            const asset = { application, metadata: { name }, format: { fragment: { string: { raw: "()" } } } };
            made.set((await calls.post("/assets/create", { type: "SEEDED_ASSET", asset })).id, name);
        }
        const result = await calls.get("/assets/search?query=apple");
        assert.deepEqual(result.iterable.map((one) => [made.get(one.identifier), one.exact]),
            [["Apple", true], ["Apple pie", false]]);
        assert.deepEqual([result.exact, result.suggested], [1, 1]);
        assert.ok(result.iterable.every((one) => one.asset.id === one.identifier));
        for (const id of made.keys())
            await calls.post(`/assets/${id}/delete`);
    }

    return [...kinds.map((kind) => [`search of ${kind.collection.replace("_", " ")}`, () => searchKind(kind)]),
        ["search of assets", searchAssets]];
}
