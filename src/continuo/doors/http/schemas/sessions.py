"""Sessions and turns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from continuo.domain.session import Appended, Heading, Session
from continuo.domain.turn import LONGEST_TEXT, NewTurn, Role, Turn
from continuo.doors.http.schemas.values import (
    Asked,
    Filtered,
    Moment,
    Name,
    PageLimit,
    Purposes,
    Told,
)
from continuo.memory.journal.room import MOST_TURNS

LAST_POSITION = 2**31 - 1
"""Positions are 32 bits."""

Position = Annotated[int, Field(ge=0, le=LAST_POSITION)]
Text = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_TEXT})]
Said = Annotated[Moment | None, Field(description="the moment of speaking, with its zone; now, if left out")]
MayServe = Annotated[Purposes | None, Field(description="what the words may be used for; memory, if left out")]


class TurnIn(Asked):
    """Someone speaking."""

    role: Literal["user", "assistant", "tool", "system"]
    text: Text
    speaker: Annotated[str, Field(description="a name, where more than two people speak")] = ""
    said_at: Said = None
    client_event_id: Annotated[
        str | None, Field(description="your own id of this turn; the same id in one session is stored once")
    ] = None
    purposes: MayServe = None

    def turn(self) -> NewTurn:
        """Return the turn; the journal checks what it says."""
        purposes = tuple(self.purposes) if self.purposes else ("memory",)
        return NewTurn(Role(self.role), self.text, self.speaker, self.said_at, self.client_event_id, purposes)


Turns = Annotated[list[TurnIn], Field(min_length=1, max_length=MOST_TURNS)]


class SessionIn(Asked):
    """A conversation that begins; without turns it only gets its name, and is stored with its first turn."""

    user_id: Name
    session_id: Annotated[Name | None, Field(description="made up, if left out")] = None
    turns: Turns | None = None


class TurnsIn(Asked):
    """Turns for the end of a session."""

    user_id: Name
    turns: Turns
    expected_position: Annotated[
        Position | None, Field(description="the last position you know; another one is answered with 409")
    ] = None
    epoch: Annotated[
        Position | None,
        Field(description="of words said offline: the epoch the device knew; after an erasure they are refused"),
    ] = None


class RememberIn(Asked):
    """One thing to remember; it becomes a turn of the user in their session ``notes``."""

    user_id: Name
    text: Text
    said_at: Said = None
    purposes: MayServe = None

    def turn(self) -> NewTurn:
        """Return it as a turn."""
        purposes = tuple(self.purposes) if self.purposes else ("memory",)
        return NewTurn(Role.USER, self.text, said_at=self.said_at, purposes=purposes)


class PersonIn(Asked):
    """Whom a request is about."""

    user_id: Name


class PersonQuery(Filtered):
    """Whom a request is about."""

    user_id: Name


class SessionsQuery(Filtered):
    """A page of a person's sessions."""

    user_id: Name
    after: Annotated[UUID | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100


class TurnsQuery(Filtered):
    """A page of a session's turns."""

    user_id: Name
    after: Annotated[Position, Field(description="turns beyond this position")] = 0
    limit: PageLimit = 100


class AppendedOut(Told):
    """Where turns came to lie; they are committed."""

    session_id: str
    positions: list[int]
    last_position: int

    @classmethod
    def of(cls, name: str, appended: Appended) -> AppendedOut:
        """Return the answer for a session of that name."""
        return cls(session_id=name, positions=list(appended.positions), last_position=appended.last_position)


class SessionOut(Told):
    """A session; ``session_uuid`` is what evidence refers to."""

    session_id: str
    session_uuid: UUID
    last_position: int
    consolidated_to: int
    started_at: datetime
    last_said_at: datetime
    ended_at: datetime | None
    title: Annotated[str, Field(description="one short line; empty while nothing of it has become memory")]
    topics: Annotated[list[str], Field(description="what most was said about comes first")]

    @classmethod
    def of(cls, session: Session, heading: Heading | None) -> SessionOut:
        """Return the answer for a session."""
        heading = heading or Heading()
        return cls(
            session_id=session.name,
            session_uuid=session.session_id,
            last_position=session.last_position,
            consolidated_to=session.consolidated_to,
            started_at=session.started_at,
            last_said_at=session.last_said_at,
            ended_at=session.ended_at,
            title=heading.title,
            topics=list(heading.topics),
        )


class SessionsOut(Told):
    """A page of sessions."""

    sessions: list[SessionOut]
    next: UUID | None


class TurnOut(Told):
    """A turn in its place."""

    position: int
    role: str
    text: str
    speaker: str
    said_at: datetime
    recorded_at: datetime
    purposes: list[str]

    @classmethod
    def of(cls, turn: Turn) -> TurnOut:
        """Return the answer for a turn."""
        return cls(
            position=turn.position,
            role=turn.role.value,
            text=turn.text,
            speaker=turn.speaker,
            said_at=turn.said_at,
            recorded_at=turn.recorded_at,
            purposes=list(turn.purposes),
        )


class TurnsOut(Told):
    """A page of turns, in order."""

    session_id: str
    turns: list[TurnOut]
    next: int | None
