"""A conversation, and how far it has been understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Session:
    """One conversation of one person.

    Args:
        name: the application's own name for it.
        last_position: position of its last turn, 0 if there is none.
        consolidated_to: position of the last turn that has become memory; never beyond ``last_position``.
        started_at: when its first words were said.
        last_said_at: when its last words were said.
        ended_at: when it was declared over; a new turn reopens it.
    """

    session_id: UUID
    name: str
    last_position: int
    consolidated_to: int
    started_at: datetime
    last_said_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Appended:
    """Where turns came to lie.

    Args:
        positions: one for each turn, in order; a turn stored before keeps its first position.
        last_position: the last position of the session afterwards.
    """

    session_id: UUID
    positions: tuple[int, ...]
    last_position: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a session was, and when something was last going on in it, as its actor saw it.

    Args:
        position: its last position then.
        active_at: when somebody last spoke, or asked for its context.
        fence: of the lease under which it was taken.
    """

    session_id: UUID
    position: int
    active_at: datetime
    fence: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What a session is about, in so few words that it can stand in a list.

    Args:
        title: one short line; empty while nothing of the session has become memory.
        topics: a few words each, what most was said about first.
    """

    title: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Turns of one session that were consolidated together.

    Args:
        run: its number among the person's runs, from 1.
        first: position of the first turn.
        last: position of the last turn.
        extractor: version of what read them.
        ran_at: when; memories made by the run were known from then on.
    """

    run: int
    session_id: UUID
    first: int
    last: int
    extractor: str
    ran_at: datetime
