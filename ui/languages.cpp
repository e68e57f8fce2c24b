// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/languages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr Language languages[] = {
    {"bat"_L1, "Batch"_L1},
    {"c"_L1, "C"_L1},
    {"cs"_L1, "C#"_L1},
    {"cpp"_L1, "C++"_L1},
    {"clj"_L1, "Clojure"_L1},
    {"css"_L1, "CSS"_L1},
    {"dart"_L1, "Dart"_L1},
    {"dockerfile"_L1, "Dockerfile"_L1},
    {"ex"_L1, "Elixir"_L1},
    {"elm"_L1, "Elm"_L1},
    {"erl"_L1, "Erlang"_L1},
    {"fs"_L1, "F#"_L1},
    {"f90"_L1, "Fortran"_L1},
    {"go"_L1, "Go"_L1},
    {"groovy"_L1, "Groovy"_L1},
    {"hs"_L1, "Haskell"_L1},
    {"html"_L1, "HTML"_L1},
    {"java"_L1, "Java"_L1},
    {"js"_L1, "JavaScript"_L1},
    {"json"_L1, "JSON"_L1},
    {"jl"_L1, "Julia"_L1},
    {"kt"_L1, "Kotlin"_L1},
    {"tex"_L1, "LaTeX"_L1},
    {"lua"_L1, "Lua"_L1},
    {"md"_L1, "Markdown"_L1},
    {"matlab"_L1, "MATLAB"_L1},
    {"nim"_L1, "Nim"_L1},
    {"m"_L1, "Objective-C"_L1},
    {"ml"_L1, "OCaml"_L1},
    {"pas"_L1, "Pascal"_L1},
    {"pl"_L1, "Perl"_L1},
    {"php"_L1, "PHP"_L1},
    {"ps1"_L1, "PowerShell"_L1},
    {"py"_L1, "Python"_L1},
    {"r"_L1, "R"_L1},
    {"rb"_L1, "Ruby"_L1},
    {"rs"_L1, "Rust"_L1},
    {"scala"_L1, "Scala"_L1},
    {"sh"_L1, "Shell"_L1},
    {"sql"_L1, "SQL"_L1},
    {"swift"_L1, "Swift"_L1},
    {"toml"_L1, "TOML"_L1},
    {"ts"_L1, "TypeScript"_L1},
    {"xml"_L1, "XML"_L1},
    {"yaml"_L1, "YAML"_L1},
    {"zig"_L1, "Zig"_L1},
};

} // namespace

std::span<const Language> snippetLanguages()
{
    return languages;
}

QString languageName(const QString &type)
{
    const auto found = std::ranges::find_if(languages, [&](const Language &language) { return language.type == type; });
    return found == std::end(languages) ? type : QString(found->name);
}

} // namespace sitebook
