# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How the scripts build; sourced from the root of the project.

# configure <preset> [cmake arguments] prepares build/<preset>. Without arguments a prepared folder is left as it is: ninja
# configures again by itself when a CMake file changed. A folder that came from another place is prepared anew.
configure() {
    local preset=$1 folder=build/$1 home=
    shift
    if [[ -f $folder/CMakeCache.txt ]]; then
        home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt")
        [[ $home == "$PWD" ]] || rm -rf -- "$folder"
    fi
    if [[ $# -gt 0 || ! -f $folder/build.ninja || CMakePresets.json -nt $folder/build.ninja ]]; then
        cmake --preset "$preset" "$@"
    fi
}

# build <preset> [targets] builds everything, or the targets; silent when nothing changed.
build() {
    local preset=$1 targets=()
    shift
    [[ $# -eq 0 ]] || targets=(--target "$@")
    [[ $(ninja -C "build/$preset" -n "$@" 2>&1) == *'no work to do.' ]] \
        || cmake --build --preset "$preset" "${targets[@]}"
}
