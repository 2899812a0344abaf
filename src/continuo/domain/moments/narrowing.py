"""Parts of a moment, in English: "the end of last year", "the first Monday of next month", "last ten days of May"."""

from __future__ import annotations

import re
from dataclasses import replace

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.fragments import edge_of
from continuo.domain.moments.frame import REACH
from continuo.domain.moments.moment import Moment, MomentKind
from continuo.domain.moments.reading import moved
from continuo.domain.moments.words import (
    NTH,
    NUMBER,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    day_number,
    number,
    unit_name,
    weekday_number,
)

_PART_BEFORE = re.compile(
    r"\b(?:the\s+)?(?:(?P<edge>beginning|start|middle|end|early|mid|late)(?:\s+of|[\s-])"
    rf"|(?P<nth>{NTH})\s+(?:full\s+)?(?:(?P<count>{NUMBER})\s+)?"
    rf"(?P<what>days?|weeks?|weekends?|months?|quarter|half|{WEEKDAY})\s+(?:of|in))\s*(?:the\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_WHOLES = {MomentKind.WEEK, MomentKind.MONTH, MomentKind.SEASON, MomentKind.YEAR, MomentKind.RANGE}
_KINDS = {"day": MomentKind.DAY, "week": MomentKind.WEEK, "weekend": MomentKind.WEEKEND, "month": MomentKind.MONTH}


def narrowed(text: str, moment: Moment) -> Moment:
    """Return the part of the moment that the words before it tell of, or the moment itself."""
    if moment.kind not in _WHOLES:
        return moment
    match = _PART_BEFORE.search(text[max(0, moment.start - REACH) : moment.start])
    if match is None:
        return moment
    whole, start = Range(moment.since, moment.until), moment.start - len(match.group())
    if match["edge"]:
        part = edge_of(whole, match["edge"])
        kind = moment.kind if moment.kind in {MomentKind.MONTH, MomentKind.WEEK} else MomentKind.RANGE
        return replace(moment, start=start, since=part.since, until=part.until, kind=kind)
    found = _nth(match, whole, moment.kind)
    if found is None:
        return moment
    return Moment(start, moment.end, found[0].since, found[0].until, found[1])


def _nth(match: re.Match[str], whole: Range, kind: MomentKind) -> tuple[Range, MomentKind] | None:
    is_last = match["nth"].lower() == "last"
    nth = 1 if is_last else day_number(match["nth"])
    what = match["what"].lower()
    if what in WEEKDAY_NUMBERS:
        found, kind_of_part = _nth_weekday(whole, nth, is_last, weekday_number(what)), MomentKind.DAY
    elif match["count"]:
        count, unit = number(match["count"]), unit_name(what)
        since = moved(whole.until, -count, unit) if is_last else whole.since
        found, kind_of_part = Range(since, moved(since, count, unit)), MomentKind.RANGE
    else:
        found = _nth_unit(whole, nth, is_last, unit_name(what), kind)
        kind_of_part = _KINDS.get(unit_name(what), MomentKind.RANGE)
    return (found, kind_of_part) if whole.since - WEEK < found.since < whole.until else None


def _nth_weekday(whole: Range, nth: int, is_last: bool, weekday: int) -> Range:
    if is_last:
        last = whole.until - DAY
        return almanac.day(last - (last.weekday() - weekday) % 7 * DAY)
    return almanac.day(whole.since + ((weekday - whole.since.weekday()) % 7 + 7 * (nth - 1)) * DAY)


def _nth_unit(whole: Range, nth: int, is_last: bool, unit: str, kind: MomentKind) -> Range:
    """Return the nth day, week, weekend, month, quarter or half; weeks of a year are those of ISO 8601."""
    if unit == "half":
        middle = almanac.midnight(whole.since + (whole.until - whole.since) / 2)
        return Range(middle, whole.until) if is_last or nth == 2 else Range(whole.since, middle)
    if unit == "week" and kind is MomentKind.YEAR:
        return almanac.week(whole.until - 4 * DAY if is_last else whole.since + 3 * DAY + (nth - 1) * WEEK)
    if unit == "weekend":
        saturday = _nth_weekday(whole, nth, is_last, 5).since
        return Range(saturday, saturday + 2 * DAY)
    since = moved(whole.until, -1, unit) if is_last else moved(whole.since, nth - 1, unit)
    return Range(since, moved(since, 1, unit))
