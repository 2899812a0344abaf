"""Measures how well time expressions are found and resolved, on labelled sentences with a reference time.

    CONTINUO_BENCH_DATA=/path/to/data python bench/moments.py

Counted are expressions that stand for a stretch of time on the calendar: dates, ranges of dates, and clock times
that come with a day. Lengths, repetitions and clock times alone are neither wanted nor held against the reader.
A value is right if it is one of the labelled readings: for expressions that the reader widens on purpose ("two weeks
ago") if the labelled day lies within, for parts of a day and clock times if the day agrees, for "from X to Y" if the
beginning agrees and the labelled end lies within (the labels leave Y out, the reader takes it in), else if both
bounds agree to a day.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import data_folder, write_report
from continuo.domain.moments import Moment, MomentKind, spans

DAY = timedelta(days=1)
WITHOUT_REFERENCE = datetime(2020, 1, 1, tzinfo=UTC)
"""Stands for the reference time of the few sentences that have none because their times are absolute."""

COUNTED = {"date", "daterange", "datetime", "datetimerange"}
DATA = "time-recognizers-en-dev.json.gz"


def main() -> None:
    """Score every labelled sentence, print the figures and write them down."""
    with gzip.open(data_folder() / DATA, "rt", encoding="utf-8") as handle:
        cases = json.load(handle)["items"]
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(score(case))
    found, labelled, matched = counts["found"], counts["labelled"], counts["matched"]
    figures = {
        "span_precision": round(matched / found, 4),
        "span_recall": round(matched / labelled, 4),
        "value_precision": round(counts["right"] / found, 4),
        "value_recall": round(counts["right"] / labelled, 4),
        "right_of_matched": round(counts["right"] / matched, 4),
        "found": found,
        "labelled": labelled,
    }
    write_report("moments", figures)


def score(case: dict[str, Any]) -> Counter[str]:
    """Return the counts of one sentence: labelled, found, matched (overlapping) and right."""
    now = _at(case["now"]) or WITHOUT_REFERENCE
    found = spans(case["text"], now=now)
    labels = [label for label in case["found"] if label["kind"] in COUNTED and not _is_now(label)]
    ignored = [label for label in case["found"] if label not in labels]
    counts = Counter(labelled=len(labels))
    for moment in found:
        label = next((x for x in labels if _overlap(moment, x)), None)
        if label is None:
            counts["found"] += not any(_overlap(moment, x) for x in ignored)
            continue
        labels.remove(label)
        counts.update(found=1, matched=1, right=int(any(is_right(moment, v) for v in label["values"])))
    return counts


def is_right(moment: Moment, value: dict[str, str]) -> bool:
    """Tell whether the moment stands for one labelled reading."""
    if moment.kind is MomentKind.OPEN:
        bounds = {moment.since.date().isoformat(), moment.until.date().isoformat()}
        wanted = {value.get("start", "")[:10], value.get("end", "")[:10], value.get("value", "")[:10]} - {""}
        return bool(bounds & wanted)
    since = _at(value.get("value") or value.get("start"))
    until = _at(value.get("end"))
    last = moment.until - timedelta(microseconds=1)
    if since is None:
        return False
    if moment.kind is MomentKind.ROUGH:
        return moment.since <= since < moment.until
    if until is None or moment.kind in {MomentKind.PART_OF_DAY, MomentKind.CLOCK}:
        return moment.since.date() <= since.date() <= last.date() and moment.until - moment.since <= 3 * DAY
    if moment.kind is MomentKind.RANGE:
        return moment.since.date() == since.date() and since < until <= moment.until
    return moment.since.date() == since.date() and abs(moment.until - until) <= timedelta(days=1)


def _is_now(label: dict[str, Any]) -> bool:
    return all("PRESENT_REF" in value.get("timex", "") for value in label["values"])


def _overlap(moment: Moment, label: dict[str, Any]) -> bool:
    return moment.start <= int(label["end"]) and int(label["start"]) < moment.end


def _at(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None


if __name__ == "__main__":
    main()
