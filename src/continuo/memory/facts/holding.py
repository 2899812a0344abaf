"""A value in the making: what the sayings of a slot, gone through in the order of time, make of one object."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from continuo.domain.fact import Evidence, Status, Tier
from continuo.memory.facts.sameness import same_object

MOST_CONFIDENT = 0.99
"""Repetition makes surer, never certain."""

SURE = 0.6
"""A saying below this is hedged: it never overrules a sure one."""

DOUBTED_DENIAL = 0.7
"""A hedged denial leaves this share of a fact's confidence."""

Place = tuple[UUID, int, int, str]
"""What tells sayings apart: session, position, ordinal, and what read it."""


def place_of(saying: Evidence) -> Place:
    """Return what tells this saying from every other of its slot."""
    return (saying.source.session_id, saying.source.position, saying.ordinal, saying.read_by)


@dataclass(slots=True, eq=False)
class Holding:
    """One value of a slot while its sayings are gone through.

    Args:
        rival: the value it stands against while nobody knows better.
        by: the value that took its place.
        restored: whether it had been closed and was opened again by the person.
    """

    predicate: str
    object: str
    sayings: list[Evidence] = field(default_factory=list)
    status: Status = Status.CURRENT
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    confidence: float = 0.0
    tier: Tier = Tier.TOOL
    statement: str = ""
    rival: Holding | None = None
    by: Holding | None = None
    pinned: bool = False
    restored: bool = False
    reason: str = ""

    def holds(self, at: datetime) -> bool:
        """Tell whether it is in force at a point of the story: a term that was named may have passed."""
        return self.status is Status.CURRENT and (self.valid_to is None or self.valid_to > at)

    @property
    def said_at(self) -> datetime:
        """Return when it was last said to hold; of what was only ever denied, when it was denied."""
        return max((s.said_at for s in self.sayings if s.affirmed), default=self.sayings[-1].said_at)

    def learn(self, saying: Evidence, reason: str) -> None:
        """Begin with its first saying."""
        self.sayings.append(saying)
        self.confidence, self.tier, self.statement = saying.confidence, saying.tier, saying.statement
        self.valid_to = saying.valid_to
        self.valid_from = saying.valid_from or (saying.said_at if saying.valid_to is None else None)
        if saying.valid_to is not None and saying.valid_to > saying.said_at:
            self.valid_from = self.valid_from or saying.said_at
        self.reason = reason

    def reinforce(self, saying: Evidence) -> None:
        """Take in that it was said again, and holds."""
        self._strengthen(saying)
        began = saying.valid_from or saying.said_at
        self.valid_from = min(self.valid_from, began) if self.valid_from else began
        # A term that was named ends it, and a later saying without one leaves the end open again.
        self.valid_to = saying.valid_to
        self.reason = "said again"

    def remember(self, saying: Evidence) -> None:
        """Take in that it was said again to have been so."""
        self._strengthen(saying)
        known = [t for t in (self.valid_from, saying.valid_from) if t is not None]
        self.valid_from = min(known) if known else None
        self.reason = "said again to have been so"

    def _strengthen(self, saying: Evidence) -> None:
        surer = saying.confidence >= SURE > self.confidence
        # Detail is taken over, another word for the same thing is not: the first one is as good.
        detail = same_object(self.object, saying.object) and len(saying.object) > len(self.object)
        fuller = detail and (saying.confidence >= SURE or self.confidence < SURE)
        if surer or fuller:
            self.object, self.statement = (saying.object if fuller else self.object), saying.statement
        # Two independent readings, as in noisy-or; the older doubt shrinks by the newer sureness.
        self.confidence = round(min(MOST_CONFIDENT, 1 - (1 - self.confidence) * (1 - saying.confidence / 2)), 6)
        self.tier = max(self.tier, saying.tier)
        self.sayings.append(saying)

    def end(self, saying: Evidence, until: datetime, reason: str) -> None:
        """Close its validity by words of the person."""
        self.sayings.append(saying)
        if saying.affirmed and saying.valid_from is not None and self.valid_from is not None:
            self.valid_from = min(self.valid_from, saying.valid_from)
        self._close(Status.ENDED, until, reason)

    def doubt(self, saying: Evidence, *, weakens: bool) -> None:
        """Take in a denial that cannot end it; of somebody too far from the matter it does not even count."""
        self.sayings.append(saying)
        if weakens:
            self.confidence = round(self.confidence * DOUBTED_DENIAL, 6)
        self.reason = "denied, but not surely" if weakens else "denied by one whose word counts less"

    def give_way(self, to: Holding, at: datetime | None, reason: str) -> None:
        """Let another value take its place."""
        self.by = to
        self._close(Status.SUPERSEDED, at, reason)

    def reopen(self, reason: str) -> None:
        """Hold again, as if it had never been closed."""
        self.status, self.valid_to, self.by, self.restored, self.reason = Status.CURRENT, None, None, True, reason

    def stand_against(self, other: Holding, reason: str) -> None:
        """Enter a contradiction that only the person can decide."""
        self.rival = other
        other.rival = other.rival or self
        self.reason = reason
        other.reason = reason

    def make_peace(self) -> None:
        """Leave the contradiction, if there is one."""
        if self.rival is not None and self.rival.rival is self:
            self.rival.rival = None
        self.rival = None

    def _close(self, status: Status, until: datetime | None, reason: str) -> None:
        self.make_peace()
        ends = [t for t in (self.valid_from, until) if t is not None]
        # What is told to have ended before it was known to hold held at no moment that we know.
        self.valid_to = max(ends) if ends else self.said_at
        self.status, self.reason, self.restored = status, reason, False
