// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The vendor's own client against sitebookd: node vendor-client.mjs PATH/TO/sitebookd
import assert from "node:assert/strict";
import * as pieces from "@pieces.app/pieces-os-client";
import { validatingFetch } from "./contract.mjs";
import { startServer } from "./server.mjs";

const executable = process.argv[2];
if (!executable) {
    console.error("usage: node vendor-client.mjs PATH/TO/sitebookd");
    process.exit(2);
}

const server = await startServer(executable);
const used = new Set();
const configuration = new pieces.Configuration({ basePath: server.url, fetchApi: validatingFetch(used) });
const api = (name) => new pieces[`${name}Api`](configuration);

const application = {
    id: "contract-test", name: "OPEN_SOURCE", version: "1", platform: "LINUX", onboarded: true, privacy: "CLOSED",
};
const model = {
    id: "model", version: "1", created: { value: new Date(0) }, name: "By hand", cloud: false, type: "UNKNOWN",
    usage: "UNKNOWN",
};

// How each kind is spelled in the vendor's client.
const kinds = [
    {
        item: "asset", field: "assets", link: "Asset", own: "Asset", plural: "Assets",
        create: () => api("Assets").assetsCreateNewAsset({
            seed: {
                type: "SEEDED_ASSET",
                asset: {
                    application, metadata: { name: "hello.cpp", mechanism: "MANUAL" },
                    format: { fragment: { string: { raw: "int main() {}" } }, classification: { specific: "cpp" } },
                },
            },
        }),
        get: (asset) => api("Asset").assetSnapshot({ asset }),
        list: () => api("Assets").assetsSnapshot({ transferables: false }),
        update: (asset) => api("Asset").assetUpdate({ asset: { ...asset, name: "renamed" } }),
        updated: (asset) => asset.name === "renamed" && asset.formats.iterable[0].fragment.string.raw === "int main() {}",
        remove: (asset) => api("Assets").assetsDeleteAsset({ asset }),
        search: () => api("Assets").searchAssets({ query: "hello" }),
    },
    {
        item: "person", field: "persons", link: "Person", own: "Person", plural: "Persons",
        create: () => api("Persons").personsCreateNewPerson(
            { seededPerson: { type: { basic: { name: "Ana", email: "ana@example.org" } } } }),
        get: (person) => api("Person").personSnapshot({ person }),
        list: () => api("Persons").personsSnapshot({}),
        update: (person) => api("Person").updatePerson({ person: { ...person, type: { basic: { name: "Bea" } } } }),
        updated: (person) => person.type.basic.name === "Bea",
        remove: (person) => api("Persons").personsDeletePerson({ person }),
        search: (searchInput) => api("Persons").searchPersons({ searchInput }),
    },
    {
        item: "conversation", field: "conversations", link: "Conversation", own: "Conversation", plural: "Conversations",
        create: () => api("Conversations").conversationsCreateSpecificConversation({
            seededConversation: {
                name: "Talk", type: "COPILOT",
                messages: [{ role: "USER", fragment: { string: { raw: "Hello" } } }],
                annotations: [{ text: "A note", type: "COMMENT" }],
            },
        }),
        get: (conversation) => api("Conversation").conversationGetSpecificConversation({ conversation }),
        list: () => api("Conversations").conversationsSnapshot({}),
        update: (conversation) => api("Conversation").conversationUpdate({ conversation: { ...conversation, name: "Chat" } }),
        updated: (conversation) => conversation.name === "Chat",
        remove: (conversation) => api("Conversations").conversationsDeleteSpecificConversation({ conversation }),
        search: (searchInput) => api("Conversations").searchConversations({ searchInput }),
    },
    {
        item: "workstreamSummary", field: "summaries", link: "WorkstreamSummary", own: "WorkstreamSummary",
        plural: "WorkstreamSummaries",
        create: () => api("WorkstreamSummaries").workstreamSummariesCreateNewWorkstreamSummary(
            { seededWorkstreamSummary: { name: "Monday", model } }),
        get: (workstreamSummary) =>
            api("WorkstreamSummary").workstreamSummariesSpecificWorkstreamSummarySnapshot({ workstreamSummary }),
        list: () => api("WorkstreamSummaries").workstreamSummariesSnapshot({}),
        update: (workstreamSummary) =>
            api("WorkstreamSummary").workstreamSummaryUpdate({ workstreamSummary: { ...workstreamSummary, name: "Tuesday" } }),
        updated: (workstreamSummary) => workstreamSummary.name === "Tuesday" && workstreamSummary.model.name === "By hand",
        remove: (workstreamSummary) =>
            api("WorkstreamSummaries").workstreamSummariesDeleteSpecificWorkstreamSummary({ workstreamSummary }),
        search: (searchInput) => api("WorkstreamSummaries").searchWorkstreamSummaries({ searchInput }),
    },
    {
        item: "tag", field: "tags", link: "Tag", own: "Tag", plural: "Tags",
        create: () => api("Tags").tagsCreateNewTag({ seededTag: { text: "c++", mechanism: "MANUAL" } }),
        get: (tag) => api("Tag").tagsSpecificTagSnapshot({ tag }),
        list: () => api("Tags").tagsSnapshot({}),
        update: (tag) => api("Tag").tagUpdate({ tag: { ...tag, text: "C++" } }),
        updated: (tag) => tag.text === "C++",
        remove: (tag) => api("Tags").tagsDeleteSpecificTag({ tag }),
        search: (searchInput) => api("Tags").searchTags({ searchInput }),
    },
    {
        item: "annotation", field: "annotations", link: "Annotation", own: "Annotation", plural: "Annotations",
        create: () => api("Annotations").annotationsCreateNewAnnotation(
            { seededAnnotation: { text: "Read this", type: "DESCRIPTION" } }),
        get: (annotation) => api("Annotation").annotationSpecificAnnotationSnapshot({ annotation }),
        list: () => api("Annotations").annotationsSnapshot({}),
        update: (annotation) => api("Annotation").annotationUpdate({ annotation: { ...annotation, text: "Read that" } }),
        updated: (annotation) => annotation.text === "Read that",
        remove: (annotation) => api("Annotations").annotationsDeleteSpecificAnnotation({ annotation }),
        search: (searchInput) => api("Annotations").searchAnnotations({ searchInput }),
    },
];

