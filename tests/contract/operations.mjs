// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of all operations, made of what the tests used: node operations.mjs RECORDS TABLE.md [--write]
// Without --write it fails when the table says something else.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { operations } from "./contract.mjs";

const [records, table, option] = process.argv.slice(2);
if (!table || (option && option !== "--write")) {
    console.error("usage: node operations.mjs RECORDS TABLE.md [--write]");
    process.exit(2);
}

const used = (test) => new Map(Object.entries(JSON.parse(readFileSync(join(records, `${test}.json`), "utf8"))));
const server = used("vendor_client");
const throughPrism = used("vendor_client_through_prism");
const client = used("client_and_prism");

/** The first tests that used it; naming all would change the table with every new test. */
function shownBy({ name }) {
    const tests = [...(server.get(name) ?? []).slice(0, 2)];
    return tests.length > 0 ? tests.join(", ") : "**nothing**";
}

function row(operation) {
    const isServed = server.has(operation.name) && throughPrism.has(operation.name);
    return ["", `\`${operation.name}\``, operation.isSeed ? "yes" : "", isServed ? "done" : "**not done**",
        client.has(operation.name) ? "uses it" : "", shownBy(operation), ""].join(" | ").trim();
}

const count = (which) => operations.filter(({ name }) => which.has(name)).length;
const text = `<!-- SPDX-FileCopyrightText: 2026 The Sitebook developers; SPDX-License-Identifier: GPL-3.0-or-later -->
# The operations of the Website API

All ${operations.length} operations of [the contract](../tests/contract/pieces-openapi.json). Sitebook's server does \
${count(server)} of them; Sitebook's client uses ${count(client)}, the others are for other clients.

- **Seed**: one of the operations that the API began with.
- **Server**: done means that the vendor's own client used it, that every answer kept to the schemas of the contract, and
  that Prism between the two found nothing wrong (tests \`vendor_client\`, \`vendor_client_through_prism\`).
- **Client**: used against a server that Prism makes up from the contract (test \`client_and_prism\`).
- **Shown by**: the first of the tests in \`vendor_client\` that use it.

The tests write down what they use, and \`operations_table\` fails when this table says something else. After a change:
\`node tests/contract/operations.mjs build/release/contract docs/operations.md --write\`.

| operation | seed | server | client | shown by |
| --- | --- | --- | --- | --- |
${operations.map(row).join("\n")}
`;

if (option === "--write") {
    mkdirSync(dirname(table), { recursive: true });
    writeFileSync(table, text);
} else {
    const written = readFileSync(table, "utf8").split("\n");
    const wrong = text.split("\n").filter((line, position) => line !== written[position]);
    if (wrong.length > 0 || written.length !== text.split("\n").length) {
        console.log(`${table} does not say what the tests show:\n${wrong.join("\n")}`);
        process.exit(1);
    }
}
