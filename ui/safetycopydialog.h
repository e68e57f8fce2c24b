// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace sitebook {

struct CheckOutcome;
class LibrarySession;
class Mirror;
struct MirrorDifference;

/// Shows the safety copy of a server's library, compares it with the server, opens it, and restores it elsewhere. Of a
/// library file, which is a full library itself, only the last is of use.
class SafetyCopyDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a session has to be opened, and to outlive it or be deleted with it.
    explicit SafetyCopyDialog(LibrarySession *session, QWidget *parent = nullptr);

    /// In what \a difference consists, for a person.
    static QString words(const MirrorDifference &difference);

signals:
    /// A person wants to use the library file \a path.
    void openRequested(const QString &path);

private:
    LibrarySession *m_session;
    /// Null for a file.
    Mirror *m_mirror;
    QLabel *m_complete = nullptr;
    QLabel *m_counts = nullptr;
    QLabel *m_file = nullptr;
    QLabel *m_words;
    QProgressBar *m_progress;
    QTableWidget *m_table;
    QPushButton *m_verify;
    QPushButton *m_update;
    QPushButton *m_open;
    QPushButton *m_restore;
    /// Whether the table shows what a comparison found, and not what could not be read.
    bool m_verified = false;

    QLabel *addRow(class QFormLayout *form, const QString &caption, const QString &name);
    void connectButtons();
    void lookWhatTheFileIs();
    void showState();
    void showUnread();
    void showOutcome(const CheckOutcome &outcome);
    void addRow(const QStringList &texts);
    void verify();
    void restore();
    QString libraryPath() const;
};

} // namespace sitebook
