"""What the hot tier costs, and what it tells while it is flushed.

    make bench-hot

A window of a hundred turns of 200 characters, read from the embedded Valkey by one process: as it comes over the wire
(``fetch``), and with every turn opened and made a turn again (``read``), against one ``GET`` of as many bytes (``get``)
and a read of the window that the process has itself (``near``). ``journal`` is what it replaces, the same turns read
from PostgreSQL, with ``window`` beside it. A turn pushed by one script (``push``) against the same commands sent
together in a transaction (``piped``), which cannot see that a turn follows on another; ``pushed`` seals it, too. A
notice from one process's end to another's.

Then people speak and are answered by two processes, with a plain list for a journal, while the server is emptied every
quarter of a second: answers that differ from the journal are counted, and how long a window is not at hand after the
last time. At last the server is stopped in its tracks (``SIGSTOP``), and a read that nobody answers is timed.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.measuring import interleaved, percentiles, ratios, summary
from bench.report import size, write_report
from bench.sentences import sentence
from bench.stand import stand
from continuo.adapters.embedded_valkey import RunningValkey, serving
from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.valkey.link import Link, opened
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.notices import ValkeyNotices
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Turn
from continuo.memory.working.tiers import TwoTierWindow
from continuo.ports.hot_keys import HotKey
from continuo.ports.notices import Notice, NoticeKind

SEED = 61
TURNS = 100
CHARACTERS = 200
ROUNDS = size("HOT_ROUNDS", 1_000)
TRAFFIC_S = size("HOT_S", 10)
PEOPLE = 20
NOW = datetime(2026, 5, 1, tzinfo=UTC)
NAMES = Names.of(b"b" * 32)


class Keys:
    """Has a key for everybody."""

    def hot_key(self, scope: Scope) -> HotKey | None:
        return HotKey(0, scope.subject_id.bytes * 2)


def turn(scope: Scope, position: int, chance: random.Random) -> Turn:
    text = ""
    while len(text) < CHARACTERS:
        text += sentence(chance) + " "
    return Turn(scope.session("s"), position, Role.USER, text[:CHARACTERS], "", NOW, NOW)


def turns(scope: Scope, count: int) -> list[Turn]:
    chance = random.Random(SEED)
    return [turn(scope, n, chance) for n in range(1, count + 1)]


@asynccontextmanager
async def linked(server: RunningValkey, timeout_s: float = 0.25) -> AsyncIterator[Link]:
    link = opened(f"unix://{server.socket}", timeout_s=timeout_s, password=server.password)
    try:
        yield link
    finally:
        await link.close()


async def reads(link: Link, rounds: int) -> dict[str, float]:
    """Measure reads of one window."""
    scope = Scope.of(uuid4(), "ana")
    session_id, said = scope.session("s"), turns(scope, TURNS)
    far, near = ValkeyWindow(link, NAMES, Keys()), InProcessWindow()
    for window in (far, near):
        await window.keep(scope, session_id, said, epoch=0)
    window_key, state, *_ = NAMES.of_session(scope, session_id)
    script, keys = far._read, [window_key, state, NAMES.sessions(scope)]
    packed = await script.run(link.client, keys, [0, TURNS])
    await link.client.set("bench", packed)
    ways = {
        "get": lambda: link.client.get("bench"),
        "fetch": lambda: script.run(link.client, keys, [0, TURNS]),
        "read": lambda: far.last(scope, session_id, epoch=0, position=TURNS),
        "near": lambda: near.last(scope, session_id, epoch=0, position=TURNS),
    }
    assert await ways["read"]() == said
    series = await interleaved(ways, rounds=rounds, warm_up=50)
    found = ratios("fetch", series, "fetch", "get") | ratios("read", series, "read", "get")
    return {"window_bytes": len(packed), **summary(series), **found}


async def pushes(link: Link, rounds: int) -> dict[str, float]:
    """Measure one turn added to a window, by one script and by the same commands."""
    one, other = Scope.of(uuid4(), "ana"), Scope.of(uuid4(), "bob")
    far, chance = ValkeyWindow(link, NAMES, Keys()), random.Random(SEED)
    for scope in (one, other):
        await far.keep(scope, scope.session("s"), turns(scope, TURNS), epoch=0)
    window, state, *_ = NAMES.of_session(other, other.session("s"))
    words, place = os.urandom(CHARACTERS + 100), TURNS
    script, written = far._push, far._written(one, one.session("s"))

    async def push() -> None:
        nonlocal place
        place += 1
        values = [0, place, TURNS, 2**20, 86_400, 0, NAMES.session(one, one.session("s")), words]
        assert await script.run(link.client, written, values) == 1

    async def piped() -> None:
        async with link.client.pipeline(transaction=True) as pipe:
            pipe.exists(NAMES.gone(other)).hmget(state, "epoch", "position", "bytes").rpush(window, words)
            pipe.ltrim(window, -TURNS, -1)
            pipe.hset(state, mapping={"epoch": 0, "position": place, "bytes": 1, "turn_count": place, "last_active": 0})
            pipe.sadd(NAMES.sessions(other), "s")
            for key in (window, state, NAMES.sessions(other)):
                pipe.expire(key, 86_400)
            await pipe.execute()

    theirs, position = Scope.of(uuid4(), "eve"), 0

    async def pushed() -> None:
        nonlocal position
        position += 1
        await far.push(theirs, theirs.session("s"), [turn(theirs, position, chance)])

    series = await interleaved({"push": push, "piped": piped, "pushed": pushed}, rounds=rounds, warm_up=50)
    return summary(series) | ratios("push", series, "push", "piped")


async def against_the_journal(link: Link, rounds: int) -> dict[str, float]:
    """Measure the same turns read from PostgreSQL, and a read of the window beside it."""
    async with stand() as it:
        scope, said = it.scope("ana"), turns(it.scope("ana"), TURNS)
        far = ValkeyWindow(link, NAMES, Keys())
        await far.keep(scope, scope.session("s"), said, epoch=0)
        async with it.storage.appending(scope) as tx:
            await tx.journal.append("s", [NewTurn(t.role, t.text) for t in said], now=NOW)

        async def cold() -> None:
            async with it.storage.reading(scope) as tx:
                assert len(await tx.journal.read_last(scope.session("s"), TURNS)) == TURNS

        async def hot() -> None:
            assert await far.last(scope, scope.session("s"), epoch=0, position=TURNS) is not None

        pids = [*it.servers()]
        ways = {"journal": cold, "window": hot}
        series = await interleaved(ways, rounds=max(1, rounds // 5), watched=lambda: pids)
        return summary(series) | ratios("window_to_journal", series, "window", "journal")


async def notices(server: RunningValkey, rounds: int) -> dict[str, float]:
    """Measure a notice from one process's end to another's."""
    scope, took = Scope.of(uuid4(), "ana"), []
    async with linked(server) as here, linked(server) as there:
        teller, listener = (ValkeyNotices(link, NAMES, InProcessNotices()) for link in (here, there))
        running = asyncio.create_task(listener.run())
        async with listener.heard(scope) as heard:
            for position in range(rounds):
                began = time.perf_counter()
                await teller.tell(scope, Notice(NoticeKind.TURNS, scope.session("s"), position, 0))
                assert (await anext(heard)).position == position
                took.append(1000 * (time.perf_counter() - began))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    return percentiles("notice", took)


class Traffic:
    """People who speak and are answered, by two processes and one that keeps nothing near, from a list as a journal."""

    def __init__(self, link: Link) -> None:
        far = ValkeyWindow(link, NAMES, Keys())
        self.far = far
        self.windows = [TwoTierWindow(InProcessWindow(), far), TwoTierWindow(InProcessWindow(), far), far]
        self.journals: dict[Scope, list[Turn]] = {Scope.of(uuid4(), f"user {n}"): [] for n in range(PEOPLE)}
        self.answers = self.served = self.wrong = 0

    async def talk(self, scope: Scope, chance: random.Random, until: float) -> None:
        journal, session_id = self.journals[scope], scope.session("s")
        while time.monotonic() < until:
            journal.append(turn(scope, len(journal) + 1, chance))
            await chance.choice(self.windows).push(scope, session_id, journal[-1:])
            window = chance.choice(self.windows)
            found = await window.last(scope, session_id, epoch=0, position=len(journal))
            self.answers += 1
            if found is None:
                await window.keep(scope, session_id, journal[-TURNS:], epoch=0)
            else:
                self.served += 1
                self.wrong += list(found) != journal[-TURNS:]
            await asyncio.sleep(0)

    async def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(self.talk(s, random.Random(n), until) for n, s in enumerate(self.journals)))

    async def warm_s(self) -> float:
        """Return how long it takes, while people go on speaking, until each of their windows is at hand once more."""
        began, cold = time.monotonic(), set(self.journals)
        while cold and time.monotonic() - began < 60:
            await self.run(0.05)
            for scope in list(cold):
                said = len(self.journals[scope])
                if await self.far.last(scope, scope.session("s"), epoch=0, position=said) is not None:
                    cold.discard(scope)
        return time.monotonic() - began


async def flushed(link: Link, seconds: float) -> dict[str, Any]:
    """Empty the server under traffic, again and again."""
    traffic, flushes, until = Traffic(link), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        await traffic.run(0.25)
        await link.client.flushall()
        flushes += 1
    warm_s = await traffic.warm_s()
    return {
        "flushes": flushes, "answers": traffic.answers, "served_share": round(traffic.served / traffic.answers, 3),
        "wrong_answers": traffic.wrong, "warm_again_s": round(warm_s, 3),
    }  # fmt: skip


async def stopped(server: RunningValkey, rounds: int) -> dict[str, float]:
    """Time reads that nobody answers."""
    scope, took = Scope.of(uuid4(), "ana"), []
    async with linked(server) as link:
        far = ValkeyWindow(link, NAMES, Keys())
        await far.keep(scope, scope.session("s"), turns(scope, TURNS), epoch=0)
        os.kill(server.pid, signal.SIGSTOP)
        try:
            for _ in range(rounds):
                began = time.perf_counter()
                await far.last(scope, scope.session("s"), epoch=0, position=TURNS)
                took.append(1000 * (time.perf_counter() - began))
                await asyncio.sleep(0)
        finally:
            os.kill(server.pid, signal.SIGCONT)
    return {
        "away_first_ms": round(took[0], 3), "away_p50_ms": round(statistics.median(took), 4),
        "away_second_slowest_ms": round(sorted(took)[-2], 3),
    }  # fmt: skip


async def measure(rounds: int = ROUNDS, seconds: float = TRAFFIC_S) -> dict[str, Any]:
    """Measure all of it on an embedded server of its own."""
    with tempfile.TemporaryDirectory(prefix="continuo-bench-") as folder:
        Path(folder).chmod(0o755)
        began = time.perf_counter()
        async with serving(Path(folder) / "valkey", memory_mb=128) as server, linked(server) as link:
            start_s = time.perf_counter() - began
            figures = {"start_s": round(start_s, 3), **await reads(link, rounds), **await pushes(link, rounds)}
            figures |= await notices(server, rounds)
            figures |= await against_the_journal(link, rounds)
            figures |= await flushed(link, seconds)
            figures |= await stopped(server, rounds)
    return figures


if __name__ == "__main__":
    write_report(
        "hot",
        asyncio.run(measure()),
        seed=SEED,
        targets={
            "fetch_ratio": "<= 2", "window_to_journal_cpu_ratio": "<= 0.5", "push_ratio": "<= 1.1",
            "wrong_answers": "<= 0", "warm_again_s": "<= 30", "start_s": "<= 1",
        },
    )  # fmt: skip
