"""What actors cost: memory of a session at rest, and appends of many writers to one session and to many.

    make bench-actors

Appends are made in the process, by turns: through mailboxes and actors (``NAME``); the same without them, each for
itself, as it was before there were any (``NAME_direct``); and a bare ``INSERT`` and ``COMMIT`` by eight connections. All
wait for the disk before they answer. Processor time is that of an append, here and in the database.

Memory is what the interpreter hands out (``tracemalloc``) for each of the sessions: awake right after ten turns were
said and asked for, and passive after their actors were let go, with whatever the process still keeps of them.
"""

from __future__ import annotations

import asyncio
import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bench.append import bare_rate
from bench.measuring import cpu_ms
from bench.report import size, write_report
from bench.sentences import sentence
from bench.stand import Stand, stand
from continuo.adapters.inprocess.leases import InProcessLeases
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.domain.clock import system_clock
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.mailbox import Letter
from continuo.memory.journal.room import Journal, SessionRules
from continuo.memory.journal.writing import Writing
from continuo.memory.working.actors import Actors
from continuo.memory.working.room import Working
from continuo.ports.intake import Addition

SEED = 59
SESSIONS = size("ACTORS_SESSIONS", 10_000)
SESSIONS_A_PERSON = 20
TURNS = 10
SAID_TOGETHER = 50
ROUNDS = 5
ROUND_S = 1.5
WRITERS = (8, 64)
RULES = SessionRules(batch_turns=1000, quiet=timedelta(hours=1), batch_characters=10**9)

Say = Callable[[Scope, str, NewTurn], Awaitable[Appended]]
Figures = dict[str, Any]


def ways(it: Stand) -> Mapping[str, Say]:
    """Return both ways into the journal, over the same intake."""
    intake = PostgresIntake(it.pools, it.storage.people)
    actors = Actors(it.storage, InProcessLeases(system_clock), system_clock)
    journal = Journal(it.storage, intake, system_clock, RULES, attends=actors)
    writing = Writing(it.storage, intake)

    async def through_actors(scope: Scope, session: str, turn: NewTurn) -> Appended:
        return await journal.append(scope, session, [turn])

    async def directly(scope: Scope, session: str, turn: NewTurn) -> Appended:
        addition = Addition(session, [turn], system_clock(), RULES.batch_turns, RULES.quiet)
        return await writing.one(Letter(scope, scope.session(session), addition, None, len(turn.text)))

    return {"": through_actors, "_direct": directly}


async def written(it: Stand, say: Say, writers: int, seconds: float, *, to_one: bool) -> Figures:
    """Let writers append for some seconds, and return the rate and what an append cost."""
    chance, done, times = random.Random(SEED), 0, []
    people = [it.scope("the one" if to_one else f"writer {n}") for n in range(writers)]
    for scope in people[:1] if to_one else people:
        await say(scope, "s", NewTurn(Role.USER, "known"))
    own, there = time.process_time(), cpu_ms(it.servers())
    began = time.monotonic()

    async def writer(scope: Scope) -> None:
        nonlocal done
        while time.monotonic() < began + seconds:
            at = time.perf_counter()
            await say(scope, "s", NewTurn(Role.USER, sentence(chance)))
            times.append(time.perf_counter() - at)
            done += 1

    await asyncio.gather(*(writer(scope) for scope in people))
    took = time.monotonic() - began
    return {
        "per_s": done / took,
        "cpu_ms": 1000 * (time.process_time() - own) / done,
        "database_cpu_ms": (cpu_ms(it.servers()) - there) / done,
        "p99_ms": 1000 * sorted(times)[int(0.99 * len(times))],
    }


