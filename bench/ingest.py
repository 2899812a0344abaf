"""How much slower are contexts while others are being imported? p99 in quiet and in busy minutes, in turns.

    make bench-ingest        (CONTINUO_BENCH_INGEST_S=6 seconds of each stretch unless told otherwise)

One caller asks for contexts of people with 1,000 memories. In every second stretch another one imports turns of other
people as quickly as they are acknowledged, and the worker makes memory of them meanwhile, on the same cores.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from bench.caller import Caller
from bench.measuring import children, cpu_ms, percentiles
from bench.platform_under_test import Platform, started
from bench.report import size, write_report
from bench.sentences import sentence, where
from bench.stand import fill_platform

SEED = 59
PEOPLE = 20
ITEMS = 1_000
STRETCH_S = float(size("INGEST_S", 6))
STRETCHES = 3
IMPORTED_AT_ONCE = 50
MAX_TOKENS = 500


class Importer:
    """Sends turns of ever new people, one request after the other."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._chance = random.Random(SEED)
        self._requests = 0
        self.turns = 0

    @contextmanager
    def working(self) -> Iterator[None]:
        """Import for the length of the block."""
        over = threading.Event()
        thread = threading.Thread(target=self._run, args=(over,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(60)

    def _run(self, over: threading.Event) -> None:
        with Caller(self._platform.address, self._platform.key) as api:
            while not over.is_set():
                self._requests += 1
                turns = [{"role": "user", "text": sentence(self._chance)} for _ in range(IMPORTED_AT_ONCE)]
                body = {"user_id": f"imported {self._requests % 200}", "turns": turns}
                api.expect(201, "POST", f"/v1/sessions/s{self._requests}/turns", body)
                self.turns += len(turns)


def asked(api: Caller, seconds: float, people: int, chance: random.Random) -> list[float]:
    """Ask for contexts, one after the other, and return the milliseconds of each."""
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        body = {"user_id": f"reader {chance.randrange(people)}", "query": where(chance), "max_tokens": MAX_TOKENS}
        times.append(api.expect(200, "POST", "/v1/context", body).milliseconds)
    return times


def compared(platform: Platform, people: int, stretch_s: float, stretches: int) -> dict[str, Any]:
    """Measure quiet and busy stretches in turns."""
    chance = random.Random(SEED + 1)
    quiet, busy, ratios = [], [], []
    importer = Importer(platform)
    with Caller(platform.address, platform.key) as api:
        asked(api, min(2.0, stretch_s), people, chance)
        doors = children(platform.supervisor)
        before = cpu_ms(doors)
        for _ in range(stretches):
            quiet.append(asked(api, stretch_s, people, chance))
            with importer.working():
                busy.append(asked(api, stretch_s, people, chance))
            ratios.append(float(np.percentile(busy[-1], 99) / np.percentile(quiet[-1], 99)))
        spent = cpu_ms(doors) - before
    return {
        **percentiles("quiet", [t for times in quiet for t in times]),
        **percentiles("busy", [t for times in busy for t in times]),
        "p99_ratio": round(statistics.median(ratios), 3),
        "imported_turns_per_s": round(importer.turns / (stretch_s * stretches), 1),
        "doors_cpu_share": round(spent / 1000 / (2 * stretch_s * stretches), 3),
    }


async def measure(
    people: int = PEOPLE, items: int = ITEMS, stretch_s: float = STRETCH_S, stretches: int = STRETCHES
) -> dict[str, Any]:
    """Start a platform, fill it, and ask."""
    with started() as platform:
        await fill_platform(platform.folder, {f"reader {n}": items for n in range(people)})
        figures = await asyncio.to_thread(compared, platform, people, stretch_s, stretches)
    return {"people": people, "items": items, **figures}


if __name__ == "__main__":
    write_report("ingest", asyncio.run(measure()), seed=SEED, targets={"p99_ratio": "<= 2"})
