#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the English plural forms into sitebook_en.ts: `%n website(s)` becomes `%n website` and `%n websites`.

Run it after lupdate:
    lupdate -pluralonly -no-obsolete -I . api app ui -ts resources/translations/sitebook_en.ts
    resources/translations/plurals.py
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

# Where more than an s changes.
IRREGULAR = {
    "%n of the addresses was in the library already.":
        ("This address was in the library already.", "%n of the addresses were in the library already."),
    "%n website(s) are selected; at most %1 are opened at once.":
        ("%n website is selected; at most %1 are opened at once.",
         "%n websites are selected; at most %1 are opened at once."),
    "“%1” opens when %n change(s) are saved.":
        ("“%1” opens when %n change is saved.", "“%1” opens when %n changes are saved."),
    "The window closes when %n change(s) are saved.":
        ("The window closes when %n change is saved.", "The window closes when %n changes are saved."),
    "%n field(s) were changed by somebody else at the same time. Theirs were not overwritten.":
        ("%n field was changed by somebody else at the same time. Theirs was not overwritten.",
         "%n fields were changed by somebody else at the same time. Theirs were not overwritten."),
    "%n item(s) deleted, with all links.":
        ("%n item deleted, with all its links.", "%n items deleted, with all their links."),
    "%n item(s) of “%1” stay: they were changed by somebody else since.":
        ("%n item of “%1” stays: it was changed by somebody else since.",
         "%n items of “%1” stay: they were changed by somebody else since."),
    "%n change(s) were refused": ("%n change was refused", "%n changes were refused"),
    "%n change(s) were refused by the server, and wait for you.":
        ("%n change was refused by the server, and waits for you.",
         "%n changes were refused by the server, and wait for you."),
    "%n item(s) and links stay in the copy that the server no longer has.":
        ("%n item or link stays in the copy that the server no longer has.",
         "%n items and links stay in the copy that the server no longer has."),
    "%n item(s) differ. In the copy: %1. At the server: %2.":
        ("%n item differs. In the copy: %1. At the server: %2.",
         "%n items differ. In the copy: %1. At the server: %2."),
    "There is nothing to do: %n item(s) are there already.":
        ("There is nothing to do: the item is there already.",
         "There is nothing to do: %n items are there already."),
    "%n item(s) were written.": ("%n item was written.", "%n items were written."),
    "%n item(s) are not there as they should be:":
        ("%n item is not there as it should be:", "%n items are not there as they should be:"),
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
