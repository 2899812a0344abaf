"""Whatever happens to notices, a device is told each turn after the one it knew, in order, and once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.domain.errors import ErasedSince, Invalid, QuotaExceeded
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import Role, Turn
from continuo.ports.notices import Notice, NoticeKind
from continuo.services.sync.following import MOST_RECENT, Feed, SyncRules
from continuo.services.sync.hub import Hub
from continuo.services.sync.messages import Live, LiveKind

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ANA = Scope.of(UUID(int=7), "ana")
TALK = ANA.session("talk")
RULES = SyncRules(look=timedelta(seconds=0.02), look_alone=timedelta(seconds=0.02), most_devices=3, most_sessions=2)
SOON = timedelta(seconds=0.05)


@dataclass
class Memory:
    """Keeps as much of the port ``Storage`` as following a session needs: one session's journal in a list."""

    turns: list[Turn] = field(default_factory=list)
    epoch: int = 0
    learned_to: int = 0
    ended_at: datetime | None = None
    reads: int = 0

    def say(self, count: int = 1) -> int:
        for _ in range(count):
            n = len(self.turns) + 1
            self.turns.append(Turn(TALK, n, Role.USER, f"turn {n}", "", NOW, NOW))
        return len(self.turns)

    @asynccontextmanager
    async def reading(self, scope: Scope) -> AsyncIterator[Any]:
        self.reads += 1
        person = SimpleNamespace(epoch=self.epoch) if self.turns else None
        yield SimpleNamespace(person=person, epoch=self.epoch, journal=self)

    async def session(self, session_id: UUID) -> Session | None:
        await asyncio.sleep(0)
        if session_id != TALK or not self.turns:
            return None
        return Session(TALK, "talk", len(self.turns), self.learned_to, NOW, NOW, self.ended_at)

    async def read(self, session_id: UUID, *, after: int = 0, limit: int = 1000) -> Sequence[Turn]:
        await asyncio.sleep(0)
        return [t for t in self.turns if t.position > after][:limit]


async def told(feed: Feed, *, upto: int, longest_s: float = 5.0) -> list[int]:
    """Return the positions of turns that a feed is told until one is reached."""
    found: list[int] = []
    async with asyncio.timeout(longest_s):
        while not found or found[-1] < upto:
            message = await feed.next(SOON)
            if message.kind is LiveKind.TURN:
                found.append(message.position)
    return found


async def next_of(feed: Feed, kind: LiveKind) -> Live:
    async with asyncio.timeout(5):
        while True:
            message = await feed.next(SOON)
            if message.kind is kind:
                return message


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
async def notices() -> InProcessNotices:
    return InProcessNotices()


@pytest.fixture
async def hub(memory: Memory, notices: InProcessNotices) -> AsyncIterator[Hub]:
    hub = Hub(memory, notices, RULES)  # type: ignore[arg-type]
    yield hub
    await hub.close()


Step = tuple[str, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(1, 5)),
        st.tuples(st.just("tell"), st.integers(0, 60)),
        st.tuples(st.just("wait"), st.just(0)),
        st.tuples(st.just("read"), st.integers(1, 4)),
        st.tuples(st.just("leave and come back"), st.just(0)),
    ),
    max_size=40,
)


