"""What a rule is: the look of an expression, and how it becomes a range; and what all rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, Range
from continuo.domain.moments.words import YEAR


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


class Tense(StrEnum):
    """Where the sentence around an expression looks, as far as its words tell."""

    PAST = "past"
    FUTURE = "future"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule knows beside its words: the moment of speaking, and where the sentence looks."""

    now: datetime
    tense: Tense

    @property
    def ahead(self) -> bool:
        """Tell whether a time without a year or week is the next such one, not the last."""
        return self.tense is Tense.FUTURE


Reading = tuple[Range, MomentKind]
Resolver = Callable[[re.Match[str], Setting], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group ``span`` (or whole match) is the expression, and what it resolves to."""

    pattern: re.Pattern[str]
    resolve: Resolver


BEFORE = r"(?:last|previous|past|this\s+past)"
AFTER = r"(?:next|upcoming|coming|this\s+coming|following)"


def shift_of(which: str | None) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" or nothing."""
    word = " ".join((which or "").lower().split())
    if word in {"last", "previous", "past", "this past"}:
        return -1
    return 1 if word in {"next", "upcoming", "coming", "this coming", "following"} else 0


def nearest_year(setting: Setting, reckon: Callable[[int], Range | None]) -> Range | None:
    """Return the last such range that has begun, or the next that has not ended where the sentence looks ahead."""
    now = setting.now
    years = range(now.year, now.year + 9) if setting.ahead else range(now.year, now.year - 9, -1)
    for candidate in years:
        found = reckon(candidate)
        if found is not None and (found.until > now if setting.ahead else found.since <= now):
            return found
    return None


def which_year(setting: Setting, which: str | None, reckon: Callable[[int], Range | None]) -> Range | None:
    """Return the "last" (already over), "this" (of this year) or "next" (not begun) of something yearly."""
    now, shift = setting.now, shift_of(which)
    if which is None:
        return nearest_year(setting, reckon)
    if shift == 0:
        return reckon(now.year)
    years = range(now.year + 1, now.year - 10, -1) if shift < 0 else range(now.year - 1, now.year + 9)
    found = (reckon(candidate) for candidate in years)
    wanted = (r for r in found if r is not None and (r.until <= now if shift < 0 else r.since > now))
    return next(wanted, None)


def edge_of(whole: Range, edge: str | None) -> Range:
    """Return the early, middle or late third of a range, or all of it."""
    if not edge:
        return whole
    third = (whole.until - whole.since) / 3
    word = edge.lower().split()[0].rstrip("-")
    if word in {"early", "beginning", "start"}:
        return Range(whole.since, almanac.midnight(whole.since + third))
    if word in {"mid", "middle"}:
        return Range(almanac.midnight(whole.since + third), almanac.midnight(whole.until - third) + DAY)
    return Range(almanac.midnight(whole.until - third), whole.until)


def rule(pattern: str, resolve: Resolver) -> Rule:
    """Return a rule whose pattern stands alone: no letter, digit, slash or point touches it."""
    return Rule(re.compile(rf"(?<![\w/.:-])(?:{pattern})(?!\w)", re.IGNORECASE), resolve)


LEAD = (
    r"(?P<lead>(?:in|since|until|till|til|by|before|after|during|through|throughout|from|around|for|on|of)"
    r"\s+(?:the\s+)?)?"
)
EDGE = r"(?P<edge>(?:early|mid|late)[\s-]+(?:in\s+)?|(?:beginning|start|middle|end)\s+of\s+(?:the\s+)?)?"
WHICH = rf"(?:(?P<which>{BEFORE}|{AFTER}|this)\s+)?"
OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<year>{YEAR}))?"
