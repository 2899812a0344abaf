"""Statements about people: what was concluded, from which words, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from continuo.domain.turn import Source

THE_USER = "user"
"""The subject of facts about the person whose memory it is; other speakers go by their name."""


class Tier(IntEnum):
    """How near the words are to the person they are about; a lower tier never overrules a higher one."""

    TOOL = 1
    ASSISTANT = 2
    OTHER_SPEAKER = 3
    SELF = 4
    CORRECTION = 5


class Status(StrEnum):
    """What has become of a fact."""

    CURRENT = "current"
    SUPERSEDED = "superseded"  # another value took its place
    ENDED = "ended"  # it was true once
    RETRACTED = "retracted"  # a person said that it never was
    DENIED = "denied"  # said not to hold, and never said to hold before
    MERGED = "merged"  # the same as another fact, which has its evidence now


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that an extractor believes to have read: the delta of the delta-merge.

    Args:
        about: whom the statement is about: ``THE_USER`` or a name.
        predicate: a name of the predicate registry.
        object: the value, as short as it can stand alone ("Lisbon", "a beagle named Toto").
        affirmed: False for a denial ("no longer works at Siemens").
        statement: the whole as a sentence in the third person ("The user lives in Lisbon.").
        confidence: 0 to 1, how sure the reading is; hedged words are below 0.6.
        said_at: the moment of speaking, aware, UTC.
        valid_from: when it began to hold, where the words say so.
        valid_to: when it ceased to hold, where the words say so.
        source: the words it stands on.
        ordinal: its place among the candidates of the same turn, from 0.
    """

    about: str
    predicate: str
    object: str
    affirmed: bool
    statement: str
    confidence: float
    said_at: datetime
    source: Source
    speaker: str
    tier: Tier
    ordinal: int
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One saying that a fact stands on: the words, who said them, when, and what was read from them.

    A slot's facts follow from its sayings alone, so each keeps all that the merge has to know.

    Args:
        affirmed: False for a denial.
        ordinal: its place among the candidates of the same turn, from 0; of corrections, the number of the act.
        object: the value as these words name it.
        statement: the whole as a sentence in the third person.
        confidence: 0 to 1, of this reading.
        valid_from: when it began to hold, where the words say so.
        valid_to: when it ceased to hold, where the words say so.
        read_by: version of the extractor; ``correction`` where a person entered it.
    """

    source: Source
    speaker: str
    said_at: datetime
    affirmed: bool = True
    ordinal: int = 0
    object: str = ""
    statement: str = ""
    confidence: float = 0.0
    tier: Tier = Tier.SELF
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement in a slot (``about``, ``predicate``), with its evidence and its two times.

    Args:
        said_at: when it was last said.
        valid_from: when it began to be true; never later than ``valid_to``. ``None`` where the words only tell when
            it ended.
        valid_to: when it ceased to be true; ``None`` while it holds.
        recorded_at: when continuo first knew it.
        superseded_by: the fact that took its place, or that it was merged into.
        evidence: at least one, but for a merged fact; oldest first.
        pinned: a person wants it kept in sight: it never fades.
        unsure: another value stands against it and a clarification is open.
    """

    fact_id: UUID
    about: str
    predicate: str
    object: str
    statement: str
    confidence: float
    tier: Tier
    status: Status
    said_at: datetime
    valid_from: datetime | None
    valid_to: datetime | None
    recorded_at: datetime
    superseded_by: UUID | None
    evidence: tuple[Evidence, ...]
    purposes: tuple[str, ...] = ("memory",)
    pinned: bool = False
    unsure: bool = False


class Change(StrEnum):
    """What happened to a fact."""

    LEARNED = "learned"
    REINFORCED = "reinforced"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    DENIED = "denied"
    DOUBTED = "doubted"
    SETTLED = "settled"
    RETRACTED = "retracted"
    RESTORED = "restored"
    MERGED = "merged"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One step in the life of a fact, with what it was and why it changed."""

    fact_id: UUID
    change: Change
    at: datetime
    reason: str
    before: Fact | None
    after: Fact
