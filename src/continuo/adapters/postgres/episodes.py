"""The episodes of one person in PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.episode import Episode, RecapLine
from continuo.ports.episodes import EpisodeFilter


class PostgresEpisodes:
    """Keeps the port ``EpisodeStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("episodes")

    async def put(self, episodes: Sequence[Episode]) -> None:
        """Add episodes; one with the same id is replaced."""
        key = self._desk.opened_key()
        for episode in episodes:
            await self._do(
                "put_episode",
                episode_id=episode.episode_id,
                session_id=episode.session_id,
                first=episode.first,
                last=episode.last,
                started_at=episode.started_at,
                ended_at=episode.ended_at,
                cited=list(episode.cited),
                sealed=key.seal("episode", episode.episode_id, _words(episode)),
                purposes=list(episode.purposes),
                recorded_at=episode.recorded_at,
            )

    async def last(self, session_id: UUID) -> Episode | None:
        """Return the last episode of a session."""
        found = await self._episodes("last_episode", session_id=session_id)
        return found[0] if found else None

    async def of_session(self, session_id: UUID) -> Sequence[Episode]:
        """Return the episodes of a session in order."""
        return await self._episodes("session_episodes", session_id=session_id)

    async def longest(self, session_ids: Sequence[UUID], *, limit: int) -> Sequence[Episode]:
        """Return at most ``limit`` episodes of each of these sessions, those of the most turns, longest first."""
        if not session_ids:
            return []
        return await self._episodes("longest_episodes", session_id=list(session_ids), limit=limit)

    async def find(self, wanted: EpisodeFilter) -> Sequence[Episode]:
        """Return the episodes that pass the filter, in the order of their ids."""
        return await self._episodes("find_episodes", **asdict(wanted)) if self._desk.key is not None else []

    async def get(
        self, episode_ids: Sequence[UUID], *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Sequence[Episode]:
        """Return the episodes with these ids; those that are not there are left out."""
        if not episode_ids:
            return []
        return await self._episodes("get_episodes", episode_id=list(episode_ids), as_of=as_of, known_at=known_at)

    async def replace(self, episode_ids: Sequence[UUID], *, at: datetime) -> None:
        """Take these episodes out of force: what follows tells their turns anew."""
        if episode_ids:
            await self._do("replace_episodes", episode_id=list(episode_ids), at=at)

    async def reopen(self, episode_ids: Sequence[UUID]) -> None:
        """Put these episodes in force again, as if they had never been out of it."""
        if episode_ids:
            await self._do("reopen_episodes", episode_id=list(episode_ids))

    async def drop_all(self) -> int:
        """Remove every episode and return how many there were."""
        return await self._do("drop_all_episodes")

    async def _episodes(self, statement: str, **values: Any) -> list[Episode]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return self.episodes_of(await cursor.fetchall())

    def episodes_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Episode]:
        """Return the episodes of rows of ``find_episodes`` and the like, opened, in the order given."""
        return [self._episode(row) for row in rows]

    def _episode(self, row: tuple[Any, ...]) -> Episode:
        episode_id, session_id, first, last, started_at, ended_at, cited, purposes, sealed, recorded_at = row
        said = json.loads(self._desk.opened_key().open("episode", episode_id, sealed))
        return Episode(
            episode_id,
            session_id,
            first,
            last,
            started_at,
            ended_at,
            said["summary"],
            tuple(said["topics"]),
            tuple(said["entities"]),
            tuple(cited),
            recorded_at,
            tuple(purposes),
            tuple(RecapLine(speaker, text, tuple(cited)) for speaker, text, cited in said.get("recap", ())),
        )

    async def _do(self, statement: str, **values: Any) -> int:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return cursor.rowcount


def _words(episode: Episode) -> bytes:
    recap = [(line.speaker, line.text, line.cited) for line in episode.recap]
    said = {"summary": episode.summary, "topics": episode.topics, "entities": episode.entities, "recap": recap}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
