// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/safetycopydialog.h"

#include "app/library/library.h"
#include "app/mirror/mirror.h"
#include "app/models/materialmodel.h"
#include "app/session/librarysession.h"
#include "ui/changewords.h"
#include "ui/dialogparts.h"
#include "ui/restoredialog.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { Item, Kind, Where, What };

/// More than a person reads; the words say how many there are.
constexpr qsizetype mostRows = 1000;

QString kindName(std::optional<AssociationKind> kind)
{
    return kind ? materialKindName(*kind) : SafetyCopyDialog::tr("Website");
}

QString whereName(MirrorDifference::Where where)
{
    switch (where) {
    case MirrorDifference::Where::OnlyInCopy:
        return SafetyCopyDialog::tr("Only in the copy");
    case MirrorDifference::Where::OnlyAtServer:
        return SafetyCopyDialog::tr("Only at the server");
    case MirrorDifference::Where::Both:
        return SafetyCopyDialog::tr("Differs");
    }
    return {};
}

QString momentText(Timestamp moment)
{
    return moment.isNull() ? SafetyCopyDialog::tr("Not yet")
                           : QLocale().toString(moment.toDateTime().toLocalTime(), QLocale::ShortFormat);
}

QString countsText(const LibraryCounts &counts)
{
    //: What a library holds; %1 to %3 are counts like "12 websites"
    return SafetyCopyDialog::tr("%1, %2, %3")
        .arg(SafetyCopyDialog::tr("%Ln website(s)", nullptr, static_cast<int>(counts.websites)),
            SafetyCopyDialog::tr("%Ln item(s)", nullptr, static_cast<int>(counts.materials)),
            SafetyCopyDialog::tr("%Ln link(s)", nullptr, static_cast<int>(counts.links)));
}

} // namespace

