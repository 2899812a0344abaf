"""Measures how well time expressions are found and resolved, and what reading them costs.

    CONTINUO_BENCH_DATA=/path/to/data python -m bench.moments

English is measured on labelled sentences with a reference time, by kind; "all" are expressions that stand for a
stretch of time on the calendar: dates, ranges of dates, and clock times that come with a day. A value is right if it is
one of the labelled readings: for expressions that the reader widens on purpose ("two weeks ago") if the labelled day
lies within, for parts of a day and clock times if the day agrees, for ranges if the beginning agrees to a day ("the
next two days" begin now or tomorrow) and the labelled end lies within (of "from X to Y" the labels leave Y out, the
reader takes it in), for open ends if the bound that is said agrees, else if both bounds agree to a day.

The other languages are measured on the repository's own sentences, part by part. Cost is the time for a turn of real
conversations, beside that of searching every turn with every English pattern. ``python -m bench.moment_libraries``
compares other libraries on the same sentences.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from bench.moment_libraries import ours
from bench.moment_libraries.examples import LANGUAGES, PARTS, example_rates
from bench.moment_libraries.scoring import rates, reference, score
from bench.report import data_folder, write_report
from continuo.domain.moments import spans
from continuo.domain.moments.english import RULES

ENGLISH = "time-recognizers-en-dev.json.gz"
TURNS = "locomo-dev.json.gz"
MOST_TURNS = 3000
ASKED_AT = datetime(2023, 5, 6, tzinfo=UTC)


def main() -> None:
    """Score every labelled sentence, time the turns, print the figures and write them down."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in load(ENGLISH)["items"]:
        counts.update(score(case, ours.read(case["text"], reference(case))))
    kinds = sorted({kind for _, kind in counts} - {"all"})
    figures: dict[str, Any] = {
        **rates(counts, "all"),
        "english_by_kind": {kind: rates(counts, kind) for kind in kinds},
        "other_languages": {
            language: {part: example_rates(language, part, ours.read_moments) for part in PARTS}
            for language in LANGUAGES
        },
        "cost": cost(texts_of(load(TURNS))[:MOST_TURNS]),
    }
    write_report("moments", figures)


def load(name: str) -> Any:
    """Return one file of the benchmark data."""
    with gzip.open(data_folder() / name, "rt", encoding="utf-8") as handle:
        return json.load(handle)


def texts_of(node: Any) -> list[str]:
    """Return every text in a tree of conversations."""
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [text for value in node.values() for text in texts_of(value)]
    return [text for value in node for text in texts_of(value)] if isinstance(node, list) else []


def cost(texts: list[str]) -> dict[str, float | int]:
    """Return microseconds for a turn: read, and searched with every pattern; medians of five rounds in turn."""
    rounds = [(_timed(texts, _read), _timed(texts, _search_all)) for _ in range(5)]
    read, searched = (sorted(column)[2] for column in zip(*rounds, strict=True))
    return {
        "turns": len(texts),
        "turns_with_moments": sum(bool(spans(text, now=ASKED_AT)) for text in texts),
        "microseconds_per_turn": round(read, 1),
        "microseconds_per_turn_all_patterns": round(searched, 1),
    }


def _timed(texts: list[str], work: Any) -> float:
    began = time.process_time()
    for text in texts:
        work(text)
    return (time.process_time() - began) / len(texts) * 1e6


def _read(text: str) -> None:
    spans(text, now=ASKED_AT)


def _search_all(text: str) -> None:
    for rule in RULES:
        rule.pattern.search(text)


if __name__ == "__main__":
    main()
