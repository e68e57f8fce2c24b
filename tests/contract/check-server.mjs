// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Sitebook's server against the contract: node check-server.mjs PATH/TO/sitebookd RECORD.json [--through-prism]
import { Usage, operations, validatingFetch } from "./contract.mjs";
import { runTests } from "./harness.mjs";
import { linkTests } from "./links.mjs";
import { startProxy } from "./prism.mjs";
import { refusalTests } from "./refusals.mjs";
import { searchTests } from "./searches.mjs";
import { startServer } from "./server.mjs";
import { streamTests } from "./streams.mjs";
import { vendorTests } from "./vendor-client.mjs";
import { wholeItemTests } from "./whole-items.mjs";

const [executable, record, option] = process.argv.slice(2);
const throughPrism = option === "--through-prism";
if (!record || (option && !throughPrism)) {
    console.error("usage: node check-server.mjs PATH/TO/sitebookd RECORD.json [--through-prism]");
    process.exit(2);
}

const server = await startServer(executable);
const prism = throughPrism ? await startProxy(server.url) : undefined;
const usage = new Usage();
const context = { url: prism?.url ?? server.url, usage, fetch: validatingFetch(usage), throughPrism };
// Prism takes seconds to look at whole items, and passes no WebSocket on.
const suites = throughPrism ? [vendorTests, refusalTests]
    : [vendorTests, refusalTests, wholeItemTests, linkTests, searchTests, streamTests];
const tests = suites.flatMap((suite) => suite(context));
let failures = await runTests(tests, usage);
for (const one of operations.filter((operation) => !usage.has(operation))) {
    ++failures;
    console.log(`FAIL  no test uses ${one.name}`);
}
await prism?.stop();
const code = await server.stop();
if (code !== 0) {
    ++failures;
    console.log(`FAIL  the server ended with ${code}`);
}
usage.write(record);
console.log(`${tests.length} tests, ${failures} failed, ${usage.size} of ${operations.length} operations used`);
process.exit(failures === 0 ? 0 : 1);
