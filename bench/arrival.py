"""Does it matter in which order rows arrived? Somebody whose rows lie among those of others, against one in a piece.

    make bench-arrival

Two people have as many memories. One was imported at once; the other spoke a little at a time while forty others, whose
rows lie in the same partition, spoke as well. Warm, nothing is read but words; cold, the whole index of the person is.
"""

from __future__ import annotations

import asyncio
from typing import Any

from bench.asking import contexts
from bench.measuring import ratios, summary
from bench.report import size, write_report
from bench.stand import stand

SEED = 29
ITEMS = size("ARRIVAL_ITEMS", 5_000)
AT_ONCE = 10
OTHERS = 40
ROUNDS = 100
COLD_ROUNDS = 40


async def measure(items: int = ITEMS, rounds: int = ROUNDS, cold_rounds: int = COLD_ROUNDS) -> dict[str, Any]:
    """Fill a database with both people, and ask them."""
    async with stand() as it:
        people = {"ordered": (it, it.scope("came at once")), "interleaved": (it, it.scope("came little by little"))}
        (_, ordered), (_, interleaved) = people.values()
        await it.fill(ordered, items, a_session=AT_ONCE)
        async with it.crowd(OTHERS, beside=interleaved) as crowd:
            for _ in range(items // AT_ONCE):
                await it.fill(interleaved, AT_ONCE, a_session=AT_ONCE)
                await crowd.say(AT_ONCE)
        await it.settle()
        series = await contexts(people, rounds=rounds, cold_rounds=cold_rounds)
    warm = ratios("warm", series, "warm_interleaved", "warm_ordered")
    cold = ratios("cold", series, "cold_interleaved", "cold_ordered")
    return {"items": items, "others": OTHERS, **summary(series), **warm, **cold}


if __name__ == "__main__":
    targets = {"warm_ratio": "<= 1.3", "cold_ratio": "<= 1.3"}
    write_report("arrival", asyncio.run(measure()), seed=SEED, targets=targets)
