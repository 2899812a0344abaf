"""Someone speaking: the smallest thing a conversation is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.scope import checked_name, checked_purpose

LONGEST_TEXT = 100_000
"""Characters in the longest turn; files have their own door."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST_AHEAD = timedelta(days=2)
"""A clock may run ahead this much, a speaker may not come from the future."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Role(StrEnum):
    """Who speaks, as language model APIs name it."""

    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn on its way in, not yet placed in a journal.

    Args:
        speaker: the name of the one who speaks, where a conversation has more than one person; empty for
            the user or the assistant themselves.
        said_at: the moment of speaking; ``None`` means now.
        client_event_id: the caller's own id of this turn; the same id in one session is stored once.
        purposes: what the words may be used for; never empty.
    """

    role: Role
    text: str
    speaker: str = ""
    said_at: datetime | None = None
    client_event_id: str | None = None
    purposes: tuple[str, ...] = ("memory",)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in its place.

    Args:
        session_id: the session it belongs to.
        position: its place in the session, from 1, without gaps.
        said_at: the moment of speaking, aware, in the zone in which it was told.
        recorded_at: the moment continuo learned of it, aware, UTC.
    """

    session_id: UUID
    position: int
    role: Role
    text: str
    speaker: str
    said_at: datetime
    recorded_at: datetime
    purposes: tuple[str, ...] = field(default=("memory",))


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where words came from: a stretch of one turn.

    Args:
        start: first character of the stretch.
        end: one past its last character.
    """

    session_id: UUID
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PackedTurns:
    """Where turns lie and when they were said, as columns, big-endian, in the order of time.

    Turns of one moment are ordered by the bytes of their session's id, then by position.

    Args:
        count: number of turns, n.
        session: n × 16 bytes.
        position: n × int32.
        said_at: n × int64, microseconds since 1970.
    """

    count: int
    session: bytes
    position: bytes
    said_at: bytes


def checked_turn(turn: NewTurn, *, now: datetime, at: str) -> NewTurn:
    """Return the turn if it can be stored faithfully.

    Args:
        at: where the turn stands in the request, such as ``turns[3]``; errors begin with it.

    Raises:
        Invalid: names the field that is wrong.
    """
    _check_text(f"{at}.text", turn.text)
    if turn.speaker:
        checked_name(f"{at}.speaker", turn.speaker)
    if turn.said_at is not None:
        if turn.said_at.tzinfo is None:
            raise Invalid(f"{at}.said_at", "must name its zone, such as 2026-05-01T09:30:00+02:00")
        if not EARLIEST <= turn.said_at <= now + LATEST_AHEAD:
            raise Invalid(f"{at}.said_at", "must lie between the year 1900 and now")
    if turn.client_event_id is not None and not 1 <= len(turn.client_event_id) <= 200:
        raise Invalid(f"{at}.client_event_id", "must have 1 to 200 characters")
    if turn.client_event_id is not None and not _storable(turn.client_event_id):
        raise Invalid(f"{at}.client_event_id", "must not contain NUL characters or lone surrogates")
    if not turn.purposes:
        raise Invalid(f"{at}.purposes", "must name at least one purpose")
    for number, purpose in enumerate(turn.purposes):
        checked_purpose(f"{at}.purposes[{number}]", purpose)
    return turn


def _check_text(name: str, text: str) -> None:
    if not text.strip():
        raise Invalid(name, "must not be empty or blank")
    if len(text) > LONGEST_TEXT:
        raise Invalid(name, f"must have at most {LONGEST_TEXT} characters, has {len(text)}")
    if "\x00" in text:
        raise Invalid(name, f"must not contain NUL characters (the first is character {text.index(chr(0))})")
    if not _storable(text):
        raise Invalid(name, "must not contain lone surrogates: it is not valid Unicode")


def _storable(text: str) -> bool:
    # One character after the other in Python took longer than all the rest of an append's checks.
    return "\x00" not in text and (text.isascii() or _SURROGATE.search(text) is None)
