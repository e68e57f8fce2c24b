// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/batchcoding.h"
#include "app/library/operation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

Website website()
{
    Website website;
    website.id = u"w/1"_s;
    website.name = u"Qt"_s;
    website.url = u"https://qt.io/"_s;
    website.created = Timestamp::fromMicroseconds(1'000'001);
    website.links(AssociationKind::Tag) = {u"t1"_s, u"t2"_s};
    website.links(AssociationKind::Source) = {u"s1"_s};
    return website;
}

Material person()
{
    Material person;
    person.kind = AssociationKind::Person;
    person.id = u"p1"_s;
    person.name = u"Ada"_s;
    person.email = u"ada@example.org"_s;
    person.websites = {u"w/1"_s};
    return person;
}

QList<Operation> oneOfEach()
{
    Website renamed = website();
    renamed.name = u"Qt Group"_s;
    Material moved = person();
    moved.email = u"ada@example.com"_s;
    return {Operation::create(website()), Operation::create(person()), Operation::remove(website()),
        Operation::remove(person()), Operation::update(website(), renamed), Operation::update(person(), moved),
        Operation::link(u"w/1"_s, AssociationKind::Tag, u"t3"_s),
        Operation::unlink(u"w/1"_s, AssociationKind::Tag, u"t1"_s),
        Operation::increment(u"w/1"_s, {.reuse = true, .searched = true})};
}

/// An operation in one line.
QString text(const Operation &operation)
{
    static const QStringList types{u"create"_s, u"update"_s, u"delete"_s, u"link"_s, u"unlink"_s, u"increment"_s};
    const QString kind = operation.kind ? QString(associationTraits(*operation.kind).pathSegment) : u"websites"_s;
    const auto json = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    return u"%1 %2 %3 [%4] %5 -> %6"_s.arg(types.at(static_cast<int>(operation.type)), kind, operation.id,
        operation.other, json(operation.before), json(operation.after));
}

QStringList texts(const QList<Operation> &operations)
{
    QStringList lines;
    for (const Operation &operation : operations)
        lines.append(text(operation));
    return lines;
}

} // namespace

class TestOperation : public QObject
{
    Q_OBJECT

private slots:
    void inverseTwiceIsTheSame();
    void inverseOfEach();
    void incrementHasNoInverse();
    void groupTurnsRound();
    void updateNamesOnlyWhatDiffers();
    void updateOfNothingIsEmpty();
    void fieldsGoForthAndBack();
    void createHoldsAll();
    void batchPaths();
    void createForOthersHoldsOnlyTheSeed();
};

void TestOperation::inverseTwiceIsTheSame()
{
    for (const Operation &operation : oneOfEach()) {
        if (operation.type != Operation::Type::Increment)
            QCOMPARE(text(operation.inverse().inverse()), text(operation));
    }
}

void TestOperation::inverseOfEach()
{
    QCOMPARE(text(Operation::create(website()).inverse()), text(Operation::remove(website())));
    QCOMPARE(text(Operation::remove(person()).inverse()), text(Operation::create(person())));
    QCOMPARE(text(Operation::link(u"w"_s, AssociationKind::Tag, u"t"_s).inverse()),
        text(Operation::unlink(u"w"_s, AssociationKind::Tag, u"t"_s)));
    Website renamed = website();
    renamed.name.clear();
    QCOMPARE(text(Operation::update(website(), renamed).inverse()), text(Operation::update(renamed, website())));
    QVERIFY(text(Operation::remove(website())) != text(Operation::create(website())));
}

void TestOperation::incrementHasNoInverse()
{
    const Operation increment = Operation::increment(u"w"_s, {.reuse = true});
    QCOMPARE(ScoreIncrement::fromJson(increment.after, "website"_L1), (ScoreIncrement{.reuse = true}));
    QVERIFY(increment.inverse().after.isEmpty());
    QVERIFY(increment.inverse().before.isEmpty());
    QVERIFY((OperationGroup{u"x"_s, {increment}}.inverse().operations.isEmpty()));
}

void TestOperation::groupTurnsRound()
{
    const OperationGroup group{u"All of it"_s, oneOfEach()};
    const OperationGroup inverse = group.inverse();
    QCOMPARE(inverse.caption, u"All of it"_s);
    QStringList expected;
    for (const Operation &operation : group.operations) {
        if (operation.type != Operation::Type::Increment)
            expected.prepend(text(operation.inverse()));
    }
    QCOMPARE(texts(inverse.operations), expected);
    QCOMPARE(texts(inverse.inverse().operations), texts(group.operations.first(8)));
}

