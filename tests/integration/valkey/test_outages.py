"""What becomes of windows, leases and notices while their server is flushed, killed, full, slow, silent or closed.

The journal is a plain list here; what a window tells is compared with it, word for word.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from tests.postgres import reachable_folder
from tests.valkey import TestKeys, admin, line_to, linked, running_valkey

from continuo.adapters.embedded_valkey import RunningValkey, serving
from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.valkey.leases import ValkeyLeases
from continuo.adapters.valkey.link import Link, opened
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.notices import ValkeyNotices
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.memory.working.tiers import TwoTierWindow
from continuo.ports.notices import Notice, NoticeKind
from continuo.ports.window import Window

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NAMES = Names.of(b"r" * 32)
MOST_TURNS = 100


class Conversation:
    """A session, its journal, and processes that read and write it in turns."""

    def __init__(self, scope: Scope, windows: list[Window]) -> None:
        self.scope = scope
        self.session_id = scope.session("s")
        self.windows = windows
        self.journal: list[Turn] = []
        self.padding = ""
        self.hits = 0
        self.misses = 0
        self.wrong = 0

    async def say(self, rng: random.Random) -> None:
        """Append one to three turns in one process; what was appended is pushed, but for one time in thirty."""
        first = len(self.journal) + 1
        said = [
            Turn(
                self.session_id,
                n,
                Role.USER,
                f"{n}: {rng.random()} {self.padding}",
                "",
                NOW + timedelta(seconds=n),
                NOW,
            )
            for n in range(first, first + rng.randint(1, 3))
        ]
        self.journal += said
        if rng.random() > 1 / 30:
            await rng.choice(self.windows).push(self.scope, self.session_id, said)

    async def ask(self, rng: random.Random) -> None:
        """Read the window in one process; where there is none, read the journal and keep what it says."""
        window, last = rng.choice(self.windows), len(self.journal)
        whole = self.journal[-MOST_TURNS:]
        found = await window.last(self.scope, self.session_id, epoch=0, position=last)
        if found is None:
            self.misses += 1
            await window.keep(self.scope, self.session_id, whole, epoch=0)
            return
        self.hits += 1
        self.wrong += list(found) != whole


@pytest.fixture(scope="module")
def valkey() -> Iterator[RunningValkey]:
    with running_valkey() as server:
        yield server


@pytest.fixture
def ana() -> Scope:
    return Scope.of(uuid4(), "ana")


def far(link: Link) -> ValkeyWindow:
    return ValkeyWindow(link, NAMES, TestKeys(), most_turns=MOST_TURNS)


def processes(link: Link) -> list[Window]:
    """Return what two processes have, and one that keeps nothing near."""
    return [*(TwoTierWindow(InProcessWindow(most_turns=MOST_TURNS), far(link)) for _ in range(2)), far(link)]


async def talk(conversations: list[Conversation], rng: random.Random, rounds: int) -> None:
    for _ in range(rounds):
        for conversation in conversations:
            await conversation.say(rng)
            await conversation.ask(rng)


async def warm_after(conversation: Conversation, rng: random.Random) -> float:
    """Return seconds until a process that keeps nothing near is served from the server again."""
    began = time.monotonic()
    while time.monotonic() - began < 30:
        await conversation.say(rng)
        hits = conversation.hits
        conversation.windows = conversation.windows[-1:]
        await conversation.ask(rng)
        if conversation.hits > hits:
            return time.monotonic() - began
        await asyncio.sleep(0.05)
    raise AssertionError("it is still cold after 30 s")


async def test_flushed_in_the_midst_of_traffic_it_tells_nothing_wrong_and_is_warm_again(valkey: RunningValkey) -> None:
    rng = random.Random(1)
    async with linked(valkey) as link:
        conversations = [Conversation(Scope.of(uuid4(), f"user {n}"), processes(link)) for n in range(10)]
        with admin(valkey) as client:
            for _ in range(10):
                await talk(conversations, rng, 4)
                client.flushall()
        assert sum(c.wrong for c in conversations) == 0
        assert sum(c.hits for c in conversations) > 100, "the test has to see windows that are told"
        assert await warm_after(conversations[0], rng) < 5


async def test_killed_in_the_midst_of_traffic_it_tells_nothing_wrong_and_is_warm_again() -> None:
    rng = random.Random(2)
    with reachable_folder() as folder:
        async with serving(folder / "valkey", memory_mb=16) as server, linked(server, timeout_s=0.25) as link:
            conversations = [Conversation(Scope.of(uuid4(), f"user {n}"), processes(link)) for n in range(5)]
            await talk(conversations, rng, 20)
            os.kill(server.pid, signal.SIGKILL)
            await talk(conversations, rng, 40)
            assert link.outages > 0
            assert await warm_after(conversations[0], rng) < 15
            await talk(conversations, rng, 20)
        assert sum(c.wrong for c in conversations) == 0


async def test_windows_that_were_dropped_for_want_of_room_are_missed_and_not_told_by_half() -> None:
    rng = random.Random(3)
    with running_valkey(memory_mb=8) as server:
        async with linked(server) as link:
            with admin(server) as client:
                client.config_set("maxmemory", client.info("memory")["used_memory"] + 500_000)
            conversations = [Conversation(Scope.of(uuid4(), f"user {n}"), [far(link)]) for n in range(100)]
            for conversation in conversations:
                conversation.padding = "x" * 1000
            await talk(conversations, rng, 8)
        with admin(server) as client:
            assert int(client.info("stats")["evicted_keys"]) > 100, "the test has to fill it"
    assert sum(c.wrong for c in conversations) == 0


async def test_a_server_without_room_that_drops_nothing_is_asked_on_and_tells_nothing_stale(ana: Scope) -> None:
    rng = random.Random(4)
    with running_valkey(memory_mb=8) as server:
        async with linked(server) as link:
            conversation = Conversation(ana, [far(link)])
            await talk([conversation], rng, 10)
            with admin(server) as client:
                client.config_set("maxmemory-policy", "noeviction")
                client.config_set("maxmemory", client.info("memory")["used_memory"] - 100_000)
            hits = conversation.hits
            await talk([conversation], rng, 20)
            assert conversation.hits == hits, "nothing new can be kept, and what is old reaches to another position"
            assert link.refusals > 0
            assert not link.rests, "a server that has no room is not away"
            assert "valkey" in await link.version()
            assert conversation.wrong == 0


async def test_behind_a_wrong_password_everything_goes_on_and_health_says_why(
    valkey: RunningValkey, ana: Scope
) -> None:
    link = opened(f"unix://{valkey.socket}", timeout_s=0.25, password="not it")
    try:
        window, leases = far(link), ValkeyLeases(link, NAMES)
        assert await window.last(ana, ana.session("s"), epoch=0, position=1) is None
        lease = await leases.take(ana, ana.session("s"), "me", span=timedelta(seconds=5))
        assert lease is not None
        assert lease.fence == 0
        with pytest.raises(Unavailable, match="AuthenticationError"):
            await link.version()
    finally:
        await link.close()


@pytest.mark.parametrize("trouble", ["slow", "silent"])
async def test_a_line_without_answers_costs_one_timeout_and_then_next_to_nothing(
    valkey: RunningValkey, ana: Scope, trouble: str
) -> None:
    session_id = ana.session("s")
    async with line_to(valkey) as (line, url):
        link = opened(url, timeout_s=0.1)
        window = far(link)
        assert await window.last(ana, session_id, epoch=0, position=1) is None
        assert link.outages == 0
        line.delay_s, line.silent = (3.0, False) if trouble == "slow" else (0.0, True)
        spent = []
        for _ in range(200):
            began = time.monotonic()
            assert await window.last(ana, session_id, epoch=0, position=1) is None
            spent.append(time.monotonic() - began)
            await asyncio.sleep(0.002)
        assert spent[0] < 1
        assert statistics.median(spent) < 0.001
        assert sum(s > 0.05 for s in spent) == 1, "nobody but the first waits; probes are nobody's wait"
        line.delay_s, line.silent = 0.0, False
        began = time.monotonic()
        while link.rests:
            assert time.monotonic() - began < 15, "it is not found to be back"
            await asyncio.sleep(0.05)
        await link.close()


async def test_a_line_that_is_cut_is_made_anew(valkey: RunningValkey, ana: Scope) -> None:
    rng = random.Random(5)
    async with line_to(valkey) as (line, url):
        link = opened(url, timeout_s=1.0)
        conversation = Conversation(ana, [far(link)])
        for _ in range(20):
            await talk([conversation], rng, 3)
            line.cut()
            await asyncio.sleep(0.01)
        assert conversation.wrong == 0
        assert conversation.hits > 20
        await link.close()


async def test_fences_go_on_growing_over_a_flush(valkey: RunningValkey, ana: Scope) -> None:
    session_id, fences = ana.session("s"), []
    async with linked(valkey) as link:
        leases = ValkeyLeases(link, NAMES)
        for n in range(5):
            lease = await leases.take(ana, session_id, f"h{n}", span=timedelta(minutes=1))
            assert lease is not None
            fences.append(lease.fence)
            with admin(valkey) as client:
                client.flushall()
            await asyncio.sleep(0.005)
    assert fences == sorted(set(fences))
    assert fences[0] > 0


async def test_notices_are_heard_within_the_process_while_the_line_is_silent(valkey: RunningValkey, ana: Scope) -> None:
    async with line_to(valkey) as (line, url):
        link = opened(url, timeout_s=0.1)
        notices = ValkeyNotices(link, NAMES, InProcessNotices())
        running = asyncio.create_task(notices.run())
        line.silent = True
        told = Notice(NoticeKind.TURNS, ana.session("s"), 1, 0)
        async with asyncio.timeout(5), notices.heard(ana) as heard:
            await notices.tell(ana, told)
            assert await anext(heard) == told
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await link.close()


async def test_who_comes_as_another_leaves_is_not_kept_waiting(valkey: RunningValkey, ana: Scope) -> None:
    async with linked(valkey) as link:
        notices = ValkeyNotices(link, NAMES, InProcessNotices())
        running = asyncio.create_task(notices.run())
        spent = []
        for _ in range(10):
            began = time.monotonic()
            async with notices.heard(ana):
                spent.append(time.monotonic() - began)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    assert max(spent) < 0.5
