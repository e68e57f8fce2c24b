#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds Sitebook and runs every test; arguments go to ctest (such as -R journal).
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/build.sh
source installer/build.sh

installer/setup.sh build test
configure release "-DSITEBOOK_WARNINGS_AS_ERRORS=$([[ -n ${CI:-} ]] && echo ON || echo OFF)"
build release
exec ctest --preset release --parallel 3 "$@"
