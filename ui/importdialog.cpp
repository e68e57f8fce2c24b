// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importdialog.h"

#include "app/library/library.h"
#include "ui/importjob.h"
#include "ui/importpreview.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int fineness = 1000;

QLabel *makeLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    // Names of files and words of servers are shown as they are.
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QFont larger(QFont font, qreal factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(true);
    return font;
}

} // namespace

ImportDialog::ImportDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_job(new ImportJob(library, this))
    , m_fileLabel(makeLabel(u"fileLabel"_s))
    , m_pages(new QStackedWidget)
    , m_progressPage(new QWidget)
    , m_progressLabel(makeLabel(u"progressLabel"_s))
    , m_progress(new QProgressBar)
    , m_waitLabel(makeLabel(u"waitLabel"_s))
    , m_preview(new ImportPreview)
    , m_resultPage(new QWidget)
    , m_resultIcon(new QLabel)
    , m_resultLabel(makeLabel(u"resultLabel"_s))
    , m_resultHint(makeLabel(u"resultHint"_s))
    , m_import(new QPushButton(tr("&Import")))
    , m_stop(new QPushButton(tr("&Stop")))
    , m_close(new QPushButton)
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import"));
    m_import->setObjectName(u"importButton"_s);
    m_stop->setObjectName(u"stopButton"_s);
    m_stop->setToolTip(tr("What is not saved yet is left out; what is saved stays."));
    m_close->setObjectName(u"closeButton"_s);
    m_fileLabel->setFont(larger(font(), 1.25));
    m_fileLabel->setAlignment(Qt::AlignAbsolute | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft));
    makeProgressPage();
    makeResultPage();
    m_pages->addWidget(m_progressPage);
    m_pages->addWidget(m_preview);
    m_pages->addWidget(m_resultPage);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_import, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_stop, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);

    const QFontMetrics metrics = fontMetrics();
    auto *layout = new QVBoxLayout(this);
    const int margin = metrics.height();
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(metrics.height() * 2 / 3);
    layout->addWidget(m_fileLabel);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buttons);
    resize(metrics.height() * 56, metrics.height() * 38);

    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::startImport);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
    connect(m_stop, &QPushButton::clicked, this, &ImportDialog::stopSaving);
    connect(m_preview, &ImportPreview::optionsChanged, this, [this] { m_job->plan(m_preview->options()); });
    connect(m_job, &ImportJob::progress, this,
        [this](double part) { m_progress->setValue(static_cast<int>(part * fineness)); });
    connect(m_job, &ImportJob::planned, this, &ImportDialog::showPlan);
    connect(m_job, &ImportJob::failed, this, [this](const QString &why) {
        setStage(Stage::Over);
        showResult(u"warning"_s, why);
    });
    connect(m_job, &ImportJob::built, this, &ImportDialog::perform);
    connectLibrary();
    setStage(Stage::Over);
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::makeProgressPage()
{
    m_progress->setObjectName(u"importProgress"_s);
    m_progress->setTextVisible(false);
    auto *layout = new QVBoxLayout(m_progressPage);
    layout->setContentsMargins({});
    layout->addStretch(2);
    layout->addWidget(m_progressLabel);
    layout->addWidget(m_progress);
    layout->addWidget(m_waitLabel);
    layout->addStretch(3);
}

