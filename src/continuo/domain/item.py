"""What recall searches: one row per passage, fact or episode, and all of a person's rows as packed columns.

Neither carries text. Words are kept as keyed hashes, so that a copy of these rows tells nobody what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, IntFlag
from uuid import UUID

from continuo.domain.turn import Source

NO_ID = UUID(int=0)
"""Stands where a passage has no fact or episode to refer to."""


class Kind(IntEnum):
    """What an item stands for."""

    PASSAGE = 0
    FACT = 1
    EPISODE = 2


class Mark(IntFlag):
    """What is known of an item beside its words."""

    NONE = 0
    QUESTION = 1  # the turn asks something
    ASSISTANT = 2  # an assistant said it
    OTHER = 4  # a tool or the system said it
    STALE = 8  # a fact that no longer holds, or a passage that only a stale fact stands on
    CODE = 16  # mostly code, a table or a list of numbers
    INSTRUCTION = 32  # "always answer ...", "from now on ...": a wish about how to be answered
    FIRST_PERSON = 64  # speaks of the speaker: "I", "my", "we"
    FADES_YEARS = 128  # the half-life class of a fact; none of the three where it never fades
    FADES_MONTHS = 256
    FADES_WEEKS = 512
    PINNED = 1024  # a fact that the person asked to be kept in mind
    UNSURE = 2048  # a fact that was hedged, or one side of an open clarification
    CHANGE = 4096  # tells that something is not what it was: "now", "new", "moved", "instead"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the recall index.

    Args:
        source: the words it stands on; a fact's or episode's main source for those kinds.
        part: its place among the passages of its turn, from 0.
        speaker: keyed hash of the speaker's name, 0 for none.
        said_at: the moment of speaking, aware, UTC.
        length: number of terms, repetitions counted.
        terms: pairs of keyed term hash (unsigned, 32 bits, big-endian) and count (8 bits), ascending by hash.
        vector: half-precision floats, big-endian, of a vector of length 1; empty while it is not embedded.
        refers_to: the fact or episode, ``NO_ID`` for a passage.
    """

    kind: Kind
    source: Source
    part: int
    speaker: int
    said_at: datetime
    mark: Mark
    length: int
    terms: bytes
    vector: bytes
    refers_to: UUID = NO_ID
    purposes: tuple[str, ...] = ("memory",)


@dataclass(frozen=True, slots=True)
class PackedItems:
    """All items of one person as columns, big-endian, in the order in which sessions began and turns were said.

    Rows are ordered by (first said_at of the session, when the session was recorded, session, position, kind, part).

    Args:
        version: grows with every change of the person's items.
        count: number of rows, n.
        kind: n × uint8.
        session: n × 16 bytes.
        position: n × int32, place of the turn in its session.
        part: n × int16.
        start: n × int32, first character within the turn.
        end: n × int32, one past the last character.
        speaker: n × int64.
        said_at: n × float64, seconds since 1970.
        mark: n × int32.
        length: n × int32.
        term_count: n × int32, number of pairs of each row.
        terms: the pairs of all rows, one after the other, 5 bytes each.
        vector: n × dimension × float16; zeros where a row is not embedded.
        refers_to: n × 16 bytes.
    """

    version: int
    count: int
    kind: bytes
    session: bytes
    position: bytes
    part: bytes
    start: bytes
    end: bytes
    speaker: bytes
    said_at: bytes
    mark: bytes
    length: bytes
    term_count: bytes
    terms: bytes
    vector: bytes
    refers_to: bytes
