"""Rules for dates in figures: 2021-05-07, 5/7/2021, 23/Sep/2020, from 10/1 to 11/7."""

from __future__ import annotations

import re

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import Range
from continuo.domain.moments.moment import MomentKind
from continuo.domain.moments.reading import DIGIT, Reading, Rule, Setting, nearest_year, rule
from continuo.domain.moments.words import MONTH, MONTH_WORDS, WEEKDAY, YEAR, month_number

DIGITS = frozenset({DIGIT})

_FULL = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<side>[-/.])(?P<second>\d{1,2})(?P=side)(?P<last>\d{4}|\d\d)"
)
_YOUNGEST_SHORT_YEAR = 39  # "40" is 1940: people date more letters from the past than from the far future.


def full_date(words: str, setting: Setting, *, is_day_first: bool = False) -> Range | None:
    """Return the day of a date with its year: 2021-05-07, 7.5.2021 (day first), 5/7/2021.

    Args:
        is_day_first: how 5/7/2021 is read; either way the other order is taken where only that one can be.
    """
    match = _FULL.fullmatch(words)
    if match is None:
        return None
    if match["year"]:
        parts = int(match["year"]), int(match["month"]), int(match["day"])
    else:
        first, second, year = int(match["first"]), int(match["second"]), int(match["last"])
        year += 0 if year > 99 else 2000 if year <= _YOUNGEST_SHORT_YEAR else 1900
        is_turned = match["side"] == "." or (is_day_first and second <= 12) or first > 12
        parts = (year, second, first) if is_turned else (year, first, second)
    if not almanac.FIRST_YEAR <= parts[0] <= almanac.LAST_YEAR:
        return None
    return almanac.date(setting.now, *parts)


def _read_full(match: re.Match[str], setting: Setting) -> Reading | None:
    found = full_date(match["from"], setting)
    if found is None or not match["to"]:
        return (found, MomentKind.DAY) if found else None
    last = full_date(match["to"], setting)
    return (Range(found.since, last.until), MomentKind.RANGE) if last and found.since < last.until else None


def _short(first: str, second: str, year: str | None, setting: Setting) -> Range | None:
    month, day = (int(second), int(first)) if int(first) > 12 else (int(first), int(second))
    if year:
        return almanac.date(setting.now, int(year), month, day)
    return nearest_year(setting, lambda y: almanac.date(setting.now, y, month, day))


def _read_short(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read 12/25 and 25/12: the month first unless it cannot be."""
    found = _short(match["first"], match["second"], None, setting)
    return (found, MomentKind.DAY) if found else None


def _read_short_range(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "from 10/1 to 11/7": the year that is said is the one of the last day."""
    first = _short(match["first"], match["second"], match["year"], setting)
    if first is None:
        return None
    begins, year = (match["first"], match["second"]), first.since.year
    shift = -1 if match["year"] else 1
    for first_year, last_year in ((year, year), (year + min(shift, 0), year + max(shift, 0))):
        first = _short(*begins, str(first_year), setting)
        last = _short(match["last_first"], match["last_second"], str(last_year), setting)
        if first and last and first.since < last.since:
            return Range(first.since, last.until), MomentKind.RANGE
    return None


def _read_named(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read 23/Sep/2020, Sep-23-2020, 2019-aug-1 and Jan/3."""
    month, day, year = month_number(match["month"]), int(match["before"] or match["after"]), match["year"]
    if not (1 <= day <= 31):
        return None
    if year or match["year_first"]:
        found = almanac.date(setting.now, int(year or match["year_first"]), month, day)
    else:
        found = nearest_year(setting, lambda y: almanac.date(setting.now, y, month, day))
    return (found, MomentKind.DAY) if found else None


def _read_month_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    return almanac.month(setting.now, int(match["year"]), int(match["month"])), MomentKind.MONTH


_WEEKDAY_FIRST = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?"


def _any_full(place: int) -> str:
    """Return the pattern of a date with its year; its groups are numbered by place, for it may occur twice."""
    return (
        rf"(?:\d{{4}}(?P<a{place}>[-/.])\d{{1,2}}(?P=a{place})\d{{1,2}}"
        rf"|\d{{1,2}}(?P<b{place}>[-/.])\d{{1,2}}(?P=b{place})\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d\d|\d\d\.\d\d\.\d\d)"
    )


_TO = r"\s*(?:-|–|—|~|to|through|thru|until|till|and)\s*"
_TIMED = r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"

RULES: tuple[Rule, ...] = (
    rule(
        rf"(?P<span>{_WEEKDAY_FIRST}(?P<from>{_any_full(1)})"
        rf"(?:{_TO}(?P<to>{_any_full(2)}))?(?!\.?\d|/)){_TIMED}",
        _read_full,
        DIGITS,
    ),
    # Names of files and addresses hold dates between hyphens and underscores.
    Rule(
        re.compile(r"(?<![\d.])(?<!\d[-/])(?P<from>(?:19|20)\d\d-\d\d-\d\d)(?P<to>)(?![\d.]*\d)"), _read_full, (DIGITS,)
    ),
    rule(
        rf"(?:from|between)\s+(?:this\s+)?(?P<span>(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}}){_TO}(?:next\s+)?"
        rf"(?P<last_first>\d{{1,2}})/(?P<last_second>\d{{1,2}})(?:(?:,\s*|/)(?P<year>{YEAR}))?)(?![/.,]?\d)",
        _read_short_range,
        DIGITS,
    ),
    rule(
        rf"(?:on|by|until|till|since|before|after|from|next)\s+(?P<span>{_WEEKDAY_FIRST}"
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}}))(?![/.,]?\d|-\w)(?!\s*(?:of|cups?|tsp|tbsp|inch|inches|miles?|full)\b)",
        _read_short,
        DIGITS,
    ),
    rule(
        rf"(?P<span>{WEEKDAY}\.?,?\s+(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}}))(?![/.,]?\d)",
        _read_short,
        DIGITS,
    ),
    rule(
        rf"(?P<span>(?:(?P<year_first>{YEAR})[-/])?(?P<before>)(?P<month>{MONTH})[-/.](?P<after>\d{{1,2}})"
        rf"(?:[-/.](?P<year>{YEAR}))?)(?![-/.]?\d)",
        _read_named,
        MONTH_WORDS,
        DIGITS,
    ),
    rule(
        rf"(?P<span>(?P<year_first>)(?P<before>\d{{1,2}})[-/.](?P<month>{MONTH})(?P<after>)[-/.](?P<year>{YEAR}))",
        _read_named,
        MONTH_WORDS,
        DIGITS,
    ),
    rule(rf"(?P<span>(?P<month>0?[1-9]|1[0-2])[-/](?P<year>{YEAR}))(?![-/.]?\d)", _read_month_of_year, DIGITS),
)
"""Dates in figures, as people in English write them: the month first, unless points stand between the parts."""
