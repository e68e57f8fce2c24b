// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/materialmodel.h"

#include <QTimer>

#include <optional>

namespace sitebook {

/// All linkable items of a library, of one kind or of all, that have certain words in their names. Websites can be
/// dropped on them.
class MaterialListModel : public MaterialModel
{
    Q_OBJECT

public:
    explicit MaterialListModel(Library *library, QObject *parent = nullptr);

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canDropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    /// Only tells what was dropped, by websitesDropped().
    bool dropMimeData(
        const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

    /// No kind shows all that a shelf holds: assets, people, conversations, summaries and tags.
    void setKind(std::optional<AssociationKind> kind);
    std::optional<AssociationKind> kind() const { return m_kind; }
    void setText(const QString &text);

signals:
    void websitesDropped(const sitebook::MaterialRef &material, const QStringList &websites);

private:
    std::optional<AssociationKind> m_kind;
    QString m_text;
    QTimer m_rebuildTimer{this};
    /// How long the last rebuild took; what comes meanwhile takes a small part of the time only.
    std::chrono::milliseconds m_rebuildTime{0};

    void rebuild();
};

/// The kinds that a shelf and the panels show, in their order.
inline constexpr std::array<AssociationKind, 5> shelfKinds{AssociationKind::Asset, AssociationKind::Person,
    AssociationKind::Conversation, AssociationKind::WorkstreamSummary, AssociationKind::Tag};

} // namespace sitebook
