// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/restoredialog.h"

#include "app/models/materialmodel.h"
#include "app/session/savedservers.h"
#include "ui/changewords.h"
#include "ui/connectdialog.h"
#include "ui/dialogparts.h"
#include "ui/fieldnote.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { What, Name, Kind, Details };

/// More than a person reads; the words say how many there are.
constexpr int mostRows = 1000;

QString whatName(RestoreStep::What what)
{
    switch (what) {
    case RestoreStep::What::Create:
        return RestoreDialog::tr("Create");
    case RestoreStep::What::Change:
        return RestoreDialog::tr("Change");
    case RestoreStep::What::Skip:
        return RestoreDialog::tr("Skip");
    }
    return {};
}

QString detailsOf(const RestoreStep &step)
{
    QStringList parts;
    for (const QString &field : step.fields)
        parts.append(fieldCaption(step.kind, field));
    if (step.links > 0)
        parts.append(RestoreDialog::tr("%Ln link(s)", nullptr, step.links));
    if (step.what == RestoreStep::What::Skip)
        parts.append(RestoreDialog::tr("is there already"));
    return parts.join(u", "_s);
}

QString planText(const RestorePlan &plan)
{
    return RestoreDialog::tr("%Ln item(s) would be created,", nullptr, static_cast<int>(plan.created)) + u' '
        + RestoreDialog::tr("%Ln changed,", nullptr, static_cast<int>(plan.changed)) + u' '
        + RestoreDialog::tr("%Ln already there.", nullptr, static_cast<int>(plan.skipped));
}

} // namespace

RestoreDialog::RestoreDialog(const QString &source, QWidget *parent)
    : QDialog(parent)
    , m_restore(source)
    , m_toServer(new QRadioButton(tr("A &server:")))
    , m_toFile(new QRadioButton(tr("A &library file:")))
    , m_server(new QComboBox)
    , m_file(new QLineEdit)
    , m_browse(new QPushButton(tr("&Browse…")))
    , m_note(new FieldNote(u"restoreNote"_s))
    , m_words(new QLabel)
    , m_progress(new QProgressBar)
    , m_table(makeDialogTable(
          u"restoreTable"_s, tr("What would be done"), {tr("What"), tr("Name"), tr("Kind"), tr("Details")}))
    , m_look(new QPushButton(tr("See &what would be done")))
    , m_write(new QPushButton)
{
    setObjectName(u"restoreDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Restore into another library"));
    const int unit = fontMetrics().averageCharWidth();
    m_words->setObjectName(u"restoreWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_progress->setObjectName(u"restoreProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_table->horizontalHeader()->resizeSection(What, unit * 12);
    m_table->horizontalHeader()->resizeSection(Name, unit * 44);
    m_table->horizontalHeader()->resizeSection(Kind, unit * 20);
    m_look->setObjectName(u"dryRunButton"_s);
    m_write->setObjectName(u"writeButton"_s);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(makeTarget());
    layout->addWidget(m_note);
    layout->addWidget(m_words);
    layout->addWidget(m_progress);
    layout->addWidget(m_table, 1);
    layout->addLayout(makeDialogButtons(this, {m_look, m_write}));
    m_look->setDefault(true); // Enter in the address looks, and writes nothing
    resize(unit * 110, fontMetrics().height() * 30);
    connectRestore();
    changeTarget();
}

QWidget *RestoreDialog::makeTarget()
{
    m_toServer->setObjectName(u"toServerButton"_s);
    m_toFile->setObjectName(u"toFileButton"_s);
    m_server->setObjectName(u"restoreServer"_s);
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setAccessibleName(tr("Address of the server"));
    const QList<SavedServer> saved = SavedServers().servers();
    for (const SavedServer &server : saved)
        m_server->addItem(server.name, server.url);
    m_server->setEditText({});
    m_server->lineEdit()->setAccessibleName(m_server->accessibleName());
    m_server->lineEdit()->setPlaceholderText(u"http://localhost:1000"_s);
    m_file->setObjectName(u"restoreFile"_s);
    m_file->setAccessibleName(tr("Library file"));
    m_file->setPlaceholderText(tr("A new file, or a library that is there"));
    m_browse->setObjectName(u"restoreBrowseButton"_s);
    m_browse->setAutoDefault(false);
    m_toServer->setChecked(true);
    auto *target = new QWidget;
    auto *grid = new QGridLayout(target);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(m_toServer, 0, 0);
    grid->addWidget(m_server, 0, 1, 1, 2);
    grid->addWidget(m_toFile, 1, 0);
    grid->addWidget(m_file, 1, 1);
    grid->addWidget(m_browse, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_toServer, &QRadioButton::toggled, this, &RestoreDialog::changeTarget);
    connect(m_server, &QComboBox::editTextChanged, this, [this] {
        m_toServer->setChecked(true);
        changeTarget();
    });
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_toFile->setChecked(true);
        changeTarget();
    });
    connect(m_browse, &QPushButton::clicked, this, &RestoreDialog::chooseFile);
    return target;
}

