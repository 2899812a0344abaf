"""What happened in a stretch of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of one session that stays with one subject.

    Args:
        first: position of its first turn.
        last: position of its last turn.
        summary: at most 200 tokens, in the words of the turns themselves.
        topics: a few words each, the most telling first.
        entities: names of people, places and things that occur in it.
        cited: positions of the turns that the summary quotes, in order.
        recorded_at: when continuo first told it so.
    """

    episode_id: UUID
    session_id: UUID
    first: int
    last: int
    started_at: datetime
    ended_at: datetime
    summary: str
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    cited: tuple[int, ...]
    recorded_at: datetime
    purposes: tuple[str, ...] = ("memory",)