async def appends(it: Stand, rounds: int, seconds: float) -> Figures:
    """Measure writers to one session and to many, both ways, in turns."""
    async with it.connected() as connection:
        await connection.execute("CREATE TABLE public.bare (id uuid PRIMARY KEY, said text)")
    series: dict[str, list[Figures]] = {}
    bare: list[float] = []
    for number in range(rounds):
        bare.append(await bare_rate(it.database.admin_dsn, seconds))
        both = list(ways(it).items())
        for writers in WRITERS:
            for to_one in (True, False):
                for way, say in both if number % 2 else reversed(both):
                    name = f"{'one' if to_one else 'many'}_{writers}{way}"
                    series.setdefault(name, []).append(await written(it, say, writers, seconds, to_one=to_one))
    figures: Figures = {"insert_commit_8_per_s": round(statistics.median(bare), 1)}
    for name, found in series.items():
        figures |= {f"{name}_{key}": round(statistics.median(f[key] for f in found), 3) for key in found[0]}
        if not name.endswith("_direct"):
            figures |= _ratios(name, found, series[f"{name}_direct"], bare)
    return figures


def _ratios(name: str, ours: list[Figures], direct: list[Figures], bare: list[float]) -> Figures:
    """Return the medians of the rounds' own ratios, so that a busy minute does not count against one side alone."""
    rounds = list(zip(ours, direct, bare, strict=True))
    ratios = {
        "to_bare": [own["per_s"] / limit for own, _, limit in rounds],
        "to_direct": [own["per_s"] / other["per_s"] for own, other, _ in rounds],
        "cpu_ratio": [_spent(own) / _spent(other) for own, other, _ in rounds],
    }
    return {f"{name}_{key}": round(statistics.median(values), 3) for key, values in ratios.items()}


def _spent(figures: Figures) -> float:
    return float(figures["cpu_ms"] + figures["database_cpu_ms"])


async def memory(it: Stand, sessions: int) -> Figures:
    """Wake sessions and let them go, and return what each of them takes of memory."""
    chance = random.Random(SEED)
    people = [it.scope(f"somebody {n}") for n in range(max(1, sessions // SESSIONS_A_PERSON))]
    # What is made once, whoever comes: statements, connections, keys.
    working = Working(InProcessWindow(), it.continuo.actors)
    await _alive(it, working, people[0], "before", chance)
    await it.continuo.actors.rest()
    gc.collect()
    tracemalloc.start()
    empty = tracemalloc.get_traced_memory()[0]
    names = [(people[n % len(people)], f"s{n}") for n in range(sessions)]
    for begin in range(0, sessions, SAID_TOGETHER):
        some = names[begin : begin + SAID_TOGETHER]
        await asyncio.gather(*(_alive(it, working, scope, name, chance) for scope, name in some))
    awake, of_awake = it.continuo.actors.awake, _traced() - empty
    began = time.perf_counter()
    kept = await it.continuo.actors.rest()
    rest_s = time.perf_counter() - began
    passive = _traced() - empty
    tracemalloc.stop()
    assert (awake, kept) == (min(sessions, 10_000), awake), (awake, kept)
    return {
        "sessions": sessions,
        "awake_bytes_each": round(of_awake / sessions),
        "passive_bytes_each": round(passive / sessions),
        "passivations_per_s": round(kept / rest_s, 1),
    }


def _traced() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def _alive(it: Stand, working: Working, scope: Scope, name: str, chance: random.Random) -> None:
    """Say something in a session, and have its last turns at hand as after a context."""
    await it.continuo.journal.append(scope, name, [NewTurn(Role.USER, sentence(chance)) for _ in range(TURNS)])
    session = await it.continuo.journal.session(scope, name)
    turns = await it.continuo.journal.read(scope, name)
    if await working.at_hand(scope, session, epoch=0) is None:
        await working.keep(scope, session, turns, epoch=0)


async def measure(sessions: int = SESSIONS, rounds: int = ROUNDS, seconds: float = ROUND_S) -> Figures:
    """Return all figures."""
    async with stand() as it:
        figures = await appends(it, rounds, seconds)
        return figures | await memory(it, sessions)


if __name__ == "__main__":
    targets = {"passive_bytes_each": "<= 20480", "many_8_cpu_ratio": "<= 1.05"}
    write_report("actors", asyncio.run(measure()), seed=SEED, targets=targets)
