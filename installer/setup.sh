#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what Sitebook needs and this machine lacks: setup.sh [build] [test] [bench]; the first two without an
# argument. bench is for those who measure and fuzz.
# Says nothing and changes nothing when everything is there.
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname -- "$here")

# The one list of packages. "a|b" is either of two: the first for Debian, the second for Ubuntu's other name.
build_packages=(
    g++ cmake ninja-build ccache lld 'pkgconf|pkg-config'
    qt6-base-dev qt6-base-dev-tools qt6-websockets-dev 'qt6-svg-dev|libqt6svg6-dev'
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools 'libgl-dev|libgl1-mesa-dev'
    libboost-dev libsimdjson-dev libgumbo-dev libpsl-dev libsqlite3-dev robin-map-dev zlib1g-dev python3
    # Plugins that are loaded at run time, so that no -dev package brings them.
    libqt6sql6-sqlite libqt6svg6 qt6-wayland
)
test_packages=(
    xvfb xauth xdotool openbox
    nodejs npm ca-certificates
    git clang-format clang-tidy shellcheck
    desktop-file-utils appstream dpkg-dev file sqlite3
)
bench_packages=(
    xvfb xdotool nodejs npm ca-certificates
    wrk curl python3-matplotlib clang 'libclang-rt-14-dev|libclang-rt-18-dev'
    # Others at the same work.
    buku keditbookmarks dbus-daemon
)

fail() {
    printf 'Sitebook: %s\n' "$1" >&2
    exit 1
}

# Keeps in `missing` the entries of "$@" of which no alternative is installed, by its own name or as provided by another.
find_missing() {
    local entry name status package provides found
    local -A installed=()
    while IFS=$'\t' read -r status package provides; do
        [[ $status == installed ]] || continue
        installed[$package]=1
        while read -r name _; do
            [[ -z $name ]] || installed[$name]=1
        done <<<"${provides//, /$'\n'}"
    done < <(dpkg-query --show --showformat '${db:Status-Status}\t${Package}\t${Provides}\n')
    missing=()
    for entry in "$@"; do
        found=
        for name in ${entry//|/ }; do
            [[ -z ${installed[$name]:-} ]] || found=1
        done
        [[ -n $found ]] || missing+=("$entry")
    done
}

# Prints the first alternative of the entry "$1" that this release has.
choose() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show --no-all-versions -- "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    fail "this release has no package '$1'; Sitebook is built on Debian 12 and Ubuntu 24.04, or later."
}

install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        fail "apt is not here; install by hand what the list in installer/setup.sh names."
    fi
    local missing
    find_missing "$@"
    [[ ${#missing[@]} -gt 0 ]] || return 0

    local become_root=()
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null \
            || fail "needs the packages ${missing[*]}; run this as root once, or install sudo."
        become_root=(sudo)
    fi
    # A third source that cannot be reached must not stop what the others have.
    "${become_root[@]}" apt-get update --quiet=2 \
        || printf 'Sitebook: the package lists could not be refreshed; going on with those that are here.\n' >&2
    local entry name chosen=()
    for entry in "${missing[@]}"; do
        name=$(choose "$entry")
        chosen+=("$name")
    done
    printf 'Sitebook: installing with apt: %s\n' "${chosen[*]}"
    "${become_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet=2 --no-install-recommends "${chosen[@]}" \
        || fail "apt could not install ${chosen[*]}; its own words are above."
}

# The client of the vendor, which is also measured, and Prism, which the contract tests run against server and client.
install_node_modules() {
    local contract=$root/tests/contract
    local stamp=$contract/node_modules/.installed
    [[ -f $contract/package.json ]] || return 0
    [[ ! -f $stamp || $contract/package.json -nt $stamp ]] || return 0
    printf 'Sitebook: installing what the contract tests need with npm\n'
    (cd -- "$contract" && npm install --omit=optional --no-audit --no-fund --no-package-lock --loglevel=error) \
        || fail "npm could not install what tests/contract/package.json names; its own words are above."
    mkdir -p -- "$(dirname -- "$stamp")"
    touch -- "$stamp"
}

main() {
    [[ $# -gt 0 ]] || set -- build test
    local group packages=() with_node=
    for group in "$@"; do
        case $group in
            build) packages+=("${build_packages[@]}") ;;
            test)
                packages+=("${test_packages[@]}")
                with_node=1
                ;;
            bench)
                packages+=("${bench_packages[@]}")
                with_node=1
                ;;
            *) fail "setup.sh knows the groups build, test and bench, not '$group'." ;;
        esac
    done
    install_packages "${packages[@]}"
    [[ -z $with_node ]] || install_node_modules
}

main "$@"
