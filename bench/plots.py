"""Draws what the benchmarks found: latency against size, and what is found against tokens.

    make bench-plots

Reads ``bench/results`` and nothing else; writes PNG and SVG to ``docs/figures``. A drawing whose figures are not there
is left out, and said so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.report import ROOT

RESULTS = ROOT / "bench" / "results"
FIGURES = ROOT / "docs" / "figures"
BUDGETS = (500, 1000, 2000)
COUNTS = (1, 3, 5, 10, 20)
FILES = {"locomo": "LoCoMo", "longmemeval": "LongMemEval, pooled", "beam": "BEAM 100K"}
COLOURS = ("#1b6ca8", "#c8553d", "#4f772d")

Report = Mapping[str, Any]


def latency(axes: Axes, report: Report) -> None:
    """Draw a context's latency against the number of a person's memories, and the straight lines fitted to it."""
    figures, sizes = report["figures"], report["figures"]["sizes"]
    for state, colour in zip(("warm", "cold"), COLOURS, strict=False):
        medians = [figures[f"{state}_{size}_p50_ms"] for size in sizes]
        tops = [figures[f"{state}_{size}_p95_ms"] for size in sizes]
        a, b = figures[f"{state}_a_ms"], figures[f"{state}_b_ms_a_thousand"]
        axes.plot(sizes, medians, "o", color=colour, label=f"{state}: {a:.1f} ms + {b:.2f} ms a thousand")
        axes.plot(sizes, [a + b * size / 1000 for size in sizes], "-", color=colour, linewidth=1)
        axes.fill_between(sizes, medians, tops, color=colour, alpha=0.15, linewidth=0)
    axes.set(xscale="log", yscale="log", xlabel="memories of the person", ylabel="milliseconds, median up to p95")
    axes.set_title("A context, embedding left out")


def found(axes: Axes, report: Report) -> None:
    """Draw the evidence found against the tokens it takes: as context blocks, and as whole turns."""
    figures = report["figures"]
    for (name, title), colour in zip(FILES.items(), COLOURS, strict=True):
        blocks = [100 * figures[f"{name}_context@{budget}"] for budget in BUDGETS]
        axes.plot(BUDGETS, blocks, "o-", color=colour, label=title)
        turns = [(figures[f"{name}_tokens@{count}"], 100 * figures[f"{name}_recall@{count}"]) for count in COUNTS]
        axes.plot(*zip(*turns, strict=True), "s:", color=colour, alpha=0.6, markersize=3)
    axes.set(xscale="log", xlabel="tokens", ylabel="evidence found, percent", ylim=(0, 100))
    axes.set_title("Evidence in a context block (line), in whole turns (dotted)")


DRAWINGS: Mapping[str, tuple[str, Callable[[Axes, Report], None]]] = {
    "latency": ("slope", latency),
    "recall": ("retrieval", found),
}


def drawn(report: Report, draw: Callable[[Axes, Report], None]) -> Figure:
    """Return the drawing of one report."""
    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    axes = figure.add_subplot()
    draw(axes, report)
    axes.grid(visible=True, which="major", linewidth=0.4, alpha=0.5)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize="small")
    note = f"{report['machine']}; load {report['load']}; commit {report['commit']}"
    figure.supxlabel(note, fontsize="xx-small", color="#666666", x=0.99, ha="right")
    return figure


def main(names: Sequence[str] = tuple(DRAWINGS)) -> None:
    """Draw everything there are figures for."""
    # Without them every run would write other bytes.
    mpl.rcParams |= {"svg.hashsalt": "continuo", "svg.fonttype": "path", "font.size": 9}
    FIGURES.mkdir(parents=True, exist_ok=True)
    for name in names:
        source, draw = DRAWINGS[name]
        if not (RESULTS / f"{source}.json").exists():
            print(f"{name}: bench/results/{source}.json is not there; make bench-{source}")
            continue
        report = json.loads((RESULTS / f"{source}.json").read_text(encoding="utf-8"))
        figure = drawn(report, draw)
        figure.savefig(FIGURES / f"{name}.png", dpi=120, metadata={"Software": None})
        figure.savefig(FIGURES / f"{name}.svg", metadata={"Date": None, "Creator": None})
        print(f"docs/figures/{name}.png and .svg")


if __name__ == "__main__":
    main()
