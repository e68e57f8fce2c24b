// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The streams of identifiers, as WebSockets: all there is at first, then what changes.
import assert from "node:assert/strict";
import WebSocket from "ws";
import { operationOf, validate } from "./contract.mjs";
import { idsOf, jsonCalls } from "./harness.mjs";
import { smallestSeeds } from "./samples.mjs";

const patience = 5_000;

// The field of a StreamedIdentifier, and how its items are called.
const kinds = [
    { collection: "websites", field: "website", item: "website" },
    { collection: "assets", field: "asset", item: "asset" },
    { collection: "persons", field: "person", item: "person" },
    { collection: "conversations", field: "conversation", item: "conversation" },
    { collection: "workstream_summaries", field: "workstream_summary", item: "workstream_summary" },
    { collection: "tags", field: "tag", item: "tag" },
    { collection: "annotations", field: "annotation", item: "annotation" },
];

/** A stream that is read message by message; every message is checked against the contract. */
class Stream {
    #messages = [];
    #waiting = [];
    #socket;

    constructor(url, path) {
        this.#socket = new WebSocket(url.replace(/^http/, "ws") + path);
        this.#socket.on("message", (data) => this.#take({ text: data.toString() }));
        this.#socket.on("error", (error) => this.#take({ error }));
        this.#socket.on("close", (code) => this.#take({ error: new Error(`${path} was closed: ${code}`) }));
    }

    #take(message) {
        const next = this.#waiting.shift();
        if (next)
            next(message);
        else
            this.#messages.push(message);
    }

    /** The next message, as text. */
    async text() {
        let timer;
        const message = this.#messages.shift() ?? await new Promise((resolve) => {
            timer = setTimeout(() => resolve({ error: new Error("The stream is silent.") }), patience);
            this.#waiting.push(resolve);
        });
        clearTimeout(timer);
        if (message.error)
            throw message.error;
        return message.text;
    }

    /** The identifiers of the next message. */
    async next() {
        const value = JSON.parse(await this.text());
        validate("StreamedIdentifiers", value, "a message of a stream");
        return value.iterable;
    }

    close() {
        this.#socket.removeAllListeners("close");
        this.#socket.close();
    }
}

/** The tests, as [name, function]. */
export function streamTests(context) {
    const calls = jsonCalls(context);
    const seeds = { ...smallestSeeds, website: { url: "https://stream.example.org/", name: "S" } };
    const create = (kind) => calls.post(`/${kind.collection}/create`, seeds[kind.item]);

    async function listAndChanges(kind) {
        const path = `/${kind.collection}/stream/identifiers`;
        const ids = (identifiers) => identifiers.map((one) => one[kind.field].id);
        const listed = async () => (await calls.get(`/${kind.collection}`)).iterable;
        const before = idsOf({ iterable: await listed() });
        const first = await create(kind);
        const streams = [new Stream(context.url, path), new Stream(context.url, path)];
        const expectNext = async (expected) => {
            for (const stream of streams) {
                const [told, ...others] = await stream.next();
                assert.deepEqual(others, []);
                assert.deepEqual([told[kind.field].id, told.deleted === true], expected);
                assert.equal(told.updated === undefined, told.deleted === true);
            }
        };
        try {
            for (const stream of streams) {
                const all = await stream.next();
                assert.deepEqual(ids(all), [...before, first.id]);
                assert.equal(all.at(-1).updated.value, first.updated.value);
            }
            context.usage.add(operationOf("GET", path));
            const second = await create(kind);
            await expectNext([second.id, false]);
            await calls.post(`/${kind.item}/update`, { ...first, x_changed: true });
            await expectNext([first.id, false]);
            await linkAndUnlink(kind, second.id, expectNext);
            for (const { id } of [second, first]) {
                await calls.post(`/${kind.collection}/${id}/delete`);
                await expectNext([id, true]);
            }
        } finally {
            streams.forEach((stream) => stream.close());
        }
        const late = new Stream(context.url, path);
        assert.deepEqual(ids(await late.next()), before, "an empty collection has a first message too");
        late.close();
    }

    /** A link changes both of its ends. */
    async function linkAndUnlink(kind, id, expectNext) {
        const isWebsite = kind.item === "website";
        const other = await create(isWebsite ? kinds.find((one) => one.item === "tag") : kinds[0]);
        const [website, segment, item] = isWebsite ? [id, "tags", other.id] : [other.id, kind.collection, id];
        for (const verb of ["associate", "disassociate"]) {
            await calls.post(`/website/${website}/${segment}/${verb}/${item}`);
            await expectNext([id, false]);
        }
        await calls.post(isWebsite ? `/tags/${item}/delete` : `/websites/${website}/delete`);
    }

    async function health() {
        const stream = new Stream(context.url, "/.well-known/stream/health");
        assert.equal(await stream.text(), "ok");
        stream.close();
        context.usage.add(operationOf("GET", "/.well-known/stream/health"));
    }

    return [...kinds.map((kind) => [`stream of ${kind.collection.replace("_", " ")}`, () => listAndChanges(kind)]),
        ["stream of health", health]];
}
