"""Reads a text for the moments it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from continuo.domain.moments import almanac, dates, offsets
from continuo.domain.moments.almanac import Range
from continuo.domain.moments.reading import MomentKind, Setting, Tense
from continuo.domain.moments.words import MONTH, NUMBER, UNIT, number, unit_name

BEGINNING = datetime(almanac.FIRST_YEAR, 1, 1, tzinfo=UTC)
"""Where a range without a beginning ("before 2019") is taken to begin."""

END = datetime(almanac.LAST_YEAR, 12, 31, tzinfo=UTC)
"""Where a range without an end ("after Christmas", said before it) is taken to end."""

_RULES = (*dates.RULES, *offsets.RULES)

_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|going\s+to|gonna|plan(?:s|ning)?|hope|hoping|wants?|wanna|needs?|have\s+to|has\s+to"
    r"|should"
    r"|let['’]?s|schedule|book|remind|set|upcoming|due|deadline|until|by|next|soon|looking\s+forward"
    r"|can['’]t\s+wait|would\s+like"
    r"|(?:am|is|are|i['’]?m|we['’]?re)\s+(?!doing\b)\w+ing|can\s+(?:you|we|i)|available|free|(?:ai|won)['’]t)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|wasn['’]t|weren['’]t|did|didn['’]t|had|been|went|got|said|told|came|saw|met|bought|made|took|gave"
    r"|found|left|began|started|(?!(?:marri|interest|excit|suppos|schedul|ne|fe|spe|suce)ed\b)\w{2,}ed|ago|since"
    r"|last|previous(?:ly)?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?P<word>since|as\s+of|starting(?:\s+(?:in|on|from))?|before|prior\s+to|until|till|til|up\s+to|after"
    r"|between\s+now\s+and|from\s+now\s+(?:to|until|till))\s+(?:about\s+|around\s+)?(?:the\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_ANCHORED = re.compile(
    rf"\b(?P<count>{NUMBER})\s+(?P<unit>{UNIT})\s+(?P<way>before|prior\s+to|after|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_UP_TO_NOW = re.compile(r"\s*(?:-|–|to|till|until|and|up\s+to)\s*(?:the\s+)?(?:now|present)\b", re.IGNORECASE)
_RANGE_START = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE_MIDDLE = re.compile(r"\s*(?:-|–|—|to|till|until|through|thru|and)\s*(?:the\s+)?$", re.IGNORECASE)
_CLOCK_AFTER = re.compile(
    r",?\s+(?:at\s+|@\s*|around\s+|by\s+)?(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)"
    r"|,?\s+at\s+(?P<plain_hour>\d{1,2}):(?P<plain_minute>[0-5]\d)\b"
    r"|T(?P<iso_hour>\d\d):(?P<iso_minute>[0-5]\d)(?::\d\d)?\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


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


def spans(text: str, *, now: datetime) -> list[Moment]:
    """Return the moments that an English text names, in order, without overlaps.

    Words that name a time only now and then ("may", "march", "second", "fall") count where the words around them
    leave no doubt. A time without a year, or a bare weekday, is the last such one unless its sentence looks ahead.
    Lengths ("for three days"), repetitions ("every Tuesday") and clock times without a day are not moments.

    Args:
        now: the moment of speaking, aware; its zone is the zone of all answers.
    """
    assert now.tzinfo is not None, now
    plain = text.replace("’", "'")
    found: list[Moment] = []
    for moment in sorted(_all(plain, now), key=lambda m: (m.start, -m.end)):
        if not found or moment.start >= found[-1].end:
            found.append(moment)
    clocked = [_with_clock(plain, moment) for moment in found]
    return [_opened(plain, moment, now) for moment in _joined(plain, clocked)]


def _all(text: str, now: datetime) -> Iterator[Moment]:
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            group = "span" if "span" in rule.pattern.groupindex else 0
            start, end = match.span(group)
            if _is_repeated(text, start, end):
                continue
            try:
                reading = rule.resolve(match, Setting(now, _tense(text, start, end)))
            except (OverflowError, ValueError):
                # "4000 years ago" lies outside of what the calendar of the standard library can say.
                continue
            if reading:
                yield Moment(start, end, reading[0].since, reading[0].until, reading[1])


def _is_repeated(text: str, start: int, end: int) -> bool:
    return re.search(r"\b(?:every|each)\s+(?:other\s+)?$", text[max(0, start - 20) : start], re.IGNORECASE) is not None


def _tense(text: str, start: int, end: int) -> Tense:
    """Return the tense of the nearest sign before the expression, else of those after it in the sentence."""
    stops = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 200), start)]
    before = text[stops[-1] if stops else max(0, start - 200) : start]
    ahead, behind = (max((m.start() for m in sign.finditer(before)), default=-1) for sign in (_AHEAD, _BEHIND))
    if ahead != behind:
        return Tense.FUTURE if ahead > behind else Tense.PAST
    after = _SENTENCE_END.split(text[end : end + 200], maxsplit=1)[0]
    if _BEHIND.search(after):
        return Tense.PAST
    return Tense.FUTURE if _AHEAD.search(after) else Tense.UNTOLD


def _with_clock(text: str, moment: Moment) -> Moment:
    """Return the moment narrowed by the clock time that follows: an hour wide, or a minute if minutes are said."""
    clock = _CLOCK_AFTER.match(text, moment.end)
    if clock is None or moment.kind not in {MomentKind.DAY, MomentKind.PART_OF_DAY}:
        return moment
    hour = int(clock["hour"] or clock["plain_hour"] or clock["iso_hour"])
    minutes = clock["minute"] or clock["plain_minute"] or clock["iso_minute"]
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    if hour > 23:
        return moment
    since = almanac.midnight(moment.since) + timedelta(hours=hour, minutes=int(minutes or 0))
    until = since + (timedelta(minutes=1) if minutes else timedelta(hours=1))
    return replace(moment, end=clock.end(), since=since, until=until, kind=MomentKind.CLOCK)


def _joined(text: str, found: list[Moment]) -> list[Moment]:
    """Return the moments with "from X to Y" and "between X and Y" made one."""
    joined: list[Moment] = []
    for moment in found:
        last = joined[-1] if joined else None
        if last and _is_range(text, last, moment) and (since := _same_year(text, last, moment)) < moment.until:
            joined[-1] = Moment(last.start, moment.end, since, moment.until, MomentKind.RANGE)
        else:
            joined.append(moment)
    return joined


def _same_year(text: str, first: Moment, second: Moment) -> datetime:
    """Return when the first begins, in the year that the second one names for both: "from March to May 2021"."""
    words = text[first.start : first.end]
    if re.search(r"\d{4}", words) or not re.search(rf"\b{MONTH}\b", words, re.IGNORECASE) or first.since.day > 28:
        return first.since
    moved = first.since.replace(year=second.since.year)
    return moved if moved < second.until else moved.replace(year=moved.year - 1)


def _is_range(text: str, first: Moment, second: Moment) -> bool:
    between = text[first.end : second.start]
    if len(between) > 16 or _RANGE_MIDDLE.fullmatch(between) is None:
        return False
    # "Monday and Tuesday" and "moved it from ... to" need the opening word; a dash or "through" says it alone.
    begun = _RANGE_START.search(text[max(0, first.start - 20) : first.start])
    return begun is not None or re.search(r"[-–—]|thr", between) is not None


def _opened(text: str, moment: Moment, now: datetime) -> Moment:
    """Return the moment with the open end or distance that the words around it give: "since", "two days before"."""
    before = text[max(0, moment.start - 40) : moment.start]
    anchored = _ANCHORED.search(before)
    if anchored:
        return _away(moment, anchored)
    up_to_now = _UP_TO_NOW.match(text, moment.end)
    if up_to_now and moment.since < now:
        return replace(moment, end=up_to_now.end(), until=now, kind=MomentKind.OPEN)
    opening = _OPENING.search(before)
    if opening is None:
        return moment
    start = moment.start - len(opening.group())
    reach = _open_range(opening["word"].lower().split()[0], moment, now)
    return Moment(start, moment.end, reach.since, reach.until, MomentKind.OPEN)


def _away(moment: Moment, anchored: re.Match[str]) -> Moment:
    """Return the day that lies so many units before or after the moment."""
    sign = -1 if anchored["way"].lower() in {"before", "prior to"} else 1
    middle = moment.since + (moment.until - moment.since) / 2
    at = offsets.moved(middle, sign * number(anchored["count"]), unit_name(anchored["unit"]))
    reach = almanac.day(at)
    return Moment(moment.start - len(anchored.group()), moment.end, reach.since, reach.until, MomentKind.DAY)


def _open_range(word: str, moment: Moment, now: datetime) -> Range:
    if word in {"since", "as", "starting"}:
        return Range(moment.since, now if moment.since < now else END.astimezone(now.tzinfo))
    if word == "after":
        return Range(moment.until, now if moment.until < now else END.astimezone(now.tzinfo))
    since = (
        now
        if word in {"until", "till", "til", "up", "between", "from"} and moment.since > now
        else BEGINNING.astimezone(now.tzinfo)
    )
    return Range(since, moment.since)
