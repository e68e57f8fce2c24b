// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialref.h"

#include <QScrollArea>
#include <QStringList>

#include <vector>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace sitebook {

class AssociationPanel;
class Library;
class LinkCheckLine;
class LinkCounts;
class MaterialPage;
class NotesView;
class WebsiteEditor;

/// What is selected: one website with its fields, facts and links; the common links of several; or the page of one
/// linkable item.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(Library *library, QWidget *parent = nullptr);

    WebsiteEditor *editor() const { return m_editor; }
    LinkCheckLine *linkCheckLine() const { return m_linkCheck; }
    MaterialPage *materialPage() const { return m_materialPage; }
    const std::vector<AssociationPanel *> &panels() const { return m_panels; }
    void setWebsites(const QStringList &ids);
    const QStringList &websites() const;
    /// Shows the page of \a material until another selection is made, or back() is called.
    void showMaterial(const MaterialRef &material);
    /// Shows the selected websites again.
    void back();
    bool showsMaterial() const;

private:
    Library *m_library;
    LinkCounts *m_counts;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    QLabel *m_several;
    WebsiteEditor *m_editor;
    LinkCheckLine *m_linkCheck;
    NotesView *m_notes;
    MaterialPage *m_materialPage;
    std::vector<AssociationPanel *> m_panels;

    void updateHeading();
    void updateFeatures();
};

} // namespace sitebook
