"""The episodes of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.episode import Episode


@dataclass(frozen=True, slots=True)
class EpisodeFilter:
    """Which episodes are wanted; everything left out is not asked about.

    Args:
        as_of: only what had begun at that moment.
        known_at: as the episodes were told at that moment; ``None`` means now.
        after: beyond this episode, in the order of ids.
        limit: at most this many, 1 to 1,000.
    """

    as_of: datetime | None = None
    known_at: datetime | None = None
    after: UUID | None = None
    limit: int = 100


class EpisodeStore(Protocol):
    """What happened, stretch by stretch. An episode that is told anew stays readable as it was told before."""

    async def put(self, episodes: Sequence[Episode]) -> None:
        """Add episodes; one with the same id is replaced."""

    async def last(self, session_id: UUID) -> Episode | None:
        """Return the last episode of a session."""

    async def of_session(self, session_id: UUID) -> Sequence[Episode]:
        """Return the episodes of a session in order."""

    async def longest(self, session_ids: Sequence[UUID], *, limit: int) -> Sequence[Episode]:
        """Return at most ``limit`` episodes of each of these sessions, those of the most turns, longest first."""

    async def find(self, wanted: EpisodeFilter) -> Sequence[Episode]:
        """Return the episodes that pass the filter, in the order of their ids."""

    async def get(
        self, episode_ids: Sequence[UUID], *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Sequence[Episode]:
        """Return the episodes with these ids; those that are not there are left out.

        Args:
            as_of: only what had begun at that moment.
            known_at: only what had been told at that moment.
        """

    async def replace(self, episode_ids: Sequence[UUID], *, at: datetime) -> None:
        """Take these episodes out of force: what follows tells their turns anew."""

    async def reopen(self, episode_ids: Sequence[UUID]) -> None:
        """Put these episodes in force again, as if they had never been out of it."""

    async def drop_all(self) -> int:
        """Remove every episode and return how many there were."""
