// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowfixture.h"

#include "app/library/groups.h"
#include "app/models/websitelistmodel.h"
#include "tests/support/scratchsettings.h"
#include "ui/libraryview.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

WindowFixture::WindowFixture()
{
    keepSettingsIn(m_folder.path());
    // The person's own library is another one for each test, too.
    qputenv("XDG_DATA_HOME", m_folder.filePath(u"data"_s).toLocal8Bit());
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::start()
{
    open([this](MainWindow &window) { window.openFile(path(u"library.sitebook"_s)); });
}

void WindowFixture::start(const QUrl &url)
{
    open([url](MainWindow &window) { window.openServer(url); });
}

void WindowFixture::open(const std::function<void(MainWindow &)> &openLibrary)
{
    close();
    m_window = std::make_unique<MainWindow>();
    m_window->setOpener([this](const QUrl &url) {
        m_opened.append(url);
        return true;
    });
    m_window->resize(1200, 800);
    m_window->show();
    openLibrary(*m_window);
    const auto isReady = [this] {
        return m_window->library() && m_window->library()->state() == Library::State::Ready;
    };
    const bool ready = QTest::qWaitFor(isReady, 10000);
    if (!ready)
        qFatal("the library did not open");
}

void WindowFixture::close()
{
    if (!m_window)
        return;
    m_window->close();
    if (!QTest::qWaitFor([this] { return !m_window->isVisible(); }, 10000))
        qFatal("the window did not close");
    m_window.reset();
}

void WindowFixture::trigger(const char *action) const
{
    find<QAction>(action)->trigger();
}

bool WindowFixture::waitSaved() const
{
    return QTest::qWaitFor([this] { return !library()->isSaving(); }, 10000);
}

QString WindowFixture::add(const QString &name, const QString &url) const
{
    const Website website = newWebsite(url, name);
    library()->perform(addGroup({website}));
    return waitSaved() ? website.id : QString();
}

QString WindowFixture::create(AssociationKind kind, const QString &name) const
{
    Material material;
    material.kind = kind;
    material.id = newIdentifier();
    material.name = name;
    library()->perform(createGroup(*library(), {material}, {}));
    return waitSaved() ? material.id : QString();
}

QStringList WindowFixture::names() const
{
    const WebsiteListModel *model = m_window->view()->model();
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row)
        names.append(model->index(row, 0).data().toString());
    return names;
}

void WindowFixture::select(const QStringList &ids) const
{
    QTableView *table = m_window->view()->table();
    table->clearSelection();
    for (const QString &id : ids) {
        table->selectionModel()->setCurrentIndex(
            m_window->view()->model()->indexOf(id), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

QStringList WindowFixture::linkedNames(const QString &id, AssociationKind kind) const
{
    QStringList names;
    const auto row = library()->websites().find(id);
    const MaterialColumns &materials = library()->materials(kind);
    for (const QString &item : row ? library()->linkedIds(*row, kind) : QStringList())
        names.append(materials.name(*materials.find(item)));
    names.sort();
    return names;
}

bool dragAndDrop(QWidget *widget, QPoint position, const QMimeData &data)
{
    const Qt::DropActions actions = Qt::CopyAction | Qt::LinkAction;
    QDragEnterEvent enter(position, actions, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted()) {
        QDragLeaveEvent leave;
        QApplication::sendEvent(widget, &leave);
        return false;
    }
    QDragMoveEvent move(position, actions, &data, Qt::LeftButton, Qt::NoModifier);
    move.setDropAction(enter.dropAction()); // as windows of Qt do: a move is taken as the one before was
    move.accept();
    QApplication::sendEvent(widget, &move);
    if (!move.isAccepted()) {
        QDragLeaveEvent leave;
        QApplication::sendEvent(widget, &leave);
        return false;
    }
    QDropEvent drop(position, actions, &data, Qt::LeftButton, Qt::NoModifier);
    drop.setDropAction(move.dropAction());
    QApplication::sendEvent(widget, &drop);
    return drop.isAccepted();
}

bool dragAndDrop(QAbstractItemView *view, const QModelIndex &target, const QMimeData &data)
{
    return dragAndDrop(view->viewport(), view->visualRect(target).center(), data);
}

} // namespace sitebook
