"""Keeps the tables in shape: next months' partitions are there before they are needed."""

from __future__ import annotations

from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.statements import statements

MONTHS_AHEAD = 3


class PostgresMaintenance:
    """Keeps the port ``Maintenance``."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def run(self) -> str:
        """Make the partitions of the next months and return how many there were to make."""
        sql = statements("installation")["make_event_partitions"]
        async with self._pools.transaction("worker", None) as connection:
            cursor = await connection.execute(sql, {"months_ahead": MONTHS_AHEAD})
            row = await cursor.fetchone()
        return f"{row[0] if row else 0} partitions made"
