"""A stage that is late is left behind: the answer is smaller, says what is missing, and comes in time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pytest
from tests.proxy import Proxy, proxied
from tests.walled import DIMENSION, ROOT, Walled

from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.domain.clock import system_clock
from continuo.domain.errors import Unavailable
from continuo.domain.recall import ContextBlock
from continuo.domain.scope import Scope
from continuo.memory.context.room import Contexts, Sources
from continuo.memory.context.standing import StandingLines
from continuo.memory.recall.deadlines import NO_VECTOR, NO_WORDS, NOT_CURRENT, Deadlines
from continuo.memory.recall.room import Recall, Stores
from continuo.memory.recall.slices import Slices
from continuo.memory.working.room import Working
from continuo.ports.embedder import Vectors

SHORT = timedelta(seconds=0.25)
LONG = timedelta(seconds=20)
MUCH_S = 30.0
IN_TIME_S = 12.0


class SlowEmbedder:
    """Gives the same vector to everything, after a while."""

    model = "slow"
    dimension = DIMENSION

    def __init__(self) -> None:
        self.delay_s = 0.0

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text."""
        await asyncio.sleep(self.delay_s)
        return np.full((len(texts), DIMENSION), DIMENSION**-0.5, np.float32)

    async def close(self) -> None:
        """Nothing to give back."""


class Characters:
    """Counts a token for each character: implements the port `Tokenizer`."""

    name = "characters"

    def count(self, text: str) -> int:
        """Return the number of characters."""
        return len(text)


class NoUses:
    """Notes nothing."""

    def note(self, scope: Scope, fact_ids: Sequence[object]) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Slowed:
    """Recall over a database and an embedder that can be slowed down."""

    scope: Scope
    proxy: Proxy
    embedder: SlowEmbedder
    contexts: Contexts

    async def ask(self, *, session: str | None = None) -> ContextBlock:
        """Return a context, which has to come in time."""
        began = time.monotonic()
        try:
            return await self.contexts.build(self.scope, "What did I say?", session=session, max_tokens=5000)
        finally:
            assert time.monotonic() - began < IN_TIME_S


@asynccontextmanager
async def slowed(house: Walled, deadlines: Deadlines) -> AsyncIterator[Slowed]:
    async with proxied(house.admin_dsn) as proxy:
        pools = Pools(proxy.dsn, ROOT, PoolSizes())
        await pools.open()
        storage, embedder = PostgresStorage(pools, ROOT, DIMENSION), SlowEmbedder()
        slices = Slices(storage.glances, embedder, most_bytes=2**28)
        stores = Stores(storage.glances, storage, slices, Working(InProcessWindow()))
        recall = Recall(stores, embedder, system_clock, deadlines)
        try:
            yield Slowed(
                house.people["mine"][0],
                proxy,
                embedder,
                Contexts(recall, Sources(StandingLines(), NoUses()), Characters()),
            )
        finally:
            proxy.delay_s = 0
            await proxy.end()
            await pools.close()


async def test_a_late_embedding_leaves_words_and_time(house: Walled) -> None:
    async with slowed(house, Deadlines(embedding=SHORT, slice=LONG, words=LONG)) as it:
        assert (await it.ask()).notes == ()
        it.embedder.delay_s = MUCH_S
        block = await it.ask()
    assert block.items
    assert block.notes == (NO_VECTOR,)


async def test_a_slice_that_cannot_be_checked_in_time_is_searched_as_it_is(house: Walled) -> None:
    async with slowed(house, Deadlines(embedding=LONG, slice=SHORT, words=LONG)) as it:
        wanted = await it.ask()
        it.proxy.delay_s = 1.0
        block = await it.ask()
    assert block.text == wanted.text
    assert block.notes == (NOT_CURRENT,)


async def test_words_that_come_too_late_leave_the_last_turns(house: Walled) -> None:
    async with slowed(house, Deadlines(embedding=LONG, slice=LONG, words=SHORT)) as it:
        assert (await it.ask(session="talk")).notes == ()
        it.proxy.delay_s = 1.0
        block = await it.ask(session="talk")
    assert {item.level for item in block.items} == {"immediate"}
    assert block.notes == (NO_WORDS,)


@pytest.mark.parametrize(
    "deadlines",
    [Deadlines(embedding=LONG, slice=SHORT, words=LONG), Deadlines(embedding=LONG, slice=LONG, words=SHORT)],
)
async def test_where_nothing_at_all_can_be_said_the_caller_is_told_to_come_again(
    house: Walled, deadlines: Deadlines
) -> None:
    async with slowed(house, deadlines) as it:
        it.proxy.delay_s = 0.4
        with pytest.raises(Unavailable, match="in time; try again"):
            await it.ask()


async def test_a_memory_that_takes_longer_to_load_than_a_question_waits_is_there_for_the_next_one(
    house: Walled,
) -> None:
    async with slowed(house, Deadlines(slice=SHORT)) as it:
        # Every trip takes twice as long as a question waits, so none could load the memory by itself.
        it.proxy.delay_s = 2 * SHORT.total_seconds()
        block = None
        for _ in range(40):
            try:
                block = await it.ask()
                break
            except Unavailable:
                await asyncio.sleep(SHORT.total_seconds())
    assert block is not None, "the memory was never loaded"
    assert NOT_CURRENT in block.notes
    assert block.items


async def test_what_was_late_does_no_harm_to_what_comes_after(house: Walled) -> None:
    async with slowed(house, Deadlines(embedding=LONG, slice=SHORT, words=LONG)) as it:
        wanted = await it.ask()
        it.proxy.delay_s = 1.0
        for _ in range(3):
            await it.ask()
        it.proxy.delay_s = 0.0
        async with asyncio.timeout(20):
            while (block := await it.ask()).notes:
                await asyncio.sleep(0.1)
    assert block.text == wanted.text
