"""What is distilled of a person: a page of lines, each with what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Section(StrEnum):
    """Where a line of the profile belongs, in the order of the page."""

    IDENTITY = "identity"
    SAFETY = "safety"
    PINNED = "pinned"
    HOME_AND_WORK = "home_and_work"
    PEOPLE = "people"
    WISHES = "wishes"
    TASTES = "tastes"
    LIFE = "life"
    PLANS = "plans"
    TOPICS = "topics"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line.

    Args:
        line: its place on the page, from 1.
        weight: 0 to 1, how much it counts at present.
        facts: what it says, fact by fact; empty for topics and the past.
        episodes: of topics, where they were talked about; of a past month, those that its digest tells of.
    """

    line: int
    section: Section
    text: str
    weight: float
    facts: tuple[UUID, ...]
    episodes: tuple[UUID, ...]
    distilled_at: datetime
    purposes: tuple[str, ...] = ("memory",)
