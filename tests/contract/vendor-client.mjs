// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The vendor's own client: every operation that it has, with the values that it makes and reads.
import assert from "node:assert/strict";
import * as pieces from "@pieces.app/pieces-os-client";
import { vendorKinds } from "./kinds.mjs";

/** The tests, as [name, function]: `url` is where the server is, `fetch` what to ask it with. */
export function vendorTests({ url, fetch: fetchApi }) {
    const configuration = new pieces.Configuration({ basePath: url, fetchApi });
    const api = (name) => new pieces[`${name}Api`](configuration);
    const kinds = vendorKinds(api);
    const wordsOf = (item) => item.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

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
        if (kind.item === "asset") // the one kind that can be read at two places
            assert.deepEqual(await api("Assets").assetsSpecificAssetSnapshot({ asset: id }), created);
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

    async function tagsThatExist() {
        const tag = await api("Tags").tagsCreateNewTag({ seededTag: { text: "Räksmörgås" } });
        const exists = (value) => api("Tags").tagsExists({ existentMetadata: { value } });
        assert.equal((await exists("Räksmörgås")).tag.id, tag.id);
        assert.equal((await exists("another")).tag, undefined);
        await api("Tags").tagsDeleteSpecificTag({ tag: tag.id });
        assert.equal((await exists("Räksmörgås")).tag, undefined);
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
        assert.equal(await api("WellKnown").getWellKnownStreamHealth(), "ok");
        assert.ok(await api("WellKnown").getInstallationPath());
        assert.equal((await api("User").userSnapshot()).user, undefined);
        assert.deepEqual(idsOf(await api("Assets").assetsIdentifiersSnapshot({})), []);
        assert.deepEqual(idsOf(await api("Conversations").conversationsIdentifiersSnapshot()), []);
        // The vendor's client knows no WebSockets: it is answered what a stream would say first.
        for (const collection of ["Websites", ...kinds.map((kind) => kind.plural)]) {
            const operation = `${collection[0].toLowerCase()}${collection.slice(1)}StreamIdentifiers`;
            await api(collection)[operation]();
        }
    }

    return [["well-known operations", wellKnown], ["website", lifeOfAWebsite],
        ...kinds.map((kind) => [wordsOf(kind.item), () => lifeOfAnItem(kind)]), ["tags that exist", tagsThatExist],
        ["links without items", linksWithoutItems]];
}
