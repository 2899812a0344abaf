"""Who reads turns: the rules, or something that may know better and falls back on them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from continuo.domain.fact import Candidate
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.extractor import EXTRACTOR_VERSION, extract


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from some turns.

    Args:
        extractor: version of what read them; part of the identity of every memory made from it.
        candidates: the statements, in the order of their turns, numbered within each.
        is_repeatable: whether reading the same turns again gives the same; else the outcome has to be journaled.
    """

    extractor: str
    candidates: tuple[Candidate, ...]
    is_repeatable: bool = True


class Reader(Protocol):
    """Turns in, statements out. No turn is lost: what one way of reading cannot read, another does."""

    async def read(self, scope: Scope, turns: Sequence[Turn]) -> Reading:
        """Return what the speakers of these turns say about themselves; no transaction is open meanwhile.

        Args:
            scope: whose turns they are; the costs of reading are its tenant's.
            turns: of one session, in order.
        """


class RuleReader:
    """Reads by rules alone: the same every time, for nothing."""

    async def read(self, scope: Scope, turns: Sequence[Turn]) -> Reading:
        """Return what the rules read."""
        # A millisecond a turn: in a thread of its own, for others wait for this one.
        return Reading(EXTRACTOR_VERSION, await asyncio.to_thread(extract, turns))
