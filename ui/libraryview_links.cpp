// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The check of addresses in a LibraryView, and what a person does about what it finds.

#include "app/check/linkcheckjob.h"
#include "app/library/groups.h"
#include "app/library/linkchecks.h"
#include "app/models/websitelistmodel.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"
#include "ui/linkcheckline.h"
#include "ui/messagebar.h"
#include "ui/rowselection.h"
#include "ui/searchedit.h"
#include "ui/websiteeditor.h"

#include <QTableView>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What a check found, in a list of the numbers that are not 0.
QString tallyText(const LinkTally &tally)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &words) {
        if (count > 0)
            parts.append(words);
    };
    //: Part of a list of what a check of links found
    add(tally.broken, LibraryView::tr("%Ln broken", nullptr, tally.broken));
    //: Part of a list of what a check of links found: at another address now
    add(tally.moved, LibraryView::tr("%Ln moved", nullptr, tally.moved));
    //: Part of a list of what a check of links found
    add(tally.fine, LibraryView::tr("%Ln fine", nullptr, tally.fine));
    //: Part of a list of what a check of links found: whether they are broken could not be told
    add(tally.unknown, LibraryView::tr("%Ln unclear", nullptr, tally.unknown));
    //: Part of a list of what a check of links found: addresses that are neither http nor https
    add(tally.notChecked, LibraryView::tr("%Ln not checked", nullptr, tally.notChecked));
    return parts.join(u", "_s);
}

} // namespace

void LibraryView::connectLinkCheck()
{
    connect(m_linkCheck, &LinkCheckJob::finished, this, &LibraryView::onLinksChecked);
    connect(m_details->linkCheckLine(), &LinkCheckLine::newAddressWanted, this, &LibraryView::takeNewAddress);
}

void LibraryView::checkLinks()
{
    if (m_linkCheck->isRunning()) {
        m_messages->showMessage(MessageBar::Kind::Information, tr("Links are being checked already."));
        return;
    }
    std::vector<Library::Row> rows;
    m_model->completeBeginning();
    if (!hasSelection()) {
        for (int row = 0; row < m_model->rowCount(); ++row)
            rows.push_back(m_model->libraryRow(m_model->index(row, 0)));
    }
    for (const int row : selectedRows(m_table->selectionModel()))
        rows.push_back(m_model->libraryRow(m_model->index(row, 0)));
    if (!rows.empty())
        m_linkCheck->start(std::move(rows));
}

void LibraryView::onLinksChecked(LinkChecker::End end)
{
    const LinkTally &tally = m_linkCheck->tally();
    if (end == LinkChecker::End::Offline) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("No server answers: this computer seems to have no network. Links that could not be reached were not "
               "noted as broken. Try it again later."));
        return;
    }
    QString words = end == LinkChecker::End::Cancelled ? tr("The check of links was stopped.") : tr("Links checked.");
    if (tally.done() > 0)
        words += u' ' + tallyText(tally) + u'.';
    if (tally.broken == 0) {
        m_messages->showMessage(MessageBar::Kind::Information, words);
        return;
    }
    m_messages->showMessage(MessageBar::Kind::Information, words, tr("Show the broken ones"),
        [this] { m_search->setText(u"is:broken"_s); });
}

void LibraryView::takeNewAddress(const QString &id)
{
    // What was typed is saved first, and may be another address by itself.
    if (!m_details->editor()->apply())
        return;
    const auto row = m_library->websites().find(id);
    const LinkFinding finding = row ? m_library->linkChecks().finding(*row) : LinkFinding();
    if (finding.state != LinkState::Moved)
        return;
    if (const auto same = findByAddress(*m_library, finding.movedTo, id)) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("The new address is in the library already: “%1”.").arg(m_library->websites().name(*same)),
            tr("Show it"), [this, other = m_library->websites().id(*same)] { showWebsite(other); });
        return;
    }
    const Website before = m_library->website(*row);
    Website after = before;
    after.url = finding.movedTo;
    m_library->perform(editGroup(before, after));
}

} // namespace sitebook
