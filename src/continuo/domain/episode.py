"""What happened in a stretch of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One line of a recap.

    Args:
        speaker: whose words it tells; empty where it tells what several said.
        text: the words.
        cited: positions of the turns it is from, in order.
    """

    speaker: str
    text: str
    cited: tuple[int, ...]


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
        recap: the stretch told again in a third of its words, line by line in order; of all episodes of a session, its
            running summary.
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
    recap: tuple[RecapLine, ...] = ()
