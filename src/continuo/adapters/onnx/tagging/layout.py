"""What each number that the network gives for a piece stands for."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF

STATUSES = ("holds", "past", "denied", "hedged")
"""How a value is stated."""

FAMILIES = (FAVOURITE, NUMBER_OF, DATE_OF)
"""Predicates that begin alike; the rest of the name stands in the turn."""

RELATIONSHIPS = ("single", "married", "engaged", "divorced", "widowed", "in a relationship")
"""What the words of a ``relationship_status`` may amount to."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the output, in order: inside, begin, status, kind, relationship.

    Args:
        predicates: names, families by their beginning.
    """

    predicates: tuple[str, ...]

    @property
    def inside(self) -> slice:
        """Return the columns, a predicate each, that say whether a piece is part of a value."""
        return slice(0, len(self.predicates))

    @property
    def begin(self) -> int:
        """Return the column that says whether a value begins with a piece."""
        return len(self.predicates)

    @property
    def status(self) -> slice:
        """Return the columns of which the largest says how the value is stated."""
        return slice(self.begin + 1, self.begin + 1 + len(STATUSES))

    @property
    def kind(self) -> slice:
        """Return the columns, a family each, that say whether a piece names the kind."""
        return slice(self.status.stop, self.status.stop + len(FAMILIES))

    @property
    def relationship(self) -> slice:
        """Return the columns of which the largest says what relationship the words amount to."""
        return slice(self.kind.stop, self.kind.stop + len(RELATIONSHIPS))

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return int(self.relationship.stop)
