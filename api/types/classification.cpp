// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/classification.h"

#include <QLatin1StringView>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Group
{
    QLatin1StringView generic;
    QLatin1StringView endings;
};

// The endings of the contract's ClassificationSpecificEnum that files have, each between two spaces.
constexpr Group groups[] = {
    {"CODE"_L1,
        " abap adb ads agda ash asp bash bashrc bat bazel bsh bzl c capfile cara cc cco cfm clj cls cmd "
        "coffee cp cpp cppm cpy cs csproj css csx curl cxx dart ddl dml dockerfile dtml ebuild eclass "
        "ecma el elm erl escript ex exs f03 f08 f18 f90 f95 feature fs fsi fsproj fsx ftl gemspec glsl go "
        "groovy gyp gypi h hcl hh hpp hrl hs hs-boot hsig htc htm html hxx ini inl ipp ipynb irbrc ixx "
        "java jbuilder jl js json jsonml jsx kt lean lisp lua luau m matlab mcurl mjs ml mm nim node p "
        "pas pc php php3 php4 php5 php7 php8 phps phpt phtml pl pm pmc podspec prawn props pryrc ps1 pxd "
        "pxi py py3 pyi pyw pyx r rabl rake rb rbi rbx rjs rkt rng rpy rs rss sbt sc scala scm scss sh "
        "shtml simplecov smk sol sparql sql sqlproj ssml sty sublime-snippet sv svelte swift t targets tf "
        "thor tld tml toml ts tsx uri uris urls vba vbproj vcproj vcxproj vhdl vpy vue wscript xaml xhtml "
        "xml xsd xsl xslt yaml yml zig zsh "_L1},
    {"FILE"_L1,
        " bin class dae dmg doc docm docx eot exe gltf gz jar mp2 mp2a mp3 mp4a mpkg oga ogg ogx pdf ppt "
        "pptm pptx ps pyc rpm wasm wav weba woff woff2 xla xlam xlc xlm xls xlsb xlsm xlsx xlt xltm xltx "
        "zip "_L1},
    {"IMAGE"_L1, " ai bmp eps gif ico jpe jpeg jpg jpgm png svg svgz tif tiff webp "_L1},
    {"TEXT"_L1, " csv list log ltx markdn markdown md mdown mdwn opml pod rtf rtx tex text txt "_L1},
    {"VIDEO"_L1, " jpgv mp4 ogv qt webm "_L1},
};

} // namespace

Classification classificationOfFile(const QString &fileName)
{
    const QString ending = fileName.section(u'.', 1).isEmpty() ? QString() : fileName.section(u'.', -1).toLower();
    for (const Group &group : groups) {
        if (!ending.isEmpty() && !ending.contains(u' ') && group.endings.contains(u' ' + ending + u' '))
            return {group.generic, ending};
    }
    return {u"FILE"_s, u"UNKNOWN"_s};
}

} // namespace sitebook
