"""Cuts turns into parts that one prompt can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.by_model.prompt import size

MOST_TURNS = 40
"""A longer list makes models forget its middle."""

MOST_CHARACTERS = 12_000
"""Shown characters of one prompt, some 3,000 tokens: far within the reach of small models."""


def batches(turns: Sequence[Turn]) -> Iterator[tuple[Turn, ...]]:
    """Yield the turns in parts, in order, each turn in one of them; every part but the last is as long as may be."""
    part: list[Turn] = []
    shown = 0
    for turn in turns:
        if part and (len(part) == MOST_TURNS or shown + size(turn) > MOST_CHARACTERS):
            yield tuple(part)
            part, shown = [], 0
        part.append(turn)
        shown += size(turn)
    if part:
        yield tuple(part)


def is_worth_asking(turns: Sequence[Turn]) -> bool:
    """Tell whether anything in these turns could become a statement: a user's turn with a word in it."""
    return any(turn.role is Role.USER and any(c.isalpha() for c in turn.text) for turn in turns)
