"""A model's answer as statements: repaired where it is broken, refused where nothing in it can be read."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LIST = "statements"
_MOST = 2_000  # Statements of one answer that are looked at.
_UNSAID = 0.7  # Confidence where the model gives none.
_FENCE = re.compile(r"\s*```[\w-]*")
# A string that is not closed reaches to the end, so that every character is looked at once whatever an answer holds.
_STRING_OR_TRAILING_COMMA = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z))|,(?=\s*[}\]])', re.DOTALL)
_BROKEN_LIST = re.compile(rf'\s*"{LIST}"\s*:')
_NEXT_ITEM = re.compile(r"[\s,]*(?=\{)")
_START = re.compile(r"[\[{]")
_DECODER = json.JSONDecoder(strict=False)  # Line breaks within strings, as models write them.


class Malformed(Exception):
    """Nothing in the answer is a list of statements."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the model put it; nothing in it is true yet.

    Args:
        valid_from: as written, empty where it is not given.
        valid_to: likewise.
    """

    turn: int
    predicate: str
    object: str
    quote: str
    affirmed: bool = True
    hedged: bool = False
    confidence: float = _UNSAID
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an answer holds.

    Args:
        misshapen: statements without the fields that they need.
        is_whole: whether the answer comes to its end; else there may have been more.
    """

    said: tuple[Said, ...]
    misshapen: int
    is_whole: bool


def parse(text: str) -> Parsed:
    """Return the statements of an answer.

    Code fences, words around the JSON and trailing commas are passed over; of a list that breaks off, or has one
    broken statement in it, the whole statements before the break are kept.

    Raises:
        Malformed: there is no list of statements, not even the beginning of one with a whole statement in it.
    """
    fence = _FENCE.match(text)
    plain = text[fence.end() if fence else 0 :].lstrip()
    for found in (plain, _without_trailing_commas(plain)):
        answer = _decoded(found)
        if answer is not None:
            return _parsed(answer, is_whole=True)
    items = list(_whole_items(_without_trailing_commas(plain)))
    if not items:
        raise Malformed("no list of statements")
    return _parsed(items, is_whole=False)


def _decoded(text: str) -> list[Any] | None:
    """Return the list of statements, if the first JSON value that has one is whole."""
    at = 0
    for _ in range(20):
        start = _START.search(text, at)
        if start is None:
            return None
        try:
            value, at = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            at = start.end()
            if _BROKEN_LIST.match(text, at):
                return None
            continue
        items = _list_of(value, is_first=start.start() == 0)
        if items is not None:
            return items
    return None


def _list_of(value: Any, *, is_first: bool) -> list[Any] | None:
    """Return the list that a JSON value stands for; a bare list has to be the beginning of the answer."""
    if isinstance(value, dict):
        value = value.get(LIST)
    elif not is_first:
        return None
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    return None


def _whole_items(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list that breaks off, up to the break."""
    opening = re.search(rf'"{LIST}"\s*:\s*\[|\A\[(?=\s*\{{)', text)
    at = opening.end() if opening else len(text)
    for _ in range(_MOST):
        begin = _NEXT_ITEM.match(text, at)
        if begin is None:
            return
        try:
            value, at = _DECODER.raw_decode(text, begin.end())
        except (ValueError, RecursionError):
            return
        yield value


def _without_trailing_commas(text: str) -> str:
    """Return the text without commas before a closing bracket; what stands in strings is left alone."""
    return _STRING_OR_TRAILING_COMMA.sub(lambda found: found[1] or "", text)


def _parsed(items: list[Any], *, is_whole: bool) -> Parsed:
    read = [_said(item) for item in items[:_MOST]]
    said = tuple(one for one in read if one is not None)
    return Parsed(said, len(items) - len(said), is_whole)


def _said(item: Mapping[str, Any]) -> Said | None:
    turn, words = item.get("turn"), [item.get(name) for name in ("predicate", "object", "quote")]
    if not isinstance(turn, int) or isinstance(turn, bool) or not all(isinstance(w, str) and w.strip() for w in words):
        return None
    affirmed, hedged = item.get("affirmed", True), item.get("hedged", False)
    if not isinstance(affirmed, bool) or not isinstance(hedged, bool | None):
        return None
    predicate, value, quote = (str(word).strip() for word in words)
    return Said(
        turn=turn,
        predicate=predicate,
        object=value,
        quote=quote,
        affirmed=affirmed,
        hedged=bool(hedged),
        confidence=_confidence(item.get("confidence")),
        valid_from=_date(item.get("valid_from")),
        valid_to=_date(item.get("valid_to")),
    )


def _confidence(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return _UNSAID
    return min(1.0, max(0.0, float(value)))


def _date(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
