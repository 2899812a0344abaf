"""The labelled sentences of the repository, in the languages that are written down as tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.moment_libraries.scoring import Found

FOLDER = Path(__file__).resolve().parent.parent / "moment_examples"
LANGUAGES = ("de", "fr", "es", "zh")
PARTS = ("tuned", "kept", "second", "unseen")
"""How each part was used is told in the files."""

Reader = Callable[[str, datetime], list[Found]]


def examples(language: str) -> tuple[list[dict[str, Any]], datetime]:
    """Return the sentences of a language, and when they are all said."""
    data = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return data["items"], datetime.fromisoformat(data["now"]).astimezone(UTC)


def example_rates(language: str, part: str, reader: Reader) -> dict[str, float | int]:
    """Return precision and recall of spans and of values on one part of a language's sentences."""
    items, now = examples(language)
    labelled = found = matched = right = 0
    for item in (one for one in items if one["part"] == part):
        finds, labels = reader(item["text"], now), list(item["found"])
        labelled, found = labelled + len(labels), found + len(finds)
        for find in finds:
            label = next((x for x in labels if _overlap(item["text"], find, x["words"])), None)
            if label:
                labels.remove(label)
                matched, right = matched + 1, right + is_right(find, label)
    return {
        "labelled": labelled,
        "found": found,
        "span_precision": round(matched / max(found, 1), 4),
        "span_recall": round(matched / labelled, 4),
        "value_precision": round(right / max(found, 1), 4),
        "value_recall": round(right / labelled, 4),
    }


def is_right(find: Found, label: dict[str, Any]) -> bool:
    """Tell whether a reading is right: its bounds agree to the day, or a widened day holds the labelled one.

    A reader that gives several readings is right if one of them is.
    """
    return any(_agrees(one, label) for one in (find, *_alternatives(find)))


def _alternatives(find: Found) -> list[Found]:
    made = []
    for reading in find.readings[1:]:
        since, until = (_at(reading.get(key)) for key in ("start", "end"))
        point = _at(reading.get("value"))
        form = "open" if (since is None) != (until is None) else "exact"
        made.append(replace(find, since=point or since or until, until=until, form=form, readings=()))
    return made


def _at(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None


def _agrees(find: Found, label: dict[str, Any]) -> bool:
    since, until = _day(label["since"]), _day(label["until"])
    if find.since is None:
        return False
    first, end = find.since.date(), find.until or find.since + timedelta(microseconds=1)
    if since is None or until is None:
        return find.form == "open" and (since in {None, first}) and (until in {None, end.date()})
    if find.form == "rough":
        return first <= since <= (end - timedelta(microseconds=1)).date()
    if find.form == "within_day":
        return first == since
    last = (end - timedelta(microseconds=1)).date()
    return find.form != "open" and (first, last) in {(since, until - timedelta(days=1)), (since, until)}


def _overlap(text: str, find: Found, words: str) -> bool:
    start = text.index(words)
    return find.start < start + len(words) and start < find.end


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
