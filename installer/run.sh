#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds Sitebook and opens it with the arguments given. When nothing changed, it just opens.
set -euo pipefail
start=$PWD
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/build.sh
source installer/build.sh

# What this prints is about the building: the program's own output stays alone on standard output.
{
    installer/setup.sh build
    configure release
    build release sitebook sitebookd
} >&2

program=$PWD/build/release/bin/sitebook
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-} ]]; then
    printf 'Sitebook: no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); the server needs none: %s\n' \
        "${program}d" >&2
    exit 1
fi
cd -- "$start"
exec "$program" "$@"
