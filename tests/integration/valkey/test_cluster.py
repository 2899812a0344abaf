"""The hot tier on a cluster of six nodes: the same promises, also while a primary dies under load."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from tests.valkey import TestKeys
from tests.valkey_cluster import PASSWORD, Cluster, running_cluster

from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.adapters.valkey.leases import ValkeyLeases
from continuo.adapters.valkey.link import Link, opened
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.notices import ValkeyNotices
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.ports.notices import Notice, NoticeKind

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NAMES = Names.of(b"r" * 32)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
async def link(cluster: Cluster) -> AsyncIterator[Link]:
    async with linked(cluster) as link:
        yield link


@asynccontextmanager
async def linked(cluster: Cluster) -> AsyncIterator[Link]:
    link = opened(cluster.url, timeout_s=0.5, password=PASSWORD)
    try:
        yield link
    finally:
        await link.close()


def somebody(number: int = 0) -> Scope:
    return Scope.of(uuid4(), f"user {number}")


def turn(scope: Scope, position: int) -> Turn:
    return Turn(scope.session("s"), position, Role.USER, f"{scope.user_id} says {position}", "", NOW, NOW)


async def test_windows_leases_and_forgetting_work_as_with_one_server(cluster: Cluster, link: Link) -> None:
    people = [somebody(n) for n in range(30)]
    window, leases = ValkeyWindow(link, NAMES, TestKeys()), ValkeyLeases(link, NAMES)
    for scope in people:
        for position in range(1, 4):
            await window.push(scope, scope.session("s"), [turn(scope, position)])
        assert await leases.take(scope, scope.session("s"), "one", span=timedelta(minutes=1)) is not None
        assert await leases.take(scope, scope.session("s"), "two", span=timedelta(minutes=1)) is None
    assert len({cluster.primary_of(NAMES.person(scope)) for scope in people}) == 3, "they have to lie on all nodes"
    for scope in people:
        kept = await window.last(scope, scope.session("s"), epoch=0, position=3)
        assert list(kept or []) == [turn(scope, n) for n in (1, 2, 3)]

    assert await window.forget(people[0]) == 1
    assert await window.left(people[0]) == 0
    assert await leases.take(people[0], people[0].session("s"), "two", span=timedelta(minutes=1)) is not None
    assert await window.last(people[0], people[0].session("s"), epoch=0, position=3) is None
    assert await window.last(people[1], people[1].session("s"), epoch=0, position=3) is not None
    assert link.outages == 0
    assert "cluster" in await link.version()


@asynccontextmanager
async def listening(link: Link) -> AsyncIterator[ValkeyNotices]:
    notices = ValkeyNotices(link, NAMES, InProcessNotices())
    running = asyncio.create_task(notices.run())
    try:
        yield notices
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_notices_reach_other_processes_whatever_nodes_they_are_on(cluster: Cluster) -> None:
    people = [somebody(n) for n in range(12)]
    told = Notice(NoticeKind.TURNS, None, 1, 0)
    async with linked(cluster) as here, linked(cluster) as there, listening(here) as teller, listening(there) as other:
        for scope in people:
            async with asyncio.timeout(10), other.heard(scope) as heard:
                await teller.tell(scope, told)
                assert await anext(heard) == told


class Traffic:
    """People who speak and are answered, from their own journals, while something happens to the cluster."""

    def __init__(self, link: Link, people: list[Scope]) -> None:
        self.window = ValkeyWindow(link, NAMES, TestKeys())
        self.journals: dict[Scope, list[Turn]] = {scope: [] for scope in people}
        self.slowest_s = 0.0
        self.wrong = 0
        self.served: dict[Scope, float] = {}

    async def run(self, until: float) -> None:
        await asyncio.gather(*(self._talk(scope, until) for scope in self.journals))

    async def _talk(self, scope: Scope, until: float) -> None:
        journal, session_id = self.journals[scope], scope.session("s")
        while time.monotonic() < until:
            journal.append(turn(scope, len(journal) + 1))
            began = time.monotonic()
            await self.window.push(scope, session_id, journal[-1:])
            found = await self.window.last(scope, session_id, epoch=0, position=len(journal))
            self.slowest_s = max(self.slowest_s, time.monotonic() - began)
            if found is None:
                await self.window.keep(scope, session_id, journal[-100:], epoch=0)
            else:
                self.wrong += list(found) != journal[-100:]
                self.served[scope] = time.monotonic()
            await asyncio.sleep(0.02)


async def test_a_primary_that_dies_under_load_makes_nobody_wait_long_and_nothing_wrong(cluster: Cluster) -> None:
    people = [somebody(n) for n in range(12)]
    async with linked(cluster) as link:
        traffic = Traffic(link, people)
        await traffic.run(time.monotonic() + 1)
        dead = cluster.primary_of(NAMES.person(people[0]))
        theirs = [scope for scope in people if cluster.primary_of(NAMES.person(scope)) == dead]
        cluster.kill(dead)
        killed = time.monotonic()
        back: dict[Scope, float] = {}
        while len(back) < len(people):
            assert time.monotonic() - killed < 30, "the cluster does not come back to everybody within 30 s"
            began = time.monotonic()
            await traffic.run(began + 0.25)
            back |= {s: t - killed for s, t in traffic.served.items() if s not in back and t > began}
    assert traffic.wrong == 0
    assert all(back[scope] < 30 for scope in theirs)
    assert traffic.slowest_s < 2, "two questions, of half a second at most each"
    others = [scope for scope in people if scope not in theirs]
    assert others
    assert link.outages > 0
