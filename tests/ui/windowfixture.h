// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "ui/mainwindow.h"

#include <QAbstractItemView>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace sitebook {

/// The real main window on a library of its own in a temporary folder, with settings of its own.
class WindowFixture
{
public:
    WindowFixture();
    ~WindowFixture();

    /// Opens the window on the library, and waits until it is read. Closes the one that was open.
    void start();
    /// Opens the window on the library of the server at \a url, and waits until it is read.
    void start(const QUrl &url);
    /// Closes the window as a person does, and waits until it is gone.
    void close();

    MainWindow *window() const { return m_window.get(); }
    Library *library() const { return m_window->library(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// The addresses that were handed to the browser.
    const QList<QUrl> &opened() const { return m_opened; }

    template<class T> T *find(const char *name) const
    {
        T *widget = m_window->findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    void trigger(const char *action) const;
    /// Waits until every change is on the server.
    bool waitSaved() const;
    /// Adds a website and waits for it; its identifier.
    QString add(const QString &name, const QString &url) const;
    QString create(AssociationKind kind, const QString &name) const;
    /// The names in the list, top first.
    QStringList names() const;
    void select(const QStringList &ids) const;
    /// The names of what the website \a id is linked to, sorted.
    QStringList linkedNames(const QString &id, AssociationKind kind) const;

private:
    QTemporaryDir m_folder;
    QList<QUrl> m_opened;
    std::unique_ptr<MainWindow> m_window;

    void open(const std::function<void(MainWindow &)> &openLibrary);
};

/// Drags \a data over \a position of \a widget with real drag events, and drops it; whether it was taken.
bool dragAndDrop(QWidget *widget, QPoint position, const QMimeData &data);
/// The same onto the middle of an item of \a view.
bool dragAndDrop(QAbstractItemView *view, const QModelIndex &target, const QMimeData &data);

} // namespace sitebook
