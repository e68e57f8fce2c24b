// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Items with everything in them that the contract knows, and more: created, read, listed, updated, linked, deleted.
import assert from "node:assert/strict";
import { validate } from "./contract.mjs";
import { expectHolds, idsOf, jsonCalls } from "./harness.mjs";
import { indicesOf, smallestSeeds, wholeSample } from "./samples.mjs";

// What no version of the contract knows.
const unknown = { text: "kept", list: [1, "two", null, { three: 3.5 }], none: null };

const reference = (id) => ({ id });
const collection = (...ids) => ({ iterable: ids.map(reference) });

/** Leaves `keys` out of `object`. */
function without(object, ...keys) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

// For each kind what its seed must become where that is not the same under the same name.
const kinds = [
    {
        item: "asset", collection: "assets", field: "assets", seed: "Seed", schema: "Asset",
        nested: { tags: 1, persons: 1, annotations: 2 }, // one of the annotations is the person's
        extend: (seed, { website }) => {
            seed.asset.x_unknown = unknown;
            seed.asset.format.x_unknown = unknown;
            seed.asset.metadata.websites = [{ ...seed.asset.metadata.websites[0], url: website.url, name: "Another" }];
        },
        becomes: ({ asset }) => ({
            name: asset.metadata.name, mechanism: asset.metadata.mechanism, discovered: true, pseudo: true, demo: true,
            x_unknown: unknown,
            formats: { iterable: [{
                file: asset.format.file, fragment: asset.format.fragment, application: asset.application,
                classification: asset.format.classification, x_unknown: unknown,
            }] },
        }),
        // The server says itself what every format belongs to and how large it is.
        comparable: (asset) => {
            const formats = asset.formats.iterable.map((one) => without(one, "asset", "bytes"));
            return { ...asset, formats: { ...asset.formats, iterable: formats } };
        },
    },
    {
        item: "person", collection: "persons", field: "persons", seed: "SeededPerson", schema: "Person",
        nested: { annotations: 1 },
        becomes: (seed) => ({
            ...without(seed, "annotations", "asset", "mechanism", "access", "model"),
            assets: collection(seed.asset), mechanisms: { [seed.asset]: seed.mechanism },
            models: { [seed.model.model.id]: seed.model },
        }),
    },
    {
        item: "conversation", collection: "conversations", field: "conversations", seed: "SeededConversation",
        schema: "Conversation", nested: { annotations: 1 },
        becomes: (seed) => ({
            ...without(seed, "annotations"),
            messages: { iterable: seed.messages.map((message) => ({ reference: without(message, "conversation") })) },
            anchors: { iterable: seed.anchors.map((anchor) => ({ reference: anchor })) },
        }),
    },
    {
        item: "workstream_summary", collection: "workstream_summaries", field: "summaries",
        seed: "SeededWorkstreamSummary", schema: "WorkstreamSummary", nested: { annotations: 1 },
        becomes: (seed) => without(seed, "annotations"),
    },
    {
        item: "tag", collection: "tags", field: "tags", seed: "SeededTag", schema: "Tag", nested: {},
        becomes: (seed) => ({
            ...without(seed, "asset", "person", "mechanism"),
            assets: collection(seed.asset), persons: collection(seed.person),
            mechanisms: { [seed.asset]: seed.mechanism, [seed.person]: seed.mechanism },
        }),
    },
    {
        item: "annotation", collection: "annotations", field: "annotations", seed: "SeededAnnotation",
        schema: "Annotation", nested: {},
        becomes: (seed) => ({
            ...seed, ...Object.fromEntries(["asset", "person", "model", "anchor", "conversation"]
                .map((key) => [key, reference(seed[key])])),
            workstream_summary: undefined, summary: reference(seed.workstream_summary),
        }),
    },
];

