"""Questions to the person: two values stand against each other, and nothing said so far decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Answer(StrEnum):
    """How a clarification can be answered."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Clarification:
    """Two facts of one slot of which at most one can be right, or so it seems.

    Args:
        first: the fact that was there before.
        second: the fact that was said against it.
        opened_at: when both were known.
        settled_at: when one of them won, by an answer or by later words; ``None`` while it is open.
        settled_by: what settled it, in a few words; empty while it is open.
    """

    clarification_id: UUID
    about: str
    predicate: str
    first: UUID
    second: UUID
    opened_at: datetime
    settled_at: datetime | None = None
    settled_by: str = ""
    purposes: tuple[str, ...] = ("memory",)
