// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/access.h"
#include "api/server/message.h"
#include "api/store/programstore.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace sitebook {

/// The first lines of a request, by which it is let in or not.
struct Visitor
{
    QByteArray method;
    QByteArray target;
    /// Every Host header.
    QByteArrayList hosts;
    /// The Origin header; nothing when there was none.
    std::optional<QByteArray> origin;
    /// The `application` header.
    QByteArray application;
};

/// Decides who may use the library, before anything else of a request is read.
class Gatekeeper
{
public:
    struct Options
    {
        /// The pages (`https://example.org`) whose scripts may use the server; no others may.
        QStringList allowedOrigins{};
        /// Whether programs have to be allowed first, each by itself.
        bool requireApproval = false;
        /// Who names itself by this may do everything; nobody when empty.
        QString secret{};
    };

    explicit Gatekeeper(const Options &options);

    /// Takes over what is known of \a programs.
    void setPrograms(const QList<Program> &programs);
    /// The answer for \a visitor who is not let in; nothing for one who is.
    std::optional<Response> refusal(const Visitor &visitor) const;

private:
    bool isAllowed(const QByteArray &origin, const QByteArray &host) const;
    std::optional<Response> refusalByApproval(const Visitor &visitor) const;

    Options m_options;
    QHash<QString, Program> m_programs;
};

} // namespace sitebook
