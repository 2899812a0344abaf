"""When an expression that a reader found is the one that was labelled, and when its value is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

DAY = timedelta(days=1)
DATED = ("date", "daterange", "datetime", "datetimerange")
"""Kinds that stand for a stretch of the calendar; the others are lengths, repetitions and clock times alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found, whichever it is.

    Args:
        kind: as the labels name kinds: "date", "daterange", "duration", ...
        since: beginning of the stretch, or the time of day on any date.
        until: its end; ``None`` for a point.
        form: how wide it is meant: "exact", "rough", "open", "within_day" or "range".
        value: of a length, its seconds; of a repetition, its TIMEX3 value.
        readings: further readings that the reader gives as equally good, each as the labels write them.
    """

    start: int
    end: int
    kind: str
    since: datetime | None = None
    until: datetime | None = None
    form: str = "exact"
    value: str = ""
    readings: tuple[dict[str, Any], ...] = ()


def score(case: dict[str, Any], found: Iterable[Found]) -> Counter[tuple[str, str]]:
    """Return the counts of one sentence by kind: labelled, recalled, understood; found, matched, right.

    The first three go by the kind of the label, the others by that of the find. A dated find is compared with dated
    labels only, and any other one with the others. "all" sums the dated kinds, and holds nothing against a find that
    lies on a label of another sort or on words for now.
    """
    labels = [label for label in case["found"] if not _is_now(label)]
    others = [x for x in case["found"] if _is_now(x) or x["kind"] not in DATED]
    open_labels, counts = list(labels), Counter[tuple[str, str]]()
    for label in labels:
        counts.update(_both("labelled", label["kind"]))
    for one in found:
        label = next((x for x in open_labels if _overlap(one, x) and _alike(one, x)), None)
        if label is None:
            counts.update(_both("found", one.kind, alone=any(_overlap(one, x) for x in others)))
            continue
        open_labels.remove(label)
        right = int(any(is_right(one, label["kind"], value) for value in label["values"]))
        for name, kind in (("found", one.kind), ("matched", one.kind), ("recalled", label["kind"])):
            counts.update(_both(name, kind))
        if right:
            counts.update(_both("right", one.kind) + _both("understood", label["kind"]))
    return counts


def _both(name: str, kind: str, *, alone: bool = False) -> Counter[tuple[str, str]]:
    counts = Counter({(name, kind): 1})
    if kind in DATED and not alone:
        counts[(name, "all")] = 1
    return counts


def _alike(one: Found, label: dict[str, Any]) -> bool:
    """Tell whether both are dated, or neither is."""
    return (one.kind in DATED) == (label["kind"] in DATED)


def is_right(one: Found, kind: str, value: dict[str, Any]) -> bool:
    """Tell whether a find stands for one labelled reading."""
    if any(_same(reading, value) for reading in one.readings):
        return True
    if kind == "duration":
        return one.value == value.get("value")
    if kind == "set":
        return bool(one.value) and one.value == value.get("timex")
    if kind in {"time", "timerange"}:
        return _clock_is_right(one, value)
    return _stretch_is_right(one, value)


def _same(reading: dict[str, Any], value: dict[str, Any]) -> bool:
    keys = ("value", "start", "end")
    return any(key in value for key in keys) and all(reading.get(key) == value.get(key) for key in keys)


def _clock_is_right(one: Found, value: dict[str, Any]) -> bool:
    wanted = [text for key in ("value", "start", "end") if (text := value.get(key))]
    said = [f"{at:%H:%M:%S}" for at in (one.since, one.until) if at is not None]
    return bool(wanted) and said[: len(wanted)] == wanted


def _stretch_is_right(one: Found, value: dict[str, Any]) -> bool:
    if one.since is None:
        return False
    since, until = _at(value.get("value") or value.get("start")), _at(value.get("end"))
    if one.form == "open":
        said = {at.date().isoformat() for at in (one.since, one.until) if at}
        return bool(said & {text[:10] for key in ("start", "end", "value") if (text := value.get(key))})
    if since is None:
        return False
    end = one.until or one.since + timedelta(microseconds=1)
    last = max(end - timedelta(microseconds=1), one.since)
    if one.form == "rough":
        return one.since <= since < end
    if until is None or one.form == "within_day":
        return one.since.date() <= since.date() <= last.date() and end - one.since <= 3 * DAY
    if one.form == "range":
        return abs(one.since.date() - since.date()) <= DAY and since < until <= end + DAY
    return one.since.date() == since.date() and abs(end - until) <= DAY


def _is_now(label: dict[str, Any]) -> bool:
    return all("PRESENT_REF" in value.get("timex", "") for value in label["values"])


def _overlap(one: Found, label: dict[str, Any]) -> bool:
    return one.start <= int(label["end"]) and int(label["start"]) < one.end


def _at(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None


def reference(case: dict[str, Any]) -> datetime:
    """Return when a sentence was said; a fixed day for the few whose times are absolute."""
    return _at(case["now"]) or datetime(2020, 1, 1, tzinfo=UTC)


def rates(counts: Counter[tuple[str, str]], kind: str) -> dict[str, float | int]:
    """Return precision and recall of spans and values of a kind, and what they are shares of."""
    labelled, found = counts["labelled", kind], counts["found", kind]
    return {
        "labelled": labelled,
        "found": found,
        "span_precision": _share(counts["matched", kind], found),
        "span_recall": _share(counts["recalled", kind], labelled),
        "value_precision": _share(counts["right", kind], found),
        "value_recall": _share(counts["understood", kind], labelled),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
