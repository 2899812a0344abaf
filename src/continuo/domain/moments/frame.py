"""What the words around a moment make of it: ranges, open ends, distances."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.moment import Moment, MomentKind
from continuo.domain.moments.reading import Tense, around, moved

BEGINNING = datetime(almanac.FIRST_YEAR, 1, 1, tzinfo=UTC)
"""Where a range without a beginning ("before 2019") is taken to begin."""

END = datetime(almanac.LAST_YEAR, 12, 31, tzinfo=UTC)
"""Where a range without an end ("after Christmas", said before it) is taken to end."""

REACH = 48
"""Characters before an expression within which words may belong to it."""

_SENTENCE_END = re.compile(r"[.!?]\s|\n|[。！？]")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a language speaks around a moment. Patterns for what stands before it end in ``$``.

    Args:
        ahead: signs of a sentence about the future.
        behind: signs of a sentence about the past.
        repeated: what before a moment makes it a repetition: "every".
        opening: before it; one of the groups ``since``, ``after``, ``before``, ``until`` matches.
        closing: the same groups, directly after it.
        away: before it; groups ``count``, ``unit`` and one of ``sooner`` and ``later``: "two weeks before".
        away_after: the same, directly after it.
        beside: before it; groups ``unit`` and one of ``sooner`` and ``later``: "the day after".
        lasting: before it; groups ``count`` and ``unit``: "for three days from".
        up_to_now: directly after it: "to now".
        range_start: before the first of two.
        range_middle: all that stands between two: "to", "and".
        month: the name of a month, in a moment's words.
        one_way: in between two, and not "and".
        dash: in between two, says a range without a ``range_start``.
        number: value of the words of ``count``.
        unit: English singular of the words of ``unit``.
        starts_at_end: the words of a moment say that its end is meant: "the end of May".
        starts_at_beginning: ... its beginning.
        untold: where a sentence without any sign of tense looks.
        is_year_first: the year said with the first of two is that of both, else that of the second.
    """

    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    opening: re.Pattern[str]
    range_start: re.Pattern[str]
    range_middle: re.Pattern[str]
    month: re.Pattern[str]
    number: Callable[[str], int]
    unit: Callable[[str], str]
    one_way: re.Pattern[str] = _NEVER
    repeated: re.Pattern[str] = _NEVER
    closing: re.Pattern[str] = _NEVER
    away: re.Pattern[str] = _NEVER
    away_after: re.Pattern[str] = _NEVER
    beside: re.Pattern[str] = _NEVER
    lasting: re.Pattern[str] = _NEVER
    up_to_now: re.Pattern[str] = _NEVER
    dash: re.Pattern[str] = _NEVER
    starts_at_end: re.Pattern[str] = _NEVER
    starts_at_beginning: re.Pattern[str] = _NEVER
    is_year_first: bool = False
    untold: Tense = Tense.UNTOLD


def tense_at(text: str, start: int, end: int, frame: Frame) -> Tense:
    """Return the tense of the nearest sign before the expression, else of those after it in the sentence."""
    stops = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 200), start)]
    before = text[stops[-1] if stops else max(0, start - 200) : start]
    ahead, behind = (
        max((m.start() for m in sign.finditer(before)), default=-1) for sign in (frame.ahead, frame.behind)
    )
    if ahead != behind:
        return Tense.FUTURE if ahead > behind else Tense.PAST
    after = _SENTENCE_END.split(text[end : end + 200], maxsplit=1)[0]
    past, future = frame.behind.search(after), frame.ahead.search(after)
    if past and future:
        return Tense.PAST if past.start() <= future.start() else Tense.FUTURE
    return Tense.PAST if past else Tense.FUTURE if future else frame.untold


def is_repeated(text: str, start: int, frame: Frame) -> bool:
    """Tell whether the words before say that the expression recurs: "every Tuesday"."""
    return frame.repeated.search(text[max(0, start - REACH) : start]) is not None


def joined(text: str, found: list[Moment], frame: Frame) -> list[Moment]:
    """Return the moments with "from X to Y" and "between X and Y" made one."""
    together: list[Moment] = []
    for moment in found:
        last = together[-1] if together else None
        whole = _range_of(text, last, moment, frame) if last else None
        if whole:
            together[-1] = whole
        else:
            together.append(moment)
    return together


