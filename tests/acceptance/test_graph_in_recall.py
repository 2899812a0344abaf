"""Recall reaches by relations what no word of a question names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.item import Kind
from continuo.domain.recall import Hit
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.graph import EntityFilter
from continuo.wiring import DEFAULT_TENANT

pytestmark = pytest.mark.asyncio(loop_scope="module")
START = datetime(2025, 1, 1, tzinfo=UTC)
TOPICS = ("weather", "bicycle", "breakfast", "garden", "novel", "train", "concert", "printer", "kitchen", "window")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo() as continuo:
        yield continuo


async def told(continuo: Continuo, user: str, *turns: str) -> Scope:
    """Say these things, each amid a session of small talk, and let them become memory."""
    scope = Scope.of(DEFAULT_TENANT, user)
    for day, turn in enumerate(turns):
        talk = [f"The {topic} kept me busy again, number {day} of this month." for topic in TOPICS]
        talk.insert(4, turn)
        said = [
            NewTurn(Role.USER, t, said_at=START + timedelta(days=day, minutes=minute)) for minute, t in enumerate(talk)
        ]
        await continuo.journal.append(scope, f"day {day}", said)
        await continuo.journal.end(scope, f"day {day}")
    await continuo.jobs.drain()
    return scope


async def found(continuo: Continuo, scope: Scope, query: str, words: str) -> tuple[int, Hit]:
    """Return the place, from 1, and the hit of the turn with these words."""
    recalled = await continuo.recall.search(scope, query, limit=1000, kinds=[Kind.PASSAGE], explain=True)
    return next((n, hit) for n, hit in enumerate(recalled.hits, 1) if words in hit.text)


async def test_what_the_sisters_husband_does_is_two_steps_away(continuo: Continuo) -> None:
    rest = ("It rained.",) * 10
    scope = await told(
        continuo, "family", "My sister Ana is married to Tomas.", *rest, "Tomas repairs wooden boats in the harbour."
    )
    place, hit = await found(continuo, scope, "What does my sister's husband do?", "boats")
    assert place <= 20
    assert 0 < hit.signals["graph"].value < 1
    # Nobody is named here, and so the graph has nothing to say.
    _, unnamed = await found(continuo, scope, "What about the weather?", "boats")
    assert unnamed.signals["graph"].value == 0


async def test_a_merge_is_seen_by_the_next_question(continuo: Continuo) -> None:
    scope = await told(continuo, "merged", "I met Tomas in Porto.", "My friend Velmira called me yesterday.")
    query = "Where is Velmira?"
    assert (await found(continuo, scope, query, "Porto"))[1].signals["graph"].value == 0
    people = {e.name: e.entity_id for e in await continuo.graph.entities(scope, EntityFilter())}
    await continuo.graph.merge(scope, people["Tomas"], people["Velmira"])
    assert (await found(continuo, scope, query, "Porto"))[1].signals["graph"].value > 0.5


async def test_a_person_without_a_graph_is_asked_like_anybody(continuo: Continuo) -> None:
    scope = Scope.of(DEFAULT_TENANT, "fresh")
    await continuo.journal.append(scope, "first", [NewTurn(Role.USER, "I met Tomas in Porto.")])
    _, hit = await found(continuo, scope, "Where did I meet Tomas?", "Porto")
    assert hit.signals["graph"].value == 0
