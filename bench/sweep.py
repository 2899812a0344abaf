"""A whole installation under load: a million memories of 10,000 people, and sixteen clients who never rest.

    make bench-sweep

    CONTINUO_BENCH_SWEEP_ITEMS=1000000    memories, spread over the people as Zipf has it: few have many, many have few
    CONTINUO_BENCH_SWEEP_PEOPLE=10000
    CONTINUO_BENCH_SWEEP_CLIENTS=16
    CONTINUO_BENCH_SWEEP_S=300            seconds of load

Memories are written through the storage, journal and index as consolidation leaves them, by two processes, with vectors
drawn by chance: embedding a million texts would take hours. Then every client asks, one request after the other, over
HTTP: six contexts, half of them for what was said about something, two recalls and two appends of ten. The worker
consolidates what is appended meanwhile. At the end every append that was acknowledged is read back, and the turns in
the journal are counted.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg

from bench.caller import Caller
from bench.measuring import children, cpu_ms, percentiles, resident_mb
from bench.platform_under_test import Platform, started
from bench.report import size, write_report
from bench.sentences import question, sentence, where
from bench.stand import fill_platform, servers_of, storage_of

SEED = 61
ITEMS = size("SWEEP_ITEMS", 1_000_000)
PEOPLE = size("SWEEP_PEOPLE", 10_000)
CLIENTS = size("SWEEP_CLIENTS", 16)
SECONDS = size("SWEEP_S", 300)
IMPORTERS = 2
MAX_TOKENS = 500
KINDS = ("context",) * 6 + ("recall",) * 2 + ("append",) * 2
PAGE = 100


def shares(items: int, people: int) -> list[int]:
    """Return how many memories each person has, most first: as 1, 1/2, 1/3 and so on, one at least.

    >>> shares(100, 5)
    [44, 22, 15, 11, 9]
    """
    harmonic = sum(1 / rank for rank in range(1, people + 1))
    return [max(1, round(items / (rank * harmonic))) for rank in range(1, people + 1)]


@contextmanager
def counting(errors: Counter[str]) -> Iterator[None]:
    """Count a connection that breaks, and go on."""
    try:
        yield
    except OSError as error:
        errors[type(error).__name__] += 1


@dataclass(slots=True)
class Client:
    """What one client did.

    Args:
        times: milliseconds by kind of request.
        said: what was acknowledged: the text by person, session and position.
        errors: how often which status came that was not expected.
    """

    number: int
    times: dict[str, list[float]] = field(default_factory=dict)
    said: dict[tuple[str, str, int], str] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    def run(self, platform: Platform, seconds: float, counts: Sequence[int]) -> None:
        """Send requests until the time is over. Who has more memories is asked more often."""
        chance = random.Random(SEED + self.number)
        reach = list(accumulate(counts))
        ways = {"context": self._context, "recall": self._recall, "append": self._append}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # A connection that breaks is an error to be told of, not the end of the load.
            with counting(self.errors), Caller(platform.address, platform.key) as api:
                while time.monotonic() < end:
                    user = f"person {bisect(reach, chance.randrange(reach[-1]))}"
                    ways[chance.choice(KINDS)](api, user, chance)

    def _context(self, api: Caller, user: str, chance: random.Random) -> None:
        body = {"user_id": user, "query": chance.choice((question, where))(chance), "max_tokens": MAX_TOKENS}
        self._sent("context", api, "/v1/context", body, 200)

    def _recall(self, api: Caller, user: str, chance: random.Random) -> None:
        self._sent("recall", api, "/v1/recall", {"user_id": user, "query": where(chance)}, 200)

    def _append(self, api: Caller, user: str, chance: random.Random) -> None:
        session, text = f"live {self.number}", sentence(chance)
        body = {"user_id": user, "turns": [{"role": "user", "text": text}]}
        told = self._sent("append", api, f"/v1/sessions/live%20{self.number}/turns", body, 201)
        if told is not None:
            self.said[user, session, told["positions"][0]] = text

    def _sent(self, kind: str, api: Caller, path: str, body: dict[str, Any], status: int) -> Any:
        answered = api.call("POST", path, body)
        if answered.status != status:
            self.errors[f"{kind} {answered.status}"] += 1
            return None
        self.times.setdefault(kind, []).append(answered.milliseconds)
        return answered.json()


def fill(folder: str, people: dict[str, int]) -> None:
    """Write some people's memories; runs in a process of its own."""
    asyncio.run(fill_platform(Path(folder), people))


