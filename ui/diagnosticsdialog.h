// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>

class QLabel;
class QTableWidget;

namespace sitebook {

class FrameWatch;
class Library;

/// What somebody who helps wants to know: the versions, how much there is, what memory it takes, and when the window
/// did not answer. It names no address and no item.
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library may be null.
    explicit DiagnosticsDialog(Library *library, QWidget *parent = nullptr);

    /// Everything as text, for a report.
    QString report() const;

private:
    Library *m_library;
    /// Null where the event loop is not watched.
    FrameWatch *m_frames;
    QLabel *m_facts;
    QLabel *m_summary;
    QTableWidget *m_stalls;
    QTimer m_refresh;
    qint64 m_shown = -1;

    QStringList facts() const;
    QString summary() const;
    void refresh();
};

} // namespace sitebook
