"""The contract of the port ``Notices``, for the one in the process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.domain.scope import Scope
from continuo.ports.notices import Notice, NoticeKind, Notices

SESSION = UUID("00000000-0000-8000-8000-000000000001")
PATIENCE_S = 5.0


def news(position: int, kind: NoticeKind = NoticeKind.TURNS) -> Notice:
    return Notice(kind, SESSION, position, 0)


async def taken(heard: AsyncIterator[Notice], count: int) -> list[Notice]:
    async with asyncio.timeout(PATIENCE_S):
        return [await anext(heard) for _ in range(count)]


async def hears_nothing(heard: AsyncIterator[Notice]) -> bool:
    try:
        async with asyncio.timeout(0.1):
            await anext(heard)
    except TimeoutError:
        return True
    return False


class NoticesContract:
    """``teller`` and ``listener`` may be two processes' ends of one carrier, or the same object."""

    @pytest.fixture
    async def teller(self) -> AsyncIterator[Notices]:
        raise AssertionError("an adapter's suite brings its notices")
        yield

    @pytest.fixture
    async def listener(self, teller: Notices) -> AsyncIterator[Notices]:
        yield teller

    @pytest.fixture
    def ana(self) -> Scope:
        return Scope.of(uuid4(), "ana")

    async def test_whoever_listens_hears_it_in_the_order_of_telling(
        self, teller: Notices, listener: Notices, ana: Scope
    ) -> None:
        told = [news(n) for n in range(1, 21)]
        async with listener.heard(ana) as heard:
            for notice in told:
                await teller.tell(ana, notice)
            assert await taken(heard, 20) == told

    async def test_every_field_arrives_as_it_was_told(self, teller: Notices, listener: Notices, ana: Scope) -> None:
        told = [Notice(kind, SESSION, 7, 3, "Ana's phone ☎", present=False) for kind in NoticeKind]
        told.append(Notice(NoticeKind.ERASED, None, 0, 4))
        async with listener.heard(ana) as heard:
            for notice in told:
                await teller.tell(ana, notice)
            assert await taken(heard, len(told)) == told

    async def test_all_listeners_hear_it_and_each_of_them_once(
        self, teller: Notices, listener: Notices, ana: Scope
    ) -> None:
        async with teller.heard(ana) as near, listener.heard(ana) as far, listener.heard(ana) as beside:
            await teller.tell(ana, news(1))
            await teller.tell(ana, news(2))
            heard = await asyncio.gather(taken(near, 2), taken(far, 2), taken(beside, 2))
            assert heard == [[news(1), news(2)]] * 3
            assert await hears_nothing(near)

    async def test_nobody_hears_of_somebody_else(self, teller: Notices, listener: Notices, ana: Scope) -> None:
        bob, namesake = Scope.of(ana.tenant_id, "bob"), Scope.of(uuid4(), "ana")
        async with listener.heard(bob) as of_bob, listener.heard(namesake) as of_namesake:
            await teller.tell(ana, news(1))
            await teller.tell(bob, news(2))
            assert await taken(of_bob, 1) == [news(2)]
            assert await hears_nothing(of_namesake)

    async def test_words_with_a_purpose_and_words_without_one_are_news_of_the_same_person(
        self, teller: Notices, listener: Notices, ana: Scope
    ) -> None:
        async with listener.heard(Scope.of(ana.tenant_id, "ana", "support")) as heard:
            await teller.tell(ana, news(1))
            assert await taken(heard, 1) == [news(1)]

    async def test_a_listener_who_does_not_listen_loses_the_oldest_and_holds_nobody_up(
        self, teller: Notices, listener: Notices, ana: Scope
    ) -> None:
        async with listener.heard(ana) as asleep, listener.heard(ana) as awake:
            heard_awake: list[int] = []
            for n in range(1, 1001):
                await teller.tell(ana, news(n))
                heard_awake += [notice.position for notice in await taken(awake, 1)]
            waited = [notice.position for notice in await taken(asleep, 10)]
            assert heard_awake == list(range(1, 1001))
            assert waited[0] > 1, "something was lost, for there is a limit"
            assert waited == list(range(waited[0], waited[0] + 10))
            last = waited[-1]
            while last < 1000:
                last = (await taken(asleep, 1))[0].position
            assert last == 1000

    async def test_who_left_hears_no_more_and_who_comes_again_hears_only_what_is_new(
        self, teller: Notices, listener: Notices, ana: Scope
    ) -> None:
        async with listener.heard(ana):
            pass
        await teller.tell(ana, news(1))
        async with listener.heard(ana) as heard:
            await teller.tell(ana, news(2))
            assert await taken(heard, 1) == [news(2)]

    async def test_nobody_listening_is_no_error(self, teller: Notices, ana: Scope) -> None:
        await teller.tell(ana, news(1))


class TestInProcessNotices(NoticesContract):
    @pytest.fixture
    async def teller(self) -> AsyncIterator[InProcessNotices]:
        yield InProcessNotices()

    async def test_nothing_is_kept_of_people_whom_nobody_follows(self, teller: InProcessNotices) -> None:
        tenant_id = uuid4()
        for n in range(100):
            async with teller.heard(Scope.of(tenant_id, f"user {n}")):
                pass
        assert not vars(teller)["_listeners"]
