"""Compares libraries that read time expressions with the reader of this repository, on the same sentences.

    CONTINUO_BENCH_DATA=/path/to/data python -m bench.moment_libraries [NAME ...]

What is not installed is left out; ``readers`` says how to install it. Prints one line of figures for each library, kind
and language: labelled, found, precision and recall of spans, precision and recall of values, milliseconds for a text.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from typing import Any

from bench.moment_libraries import ours
from bench.moment_libraries.examples import LANGUAGES, PARTS, example_rates
from bench.moment_libraries.readers import LIBRARIES, Reader
from bench.moment_libraries.scoring import rates, reference, score
from bench.report import data_folder

DATA = "time-recognizers-en-dev.json.gz"


def main(names: list[str]) -> None:
    """Print the figures of this repository's reader and of every library asked for that is installed."""
    with gzip.open(data_folder() / DATA, "rt", encoding="utf-8") as handle:
        cases = json.load(handle)["items"]
    _english("continuo", ours.read, cases)
    _others("continuo", dict.fromkeys(LANGUAGES, ours.read_moments))
    for name, (make, languages) in LIBRARIES.items():
        if names and name not in names:
            continue
        try:
            readers = {language: make(language) for language in languages}
        except ImportError as missing:
            print(f"{name}: not installed ({missing.name})")
            continue
        _english(name, readers.pop("en"), cases)
        _others(name, readers)


def _english(name: str, reader: Reader, cases: list[dict[str, Any]]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    failed, began = 0, time.process_time()
    for case in cases:
        try:
            counts.update(score(case, reader(case["text"], reference(case))))
        except Exception as error:  # noqa: BLE001 - a library that raises has found nothing there
            failed += 1
            print(f"{name}: {type(error).__name__}", file=sys.stderr)
            counts.update(score(case, []))
    spent_ms = (time.process_time() - began) / len(cases) * 1e3
    for kind in ["all", *sorted({kind for _, kind in counts} - {"all"})]:
        _print(name, "en", kind, rates(counts, kind))
    print(f"{name:18}en  {spent_ms:.2f} ms a text, raised {failed} times")


def _others(name: str, readers: dict[str, Reader]) -> None:
    for language, reader in readers.items():
        for part in PARTS:
            _print(name, language, part, example_rates(language, part, _safe(reader)))


def _safe(reader: Reader) -> Reader:
    def read(text: str, now: Any) -> list[Any]:
        try:
            return reader(text, now)
        except Exception:  # noqa: BLE001 - as above
            return []

    return read


def _print(name: str, language: str, kind: str, figures: dict[str, float | int]) -> None:
    shares = "  ".join(f"{figures[key]:.2f}" for key in list(figures)[2:])
    print(f"{name:18}{language}  {kind:14}{figures['labelled']:5}{figures['found']:5}  {shares}")


if __name__ == "__main__":
    main(sys.argv[1:])
