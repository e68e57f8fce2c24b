// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;

namespace sitebook {

class Library;

/// The notes (annotations) on the selected websites, as plain text.
class NotesView : public QFrame
{
    Q_OBJECT

public:
    explicit NotesView(Library *library, QWidget *parent = nullptr);

    void setWebsites(const QStringList &ids);

private:
    Library *m_library;
    QStringList m_websites;
    QLabel *m_text;

    void rebuild();
};

} // namespace sitebook
