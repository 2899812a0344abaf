"""How long does it take to make memory of a session of 50 turns, by rules alone, and how much of it is embedding?

    make bench-consolidate

In this process, with the real embedder and nothing remembered of earlier texts: what the worker does with one job, from
reading the turns to the commit. The limit measured with it is the embedder on the same turns.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bench.measuring import interleaved, ratios, summary
from bench.platform_under_test import models_folder
from bench.report import write_report
from bench.sentences import sentence
from bench.stand import Stand, stand
from continuo.adapters.onnx.embedder import OnnxConfig, OnnxEmbedder
from continuo.adapters.onnx.folder import fetch
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.facts import FactFilter

SEED = 37
SESSIONS = 40
TURNS = 50

_TOLD = (
    "I moved to {place} in March.", "My sister lives in {place}.", "I work as a nurse in {place} now.",
    "We have two dogs, and the {thing} is theirs.", "I don't like the {thing} any more.",
    "My favourite city is {place}.", "I am allergic to peanuts, so there will be no {thing} for me.",
)  # fmt: skip


def conversation(chance: random.Random, turns: int) -> list[NewTurn]:
    """Return a session: small talk and things told of oneself, each answered by an assistant."""
    began = datetime(2025, 1, 1, tzinfo=UTC)
    return [_turn(chance, number, began + timedelta(minutes=number)) for number in range(turns)]


def _turn(chance: random.Random, number: int, said_at: datetime) -> NewTurn:
    said = sentence(chance)
    if number % 2:
        return NewTurn(Role.ASSISTANT, f"Noted. {said}", said_at=said_at)
    thing, place = (said.split()[n].rstrip(",") for n in (4, 6))
    told = chance.choice(_TOLD).format(place=place, thing=thing)
    return NewTurn(Role.USER, told if chance.random() < 0.5 else said, said_at=said_at)


@asynccontextmanager
async def uncached_embedder() -> AsyncIterator[OnnxEmbedder]:
    """Open the local embedder on two threads, without memory for texts it has seen."""
    embedder = OnnxEmbedder(fetch(models_folder()), OnnxConfig(threads=2, cache_entries=0))
    try:
        yield embedder
    finally:
        await embedder.close()


class Sessions:
    """Sessions that wait to be consolidated, one after the other."""

    def __init__(self, it: Stand, said: Sequence[Sequence[NewTurn]]) -> None:
        self._it = it
        self._said = said
        self._number = -1
        self._session_id = UUID(int=0)

    @property
    def scope(self) -> Scope:
        """Return who spoke last."""
        return self._it.scope(f"speaker {self._number}")

    async def append(self) -> None:
        """Let the next person speak."""
        self._number += 1
        self._session_id = (
            await self._it.continuo.journal.append(self.scope, "s", self._said[self._number])
        ).session_id

    async def consolidate(self) -> None:
        """Make memory of it."""
        taken = await self._it.continuo.consolidation.consolidate(self.scope, self._session_id, epoch=0)
        assert taken == len(self._said[self._number]), taken


async def measure(sessions: int = SESSIONS, turns: int = TURNS) -> dict[str, Any]:
    """Consolidate so many sessions, each of a person of its own."""
    chance = random.Random(SEED)
    said = [conversation(chance, turns) for _ in range(sessions)]
    unembedded = iter(said)
    warm_up = max(1, sessions // 10)
    async with uncached_embedder() as embedder, stand(embedder) as it:
        waiting = Sessions(it, said)

        async def embed() -> None:
            await embedder.embed([f"{turn.role.value}: {turn.text}" for turn in next(unembedded)])

        series = await interleaved(
            {"consolidate": waiting.consolidate, "embed": embed},
            rounds=sessions - warm_up,
            warm_up=warm_up,
            before={"consolidate": waiting.append},
            watched=it.servers,
        )
        facts = len(await it.continuo.facts.list(waiting.scope, FactFilter()))
    assert facts, "nothing was learned"
    figures = summary(series) | ratios("consolidate_to_embed", series, "consolidate", "embed")
    return {"turns": turns, "facts_of_the_last": facts, **figures}


if __name__ == "__main__":
    write_report("consolidate", asyncio.run(measure()), seed=SEED, targets={"consolidate_p95_ms": "<= 1000"})