@given(before=st.integers(0, 5), after=st.integers(0, 5), steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_gaps_and_no_doubles_whatever_notices_are_lost_doubled_or_late(
    before: int, after: int, steps: list[Step]
) -> None:
    async def run() -> None:
        memory, notices = Memory(), InProcessNotices()
        hub = Hub(memory, notices, RULES)  # type: ignore[arg-type]
        memory.say(before)
        known = min(after, before)
        heard: list[int] = []
        waiting = list(steps)
        try:
            while True:
                async with hub.follow(ANA, "talk", after=heard[-1] if heard else known) as feed:
                    while waiting:
                        step, number = waiting.pop(0)
                        if step == "say":
                            memory.say(number)
                        elif step == "tell":
                            # Told of what happened, of what happened long ago, or of what did not happen.
                            await notices.tell(ANA, Notice(NoticeKind.TURNS, TALK, number, 0))
                        elif step == "wait":
                            await asyncio.sleep(0.03)
                        elif step == "read":
                            for _ in range(number):
                                message = await feed.next(timedelta(seconds=0.005))
                                heard += [message.position] if message.kind is LiveKind.TURN else []
                        else:
                            break
                    else:
                        if len(memory.turns) > known + len(heard):
                            heard += await told(feed, upto=len(memory.turns))
                        break
        finally:
            await hub.close()
        assert heard == list(range(known + 1, len(memory.turns) + 1))

    asyncio.run(run())


async def test_a_device_that_was_away_is_told_what_it_missed_however_far_back(hub: Hub, memory: Memory) -> None:
    memory.say(3 * MOST_RECENT + 17)
    async with hub.follow(ANA, "talk", after=5) as feed:
        memory.say(2)
        assert await told(feed, upto=len(memory.turns)) == list(range(6, len(memory.turns) + 1))


async def test_a_device_that_knows_nothing_begins_now(hub: Hub, memory: Memory) -> None:
    memory.say(4)
    async with hub.follow(ANA, "talk") as feed:
        memory.say()
        assert await told(feed, upto=5) == [5]


async def test_devices_of_one_session_cost_one_reading_and_all_hear_the_same(hub: Hub, memory: Memory) -> None:
    memory.say()
    async with (
        hub.follow(ANA, "talk") as one,
        hub.follow(ANA, "talk") as two,
        hub.follow(ANA, "talk") as three,
    ):
        memory.say(5)
        assert [await told(feed, upto=6) for feed in (one, two, three)] == [[2, 3, 4, 5, 6]] * 3
        assert hub.followed == 1


async def test_what_was_learned_and_the_end_are_told_behind_the_turns_before_them(hub: Hub, memory: Memory) -> None:
    memory.say(2)
    async with hub.follow(ANA, "talk") as feed:
        memory.say(3)
        memory.learned_to, memory.ended_at = 5, NOW
        kinds = [(await feed.next(timedelta(seconds=2))).kind for _ in range(5)]
    assert kinds == [LiveKind.TURN] * 3 + [LiveKind.LEARNED, LiveKind.ENDED]


async def test_devices_hear_of_each_other_and_not_of_themselves(hub: Hub) -> None:
    async with hub.follow(ANA, "talk", device="phone") as phone:
        async with hub.follow(ANA, "talk", device="desk") as desk:
            assert desk.following.hello(desk).devices == ("desk", "phone")
            assert (await next_of(phone, LiveKind.PRESENCE)).device == "desk"
            await hub.typing(desk, typing=True)
            assert (await next_of(phone, LiveKind.TYPING)).device == "desk"
            while (message := await desk.next(SOON)).kind is not LiveKind.HEARTBEAT:
                assert message.device != "desk"
        gone = await next_of(phone, LiveKind.PRESENCE)
        assert (gone.device, gone.present) == ("desk", False)


async def test_after_an_erasure_devices_are_told_so_and_nothing_else(hub: Hub, memory: Memory) -> None:
    memory.say(3)
    async with hub.follow(ANA, "talk", after=0) as feed:
        await feed.next(SOON)
        memory.turns.clear()
        memory.epoch = 1
        await hub.forget(ANA)
        async with asyncio.timeout(5):
            while (message := await feed.next(SOON)).kind is LiveKind.TURN:
                pass
        assert (message.kind, message.epoch) == (LiveKind.ERASED, 1)
        assert feed.is_over


async def test_a_device_of_before_an_erasure_is_refused(hub: Hub, memory: Memory) -> None:
    memory.epoch = 2
    with pytest.raises(ErasedSince):
        async with hub.follow(ANA, "talk", after=0, epoch=1):
            pass
    assert hub.followed == 0


async def test_a_position_that_nobody_has_is_refused(hub: Hub, memory: Memory) -> None:
    memory.say(2)
    with pytest.raises(Invalid, match="after"):
        async with hub.follow(ANA, "talk", after=3):
            pass


async def test_there_is_a_limit_to_devices_and_to_sessions(hub: Hub) -> None:
    async with hub.follow(ANA, "talk"), hub.follow(ANA, "talk"), hub.follow(ANA, "talk"):
        with pytest.raises(QuotaExceeded):
            async with hub.follow(ANA, "talk"):
                pass
        async with hub.follow(ANA, "other"):
            with pytest.raises(QuotaExceeded):
                async with hub.follow(ANA, "third"):
                    pass


async def test_nobody_following_leaves_nothing_running(hub: Hub) -> None:
    async with hub.follow(ANA, "talk", device="phone"):
        assert hub.followed == 1
    assert hub.followed == 0
    assert not [task for task in asyncio.all_tasks() if "Following" in repr(task)]
