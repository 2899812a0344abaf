"""The contract of the port ``Window``, for the one that lives in the process, the one in Valkey, and both together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from redis.crc import key_slot
from tests.valkey import TestKeys, admin, linked, running_valkey

from continuo.adapters.embedded_valkey import RunningValkey
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.memory.working.tiers import TwoTierWindow
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

    async def test_what_is_said_next_makes_it_reach_further(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        await window.push(ana, session_id, turns(session_id, 6, 7))
        kept = await window.last(ana, session_id, epoch=0, position=7)
        assert list(kept or []) == turns(session_id, 1, 7)

    async def test_no_more_than_the_last_hundred_turns_are_kept(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 99), epoch=0)
        await window.push(ana, session_id, turns(session_id, 100, 104))
        kept = await window.last(ana, session_id, epoch=0, position=104)
        assert list(kept or []) == turns(session_id, 5, 104)

    async def test_a_gap_makes_it_forget_and_not_tell_half(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        await window.push(ana, session_id, turns(session_id, 7, 8))
        assert await window.last(ana, session_id, epoch=0, position=8) is None
        assert await window.last(ana, session_id, epoch=0, position=5) is None

    async def test_news_that_come_twice_or_late_change_nothing(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        await window.push(ana, session_id, turns(session_id, 6, 6))
        for late in (turns(session_id, 6, 6), turns(session_id, 3, 4)):
            await window.push(ana, session_id, late)
        assert list(await window.last(ana, session_id, epoch=0, position=6) or []) == turns(session_id, 1, 6)

    async def test_every_turn_comes_back_as_it_was(self, window: Window, ana: Scope) -> None:
        session_id = ana.session("s")
        zone = timezone(timedelta(hours=5, minutes=45))
        said_at = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=zone)
        odd = Turn(
            session_id, 1, Role.TOOL, "\u0000 {x} \u20ac\n" * 50, "Zo\u00eb", said_at, NOW, ("memory", "support")
        )
        await window.keep(ana, session_id, [odd], epoch=0)
        kept = await window.last(ana, session_id, epoch=0, position=1)
        assert kept is not None
        assert list(kept) == [odd]
        assert kept[0].said_at.utcoffset() == zone.utcoffset(None)

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


@pytest.fixture(scope="module")
def valkey() -> Iterator[RunningValkey]:
    with running_valkey() as server:
        yield server


class TestValkeyWindow(WindowContract):
    @pytest.fixture
    async def window(self, valkey: RunningValkey) -> AsyncIterator[ValkeyWindow]:
        async with linked(valkey) as link:
            yield ValkeyWindow(link, Names.of(b"r" * 32), TestKeys())

    async def test_turns_of_another_epoch_do_not_count_even_where_nobody_could_forget_them(
        self, window: ValkeyWindow, ana: Scope, valkey: RunningValkey
    ) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 5), epoch=0)
        async with linked(valkey) as link:
            later = ValkeyWindow(link, Names.of(b"r" * 32), TestKeys(epoch=1))
            await later.push(ana, session_id, turns(session_id, 6, 6))
        assert await window.last(ana, session_id, epoch=0, position=6) is None
        assert await window.last(ana, session_id, epoch=1, position=6) is None

    async def test_nothing_of_it_can_be_read_in_the_server(
        self, window: ValkeyWindow, ana: Scope, valkey: RunningValkey
    ) -> None:
        session_id = ana.session("a name nobody may see")
        await window.keep(ana, session_id, turns(session_id, 1, 3), epoch=0)
        with admin(valkey) as client:
            keys = client.keys("*")
            kept = [str(client.lrange(key, 0, -1)) for key in keys if key.endswith(b":window")]
            lives = [client.ttl(key) for key in keys]
        told = str(keys) + str(kept)
        assert kept
        for word in ("turn 1", "ana", str(session_id), session_id.hex, ana.subject_id.hex, ana.tenant_id.hex):
            assert word not in told
        assert all(life > 0 for life in lives), "a key without an end"

    async def test_all_keys_of_a_person_lie_in_one_slot(
        self, window: ValkeyWindow, ana: Scope, valkey: RunningValkey
    ) -> None:
        with admin(valkey) as client:
            client.flushall()
            for name in ("one", "two"):
                session_id = ana.session(name)
                await window.keep(ana, session_id, turns(session_id, 1, 3), epoch=0)
            slots = {key_slot(key) for key in client.keys("*")}
        assert len(slots) == 1

    async def test_words_moved_to_another_place_do_not_open(
        self, window: ValkeyWindow, ana: Scope, valkey: RunningValkey
    ) -> None:
        session_id = ana.session("s")
        await window.keep(ana, session_id, turns(session_id, 1, 2), epoch=0)
        with admin(valkey) as client:
            key = next(k for k in client.keys("*") if k.endswith(b":window") and client.llen(k) == 2)
            first, second = client.lrange(key, 0, -1)
            client.delete(key)
            client.rpush(key, second, first)
        assert await window.last(ana, session_id, epoch=0, position=2) is None


class TestTwoTiers(WindowContract):
    @pytest.fixture
    async def window(self, valkey: RunningValkey) -> AsyncIterator[TwoTierWindow]:
        async with linked(valkey) as link:
            far = ValkeyWindow(link, Names.of(b"r" * 32), TestKeys())
            yield TwoTierWindow(InProcessWindow(), far)

    async def test_what_one_process_was_told_another_finds(self, valkey: RunningValkey, ana: Scope) -> None:
        session_id = ana.session("s")
        async with linked(valkey) as link:
            here, there = (
                TwoTierWindow(InProcessWindow(), ValkeyWindow(link, Names.of(b"r" * 32), TestKeys())) for _ in range(2)
            )
            await here.keep(ana, session_id, turns(session_id, 1, 2), epoch=0)
            await there.push(ana, session_id, turns(session_id, 3, 3))
            assert list(await here.last(ana, session_id, epoch=0, position=3) or []) == turns(session_id, 1, 3)
