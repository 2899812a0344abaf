"""The profile of one person in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from psycopg.rows import TupleRow

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.profile import ProfileLine, Section


class PostgresProfile:
    """Keeps the port ``ProfileStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("profile")

    async def read(self) -> Sequence[ProfileLine]:
        """Return the lines in reach, in the order of the page."""
        if self._desk.key is None:
            return []
        cursor = await self._desk.connection.execute(self._sql["read_profile"], self._desk.owner)
        return self.lines_of(await cursor.fetchall())

    def lines_of(self, rows: Sequence[TupleRow]) -> list[ProfileLine]:
        """Return the lines that rows hold, opened."""
        key = self._desk.opened_key()
        return [
            ProfileLine(
                line, Section(section), key.open("profile_line", str(line), sealed).decode(), round(float(weight), 6),
                tuple(facts), tuple(episodes), distilled_at, tuple(purposes),
            )
            for line, section, weight, facts, episodes, distilled_at, sealed, purposes in rows
        ]  # fmt: skip

    async def replace(self, lines: Sequence[ProfileLine]) -> None:
        """Put these lines in the place of all that were there."""
        key, connection = self._desk.opened_key(), self._desk.connection
        await connection.execute(self._sql["drop_profile"], self._desk.owner)
        for line in lines:
            values = {
                "line": line.line,
                "section": line.section.value,
                "weight": line.weight,
                "facts": list(line.facts),
                "episodes": list(line.episodes),
                "distilled_at": line.distilled_at,
                "sealed": key.seal("profile_line", str(line.line), line.text.encode()),
                "purposes": list(line.purposes),
            }
            await connection.execute(self._sql["put_profile_line"], self._desk.owner | values)
