"""What the network sees of a turn: the end of what was said before it, and a stretch of its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from continuo.adapters.onnx.wordpiece import WordPiece

BEFORE_TOKENS = 24
"""Pieces of what was said before: enough for a question, which stands at the end."""

STRETCH_TOKENS = 96
"""Pieces of one stretch; the turns that the network was fitted on are hardly longer."""

REACH_CHARACTERS = 8_000
"""Of one turn that are looked at, so that a huge one costs no more than a long one."""

MOST_STRETCHES = 12
"""Of one turn; what is longer is a paste, and nobody speaks of themselves only at the end of it."""

_ENDS = frozenset(".!?\n")


@dataclass(frozen=True, slots=True)
class Window:
    """One run of the network.

    Args:
        ids: ``[CLS] before [SEP] own words [SEP]``.
        first: where the own words begin among the ids.
        places: of every id, ends included, the half-open stretch of its text; of the turn from ``first`` on, and
            before that of what was said before.
    """

    ids: tuple[int, ...]
    first: int
    places: tuple[tuple[int, int], ...]


def windows(pieces: WordPiece, text: str, before: str = "") -> Iterator[Window]:
    """Yield the windows of a turn, in order; each word of it stands in one, up to `MOST_STRETCHES`.

    Args:
        before: the turn before, or nothing.
    """
    known, known_places = pieces.locate(before[-600:])
    shift = len(before) - len(before[-600:])
    known_places = [(a + shift, b + shift) for a, b in known_places]
    ids, places = pieces.locate(text[:REACH_CHARACTERS])
    start = 0
    for _ in range(MOST_STRETCHES):
        end = _end(text, places, start)
        yield _window(pieces, known[-BEFORE_TOKENS:], known_places[-BEFORE_TOKENS:], ids[start:end], places[start:end])
        if end >= len(ids):
            return
        known, known_places, start = ids[:end], [(0, 0)] * end, end


def _window(
    pieces: WordPiece,
    before: list[int],
    before_places: list[tuple[int, int]],
    ids: list[int],
    places: list[tuple[int, int]],
) -> Window:
    none = (0, 0)
    return Window(
        (pieces.first, *before, pieces.last, *ids, pieces.last),
        len(before) + 2,
        (none, *before_places, none, *places, none),
    )


def _end(text: str, places: list[tuple[int, int]], start: int) -> int:
    """Return where a stretch ends: after the last whole sentence that fits, else where it is full."""
    full = start + STRETCH_TOKENS
    if full >= len(places):
        return len(places)
    # A piece that a sentence ends before: the character before it, blanks aside, is an end.
    for at in range(full, start + STRETCH_TOKENS // 3, -1):
        if text[: places[at][0]].rstrip(" ")[-1:] in _ENDS:
            return at
    return full
