"""What do the policies of the database cost? The same statements as the service's role and as one they do not concern.

    make bench-rls-tax

The whole index of a person, and the row that tells its version, are read by ``continuo_api`` under forced row-level
security with a signed context, and by the superuser, who passes by every policy: same database, same rows, prepared
statements, in turns. ``with_context`` also sets the context, as every transaction of the service does: that is the
whole price of the wall.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any, LiteralString

import psycopg

from bench.measuring import Way, interleaved, ratios, summary
from bench.report import write_report
from bench.stand import Stand, stand
from continuo.adapters.postgres.statements import statements
from continuo.domain.scope import Scope

SEED = 31
ITEMS = (1_000, 10_000)
ROUNDS = 60


def reading(connection: psycopg.AsyncConnection, sql: LiteralString, owner: dict[str, Any]) -> Way:
    """Return what runs a statement and fetches its one row."""

    async def read() -> None:
        cursor = await connection.execute(sql, owner, binary=True, prepare=True)
        assert await cursor.fetchone() is not None, "the person is out of reach"

    return read


def transaction(it: Stand, scope: Scope, sql: LiteralString, owner: dict[str, Any]) -> Way:
    """Return what runs the statement as the service does: in a transaction of its own, with its context."""

    async def read() -> None:
        async with it.pools.transaction("api", scope.tenant_id, scope.subject_id) as connection:
            await reading(connection, sql, owner)()

    return read


async def compared(it: Stand, name: str, scope: Scope, sql: LiteralString, rounds: int) -> dict[str, float]:
    """Measure one statement in three ways."""
    owner = {"tenant_id": scope.tenant_id, "subject_id": scope.subject_id}
    async with AsyncExitStack() as stack:
        walled = await stack.enter_async_context(it.pools.transaction("api", scope.tenant_id, scope.subject_id))
        free = await stack.enter_async_context(it.connected())
        await free.execute("BEGIN")
        ways = {
            f"{name}_walled": reading(walled, sql, owner),
            f"{name}_free": reading(free, sql, owner),
            f"{name}_with_context": transaction(it, scope, sql, owner),
        }
        series = await interleaved(ways, rounds=rounds, watched=it.servers)
    return {
        **summary(series),
        **ratios(name, series, f"{name}_walled", f"{name}_free"),
        **ratios(f"{name}_with_context", series, f"{name}_with_context", f"{name}_free"),
    }


async def measure(sizes: tuple[int, ...] = ITEMS, rounds: int = ROUNDS) -> dict[str, Any]:
    """Fill a database with one person of each size, and read what they have."""
    figures: dict[str, Any] = {}
    async with stand() as it:
        for count in sizes:
            await it.fill(it.scope(f"has {count}"), count)
        await it.settle()
        for count in sizes:
            sql = statements("items")["packed_items"]
            figures |= await compared(it, f"index_{count}", it.scope(f"has {count}"), sql, rounds)
        person = it.scope(f"has {sizes[0]}")
        figures |= await compared(it, "version", person, statements("subject")["read_person"], 3 * rounds)
    figures["ratio"] = max(figures[f"index_{count}_ratio"] for count in sizes)
    return figures


if __name__ == "__main__":
    write_report("rls_tax", asyncio.run(measure()), seed=SEED, targets={"ratio": "<= 1.15"})
