"""Reads the database's own catalogue and says where a wall is missing."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.adapters.postgres.pool import Connection, Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is not as it must be.

    Args:
        check: the rule that does not hold.
        found_at: table, role, function or setting.
    """

    check: str
    found_at: str
    problem: str


def checks() -> list[str]:
    """Return the names of all rules, in order."""
    return list(statements("doctor"))


async def examine(connection: Connection) -> list[Ailment]:
    """Return what is wrong with the database behind a connection; nothing where every rule holds."""
    found = []
    for check, statement in statements("doctor").items():
        cursor = await connection.execute(statement)
        found += [Ailment(check, row[0], row[1]) for row in await cursor.fetchall()]
    return found


async def require_sound(pools: Pools) -> None:
    """Refuse a database in which a wall is missing; seen with the eyes of the service itself.

    Raises:
        Misconfigured: names the first ailments; ``continuo doctor`` lists all.
    """
    async with pools.transaction("api", None) as connection:
        found = await examine(connection)
    if found:
        first = "; ".join(f"{a.found_at}: {a.problem}" for a in found[:3])
        raise Misconfigured(f"the database is not safe to serve from ({len(found)} findings): {first}")
