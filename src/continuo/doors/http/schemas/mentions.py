"""Turns asked for by what they say, who said it, when and where."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from continuo.domain.mentions import Grain, Mentioned, MentionFilter, Page
from continuo.domain.turn import Role
from continuo.doors.http.schemas.recall import AskedAt, KnownAt, WantedFor
from continuo.doors.http.schemas.sessions import TurnOut
from continuo.doors.http.schemas.values import Asked, Moment, Name, PageLimit, Told
from continuo.memory.recall.mentions import LONGEST_WHEN
from continuo.memory.recall.sought import LONGEST_WORDS, MOST_WORDS

_Words = Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS, examples=["pricing"])]
_LONGEST_CURSOR = 100


class MentionsIn(Asked):
    """Which turns are wanted; what is left out is not asked about, and all that is named has to hold."""

    user_id: Name
    words: Annotated[
        list[_Words] | None,
        Field(
            min_length=1, max_length=MOST_WORDS, description="a word or several each; endings and case do not matter"
        ),
    ] = None
    match: Annotated[Literal["all", "any"], Field(description="whether a turn has all ``words`` or one of them")] = (
        "all"
    )
    phrase: Annotated[_Words | None, Field(description="words that follow one another")] = None
    entity: Annotated[Name | None, Field(description="a name of somebody or something that is spoken of")] = None
    when: Annotated[
        str | None,
        Field(min_length=1, max_length=LONGEST_WHEN, description="a time in words", examples=["last Tuesday"]),
    ] = None
    since: Annotated[Moment | None, Field(description="said at this moment or later")] = None
    until: Annotated[Moment | None, Field(description="said before this moment")] = None
    asked_at: AskedAt = None
    session_id: Name | None = None
    speaker: Annotated[Name | None, Field(description="who speaks, by name")] = None
    roles: Annotated[list[Literal["user", "assistant", "tool", "system"]] | None, Field(min_length=1, max_length=4)] = (
        None
    )
    known_at: KnownAt = None
    purpose: WantedFor = None
    order: Literal["oldest", "newest"] = "oldest"
    count_by: Annotated[
        Literal["day", "week", "month", "session"] | None, Field(description="days are those of ``asked_at``'s zone")
    ] = None
    after: Annotated[
        str | None, Field(min_length=1, max_length=_LONGEST_CURSOR, description="``next`` of the page before")
    ] = None
    limit: PageLimit = 100

    def wanted(self) -> MentionFilter:
        """Return the filter."""
        return MentionFilter(
            words=tuple(self.words or ()),
            any_of=self.match == "any",
            phrase=self.phrase or "",
            entity=self.entity or "",
            when=self.when or "",
            since=self.since,
            until=self.until,
            asked_at=self.asked_at,
            session=self.session_id,
            speaker=self.speaker or "",
            roles=[Role(role) for role in self.roles] if self.roles is not None else None,
            known_at=self.known_at,
        )

    def page(self) -> Page:
        """Return which part of the answer is wanted."""
        grain = Grain(self.count_by) if self.count_by is not None else None
        return Page(self.limit, self.after or "", self.order == "newest", grain)


class MentionOut(TurnOut):
    """A turn in its place, and the session it belongs to."""

    session_id: str
    session_uuid: UUID


class CountedOut(Told):
    """How many turns there are of one day, week, month or session."""

    key: str
    turns: int


class StretchOut(Told):
    """A stretch of time, without its end."""

    since: datetime
    until: datetime


class MentionsOut(Told):
    """A page of turns in the order of time; what is told of all of them stands on the first page alone."""

    turns: list[MentionOut]
    total: int | None
    first_said_at: datetime | None
    last_said_at: datetime | None
    counts: list[CountedOut]
    stretches: Annotated[list[StretchOut], Field(description="what ``when`` was understood to be")]
    next: str | None

    @classmethod
    def of(cls, found: Mentioned) -> MentionsOut:
        """Return the answer for a page."""
        turns = [
            MentionOut(
                session_id=found.sessions.get(turn.session_id, ""),
                session_uuid=turn.session_id,
                **TurnOut.of(turn).model_dump(),
            )
            for turn in found.turns
        ]
        return cls(
            turns=turns,
            total=found.total,
            first_said_at=found.first_said_at,
            last_said_at=found.last_said_at,
            counts=[CountedOut(key=counted.key, turns=counted.turns) for counted in found.counts],
            stretches=[StretchOut(since=since, until=until) for since, until in found.stretches],
            next=found.next or None,
        )
