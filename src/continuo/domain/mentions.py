"""Turns asked for by what they say, who said it, when and where: a query with one right answer, not a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from continuo.domain.turn import Role, Turn

Stretch = tuple[datetime, datetime]
"""From a moment up to, and without, another one."""


class Grain(StrEnum):
    """By what turns are counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """Which turns are wanted; everything left out is not asked about, and all that is named has to hold.

    Args:
        words: a word or several each; endings and case do not matter ("running" is also "runs").
        any_of: one of ``words`` is enough; else a turn has all of them.
        phrase: words that follow one another, endings and case aside.
        entity: a name of somebody or something; turns that the graph knows to speak of it, or that have one of its
            names.
        when: a time in words, such as "last Tuesday"; turns said then, on the calendar of ``asked_at``.
        since: said at this moment or later.
        until: said before this moment.
        asked_at: the moment of asking, in the person's zone; ``None`` means now, in UTC.
        session: the application's name of a session.
        speaker: who speaks, by name; case does not matter.
        roles: whose turns; ``None`` means everybody's.
        known_at: only turns that had been recorded at that moment.
    """

    words: tuple[str, ...] = ()
    any_of: bool = False
    phrase: str = ""
    entity: str = ""
    when: str = ""
    since: datetime | None = None
    until: datetime | None = None
    asked_at: datetime | None = None
    session: str | None = None
    speaker: str = ""
    roles: Sequence[Role] | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer is wanted.

    Args:
        limit: turns at most, 1 to 500.
        after: ``Mentioned.next`` of the page before; empty for the first page.
        newest_first: whether the order of time is turned round.
        grain: by what all turns are counted, on the first page; ``None`` counts them by nothing.
    """

    limit: int = 100
    after: str = ""
    newest_first: bool = False
    grain: Grain | None = None


FIRST_PAGE = Page()
"""The first hundred turns, oldest first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many turns there are of one day, week, month or session.

    Args:
        key: ``2026-11-24``, ``2026-W48``, ``2026-11``, or the name of the session.
    """

    key: str
    turns: int


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One page of the turns that a filter lets through, in the order of time.

    Args:
        turns: each once; of one moment in the order of sessions and positions.
        sessions: the names of their sessions.
        total: how many turns there are on all pages together; ``None`` on a page that is not the first.
        first_said_at: when the oldest of them all was said, in the zone of asking; ``None`` like ``total``.
        last_said_at: the same of the newest.
        counts: of all of them, in the order of time; empty on a page that is not the first.
        stretches: what the time in words was understood to be.
        next: where the next page begins; empty on the last one.
    """

    turns: tuple[Turn, ...]
    sessions: Mapping[UUID, str] = field(default_factory=dict)
    total: int | None = None
    first_said_at: datetime | None = None
    last_said_at: datetime | None = None
    counts: tuple[Counted, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    next: str = ""
