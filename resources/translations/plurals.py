#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the English plural forms into sitebook_en.ts: `%Ln website(s)` becomes `%Ln website` and `%Ln websites`.

Run it after lupdate:
    lupdate -pluralonly -no-obsolete -I . api app ui -ts resources/translations/sitebook_en.ts
    resources/translations/plurals.py
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

# Where more than an s changes.
IRREGULAR = {
    "%Ln of the addresses was in the library already.":
        ("This address was in the library already.", "%Ln of the addresses were in the library already."),
    "%Ln website(s) are selected; at most %1 are opened at once.":
        ("%Ln website is selected; at most %1 are opened at once.",
         "%Ln websites are selected; at most %1 are opened at once."),
    "“%1” opens when %Ln change(s) are saved.":
        ("“%1” opens when %Ln change is saved.", "“%1” opens when %Ln changes are saved."),
    "The window closes when %Ln change(s) are saved.":
        ("The window closes when %Ln change is saved.", "The window closes when %Ln changes are saved."),
    "%Ln field(s) were changed by somebody else at the same time. Theirs were not overwritten.":
        ("%Ln field was changed by somebody else at the same time. Theirs was not overwritten.",
         "%Ln fields were changed by somebody else at the same time. Theirs were not overwritten."),
    "%Ln item(s) deleted, with all links.":
        ("%Ln item deleted, with all its links.", "%Ln items deleted, with all their links."),
    "%Ln item(s) of “%1” stay: they were changed by somebody else since.":
        ("%Ln item of “%1” stays: it was changed by somebody else since.",
         "%Ln items of “%1” stay: they were changed by somebody else since."),
    "%Ln change(s) were refused": ("%Ln change was refused", "%Ln changes were refused"),
    "%Ln change(s) were refused by the server, and wait for you.":
        ("%Ln change was refused by the server, and waits for you.",
         "%Ln changes were refused by the server, and wait for you."),
    "%Ln item(s) and links stay in the copy that the server no longer has.":
        ("%Ln item or link stays in the copy that the server no longer has.",
         "%Ln items and links stay in the copy that the server no longer has."),
    "%Ln item(s) differ. In the copy: %1. At the server: %2.":
        ("%Ln item differs. In the copy: %1. At the server: %2.",
         "%Ln items differ. In the copy: %1. At the server: %2."),
    "There is nothing to do: %Ln item(s) are there already.":
        ("There is nothing to do: the item is there already.",
         "There is nothing to do: %Ln items are there already."),
    "%Ln item(s) were written.": ("%Ln item was written.", "%Ln items were written."),
    "%Ln item(s) are not there as they should be:":
        ("%Ln item is not there as it should be:", "%Ln items are not there as they should be:"),
    "%Ln person(s)": ("%Ln person", "%Ln people"),
    "%Ln summary(s)": ("%Ln summary", "%Ln summaries"),
    "%Ln website(s) added, but not everything that belongs to them.":
        ("%Ln website added, but not everything that belongs to it.",
         "%Ln websites added, but not everything that belongs to them."),
}


def forms(source):
    if source in IRREGULAR:
        return IRREGULAR[source]
    return source.replace("(s)", ""), source.replace("(s)", "s")


def main():
    path = pathlib.Path(__file__).with_name("sitebook_en.ts")
    tree = ElementTree.parse(path)
    for message in tree.iter("message"):
        translation = message.find("translation")
        translation.attrib.pop("type", None)
        translation.text = None
        for child in list(translation):
            translation.remove(child)
        for form in forms(message.findtext("source")):
            ElementTree.SubElement(translation, "numerusform").text = form
    for message in tree.iter("message"):
        for location in message.findall("location"):
            message.remove(location)
    ElementTree.indent(tree, "    ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' \
        "<!-- SPDX-FileCopyrightText: 2026 The Sitebook developers; SPDX-License-Identifier: GPL-3.0-or-later -->\n"
    path.write_text(head + ElementTree.tostring(tree.getroot(), encoding="unicode") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
