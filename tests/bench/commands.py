# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that are run to be measured: with a time-out, and without leaving anything behind."""
import contextlib
import os
import shutil
import signal
import subprocess
import time


class Failed(Exception):
    """Why a figure could not be measured."""


def start(command, **options):
    """Starts `command` as a group of its own, which finish() ends."""
    if not shutil.which(str(command[0])):
        raise Failed(f"{command[0]} is not installed")
    return subprocess.Popen([str(one) for one in command], start_new_session=True, text=True, **options)


def finish(process):
    """Ends `process` and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(command, timeout=1800, fine=(0,), **options):
    """What `command` prints. Its standard input is empty unless `input` is given."""
    name = os.path.basename(command[0])
    text = options.pop("input", "")
    process = start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    try:
        words, complaint = process.communicate(text, timeout)
    except subprocess.TimeoutExpired:
        raise Failed(f"{name} took more than {timeout:,} s") from None
    finally:
        finish(process)
    if process.returncode not in fine:
        last = complaint.strip().splitlines()[-1:] or ["without a word"]
        raise Failed(f"{name} ended with {process.returncode}: {last[0]}")
    return words


def timed(command, **options):
    began = time.monotonic()
    run(command, **options)
    return (time.monotonic() - began) * 1000


@contextlib.contextmanager
def display():
    """The name of a display of its own, in memory."""
    reader, writer = os.pipe()
    # Without -noreset, what comes while the last client before it goes is thrown out.
    server = start(["Xvfb", "-displayfd", writer, "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"], pass_fds=[writer],
                   stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as words:
            number = words.readline().strip()
        if not number:
            raise Failed("Xvfb did not start")
        yield f":{number}"
    finally:
        finish(server)
