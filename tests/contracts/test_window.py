"""The contract of the port ``Window``, for the one that lives in the process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from continuo.adapters.inprocess.window import InProcessWindow
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.ports.window import Window

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def turns(session_id: UUID, first: int, last: int) -> list[Turn]:
    return [
        Turn(session_id, n, Role.USER, f"turn {n}", "", NOW + timedelta(minutes=n), NOW) for n in range(first, last + 1)
    ]


class WindowContract:
    @pytest.fixture
    def window(self) -> Window:
        raise AssertionError("an adapter's suite brings its window")

    @pytest.fixture
    def ana(self) -> Scope:
        return Scope.of(uuid4(), "ana")

    async def test_what_is_kept_comes_back_if_it_reaches_the_last_position(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        kept = await window.last(ana, session_id, epoch=0, position=5)
        assert kept is not None
        assert [t.position for t in kept] == [1, 2, 3, 4, 5]

    async def test_a_window_that_lags_or_leads_does_not_count(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        assert await window.last(ana, session_id, epoch=0, position=6) is None
        assert await window.last(ana, session_id, epoch=0, position=4) is None

    async def test_turns_of_another_epoch_do_not_count(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        assert await window.last(ana, session_id, epoch=1, position=5) is None

    async def test_a_request_for_a_purpose_is_not_served_from_it(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        for_support = Scope.of(ana.tenant_id, "ana", "support")
        assert await window.last(for_support, session_id, epoch=0, position=5) is None

    async def test_nobody_else_sees_it_whatever_session_they_name(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        others = [Scope.of(ana.tenant_id, "bob"), Scope.of(uuid4(), "ana")]
        assert [await window.last(o, session_id, epoch=0, position=5) for o in others] == [None, None]

    async def test_forgetting_takes_all_sessions_of_one_person_alone(self, window: Window, ana: Scope) -> None:
        bob = Scope.of(ana.tenant_id, "bob")
        for scope, name in ((ana, "one"), (ana, "two"), (bob, "one")):
            session_id = scope.session(name)
            await window.keep(scope, session_id, turns(session_id, 1, 2), epoch=0)
        assert await window.forget(ana) == 2
        assert await window.last(ana, ana.session("one"), epoch=0, position=2) is None
        assert await window.last(bob, bob.session("one"), epoch=0, position=2) is not None


class TestInProcessWindow(WindowContract):
    @pytest.fixture
    def window(self) -> InProcessWindow:
        return InProcessWindow(most_sessions=10, most_turns=100)

    async def test_it_holds_no_more_than_it_may(self, window: InProcessWindow, ana: Scope) -> None:
        for n in range(25):
            session_id = ana.session(str(n))
            await window.keep(ana, session_id, turns(session_id, 1, 150), epoch=0)
        kept = [await window.last(ana, ana.session(str(n)), epoch=0, position=150) for n in range(25)]
        assert [k is not None for k in kept] == [False] * 15 + [True] * 10
        assert {len(k) for k in kept if k is not None} == {100}
