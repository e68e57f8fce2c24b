// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace sitebook {

/// What a person sees in an empty library: the four ways in. Also shown, with words about what is wrong, when a library
/// cannot be opened.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

    /// Shows the welcome, or, with \a problem, why there is no library to show.
    void setProblem(const QString &problem);

signals:
    void importRequested();
    void addRequested();
    void sampleRequested();
    void connectRequested();
    void retryRequested();
    void ownLibraryRequested();

private:
    QLabel *m_title;
    QLabel *m_words;
    QWidget *m_ways;
    QWidget *m_remedies;

    QWidget *way(const QString &name, const QString &icon, const QString &text, const QString &words,
        void (WelcomePage::*signal)());
};

} // namespace sitebook
