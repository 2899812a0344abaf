"""Following a session: nothing missing and nothing twice, whatever becomes of the notices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.sync.stage import ANA, NOW, TALK, Stage

from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.domain.errors import Invalid, NotFound, QuotaExceeded, StaleEpoch, Unavailable
from continuo.ports.notices import Notice, NoticeKind
from continuo.services.sync.hub import Credential, Hub, LiveLimits
from continuo.services.sync.line import MOST_WAITING, Line, Wanted
from continuo.services.sync.news import Edited, Ended, Ending, Farewell, Learned, News, Present, Said

PATIENCE_S = 5.0
NEVER_S = 60.0


def hub_over(stage: Stage, notices: InProcessNotices | None = None, **limits: float) -> Hub:
    return Hub(stage, notices or InProcessNotices(), replace(LiveLimits(look_s=NEVER_S), **limits))  # type: ignore[arg-type]


def of_turns(position: int) -> Notice:
    return Notice(NoticeKind.TURNS, ANA.session(TALK), position, 0)


async def taken(line: Line, position: int) -> list[News]:
    """Return what a line tells until it has told everything up to a position."""
    found: list[News] = []
    async with asyncio.timeout(PATIENCE_S):
        while line.position < position:
            news = await line.next(PATIENCE_S)
            assert news is not None
            found.append(news)
    return found


def told(news: list[News], after: int) -> list[str]:
    """Return the words of turns, asserting that each piece goes on where the one before ended."""
    words: list[str] = []
    for said in (n for n in news if isinstance(n, Said)):
        assert said.after == after
        assert [t.position for t in said.turns] == list(range(after + 1, said.position + 1))
        after = said.position
        words += [t.text for t in said.turns]
    return words


@asynccontextmanager
async def following(hub: Hub, after: int = 0, device: str = "phone") -> AsyncIterator[Line]:
    async with hub.follow(ANA, Wanted(TALK, device, after, 0)) as (line, _):
        yield line


class Unreliable(InProcessNotices):
    """Loses, doubles and delays notices as it is told to."""

    def __init__(self, fates: list[str]) -> None:
        super().__init__()
        self._fates = fates
        self._late: list[Notice] = []

    async def tell(self, scope: object, notice: Notice) -> None:
        fate = self._fates.pop() if self._fates else "arrives"
        if fate == "late":
            self._late.append(notice)
        for _ in range({"lost": 0, "late": 0, "arrives": 1, "doubled": 2}[fate]):
            await super().tell(ANA, notice)
        if fate != "late" and self._late:
            await super().tell(ANA, self._late.pop(0))


FATES = st.lists(st.sampled_from(["lost", "late", "arrives", "doubled"]), max_size=60)
STEPS = st.lists(
    st.one_of(
        st.integers(1, 120).map(lambda n: ("say", n)),
        st.integers(0, 2).map(lambda n: ("take", n)),
        st.integers(0, 2).map(lambda n: ("leave", n)),
        st.integers(0, 3).map(lambda n: ("pause", n)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(FATES, STEPS)
def test_every_device_ends_with_every_turn_once_and_in_order(fates: list[str], steps: list[tuple[str, int]]) -> None:
    async def lives() -> list[list[str]]:
        stage = Stage(["begin"])
        notices = Unreliable(list(fates))
        hub = hub_over(stage, notices, look_s=0.01)
        words: list[list[str]] = [[], [], []]
        places = [0, 0, 0]

        async def visit(device: int, until: int | None) -> None:
            """Come, take what there is or a piece of it, and go."""
            async with following(hub, places[device], f"device {device}") as line:
                if until is None:
                    news = [n for n in [await line.next(0.02)] if n is not None]
                else:
                    news = await taken(line, until)
                words[device] += told(news, places[device])
                places[device] = line.position

        async with following(hub, device="steady") as steady:
            heard: list[News] = []
            for kind, number in steps:
                if kind == "say":
                    last = stage.say(*(f"{len(stage.words)}.{n}" for n in range(number)))
                    await notices.tell(ANA, of_turns(last))
                elif kind == "take" and (news := await steady.next(0.005)) is not None:
                    heard.append(news)
                elif kind == "leave":
                    await visit(number, None)
                elif kind == "pause":
                    await asyncio.sleep(number / 1000)
            heard += await taken(steady, len(stage.words))
            for device in range(3):
                await visit(device, len(stage.words))
        return [stage.words, told(heard, 0), *words]

    everything, *devices = asyncio.run(lives())
    assert all(device == everything for device in devices)


async def test_a_notice_that_is_lost_is_made_up_for_by_looking() -> None:
    stage = Stage(["one"])
    hub = hub_over(stage, look_s=0.02)
    async with following(hub) as line:
        await taken(line, 1)
        await asyncio.sleep(0.05)
        stage.say("two")
        assert told(await taken(line, 2), 1) == ["two"]

    assert hub.tally.healed == 1


async def test_a_store_that_is_away_for_a_moment_is_asked_again() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    hub = hub_over(stage, notices)
    async with following(hub, 1) as line:
        await asyncio.sleep(0.05)
        stage.troubles = 1
        await notices.tell(ANA, of_turns(stage.say("two")))
        assert told(await taken(line, 2), 1) == ["two"]

    assert hub.tally.troubles == 1


async def test_a_notice_brings_news_long_before_the_next_look() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    async with following(hub_over(stage, notices)) as line:
        await taken(line, 1)
        await notices.tell(ANA, of_turns(stage.say("two")))
        assert told(await taken(line, 2), 1) == ["two"]


async def test_one_read_serves_all_who_are_level() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    hub = hub_over(stage, notices)
    async with following(hub, 1, "a") as a, following(hub, 1, "b") as b, following(hub, 1, "c") as c:
        await asyncio.sleep(0.05)
        before = stage.read
        await notices.tell(ANA, of_turns(stage.say("two")))
        for line in (a, b, c):
            assert told(await taken(line, 2), 1) == ["two"]

    assert stage.read - before == 1


async def test_what_waits_for_a_device_has_a_limit_and_still_everything_comes() -> None:
    stage, notices = Stage(["begin"]), InProcessNotices()
    async with following(hub_over(stage, notices), 1) as line:
        for n in range(3 * MOST_WAITING):
            await notices.tell(ANA, of_turns(stage.say(f"turn {n}")))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        assert len(vars(line)["_waiting"]) <= MOST_WAITING
        assert told(await taken(line, len(stage.words)), 1) == stage.words[1:]


async def test_of_several_states_a_slow_device_hears_the_last() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    async with following(hub_over(stage, notices), 1) as line:
        for reached in (1, 2, 3):
            stage.say("more")
            stage.consolidated_to = reached
            await notices.tell(ANA, replace(of_turns(0), kind=NoticeKind.LEARNED))
            await asyncio.sleep(0.01)
        stage.ended_at = NOW
        stage.version += 1
        await notices.tell(ANA, replace(of_turns(0), kind=NoticeKind.ENDED))
        await asyncio.sleep(0.01)
        news = await taken(line, 4)
        async with asyncio.timeout(PATIENCE_S):
            while not any(isinstance(n, Ended) for n in news):
                news += [n for n in [await line.next(0.1)] if n is not None]

    assert [n for n in news if isinstance(n, Learned | Ended)] == [Learned(3), Ended(NOW)]


async def test_memories_that_change_by_a_decision_are_told_as_such() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    async with following(hub_over(stage, notices), 1) as line:
        stage.version, stage.memory = 7, 3
        await notices.tell(ANA, Notice(NoticeKind.EDITED, None, 0, 0))
        assert await line.next(PATIENCE_S) == Edited(3)


async def test_after_an_erasure_nothing_that_waited_is_handed_out() -> None:
    stage, notices = Stage(["secret"]), InProcessNotices()
    async with following(hub_over(stage, notices)) as line:
        await asyncio.sleep(0.02)
        stage.words, stage.epoch, stage.version, stage.is_known = [], 1, 9, False
        await notices.tell(ANA, Notice(NoticeKind.ERASED, None, 0, 1))
        await asyncio.sleep(0.02)
        with pytest.raises(Farewell) as farewell:
            await line.next(PATIENCE_S)

    assert (farewell.value.ending, farewell.value.epoch) == (Ending.ERASED, 1)


async def test_whoever_comes_from_another_epoch_or_from_beyond_the_end_is_refused() -> None:
    hub = hub_over(Stage(["one"], epoch=2))

    for wanted, error in (
        (Wanted(TALK, "phone", 1, 1), StaleEpoch),
        (Wanted(TALK, "phone", 2, 2), Invalid),
        (Wanted(TALK, "phone", 1, None), Invalid),
        (Wanted("other", "phone"), NotFound),
        (Wanted(TALK, "x" * 65), Invalid),
    ):
        with pytest.raises(error):
            async with hub.follow(ANA, wanted):
                pass
    assert (hub.open, vars(hub)["_people"]) == (0, {})


async def test_devices_of_a_process_and_of_a_key_are_limited() -> None:
    async def good() -> bool:
        return True

    hub = hub_over(Stage(["one"]), connections=2, of_a_key=1)
    key = Credential("k", good)
    async with hub.follow(ANA, Wanted(TALK, "a"), key):
        with pytest.raises(QuotaExceeded, match="with this key"):
            async with hub.follow(ANA, Wanted(TALK, "b"), key):
                pass
        async with following(hub):
            with pytest.raises(QuotaExceeded, match="to this process"):
                async with following(hub):
                    pass

    assert (hub.open, vars(hub)["_keys"]) == (0, {})


async def test_a_credential_that_is_no_longer_good_ends_its_lines_alone() -> None:
    is_good = True

    async def answer() -> bool:
        return is_good

    hub = hub_over(Stage(["one"]))
    looking = asyncio.create_task(hub.run())
    async with hub.follow(ANA, Wanted(TALK, "a"), Credential("k", answer)) as (line, _), following(hub, 1) as other:
        is_good = False
        with pytest.raises(Farewell, match="refused"):
            await taken(line, 2)
        await other.next(0.01)
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking


async def test_devices_see_one_another_come_and_go_also_from_another_process() -> None:
    stage, notices = Stage(["one"]), InProcessNotices()
    here, there = hub_over(stage, notices), hub_over(stage, notices)
    async with following(here, 1, "phone") as phone:
        await asyncio.sleep(0.01)
        async with following(there, 1, "desk") as desk:
            assert await phone.next(PATIENCE_S) == Present("desk", True)
            await asyncio.sleep(0.02)
            assert set(phone.tail.devices) == {"phone", "desk"}
            assert "desk" in desk.tail.devices
        assert await phone.next(PATIENCE_S) == Present("desk", False)


async def test_a_process_that_ends_says_so_and_takes_nobody_in() -> None:
    hub = hub_over(Stage(["one"]))
    async with following(hub, 1) as line:
        hub.close()
        with pytest.raises(Farewell, match="closing"):
            await line.next(PATIENCE_S)

    with pytest.raises(Unavailable):
        async with following(hub):
            pass
