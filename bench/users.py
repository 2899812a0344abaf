"""Does one person's latency depend on how many others there are? The same person among 100 and among 10,000.

    make bench-users        (CONTINUO_BENCH_USERS_MANY=10000 others unless told otherwise)

Two databases, each with a person of 1,000 memories and with others of 50, are asked in turns.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from bench.asking import contexts
from bench.measuring import ratios, summary
from bench.report import size, write_report
from bench.stand import stand

SEED = 19
FEW, MANY = 100, size("USERS_MANY", 10_000)
ITEMS = 1_000
ITEMS_OF_OTHERS = 50
ROUNDS = 300
COLD_ROUNDS = 50


async def measure(
    few: int = FEW, many: int = MANY, items: int = ITEMS, rounds: int = ROUNDS, cold_rounds: int = COLD_ROUNDS
) -> dict[str, Any]:
    """Fill both databases, and ask the person of both."""
    async with AsyncExitStack() as stack:
        people = {}
        for name, others in (("few", few), ("many", many)):
            it = await stack.enter_async_context(stand())
            await it.fill(it.scope("ana"), items)
            async with it.crowd(others) as crowd:
                await crowd.say(ITEMS_OF_OTHERS)
            await it.settle()
            people[name] = it, it.scope("ana")
        series = await contexts(people, rounds=rounds, cold_rounds=cold_rounds)
    warm = ratios("warm", series, "warm_many", "warm_few")
    cold = ratios("cold", series, "cold_many", "cold_few")
    return {"users_few": few, "users_many": many, "items": items, **summary(series), **warm, **cold}


if __name__ == "__main__":
    targets = {"warm_ratio": "<= 1.2", "cold_ratio": "<= 1.2"}
    write_report("users", asyncio.run(measure()), seed=SEED, targets=targets)
