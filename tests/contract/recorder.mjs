// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands between a client and Prism, and keeps what the client asked for and what was wrong with it.
import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { contract, operationOf } from "./contract.mjs";

// The ways to be answered, each below a path of its own: with the smallest values, with values that are made up, and
// with a refusal of every change.
const ways = ["static", "dynamic", "refusing"];
const refusal = "There is no room for that.";

/** What Prism found wrong, if anything. */
function complaintOf(response, body) {
    if (response.headers["sl-violations"])
        return response.headers["sl-violations"];
    if (response.statusCode >= 400 || /problem/.test(response.headers["content-type"] ?? ""))
        return `${response.statusCode} ${body.toString().slice(0, 2000)}`;
    return undefined;
}

async function bodyOf(message) {
    const chunks = [];
    for await (const chunk of message)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}

/** Starts it in front of Prism at `upstream`; operations that are used go into `usage`. */
export async function startRecorder(upstream, usage) {
    const { hostname, port } = new URL(upstream);
    const violations = [];

    /** The way and the target of `request`; notes the operation that it is for. */
    function take(request) {
        const [, way, target] = /^\/([a-z]+)(\/.*)$/.exec(request.url) ?? [];
        if (!ways.includes(way))
            throw new Error(`${request.url} is below none of ${ways}`);
        const operation = operationOf(request.method, new URL(target, upstream).pathname);
        usage.begin(way);
        usage.add(operation);
        return { way, target, operation };
    }

    function forward(request, { way, target }, body) {
        const headers = { ...request.headers, ...(way === "dynamic" && { prefer: "dynamic=true" }) };
        return new Promise((resolve, reject) => {
            const onward = httpRequest({ hostname, port, path: target, method: request.method, headers }, resolve);
            onward.once("error", reject);
            onward.end(body);
        });
    }

    async function answer(request, response) {
        const note = (words) => violations.push(`${request.method} ${request.url}: ${words}`);
        try {
            const body = await bodyOf(request);
            const taken = take(request);
            if (body.length > 0 && !contract.paths[taken.operation.path].post?.requestBody)
                note("has a body, which the contract does not know"); // Prism looks at no body there
            const answered = await forward(request, taken, body);
            const content = await bodyOf(answered);
            const complaint = complaintOf(answered, content);
            if (complaint)
                note(complaint);
            if (taken.way === "refusing" && request.method === "POST")
                response.writeHead(500, { "content-type": "text/plain" }).end(refusal);
            else
                response.writeHead(answered.statusCode, answered.headers).end(content);
        } catch (error) {
            note(error.message);
            response.writeHead(500, { "content-type": "text/plain" }).end(error.message);
        }
    }

    const server = createServer(answer);
    // Prism knows no WebSockets; what it makes of the attempt is what the client has to live with.
    server.on("upgrade", (request, socket) => {
        const { target } = take(request);
        const onward = connect(port, hostname, () => {
            const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
            onward.write(`${request.method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`);
            onward.pipe(socket);
            socket.pipe(onward);
        });
        for (const one of [socket, onward])
            one.on("error", () => [socket, onward].forEach((end) => end.destroy()));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const stop = () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
    };
    return { url: `http://127.0.0.1:${server.address().port}`, violations, stop };
}
