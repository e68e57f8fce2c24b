// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace sitebook {

/// One bookmark as the files of browsers and bookmark services hold it.
struct Bookmark
{
    QString url;
    QString name;
    QString description;
    /// The folder that it lies in, its names joined with slashes (`Work/Qt`); empty when it lies in none.
    QString folder;
    /// The folder, then the tags that it carries itself; each once.
    QStringList tags;
    Timestamp added;
    Timestamp changed;
    /// The word that opens it from the address bar; empty when it has none.
    QString keyword;
    /// A `data:image/…` address; empty when the file has none.
    QByteArray icon;
    /// The line of the file, counted from 1.
    int line = 0;
};

/// An entry of a file that is no website, or a place where the file is damaged.
struct UnreadableEntry
{
    /// The line of the file, counted from 1; 0 when lines mean nothing in it.
    int line = 0;
    /// What people would know it by: its name, its address.
    QString what;
    /// Why it was left out, in words for people.
    QString why;
};

/// What was found in a file of bookmarks.
struct BookmarkFile
{
    QList<Bookmark> bookmarks;
    QList<UnreadableEntry> unreadable;
    /// Why nothing at all can be read from it, in words for people; empty when it can.
    QString error;
};

} // namespace sitebook
