"""What an append costs over HTTP, beside two limits measured in the same minute with as many clients.

    make bench-append

The limits: ``INSERT`` and ``COMMIT`` of a small row by eight connections, and the least server that does just that for
each request (``bench.bare_door``), asked by the same clients in the same way. All three flush to the disk before they
answer. Beside the rates stands the processor time of an append, by process: on two cores that is what bounds it.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import psycopg

from bench import spent
from bench.load import Call, Shots, fired
from bench.platform_under_test import Platform, free_port, started
from bench.report import write_report
from bench.sentences import sentence
from continuo.settings import Settings
from continuo.wiring import ready_database

SEED = 7
CLIENTS = 8
ROUNDS = 3
ROUND_S = float(os.environ.get("CONTINUO_BENCH_APPEND_S", "4"))
SESSIONS = 20
"""Of each user, so that none comes to the thousand turns at which it would be consolidated in the midst."""


async def bare_rate(dsn: str, seconds: float) -> float:
    """Return how many rows a second eight connections insert and commit."""
    chance = random.Random(SEED)
    connections = [await psycopg.AsyncConnection.connect(dsn) for _ in range(CLIENTS)]
    stop, done = time.monotonic() + seconds, 0

    async def client(connection: psycopg.AsyncConnection) -> None:
        nonlocal done
        while time.monotonic() < stop:
            row = (uuid4(), sentence(chance))
            await connection.execute("INSERT INTO public.bare VALUES (%s, %s)", row)
            await connection.commit()
            done += 1

    await asyncio.gather(*(client(c) for c in connections))
    for connection in connections:
        await connection.close()
    return done / seconds


def calls(users: int) -> list[Call]:
    """Return what the clients are to send: turns of as many users, one after the other."""
    chance = random.Random(SEED + users)
    return [
        Call("POST", f"/v1/sessions/s{turn % SESSIONS}/turns", _body(f"writer {user}", sentence(chance)))
        for turn in range(500)
        for user in range(users)
    ]


def _body(user: str, text: str) -> dict[str, Any]:
    return {"user_id": user, "turns": [{"role": "user", "text": text}]}


async def sent(address: str, key: str, clients: int, seconds: float) -> Shots:
    """Let a process of its own send it, while this one serves nobody."""
    shots = await asyncio.to_thread(fired, address, key, calls(clients), clients=clients, seconds=seconds)
    return shots.checked(httpx.codes.CREATED)


async def measured(platform: Platform, clients: int, seconds: float = ROUND_S) -> dict[str, float]:
    """Return rate, times and processor milliseconds of one turn, for as many clients."""
    before = spent.api(platform), spent.database(platform), spent.worker(platform)
    result = await sent(platform.address, platform.key, clients, seconds)
    after = spent.api(platform), spent.database(platform), spent.worker(platform)
    api, database, worker = (1000 * (b - a) / len(result.milliseconds) for a, b in zip(before, after, strict=True))
    p50, p99 = np.percentile(result.milliseconds, [50, 99])
    return {
        "per_s": len(result.milliseconds) / result.seconds,
        "p50_ms": float(p50),
        "p99_ms": float(p99),
        "api_cpu_ms": api,
        "database_cpu_ms": database,
        "worker_cpu_ms": worker,
        "client_cpu_ms": 1000 * result.client_cpu_s / len(result.milliseconds),
    }


@contextmanager
def bare_door(dsn: str) -> Iterator[str]:
    """Start the least server there can be, and end it."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.bare_door", dsn, str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                httpx.post(address, json={"turns": [{"text": "ready?"}]}, trust_env=False).raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


async def appends(platform: Platform) -> dict[str, float]:
    """Measure acknowledged turns against both limits, taking turns."""
    async with ready_database(Settings(folder=platform.folder)) as database:
        async with await psycopg.AsyncConnection.connect(database.admin_dsn, autocommit=True) as connection:
            await connection.execute("CREATE TABLE public.bare (id uuid PRIMARY KEY, said text)")
        rates: list[tuple[float, float]] = []
        ours: list[dict[str, float]] = []
        with bare_door(database.admin_dsn) as door:
            for _ in range(ROUNDS):
                bare = await bare_rate(database.admin_dsn, ROUND_S)
                ours.append(await measured(platform, CLIENTS))
                over_http = await sent(door, "none", CLIENTS, ROUND_S)
                rates.append((bare, len(over_http.milliseconds) / over_http.seconds))
        many = await measured(platform, 64)
    return _summary(rates, ours) | {f"append_64_{key}": round(many[key], 3) for key in ("per_s", "p50_ms", "p99_ms")}


def _summary(rates: Sequence[tuple[float, float]], ours: Sequence[dict[str, float]]) -> dict[str, float]:
    median = {key: statistics.median(each[key] for each in ours) for key in ours[0]}
    return {
        "insert_commit_8_per_s": round(statistics.median(bare for bare, _ in rates), 1),
        "bare_door_8_per_s": round(statistics.median(door for _, door in rates), 1),
        **{f"append_8_{key}": round(value, 3) for key, value in median.items()},
        # Ratios within a round, so that a busy minute does not count against one side alone.
        "append_8_ratio": _ratio(rates, ours, lambda pair: pair[0]),
        "append_8_to_bare_door": _ratio(rates, ours, lambda pair: pair[1]),
    }


def _ratio(
    rates: Sequence[tuple[float, float]],
    ours: Sequence[dict[str, float]],
    limit: Callable[[tuple[float, float]], float],
) -> float:
    ratios = [own["per_s"] / limit(pair) for own, pair in zip(ours, rates, strict=True)]
    return round(statistics.median(ratios), 3)


async def measure() -> dict[str, float]:
    # Nothing is consolidated meanwhile: with two cores the worker would take one of them from what is measured.
    with started(batch_turns="1000", quiet_s="3600") as platform:
        return await appends(platform)


if __name__ == "__main__":
    write_report("append", asyncio.run(measure()), seed=SEED)
