"""Do long turns make search slow? Turns of 2 KB against turns of 100 B, as many passages of each.

    make bench-long-text

A long turn is indexed passage by passage, so the person with long turns has fewer of them. What could be slow is what
lies in the way of the index: texts and vectors that the server keeps out of their rows, and words to be unsealed.
"""

from __future__ import annotations

import asyncio
import random
from typing import Any

from bench.asking import contexts
from bench.measuring import ratios, summary
from bench.report import write_report
from bench.sentences import sentence
from bench.stand import stand

SEED = 23
ITEMS = 2_000
SHORT, LONG = 100, 2_000
ROUNDS = 200
COLD_ROUNDS = 40


def said(chance: random.Random, characters: int) -> str:
    """Return made-up speech of so many characters, whole sentences but for the last."""
    text = sentence(chance)
    while len(text) < characters:
        text += " " + sentence(chance)
    return text[:characters].strip()


async def measure(items: int = ITEMS, rounds: int = ROUNDS, cold_rounds: int = COLD_ROUNDS) -> dict[str, Any]:
    """Fill a database with both people, and ask them."""
    async with stand() as it:
        people = {"short": (it, it.scope("speaks shortly")), "long": (it, it.scope("speaks at length"))}
        counts = {}
        for name, characters in (("short", SHORT), ("long", LONG)):
            counts[name] = 0
            while counts[name] < items:
                scope = people[name][1]
                counts[name] += await it.fill(scope, 10, say=lambda chance, most=characters: said(chance, most))
        await it.settle()
        series = await contexts(people, rounds=rounds, cold_rounds=cold_rounds)
    warm = ratios("warm", series, "warm_long", "warm_short")
    cold = ratios("cold", series, "cold_long", "cold_short")
    return {"items_short": counts["short"], "items_long": counts["long"], **summary(series), **warm, **cold}


if __name__ == "__main__":
    targets = {"warm_ratio": "<= 1.2", "cold_ratio": "<= 1.2"}
    write_report("long_text", asyncio.run(measure()), seed=SEED, targets=targets)