void TestOperation::updateNamesOnlyWhatDiffers()
{
    Website after = website();
    after.name = u"New"_s;
    after.links(AssociationKind::Tag).clear();
    after.score.reuse = 5;
    const Operation update = Operation::update(website(), after);
    QCOMPARE(update.before, (QJsonObject{{u"name"_s, u"Qt"_s}}));
    QCOMPARE(update.after, (QJsonObject{{u"name"_s, u"New"_s}}));
    QVERIFY(!update.kind);

    Material moved = person();
    moved.email.clear();
    moved.address = u"https://ada.example/"_s;
    const Operation ofPerson = Operation::update(person(), moved);
    QCOMPARE(ofPerson.before, (QJsonObject{{u"email"_s, u"ada@example.org"_s}, {u"address"_s, QString()}}));
    QCOMPARE(ofPerson.after, (QJsonObject{{u"email"_s, QString()}, {u"address"_s, u"https://ada.example/"_s}}));
    QCOMPARE(ofPerson.kind, std::optional(AssociationKind::Person));
}

void TestOperation::updateOfNothingIsEmpty()
{
    QVERIFY(Operation::update(website(), website()).isEmpty());
    QVERIFY(Operation::update(person(), person()).isEmpty());
    QVERIFY(!Operation::create(website()).isEmpty());
    QVERIFY(!Operation::link(u"w"_s, AssociationKind::Tag, u"t"_s).isEmpty());
}

void TestOperation::fieldsGoForthAndBack()
{
    Website before = website();
    Website after = website();
    after.name = u"New"_s;
    after.url = u"https://new.example/"_s;
    const Operation update = Operation::update(before, after);
    Website changed = before;
    applyFields(changed, update.after);
    QCOMPARE(changed.name, after.name);
    QCOMPARE(changed.url, after.url);
    QCOMPARE(changed.links(AssociationKind::Tag), before.links(AssociationKind::Tag));
    applyFields(changed, update.inverse().after);
    QCOMPARE(changed.toJson(), before.toJson());

    Material moved = person();
    moved.email.clear();
    Material applied = person();
    applyFields(applied, Operation::update(person(), moved).after);
    QVERIFY(applied.email.isEmpty());
    QCOMPARE(applied.name, u"Ada"_s);
}

void TestOperation::createHoldsAll()
{
    const auto back = Website::fromJson(Operation::create(website()).after);
    QVERIFY(back);
    QCOMPARE(back->associations, website().associations);
    QCOMPARE(back->created, website().created);
    const auto person2 = Material::fromJson(AssociationKind::Person, Operation::create(person()).after);
    QVERIFY(person2);
    QCOMPARE(person2->email, person().email);
    QCOMPARE(person2->websites, person().websites);
}

void TestOperation::batchPaths()
{
    QStringList paths;
    for (const Operation &operation : oneOfEach()) {
        const BatchOperation batch = encodeForBatch(operation, [](const QString &id) { return u"now "_s + id; });
        paths.append(batch.path + (batch.body ? u" +"_s : QString()));
    }
    QCOMPARE(paths,
        (QStringList{u"websites/create +"_s, u"persons/create +"_s, u"websites/now%20w%2F1/delete"_s,
            u"persons/now%20p1/delete"_s, {}, {}, u"website/now%20w%2F1/tags/associate/now%20t3"_s,
            u"website/now%20w%2F1/tags/disassociate/now%20t1"_s, u"website/now%20w%2F1/scores/increment +"_s}));
}

void TestOperation::createForOthersHoldsOnlyTheSeed()
{
    QCOMPARE(createBody(Operation::create(website()), false),
        (QJsonObject{{u"name"_s, u"Qt"_s}, {u"url"_s, u"https://qt.io/"_s}, {u"mechanism"_s, u"MANUAL"_s}}));
    const QJsonObject seed = createBody(Operation::create(person()), false);
    for (const QLatin1StringView key : {"id"_L1, "websites"_L1, "created"_L1})
        QVERIFY(!seed.contains(key));
    const QJsonObject whole = createBody(Operation::create(person()), true);
    QCOMPARE(whole.value("id"_L1).toString(), u"p1"_s);
    QVERIFY(whole.contains("websites"_L1));
    QCOMPARE(createBody(Operation::create(website()), true).value("id"_L1).toString(), u"w/1"_s);
}

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