void ImportDialog::makeResultPage()
{
    m_resultLabel->setFont(larger(font(), 1.1));
    m_resultLabel->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *words = new QVBoxLayout;
    words->addWidget(m_resultLabel);
    words->addWidget(m_resultHint);
    auto *line = new QHBoxLayout;
    line->setSpacing(fontMetrics().height());
    line->addWidget(m_resultIcon, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    auto *layout = new QVBoxLayout(m_resultPage);
    layout->setContentsMargins({});
    layout->addStretch(2);
    layout->addLayout(line);
    layout->addStretch(3);
}

void ImportDialog::connectLibrary()
{
    connect(m_library, &Library::savingProgress, this, [this](const QString &caption, int done, int total) {
        if (m_stage != Stage::Saving || caption != m_caption)
            return;
        m_isUnderWay = true;
        showSaving(done, total);
    });
    connect(m_library, &Library::changeRefused, this, [this](const QString &caption, const ApiError &error) {
        if (m_stage == Stage::Saving && caption == m_caption && ++m_refusedChanges == 1)
            m_firstRefusal = error;
    });
    connect(m_library, &Library::savingWaits, this, [this](const ApiError &error) {
        m_waitLabel->setText(error ? error.caption() + u' ' + tr("The import goes on as soon as it can.") : QString());
    });
    connect(m_library, &Library::groupFinished, this, [this](const QString &caption) {
        if (m_stage == Stage::Saving && caption == m_caption)
            finish();
    });
    connect(m_library, &QObject::destroyed, this, [this] {
        m_stage = Stage::Over;
        m_job->cancel();
        QDialog::reject();
    });
}

void ImportDialog::openFile(const QString &path)
{
    if (m_stage == Stage::Saving || !m_library)
        return;
    m_fileName = QFileInfo(path).fileName();
    const int room = width() - 3 * fontMetrics().height();
    m_fileLabel->setText(QFontMetrics(m_fileLabel->font()).elidedText(m_fileName, Qt::ElideMiddle, room));
    m_fileLabel->setToolTip(plainTip(path));
    setWindowTitle(tr("Import %1").arg(m_fileName));
    m_preview->reset();
    m_progressLabel->setText(tr("Reading the file…"));
    m_progress->setRange(0, fineness);
    m_progress->setValue(0);
    setStage(Stage::Reading);
    m_job->start(path, m_preview->options());
}

void ImportDialog::open()
{
    show();
    raise();
    activateWindow();
}

void ImportDialog::setStage(Stage stage)
{
    m_stage = stage;
    m_waitLabel->clear();
    m_import->setVisible(stage == Stage::Preview);
    m_stop->setVisible(stage == Stage::Saving);
    m_close->setText(stage == Stage::Saving ? tr("Go on in the &background")
            : stage == Stage::Over          ? tr("Close")
                                            : tr("Cancel"));
    m_import->setDefault(stage == Stage::Preview);
    m_close->setDefault(stage != Stage::Preview);
    m_pages->setCurrentWidget(stage == Stage::Preview ? m_preview
            : stage == Stage::Over                    ? m_resultPage
                                                      : m_progressPage);
}

void ImportDialog::showPlan()
{
    QStringList tags;
    const MaterialColumns &all = m_library->materials(AssociationKind::Tag);
    for (MaterialColumns::Index index = 0; index < all.size(); ++index) {
        if (all.isKnown(index))
            tags.append(all.name(index));
    }
    tags.sort(Qt::CaseInsensitive);
    m_preview->setTags(tags);
    m_preview->setOutlook(*m_job->file(), m_job->outlook());
    const bool hadFocus = m_close->hasFocus() || m_import->hasFocus();
    setStage(Stage::Preview);
    m_import->setEnabled(!m_job->outlook()->plan.isEmpty());
    if (hadFocus)
        (m_import->isEnabled() ? m_import : m_close)->setFocus();
}

void ImportDialog::startImport()
{
    if (m_stage != Stage::Preview || !m_import->isEnabled())
        return;
    m_progressLabel->setText(tr("Preparing…"));
    m_progress->setRange(0, 0);
    setStage(Stage::Reading);
    //: In the menu: Undo Import bookmarks.html
    m_caption = tr("Import %1").arg(m_fileName);
    m_job->build(m_preview->options(), m_caption);
}

void ImportDialog::perform(const OperationGroup &group)
{
    m_websiteIds.clear();
    for (const Website &website : m_job->outlook()->plan.newWebsites)
        m_websiteIds.append(website.id);
    m_refusedChanges = 0;
    m_firstRefusal = {};
    m_wasStopped = false;
    m_isUnderWay = !m_library->isSaving();
    setStage(Stage::Saving);
    showSaving(0, static_cast<int>(group.operations.size()));
    if (group.operations.isEmpty())
        finish();
    else
        m_library->perform(group);
}

void ImportDialog::showSaving(int done, int total)
{
    const QLocale locale;
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    //: Changes that were sent to the server, and all of them
    m_progressLabel->setText(tr("Saving: %1 of %2").arg(locale.toString(done), locale.toString(total)));
    // Stopping concerns whatever is being sent, which may still be an earlier change.
    m_stop->setEnabled(m_isUnderWay && !m_wasStopped);
}

void ImportDialog::stopSaving()
{
    if (m_stage != Stage::Saving || !m_isUnderWay)
        return;
    m_wasStopped = true;
    m_stop->setEnabled(false);
    m_library->cancelPending();
}

void ImportDialog::finish()
{
    const WebsiteColumns &websites = m_library->websites();
    const auto added = std::ranges::count_if(
        m_websiteIds, [&](const QString &id) { return websites.find(m_library->currentId(id)).has_value(); });
    const QString words = summary(added);
    setStage(Stage::Over);
    const QString hint = added == 0 ? QString() : tr("Undo takes the whole import back.");
    if (m_firstRefusal && !m_wasStopped)
        showResult(u"warning"_s, words, m_firstRefusal.caption() + u"\n\n"_s + hint);
    else
        showResult(u"info"_s, words, hint);
    const bool deleteNow = std::exchange(m_deleteWhenOver, false);
    emit imported(words);
    if (deleteNow)
        deleteLater();
}

QString ImportDialog::summary(qsizetype added) const
{
    const int all = static_cast<int>(m_websiteIds.size());
    const QString number = QLocale().toString(added);
    if (m_wasStopped)
        return tr("Stopped: %1 of %Ln website(s) added.", nullptr, all).arg(number);
    if (added < all)
        return tr("%1 of %Ln website(s) added.", nullptr, all).arg(number);
    if (m_refusedChanges > 0)
        return tr("%Ln website(s) added, but not everything that belongs to them.", nullptr, all);
    return all == 0 ? tr("What was new in the file was added.") : tr("%Ln website(s) added.", nullptr, all);
}

void ImportDialog::showResult(const QString &icon, const QString &words, const QString &hint)
{
    const int side = fontMetrics().height() * 2;
    m_resultIcon->setPixmap(actionIcon(icon).pixmap(QSize(side, side), devicePixelRatio()));
    m_resultLabel->setText(words);
    m_resultHint->setText(hint.trimmed());
    m_resultHint->setVisible(!hint.trimmed().isEmpty());
    m_close->setFocus();
}

// --- closing ---------------------------------------------------------------------------------------------------------

void ImportDialog::reject()
{
    if (m_stage == Stage::Saving) {
        leaveSight();
        return;
    }
    m_job->cancel();
    QDialog::reject();
}

void ImportDialog::closeEvent(QCloseEvent *event)
{
    if (m_stage == Stage::Saving) {
        leaveSight();
        event->accept();
        return;
    }
    QDialog::closeEvent(event);
}

void ImportDialog::leaveSight()
{
    // It still has to tell the end.
    m_deleteWhenOver |= testAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_DeleteOnClose, false);
    hide();
}

} // namespace sitebook
