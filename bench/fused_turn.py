"""How often does a context wait for PostgreSQL? Round trips, counted by a proxy in front of it.

    make bench-fused-turn

One API process, asked over HTTP, reaches its database through the proxy: credential, version, words and all. Statements
that are sent together are one round trip. Cold is the first question after a change of the person's memory; ``about``
asks for what was said about something, which is looked up by query besides.
"""

from __future__ import annotations

import asyncio
import random
import statistics
from typing import Any

from bench.caller import Caller
from bench.measuring import percentiles
from bench.platform_under_test import door
from bench.proxy import Trips, counted
from bench.report import write_report
from bench.sentences import question, sentence, where
from bench.stand import Stand, stand
from continuo.services.tenancy import SCOPES
from continuo.wiring import DEFAULT_TENANT

SEED = 47
ITEMS = 1_000
ROUNDS = 100
COLD_ROUNDS = 20
MAX_TOKENS = 500
SETTLED_S = 0.005
"""An answer may be on its way to the caller before the last statement's is counted."""


class Asking:
    """Asks one person's memory, and keeps what each question cost."""

    def __init__(self, api: Caller, trips: Trips) -> None:
        self._api = api
        self._trips = trips
        self._chance = random.Random(SEED)
        self.times: dict[str, list[float]] = {}
        self.waits: dict[str, list[int]] = {}

    async def ask(self, state: str, **more: str) -> None:
        """Ask for a context."""
        query = question(self._chance) if state == "about" else where(self._chance)
        body = {"user_id": "ana", "query": query, "max_tokens": MAX_TOKENS, **more}
        before = self._trips.by_role.total()
        answer = await asyncio.to_thread(self._api.expect, 200, "POST", "/v1/context", body)
        await asyncio.sleep(SETTLED_S)
        self.times.setdefault(state, []).append(answer.milliseconds)
        self.waits.setdefault(state, []).append(self._trips.by_role.total() - before)


async def asked(it: Stand, address: str, key: str, trips: Trips, rounds: int, cold_rounds: int) -> dict[str, Any]:
    """Ask warm, in a session that goes on, and cold; return what it took."""
    with Caller(address, key) as api:
        turns = [{"role": "user", "text": sentence(random.Random(n))} for n in range(5)]
        body = {"user_id": "ana", "turns": turns}
        await asyncio.to_thread(api.expect, 201, "POST", "/v1/sessions/now/turns", body)
        asking = Asking(api, trips)
        for _ in range(5):
            await asking.ask("first")
        trips.by_role.clear()
        for _ in range(rounds):
            await asking.ask("warm")
        by_role = dict(trips.by_role)
        for _ in range(rounds):
            await asking.ask("session", session_id="now")
            await asking.ask("about")
        for _ in range(cold_rounds):
            await it.outdate(it.scope("ana"))
            await asking.ask("cold")
    figures: dict[str, Any] = {"warm_round_trips_by_role": {role: n / rounds for role, n in by_role.items()}}
    for state in ("warm", "session", "about", "cold"):
        figures[f"{state}_round_trips"] = statistics.median(asking.waits[state])
        figures |= percentiles(state, asking.times[state])
    return figures


async def measure(items: int = ITEMS, rounds: int = ROUNDS, cold_rounds: int = COLD_ROUNDS) -> dict[str, Any]:
    """Start a database, a proxy before it and an API process behind that, and ask."""
    async with stand() as it:
        await it.fill(it.scope("ana"), items)
        key = await it.continuo.tenancy.create_key(DEFAULT_TENANT, name="bench", scopes=sorted(SCOPES))
        async with counted(it.database.admin_dsn) as (dsn, trips):
            # Started in a thread: the API needs the proxy, which runs in this loop, to become ready.
            opening = door(it.folder, database_url=dsn)
            address, _ = await asyncio.to_thread(opening.__enter__)
            try:
                return {"items": items, **await asked(it, address, key.secret, trips, rounds, cold_rounds)}
            finally:
                await asyncio.to_thread(opening.__exit__, None, None, None)


if __name__ == "__main__":
    targets = {"warm_round_trips": "<= 2", "session_round_trips": "<= 2"}
    write_report("fused_turn", asyncio.run(measure()), seed=SEED, targets=targets)
