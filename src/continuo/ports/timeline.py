"""One person's memories in the order of the time they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.timeline import Happening, TimelineEntry

Cursor = tuple[datetime, UUID, Happening]
"""The place of an entry: its moment, its id, and what it tells."""


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which entries are wanted; everything left out is not asked about.

    Args:
        about: only facts about them; then without episodes.
        predicate: only facts of one slot; then without episodes.
        since: not before this moment.
        until: before this moment.
        known_at: as it was known at that moment; ``None`` means now.
        after: beyond this entry.
        limit: at most this many, 1 to 1,000.
    """

    about: str | None = None
    predicate: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    known_at: datetime | None = None
    after: Cursor | None = None
    limit: int = 100


class TimelineStore(Protocol):
    """Facts and episodes by the time they are about. What was retracted, denied or merged is no part of it."""

    async def read(self, wanted: TimelineFilter) -> Sequence[TimelineEntry]:
        """Return the entries that pass the filter, in the order of time."""
