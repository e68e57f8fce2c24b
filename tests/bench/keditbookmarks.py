# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""KDE's bookmark editor on the same bookmarks, on a display and in a home of its own.

It says nothing of what it does, so it is watched from outside: a step ends when the program last worked before it was at rest. The start is
from the start of the process until its window, with the list, is mapped and it is at rest; a keystroke is from the key until the list is
filtered and it is at rest, which includes the 200 ms that it waits for further keys.
"""
import contextlib
import os
import statistics
import time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from commands import Failed, display, finish, run, start

TIMEOUT = 120
STARTS = 3
# At 10,000 websites each key takes more than ten seconds.
SEARCHED = 1000
# Longer than it waits for further keys. A blinking cursor is less work than this.
REST_SECONDS = 0.3
WORK_MS = 1.5
SEARCH_EDIT = ("470", "66")


class Editor:
    def __init__(self, bookmarks, home, screen):
        self.environment = dict(os.environ, DISPLAY=screen, HOME=str(home), XDG_RUNTIME_DIR=str(home), QT_QPA_PLATFORM="xcb")
        for name in ("CONFIG", "DATA", "CACHE"):
            self.environment[f"XDG_{name}_HOME"] = str(home / name.lower())
        self.began = time.monotonic()
        self.process = start(["dbus-run-session", "--", "keditbookmarks", bookmarks], env=self.environment, stderr=-3, stdout=-3)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        finish(self.process)

    def xdotool(self, *words, fine=(0,)):
        return run(["xdotool", *words], timeout=TIMEOUT, fine=fine, env=self.environment)

    def until_mapped(self):
        while not (found := self.xdotool("search", "--onlyvisible", "--class", "keditbookmarks", fine=(0, 1)).split()):
            self.check()
            time.sleep(0.02)
        self.window = found[0]
        self.folder = next((one for one in descendants(self.process.pid) if (one / "comm").read_text() == "keditbookmarks\n"), None)
        if not self.folder:
            raise Failed("keditbookmarks was not found among the processes")

    def check(self):
        if self.process.poll() is not None:
            raise Failed(f"keditbookmarks ended with {self.process.returncode}")
        if time.monotonic() - self.began > TIMEOUT:
            raise Failed(f"keditbookmarks took more than {TIMEOUT} s")

    def worked(self):
        """The milliseconds that it has used a processor."""
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in (self.folder / "task").iterdir()) / 1e6

    def until_rest(self, began):
        """The milliseconds from `began` until it last worked."""
        before = self.worked()
        last = time.monotonic()
        while time.monotonic() - last < REST_SECONDS:
            time.sleep(0.005)
            self.check()
            if (now := self.worked()) - before > WORK_MS:
                before, last = now, time.monotonic()
        return (last - began) * 1000

    def resident(self):
        return int((self.folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def key(self, key):
        began = self.began = time.monotonic()
        self.xdotool("key", key)
        return self.until_rest(began)


def descendants(pid):
    yield Path(f"/proc/{pid}")
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from descendants(int(child))


def write_xbel(path, websites):
    with path.open("w") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xbel>\n<xbel version="1.0">\n')
        for name, url in websites:
            file.write(f"<bookmark href={quoteattr(url)}><title>{escape(name)}</title></bookmark>\n")
        file.write("</xbel>\n")


@contextlib.contextmanager
def opened(bookmarks):
    """The editor, its window mapped, on a display of its own: what another left behind is not taken for it."""
    home = bookmarks.parent / "keditbookmarks"
    home.mkdir(mode=0o700, exist_ok=True)
    with display() as screen, Editor(bookmarks, home, screen) as editor:
        editor.until_mapped()
        yield editor


def measure_start(bookmarks):
    times = []
    for _ in range(STARTS):
        with opened(bookmarks) as editor:
            times.append(editor.until_rest(editor.began))
            resident = editor.resident()
    return {"keditbookmarks_start_ms": statistics.median(times), "keditbookmarks_resident_bytes": resident}


def measure_search(bookmarks, count):
    if count > SEARCHED:
        raise Failed(f"left out above {SEARCHED:,} websites: at 10,000 each key takes keditbookmarks more than ten seconds")
    with opened(bookmarks) as editor:
        editor.until_rest(editor.began)
        editor.xdotool("windowfocus", editor.window)
        editor.xdotool("mousemove", "--window", editor.window, *SEARCH_EDIT, "click", "1")
        editor.until_rest(time.monotonic())
        before = editor.worked()
        times = [editor.key(key) for key in "signal"]
        if editor.worked() - before < 10 * len(times):
            raise Failed("the keys did not reach its search")
    return {"keditbookmarks_search_ms": statistics.median(times)}
