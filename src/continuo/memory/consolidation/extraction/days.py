"""The single day that words name, seen from the moment of speaking: "June 21", "the 28th", "next Friday"."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from continuo.domain.moments import spans
from continuo.domain.moments.words import MONTH, WEEKDAY, month_number, weekday_number

_ORD = r"(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{WEEKDAY})(?![a-z])"
DAY = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b"
    rf"|(?:{_WEEKDAY},?\s+)?(?:the\s+)?\d{{1,2}}{_ORD}(?:\s+of)?\s+{MONTH}\b\.?(?:,?\s+(?:19|20)\d\d)?"
    rf"|(?:{_WEEKDAY},?\s+)?{MONTH}\.?\s+(?:the\s+)?\d{{1,2}}{_ORD}(?!\d|:|[\s-]*(?:am|pm)\b)(?:,?\s+(?:19|20)\d\d)?"
    rf"|(?:{_WEEKDAY},?\s+)?the\s+\d{{1,2}}(?:st|nd|rd|th)\b|{_WEEKDAY}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|(?:a\s+week\s+(?:from|on)\s+|(?:this\s+coming|next|this|coming)\s+)?{_WEEKDAY}(?:\s+next\s+week|\s+week)?"
    r"|today|tonight|tomorrow|the\s+day\s+after\s+tomorrow|in\s+(?:two|three|four|five|six|\d)\s+days)"
)
"""Words that name one day, as a fragment of a regular expression."""

_DAY_MONTH = re.compile(rf"(\d{{1,2}}){_ORD}(?:\s+of)?\s+({MONTH})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({MONTH})\.?\s+(?:the\s+)?(\d{{1,2}}){_ORD}\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_THE_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})")
_NAMED = re.compile(rf"\b({WEEKDAY})\b", re.IGNORECASE)
_IN_DAYS = re.compile(r"in\s+(\w+)\s+days", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_REACH = 200
"""Characters before a bare day within which a month still is what is spoken of."""

_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def day_ahead(words: str, said_at: datetime) -> str | None:
    """Return the day as an ISO date, taken to lie ahead where no year is said; ``None`` where it is no single day.

    >>> from datetime import UTC
    >>> day_ahead("June 21", datetime(2026, 5, 1, tzinfo=UTC))
    '2026-06-21'
    """
    found = _day(words, said_at, behind=False)
    return found.isoformat() if found else None


def day_behind(words: str, said_at: datetime) -> str | None:
    """Return the day as an ISO date, taken to lie behind where no year is said."""
    found = _day(words, said_at, behind=True)
    return found.isoformat() if found else None


def month_under_discussion(before: str, words: str, said_at: datetime) -> datetime:
    """Return the moment from which a day without a month counts: the month named last, if it lies ahead.

    Args:
        before: what was said in the same turn before the day.
        words: those of the day; unless they are a bare "the 11th", the moment of speaking is returned.

    >>> from datetime import UTC
    >>> april = datetime(2026, 4, 19, tzinfo=UTC)
    >>> month_under_discussion("From the 12th to the 21st of June. I booked the train for", "the 11th", april)
    datetime.datetime(2026, 6, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    if _BARE_DAY.fullmatch(words.strip()) is None:
        return said_at
    named = [*_DAY_MONTH.finditer(before[-_REACH:]), *_MONTH_DAY.finditer(before[-_REACH:])]
    if not named:
        return said_at
    found = _day(max(named, key=lambda m: m.end()).group(), said_at, behind=False)
    if found is None:
        return said_at
    return max(said_at, datetime(found.year, found.month, 1, tzinfo=said_at.tzinfo))


def anniversary(words: str, said_at: datetime) -> str:
    """Return a birthday as an ISO date, without the year where none is said; the words where they leave it open.

    >>> from datetime import UTC
    >>> anniversary("the 5th of May", datetime(2026, 5, 1, tzinfo=UTC))
    '05-05'
    """
    parts = _month_and_day(words)
    year = _YEAR.search(words)
    if parts is not None:
        return (f"{year.group()}-" if year else "") + f"{parts[0]:02d}-{parts[1]:02d}"
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}", words.strip()):
        return words
    found = _day(words, said_at, behind=False)
    if found is None:
        return words
    return found.isoformat() if re.search(r"\d{4}", words) else f"{found:%m-%d}"


def _day(words: str, said_at: datetime, *, behind: bool) -> date | None:
    parts = _month_and_day(words)
    if parts is not None:
        return _in_year(*parts, words, said_at.date(), behind=behind)
    numbers = _NUMBERS.search(words)
    if numbers is not None:
        first, second, year = (int(part) for part in numbers.groups())
        # With dots the day stands first wherever dates are written so.
        return _of_numbers(second, first, year) if "." in numbers[0] else _of_numbers(first, second, year)
    counted = _IN_DAYS.search(words)
    if counted is not None:
        ahead = _WORD_NUMBERS.get(counted[1].lower()) or int(counted[1])
        return said_at.date() + timedelta(days=ahead)
    in_month = _OF_THE_MONTH.search(words)
    if in_month is not None:
        return _of_month(int(in_month[1]), said_at.date(), behind=behind)
    bare = re.fullmatch(rf"\s*(?:(?:this|coming|this\s+coming)\s+)?({WEEKDAY})\.?\s*", words, re.IGNORECASE)
    if bare is not None:
        return _of_week(weekday_number(bare[1]), said_at.date(), behind=behind)
    found = [m for m in spans(words, now=said_at) if m.until - m.since <= timedelta(days=1)]
    return found[0].since.date() if found else None


def _month_and_day(words: str) -> tuple[int, int] | None:
    found = _DAY_MONTH.search(words)
    if found is not None:
        return month_number(found[2]), int(found[1])
    found = _MONTH_DAY.search(words)
    return (month_number(found[1]), int(found[2])) if found else None


def _in_year(month: int, day: int, words: str, said_on: date, *, behind: bool) -> date | None:
    year = _YEAR.search(words)
    if year is not None:
        return _valid(int(year.group()), month, day)
    near = [_valid(said_on.year + step, month, day) for step in (-1, 0, 1)]
    weekday = _NAMED.search(words)
    if weekday is not None:
        fitting = [d for d in near if d and d.weekday() == weekday_number(weekday[1])]
        if fitting:
            return min(fitting, key=lambda d: abs((d - said_on).days))
    if behind:
        return next((d for d in reversed(near) if d and d <= said_on), None)
    return next((d for d in near if d and d >= said_on), None)


def _of_numbers(month: int, day: int, year: int) -> date | None:
    """Return the day of "06/21/2026"; the other order where this one is none."""
    whole = year + 2000 if year < 100 else year
    return _valid(whole, month, day) or _valid(whole, day, month)


def _of_month(day: int, said_on: date, *, behind: bool) -> date | None:
    months = [(said_on.year * 12 + said_on.month - 1 + step) for step in ((0, -1) if behind else (0, 1, 2))]
    days = [_valid(m // 12, m % 12 + 1, day) for m in months]
    return next((d for d in days if d and (d <= said_on if behind else d >= said_on)), None)


def _of_week(weekday: int, said_on: date, *, behind: bool) -> date:
    if behind:
        return said_on - timedelta(days=(said_on.weekday() - weekday) % 7 or 7)
    return said_on + timedelta(days=(weekday - said_on.weekday()) % 7 or 7)


def _valid(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)
