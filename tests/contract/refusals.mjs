// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Requests that the contract forbids. Prism, when it stands between, refuses them itself, which shows that it looks.
import { jsonCalls } from "./harness.mjs";

// Where, and what.
const bodies = [
    ["/websites/create", { url: "https://example.org" }],
    ["/websites/create", { url: 7, name: "Seven" }],
    ["/websites/exists", {}],
    ["/websites/search", { engines: "apple" }],
    ["/website/update", { id: 7 }],
    ["/assets/create", { type: "SEEDED_ASSET", asset: { format: {} } }],
    ["/asset/update", { id: "", formats: [] }],
    ["/persons/create", {}],
    ["/persons/search", { engines: [] }],
    ["/person/update", { name: "nobody" }],
    ["/conversations/create", { name: "Talk" }],
    ["/conversations/create", { name: "Talk", type: "SHOUTING" }],
    ["/conversations/search", { engines: null }],
    ["/workstream_summaries/create", { name: "Monday", model: "by hand" }],
    ["/workstream_summaries/search", { engines: { iterable: "apple" } }],
    ["/tags/create", { text: ["c++"] }],
    ["/tags/create", { text: "c++", category: "COLOUR" }],
    ["/tags/search", { engines: 7 }],
    ["/tags/exists", { value: null }],
    ["/annotations/create", { text: "A note" }],
    ["/annotations/create", { text: "A note", type: "SONG" }],
    ["/annotations/search", { engines: {} }],
    ["/connect", { application: { name: "OPEN_SOURCE" } }],
];

/** The tests, as [name, function]. */
export function refusalTests(context) {
    const calls = jsonCalls(context);
    const status = context.throughPrism ? 422 : 400;
    return bodies.map(([path, body]) =>
        [`refusal of ${JSON.stringify(body)} at ${path}`, () => calls.refused(status, path, body)]);
}