const getWebsite = (website) => api("Website").websitesSpecificWebsiteSnapshot({ website });
const idsOf = (collection) => (collection?.iterable ?? []).map((one) => one.id);
const searchFor = (query) => ({ engines: { iterable: [{ query }], type: "AND" } });

/** Expects that `action` is refused with `status` and words. */
async function refused(status, action) {
    const error = await action().then(() => assert.fail(`expected a ${status}`), (one) => one);
    assert.equal(error.response?.status, status, String(error));
    assert.notEqual(await error.response.text(), "");
}

async function lifeOfAWebsite() {
    const created = await api("Websites").websitesCreateNewWebsite(
        { seededWebsite: { url: "https://example.org/", name: "Example" } });
    assert.equal(created.name, "Example");
    assert.deepEqual(await getWebsite(created.id), created);
    assert.deepEqual((await api("Websites").websitesSnapshot({ transferables: false })).iterable, [created]);
    const updated = await api("Website").websiteUpdate({ website: { ...created, name: "Renamed" } });
    assert.equal(updated.name, "Renamed");
    assert.ok(updated.updated.value >= created.updated.value);
    assert.deepEqual(updated.created, created.created);

    await api("Website").websiteScoresIncrement(
        { website: created.id, seededScoreIncrement: { website: { reuse: true, searched: true } } });
    const { score } = await getWebsite(created.id);
    assert.deepEqual([score.reuse, score.searched, score.priority], [1, 1, 0]);

    const exists = (value) => api("Websites").websitesExists({ existentMetadata: { value } });
    assert.equal((await exists("HTTPS://Example.org")).website.id, created.id);
    assert.equal((await exists("https://example.com")).website, undefined);
    const found = await api("Websites").searchWebsites({ searchInput: searchFor("renamed") });
    assert.deepEqual(found.iterable.map((one) => one.identifier), [created.id]);

    await api("Websites").websitesDeleteSpecificWebsite({ website: created.id });
    await refused(410, () => getWebsite(created.id));
    await refused(410, () => api("Websites").websitesDeleteSpecificWebsite({ website: created.id }));
    await refused(410, () => api("Website").websiteUpdate({ website: created }));
}

