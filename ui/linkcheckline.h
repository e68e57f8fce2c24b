// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/linkcheck.h"

#include <QWidget>

class QDate;
class QLabel;
class QToolButton;

namespace sitebook {

class Library;

/// What the last check of a website's address found, in a line, with a button that takes a new address over. Hidden
/// while nothing is known.
class LinkCheckLine : public QWidget
{
    Q_OBJECT

public:
    explicit LinkCheckLine(Library *library, QWidget *parent = nullptr);

    /// Shows what is known of the website \a id; nothing without one.
    void setWebsite(const QString &id);

signals:
    /// The website \a id is to have the address that it moved to.
    void newAddressWanted(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    Library *m_library;
    QString m_id;
    QLabel *m_icon;
    QLabel *m_words;
    QToolButton *m_take;

    void rebuild();
    void showFinding(const LinkFinding &finding);
};

/// \a finding in a line for a person, on the day \a today: `Broken: 404 Not Found, checked yesterday`.
QString linkFindingText(const LinkFinding &finding, QDate today);

} // namespace sitebook
