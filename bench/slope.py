"""How does a context's latency grow with the number of a person's memories? Fitted as a + b × n.

    make bench-slope        (CONTINUO_BENCH_SLOPE_MOST=30000 memories of the largest person unless told otherwise)

Measured within this process, all sizes in turns, with vectors drawn by chance: embedding a question costs the same at
every size and would only hide the slope. Cold is the first question after a change of the person's memory.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence
from typing import Any

from bench.asking import contexts
from bench.measuring import line, summary
from bench.report import size, write_report
from bench.stand import stand

SEED = 17
MOST = size("SLOPE_MOST", 30_000)
SIZES = tuple(n for n in (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000) if n <= MOST)
ROUNDS = 200
COLD_ROUNDS = 20


async def measure(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS, cold_rounds: int = COLD_ROUNDS) -> dict[str, Any]:
    """Fill a database with one person of each size, and ask all of them."""
    async with stand() as it:
        people = {str(count): (it, it.scope(f"has {count}")) for count in sizes}
        for count, (_, scope) in zip(sizes, people.values(), strict=True):
            await it.fill(scope, count)
        await it.settle()
        series = await contexts(people, rounds=rounds, cold_rounds=cold_rounds)
    figures: dict[str, Any] = {"sizes": list(sizes), **summary(series)}
    for state in ("warm", "cold"):
        medians = [statistics.median(series[f"{state}_{count}"].wall) for count in sizes]
        a, b = line(sizes, medians)
        figures |= {f"{state}_a_ms": round(a, 3), f"{state}_b_ms_a_thousand": round(1000 * b, 3)}
    return figures


if __name__ == "__main__":
    write_report("slope", asyncio.run(measure()), seed=SEED)