async function lifeOfAnItem(kind) {
    const created = await kind.create();
    const { id } = created;
    assert.deepEqual(await kind.get(id), created);
    assert.ok(idsOf(await kind.list()).includes(id));
    assert.ok((await kind.search(searchFor(""))).iterable.some((one) => one.identifier === id));
    assert.ok(kind.updated(await kind.update(created)));
    assert.ok(kind.updated(await kind.get(id)));

    const { id: website } = await api("Websites").websitesCreateNewWebsite(
        { seededWebsite: { url: `https://example.org/${kind.item}`, name: kind.item } });
    const fromWebsite = (verb) => api("Website")[`website${verb}${kind.link}`]({ website, [kind.item]: id });
    const own = kind.own[0].toLowerCase() + kind.own.slice(1);
    const fromItem = (verb) => api(kind.own)[`${own}${verb}Website`]({ website, [kind.item]: id });
    const expectLinked = async (linked) => {
        assert.deepEqual(idsOf((await getWebsite(website))[kind.field]), linked ? [id] : []);
        assert.deepEqual(idsOf((await kind.get(id)).websites), linked ? [website] : []);
    };
    await expectLinked(false);
    for (const [link, unlink] of [[fromWebsite, fromItem], [fromItem, fromWebsite]]) {
        await link("Associate");
        await expectLinked(true);
        await link("Associate"); // twice is once
        await expectLinked(true);
        await unlink("Disassociate");
        await expectLinked(false);
    }
    await fromWebsite("Associate");
    await kind.remove(id);
    assert.deepEqual(idsOf((await getWebsite(website))[kind.field]), []);
    await refused(410, () => kind.get(id));
    await refused(410, () => fromWebsite("Associate"));
    await api("Websites").websitesDeleteSpecificWebsite({ website });
}

async function linksWithoutItems() {
    const { id: website } = await api("Websites").websitesCreateNewWebsite(
        { seededWebsite: { url: "https://example.org/bare", name: "Bare" } });
    const bare = [["Message", "message", "messages"], ["WorkstreamEvent", "workstreamEvent", "workstreamEvents"],
        ["WorkstreamPatternEngineSource", "source", "sources"],
        ["WorkstreamPatternEngineSourceWindow", "sourceWindow", "sourceWindows"]];
    for (const [link, key, field] of bare) {
        await api("Website")[`websiteAssociate${link}`]({ website, [key]: "far away" });
        assert.deepEqual(idsOf((await getWebsite(website))[field]), ["far away"]);
        await api("Website")[`websiteDisassociate${link}`]({ website, [key]: "far away" });
        assert.deepEqual(idsOf((await getWebsite(website))[field]), []);
    }
    await api("Websites").websitesDeleteSpecificWebsite({ website });
}

async function wellKnown() {
    const { application: known } = await api("Connector").connect(
        { seededConnectorConnection: { application: { name: "OPEN_SOURCE", version: "1", platform: "LINUX" } } });
    assert.ok(known.id);
    assert.equal(await api("WellKnown").getWellKnownHealth(), "ok");
    assert.ok(await api("WellKnown").getWellKnownVersion());
    assert.equal((await api("User").userSnapshot()).user, undefined);
    assert.deepEqual(idsOf(await api("Assets").assetsIdentifiersSnapshot({})), []);
    assert.deepEqual(idsOf(await api("Conversations").conversationsIdentifiersSnapshot()), []);
    // Without a WebSocket the streams answer what they would say first.
    for (const collection of ["Websites", ...kinds.map((kind) => kind.plural)]) {
        const operation = `${collection[0].toLowerCase()}${collection.slice(1)}StreamIdentifiers`;
        await api(collection)[operation]();
    }
}

const tests = [["well-known operations", wellKnown], ["website", lifeOfAWebsite],
    ...kinds.map((kind) => [kind.item, () => lifeOfAnItem(kind)]), ["links without items", linksWithoutItems]];
let failures = 0;
for (const [name, test] of tests) {
    try {
        await test();
        console.log(`PASS  ${name}`);
    } catch (error) {
        ++failures;
        const words = error.response ? await error.response.clone().text().catch(() => "") : "";
        console.log(`FAIL  ${name}: ${error.stack} ${words}`);
    }
}
const code = await server.stop();
if (code !== 0) {
    ++failures;
    console.log(`FAIL  the server ended with ${code}`);
}
console.log(`${tests.length} tests, ${failures} failed, ${used.size} operations of the contract used`);
process.exit(failures === 0 ? 0 : 1);
