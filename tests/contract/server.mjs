// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Starts a sitebookd of its own over a new library.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const startTime = 10_000;

/** Starts `executable`; gives where it listens, and how to stop it and remove its library. */
export async function startServer(executable) {
    const folder = await mkdtemp(join(tmpdir(), "sitebook-contract-"));
    const child = spawn(executable, ["--library", join(folder, "library"), "--listen", "127.0.0.1:0"],
        { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const stop = async () => {
        child.kill("SIGTERM");
        const code = await ended;
        await rm(folder, { recursive: true });
        return code;
    };
    try {
        return { url: await addressOf(child), stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

function addressOf(child) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("The server does not say where it listens.")), startTime);
        const settle = (act) => (value) => {
            clearTimeout(timer);
            act(value);
        };
        let said = "";
        child.once("error", settle(reject));
        child.once("exit", settle((code) => reject(new Error(`The server ended with ${code} at once.`))));
        child.stdout.on("data", (data) => {
            said += data;
            const line = /Listening on (http:\/\/\S+)\n/.exec(said);
            if (line)
                settle(resolve)(line[1]);
        });
    });
}
