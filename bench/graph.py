"""Neighbourhoods of depth 3: from a hub with 40,000 relations, and from a person with 100.

    make bench-graph

Both people lie in one database, with what a heavy user's graph would hold: relations from the user to everything, and
among the things themselves as often as things are mentioned together. Entities, names and relations are made up; what
is measured is the whole way through the room, under row-level security with the role of the API: the walk, the names of
what was reached, opened with the person's key, and the evidence. Small and large alternate within one run.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid5

import numpy as np
import psycopg

from bench.report import write_report
from continuo.adapters.embedded_postgres import start, stop
from continuo.adapters.postgres.migrate import migrate
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.predicates import PostgresPredicates
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.domain.relation import Entity, EntityMention, Name, NodeType, Relation
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source
from continuo.memory.graph.cooccurrence import weight_of
from continuo.memory.graph.identity import user_id
from continuo.memory.graph.room import Graph, Wanted
from continuo.ports.graph import Around

SEED = 11
SMALL, LARGE = 100, 40_000
CALLS = 400
WARM_UP = 20
CHANGED = 4
"""Of this many relations one has an older version: what was known before must not slow down what is known now."""

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BEGAN = NOW - timedelta(days=1000)
TENANT = UUID(int=1)


async def fill(storage: PostgresStorage, scope: Scope, count: int, chance: random.Random) -> None:
    """Give a person a user entity with ``count`` relations, and twice as many among the things themselves."""
    async with storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "hello")], now=BEGAN)
    user, types = user_id(scope.subject_id), [t for t in NodeType if t is not NodeType.USER]
    things = [uuid5(scope.subject_id, f"thing {n}") for n in range(count)]
    pairs = [(user, thing) for thing in things] + [_pair(things, chance) for _ in range(2 * count)]
    relations = [_relation(scope, number, pair, chance) for number, pair in enumerate(pairs)]
    async with storage.consolidating(scope, epoch=0) as tx:
        await tx.graph.put_entities([Entity(user, NodeType.USER, (), BEGAN)])
        await tx.graph.put_entities([Entity(thing, chance.choice(types), (), BEGAN) for thing in things])
        await tx.graph.put_names(
            {thing: [Name(f"thing {number}", f"topic|thing {number}", BEGAN)] for number, thing in enumerate(things)}
        )
        await tx.graph.put_relations([_older(r) for r in relations[::CHANGED]])
        await tx.graph.put_relations(relations)
        await tx.graph.put_mentions([_mention(scope, entity, n) for n, pair in enumerate(pairs) for entity in pair])


def _pair(things: list[UUID], chance: random.Random) -> tuple[UUID, UUID]:
    # A few things are mentioned with everything, so that the walk meets hubs on every level.
    first, second = (int(len(things) * chance.random() ** 4) for _ in range(2))
    return things[first], things[second if second != first else first - 1]


def _relation(scope: Scope, number: int, pair: tuple[UUID, UUID], chance: random.Random) -> Relation:
    # Most things are mentioned once or twice, a few all the time.
    count = min(500, int(chance.paretovariate(1.2)))
    since = BEGAN + timedelta(days=chance.randrange(900))
    ended = NOW - timedelta(days=30) if chance.random() < 0.1 else None
    return Relation(
        uuid5(scope.subject_id, f"relation {number}"), "RELATED_TO", *pair, *pair, weight_of(count), count, since,
        ended, since + timedelta(hours=1), seen=((scope.session("s"), number + 1),),
    )  # fmt: skip


def _older(relation: Relation) -> Relation:
    return replace(relation, weight=relation.weight / 2, known_from=BEGAN)


def _mention(scope: Scope, entity: UUID, position: int) -> EntityMention:
    return EntityMention(entity, Source(scope.session("s"), position + 1, 0, 5), BEGAN, "topic|thing", 1)


async def measured(work: Callable[[], Awaitable[Any]]) -> float:
    """Return the milliseconds of one call."""
    began = time.perf_counter()
    await work()
    return 1000 * (time.perf_counter() - began)


async def compare(storage: PostgresStorage, pools: Pools, people: dict[str, Scope]) -> dict[str, Any]:
    """Measure the store's walk and the room's neighbourhood, small and large in turns."""
    room = Graph(storage, PostgresPredicates(pools), lambda: NOW)

    async def walk(scope: Scope, known_at: datetime | None = None, as_of: datetime = NOW) -> None:
        async with storage.reading(scope) as tx:
            await tx.graph.around(Around([user_id(scope.subject_id)], 3, as_of, known_at))

    ways: dict[str, Callable[[Scope], Awaitable[Any]]] = {
        "neighbourhood": lambda scope: room.neighbourhood(scope, Wanted(depth=3)),
        "walk": walk,
        "walk_as_known_before": lambda scope: walk(scope, NOW - timedelta(days=500)),
        "walk_of_another_time": lambda scope: walk(scope, None, NOW - timedelta(days=800)),
    }
    figures: dict[str, Any] = {}
    for name, way in ways.items():
        times: dict[str, list[float]] = {size: [] for size in people}
        cpu = time.process_time()
        for number in range(CALLS + WARM_UP):
            for size, scope in people.items():
                took = await measured(lambda way=way, scope=scope: way(scope))  # type: ignore[misc]
                if number >= WARM_UP:
                    times[size].append(took)
        figures |= _figures(name, times)
        figures[f"{name}_cpu_ms"] = round(1000 * (time.process_time() - cpu) / (2 * (CALLS + WARM_UP)), 3)
    return figures


def _figures(name: str, times: dict[str, list[float]]) -> dict[str, float]:
    found = {f"{name}_{size}_p50_ms": round(statistics.median(taken), 3) for size, taken in times.items()}
    found |= {f"{name}_{size}_p95_ms": round(float(np.percentile(taken, 95)), 3) for size, taken in times.items()}
    ratio = statistics.median(times["large"]) / statistics.median(times["small"])
    return found | {f"{name}_ratio": round(ratio, 3)}


async def measure(folder: Path) -> dict[str, Any]:
    """Start a database, fill it, and return the figures."""
    server = start(folder / "db")
    root = RootKey(b"b" * 32)
    pools = Pools(server.admin_dsn, root, PoolSizes())
    try:
        await migrate(server.admin_dsn, root)
        await pools.open()
        storage = PostgresStorage(pools, root, 8)
        await PostgresTenancy(pools, root).ensure_tenant(TENANT, "bench")
        chance = random.Random(SEED)
        people = {"small": Scope.of(TENANT, "small"), "large": Scope.of(TENANT, "large")}
        for size, scope in people.items():
            await fill(storage, scope, SMALL if size == "small" else LARGE, chance)
        async with await psycopg.AsyncConnection.connect(server.admin_dsn, autocommit=True) as connection:
            await connection.execute("VACUUM ANALYZE")
        return {"relations_small": SMALL, "relations_large": LARGE, **await compare(storage, pools, people)}
    finally:
        await pools.close()
        server.share.close()
        stop(server.folder)


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        write_report("graph", asyncio.run(measure(Path(name))), seed=SEED)
