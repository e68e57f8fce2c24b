# SPDX-FileCopyrightText: 2026 The Sitebook developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured as tables and as a picture: each figure with its limit, and under it others at the same work."""
from dataclasses import dataclass


@dataclass
class Figure:
    name: str
    words: str
    # At 100,000 and at 1,000,000 websites.
    limits: tuple = (None, None)
    # Of others, for comparison.
    is_peer: bool = False
    # What one of the unit is in what was measured: milliseconds or bytes.
    unit: float = 1
    # From how many websites on the limit can be judged.
    judged_from: int = 0

    def limit(self, size):
        return self.limits[0] if size <= 100_000 else self.limits[1] if size <= 1_000_000 else None

    def value(self, figures):
        value = figures.get(self.name)
        return None if value is None else value / self.unit

    def misses(self, size, value):
        limit = self.limit(size)
        return limit is not None and size >= self.judged_from and value > limit


def peer(name, words, unit=1):
    return Figure(name, words, is_peer=True, unit=unit)


MB = 1e6
GROUPS = {
    "Start (ms)": [
        Figure("first_rows_ms", "first rows", (120, 150)),
        Figure("all_rows_ms", "all rows", (350, 2500)),
        peer("keditbookmarks_start_ms", "keditbookmarks: list visible, at rest"),
    ],
    "Search (ms)": [
        Figure("keystroke_ms", "keystroke to repainted list, median", (5, 12)),
        Figure("keystroke_worst_ms", "keystroke to repainted list, worst", (8, 33)),
        Figure("keystroke_whole_ms", "the same until all matches are there, median"),
        Figure("keystroke_whole_worst_ms", "the same until all matches are there, worst"),
        Figure("query_ms", "query of a tag, a person and dates", (8, 40)),
        Figure("quick_open_worst_ms", "Ctrl+P: keystroke to repainted list, worst", (16, None)),
        peer("proxy_keystroke_ms", "QSortFilterProxyModel: keystroke, median"),
        peer("proxy_keystroke_worst_ms", "QSortFilterProxyModel: keystroke, worst"),
        peer("memmem_ms", "memmem over the same bytes, median"),
        peer("grep_ms", "grep -c over names and addresses"),
        peer("buku_search_ms", "buku: one search"),
        peer("keditbookmarks_search_ms", "keditbookmarks: keystroke, median"),
    ],
    "Sort (ms)": [
        Figure("sort_first_ms", "by name, the first time", (110, 1500)),
        Figure("sort_again_ms", "by name, again", (8, 100)),
        Figure("sort_unprepared_ms", "by address, the first time", (110, 1500)),
        Figure("sort_worst_stall_ms", "longest stall meanwhile", (16, 16)),
        peer("proxy_sort_ms", "QSortFilterProxyModel"),
    ],
    "On the screen (ms)": [
        Figure("page_down_ms", "page down, median", (16.7, 16.7)),
        Figure("select_all_ms", "everything selected"),
        Figure("selected_keystroke_ms", "a keystroke with everything selected, until all matches are there"),
        Figure("change_to_screen_ms", "one change of others, until it is seen", (50, 50)),
        Figure("thousand_changes_worst_stall_ms", "1,000 changes of others, longest stall", (16, 16)),
    ],
    "Much at once (ms)": [
        Figure("link_ms", "10,000 (or all) linked by one drop, saved", (4000, 4000)),
        Figure("unlink_ms", "the undo of that, saved"),
        Figure("import_plan_ms", "bookmarks read, and their import planned"),
        Figure("import_ms", "import of all of them, saved"),
        peer("buku_import_ms", "buku: both for the same"),
    ],
    "List of sitebookd (ms)": [
        Figure("list_first_ms", "first byte to curl", (60, 600)),
        Figure("list_all_ms", "all of it to curl", (350, 3500)),
        peer("vendor_list_ms", "the vendor's TypeScript client: all of it"),
    ],
    "Memory (MB)": [
        Figure("resident_bytes", "the window with all rows", unit=MB),
        Figure("load_peak_bytes", "peak while loading, above an empty window", (60, None), unit=MB),
        peer("keditbookmarks_resident_bytes", "keditbookmarks with all rows", unit=MB),
    ],
    "Memory of each website (bytes)": [
        Figure("bytes_per_website", "above an empty window; judged from 100,000 on", (300, 300), judged_from=100_000),
    ],
}
FIGURES = [figure for figures in GROUPS.values() for figure in figures]


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


class Notes:
    """Footnotes, each text once."""

    def __init__(self):
        self.texts = []

    def mark(self, text):
        if text not in self.texts:
            self.texts.append(text)
        return f"<sup>{self.texts.index(text) + 1}</sup>"


