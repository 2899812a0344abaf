"""The calendar as half-open ranges of local time: days, weeks, months, seasons, years and holidays.

Weeks begin on Monday (ISO 8601). Seasons are the meteorological ones of the northern hemisphere. Every range keeps
the zone of the moment it is reckoned from, and its bounds are wall-clock times in that zone: a day on which the clocks
change is 23 or 25 hours long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST_YEAR = 1900
LAST_YEAR = 2199
"""Years outside of these are not understood as years."""

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of a season of three."""

PART_HOURS = {
    "morning": (4, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 28),
}
"""First and last hour of a part of the day, generous at both ends; a night reaches into the next day."""

FIXED_HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year": (1, 1),
    "valentine's day": (2, 14),
    "valentine's": (2, 14),
    "st patrick's day": (3, 17),
    "april fools": (4, 1),
    "april fool's day": (4, 1),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
}
"""Month and day of holidays that stay where they are."""

NTH_WEEKDAY_HOLIDAYS = {
    "mother's day": (5, 6, 2),
    "father's day": (6, 6, 3),
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}
"""Month, weekday (Monday is 0) and which of that weekday in the month, as kept in the United States."""

BLACK_FRIDAY = "black friday"
"""The day after Thanksgiving."""

EASTER_OFFSETS = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
"""Days from Easter Sunday."""


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open stretch of time: ``since`` belongs to it, ``until`` does not."""

    since: datetime
    until: datetime


def midnight(at: datetime) -> datetime:
    """Return the beginning of the day that ``at`` lies in."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def day(at: datetime) -> Range:
    """Return the day that ``at`` lies in."""
    return Range(midnight(at), midnight(at) + DAY)


def part_of_day(at: datetime, part: str) -> Range:
    """Return the morning, afternoon, evening or night of the day that ``at`` lies in."""
    first, last = PART_HOURS[part]
    return Range(midnight(at) + timedelta(hours=first), midnight(at) + timedelta(hours=last))


def week(at: datetime) -> Range:
    """Return the week, Monday to Sunday, that ``at`` lies in."""
    monday = midnight(at) - at.weekday() * DAY
    return Range(monday, monday + WEEK)


def weekend(at: datetime) -> Range:
    """Return Saturday and Sunday of the week that ``at`` lies in."""
    monday = week(at).since
    return Range(monday + 5 * DAY, monday + WEEK)


def month(at: datetime, year: int, number: int) -> Range:
    """Return a month of a year; ``number`` may lie beyond 1 to 12 and then counts into the years around."""
    since = _first_of(at, year, number)
    return Range(since, _first_of(at, year, number + 1))


def months(at: datetime, year: int, number: int, count: int) -> Range:
    """Return ``count`` months in a row, beginning with the one given."""
    return Range(_first_of(at, year, number), _first_of(at, year, number + count))


def season(at: datetime, year: int, name: str) -> Range:
    """Return the season that begins in that year; a winter ends in the next one."""
    return months(at, year, SEASON_MONTHS[name], 3)


def year(at: datetime, number: int) -> Range:
    """Return a calendar year."""
    return months(at, number, 1, 12)


def date(at: datetime, year: int, month: int, day_number: int) -> Range | None:
    """Return one day, or ``None`` where the calendar has no such day."""
    try:
        since = midnight(at).replace(year=year, month=month, day=day_number)
    except ValueError:
        return None
    return Range(since, since + DAY)


def add_months(at: datetime, count: int) -> datetime:
    """Return the same day of the month ``count`` months on; the last day of a shorter month."""
    first = _first_of(at, at.year, at.month + count)
    last = _first_of(at, at.year, at.month + count + 1) - DAY
    clock = at - midnight(at)
    return first + (min(at.day, last.day) - 1) * DAY + clock


def after(at: datetime, elapsed: timedelta) -> datetime:
    """Return the moment when so much time has passed, also where the clocks change in between."""
    return (at.astimezone(UTC) + elapsed).astimezone(at.tzinfo)


def clock(at: datetime, hour: int, minute: int) -> datetime:
    """Return a time of the day of ``at``; 24 is the next midnight. A time that the clocks skip is put after the gap."""
    wall = midnight(at) + timedelta(hours=hour, minutes=minute)
    return after(wall, timedelta(0))


def early(whole: Range) -> Range:
    """Return the first half of a week or month, the first third of anything longer."""
    return Range(whole.since, _inner_bound(whole, 1, 2 if _is_short(whole) else 3))


def middle(whole: Range) -> Range:
    """Return the middle third of a range; of a month, the tenth to the twentieth."""
    if _is_short(whole) and whole.until - whole.since > 4 * WEEK - DAY:
        return Range(whole.since + 9 * DAY, whole.since + 20 * DAY)
    return Range(_inner_bound(whole, 1, 3), _inner_bound(whole, 2, 3))


def late(whole: Range) -> Range:
    """Return the last half of a week or month, the last third of anything longer."""
    return Range(_inner_bound(whole, 1, 2) if _is_short(whole) else _inner_bound(whole, 2, 3), whole.until)


def _is_short(whole: Range) -> bool:
    return whole.until - whole.since < timedelta(days=32)


def _inner_bound(whole: Range, numerator: int, denominator: int) -> datetime:
    """Return the midnight after which the given share of the range is over; for a year, the first of a month."""
    days = (whole.until.date() - whole.since.date()).days
    if days in {365, 366}:
        return add_months(whole.since, 12 * numerator // denominator)
    return whole.since + (days * numerator // denominator) * DAY


def holiday(at: datetime, year: int, name: str) -> Range | None:
    """Return the day on which a holiday falls in a year, or ``None`` for a name that is not known."""
    if name in FIXED_HOLIDAYS:
        return date(at, year, *FIXED_HOLIDAYS[name])
    if name in NTH_WEEKDAY_HOLIDAYS:
        return _nth_weekday(at, year, *NTH_WEEKDAY_HOLIDAYS[name])
    if name == BLACK_FRIDAY:
        thursday = _nth_weekday(at, year, *NTH_WEEKDAY_HOLIDAYS["thanksgiving"])
        return Range(thursday.until, thursday.until + DAY)
    if name in EASTER_OFFSETS:
        sunday = date(at, year, *_easter(year))
        assert sunday is not None, year
        shift = EASTER_OFFSETS[name] * DAY
        return Range(sunday.since + shift, sunday.until + shift)
    return None


def _first_of(at: datetime, year: int, number: int) -> datetime:
    years, index = divmod(number - 1, 12)
    return midnight(at).replace(year=year + years, month=index + 1, day=1)


def _nth_weekday(at: datetime, year: int, number: int, weekday: int, nth: int) -> Range:
    first = _first_of(at, year, number)
    since = first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return Range(since, since + DAY)


def _easter(year: int) -> tuple[int, int]:
    """Return month and day of Easter Sunday (Gregorian; anonymous algorithm, Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, left = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    number, before = divmod(epact + to_sunday - 7 * late + 114, 31)
    return number, before + 1
