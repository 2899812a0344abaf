"""The form in which a language is written down as data: its words of time and its phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Meaning(Enum):
    """What a phrase tells, and so which of its gaps are read."""

    DAY = auto()  # {day}, {part}
    DAY_PART = auto()  # {day_part}
    WEEKDAY = auto()  # {weekday}, {shift}, {part}
    WEEKDAY_OF_WEEK = auto()  # {weekday}, {shift} of the week
    UNIT = auto()  # {unit}, {shift}; without a shift the nearest that the sentence looks to
    STRETCH = auto()  # {shift}, {count} or {few}, {unit}
    FOR = auto()  # {count}, {unit}, up to now: "since three years"
    AGO = auto()  # {count} or {few}, {unit}
    AHEAD = auto()  # the same
    DATE = auto()  # {date}, {month}, {year} or {near_year}
    MONTH = auto()  # {month}, {shift}, {year} or {near_year}
    SEASON = auto()  # {season}, {shift}, {year} or {near_year}
    HOLIDAY = auto()  # {holiday}, {shift}, {year} or {near_year}
    YEAR = auto()  # {year} or {near_year}
    FIGURES = auto()  # {figures}: 14/02/2019; or {short}: 14/02


@dataclass(frozen=True, slots=True)
class Words:
    """The words of time of a language, in lower case; several for one value are parted by spaces, "_" is a space.

    Args:
        months: to 1 to 12.
        weekdays: to 0, Monday, to 6.
        units: to an English singular, such as "week".
        numbers: to their value, "a" included.
        dates: ordinals that name a day of a month.
        days: to the days from today, such as -1 for yesterday.
        parts: to an English part of the day.
        day_parts: to the days from today and an English part of the day: "last night".
        shifts: to -1 for "last", 0 for "this", 1 for "next".
        near_years: to the years from this one, where a language has words of its own for "last year".
        seasons: to their English names.
        holidays: to their English names.
        few: what stands for a number: "a few".
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    days: Mapping[str, int]
    parts: Mapping[str, str]
    shifts: Mapping[str, int]
    seasons: Mapping[str, str]
    holidays: Mapping[str, str]
    few: str
    dates: Mapping[str, int]
    day_parts: Mapping[str, tuple[int, str]]
    near_years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Around:
    """How a language speaks around a moment, as patterns in which a space is any space.

    ``away`` has gaps {count} and {unit}; in ``opening`` and ``closing`` one of the groups since, after, before and
    until matches, in ``away`` one of sooner and later; ``edges`` before and after say that only the early, the
    middle or the late part of a month, year or season is meant.
    """

    ahead: str
    behind: str
    repeated: str
    opening: str
    away: str
    range_start: str
    range_middle: str
    one_way: str
    closing: str = "(?!)"
    away_after: str = "(?!)"
    edges: tuple[str, str, str] = ("(?!)", "(?!)", "(?!)")
    edges_after: tuple[str, str, str] = ("(?!)", "(?!)", "(?!)")


@dataclass(frozen=True, slots=True)
class Table:
    """A language.

    Args:
        name: its code in ISO 639-1.
        signs: its most frequent words that are not of time, parted by spaces.
        phrases: what each means, and its pattern with gaps; a space is any space; a group ``span`` is the expression
            where that is not the whole.
        is_spaced: words stand apart.
        shifts_weeks: "next Friday" is the Friday of next week, not the coming one.
    """

    name: str
    signs: str
    words: Words
    phrases: tuple[tuple[Meaning, str], ...]
    around: Around
    is_spaced: bool = True
    shifts_weeks: bool = False
