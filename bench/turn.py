"""Turn-context, cold user, append, import, start and memory of the design's section 8, over HTTP.

    make bench-turn        (CONTINUO_BENCH_USERS=200 users of 1,000 items unless told otherwise)

A user's items are turns of our own making, written through the storage with random vectors: what is measured does not
depend on what they mean, and embedding a million of them would take hours. Questions are embedded as always.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import numpy as np
import psycopg

from bench.append import appends
from bench.load import Call, cpu_s, descendants, fired
from bench.platform_under_test import Platform, started
from bench.report import write_report
from bench.sentences import question, sentence
from continuo.adapters.keyfile.root import read_or_make
from continuo.adapters.onnx.embedder import OnnxConfig, open_embedder
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.domain.item import Item
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.vectors.indexing import rows, turn_entries
from continuo.memory.vectors.terms import TermHasher
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, ready_database

SEED = 7
USERS = int(os.environ.get("CONTINUO_BENCH_USERS", "200"))
LARGE_USERS = 5
QUESTIONS = 600
STRETCHES = 10
IMPORT_TURNS = 1500
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)


async def fill(storage: PostgresStorage, scope: Scope, count: int, chance: random.Random) -> None:
    """Give a user turns and index rows, as consolidation would leave them."""
    numbers = np.random.default_rng(chance.randrange(2**32))
    for session in range(max(1, count // 50)):
        turns = [
            NewTurn(Role.USER, sentence(chance), said_at=BEGAN + timedelta(hours=session, minutes=n)) for n in range(50)
        ]
        async with storage.appending(scope) as tx:
            await tx.journal.append(f"session {session}", turns, now=datetime.now(UTC))
            session_id = scope.session(f"session {session}")
            stored = await tx.journal.read(session_id)
            person = tx.person
        assert person is not None
        entries = [entry for turn in stored for entry in turn_entries(turn)]
        vectors = numbers.standard_normal((len(entries), 384)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        items: list[Item] = rows(entries, vectors, TermHasher(person.term_key))
        async with storage.consolidating(scope, epoch=person.epoch) as tx:
            await tx.journal.begin_run(session_id, 1, len(turns), extractor="bench", now=datetime.now(UTC))
            await tx.items.put(items)


async def seeded(platform: Platform) -> None:
    """Fill the platform's database with users of 1,000 and of 10,000 items."""
    chance = random.Random(SEED)
    settings = Settings(folder=platform.folder)
    async with ready_database(settings) as database:
        root = RootKey(read_or_make(platform.folder / "root.key"))
        pools = Pools(database.admin_dsn, root, PoolSizes())
        await pools.open()
        storage = PostgresStorage(pools, root, 384)
        for number in range(USERS):
            await fill(storage, Scope.of(DEFAULT_TENANT, f"small {number}"), 1000, chance)
        for number in range(LARGE_USERS):
            await fill(storage, Scope.of(DEFAULT_TENANT, f"large {number}"), 10_000, chance)
        await pools.close()
        async with await psycopg.AsyncConnection.connect(database.admin_dsn, autocommit=True) as connection:
            await connection.execute("VACUUM ANALYZE")


def ask(user: str, chance: random.Random) -> Call:
    """Return the call for one context."""
    return Call("POST", "/v1/context", {"user_id": user, "query": question(chance), "max_tokens": 500})


