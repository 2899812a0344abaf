"""The contract of the port ``CheckpointStore``, sentence by sentence."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.walled import NOW, Walled

from continuo.domain.scope import Scope
from continuo.domain.session import Checkpoint
from continuo.domain.turn import NewTurn, Role

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
async def ana(house: Walled) -> Scope:
    scope = Scope.of(house.people["mine"][0].tenant_id, f"ana {uuid4()}")
    await say(house, scope, 3)
    return scope


async def say(house: Walled, scope: Scope, turns: int = 1) -> None:
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "hello")] * turns, now=NOW)


async def kept(house: Walled, scope: Scope, position: int, fence: int, at: datetime = NOW) -> bool:
    async with house.storage.reading(scope) as tx:
        return await tx.checkpoints.keep(Checkpoint(scope.session("s"), position, at, fence))


async def last(house: Walled, scope: Scope, session_id: UUID | None = None) -> Checkpoint | None:
    async with house.storage.reading(scope) as tx:
        return await tx.checkpoints.of_session(session_id or scope.session("s"))


async def test_the_last_one_is_kept(house: Walled, ana: Scope) -> None:
    assert await last(house, ana) is None
    assert await kept(house, ana, 3, 1)
    assert await last(house, ana) == Checkpoint(ana.session("s"), 3, NOW, 1)
    await say(house, ana)
    assert await kept(house, ana, 4, 1, LATER)
    assert await last(house, ana) == Checkpoint(ana.session("s"), 4, LATER, 1)


@pytest.mark.parametrize("position", [0, 2, 4])
async def test_one_from_another_position_than_the_journals_is_refused(house: Walled, ana: Scope, position: int) -> None:
    assert not await kept(house, ana, position, 99)
    assert await last(house, ana) is None


async def test_of_two_at_the_same_position_a_smaller_fence_is_refused(house: Walled, ana: Scope) -> None:
    assert await kept(house, ana, 3, 7)
    assert not await kept(house, ana, 3, 6, LATER)
    assert await last(house, ana) == Checkpoint(ana.session("s"), 3, NOW, 7)
    assert await kept(house, ana, 3, 7, LATER)
    assert await kept(house, ana, 3, 8, LATER)


async def test_a_later_position_counts_for_more_than_a_fence_which_may_have_been_lost(
    house: Walled, ana: Scope
) -> None:
    assert await kept(house, ana, 3, 7)
    await say(house, ana)
    assert await kept(house, ana, 4, 1)


async def test_the_time_of_life_never_goes_back(house: Walled, ana: Scope) -> None:
    assert await kept(house, ana, 3, 1, LATER)
    assert await kept(house, ana, 3, 2, NOW)
    found = await last(house, ana)
    assert found is not None
    assert found.active_at == LATER


async def test_one_of_an_erased_session_is_refused_until_somebody_speaks_there_anew(house: Walled, ana: Scope) -> None:
    assert await kept(house, ana, 3, 1)
    async with house.storage.erasing(ana) as tx:
        await tx.erasure.erase(now=NOW)
    assert not await kept(house, ana, 3, 2)
    await say(house, ana)
    assert not await kept(house, ana, 3, 2)
    assert await last(house, ana) is None
    assert await kept(house, ana, 4, 2)


async def test_nobody_sees_or_writes_those_of_others(house: Walled, ana: Scope) -> None:
    other = Scope.of(ana.tenant_id, f"other {uuid4()}")
    await say(house, other)
    assert await kept(house, ana, 3, 1)
    async with house.storage.reading(other) as tx:
        assert not await tx.checkpoints.keep(Checkpoint(ana.session("s"), 3, LATER, 9))
        assert await tx.checkpoints.of_session(ana.session("s")) is None
    assert await last(house, ana) == Checkpoint(ana.session("s"), 3, NOW, 1)
