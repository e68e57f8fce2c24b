// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/recoveryreport.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::RecoveryReport)
};

QString number(qint64 count)
{
    return QLocale().toString(count);
}

qint64 there(const RecoveryCount &count)
{
    return count.read + count.fromBackup + count.rebuilt;
}

/// `Websites: 312 read from the damaged file, 4 from the backup, 2 lost`
QString lineOn(const QString &caption, const RecoveryCount &count)
{
    QStringList parts{Texts::tr("%1 read from the damaged file").arg(number(count.read))};
    if (count.patchy > 0)
        parts.append(Texts::tr("%1 of them without a part of what they had").arg(number(count.patchy)));
    if (count.fromBackup > 0)
        parts.append(Texts::tr("%1 taken from the backup").arg(number(count.fromBackup)));
    if (count.rebuilt > 0)
        parts.append(Texts::tr("%1 rebuilt with little more than their address").arg(number(count.rebuilt)));
    if (count.lost > 0)
        parts.append(Texts::tr("%1 lost").arg(number(count.lost)));
    else if (!count.mayBeMore)
        parts.append(Texts::tr("none lost"));
    if (count.mayBeMore)
        parts.append(Texts::tr("perhaps others of which there is no trace"));
    //: %1 is a kind of item, as “Websites”, %2 a list of counts
    return Texts::tr("%1: %2").arg(caption, parts.join(u", "_s));
}

void addNames(QStringList &lines, const QString &heading, const QStringList &names, qint64 count)
{
    if (names.isEmpty())
        return;
    lines.append(QString());
    lines.append(heading);
    for (const QString &name : names)
        lines.append(u"  – "_s + name.simplified());
    if (count > names.size())
        lines.append(u"  …"_s);
}

void addDetails(QStringList &lines, const QString &caption, const RecoveryCount &count)
{
    //: %1 is a kind of item, as “Websites”
    addNames(lines, Texts::tr("%1 without a part of what they had:").arg(caption), count.patchyNames, count.patchy);
    //: %1 is a kind of item, as “Websites”
    addNames(lines, Texts::tr("%1 that are lost:").arg(caption), count.lostNames, count.lost);
}

} // namespace

QString captionOfKind(AssociationKind kind)
{
    switch (kind) {
    case AssociationKind::Asset:
        return Texts::tr("Snippets and files");
    case AssociationKind::Person:
        return Texts::tr("People");
    case AssociationKind::Conversation:
        return Texts::tr("Conversations");
    case AssociationKind::WorkstreamSummary:
        return Texts::tr("Workstream summaries");
    case AssociationKind::Tag:
        return Texts::tr("Tags");
    case AssociationKind::Annotation:
        return Texts::tr("Notes");
    case AssociationKind::Message:
        return Texts::tr("Messages");
    case AssociationKind::WorkstreamEvent:
        return Texts::tr("Workstream events");
    case AssociationKind::Source:
        return Texts::tr("Sources");
    case AssociationKind::SourceWindow:
        return Texts::tr("Source windows");
    }
    return {};
}

QString reportOn(const QString &path, const LibraryRecovery &recovery)
{
    RecoveryCount all = recovery.websites;
    for (const RecoveryCount &count : recovery.materials) {
        all.patchy += count.patchy;
        all.fromBackup += count.fromBackup;
        all.lost += count.lost;
        all.mayBeMore = all.mayBeMore || count.mayBeMore;
    }
    QStringList lines;
    lines.append(Texts::tr("The library was damaged. What could be read is in a new one: websites %1, links %2.")
                     .arg(number(there(recovery.websites)), number(there(recovery.links))));
    if (all.fromBackup > 0)
        lines.append(
            Texts::tr("Of all items %1 are as the backup of %2 had them.")
                .arg(number(all.fromBackup), QLocale().toString(recovery.backup.toLocalTime(), QLocale::ShortFormat)));
    if (all.lost > 0)
        lines.append(Texts::tr("Of all items %1 are lost.").arg(number(all.lost)));
    else if (all.mayBeMore)
        lines.append(Texts::tr("Some items may be lost."));
    else if (recovery.links.lost > 0 || recovery.links.mayBeMore)
        lines.append(Texts::tr("Some links may be lost."));
    else if (all.patchy > 0)
        lines.append(Texts::tr("Some items have lost a part of what they had: %1.").arg(number(all.patchy)));
    else
        lines.append(Texts::tr("Nothing was lost."));
    lines.append(Texts::tr("The damaged file is kept as %1.").arg(recovery.damagedFile));
    lines.append(QString());
    lines.append(Texts::tr("Library: %1").arg(path));
    lines.append(Texts::tr("Recovered: %1").arg(QDateTime::currentDateTime().toString(Qt::ISODate)));
    lines.append(recovery.backup.isValid()
            ? Texts::tr("Backup: of %1").arg(recovery.backup.toLocalTime().toString(Qt::ISODate))
            : Texts::tr("Backup: none that can be read"));
    lines.append(QString());
    lines.append(lineOn(Texts::tr("Websites"), recovery.websites));
    QStringList details;
    addDetails(details, Texts::tr("Websites"), recovery.websites);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const RecoveryCount &count = recovery.materials[static_cast<std::size_t>(traits.kind)];
        if (there(count) + count.lost == 0)
            continue;
        lines.append(lineOn(captionOfKind(traits.kind), count));
        addDetails(details, captionOfKind(traits.kind), count);
    }
    lines.append(lineOn(Texts::tr("Links"), recovery.links));
    return (lines + details).join(u'\n') + u'\n';
}

QString summaryOf(const QString &report)
{
    return report.left(report.indexOf("\n\n"_L1)).replace(u'\n', u' ');
}

} // namespace sitebook
