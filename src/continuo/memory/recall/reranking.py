"""The first hits looked at again, each together with the question, if there is somebody who can and it is in time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from continuo.domain.errors import Unavailable
from continuo.domain.recall import Hit, Signal
from continuo.ports.reranker import Reranker

SIGNAL = "rerank"
"""The name under which an explanation shows what the reranker gave."""


@dataclass(frozen=True, slots=True)
class Reranking:
    """Whom to ask, about how many, and how long to wait.

    Args:
        top: hits that are looked at again, the first ones.
        deadline: after this the order stays as it is, and a note says so.
    """

    reranker: Reranker
    top: int = 30
    deadline: timedelta = timedelta(milliseconds=300)

    async def reordered(self, question: str, hits: Sequence[Hit], *, explain: bool) -> tuple[list[Hit], str]:
        """Return the hits with the first ones in the reranker's order, and a note where it gave none.

        What no longer holds stays behind what does: the reranker sees words and not what has become of them. A place
        keeps its score, so that scores descend as ever.

        Args:
            explain: whether each hit shows what the reranker gave it.
        """
        first, rest = list(hits[: self.top]), list(hits[self.top :])
        if len(first) < 2:
            return [*first, *rest], ""
        try:
            async with asyncio.timeout(self.deadline.total_seconds()):
                scores = await self.reranker.scores(question, [_shown(hit) for hit in first])
        except TimeoutError:
            ms = int(self.deadline.total_seconds() * 1000)
            return [*first, *rest], f"the reranker gave no answer within {ms} ms: ranked without it"
        except Unavailable:
            return [*first, *rest], "the reranker is away: ranked without it"
        order = sorted(range(len(first)), key=lambda n: (first[n].stale, -scores[n], n))
        ranks = {n: rank for rank, n in enumerate(sorted(order, key=lambda n: (-scores[n], n)), start=1)}
        moved = [
            _moved(first[n], first[place].score, Signal(scores[n], ranks[n]) if explain else None)
            for place, n in enumerate(order)
        ]
        return [*moved, *rest], ""


def _shown(hit: Hit) -> str:
    """Return a hit as the reranker sees it: when, who and what, as in a context block."""
    who = f", {hit.speaker}" if hit.speaker else ""
    return f"{hit.said_at.day} {hit.said_at:%b %Y}{who}: {hit.text}"


def _moved(hit: Hit, score: float, given: Signal | None) -> Hit:
    signals = {**hit.signals, SIGNAL: given} if given is not None else hit.signals
    return replace(hit, score=score, signals=signals)
