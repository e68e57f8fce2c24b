// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace sitebook {

class LinkCounts;

/// The notes (annotations) on the selected websites, as plain text; where they are many, the first of them.
class NotesView : public QFrame
{
    Q_OBJECT

public:
    /// \a counts, of the selected websites, has to be there as long as it shows something.
    explicit NotesView(LinkCounts *counts, QWidget *parent = nullptr);

private:
    LinkCounts *m_counts;
    QLabel *m_text;

    void rebuild();
};

} // namespace sitebook