def cell(figure, size, measured, notes):
    value = figure.value(measured["figures"])
    if value is None:
        return f"not measured{notes.mark(measured['missing'].get(figure.name, 'it is no part of this run'))}"
    if figure.misses(size, value):
        return f"**{number(value)}** ✗"
    return number(value)


def table(head, results):
    sizes = list(results)
    notes = Notes()
    missed = judged = 0
    lines = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " | limit at 100,000 | limit at 1,000,000 |",
             "| --- |" + " ---: |" * (len(sizes) + 2)]
    for title, figures in GROUPS.items():
        lines.append(f"| **{title}** |" + " |" * (len(sizes) + 2))
        for figure in figures:
            cells = [cell(figure, size, results[size], notes) for size in sizes]
            values = {size: figure.value(results[size]["figures"]) for size in sizes}
            limited = [size for size in sizes if figure.limit(size) and size >= figure.judged_from and values[size] is not None]
            judged += len(limited)
            missed += sum(figure.misses(size, values[size]) for size in limited)
            words = f"*{figure.words}*" if figure.is_peer else figure.words
            limits = ["" if figure.is_peer else number(limit) for limit in figure.limits]
            lines.append(f"| {words} | " + " | ".join(cells + limits) + " |")
    text = ["# Sitebook, measured", "",
            "| | |", "| --- | --- |"]
    text += [f"| {name} | {words} |" for name, words in head.items()]
    text += ["", "Columns are numbers of websites. Up to 100,000 the first limit counts. "
             f"**{missed} of {judged}** figures with a limit miss it: they are bold, with a ✗. "
             "*Others at the same work, in the same run, are in italics.* tests/bench/README.md tells how each is measured.", ""]
    text += lines
    if notes.texts:
        text += [""] + [f"<sup>{i}</sup> {words}  " for i, words in enumerate(notes.texts, 1)]
    return "\n".join(text) + "\n"


OURS = ("#1b6ac9", "#0f9d8a", "#7a3fc4", "#3d4657", "#5b8c2a", "#ff6f61")
OTHERS = ("#e07b00", "#c2185b", "#8d6e00", "#9e9e9e", "#a1553a", "#d4a017")


def draw(axes, title, figures, results):
    from matplotlib.ticker import LogLocator
    ours, others = iter(OURS), iter(OTHERS)
    for figure in figures:
        points = [(size, value) for size in results if (value := figure.value(results[size]["figures"]))]
        color = next(others if figure.is_peer else ours)
        if points:
            axes.plot(*zip(*points), label=figure.words, color=color, marker="o", markersize=4, linewidth=1.2 if figure.is_peer else 2,
                      linestyle=(0, (4, 2)) if figure.is_peer else "-", zorder=2 if figure.is_peer else 3)
        for size, limit in zip((100_000, 1_000_000), figure.limits):
            if limit:
                axes.plot([size], [limit], "v", markersize=8, markerfacecolor="none", markeredgecolor=color, zorder=4)
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold")
    axes.set(xscale="log", yscale="log", xlim=(min([*results, 1000]) / 1.5, max([*results, 1_000_000]) * 1.5))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    axes.grid(color="#e4e4e4", linewidth=0.8)
    axes.tick_params(labelsize=8, colors="#555555", which="both")
    axes.minorticks_off()
    low, high = axes.get_ylim()
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high / low < 300 else (1,), numticks=20))
    for side in axes.spines:
        axes.spines[side].set_visible(side in ("left", "bottom"))
        axes.spines[side].set_color("#bbbbbb")
    axes.legend(fontsize=7.5, loc="upper left", bbox_to_anchor=(0, -0.1), frameon=False, ncol=1, borderaxespad=0, handlelength=2.8)


def plot(head, results, path):
    import matplotlib
    matplotlib.use("svg")
    from matplotlib import pyplot
    figure, grid = pyplot.subplots(2, 4, figsize=(18, 12))
    for axes, (title, figures) in zip(grid.flat, GROUPS.items()):
        draw(axes, title, figures, results)
    figure.suptitle("How each figure of Sitebook grows with the number of websites", x=0.02, y=0.99, ha="left", fontsize=16,
                    fontweight="bold")
    about = "  ·  ".join(f"{name}: {words}" if name == "Load" else words for name, words in head.items())
    figure.text(0.02, 0.955, about, fontsize=9, color="#555555", va="top")
    figure.text(0.02, 0.935, "Solid: Sitebook.  Dashed: others at the same work.  Triangle: the limit of the line of its colour.",
                fontsize=9, color="#555555", va="top")
    figure.subplots_adjust(left=0.03, right=0.99, top=0.88, bottom=0.13, hspace=0.85, wspace=0.16)
    figure.savefig(path)
