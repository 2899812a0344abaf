"""Marks the words in which somebody states something of themselves: what a reader asks of a fitted network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from continuo.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that state something; a guess, not yet a statement.

    Args:
        start, end: half-open stretch of the turn's text, whole words.
        predicate: of the registry, or the beginning of a family such as ``date_of_``.
        status: ``holds``, ``past``, ``denied`` or ``hedged``.
        certainty: 0 to 1, higher is surer.
        kind: for a family, the words that name what is dated, counted or favoured; empty where none do.
        value: for a relationship, what the words amount to, such as ``married``; else empty.
    """

    start: int
    end: int
    predicate: str
    status: str
    certainty: float
    kind: str = ""
    value: str = ""


class Tagger(Protocol):
    """Marks turns. Who marks may be wrong; nothing is believed for its marks alone."""

    @property
    def version(self) -> str:
        """Return the name of what marks; another name where the marks may differ."""

    async def tag(self, turns: Sequence[Turn]) -> list[tuple[Mark, ...]]:
        """Return the marks of each turn, in the order of the turns and of their words; none but the user's are marked.

        A turn is read after what somebody else said just before it in the same call. The same turns give the same marks
        on one machine.

        Raises:
            Unavailable: it cannot mark now; another time it may.
            Misconfigured: it cannot be loaded.
        """

    async def close(self) -> None:
        """Give back what it holds; later calls raise Unavailable."""
