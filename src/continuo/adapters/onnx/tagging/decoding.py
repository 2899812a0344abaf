"""From the network's numbers to marks: runs of pieces that belong to one value, grown to whole words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from continuo.adapters.onnx.tagging.layout import FAMILIES, RELATIONSHIPS, STATUSES, Layout
from continuo.adapters.onnx.tagging.windows import Window
from continuo.ports.tagger import Mark

Array = np.ndarray[Any, np.dtype[np.float32]]

LEAST_CERTAIN = 0.05
"""What is less certain is no mark; whoever reads marks asks for more than that, predicate by predicate."""

_GOES_ON = 0.4  # A piece goes on a value if it is so certain beside the value's surest piece.
_BEGINS = 0.5
_KIND = 0.4


@dataclass(frozen=True, slots=True)
class _Seen:
    """One window with what the network says of it."""

    window: Window
    text: str
    before: str
    inside: Array
    begin: Array
    status: Array
    kind: Array
    relationship: Array


def marks(layout: Layout, window: Window, said: Array, text: str, before: str = "") -> list[Mark]:
    """Return the marks of one window, in the order of their words.

    Args:
        said: (n, columns), unsquashed.
        text: the turn that the window is of.
        before: what was said before it, as given to `windows`.
    """
    squashed = (1 / (1 + np.exp(-np.clip(said, -30, 30)))).astype(np.float32)
    seen = _Seen(
        window,
        text,
        before,
        squashed[:, layout.inside],
        squashed[:, layout.begin],
        said[:, layout.status],
        squashed[:, layout.kind],
        said[:, layout.relationship],
    )
    found = [mark for column, name in enumerate(layout.predicates) for mark in _of_predicate(seen, column, name)]
    return sorted(found, key=lambda m: (m.start, m.end, m.predicate))


def _of_predicate(seen: _Seen, column: int, predicate: str) -> Iterator[Mark]:
    for first, last in _runs(seen, column):
        certainty = float(seen.inside[first:last, column].max())
        start, end = _whole_words(seen.text, seen.window.places[first][0], seen.window.places[last - 1][1])
        if certainty < LEAST_CERTAIN or start >= end:
            continue
        status = STATUSES[int(seen.status[first:last].mean(axis=0).argmax())]
        kind = _kind(seen, FAMILIES.index(predicate), first, last) if predicate in FAMILIES else ""
        value = ""
        if predicate == "relationship_status":
            value = RELATIONSHIPS[int(seen.relationship[first:last].mean(axis=0).argmax())]
        yield Mark(start, end, predicate, status, round(certainty, 4), kind, value)


def _runs(seen: _Seen, column: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open runs of pieces that belong to one value, the surest piece and what goes on around it."""
    inside = seen.inside[:, column]
    at, last = seen.window.first, len(seen.window.ids) - 1
    while at < last:
        stop = at
        while stop < last and inside[stop] >= LEAST_CERTAIN and not (stop > at and _begins_anew(seen, stop)):
            stop += 1
        if stop > at:
            yield _core(inside, at, stop)
        at = max(stop, at + 1)


def _core(inside: Array, first: int, stop: int) -> tuple[int, int]:
    begin = end = first + int(inside[first:stop].argmax())
    enough = _GOES_ON * float(inside[begin])
    while begin > first and inside[begin - 1] >= enough:
        begin -= 1
    while end + 1 < stop and inside[end + 1] >= enough:
        end += 1
    return begin, end + 1


def _begins_anew(seen: _Seen, at: int) -> bool:
    """Tell whether another value begins with this piece."""
    return bool(seen.begin[at] >= _BEGINS) and seen.window.places[at][0] > seen.window.places[at - 1][1]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _kind(seen: _Seen, family: int, first: int, last: int) -> str:
    """Return the words that name the kind, the run of them that is nearest to the value."""
    runs: list[tuple[int, int]] = []
    stop = len(seen.window.ids) - 1
    for at in range(1, stop):
        if seen.kind[at, family] < _KIND or at == seen.window.first - 1:
            continue
        if runs and runs[-1][1] == at and at != seen.window.first:
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    if not runs:
        return ""
    begin, end = min(runs, key=lambda run: max(first - run[1], run[0] - last, 0))
    source = seen.text if begin >= seen.window.first else seen.before
    start, finish = _whole_words(source, seen.window.places[begin][0], seen.window.places[end - 1][1])
    return source[start:finish].lower()