void RestoreDialog::connectRestore()
{
    connect(m_look, &QPushButton::clicked, this, &RestoreDialog::look);
    connect(m_write, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Writing)
            stop();
        else
            write();
    });
    connect(&m_restore, &Restore::planned, this, &RestoreDialog::showPlan);
    connect(&m_restore, &Restore::finished, this, &RestoreDialog::showOutcome);
    connect(&m_restore, &Restore::failed, this, [this](const QString &words) {
        setStage(Stage::Choosing);
        m_words->setText(words);
    });
    connect(&m_restore, &Restore::waiting, this,
        [this](const QString &words) { m_words->setText(words.isEmpty() ? tr("Writing…") : words); });
    connect(&m_restore, &Restore::progress, this, [this](qint64 done, qint64 total) {
        m_progress->setRange(0, static_cast<int>(total));
        m_progress->setValue(static_cast<int>(done));
    });
}

void RestoreDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool busy = stage == Stage::Looking || stage == Stage::Writing;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_toServer, m_toFile, m_server, m_file, m_browse})
        widget->setEnabled(stage != Stage::Writing);
    m_look->setEnabled(!busy);
    m_write->setEnabled(stage == Stage::Planned || stage == Stage::Writing);
    m_write->setText(stage == Stage::Writing ? tr("&Interrupt") : tr("&Restore"));
    m_progress->setVisible(busy);
    if (busy)
        m_progress->setRange(0, 0);
}

/// What was looked at is about another target.
void RestoreDialog::changeTarget()
{
    m_restore.cancel();
    m_note->setProblem({});
    m_table->setRowCount(0);
    m_words->setText(tr("Everything that this library holds is written there: what is there already is not made twice, "
                        "and nothing is removed."));
    setStage(Stage::Choosing);
}

void RestoreDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Restore into a library"));
    dialog->setObjectName(u"restoreFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    dialog->setDefaultSuffix(u"sitebook"_s);
    dialog->setNameFilters({tr("Sitebook libraries (*.sitebook)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_toFile->setChecked(true);
        m_file->setText(QDir::toNativeSeparators(path));
        changeTarget();
    });
    dialog->open();
}

void RestoreDialog::look()
{
    m_target = {};
    if (m_toServer->isChecked()) {
        const int saved = m_server->findText(m_server->currentText(), Qt::MatchExactly);
        m_target.server =
            saved >= 0 ? m_server->itemData(saved).toUrl() : ConnectDialog::serverUrl(m_server->currentText());
        if (m_target.server.isEmpty())
            return m_note->setProblem(tr("This is no address of a server. One looks like http://localhost:1000."));
    } else {
        const QString path = QDir::fromNativeSeparators(m_file->text().trimmed());
        if (path.isEmpty())
            return m_note->setProblem(tr("Say which file."));
        m_target.file = QFileInfo(path).absoluteFilePath();
        if (!m_target.file.endsWith(".sitebook"_L1) && !QFileInfo::exists(m_target.file))
            m_target.file += ".sitebook"_L1;
    }
    m_note->setProblem({});
    m_table->setRowCount(0);
    m_words->setText(tr("Looking at what is there…"));
    setStage(Stage::Looking);
    m_restore.plan(m_target);
}

void RestoreDialog::showPlan(const RestorePlan &plan)
{
    setStage(plan.isEmpty() ? Stage::Done : Stage::Planned);
    m_words->setText(plan.isEmpty()
            ? tr("There is nothing to do: %Ln item(s) are there already.", nullptr, static_cast<int>(plan.skipped))
            : planText(plan));
    fillTable(plan);
}

void RestoreDialog::fillTable(const RestorePlan &plan)
{
    m_table->setRowCount(0);
    for (const RestoreStep::What what : {RestoreStep::What::Create, RestoreStep::What::Change, RestoreStep::What::Skip})
    {
        for (const RestoreStep &step : plan.steps) {
            const int row = m_table->rowCount();
            if (step.what != what || row == mostRows)
                continue;
            m_table->insertRow(row);
            const QStringList texts{whatName(step.what), step.name.simplified(),
                step.kind ? materialKindName(*step.kind) : tr("Website"), detailsOf(step)};
            for (int column = 0; column < texts.size(); ++column)
                m_table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
        }
    }
}

void RestoreDialog::write()
{
    m_words->setText(tr("Writing… It can be interrupted, and goes on where it was the next time."));
    setStage(Stage::Writing);
    m_restore.run(m_target);
}

void RestoreDialog::stop()
{
    m_restore.cancel();
    setStage(Stage::Choosing);
    m_words->setText(tr("Interrupted. What was written stays; look again to go on where it was."));
    m_table->setRowCount(0);
}

void RestoreDialog::showOutcome(const RestoreOutcome &outcome)
{
    setStage(Stage::Done);
    QString words = tr("%Ln item(s) were written.", nullptr, static_cast<int>(outcome.done));
    if (outcome.left.isEmpty()) {
        m_words->setText(words + u' ' + tr("Everything that this library holds is there now."));
        m_table->setRowCount(0);
        return;
    }
    words += u' '
        + tr("%Ln item(s) are not there as they should be:", nullptr,
            static_cast<int>(outcome.left.created + outcome.left.changed));
    m_words->setText(words + u' ' + outcome.words);
    RestorePlan left = outcome.left;
    left.steps.removeIf([](const RestoreStep &step) { return step.what == RestoreStep::What::Skip; });
    fillTable(left);
}

} // namespace sitebook
