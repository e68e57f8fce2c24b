// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirrorsync.h"

#include "api/client/apiclient.h"
#include "api/store/backups.h"
#include "app/mirror/kindreader.h"
#include "app/mirror/mirrorfile.h"

#include <QTimer>

namespace sitebook {

MirrorSync::MirrorSync(ApiClient &client, const Options &options, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_options(options)
{
}

MirrorSync::~MirrorSync() = default;

void MirrorSync::start()
{
    auto file = MirrorFile::open(m_options.path, m_client.base());
    if (!file.ok()) {
        failed(file.error());
        return;
    }
    m_file = std::move(file).value();
    for (const std::size_t slot : listsInOrder()) {
        if (m_options.lists.test(slot))
            m_waiting.append(slot);
    }
    readNext();
}

void MirrorSync::setPaused(bool paused)
{
    m_paused = paused;
    if (m_reader)
        m_reader->setPaused(paused);
    else if (!paused && m_file)
        readNext();
}

void MirrorSync::readNext()
{
    if (m_paused)
        return;
    if (m_waiting.isEmpty())
        conclude();
    else
        read(m_waiting.takeFirst());
}

void MirrorSync::read(std::size_t slot)
{
    const std::optional<AssociationKind> kind = kindOfList(slot);
    m_reader = new KindReader(m_client, kind, this);
    m_items = 0;
    if (!m_options.deep) {
        m_reader->setKnownState(m_file->note().tags.value(slot));
        m_reader->setWanted([this](const QJsonObject &light) { return !m_file->hasAsset(light); });
    }
    connect(m_reader, &KindReader::received, this, [this, kind](const QList<QJsonObject> &items) {
        if (failed(m_file->take(kind, items)))
            return;
        m_items += items.size();
        emit progress(listName(kind), m_items);
    });
    connect(m_reader, &KindReader::seen, this, [this, kind](const QString &id) { m_file->see(kind, id); });
    connect(m_reader, &KindReader::unread, this, [this, kind](const QString &id, const ApiError &error) {
        m_file->noteUnread({kind, id, error.caption()});
    });
    connect(m_reader, &KindReader::finished, this, [this, slot](const ApiError &error) { endList(slot, error); });
    m_file->begin(kind);
    m_reader->start();
}

void MirrorSync::endList(std::size_t slot, const ApiError &error)
{
    KindReader *reader = m_reader;
    m_reader = nullptr;
    reader->deleteLater();
    if (error.kind == ApiError::Kind::NotSupported && kindOfList(slot)) {
        m_outcome.read.set(slot); // a list that the server does not have
    } else if (error) {
        m_file->giveUp();
        if (!m_outcome.serverError)
            m_outcome.serverError = error;
        m_file->noteUnread({kindOfList(slot), {}, error.caption()});
        if (error.kind == ApiError::Kind::NotReachable || error.kind == ApiError::Kind::SignInNeeded)
            m_waiting.clear();
    } else {
        m_outcome.read.set(slot);
        if (!reader->isNotModified() && failed(m_file->end(kindOfList(slot), reader->state(), reader->unreadable())))
            return;
    }
    readNext();
}

/// Everything that can be read was read.
void MirrorSync::conclude()
{
    if (failed(remove()))
        return;
    if (failed(m_file->writeNote((m_options.lists & ~m_outcome.read).none())))
        return;
    const Result<LibraryCounts> counts = m_file->counts();
    if (!counts.ok()) {
        failed(counts.error());
        return;
    }
    m_outcome.counts = counts.value();
    finish();
}

StoreError MirrorSync::remove()
{
    const MirrorRemovals removals = m_file->removals(m_options.permitted);
    // What was held back once does not go because the copy has grown meanwhile.
    if (removals.isMany() || (m_file->note().holdsBack && removals.isMoreThanFew())) {
        m_outcome.kept = removals;
        m_outcome.names = m_file->names();
        m_file->holdBack();
        return {};
    }
    if (m_file->removals().isMoreThanFew()) {
        if (const auto kept = backUp(m_options.path, BackupReason::MassChange); !kept.ok())
            return kept.error();
        tidyBackups(m_options.path);
    }
    const bool all = m_outcome.read.count() == static_cast<std::size_t>(listsInOrder().size());
    return m_file->carryOut(all);
}

bool MirrorSync::failed(const StoreError &error)
{
    if (!error)
        return false;
    m_outcome.problem = error.message;
    finish();
    return true;
}

void MirrorSync::finish()
{
    if (m_reader) {
        // It may be the one who is speaking.
        m_reader->disconnect(this);
        m_reader->setWanted([](const QJsonObject &) { return false; });
        m_reader->deleteLater();
        m_reader = nullptr;
    }
    m_waiting.clear();
    if (m_file)
        m_outcome.note = m_file->note();
    m_file.reset(); // whoever hears of the end may open it
    emit finished(m_outcome);
}

} // namespace sitebook