SafetyCopyDialog::SafetyCopyDialog(LibrarySession *session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_mirror(session->mirror())
    , m_words(new QLabel)
    , m_progress(new QProgressBar)
    , m_table(
          makeDialogTable(u"safetyCopyTable"_s, tr("Differences"), {tr("Item"), tr("Kind"), tr("Where"), tr("What")}))
    , m_verify(new QPushButton)
    , m_update(new QPushButton(tr("&Update now")))
    , m_open(new QPushButton(tr("&Open the copy")))
    , m_restore(new QPushButton(tr("&Restore into…")))
{
    setObjectName(u"safetyCopyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Safety copy"));
    QVBoxLayout *layout = makeDialogLayout(this);
    auto *form = new QFormLayout;
    QLabel *of = addRow(form, m_mirror ? tr("Copy of:") : tr("Library:"), u"safetyCopyOf"_s);
    of->setText(m_mirror ? m_mirror->server().toString() : session->title());
    if (m_mirror) {
        m_complete = addRow(form, tr("Complete:"), u"safetyCopyComplete"_s);
        m_counts = addRow(form, tr("Holds:"), u"safetyCopyCounts"_s);
    }
    m_file = addRow(form, tr("File:"), u"safetyCopyFile"_s);
    m_words->setObjectName(u"safetyCopyWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_progress->setObjectName(u"safetyCopyProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    const int unit = fontMetrics().averageCharWidth();
    m_table->horizontalHeader()->resizeSection(Item, unit * 32);
    m_table->horizontalHeader()->resizeSection(Kind, unit * 15);
    m_table->horizontalHeader()->resizeSection(Where, unit * 20);
    m_table->setVisible(m_mirror != nullptr);
    m_verify->setObjectName(u"verifyButton"_s);
    m_update->setObjectName(u"updateCopyButton"_s);
    m_open->setObjectName(u"openCopyButton"_s);
    m_open->setToolTip(tr("Opens it as a library of its own. What you change there is not sent to the server; the next "
                          "update writes over it, and keeps a backup."));
    m_verify->setToolTip(tr("Compares everything in the copy with what the server has now."));
    m_update->setToolTip(tr("Brings the copy up to date at once; it also happens by itself."));
    m_restore->setObjectName(u"restoreIntoButton"_s);
    m_restore->setToolTip(tr("Writes all that is in it to another server or library."));
    layout->addLayout(form);
    layout->addWidget(m_words);
    layout->addWidget(m_progress);
    layout->addWidget(m_table, 1);
    if (!m_mirror)
        layout->addStretch();
    layout->addLayout(makeDialogButtons(this, {m_verify, m_update, m_open, m_restore}));
    resize(unit * 110, fontMetrics().height() * (m_mirror ? 30 : 12));
    connectButtons();
    showState();
    if (!m_mirror)
        lookWhatTheFileIs();
}

QLabel *SafetyCopyDialog::addRow(QFormLayout *form, const QString &caption, const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *captionLabel = new QLabel(caption);
    captionLabel->setAlignment(Qt::AlignTop | Qt::AlignLeading); // beside the first line of a long text
    form->addRow(captionLabel, label);
    return label;
}

void SafetyCopyDialog::connectButtons()
{
    connect(m_session, &QObject::destroyed, this, &QObject::deleteLater);
    connect(m_restore, &QPushButton::clicked, this, &SafetyCopyDialog::restore);
    connect(m_open, &QPushButton::clicked, this, [this] { emit openRequested(libraryPath()); });
    if (!m_mirror)
        return;
    connect(m_verify, &QPushButton::clicked, this, &SafetyCopyDialog::verify);
    connect(m_update, &QPushButton::clicked, this, [this] {
        m_verified = false;
        m_mirror->update(true);
    });
    connect(m_mirror, &Mirror::changed, this, &SafetyCopyDialog::showState);
    connect(m_mirror, &Mirror::updated, this, [this] { m_verified = false; });
    connect(m_mirror, &Mirror::verified, this, &SafetyCopyDialog::showOutcome);
    connect(m_mirror, &Mirror::verifyProgress, this, [this](qint64 done, qint64 total) {
        m_progress->setRange(0, static_cast<int>(total));
        m_progress->setValue(static_cast<int>(done));
    });
}

/// A library file may be the copy of a server's.
void SafetyCopyDialog::lookWhatTheFileIs()
{
    const QPointer<SafetyCopyDialog> self(this);
    QThreadPool::globalInstance()->start([self, path = libraryPath()] {
        const Result<MirrorState> state = readMirrorState(path);
        if (!state.ok() || !state.value().isMirror)
            return;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, note = state.value().note] {
                if (!self)
                    return;
                //: %1 is the address of a server, %2 a date and time
                self->m_words->setText(
                    tr("This library is the safety copy of %1, as it was at %2. What you change here "
                       "is not sent there.")
                        .arg(note.server.toString(), momentText(note.complete)));
            },
            Qt::QueuedConnection);
    });
}

QString SafetyCopyDialog::libraryPath() const
{
    return m_mirror ? m_mirror->path() : m_session->filePath();
}

void SafetyCopyDialog::showState()
{
    const QFileInfo file(libraryPath());
    const QString path = QDir::toNativeSeparators(file.filePath());
    //: %1 is the path of a file, %2 its size
    m_file->setText(file.exists() ? tr("%1 (%2)").arg(path, QLocale().formattedDataSize(file.size())) : path);
    const bool verifying = m_mirror && m_mirror->activity() == Mirror::Activity::Verifying;
    const bool updating = m_mirror && m_mirror->activity() == Mirror::Activity::Updating;
    m_verify->setText(verifying ? tr("&Stop verifying") : tr("&Verify"));
    m_progress->setVisible(verifying);
    m_verify->setVisible(m_mirror);
    m_update->setVisible(m_mirror);
    m_open->setVisible(m_mirror);
    if (!m_mirror) {
        m_words->setText(
            tr("This library is a file of yours: it needs no other copy than its backups. All that it holds "
               "can be written to a server, or to another library."));
        return;
    }
    const MirrorNote &note = m_mirror->note();
    const bool exists = file.exists() && m_mirror->counts().items() > 0;
    m_complete->setText(momentText(note.complete));
    m_counts->setText(countsText(m_mirror->counts()));
    m_verify->setEnabled(verifying || (exists && !updating));
    m_update->setEnabled(!verifying && !updating);
    m_open->setEnabled(exists);
    m_restore->setEnabled(exists);
    if (verifying) {
        m_words->setText(tr("Comparing with the server…"));
    } else if (updating) {
        m_words->setText(m_mirror->progressText());
    } else if (!m_verified) {
        showUnread();
    }
}

