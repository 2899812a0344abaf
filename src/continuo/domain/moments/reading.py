"""What a rule is: the look of an expression, and how it becomes a range; and what the rules of all languages share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.moment import MomentKind

DIGIT = "0"
"""Stands in a text's words for any digit."""


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
    """A pattern whose group ``span`` (or whole match) is the expression, and what it resolves to.

    Args:
        needs: of each of these sets the text has at least one word, in lower case, or the rule cannot match; the
            first is the one that fewest texts have a word of.
    """

    pattern: re.Pattern[str]
    resolve: Resolver
    needs: tuple[frozenset[str], ...]

    def may_match(self, words: frozenset[str] | set[str]) -> bool:
        """Tell whether a text with these words is worth a search."""
        return not any(words.isdisjoint(some) for some in self.needs)


def rule(pattern: str, resolve: Resolver, *needs: frozenset[str]) -> Rule:
    """Return a rule whose pattern stands alone: no letter, digit, slash, point or sign of money touches it."""
    assert needs, pattern
    return Rule(re.compile(rf"(?<![\w/.$€£-])(?<!\d:)(?:{pattern})(?!\w)", re.IGNORECASE), resolve, needs)


def nearest_year(setting: Setting, reckon: Callable[[int], Range | None]) -> Range | None:
    """Return the last such range that has begun, or the next that has not ended where the sentence looks ahead."""
    now = setting.now
    years = range(now.year, now.year + 9) if setting.ahead else range(now.year, now.year - 9, -1)
    for candidate in years:
        found = reckon(candidate)
        if found is not None and (found.until > now if setting.ahead else found.since <= now):
            return found
    return None


def shifted_year(setting: Setting, shift: int | None, reckon: Callable[[int], Range | None]) -> Range | None:
    """Return the last (-1, already over), this (0, of this year) or next (1, not begun) of something yearly.

    Args:
        shift: ``None`` where the words do not say which.
    """
    now = setting.now
    if shift is None:
        return nearest_year(setting, reckon)
    if shift == 0:
        return reckon(now.year)
    years = range(now.year + 1, now.year - 10, -1) if shift < 0 else range(now.year - 1, now.year + 9)
    found = (reckon(candidate) for candidate in years)
    wanted = (r for r in found if r is not None and (r.until <= now if shift < 0 else r.since > now))
    return next(wanted, None)


UNIT_KINDS = {
    "minute": MomentKind.CLOCK,
    "hour": MomentKind.CLOCK,
    "day": MomentKind.DAY,
    "weekend": MomentKind.WEEKEND,
    "week": MomentKind.WEEK,
    "fortnight": MomentKind.ROUGH,
    "month": MomentKind.MONTH,
    "quarter": MomentKind.ROUGH,
    "year": MomentKind.YEAR,
    "decade": MomentKind.ROUGH,
}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_LENGTH_OF = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": DAY,
    "weekend": WEEK,
    "week": WEEK,
    "fortnight": 2 * WEEK,
}
_HALF_OF = {"week": 3 * DAY, "fortnight": WEEK, "month": 15 * DAY, "quarter": 45 * DAY, "year": 182 * DAY}


def moved(at: datetime, count: int, unit: str) -> datetime:
    """Return the moment ``count`` units later; earlier where it is negative."""
    if unit in _MONTHS_OF:
        return almanac.add_months(at, count * _MONTHS_OF[unit])
    if unit in {"minute", "hour"}:
        return almanac.after(at, count * _LENGTH_OF[unit])
    return at + count * _LENGTH_OF[unit]


def around(at: datetime, unit: str) -> Range:
    """Return the stretch of one unit that "so many units ago" may mean: a whole day, or half a unit either way."""
    if unit == "day":
        return almanac.day(at)
    if unit == "weekend":
        return almanac.weekend(at)
    if unit in {"minute", "hour"}:
        half = timedelta(minutes=5) if unit == "minute" else timedelta(minutes=30)
        return Range(almanac.after(at, -half), almanac.after(at, half))
    half = _HALF_OF.get(unit, 1825 * DAY)
    return Range(almanac.midnight(at - half), almanac.midnight(at + half) + DAY)


def calendar_unit(at: datetime, unit: str, shift: int) -> Reading | None:
    """Return the calendar's week, weekend, month, quarter, year or decade, ``shift`` of them on."""
    if unit in {"week", "weekend"}:
        reckon = almanac.week if unit == "week" else almanac.weekend
        return reckon(at + shift * WEEK), UNIT_KINDS[unit]
    if unit == "month":
        return almanac.month(at, at.year, at.month + shift), MomentKind.MONTH
    if unit == "quarter":
        return almanac.months(at, at.year, (at.month - 1) // 3 * 3 + 1 + 3 * shift, 3), MomentKind.RANGE
    if unit == "year":
        return almanac.year(at, at.year + shift), MomentKind.YEAR
    if unit == "decade":
        return almanac.months(at, at.year // 10 * 10 + 10 * shift, 1, 120), MomentKind.RANGE
    return None


def stretch(now: datetime, count: int, unit: str, way: int) -> Reading:
    """Return the last (way -1) or next (1) so many units: up to now or from now; whole quarters of the calendar."""
    if unit == "quarter":
        first = calendar_unit(now, unit, -count if way < 0 else 1)
        assert first is not None, unit
        return Range(first[0].since, almanac.add_months(first[0].since, 3 * count)), MomentKind.RANGE
    if way < 0:
        return Range(moved(now, -count, unit), now), MomentKind.RANGE
    return Range(now, moved(now, count, unit)), MomentKind.RANGE


def some(count: int, unit: str, way: int, now: datetime) -> Reading:
    """Return the stretch from 2 to ``count`` units before (way -1) or after (1) now: "a few days ago"."""
    ends = sorted((moved(now, way * 2, unit), moved(now, way * count, unit)))
    if unit in {"minute", "hour"}:
        return Range(ends[0], almanac.after(ends[1], timedelta(minutes=1))), MomentKind.ROUGH
    return Range(almanac.midnight(ends[0]), almanac.midnight(ends[1]) + DAY), MomentKind.ROUGH


def last_weekday(now: datetime, wanted: int) -> datetime:
    """Return the midnight that begins the last such weekday before today. Monday is 0."""
    today = almanac.midnight(now)
    return today - ((today.weekday() - wanted - 1) % 7 + 1) * DAY


def weekday_by_tense(setting: Setting, wanted: int) -> datetime:
    """Return the beginning of today or the next such weekday where the sentence looks ahead, else of the last."""
    today = almanac.midnight(setting.now)
    if setting.ahead:
        return today + (wanted - today.weekday()) % 7 * DAY
    return today - (today.weekday() - wanted) % 7 * DAY
