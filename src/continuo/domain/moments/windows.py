"""Where in a long text it is worth to look for moments: around its words of time."""

from __future__ import annotations

import re
from collections.abc import Set

SHORT = 300
"""Characters up to which a text is looked at as a whole."""

_WIDE = 64  # Characters on either side of a word of time that an expression may reach over.
_FARTHEST = 100  # Characters that a window grows by at most, so as not to cut a word.
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def windows(text: str, triggers: Set[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text around its figures and the given words, in order and apart; all of a short text.

    Args:
        triggers: in lower case.
    """
    if len(text) <= SHORT or not triggers:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not (word.isdigit() or word.lower() in triggers):
            continue
        start, end = max(0, match.start() - _WIDE), min(len(text), match.end() + _WIDE)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return _apart([(_left(text, start), _right(text, end)) for start, end in found])


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def _left(text: str, at: int) -> int:
    stop = max(0, at - _FARTHEST)
    while at > stop and not text[at - 1].isspace():
        at -= 1
    return at


def _right(text: str, at: int) -> int:
    stop = min(len(text), at + _FARTHEST)
    while at < stop and not text[at].isspace():
        at += 1
    return at
