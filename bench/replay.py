"""How many turns a second does a rebuild replay? Every projection of a person dropped and made again from the journal.

    make bench-replay        (CONTINUO_BENCH_REPLAY_TURNS=1000 unless told otherwise)

In this process, with the real embedder and nothing remembered of earlier texts. Turns come in sessions of fifty and
were consolidated by tens, as a worker leaves them. The limit measured with it is the embedder on the same turns; that
everything came out the same is checked by the digest.
"""

from __future__ import annotations

import asyncio
import random
import statistics
from typing import Any

from bench.consolidate import conversation, uncached_embedder
from bench.measuring import interleaved, ratios, summary
from bench.report import size, write_report
from bench.stand import TURNS_A_SESSION, stand

SEED = 41
TURNS = size("REPLAY_TURNS", 1_000)
BATCH = 10
ROUNDS = 3


async def measure(turns: int = TURNS, rounds: int = ROUNDS) -> dict[str, Any]:
    """Rebuild a person of so many turns, so often."""
    chance = random.Random(SEED)
    said = [conversation(chance, TURNS_A_SESSION) for _ in range(max(1, turns // TURNS_A_SESSION))]
    texts = [f"{turn.role.value}: {turn.text}" for session in said for turn in session]
    async with uncached_embedder() as embedder, stand(embedder) as it:
        scope = it.scope("ana")
        for number, session in enumerate(said):
            for begin in range(0, len(session), BATCH):
                added = await it.continuo.journal.append(scope, f"session {number}", session[begin : begin + BATCH])
                await it.continuo.consolidation.consolidate(scope, added.session_id, epoch=0)

        async def rebuild() -> None:
            rebuilt = await it.continuo.rebuild.rebuild(scope)
            assert rebuilt.runs == len(texts) // BATCH, rebuilt
            assert rebuilt.before == rebuilt.after, "another memory came out"

        async def embed() -> None:
            await embedder.embed(texts)

        ways = {"rebuild": rebuild, "embed": embed}
        series = await interleaved(ways, rounds=rounds, warm_up=0, watched=it.servers)
    rate = len(texts) / statistics.median(series["rebuild"].wall) * 1000
    figures = summary(series) | ratios("rebuild_to_embed", series, "rebuild", "embed")
    return {"turns": len(texts), "turns_per_s": round(rate, 1), **figures}


if __name__ == "__main__":
    write_report("replay", asyncio.run(measure()), seed=SEED)