def imported(platform: Platform, counts: Sequence[int]) -> float:
    """Write everybody's memories and return the seconds that it took."""
    people = {f"person {number}": count for number, count in enumerate(counts)}
    shared = [dict(list(people.items())[n::IMPORTERS]) for n in range(IMPORTERS)]
    began = time.perf_counter()
    with ProcessPoolExecutor(IMPORTERS, mp_context=get_context("spawn")) as pool:
        list(pool.map(fill, [str(platform.folder)] * IMPORTERS, shared))
    return time.perf_counter() - began


def lost(platform: Platform, clients: Sequence[Client]) -> int:
    """Return how many acknowledged turns are not read back, word for word."""
    said = {place: text for client in clients for place, text in client.said.items()}
    kept: dict[tuple[str, str, int], str] = {}
    with Caller(platform.address, platform.key) as api:
        for user, session in sorted({(user, session) for user, session, _ in said}):
            after: int | None = 0
            while after is not None:
                query = f"user_id={user}&after={after}&limit={PAGE}".replace(" ", "%20")
                path = f"/v1/sessions/{session}/turns".replace(" ", "%20")
                page = api.expect(200, "GET", f"{path}?{query}").json()
                kept |= {(user, session, turn["position"]): turn["text"] for turn in page["turns"]}
                after = page["next"]
    return sum(kept.get(place) != text for place, text in said.items())


async def turns_stored(platform: Platform) -> int:
    """Return how many turns the journal has, counted past all policies."""
    async with (
        storage_of(platform.folder) as (_, database),
        await psycopg.AsyncConnection.connect(database.admin_dsn) as connection,
    ):
        cursor = await connection.execute("SELECT count(*) FROM continuo.event WHERE sealed IS NOT NULL")
        row = await cursor.fetchone()
        return int(row[0]) if row else 0


def loaded(
    platform: Platform, counts: Sequence[int], clients: int, seconds: float
) -> tuple[list[Client], dict[str, Any]]:
    """Let the clients loose, and return them and what was measured."""
    busy = [Client(number) for number in range(clients)]
    threads = [threading.Thread(target=one.run, args=(platform, seconds, counts), daemon=True) for one in busy]
    doors, servers = children(platform.supervisor), servers_of(platform.folder)
    before, own = (cpu_ms(doors), cpu_ms(servers)), time.process_time()
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 120)
        assert not thread.is_alive(), "a client got no answer"
    took = time.perf_counter() - began
    times = {kind: [t for one in busy for t in one.times.get(kind, [])] for kind in dict.fromkeys(KINDS)}
    figures: dict[str, Any] = {
        "requests_per_s": round(sum(map(len, times.values())) / took, 1),
        **{f"{kind}s_per_s": round(len(taken) / took, 1) for kind, taken in times.items()},
        "doors_cpu_share": round((cpu_ms(doors) - before[0]) / 1000 / took, 3),
        "database_cpu_share": round((cpu_ms(servers_of(platform.folder)) - before[1]) / 1000 / took, 3),
        "clients_cpu_share": round((time.process_time() - own) / took, 3),
        "doors_rss_mb": resident_mb(doors),
        "errors": dict(sum((one.errors for one in busy), Counter())),
    }
    for kind, taken in times.items():
        figures |= percentiles(kind, taken)
    return busy, figures


async def measure(
    items: int = ITEMS, people: int = PEOPLE, clients: int = CLIENTS, seconds: float = SECONDS
) -> dict[str, Any]:
    """Start a platform, import, put it under load, and look for what is missing."""
    counts = shares(items, people)
    with started() as platform:
        took = await asyncio.to_thread(imported, platform, counts)
        busy, figures = await asyncio.to_thread(loaded, platform, counts, clients, seconds)
        acknowledged = sum(len(client.said) for client in busy)
        missing = await asyncio.to_thread(lost, platform, busy)
        stored = await turns_stored(platform)
    return {
        "memories": sum(counts),
        "people": people,
        "most_of_one": counts[0],
        "median_of_one": counts[len(counts) // 2],
        "clients": clients,
        "seconds": seconds,
        "import_s": round(took, 1),
        "imported_rows_per_s": round(sum(counts) / took, 1),
        **figures,
        "errors_in_all": sum(figures["errors"].values()),
        "appends_acknowledged": acknowledged,
        "appends_lost": missing,
        "turns_missing_in_the_journal": sum(counts) + acknowledged - stored,
    }


if __name__ == "__main__":
    targets = {"appends_lost": "<= 0", "turns_missing_in_the_journal": "<= 0", "errors_in_all": "<= 0"}
    write_report("sweep", asyncio.run(measure()), seed=SEED, targets=targets)
