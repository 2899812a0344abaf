"""What a reranker may change: the order of what it saw, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.recall import Hit
from continuo.domain.turn import Source
from continuo.memory.recall.reranking import Reranking

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Fixed:
    """A reranker that gives each text the number at its end."""

    model = "fixed"

    def __init__(self, wait_s: float = 0) -> None:
        self.seen: list[str] = []
        self._wait_s = wait_s

    async def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        await asyncio.sleep(self._wait_s)
        self.seen = list(texts)
        return [float(text.split()[-1]) for text in texts]

    async def close(self) -> None:
        """Nothing to give back."""


def hit(place: int, text: str, *, stale: bool = False) -> Hit:
    source = Source(UUID(int=1), place, 0, len(text))
    return Hit(Kind.PASSAGE, text, "Ana", "s", source, (source,), NOW, 1 / (place + 1), stale=stale)


async def order(reranking: Reranking, *hits: Hit) -> list[int]:
    found, note = await reranking.reordered("q", hits, explain=False)
    assert not note
    assert [h.score for h in found] == sorted((h.score for h in hits), reverse=True)
    return [h.source.position for h in found]


async def test_only_the_first_ones_are_moved_and_equals_stay_in_their_order() -> None:
    hits = [hit(n, f"text {score}") for n, score in enumerate((1, 2, 2, 9))]
    assert await order(Reranking(Fixed(), top=3), *hits) == [1, 2, 0, 3]


async def test_what_no_longer_holds_stays_behind_what_does() -> None:
    hits = [hit(0, "Lisbon 1"), hit(1, "Porto 9", stale=True), hit(2, "Faro 2")]
    assert await order(Reranking(Fixed()), *hits) == [2, 0, 1]


async def test_it_sees_when_who_and_what() -> None:
    reranker = Fixed()
    await order(Reranking(reranker), hit(0, "I moved 1"), hit(1, "It rained 0"))
    assert reranker.seen[0] == "1 May 2026, Ana: I moved 1"


async def test_a_single_hit_needs_no_order() -> None:
    reranker = Fixed()
    assert await order(Reranking(reranker), hit(0, "alone 1")) == [0]
    assert reranker.seen == []


async def test_one_that_is_late_is_not_waited_for() -> None:
    hits = [hit(0, "a 1"), hit(1, "b 2")]
    found, note = await Reranking(Fixed(wait_s=5), deadline=timedelta(milliseconds=20)).reordered(
        "q", hits, explain=True
    )
    assert found == hits
    assert note == "the reranker gave no answer within 20 ms: ranked without it"