def contexts(platform: Platform) -> dict[str, float]:
    """Measure warm contexts at both sizes, and cold ones; HTTP in to HTTP out, from a process of its own.

    The two sizes take turns, a stretch of each, so that what else the machine does meets both.
    """
    chance = random.Random(SEED + 1)
    address, key = platform.address, platform.key
    cold = fired(address, key, [ask(f"small {n}", chance) for n in range(USERS)]).checked(200).milliseconds
    fired(address, key, [ask(f"large {n}", chance) for n in range(LARGE_USERS)]).checked(200)
    people = {"1k": ("small", USERS), "10k": ("large", LARGE_USERS)}
    times: dict[str, list[float]] = {size: [] for size in people}
    spent = {size: [0.0, 0.0] for size in people}
    for _ in range(STRETCHES):
        for size, (name, count) in people.items():
            calls = [ask(f"{name} {chance.randrange(count)}", chance) for _ in range(QUESTIONS // STRETCHES)]
            before = _cpu_ms(platform)
            times[size] += fired(address, key, calls).checked(200).milliseconds
            spent[size] = [x + y - z for x, y, z in zip(spent[size], _cpu_ms(platform), before, strict=True)]
    figures = {"cold_1k_ms": _percentile(cold, 50), "cold_1k_p95_ms": _percentile(cold, 95)}
    for size in people:
        figures |= {f"context_{size}_p{percent}_ms": _percentile(times[size], percent) for percent in (50, 99)}
        for part, milliseconds in zip(("api", "postgres"), spent[size], strict=True):
            figures[f"context_{size}_{part}_cpu_ms"] = round(milliseconds / len(times[size]), 2)
    return figures


def _cpu_ms(platform: Platform) -> tuple[float, float]:
    """Return the processor milliseconds of the API process and of PostgreSQL so far."""
    api = [pid for pid, args in descendants(platform.supervisor).items() if "serve-http" in args]
    (pidfile,) = (platform.folder / "postgres").glob("**/postmaster.pid")
    postmaster = int(pidfile.read_text(encoding="ascii").split()[0])
    return 1000 * cpu_s(api), 1000 * cpu_s([postmaster, *descendants(postmaster)])


async def embedding(settings: Settings) -> dict[str, float]:
    """Measure the embedder alone, on the same questions."""
    chance = random.Random(SEED + 2)
    embedder = await open_embedder(settings.models_folder or settings.folder / "models", config=OnnxConfig(threads=2))
    times = []
    for _ in range(200):
        began = time.perf_counter()
        await embedder.embed([question(chance)])
        times.append(1000 * (time.perf_counter() - began))
    texts = [f"user: {sentence(chance)}" for _ in range(600)]
    began = time.perf_counter()
    await embedder.embed(texts)
    rate = len(texts) / (time.perf_counter() - began)
    await embedder.close()
    return {"embed_question_p50_ms": _percentile(times, 50), "embedder_texts_per_s": round(rate, 1)}


async def imports(client: httpx.AsyncClient, embedder_rate: float) -> dict[str, float]:
    """Measure turns per second from the first request until everything has become memory."""
    chance = random.Random(SEED + 4)
    began = time.perf_counter()
    for session in range(IMPORT_TURNS // 500):
        turns = [{"role": "user", "text": sentence(chance)} for _ in range(500)]
        answer = await client.post(f"/v1/sessions/s{session}/turns", json={"user_id": "importer", "turns": turns})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        await client.post(f"/v1/sessions/s{session}/end", json={"user_id": "importer"})
    for session in range(IMPORT_TURNS // 500):
        while True:
            state = (await client.get(f"/v1/sessions/s{session}", params={"user_id": "importer"})).json()
            if state["consolidated_to"] == state["last_position"]:
                break
            await asyncio.sleep(0.1)
    rate = IMPORT_TURNS / (time.perf_counter() - began)
    return {"import_turns_per_s": round(rate, 1), "import_ratio": round(rate / embedder_rate, 3)}


def resident_mb(platform: Platform) -> float:
    """Return the resident megabytes of the API process, as the kernel counts them."""
    listing = subprocess.run(["ps", "-eo", "ppid,rss,args"], capture_output=True, text=True, check=True).stdout
    rows_of = [line.split(None, 2) for line in listing.splitlines()[1:]]
    mine = [int(rss) for parent, rss, args in rows_of if int(parent) == platform.supervisor and "serve-http" in args]
    return round(mine[0] / 1024, 1)


async def measure() -> dict[str, float]:
    figures: dict[str, float] = {"users_1k": USERS, "users_10k": LARGE_USERS}
    with started(slice_memory_mb="2048") as platform:
        async with _client(platform) as client:
            fired(platform.address, platform.key, [ask("nobody", random.Random(SEED))]).checked(200)
            figures["rss_mb"] = resident_mb(platform)
            figures |= await embedding(Settings(folder=platform.folder, models_folder=_models(platform)))
            figures |= await imports(client, figures["embedder_texts_per_s"])
            await seeded(platform)
            figures |= contexts(platform)
            figures["rss_warm_mb"] = resident_mb(platform)
        figures["start_s"] = round(_second_start(platform.folder), 2)
    # Nothing is consolidated meanwhile: with two cores the worker would take one of them from what is measured.
    with started(batch_turns="1000", quiet_s="3600") as platform:
        figures |= await appends(platform)
    limit = 3 * (figures["embed_question_p50_ms"] + 1)
    figures["context_1k_over_limit"] = round(figures["context_1k_p50_ms"] / limit, 3)
    return figures


def _client(platform: Platform) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {platform.key}"}
    return httpx.AsyncClient(base_url=platform.address, headers=headers, timeout=120, trust_env=False)


def _second_start(folder: Path) -> float:
    # The first platform still runs and holds the database: copy nothing, start another folder twice instead.
    second = folder.parent / "second"
    with started(second):
        pass
    with started(second) as platform:
        return platform.started_s


def _models(platform: Platform) -> Path:
    return Path(platform.environment()["CONTINUO_MODELS_FOLDER"])


def _percentile(times: list[float], percent: int) -> float:
    return round(float(np.percentile(times, percent)), 3)


if __name__ == "__main__":
    write_report("turn", asyncio.run(measure()), seed=SEED)
