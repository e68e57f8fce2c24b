// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Sitebook's client and window against a server that Prism makes up from the contract:
// node check-client.mjs PATH/TO/tst_mock RECORD.json [ARGUMENTS OF tst_mock…]
import { spawn } from "node:child_process";
import { Usage } from "./contract.mjs";
import { startMock } from "./prism.mjs";
import { startRecorder } from "./recorder.mjs";

const [executable, record, ...more] = process.argv.slice(2);
if (!record) {
    console.error("usage: node check-client.mjs PATH/TO/tst_mock RECORD.json [ARGUMENTS OF tst_mock...]");
    process.exit(2);
}

function run(url) {
    const env = { QT_QPA_PLATFORM: "offscreen", ...process.env, SITEBOOK_MOCK_URL: url };
    const child = spawn(executable, more, { stdio: "inherit", env });
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code, signal) => resolve(code ?? signal));
    });
}

/** Whether a request that the contract forbids is noticed; without that, no violation would prove nothing. */
async function noticesViolations(upstream) {
    const recorder = await startRecorder(upstream, new Usage());
    const post = (path, body) => fetch(`${recorder.url}/static${path}`,
        { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    await post("/websites/create", { url: "https://example.org" });
    await post("/sitebook/batch", {});
    await post("/websites/create", { url: "https://example.org", name: "Example" });
    await recorder.stop();
    const about = (path) => recorder.violations.some((one) => one.includes(path));
    return about("/websites/create") && about("/sitebook/batch") && recorder.violations.length === 2;
}

const prism = await startMock();
let failures = 0;
if (!await noticesViolations(prism.url)) {
    ++failures;
    console.log("FAIL  what violates the contract is not noticed");
}
const usage = new Usage();
const recorder = await startRecorder(prism.url, usage);
const code = await run(recorder.url);
if (code !== 0) {
    ++failures;
    console.log(`FAIL  the client ended with ${code}`);
}
for (const one of recorder.violations) {
    ++failures;
    console.log(`FAIL  ${one}`);
}
await recorder.stop();
await prism.stop();
usage.write(record);
console.log(`${failures} failures, ${usage.size} operations of the contract used`);
process.exit(failures === 0 ? 0 : 1);
