"""How often a question waits for the database: counted on the wire, by a proxy that stands between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from tests.postgres import running_server
from tests.proxy import Proxy, proxied
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANA = Scope.of(DEFAULT_TENANT, "ana")
QUESTION = "Where do I live, and what do I like?"


@dataclass(frozen=True)
class Watched:
    """A platform, and the proxy between it and its database."""

    continuo: Continuo
    proxy: Proxy

    async def trips(self, *, session: str | None = None) -> int:
        """Return the trips that one context takes."""
        before = self.proxy.trips
        block = await self.continuo.contexts.build(ANA, QUESTION, session=session, max_tokens=500)
        assert "Lisbon" in block.text
        return self.proxy.trips - before

    async def say(self, session: str, text: str) -> None:
        """Have Ana say something."""
        await self.continuo.journal.append(ANA, session, [NewTurn(Role.USER, text)])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched() -> AsyncIterator[Watched]:
    with running_server() as server:
        async with proxied(server.admin_dsn) as proxy, running_continuo(database_url=proxy.dsn) as continuo:
            it = Watched(continuo, proxy)
            for session, text in (
                ("one", "I live in Lisbon."),
                ("two", "I think I live in Porto."),
                ("two", "I like tea."),
            ):
                await it.say(session, text)
                await continuo.journal.end(ANA, session)
                await continuo.jobs.drain()
            await it.trips()
            yield it


async def test_a_warm_context_takes_two_trips(watched: Watched) -> None:
    await watched.trips(session="two")
    assert await watched.trips() == 2
    assert await watched.trips(session="two") == 2


async def test_a_context_right_after_a_turn_takes_two_trips(watched: Watched) -> None:
    await watched.say("two", "I like coffee too.")
    assert await watched.trips(session="two") == 2
    await watched.say("two", "Hello again.")
    assert await watched.trips() == 2


async def test_the_first_context_of_a_person_takes_two_trips(watched: Watched) -> None:
    await watched.continuo.recall.slices.forget(ANA)
    assert await watched.trips() == 2


async def test_a_context_after_a_change_of_the_index_takes_three_trips(watched: Watched) -> None:
    await watched.continuo.journal.end(ANA, "two")
    await watched.continuo.jobs.drain()
    assert await watched.trips() <= 3
    assert await watched.trips() == 2


async def test_both_sides_of_a_doubt_come_with_the_same_trip(watched: Watched) -> None:
    await watched.trips()
    before = watched.proxy.trips
    block = await watched.continuo.contexts.build(ANA, "Where do I live?", max_tokens=500)
    assert watched.proxy.trips - before == 2
    (line,) = [item for item in block.items if item.kind == "clarification"]
    assert "Lisbon" in line.text
    assert "Porto" in line.text
