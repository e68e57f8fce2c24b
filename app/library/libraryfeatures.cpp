// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/library.h"
#include "app/library/libraryloader.h"

// What the server was found not to do.

namespace sitebook {

namespace {

ServerFeatures::Operation featureOf(const Operation &operation)
{
    switch (operation.type) {
    case Operation::Type::Create:
        return ServerFeatures::Operation::Create;
    case Operation::Type::Update:
        return ServerFeatures::Operation::Update;
    case Operation::Type::Delete:
        return ServerFeatures::Operation::Delete;
    case Operation::Type::Link:
    case Operation::Type::Unlink:
        return ServerFeatures::Operation::Link;
    case Operation::Type::Increment:
        return ServerFeatures::Operation::Score;
    }
    return ServerFeatures::Operation::List;
}

} // namespace

void Library::noteFeature(ServerFeatures::Operation feature, ServerFeatures::Kind kind, const ApiError &error)
{
    if (m_features.note(feature, kind, error))
        emit featuresChanged();
}

void Library::noteAnswer(const Operation &operation, const ApiError &error)
{
    const ServerFeatures::Operation feature = featureOf(operation);
    if (error.kind != ApiError::Kind::NotSupported || error.httpStatus != 404
        || operation.type == Operation::Type::Create)
        return noteFeature(feature, operation.kind, error);
    // It may mean an item that somebody deleted. The list knows, once it is read again.
    m_suspects.append({operation, error});
    m_loader->readAgain(m_suspects.constLast().listed());
}

void Library::checkSuspects(std::optional<AssociationKind> listed)
{
    const QList<Suspect> suspects = m_suspects;
    m_suspects.removeIf([listed](const Suspect &suspect) { return suspect.listed() == listed; });
    for (const auto &suspect : suspects) {
        if (suspect.listed() == listed && isThere(suspect.operation))
            noteFeature(featureOf(suspect.operation), suspect.operation.kind, suspect.error);
    }
}

std::optional<AssociationKind> Library::Suspect::listed() const
{
    return featureOf(operation) == ServerFeatures::Operation::Link ? std::nullopt : operation.kind;
}

/// Whether everything that \a operation is about is in the lists.
bool Library::isThere(const Operation &operation) const
{
    const auto hasMaterial = [&](const QString &id) {
        const auto index = materials(*operation.kind).find(currentId(id));
        return index && materials(*operation.kind).isKnown(*index);
    };
    const bool link = featureOf(operation) == ServerFeatures::Operation::Link;
    if (operation.kind && !link)
        return hasMaterial(operation.id);
    return m_websites.find(currentId(operation.id)) && (!link || hasMaterial(operation.other));
}

} // namespace sitebook
