// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Links of all ten kinds, many to many.
import assert from "node:assert/strict";
import { idsOf, jsonCalls } from "./harness.mjs";
import { smallestSeeds } from "./samples.mjs";

// Below a website, and its field there. Only the first six have items.
const kinds = [
    ["assets", "asset", "assets"], ["persons", "person", "persons"],
    ["conversations", "conversation", "conversations"],
    ["workstream_summaries", "workstream_summary", "summaries"], ["tags", "tag", "tags"],
    ["annotations", "annotation", "annotations"],
    ["messages", undefined, "messages"], ["workstream_events", undefined, "workstream_events"],
    ["workstream_pattern_engine/sources", undefined, "sources"],
    ["workstream_pattern_engine/source_windows", undefined, "source_windows"],
];

/** The tests, as [name, function]. */
export function linkTests(context) {
    const calls = jsonCalls(context);

    async function manyToMany([segment, item, field]) {
        const websites = [];
        for (const name of ["one", "two"])
            websites.push((await calls.post("/websites/create", { name, url: `https://${name}.example.org` })).id);
        const items = ["far", "away"];
        if (item) {
            for (const at of items.keys())
                items[at] = (await calls.post(`/${segment}/create`, smallestSeeds[item])).id;
        }
        const linked = async (website) => idsOf((await calls.get(`/website/${website}`))[field]).sort();
        const own = async (id) => idsOf((await calls.get(`/${item}/${id}`)).websites).sort();
        for (const website of websites) {
            for (const id of items)
                await calls.post(`/website/${website}/${segment}/associate/${id}`);
            assert.deepEqual(await linked(website), [...items].sort());
        }
        for (const id of item ? items : [])
            assert.deepEqual(await own(id), [...websites].sort());
        const fromItem = item && `/${item}/${items[0]}/websites/disassociate/${websites[0]}`;
        await calls.post(fromItem ?? `/website/${websites[0]}/${segment}/disassociate/${items[0]}`);
        assert.deepEqual(await linked(websites[0]), [items[1]]);
        assert.deepEqual(await linked(websites[1]), [...items].sort());
        const everywhere = (await calls.get("/websites")).iterable.filter((one) => websites.includes(one.id));
        assert.deepEqual(everywhere.map((one) => idsOf(one[field]).length), [1, 2]);
        await calls.post(`/websites/${websites[1]}/delete`);
        for (const id of item ? items : []) {
            assert.deepEqual(await own(id), id === items[1] ? [websites[0]] : []);
            await calls.post(`/${segment}/${id}/delete`);
        }
        if (item)
            assert.deepEqual(await linked(websites[0]), []);
        await calls.refused(410, `/website/${websites[1]}/${segment}/associate/${items[0]}`);
        await calls.post(`/websites/${websites[0]}/delete`);
    }

    return kinds.map((kind) => [`links of ${kind[0]}`, () => manyToMany(kind)]);
}