/** The tests, as [name, function]. */
export function wholeItemTests(context) {
    const calls = jsonCalls(context);

    async function list(collectionName) {
        return (await calls.get(`/${collectionName}`)).iterable;
    }

    async function wholeItem(kind) {
        const website = await calls.post("/websites/create", { url: `https://example.org/${kind.item}`, name: "W" });
        const seed = { ...wholeSample(kind.seed), x_unknown: unknown };
        if (seed.websites)
            seed.websites = { ...seed.websites, iterable: [{ id: website.id }], indices: { [website.id]: 0 } };
        kind.extend?.(seed, { website });
        validate(kind.seed, seed, "what the test sends");
        const before = new Map();
        for (const nested of Object.keys(kind.nested))
            before.set(nested, (await list(nested)).length);

        const created = await calls.post(`/${kind.collection}/create`, seed);
        const expected = kind.becomes(seed);
        expectHolds(created, without(expected, "schema", "websites"), kind.item);
        assert.deepEqual(await calls.get(`/${kind.item}/${created.id}`), created);
        assert.deepEqual((await list(kind.collection)).find((one) => one.id === created.id), created);
        for (const [nested, count] of Object.entries(kind.nested)) {
            const now = (await list(nested)).length;
            assert.equal(now, before.get(nested) + count, `the ${nested} in the seed become items`);
        }
        const links = seed.websites || kind.item === "asset" ? [website.id] : [];
        assert.deepEqual(idsOf(created.websites), links, "the websites that the seed names are linked");
        await updateWhole(kind, created, website);
        await calls.post(`/websites/${website.id}/delete`);
        assert.deepEqual(idsOf((await calls.get(`/${kind.item}/${created.id}`)).websites), []);
        await calls.post(`/${kind.collection}/${created.id}/delete`);
        for (const nested of Object.keys(kind.nested)) {
            for (const { id } of (await list(nested)).slice(before.get(nested)))
                await calls.post(`/${nested}/${id}/delete`);
        }
    }

    async function updateWhole(kind, created, website) {
        const sent = { ...wholeSample(kind.schema), id: created.id, x_unknown: [unknown] };
        const updated = await calls.post(`/${kind.item}/update`, sent);
        const comparable = kind.comparable ?? ((item) => item);
        // Links have operations of their own, and when it was changed the server knows best.
        const expected = without(sent, "websites", "updated");
        expectHolds(comparable(updated), comparable(expected), kind.item);
        assert.deepEqual(idsOf(updated.websites), idsOf(created.websites), "an update leaves links alone");
        assert.ok(updated.updated.value > created.updated.value);
        assert.deepEqual(await calls.get(`/${kind.item}/${created.id}`), updated);

        await calls.post(`/website/${website.id}/${kind.collection}/associate/${created.id}`);
        assert.deepEqual(idsOf((await calls.get(`/website/${website.id}`))[kind.field]), [created.id]);
        expectHolds(await calls.get(`/${kind.item}/${created.id}`),
            { websites: { ...collection(website.id), indices: indicesOf([website]) } }, kind.item);
    }

    async function wholeWebsite() {
        const ends = {};
        for (const kind of kinds.filter((one) => ["asset", "person", "conversation"].includes(one.item)))
            ends[kind.item] = (await calls.post(`/${kind.collection}/create`, smallestSeeds[kind.item])).id;
        const seed = { ...wholeSample("SeededWebsite"), ...ends, x_unknown: unknown };
        const created = await calls.post("/websites/create", seed);
        expectHolds(created, {
            url: seed.url, name: seed.name, x_unknown: unknown, mechanisms: { [ends.asset]: seed.mechanism },
            assets: collection(ends.asset), persons: collection(ends.person),
            conversations: collection(ends.conversation),
        }, "website");
        const sent = { ...wholeSample("Website"), id: created.id, x_unknown: [unknown] };
        const updated = await calls.post("/website/update", sent);
        const links = kinds.map((kind) => kind.field)
            .concat("messages", "workstream_events", "sources", "source_windows");
        expectHolds(updated, without(sent, "updated", ...links), "website");
        for (const field of ["assets", "persons", "conversations"])
            assert.deepEqual(updated[field], created[field], "an update leaves links alone");
        assert.deepEqual(await calls.get(`/website/${created.id}`), updated);
        assert.deepEqual((await calls.get("/websites?transferables=false")).iterable, [updated]);
        await incrementWhole(updated);
        await calls.post(`/websites/${created.id}/delete`);
        for (const [item, id] of Object.entries(ends)) {
            assert.deepEqual(idsOf((await calls.get(`/${item}/${id}`)).websites), []);
            await calls.post(`/${item}s/${id}/delete`);
        }
    }

    async function incrementWhole({ id, score: before }) {
        await calls.post(`/website/${id}/scores/increment`, wholeSample("SeededScoreIncrement"));
        const { score } = await calls.get(`/website/${id}`);
        for (const counter of ["reuse", "update", "reference", "priority", "searched"])
            assert.equal(score[counter], before[counter] + 1, counter);
        await calls.post(`/website/${id}/scores/increment`, {});
        assert.deepEqual((await calls.get(`/website/${id}`)).score, score);
    }

    /** Clients of version 2.2 stumble over a schema of no version, so no item may bring one to them. */
    async function schemasOfNoVersion() {
        const schema = { migration: 0, semantic: "UNKNOWN" };
        const created = { schema, value: "2026-11-23T16:00:00.123456Z" };
        for (const { item, collection: at } of [...kinds, { item: "website", collection: "websites" }]) {
            const seed = smallestSeeds[item] ?? { url: "https://schema.example.org/", name: "Schema" };
            const made = await calls.post(`/${at}/create`, { ...seed, schema, x_nested: [{ schema, kept: true }] });
            const score = { ...wholeSample("Score"), schema };
            const updated = await calls.post(`/${item}/update`,
                { ...made, created, score, x_nested: [{ schema, kept: "still" }] });
            assert.deepEqual(updated.x_nested, [{ kept: "still" }]);
            await calls.post(`/${at}/${made.id}/delete`);
        }
    }

    async function transferables() {
        const { id } = await calls.post("/assets/create", smallestSeeds.asset);
        const rawOf = (asset) => asset.formats.iterable[0].fragment.string?.raw;
        const expectRaw = async (query, raw) => {
            assert.equal(rawOf(await calls.get(`/asset/${id}?${query}`)), raw);
            assert.equal(rawOf(await calls.get(`/assets/${id}?${query}`)), raw);
            assert.equal(rawOf((await calls.get(`/assets?${query}`)).iterable[0]), raw);
            assert.equal(rawOf((await calls.get(`/assets/search?query=hello&${query}`)).iterable[0].asset), raw);
            const changed = { ...await calls.get(`/asset/${id}`), name: `hello, ${query}` };
            assert.equal(rawOf(await calls.post(`/asset/update?${query}`, changed)), raw);
            const created = await calls.post(`/assets/create?${query}`, smallestSeeds.asset);
            assert.equal(rawOf(created), raw);
            await calls.post(`/assets/${created.id}/delete`);
        };
        await expectRaw("", "hello()");
        await expectRaw("transferables=true", "hello()");
        await expectRaw("transferables=false", undefined);
        // What came light goes back light, and loses nothing.
        const light = await calls.get(`/asset/${id}?transferables=false`);
        await calls.post("/asset/update", { ...light, name: "hello again" });
        assert.equal(rawOf(await calls.get(`/asset/${id}`)), "hello()");
        const { iterable, indices } = await calls.get("/assets/identifiers");
        assert.deepEqual([iterable, indices], [[{ id }], { [id]: 0 }]);
        await calls.post(`/assets/${id}/delete`);
    }

    async function annotationsOfOneType() {
        const make = (type) => calls.post("/annotations/create", { type, text: type });
        const made = [await make("COMMENT"), await make("SUMMARY"), await make("COMMENT")];
        const ofType = async (type) => idsOf(await calls.get(`/annotations?annotation_type_filter=${type}`));
        const comments = await ofType("COMMENT");
        assert.ok(comments.includes(made[0].id) && comments.includes(made[2].id) && !comments.includes(made[1].id));
        assert.deepEqual(await ofType("GIT_COMMIT"), []);
        for (const { id } of made)
            await calls.post(`/annotations/${id}/delete`);
    }

    async function connect() {
        const sent = wholeSample("SeededConnectorConnection");
        const { application } = await calls.post("/connect", sent);
        expectHolds(application, without(sent.application, "schema"), "application");
        assert.equal((await calls.post("/connect", sent)).application.id, application.id);
        const response = await context.fetch(`${context.url}/websites`, { headers: { application: application.id } });
        assert.equal(response.status, 200);
    }

    return [...kinds.map((kind) => [`a whole ${kind.item.replace("_", " ")}`, () => wholeItem(kind)]),
        ["a whole website", wholeWebsite], ["schemas of no version", schemasOfNoVersion],
        ["with and without transferables", transferables],
        ["annotations of one type", annotationsOfOneType], ["programs introduce themselves", connect]];
}
