// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/collation.h"
#include "app/models/tagtree.h"
#include "app/search/placematcher.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// A tree of tags as it is to be, made in the simplest way.
struct NaiveTag
{
    QString text;
    QString path;
    std::optional<MaterialColumns::Index> tag;
    std::vector<NaiveTag> children;
};

void insertNaively(std::vector<NaiveTag> &nodes, const QStringList &parts, qsizetype depth, MaterialColumns::Index tag)
{
    const bool last = depth == parts.size() - 1;
    const auto isIt = [&](const NaiveTag &node) {
        return node.text.compare(parts.at(depth), Qt::CaseInsensitive) == 0 && !(last && node.tag);
    };
    if (nodes.empty() || !isIt(nodes.back()))
        nodes.push_back({parts.at(depth), parts.first(depth + 1).join(u'/'), {}, {}});
    if (!last) {
        insertNaively(nodes.back().children, parts, depth + 1, tag);
        return;
    }
    nodes.back().text = parts.at(depth);
    nodes.back().tag = tag;
}

/// Each node on a line, after one `>` for each that it is below.
QStringList naiveLines(std::vector<NaiveTag> nodes, const QString &indent = {})
{
    const QCollator collator = nameCollator();
    std::ranges::stable_sort(
        nodes, [&](const NaiveTag &a, const NaiveTag &b) { return collator.compare(a.text, b.text) < 0; });
    QStringList lines;
    for (const NaiveTag &node : nodes) {
        lines.append(indent + node.text + u' ' + (node.tag ? QString::number(*node.tag) : node.path));
        lines.append(naiveLines(node.children, indent + u'>'));
    }
    return lines;
}

QStringList naiveTree(const MaterialColumns &tags)
{
    std::vector<std::pair<QString, MaterialColumns::Index>> names;
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index)
        names.emplace_back(tags.name(index).toCaseFolded().replace(u'/', u'\x1'), index);
    std::ranges::sort(names);
    std::vector<NaiveTag> roots;
    for (const bool nested : {true, false}) {
        for (const auto &[key, index] : names) {
            const QString name = tags.name(index);
            if (isNestedTag(name) == nested)
                insertNaively(roots, nested ? name.split(u'/') : QStringList{name}, 0, index);
        }
    }
    return naiveLines(roots);
}

QStringList lines(const std::vector<TagNode> &nodes, const MaterialColumns &tags, const QString &indent = {})
{
    QStringList lines;
    for (const TagNode &node : nodes) {
        const QString text = tagText(node.tag ? tags.name(*node.tag) : node.path);
        lines.append(indent + text + u' ' + (node.tag ? QString::number(*node.tag) : node.path));
        lines.append(::lines(node.children, tags, indent + u'>'));
    }
    return lines;
}

} // namespace

class TestTagTree : public QObject
{
    Q_OBJECT

private slots:
    void treeIsAsTheNaiveOne_data() { addSeedRows(); }
    void treeIsAsTheNaiveOne();
};

void TestTagTree::treeIsAsTheNaiveOne()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QStringList parts{u"a"_s, u"A"_s, u"b"_s, u"B"_s, u"a2"_s, u"A10"_s, u"a02"_s, u"ab"_s, u"é"_s, u"É"_s,
        u"e"_s, u"z"_s, u"a b"_s, u"a-b"_s, u"10"_s, u"9"_s, u"ß"_s, u"ss"_s, u""_s};
    for (int round = 0; round < 20; ++round) {
        MaterialColumns tags(AssociationKind::Tag);
        std::vector<std::pair<QString, quint32>> names;
        for (int i = random.bounded(60); i > 0; --i) {
            QStringList name;
            for (int depth = random.bounded(1, 5); depth > 0; --depth)
                name.append(parts.at(random.bounded(parts.size())));
            Material tag;
            tag.kind = AssociationKind::Tag;
            tag.id = u"t%1"_s.arg(i);
            tag.name = name.join(u'/');
            const MaterialColumns::Index index = tags.findOrAdd(tag.id);
            tags.set(index, tag);
            names.emplace_back(tags.name(index), index);
        }
        QCOMPARE(lines(tagTree(tags, sortedByName(names)), tags), naiveTree(tags));
        // Without an order, all are there still, each once.
        std::vector<MaterialColumns::Index> unsorted(tags.size());
        std::iota(unsorted.rbegin(), unsorted.rend(), 0);
        QStringList shown = lines(tagTree(tags, unsorted), tags);
        QStringList all = naiveTree(tags);
        shown.sort();
        all.sort();
        QCOMPARE(shown, all);
    }
}

QTEST_MAIN(TestTagTree)
#include "tst_tagtree.moc"
