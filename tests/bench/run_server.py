#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures sitebookd on a library of generated websites, beside a bare Beast server in the same run.

run_server.py [--websites N] [--seconds S] [--json FILE] [BUILD_FOLDER]

Prints a Markdown table: the list (time to the first byte, speed, memory above idle), reads and durable changes a second from eight
connections by wrk. Needs wrk (installer/setup.sh bench) and a Release build.
"""
import argparse
import json
import random
import re
import signal
import subprocess
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def generate(path, count):
    """Writes a library of `count` websites with three links each."""
    choose = random.Random(1)

    def identifier():
        return str(uuid.UUID(int=choose.getrandbits(128), version=4))

    def linked(ids):
        return {"iterable": [{"id": one} for one in ids]}

    model = {"basic": {"name": "Somebody"}}
    tags = [{"id": identifier(), "text": f"tag {i}", "category": "UNKNOWN"} for i in range(max(2, count // 50))]
    persons = [{"id": identifier(), "type": model} for _ in range(max(2, count // 500))]
    websites = []
    for i in range(count):
        folders = "/".join(f"part{choose.randrange(100)}" for _ in range(3))
        websites.append({
            "id": identifier(),
            "url": f"https://{choose.choice(['www', 'docs', 'blog'])}.example{choose.randrange(5000)}.org/{folders}/page{i}",
            "name": f"Website number {i} with a title of some length",
            "tags": linked(one["id"] for one in choose.sample(tags, 2)),
            "persons": linked([choose.choice(persons)["id"]]),
        })
    collections = {"websites": websites, "tags": tags, "persons": persons}
    library = {"format": "sitebook-library", "version": 1}
    library.update({name: {"iterable": items} for name, items in collections.items()})
    path.write_text(json.dumps(library))
    return [one["id"] for one in websites[: min(count, 1000)]]


def memory(process, field):
    """What /proc says of the memory of `process`, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", status).group(1)) / 1024


def measure_list(process, base):
    """The best of five lists: milliseconds to the first byte, MB/s, MiB above idle."""
    idle = memory(process, "VmRSS")
    firsts, speeds = [], []
    for _ in range(5):
        words = subprocess.run(
            ["curl", "-s", "-o", "/dev/null", "-w", "%{time_starttransfer} %{speed_download}", base + "/websites"],
            check=True, capture_output=True, text=True).stdout.split()
        firsts.append(float(words[0]) * 1000)
        speeds.append(float(words[1]) / 1e6)
    return sorted(firsts)[2], sorted(speeds)[2], memory(process, "VmHWM") - idle


def wrk(seconds, url, script=None):
    """Requests a second from eight connections; fails when any was not answered with success."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency"] + (["-s", str(script)] if script else []) + [url]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in words or "Socket errors" in words:
        raise SystemExit(f"Not every request was answered with success:\n{words}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", words).group(1)), re.search(r"99%\s+(\S+)", words).group(1)


def reading(ids):
    paths = ",".join(f'"/website/{one}"' for one in ids)
    return f"local paths = {{{paths}}}\nlocal i = 0\nrequest = function() i = i % #paths + 1; return wrk.format('GET', paths[i]) end\n"


def changing(ids):
    # Each change is one: a score that grows is never what it was.
    paths = ",".join(f'"/website/{one}/scores/increment"' for one in ids)
    body = json.dumps({"website": {"reuse": True}})
    return (f"local paths = {{{paths}}}\nlocal i = 0\nlocal body = '{body}'\n"
            "local headers = {['Content-Type'] = 'application/json'}\n"
            "request = function() i = i % #paths + 1; return wrk.format('POST', paths[i], headers, body) end\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", default=ROOT / "build/release", type=Path)
    parser.add_argument("--websites", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    programs = options.build / "bin"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ids = generate(work / "library.json", options.websites)
        library = str(work / "library.sitebook")
        began = time.monotonic()
        subprocess.run([programs / "sitebookd", "import", work / "library.json", "--library", library], check=True,
                       stdout=subprocess.DEVNULL)
        imported = time.monotonic() - began
        (work / "read.lua").write_text(reading(ids))
        (work / "change.lua").write_text(changing(ids))
        server = subprocess.Popen([programs / "sitebookd", "--library", library, "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, text=True)
        echo = subprocess.Popen([programs / "echo_server"], stdout=subprocess.PIPE, text=True)
        try:
            base = server.stdout.readline().split()[-1]
            port = echo.stdout.readline().strip()
            urllib.request.urlopen(base + "/.well-known/health").read()
            first, speed, above = measure_list(server, base)
            reads, reads99 = wrk(options.seconds, base, work / "read.lua")
            changes, changes99 = wrk(options.seconds, base, work / "change.lua")
            bare, bare99 = wrk(options.seconds, f"http://127.0.0.1:{port}/")
        finally:
            server.send_signal(signal.SIGTERM)
            echo.kill()
            server.wait()
    rows = [
        (f"import of {options.websites:,} websites, 3 links each", f"{imported:.1f} s", ""),
        ("list: first byte", f"{first:.0f} ms", "50 ms at most"),
        ("list: speed", f"{speed:.0f} MB/s", "150 MB/s at least"),
        ("list: memory above idle", f"{above:.0f} MiB", "40 MB at most"),
        ("one website, 8 connections", f"{reads:,.0f}/s, p99 {reads99}", "5,000/s at least"),
        ("durable change, 8 connections", f"{changes:,.0f}/s, p99 {changes99}", "1,500/s at least"),
        ("bare Beast, 1 KB, 8 connections", f"{bare:,.0f}/s, p99 {bare99}", "the peer"),
    ]
    print("| what | measured | limit |\n| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    if options.json:
        options.json.write_text(json.dumps({
            "websites": options.websites, "import_s": imported, "list_first_byte_ms": first, "list_mb_per_s": speed,
            "list_mib_above_idle": above, "reads_per_s": reads, "changes_per_s": changes, "bare_beast_per_s": bare}, indent=1))


if __name__ == "__main__":
    main()