void SafetyCopyDialog::showUnread()
{
    const QList<UnreadItem> &unread = m_mirror->note().unread;
    QStringList words;
    if (!m_mirror->problem().isEmpty())
        words.append(m_mirror->problem());
    const MirrorRemovals &kept = m_mirror->kept();
    if (!kept.isEmpty())
        words.append(tr("%Ln item(s) and links stay in the copy that the server no longer has.", nullptr,
            static_cast<int>(kept.websites + kept.materials + kept.links)));
    if (!unread.isEmpty())
        words.append(tr("%Ln item(s) of the server could not be read.", nullptr, static_cast<int>(unread.size())));
    if (words.isEmpty())
        words.append(m_mirror->note().complete.isNull() ? tr("The copy is made soon after the library was opened.")
                                                        : tr("Everything that the server gives is in the copy."));
    m_words->setText(words.join(u' '));
    m_table->setRowCount(0);
    for (const UnreadItem &item : unread.first(std::min(unread.size(), mostRows)))
        addRow({item.id.isEmpty() ? tr("All, or unknown") : item.id, kindName(item.kind), tr("Not read"), item.words});
}

void SafetyCopyDialog::addRow(const QStringList &texts)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    for (int column = 0; column < texts.size(); ++column) {
        m_table->setItem(row, column, new QTableWidgetItem(QString(texts.at(column)).simplified()));
    }
}

void SafetyCopyDialog::verify()
{
    if (m_mirror->activity() == Mirror::Activity::Verifying) {
        m_mirror->cancel();
        return;
    }
    m_table->setRowCount(0);
    m_verified = false;
    m_progress->setRange(0, 0);
    m_mirror->verify();
}

QString SafetyCopyDialog::words(const MirrorDifference &difference)
{
    QStringList parts;
    for (const QString &field : difference.fields)
        parts.append(fieldCaption(difference.kind, field));
    for (const MirrorDifference::LinkEnd &link : difference.links) {
        const QString end = u"“%1”"_s.arg(link.name);
        //: A difference between a copy and its server; %1 is the name of the linked item
        parts.append(link.onlyInCopy ? tr("link to %1 only in the copy").arg(end)
                                     //: A difference between a copy and its server; %1 is the name of the linked item
                                     : tr("link to %1 only at the server").arg(end));
    }
    return parts.join(u", "_s);
}

void SafetyCopyDialog::showOutcome(const CheckOutcome &outcome)
{
    m_verified = true;
    if (!outcome.problem.isEmpty()) {
        m_words->setText(tr("The copy could not be compared: %1").arg(outcome.problem));
        return;
    }
    QStringList words;
    words.append(outcome.differing == 0 ? tr("The copy and the server agree: %1.").arg(countsText(outcome.atServer))
                                        : tr("%Ln item(s) differ. In the copy: %1. At the server: %2.", nullptr,
                                            static_cast<int>(outcome.differing))
                                              .arg(countsText(outcome.inCopy), countsText(outcome.atServer)));
    if (!outcome.unread.isEmpty())
        words.append(
            tr("%Ln item(s) of the server could not be read.", nullptr, static_cast<int>(outcome.unread.size())));
    m_words->setText(words.join(u' '));
    m_table->setRowCount(0);
    for (const MirrorDifference &difference : outcome.differences.first(std::min(outcome.differences.size(), mostRows)))
        addRow({difference.name, kindName(difference.kind), whereName(difference.where),
            SafetyCopyDialog::words(difference)});
    for (const UnreadItem &item : outcome.unread.first(std::min(outcome.unread.size(), mostRows)))
        addRow({item.id, kindName(item.kind), tr("Not read"), item.words});
}

void SafetyCopyDialog::restore()
{
    // Of the window, so that closing this dialog interrupts nothing.
    const QList<RestoreDialog *> open =
        parentWidget() ? parentWidget()->findChildren<RestoreDialog *>() : QList<RestoreDialog *>();
    const auto same =
        std::ranges::find_if(open, [this](const RestoreDialog *each) { return each->source() == libraryPath(); });
    RestoreDialog *dialog = same == open.end() ? new RestoreDialog(libraryPath(), parentWidget()) : *same;
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace sitebook
