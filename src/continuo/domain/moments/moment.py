"""What a time expression stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MomentKind(StrEnum):
    """How wide a time expression reaches."""

    CLOCK = "clock"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ROUGH = "rough"
    RANGE = "range"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression, and the half-open stretch of time it stands for.

    Args:
        start: first character of the expression.
        end: one past its last character.
        since: the first moment of the stretch, in the zone of ``now``.
        until: the first moment after it.
        kind: how wide the expression reaches.
    """

    start: int
    end: int
    since: datetime
    until: datetime
    kind: MomentKind
