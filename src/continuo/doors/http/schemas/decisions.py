"""What people decide about facts, and the questions that facts raise."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuo.domain.clarification import Answer, Clarification
from continuo.domain.fact import Fact
from continuo.domain.timeline import Happening, TimelineEntry
from continuo.doors.http.schemas.episodes import EpisodeOut
from continuo.doors.http.schemas.facts import FactOut
from continuo.doors.http.schemas.sessions import PersonIn
from continuo.doors.http.schemas.values import Asked, Filtered, Moment, Name, PageLimit, Told
from continuo.memory.consolidation.deciding import LONGEST_VALUE, Correction
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.timeline import Cursor, TimelineFilter

Value = Annotated[str, Field(min_length=1, max_length=LONGEST_VALUE, examples=["Porto"])]


class CorrectionIn(PersonIn):
    """What a fact should say."""

    value: Value
    since: Annotated[
        Moment | None, Field(description="when it changed, if the fact was right until then; else it never was")
    ] = None

    def correction(self) -> Correction:
        """Return the correction."""
        return Correction(self.value, self.since)


class PinIn(PersonIn):
    """Whether a fact is kept in sight."""

    pinned: bool = True


class SeparationIn(PersonIn):
    """A value that was merged into a fact and is something else."""

    value: Value


class AnswerIn(Asked):
    """Which of the two values is right."""

    user_id: Name
    answer: Annotated[Answer, Field(strict=False)]


class ClarificationsQuery(Filtered):
    """Which clarifications are wanted."""

    user_id: Name
    open: Annotated[bool | None, Field(description="only those that wait for an answer, or only the others")] = None
    known_at: Annotated[Moment | None, Field(description="only those opened until that moment")] = None
    after: Annotated[UUID | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100

    def wanted(self) -> ClarificationFilter:
        """Return the filter, for one more than the page holds."""
        return ClarificationFilter(self.open, self.known_at, self.after, self.limit + 1)


class ClarificationOut(Told):
    """Two facts of one slot that stand against each other."""

    clarification_id: UUID
    about: str
    predicate: str
    question: str
    first: FactOut
    second: FactOut
    opened_at: datetime
    settled_at: datetime | None
    settled_by: str

    @classmethod
    def of(cls, asked: Clarification, first: Fact, second: Fact) -> ClarificationOut:
        """Return the answer for a clarification and its two sides."""
        return cls(
            clarification_id=asked.clarification_id,
            about=asked.about,
            predicate=asked.predicate,
            question=f"Which is right: {first.statement} Or: {second.statement}",
            first=FactOut.of(first),
            second=FactOut.of(second),
            opened_at=asked.opened_at,
            settled_at=asked.settled_at,
            settled_by=asked.settled_by,
        )


class ClarificationsOut(Told):
    """A page of clarifications, in the order of their ids."""

    clarifications: list[ClarificationOut]
    next: UUID | None


class TimelineQuery(Filtered):
    """Which part of a timeline is wanted."""

    user_id: Name
    about: Annotated[Name | None, Field(description="only facts about them: user, or another name")] = None
    predicate: Annotated[str | None, Field(pattern="^[a-z][a-z0-9_]{0,63}$", description="only one slot")] = None
    since: Annotated[Moment | None, Field(description="not before this moment")] = None
    until: Annotated[Moment | None, Field(description="before this moment")] = None
    known_at: Annotated[Moment | None, Field(description="as it was known at that moment")] = None
    after: Annotated[
        str | None,
        Field(pattern=r"^[^|]{20,40}\|[0-9a-f-]{36}\|(began|ended|episode)$", description="``next`` of before"),
    ] = None
    limit: PageLimit = 100

    def wanted(self) -> TimelineFilter:
        """Return the filter, for one entry more than the page holds."""
        return TimelineFilter(
            self.about, self.predicate, self.since, self.until, self.known_at, self._cursor(), self.limit + 1
        )

    def _cursor(self) -> Cursor | None:
        if self.after is None:
            return None
        at, entry_id, happening = self.after.split("|")
        return datetime.fromisoformat(at), UUID(entry_id), Happening(happening)


class EntryKind(StrEnum):
    """What an entry tells."""

    BEGAN = "began"
    ENDED = "ended"
    EPISODE = "episode"


class TimelineEntryOut(Told):
    """A fact that began or ended, or an episode that began."""

    at: datetime
    happening: EntryKind
    fact: FactOut | None
    episode: EpisodeOut | None

    @classmethod
    def of(cls, entry: TimelineEntry) -> TimelineEntryOut:
        """Return the answer for an entry."""
        return cls(
            at=entry.at,
            happening=EntryKind(entry.happening.value),
            fact=FactOut.of(entry.fact) if entry.fact else None,
            episode=EpisodeOut.of(entry.episode) if entry.episode else None,
        )


class TimelineOut(Told):
    """A page of a timeline, in the order of time."""

    entries: list[TimelineEntryOut]
    next: str | None


def cursor_of(entry: TimelineEntry) -> str:
    """Return the place of an entry as ``next`` gives it."""
    return f"{entry.at.isoformat()}|{entry.entry_id}|{entry.happening.value}"
