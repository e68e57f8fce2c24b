#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy on the C++ files that changed in the last day of history, the largest change first.

tidy.py [--all] [--limit FILES] [--seconds N] [--jobs N] [BUILD_FOLDER]; --all (or CI_TIDY_ALL=1) takes every file and knows no
limit. What the limits leave over is said at the end.
Ends with 1 when clang-tidy found something, and with 2 when it could not look.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def changes():
    """Maps each C++ source that changed to the number of its changed lines; uncommitted changes count too."""
    newest = git("log", "-1", "--format=%ct").strip()
    base = git("rev-list", "-1", f"--before={int(newest) - 24 * 3600}", "HEAD").strip() or EMPTY_TREE
    lines = {}
    for row in git("diff", "--numstat", "--no-renames", base, "--", "*.cpp").splitlines():
        added, removed, name = row.split("\t")
        lines[name] = int(added) + int(removed) if added != "-" else 0
    return lines


def commands_for_clang(build_folder, tidy_folder):
    """Writes a compile_commands.json that clang can use and returns the sources in it, relative to the root.

    Clang takes GCC's precompiled header beside cmake_pch.hxx for its own and stops, so it is given a copy of the header that
    lies alone.
    """
    entries = json.loads((build_folder / "compile_commands.json").read_text())
    copies = {}
    sources = set()
    kept = []

    def lonely(match):
        header = match.group(1)
        if header not in copies:
            copies[header] = tidy_folder / f"pch-{len(copies)}.hxx"
            text = Path(header.replace("\\ ", " ").strip('"')).read_text()
            copies[header].write_text(text)
        return f'-include "{copies[header]}"'

    tidy_folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        source = Path(entry["file"])
        if not source.is_relative_to(ROOT) or source.is_relative_to(build_folder):
            continue
        command = re.sub(r" -Winvalid-pch\b| -Werror\b(?!=)| -Wno-error=\S+", "", entry["command"])
        entry["command"] = re.sub(r'-include ("[^"]*cmake_pch\.hxx"|\S(?:\\ |\S)*cmake_pch\.hxx)', lonely, command)
        kept.append(entry)
        sources.add(source.relative_to(ROOT).as_posix())
    (tidy_folder / "compile_commands.json").write_text(json.dumps(kept, indent=1))
    return sources


def tidy(source, tidy_folder):
    """Returns what became of the source ("clean", "found", "unreadable") and the words of clang-tidy."""
    run = subprocess.run(["clang-tidy", "-p", str(tidy_folder), "--quiet", source], cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0:
        return "clean", ""
    # What it counts in other people's headers is of no use here.
    noise = re.compile(r"^\d+ warnings?( and \d+ errors?)? generated\.$|^Suppressed \d+|^Use -header-filter")
    words = [line for line in (run.stdout + run.stderr).splitlines() if not noise.search(line)]
    checks = set(re.findall(r" error: .*\[([^\s\]]+)\]$", "\n".join(words), re.MULTILINE))
    # GCC compiled every file before this. What clang alone cannot read (some of <ranges> in an older one) says nothing about it.
    if checks == {"clang-diagnostic-error"}:
        return "unreadable", "\n".join([line for line in words if " error: " in line][:1])
    return "found", "\n".join(words).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build_folder", nargs="?", default="build/release")
    parser.add_argument("--all", action="store_true", default=os.environ.get("CI_TIDY_ALL", "0") not in ("", "0"))
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=220, help="no file is begun after this long")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()

    build_folder = (ROOT / options.build_folder).resolve()
    tidy_folder = build_folder / "tidy"
    known = commands_for_clang(build_folder, tidy_folder)
    lines = changes()
    candidates = sorted(known, key=lambda name: (-lines.get(name, 0), name))
    if not options.all:
        candidates = [name for name in candidates if name in lines]
    chosen = candidates if options.all else candidates[: options.limit]

    end = time.monotonic() + options.seconds

    def tidy_in_time(name):
        return tidy(name, tidy_folder) if options.all or time.monotonic() < end else None

    became = {"clean": [], "found": [], "unreadable": []}
    with ThreadPoolExecutor(options.jobs) as pool:
        for name, answer in zip(chosen, pool.map(tidy_in_time, chosen)):
            if answer is None:
                continue
            became[answer[0]].append(name)
            if answer[1]:
                print(f"{name}: {answer[0]}\n{answer[1]}", flush=True)
    looked = sum(map(len, became.values()))
    print(
        f"clang-tidy: {looked} files looked at, {len(became['found'])} with findings, {len(became['unreadable'])} that this clang "
        f"cannot read, {len(candidates) - looked} changed files left for later."
    )
    for name in became["found"]:
        print(f"  {name}")
    if len(became["unreadable"]) * 2 > looked:
        print("So many unreadable files say that the check itself is broken.")
        return 2
    return 1 if became["found"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        print(f"clang-tidy could not run: {error}", file=sys.stderr)
        sys.exit(2)
