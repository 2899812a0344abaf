"""The benchmarks run, at sizes that say nothing about speed, and what they hold to be true is true at any size.

Figures are never tested: they belong to a machine and an hour.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import psycopg
import pytest
from bench import (
    actors,
    arrival,
    consolidate,
    floor,
    fused_turn,
    hot,
    http_tax,
    ingest,
    isolation,
    long_text,
    replay,
    rls_tax,
    slope,
    stale,
    sweep,
    users,
)
from bench.measuring import interleaved, line, ratios, summary
from bench.proxy import counted
from tests.postgres import running_server

from continuo.adapters.embedded_postgres import RunningServer

LONG = "x" * 200_000
"""Sent in several pieces."""

Measure = Callable[[], Awaitable[dict[str, Any]]]

INSIDE: dict[str, tuple[Measure, set[str]]] = {
    "actors": (lambda: actors.measure(20, 1, 0.1), {"passive_bytes_each", "one_64_to_direct", "many_8_cpu_ratio"}),
    "floor": (lambda: floor.measure((30,), 3), {"floor_30_ratio", "platform_30_cpu_ms"}),
    "row-level security": (lambda: rls_tax.measure((30,), 3), {"ratio", "version_with_context_ratio"}),
    "slope": (lambda: slope.measure((20, 60), 3, 2), {"warm_b_ms_a_thousand", "cold_60_p95_ms"}),
}
SLOWER: dict[str, tuple[Measure, set[str]]] = {
    "arrival": (lambda: arrival.measure(40, 3, 2), {"warm_ratio", "cold_cpu_ratio", "cold_interleaved_p99_ms"}),
    "consolidate": (lambda: consolidate.measure(3, 10), {"consolidate_p95_ms", "consolidate_to_embed_ratio"}),
    "hot": (lambda: hot.measure(5, 2), {"fetch_ratio", "push_ratio", "warm_again_s", "window_to_journal_ratio"}),
    "http tax": (lambda: http_tax.measure(50, 3), {"http_ratio", "http_p99_ms"}),
    "ingest": (lambda: ingest.measure(2, 50, 1.0, 1), {"p99_ratio", "imported_turns_per_s"}),
    "long text": (lambda: long_text.measure(40, 3, 2), {"warm_ratio", "cold_ratio", "items_long"}),
    "replay": (lambda: replay.measure(50, 1), {"turns_per_s", "rebuild_to_embed_ratio"}),
    "users": (lambda: users.measure(3, 9, 30, 3, 2), {"warm_ratio", "cold_ratio"}),
}


@pytest.mark.parametrize("name", [*INSIDE, *(pytest.param(name, marks=pytest.mark.release) for name in SLOWER)])
async def test_a_benchmark_comes_to_its_figures(name: str) -> None:
    measure, promised = (INSIDE | SLOWER)[name]

    figures = await measure()

    assert promised <= figures.keys()
    assert all(figures[figure] is not None for figure in promised)


@pytest.fixture
def server() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


async def test_people_find_their_own_among_others_however_few_there_are() -> None:
    figures = await isolation.measure(sizes=(40, 120), rows=2_000, searches=12)

    assert figures["returned"] == 1
    assert figures["recall_at_10"] >= 0.98


async def test_a_warm_context_waits_for_the_database_less_often_than_a_cold_one() -> None:
    figures = await fused_turn.measure(items=50, rounds=3, cold_rounds=3)

    assert 1 <= figures["warm_round_trips"] <= figures["cold_round_trips"]
    assert set(figures["warm_round_trips_by_role"]) == {"continuo_api"}


@pytest.mark.release
async def test_nothing_erased_is_found_through_either_process() -> None:
    figures = await stale.measure(rounds=2)

    assert figures["answers_with_it_before"] > 0
    assert figures["answers_after"] >= 2 * 2 * stale.ASKED_AFTER
    assert figures["stale_answers"] == 0


@pytest.mark.release
async def test_nothing_acknowledged_is_lost_under_load() -> None:
    figures = await sweep.measure(items=200, people=10, clients=4, seconds=3)

    assert figures["appends_acknowledged"] > 0
    assert (figures["appends_lost"], figures["turns_missing_in_the_journal"], figures["errors"]) == (0, 0, {})


async def test_statements_sent_together_are_one_round_trip(server: RunningServer) -> None:
    async with (
        counted(server.admin_dsn) as (dsn, trips),
        await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection,
    ):
        for _ in range(3):
            await connection.execute("SELECT length(%s)", (LONG,))
        apart = trips.by_role["postgres"]
        async with connection.pipeline():
            for _ in range(3):
                await connection.execute("SELECT length(%s)", (LONG,))
        together = trips.by_role["postgres"] - apart

    assert (apart, together) == (3, 1)


async def test_a_way_that_takes_thrice_as_long_has_a_ratio_of_three() -> None:
    async def short() -> None:
        await asyncio.sleep(0.01)

    async def long() -> None:
        await asyncio.sleep(0.03)

    series = await interleaved({"long": long, "short": short}, rounds=9, warm_up=1)

    assert set(summary(series)) >= {"long_p50_ms", "long_p95_ms", "long_p99_ms", "long_cpu_ms", "short_p50_ms"}
    assert 1.5 < ratios("both", series, "long", "short")["both_ratio"] < 6


def test_times_on_a_straight_line_give_back_that_line() -> None:
    a, b = line([100, 1_000, 10_000], [2.1, 3.0, 12.0])

    assert a == pytest.approx(2)
    assert b == pytest.approx(0.001)


def test_a_million_memories_are_spread_with_skew() -> None:
    counts = sweep.shares(1_000_000, 10_000)

    assert sum(counts) == pytest.approx(1_000_000, rel=0.01)
    assert counts[0] > 100 * counts[500] > 0
    assert counts == sorted(counts, reverse=True)
