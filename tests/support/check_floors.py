#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the compiler does not: that no include goes up a floor, and that every source keeps the rules of the house.

check_floors.py [ROOT] checks a tree; check_floors.py --self-test proves that each rule is able to fail.
"""
import os
import re
import sys
import tempfile
from pathlib import Path

# Every folder of sources, and the folders that its files may include beside their own. A folder that is not here has no
# floor yet, which is a failure: whoever adds one decides where it stands.
API = ["api/types", "api/client", "api/store", "api/server"]
MAY_INCLUDE = {
    "api/types": [],
    "api/client": ["api/types"],
    "api/store": ["api/types"],
    "api/server": ["api/types", "api/store"],
    "app": API,
    "ui": [*API, "app"],
    "tests": [*API, "app", "ui"],
}
CODE = {".cpp", ".h"}
WITH_LICENSE = CODE | {".py", ".sh", ".cmake", ".ts", ".mjs", ".js"}
LONG = 500
SKIPPED = {"build", ".git", "node_modules", "__pycache__"}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
# Ana is the person of the test data; she has no machine.
HOME = re.compile(r"(?<![\w.])/(?:home|Users)/(?!ana\b)[A-Za-z0-9_.-]+|(?<![\w./])/ro{2}t/|[A-Z]:\\\\?Users\\")


def folder_of(name):
    """The folder of MAY_INCLUDE that the file or include `name` lies in, or None."""
    parts = name.split("/")
    floor = "/".join(parts[:2]) if parts[0] == "api" else parts[0]
    return floor if floor in MAY_INCLUDE else None


def check_includes(root, name, text):
    own = folder_of(name)
    if own is None:
        yield f"{name}: its folder has no floor; add it to MAY_INCLUDE in tests/support/check_floors.py"
        return
    for included in INCLUDE.findall(text):
        if included.startswith(("../", "./")):
            yield f'{name}: includes "{included}"; write the path from the root'
            continue
        if not (root / included).is_file():
            # Generated files (x.moc) and neighbours in the tests are no business of the floors.
            continue
        target = folder_of(included)
        if target != own and target not in MAY_INCLUDE[own]:
            yield f'{name}: includes "{included}", and {own} may not know {target or "that folder"}'


def check_text(name, text, suffix):
    if suffix in WITH_LICENSE and "SPDX-License-Identifier:" not in text[:600]:
        yield f"{name}: has no SPDX-License-Identifier line at its top"
    if suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield f"{name}: is a header without #pragma once"
    for number, line in enumerate(text.splitlines(), 1):
        if found := HOME.search(line):
            yield f"{name}:{number}: names a folder of one person's machine: {found.group(0)}"


def sources(root):
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED)
        for name in sorted(files):
            path = Path(folder, name)
            if path.suffix in WITH_LICENSE or name == "CMakeLists.txt":
                yield path, path.relative_to(root).as_posix()


def check(root):
    """Returns the errors and the warnings about the tree at `root`."""
    errors, warnings, count = [], [], 0
    for path, name in sources(root):
        count += 1
        text = path.read_text(encoding="utf-8")
        suffix = ".cmake" if path.name == "CMakeLists.txt" else path.suffix
        errors += check_text(name, text, suffix)
        if suffix in CODE:
            errors += check_includes(root, name, text)
            if (lines := text.count("\n")) >= LONG:
                warnings.append(f"{name}: has {lines} lines; a file has one job")
    if count == 0:
        errors.append(f"{root}: no sources here")
    return errors, warnings


SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = SPDX + "#pragma once\n"
# Each bad file, and a word that the complaint about it must have; None is a file that is right.
CASES = [
    ("api/types/a.cpp", SPDX + '#include "api/types/good.h"\n#include <QString>\n', None),
    ("api/server/a.cpp", SPDX + '#include "api/store/good.h"\n#include "a.moc"\n', None),
    ("ui/a.cpp", SPDX + '#include "app/library/good.h"\n', None),
    ("app/models/a.cpp", SPDX + '#include "app/library/good.h"\n#include "api/server/good.h"\n', None),
    ("tests/ui/a.cpp", SPDX + '#include "ui/good.h"\n#include "neighbour.h"\n', None),
    ("tests/app/a.cpp", SPDX + 'auto x = "file:///home/ana/notes.html";\n', None),
    ("app/web/a.cpp", SPDX + '// https://example.org/home/page\nconst char *path = "/rooted/x";\n', None),
    ("api/types/a.cpp", SPDX + '#include "api/client/good.h"\n', "may not know api/client"),
    ("api/client/a.cpp", SPDX + '#include "api/store/good.h"\n', "may not know api/store"),
    ("api/client/a.cpp", SPDX + '#include "api/server/good.h"\n', "may not know api/server"),
    ("api/store/a.cpp", SPDX + '#include "api/client/good.h"\n', "may not know api/client"),
    ("api/store/a.cpp", SPDX + '#include "api/server/good.h"\n', "may not know api/server"),
    ("api/server/a.cpp", SPDX + '#include "api/client/good.h"\n', "may not know api/client"),
    ("api/types/a.cpp", SPDX + '#  include "app/library/good.h"\n', "may not know app"),
    ("app/library/a.cpp", SPDX + '#include "ui/good.h"\n', "may not know ui"),
    ("ui/a.cpp", SPDX + '#include "tests/support/good.h"\n', "may not know tests"),
    ("ui/a.cpp", SPDX + '#include "../app/library/good.h"\n', "from the root"),
    ("api/cellar/a.cpp", SPDX, "has no floor"),
    ("cellar/a.cpp", SPDX, "has no floor"),
    ("ui/a.cpp", "int x;\n", "no SPDX"),
    ("ui/CMakeLists.txt", "add_library(x)\n", "no SPDX"),
    ("installer/a.sh", "#!/bin/sh\n", "no SPDX"),
    ("ui/a.h", SPDX + "int x;\n", "#pragma once"),
    ("ui/a.cpp", SPDX + 'auto x = "/home/' + 'joe/notes";\n', "one person's machine"),
    ("ui/a.cpp", SPDX + '// see /root' + '/notes\n', "one person's machine"),
]


def self_test():
    failures = []
    for name, text, complaint in CASES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for good in [f"{place}/good.h" for place in (*API, "app/library", "ui", "tests/support")]:
                (root / good).parent.mkdir(parents=True, exist_ok=True)
                (root / good).write_text(HEADER)
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
            errors, _ = check(root)
            if complaint is None and errors:
                failures.append(f"{name} is right, yet: {errors}")
            if complaint and not (len(errors) == 1 and complaint in errors[0]):
                failures.append(f"{name} should be told '{complaint}', got: {errors}")
    with tempfile.TemporaryDirectory() as folder:
        if not check(Path(folder))[0]:
            failures.append("an empty tree passes")
        (Path(folder) / "ui").mkdir()
        (Path(folder) / "ui/a.cpp").write_text(SPDX + "//\n" * LONG)
        errors, warnings = check(Path(folder))
        if errors or len(warnings) != 1:
            failures.append(f"a long file is a warning and no error, got: {errors} {warnings}")
    print("\n".join(failures) or f"{len(CASES) + 2} cases right")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    errors, warnings = check(root)
    for warning in warnings:
        print(f"warning: {warning}")
    for error in errors:
        print(f"error: {error}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
