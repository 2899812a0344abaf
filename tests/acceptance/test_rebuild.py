"""T-DUR-5: projections wiped and made again from the journal say the same as before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from importlib.resources import files

import pytest
from tests.running import running_continuo

from continuo.app import Continuo
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT


@pytest.fixture
async def continuo() -> AsyncIterator[Continuo]:
    async with running_continuo(batch_turns=7) as continuo:
        yield continuo


def sample() -> list[tuple[str, list[NewTurn]]]:
    raw = json.loads((files("continuo") / "examples" / "ana.json").read_text(encoding="utf-8"))
    return [
        (
            s["id"],
            [NewTurn(Role(t["role"]), t["text"], said_at=datetime.fromisoformat(t["said_at"])) for t in s["turns"]],
        )
        for s in raw["sessions"]
    ]


async def remembered(continuo: Continuo, user: str, *, at_once: int) -> Scope:
    """Say the sample conversation a few turns at a time, with the worker going on in between."""
    scope = Scope.of(DEFAULT_TENANT, user)
    for session, turns in sample():
        for begin in range(0, len(turns), at_once):
            await continuo.journal.append(scope, session, turns[begin : begin + at_once])
            await continuo.jobs.drain()
        await continuo.journal.end(scope, session)
        await continuo.jobs.drain()
    return scope


@pytest.mark.parametrize("at_once", [pytest.param(1, marks=pytest.mark.release), 4, 100])
async def test_a_rebuild_says_the_same_as_before(continuo: Continuo, at_once: int) -> None:
    scope = await remembered(continuo, f"ana {at_once}", at_once=at_once)
    facts = await continuo.facts.list(scope, FactFilter(limit=1000))
    assert len(facts) > 5
    sessions = [s.session_id for s in await continuo.journal.sessions(scope)]
    headings = await continuo.episodes.headings(scope, sessions)
    assert all(headings[s].title and headings[s].topics for s in sessions)
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after
    assert done.turns == sum(len(turns) for _, turns in sample())
    assert await continuo.facts.list(scope, FactFilter(limit=1000)) == facts
    assert await continuo.episodes.headings(scope, sessions) == headings


async def test_a_turn_that_was_never_seen_changes_the_digest(continuo: Continuo) -> None:
    scope = await remembered(continuo, "ana", at_once=100)
    before = await continuo.rebuild.digest(scope)
    await continuo.journal.append(scope, "new", [NewTurn(Role.USER, "I moved to Porto last week.")])
    await continuo.journal.end(scope, "new")
    await continuo.jobs.drain()
    assert await continuo.rebuild.digest(scope) != before


async def test_a_session_consolidated_by_two_workers_at_once_is_taken_once(continuo: Continuo) -> None:
    scope = Scope.of(DEFAULT_TENANT, "twice")
    turns = [NewTurn(Role.USER, f"I live in town number {n}.") for n in range(40)]
    await continuo.journal.append(scope, "s", turns)
    session_id = scope.session("s")
    taken = await asyncio.gather(*(continuo.consolidation.consolidate(scope, session_id, epoch=0) for _ in range(4)))
    assert sum(taken) == 40
    done = await continuo.rebuild.rebuild(scope)
    assert (done.runs, done.before) == (1, done.after)


async def test_what_was_erased_does_not_come_back_with_a_rebuild_or_a_late_job(continuo: Continuo) -> None:
    scope = await remembered(continuo, "gone", at_once=100)
    await continuo.privacy.erase(scope)
    assert await continuo.consolidation.consolidate(scope, scope.session(sample()[0][0]), epoch=0) == 0
    await continuo.journal.append(scope, "after", [NewTurn(Role.USER, "I like figs.")])
    await continuo.jobs.drain()
    done = await continuo.rebuild.rebuild(scope)
    assert done.before == done.after
    recalled = await continuo.recall.search(scope, "Where do I live?", limit=100)
    assert {h.session for h in recalled.hits} == {"after"}
