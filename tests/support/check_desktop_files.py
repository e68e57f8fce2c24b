#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the files that make Sitebook at home on a desktop: desktop entry, metainfo, file type, icons.

check_desktop_files.py [RESOURCES] checks a folder; check_desktop_files.py --self-test proves that it is able to fail.
A missing validator is a failure.
"""
import configparser
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ID = "org.sitebook.Sitebook"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SVG = "{http://www.w3.org/2000/svg}"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
VALIDATORS = [
    ["desktop-file-validate", f"{ID}.desktop"],
    ["appstreamcli", "validate", "--no-net", "--no-color", f"{ID}.metainfo.xml"],
]
# What makes the icons one set, and lets the program give them the colour of its text.
ICON = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "#000",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


def validate(folder):
    for command in VALIDATORS:
        try:
            run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        except FileNotFoundError:
            yield f"{command[0]} is not installed"
            continue
        if run.returncode != 0:
            yield f"{' '.join(command)}: {(run.stdout + run.stderr).strip()}"


def compare_names(folder):
    """The three files must speak of the same program and of the same file type."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(folder / f"{ID}.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    info = ElementTree.parse(folder / f"{ID}.metainfo.xml").getroot()
    mime = ElementTree.parse(folder / f"{ID}.mime.xml").getroot()
    file_types = [element.get("type") for element in mime.findall(f"{MIME}mime-type")]
    for what, said, expected in [
        ("Icon", entry.get("Icon"), ID),
        ("MimeType", entry.get("MimeType", "").rstrip(";").split(";"), file_types),
        ("the metainfo's id", info.findtext("id"), ID),
        ("the metainfo's launchable", info.findtext("launchable"), f"{ID}.desktop"),
        ("the metainfo's media types", [element.text for element in info.findall("provides/mediatype")], file_types),
        ("the metainfo's program", info.findtext("provides/binary"), entry.get("Exec", "").split()[0]),
    ]:
        if said != expected:
            yield f"{what} is {said}, and should be {expected}"


def check_icons(folder):
    icons = folder / "icons"
    listed = {element.text for element in ElementTree.parse(icons / "icons.qrc").iter("file")}
    drawn = {path.relative_to(icons).as_posix() for path in icons.rglob("*.svg")}
    for name in sorted(listed ^ drawn):
        yield f"{name}: {'is in icons.qrc but not there' if name in listed else 'is not in icons.qrc'}"
    for path in sorted(icons.glob("actions/*.svg")):
        root = ElementTree.parse(path).getroot()
        for attribute, expected in ICON.items():
            if (said := root.get(attribute)) != expected:
                yield f"{path.name}: {attribute} is {said}, and should be {expected}"
        for element in root.iter():
            if element is not root and (element.get("stroke") or element.get("fill") or element.get("style")):
                yield f"{path.name}: <{element.tag.removeprefix(SVG)}> has a colour of its own"


def check(folder):
    try:
        return [*validate(folder), *compare_names(folder), *check_icons(folder)]
    except (OSError, KeyError, ElementTree.ParseError, configparser.Error) as error:
        return [f"{type(error).__name__}: {error}"]


# Each case: a file, what in it is replaced, by what.
CASES = [
    (f"{ID}.desktop", "Type=Application", "Type=Nonsense"),
    (f"{ID}.desktop", "Icon=org.", "Icon=com."),
    (f"{ID}.desktop", "MimeType=application/x-", "MimeType=application/y-"),
    (f"{ID}.desktop", "Exec=sitebook ", "Exec=bookmarks "),
    (f"{ID}.metainfo.xml", "<summary>", "<summary/><other>"),
    (f"{ID}.metainfo.xml", "<metadata_license>CC0-1.0</metadata_license>", ""),
    (f"{ID}.metainfo.xml", ">org.sitebook.Sitebook.desktop<", ">org.sitebook.Other.desktop<"),
    (f"{ID}.mime.xml", "application/x-sitebook-library", "application/x-other"),
    ("icons/icons.qrc", "actions/add.svg", "actions/sum.svg"),
    ("icons/actions/add.svg", 'stroke-width="1.75"', 'stroke-width="3"'),
    ("icons/actions/add.svg", "<path ", '<path fill="#f00" '),
    ("icons/actions/add.svg", "</svg>", ""),
]


def self_test():
    failures = []
    for name, good, bad in CASES:
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent) / "resources"
            shutil.copytree(RESOURCES, folder)
            text = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(text.replace(good, bad), encoding="utf-8")
            if good not in text:
                failures.append(f"{name}: does not hold '{good}' any more; mend this case")
            elif not check(folder):
                failures.append(f"{name}: '{bad}' instead of '{good}' passes")
    print("\n".join(failures) or f"{len(CASES)} cases right")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    errors = check(Path(arguments[0]) if arguments else RESOURCES)
    for error in errors:
        print(f"error: {error}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
