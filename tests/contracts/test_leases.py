"""The contract of the port ``Leases``, for the one in the process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from continuo.adapters.inprocess.leases import InProcessLeases
from continuo.domain.scope import Scope
from continuo.ports.leases import Lease, Leases

SPAN = timedelta(seconds=1)
Pass = Callable[[timedelta], Awaitable[None]]
"""Lets time pass, for whatever clock the leases go by."""


class LeasesContract:
    @pytest.fixture
    def leases(self) -> Leases:
        raise AssertionError("an adapter's suite brings its leases")

    @pytest.fixture
    def pass_time(self) -> Pass:
        async def wait(span: timedelta) -> None:
            await asyncio.sleep(span.total_seconds())

        return wait

    @pytest.fixture
    def ana(self) -> Scope:
        return Scope.of(uuid4(), "ana")

    async def test_one_holds_it_and_the_others_do_not(self, leases: Leases, ana: Scope) -> None:
        session_id = ana.session("s")
        offered = await asyncio.gather(*(leases.take(ana, session_id, f"h{n}", span=SPAN) for n in range(20)))
        held = [lease for lease in offered if lease is not None]
        assert len(held) == 1
        assert held[0].session_id == session_id
        assert held[0].fence > 0

    async def test_the_holder_renews_it_and_keeps_its_fence(self, leases: Leases, ana: Scope, pass_time: Pass) -> None:
        session_id = ana.session("s")
        first = await leases.take(ana, session_id, "one", span=SPAN)
        await pass_time(0.7 * SPAN)
        assert await leases.take(ana, session_id, "one", span=SPAN) == first
        await pass_time(0.7 * SPAN)
        assert await leases.take(ana, session_id, "two", span=SPAN) is None

    async def test_after_its_span_another_takes_it_with_a_greater_fence(
        self, leases: Leases, ana: Scope, pass_time: Pass
    ) -> None:
        session_id = ana.session("s")
        first = await leases.take(ana, session_id, "one", span=SPAN)
        await pass_time(1.1 * SPAN)
        second = await leases.take(ana, session_id, "two", span=SPAN)
        assert first is not None
        assert second is not None
        assert (second.holder, second.fence > first.fence) == ("two", True)
        assert await leases.take(ana, session_id, "one", span=SPAN) is None

    async def test_a_holder_who_comes_back_late_gets_a_greater_fence_too(
        self, leases: Leases, ana: Scope, pass_time: Pass
    ) -> None:
        session_id = ana.session("s")
        first = await leases.take(ana, session_id, "one", span=SPAN)
        await pass_time(1.1 * SPAN)
        again = await leases.take(ana, session_id, "one", span=SPAN)
        assert first is not None
        assert again is not None
        assert again.fence > first.fence

    async def test_given_up_it_is_free_at_once_and_the_fence_still_grows(self, leases: Leases, ana: Scope) -> None:
        session_id = ana.session("s")
        fences = []
        for n in range(5):
            lease = await leases.take(ana, session_id, f"h{n}", span=timedelta(minutes=1))
            assert lease is not None
            fences.append(lease.fence)
            await leases.give_up(ana, lease)
        assert fences == sorted(set(fences))

    async def test_giving_up_what_is_anothers_by_now_changes_nothing(
        self, leases: Leases, ana: Scope, pass_time: Pass
    ) -> None:
        session_id = ana.session("s")
        old = await leases.take(ana, session_id, "one", span=SPAN)
        assert old is not None
        await pass_time(1.1 * SPAN)
        await leases.take(ana, session_id, "two", span=timedelta(minutes=1))
        await leases.give_up(ana, old)
        await leases.give_up(ana, Lease(session_id, "two", old.fence))
        assert await leases.take(ana, session_id, "three", span=SPAN) is None

    async def test_sessions_and_people_do_not_get_in_each_others_way(self, leases: Leases, ana: Scope) -> None:
        bob = Scope.of(ana.tenant_id, "bob")
        namesake = Scope.of(uuid4(), "ana")
        places = [
            (ana, ana.session("s")),
            (ana, ana.session("t")),
            (bob, ana.session("s")),
            (namesake, ana.session("s")),
        ]
        for scope, session_id in places:
            assert await leases.take(scope, session_id, "one", span=SPAN) is not None

    async def test_forgetting_frees_all_sessions_of_one_person_alone(self, leases: Leases, ana: Scope) -> None:
        bob = Scope.of(ana.tenant_id, "bob")
        places = [(ana, ana.session("s")), (ana, ana.session("t")), (bob, bob.session("s"))]
        for scope, session_id in places:
            await leases.take(scope, session_id, "one", span=timedelta(minutes=1))
        assert await leases.forget(ana) == 2
        taken = [await leases.take(scope, session_id, "two", span=SPAN) for scope, session_id in places]
        assert [lease is not None for lease in taken] == [True, True, False]


class TestInProcessLeases(LeasesContract):
    @pytest.fixture
    def clock(self) -> list[datetime]:
        return [datetime(2026, 5, 1, tzinfo=UTC)]

    @pytest.fixture
    def leases(self, clock: list[datetime]) -> InProcessLeases:
        return InProcessLeases(lambda: clock[0], most_sessions=100)

    @pytest.fixture
    def pass_time(self, clock: list[datetime]) -> Pass:
        async def move_on(span: timedelta) -> None:
            clock[0] += span

        return move_on

    async def test_leases_that_are_over_are_not_remembered_for_ever(
        self, leases: InProcessLeases, ana: Scope, pass_time: Pass
    ) -> None:
        for n in range(250):
            await leases.take(ana, ana.session(str(n)), "one", span=SPAN)
            await pass_time(SPAN)
        assert len(vars(leases)["_held"]) <= 100
