// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// What the writer of long lists writes, read back by Qt.
class TestJsonPen : public QObject
{
    Q_OBJECT

private slots:
    void stringsAnywhere();
    void momentsAsTheyAre_data();
    void momentsAsTheyAre();
};

void TestJsonPen::stringsAnywhere()
{
    // Every character that JSON knows specially, at every place of the words that are looked at together.
    QStringList characters{u"ä"_s, u"世"_s, u"😀"_s, u"\u2028"_s, u"\x7f"_s};
    for (char16_t c = 1; c < 0x80; ++c)
        characters.append(QChar(c));
    for (const QString &special : std::as_const(characters)) {
        for (qsizetype before = 0; before < 18; ++before) {
            for (const qsizetype after : {0, 1, 7, 8, 20}) {
                const QString text = QString(before, u'x') + special + QString(after, u'y');
                QByteArray json = "[";
                appendString(json, text);
                json.append(']');
                const QJsonArray read = QJsonDocument::fromJson(json).array();
                QVERIFY2(read.size() == 1, json.constData());
                QCOMPARE(read.first().toString(), text);
            }
        }
    }
    QByteArray empty = "before";
    appendString(empty, QByteArrayView());
    QCOMPARE(empty, QByteArray("before\"\""));
}

void TestJsonPen::momentsAsTheyAre_data()
{
    QTest::addColumn<QString>("iso");
    for (const char *iso : {"2024-02-29T23:59:59.999999Z", "1970-01-01T00:00:00.000000Z", "1969-12-31T23:59:59.000001Z",
             "0001-01-01T00:00:00.000000Z", "9999-12-31T00:00:00.000010Z"})
        QTest::newRow(iso) << QString::fromLatin1(iso);
}

void TestJsonPen::momentsAsTheyAre()
{
    QFETCH(QString, iso);
    const auto moment = Timestamp::fromIso(iso);
    QVERIFY(moment);
    QByteArray json;
    appendMoment(json, *moment);
    QCOMPARE(json, "{\"value\":\"" + iso.toLatin1() + "\"}");
}

QTEST_GUILESS_MAIN(TestJsonPen)
#include "tst_jsonpen.moc"
