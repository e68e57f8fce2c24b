// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/importsteps.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QTableView;
class QTabWidget;

namespace sitebook {

class NewWebsitesModel;
class UnreadableModel;

/// Shows what an import is going to do, and asks how.
class ImportPreview : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPreview(QWidget *parent = nullptr);

    /// Offers \a tags for the field of the tag.
    void setTags(const QStringList &tags);
    /// Shows \a outlook of \a file.
    void setOutlook(const ImportFile &file, const std::shared_ptr<const ImportOutlook> &outlook);
    /// Sets the options back to what they are at first.
    void reset();
    ImportOptions options() const;

signals:
    /// Another choice was made that the plan depends on.
    void optionsChanged();

private:
    /// One big number with a word below.
    struct Count
    {
        QWidget *tile = nullptr;
        QLabel *number = nullptr;
        QLabel *word = nullptr;
    };

    Count m_new;
    Count m_there;
    Count m_twice;
    Count m_unreadable;
    QLabel *m_note;
    QTabWidget *m_tabs;
    NewWebsitesModel *m_newModel;
    UnreadableModel *m_unreadableModel;
    QTableView *m_unreadableView;
    QCheckBox *m_folders;
    QLineEdit *m_tag;

    Count makeCount(const QString &name, const QString &word) const;
    void setCount(const Count &count, qsizetype number) const;
    QWidget *makeUnreadablePage();
    QLayout *makeOptions();
    void copyUnreadable() const;
};

} // namespace sitebook
