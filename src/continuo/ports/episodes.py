"""The episodes of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from continuo.domain.episode import Episode


class EpisodeStore(Protocol):
    """What happened, stretch by stretch."""

    async def put(self, episodes: Sequence[Episode]) -> None:
        """Add episodes; one with the same id is replaced."""

    async def last(self, session_id: UUID) -> Episode | None:
        """Return the last episode of a session."""

    async def of_session(self, session_id: UUID) -> Sequence[Episode]:
        """Return the episodes of a session in order."""

    async def find(self, *, after: UUID | None = None, limit: int = 100) -> Sequence[Episode]:
        """Return episodes in the order of their ids, beyond one of them."""

    async def get(self, episode_ids: Sequence[UUID]) -> Sequence[Episode]:
        """Return the episodes with these ids; those that are not there are left out."""

    async def drop(self, episode_ids: Sequence[UUID]) -> None:
        """Remove these episodes."""

    async def drop_all(self) -> int:
        """Remove every episode and return how many there were."""
