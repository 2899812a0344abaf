"""Does a person find their own among a million rows of others? Recall against brute force, however often it is asked.

    make bench-isolation        (CONTINUO_BENCH_ISOLATION_ROWS=1000000 rows of others unless told otherwise)

The ten rows that the platform holds to be nearest to a question are compared with the ten nearest by brute force over
the person's vectors as they were before they were stored. The ranking itself also weighs words, neighbours and time,
and is not what is measured here. Before each question the person's version is raised, so that every one of them reads
the index anew, through the same prepared statement, under row-level security: thirty times, where the server may choose
a generic plan at the tenth.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from bench.measuring import percentiles
from bench.report import size, write_report
from bench.stand import TURNS_A_SESSION, Array, Stand, drawn_vectors, stand
from continuo.domain.recall import Recalled
from continuo.domain.scope import Scope

SEED = 11
SIZES = (100, 1_000, 10_000, 100_000)
ROWS = size("ISOLATION_ROWS", 1_000_000)
CROWD_TURNS = 100
SEARCHES = 30
WANTED = 10
MOST_HITS = 1000

Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose memories are known from outside.

    Args:
        vectors: (n, d) of their turns, in the order of speaking.
    """

    scope: Scope
    vectors: Array

    def nearest(self, question: Array) -> set[Place]:
        """Return session and position of the ten turns nearest to a question, by brute force."""
        best = np.argsort(-(self.vectors @ question), kind="stable")[:WANTED]
        places = [divmod(int(turn), TURNS_A_SESSION) for turn in best]
        return {(self.scope.session(f"session {1 + session}"), 1 + place) for session, place in places}


async def person(it: Stand, count: int) -> Person:
    """Store somebody with so many memories."""
    whom = Person(it.scope(f"has {count}"), drawn_vectors(count, SEED + count))
    await it.fill(whom.scope, count, vectors=whom.vectors)
    return whom


def held_nearest(recalled: Recalled) -> set[Place]:
    """Return the hits that the platform itself holds to be among the ten nearest."""
    near = (hit for hit in recalled.hits if hit.signals["nearness"].rank <= WANTED)
    return {(hit.source.session_id, hit.source.position) for hit in near}


async def searched(it: Stand, whom: Person, searches: int) -> dict[str, float]:
    """Ask a person's memory so often; return the share found of what is nearest, and of all there is."""
    count, found, returned = len(whom.vectors), 0, 0
    times: list[float] = []
    for number in range(searches):
        question = "zzq" + "x" * number  # a word that nobody says
        (vector,) = await it.embedder.embed([question])
        await it.outdate(whom.scope)
        began = time.perf_counter()
        await it.continuo.recall.search(whom.scope, question)
        times.append(1000 * (time.perf_counter() - began))
        recalled = await it.continuo.recall.search(whom.scope, question, limit=MOST_HITS, explain=True)
        found += len(held_nearest(recalled) & whom.nearest(vector))
        returned += len(recalled.hits)
    return {
        f"recall_at_10_of_{count}": round(found / (WANTED * searches), 4),
        f"returned_of_{count}": round(returned / (min(count, MOST_HITS) * searches), 4),
        **percentiles(f"cold_search_of_{count}", times),
    }


async def measure(sizes: Sequence[int] = SIZES, rows: int = ROWS, searches: int = SEARCHES) -> dict[str, Any]:
    """Fill a table with people of these sizes and with others, and search it."""
    figures: dict[str, Any] = {"rows_of_others": rows, "searches": searches}
    async with stand() as it:
        people = [await person(it, count) for count in sizes]
        began = time.perf_counter()
        async with it.crowd(max(1, rows // CROWD_TURNS)) as crowd:
            await crowd.say(CROWD_TURNS)
        figures["rows_of_others_written_in_s"] = round(time.perf_counter() - began, 1)
        await it.settle()
        for whom in people:
            figures |= await searched(it, whom, searches)
    figures["recall_at_10"] = min(value for name, value in figures.items() if name.startswith("recall_at_10_of"))
    figures["returned"] = min(value for name, value in figures.items() if name.startswith("returned_of"))
    return figures


if __name__ == "__main__":
    targets = {"recall_at_10": ">= 0.98", "returned": ">= 1"}
    write_report("isolation", asyncio.run(measure()), seed=SEED, targets=targets)
