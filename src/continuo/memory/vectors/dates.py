"""The days, months and years that a text speaks of, as terms of the index.

"I was at the dentist yesterday" is about a day that none of its words names, and a question names it by its date. Both
are read against the moment of speaking and meet in one term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from continuo.domain.moments import Moment, MomentKind, spans

WHEN = "@when"
"""The term of every text that names some moment."""

_WIDEST_IN_DAYS = timedelta(days=8)
_WIDEST_IN_MONTHS = timedelta(days=100)
_WIDEST = timedelta(days=800)
_MOST = 60  # Terms for one text: a table of dates says nothing of any one of them.


def spoken_of(text: str, said_at: datetime) -> list[str]:
    """Return the terms for what a text speaks of: days where it is so exact, and their months and years.

    Args:
        said_at: the moment of speaking, aware.
    """
    found: dict[str, None] = {}
    for moment in spans(text, now=said_at):
        found[WHEN] = None
        if _is_bounded(moment):
            found.update(dict.fromkeys(_all(moment)))
    return list(found)[:_MOST]


def asked_for(moments: Iterable[Moment]) -> list[str]:
    """Return the terms for what a question asks about, at the finest grain that it names; none if it names no time.

    Args:
        moments: that the question names.
    """
    bounded = (m for m in moments if _is_bounded(m))
    return list(dict.fromkeys(term for moment in bounded for term in _finest(moment)))[:_MOST]


def _is_bounded(moment: Moment) -> bool:
    return moment.kind is not MomentKind.OPEN and moment.until - moment.since <= _WIDEST


def _all(moment: Moment) -> Iterator[str]:
    days = _days(moment)
    if moment.until - moment.since <= _WIDEST_IN_DAYS:
        yield from (f"@{day:%Y-%m-%d}" for day in days)
    if moment.until - moment.since <= _WIDEST_IN_MONTHS:
        yield from dict.fromkeys(f"@{day:%Y-%m}" for day in days)
    yield from dict.fromkeys(f"@{day:%Y}" for day in days)


def _finest(moment: Moment) -> Iterator[str]:
    width = moment.until - moment.since
    form = "@%Y-%m-%d" if width <= _WIDEST_IN_DAYS else "@%Y-%m" if width <= _WIDEST_IN_MONTHS else "@%Y"
    yield from dict.fromkeys(day.strftime(form) for day in _days(moment))


def _days(moment: Moment) -> list[date]:
    last = max(moment.until - timedelta(microseconds=1), moment.since).date()
    first = moment.since.date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