def _range_of(text: str, first: Moment, second: Moment, frame: Frame) -> Moment | None:
    if not _is_range(text, first, second, frame):
        return None
    since, until = first.since, second.until
    if frame.is_year_first:
        until = _in_year(text, second, since.year, until, frame)
        until = until if since < until else _in_year(text, second, since.year + 1, until, frame)
    else:
        since = _in_year(text, first, (until - DAY).year, since, frame)
    if since >= until and not re.search(r"\d", text[first.start : second.end]):
        # "From Monday to Wednesday", said on a Tuesday: the Monday before that Wednesday.
        since -= WEEK * ((since - until) // WEEK + 1)
    if since >= until:
        since = _in_year(text, first, (until - DAY).year - 1, since, frame)
    return Moment(first.start, second.end, since, until, MomentKind.RANGE) if since < until else None


def _lacks_year(text: str, moment: Moment, frame: Frame) -> bool:
    words = text[moment.start : moment.end]
    return frame.month.search(words) is not None and re.search(r"\d{4}", words) is None


def _in_year(text: str, moment: Moment, year: int, bound: datetime, frame: Frame) -> datetime:
    """Return the bound of a moment moved to the year that the other one names for both, if it names none itself."""
    if not _lacks_year(text, moment, frame) or bound.day > 28:
        return bound
    return bound.replace(year=year)


def _is_range(text: str, first: Moment, second: Moment, frame: Frame) -> bool:
    between = text[first.end : second.start]
    if len(between) > 16 or frame.range_middle.fullmatch(between) is None:
        return False
    # "Monday and Tuesday" and "moved it from ... to" need the opening word; a dash or "through" says it alone.
    if frame.range_start.search(text[max(0, first.start - REACH) : first.start]) or frame.dash.search(between):
        return True
    # "26 June 2019 to today" can be nothing else.
    return frame.one_way.search(between) is not None and re.search(r"\d{4}", text[first.start : first.end]) is not None


def opened(text: str, moment: Moment, now: datetime, frame: Frame) -> Moment:
    """Return the moment with the open end or distance that the words around it give: "since", "two days before"."""
    lasting = frame.lasting.search(_before(text, moment))
    if lasting:
        until = moved(moment.since, frame.number(lasting["count"]), frame.unit(lasting["unit"]))
        start = moment.start - len(lasting.group())
        return replace(moment, start=start, until=max(until, moment.until), kind=MomentKind.RANGE)
    moment = _set_away(text, moment, frame)
    before = _before(text, moment)
    if moment.kind is MomentKind.OPEN:
        return moment
    if moment.kind is MomentKind.RANGE and frame.range_start.search(before):
        return moment
    up_to_now = frame.up_to_now.match(text, moment.end)
    if up_to_now and moment.since < now:
        return replace(moment, end=up_to_now.end(), until=now, kind=MomentKind.OPEN)
    opening, closing = frame.opening.search(before), frame.closing.match(text, moment.end)
    way = next((match.lastgroup for match in (closing, opening) if match), None)
    if way is None:
        return moment
    reach = _open_range(way, _edge(text, moment, way, frame), now)
    start = moment.start - (len(opening.group()) if opening else 0)
    return Moment(start, closing.end() if closing else moment.end, reach.since, reach.until, MomentKind.OPEN)


def _before(text: str, moment: Moment) -> str:
    return text[max(0, moment.start - REACH) : moment.start]


def _set_away(text: str, moment: Moment, frame: Frame) -> Moment:
    """Return the day or stretch that lies before or after the moment, where the words around it say so."""
    before = _before(text, moment)
    after = frame.away_after.match(text, moment.end)
    distance = frame.away.search(before) or after
    start = moment.start if after or not distance else moment.start - len(distance.group())
    if distance:
        count = frame.number(distance["count"])
        reach, kind = _distant(moment, -count if distance["sooner"] else count, frame.unit(distance["unit"]))
        return Moment(start, after.end() if after else moment.end, reach.since, reach.until, kind)
    near = frame.beside.search(before)
    if near is None:
        return moment
    reach, kind = _adjoining(moment, -1 if near["sooner"] else 1, near["unit"].lower(), frame)
    return Moment(moment.start - len(near.group()), moment.end, reach.since, reach.until, kind)


def _distant(moment: Moment, count: int, unit: str) -> tuple[Range, MomentKind]:
    """Return the day so many units away; a month's or year's distance is only about as exact as its unit."""
    middle = moment.since + (moment.until - moment.since) / 2
    at = moved(middle, count, unit)
    if unit in {"month", "quarter", "year", "decade"}:
        return around(at, unit), MomentKind.ROUGH
    return (around(at, unit) if unit in {"hour", "minute"} else almanac.day(at)), MomentKind.DAY


def _adjoining(moment: Moment, way: int, words: str, frame: Frame) -> tuple[Range, MomentKind]:
    """Return the day, part of a day, week, month or year that ends where the moment begins, or begins at its end."""
    bound = moment.since if way < 0 else moment.until
    # A moment inside a day ends on that day; the day after is the next one all the same.
    day = almanac.day(bound - DAY if way < 0 else bound + (DAY if bound > almanac.midnight(bound) else 0 * DAY))
    if words in almanac.PART_HOURS:
        return almanac.part_of_day(day.since, words), MomentKind.PART_OF_DAY
    unit = frame.unit(words)
    if unit == "day":
        return day, MomentKind.DAY
    other = moved(bound, way, unit)
    if unit == "weekend":
        near = almanac.weekend(bound)
        is_past = near.since < bound if way > 0 else near.until > bound
        return almanac.weekend(bound + (way * WEEK if is_past else 0 * WEEK)), MomentKind.WEEKEND
    return Range(min(bound, other), max(bound, other)), MomentKind.RANGE


def _edge(text: str, moment: Moment, way: str, frame: Frame) -> datetime:
    """Return the moment's bound that an open range starts from or stops at."""
    words = text[moment.start : moment.end]
    if way in {"since", "after"}:
        is_first = way == "since" or frame.starts_at_beginning.match(words)
        return moment.since if is_first else moment.until
    return moment.until if frame.starts_at_end.match(words) else moment.since


def _open_range(way: str, bound: datetime, now: datetime) -> Range:
    if way in {"since", "after"}:
        return Range(bound, now if bound < now else END.astimezone(now.tzinfo))
    since = now if way == "until" and bound > now else BEGINNING.astimezone(now.tzinfo)
    return Range(since, bound)
