"""The timeline of one person in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from continuo.adapters.postgres.episodes import PostgresEpisodes
from continuo.adapters.postgres.facts import PostgresFacts
from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.timeline import Happening, TimelineEntry
from continuo.ports.timeline import TimelineFilter


class PostgresTimeline:
    """Keeps the port ``TimelineStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("timeline")

    async def read(self, wanted: TimelineFilter) -> Sequence[TimelineEntry]:
        """Return the entries that pass the filter, in the order of time."""
        if self._desk.key is None:
            return []
        after_at, after_id, after_happening = wanted.after or (None, None, None)
        values = {
            "about": self._desk.slot_hash(wanted.about) if wanted.about else None,
            "predicate": wanted.predicate,
            "since": wanted.since,
            "until": wanted.until,
            "known_at": wanted.known_at,
            "after_at": after_at,
            "after_id": after_id,
            "after_happening": after_happening.value if after_happening else None,
            "limit": wanted.limit,
        }
        cursor = await self._desk.connection.execute(self._sql["read_timeline"], self._desk.owner | values)
        rows = [(at, entry_id, Happening(happening)) for at, entry_id, happening in await cursor.fetchall()]
        told = [i for _, i, happening in rows if happening is not Happening.EPISODE]
        facts = {f.fact_id: f for f in await PostgresFacts(self._desk).get(told, known_at=wanted.known_at)}
        happened = [i for _, i, happening in rows if happening is Happening.EPISODE]
        episodes = {e.episode_id: e for e in await PostgresEpisodes(self._desk).get(happened)}
        return [TimelineEntry(at, what, i, facts.get(i), episodes.get(i)) for at, i, what in rows]
