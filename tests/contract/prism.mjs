// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Starts Prism on the contract, as a server of its own (mock) or in front of another (proxy).
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contract } from "./contract.mjs";

const startTime = 60_000;
const executable = fileURLToPath(new URL("node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url));

/** The references in `schema` that lead back to `name` or to what is above it. */
function cutCycles(schemas, name, above, done) {
    const visit = (value) => {
        if (typeof value !== "object" || value === null)
            return value;
        const next = value.$ref?.split("/").pop();
        if (next && (next === name || above.includes(next)))
            return { type: "object" };
        if (next)
            cutCycles(schemas, next, [...above, name], done);
        if (Array.isArray(value))
            return value.map(visit);
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]));
    };
    if (!done.has(name)) {
        done.add(name);
        schemas[name] = visit(schemas[name]);
    }
}

// What an asset and its formats hold whole, though Sitebook reads none of it. With it, Prism needs seconds for each
// asset. contract.mjs does look at it.
const heavy = {
    Asset: ["shares", "sensitives", "activities", "hints", "anchors", "conversations", "summaries", "messages",
        "annotations", "persons", "tags"],
    Format: ["asset", "analysis", "activities", "relationship"],
};

/**
 * The contract as Prism can work with it: it gives up on schemas that hold themselves (SearchEngines, Format), so these
 * hold any object there. As a proxy (`mode`) it has to know that every operation may say no with 400 and 410, which the
 * contract names for few operations only.
 */
function contractForPrism(mode) {
    const result = structuredClone(contract);
    const { schemas } = result.components;
    if (mode === "mock") // an identifier of a set length, which Prism's static examples do not have
        delete schemas.FlattenedFormat.properties.asset.minLength;
    for (const [name, keys] of Object.entries(heavy)) {
        for (const key of keys)
            schemas[name].properties[key] = { type: "object" };
    }
    const done = new Set();
    for (const name of Object.keys(schemas))
        cutCycles(schemas, name, [], done);
    const words = { description: "Words", content: { "text/plain": { schema: { type: "string" } } } };
    for (const operation of Object.values(result.paths).flatMap((path) => Object.values(path))) {
        if (mode === "proxy")
            operation.responses = { 400: words, 410: words, ...operation.responses };
    }
    return result;
}

function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once("error", reject);
        probe.listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

function listening(child, log) {
    return new Promise((resolve, reject) => {
        const fail = (words) => reject(new Error(`Prism ${words}: ${log.join("")}`));
        const timer = setTimeout(() => fail("does not start"), startTime);
        child.once("exit", (code) => fail(`ended with ${code}`));
        child.stdout.on("data", () => {
            if (log.join("").includes("Prism is listening")) {
                clearTimeout(timer);
                resolve();
            }
        });
    });
}

async function start(mode, more) {
    const folder = await mkdtemp(join(tmpdir(), "sitebook-prism-"));
    const file = join(folder, "contract.json");
    await writeFile(file, JSON.stringify(contractForPrism(mode)));
    const port = await freePort();
    const child = spawn(process.execPath,
        [executable, mode, file, ...more, "--errors", "--host", "127.0.0.1", "--port", String(port)],
        { stdio: ["ignore", "pipe", "pipe"] });
    process.once("exit", () => child.kill("SIGKILL")); // also when a test throws
    const log = [];
    for (const stream of [child.stdout, child.stderr])
        stream.on("data", (data) => log.push(data.toString()));
    const stop = async () => {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        if (child.exitCode === null && child.kill("SIGTERM"))
            await ended;
        await rm(folder, { recursive: true });
    };
    try {
        await listening(child, log);
    } catch (error) {
        await stop();
        throw error;
    }
    return { url: `http://127.0.0.1:${port}`, stop };
}

/** Prism as a server that makes up every answer; the same each time. */
export function startMock() {
    return start("mock", ["--seed", "sitebook"]);
}

/** Prism in front of the server at `upstream`, checking what goes in and out. */
export function startProxy(upstream) {
    return start("proxy", [upstream]);
}
