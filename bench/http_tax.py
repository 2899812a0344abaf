"""What does the HTTP door cost? A context over HTTP against the same one in this process, in turns.

    make bench-http-tax

Both read the same database, each with its own slices and embedder. The caller over HTTP is a bare socket.
"""

from __future__ import annotations

import asyncio
import random
from typing import Any

from bench.caller import Caller
from bench.measuring import children, interleaved, ratios, summary
from bench.platform_under_test import Platform, models_folder, started
from bench.report import write_report
from bench.sentences import where
from bench.stand import fill_platform, servers_of
from continuo.domain.scope import Scope
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, running

SEED = 43
ITEMS = 1_000
ROUNDS = 300
MAX_TOKENS = 500


async def compared(platform: Platform, rounds: int) -> dict[str, float]:
    """Measure both ways on one database."""
    settings = Settings(folder=platform.folder, models_folder=models_folder())
    asked = {"http": random.Random(SEED), "inside": random.Random(SEED)}
    scope = Scope.of(DEFAULT_TENANT, "ana")
    async with running(settings) as continuo:
        with Caller(platform.address, platform.key) as api:

            async def http() -> None:
                body = {"user_id": "ana", "query": where(asked["http"]), "max_tokens": MAX_TOKENS}
                api.expect(200, "POST", "/v1/context", body)

            async def inside() -> None:
                await continuo.contexts.build(scope, where(asked["inside"]), max_tokens=MAX_TOKENS)

            def watched() -> list[int]:
                return [*children(platform.supervisor), *servers_of(platform.folder)]

            series = await interleaved({"http": http, "inside": inside}, rounds=rounds, warm_up=30, watched=watched)
    return summary(series) | ratios("http", series, "http", "inside")


async def measure(items: int = ITEMS, rounds: int = ROUNDS) -> dict[str, Any]:
    """Start a platform with one person of so many memories, and ask it both ways."""
    with started() as platform:
        await fill_platform(platform.folder, {"ana": items})
        return {"items": items, **await compared(platform, rounds)}


if __name__ == "__main__":
    write_report("http_tax", asyncio.run(measure()), seed=SEED)
