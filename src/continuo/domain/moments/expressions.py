"""Everything about time that an English text names: moments, and what is not one: lengths, repetitions, clock times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from continuo.domain.moments.moment import Moment
from continuo.domain.moments.spans import NO_ANCHORS, spans
from continuo.domain.moments.unresolved import Unresolved, unresolved
from continuo.domain.moments.words import (
    MONTH,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    number,
    unit_name,
)

_DAYS_OF = {"day": 1, "weekend": 2, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365, "decade": 3650}


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: "for three days". A month counts 30 days here, a year 365."""

    start: int
    end: int
    elapsed: timedelta


@dataclass(frozen=True, slots=True)
class Repetition:
    """What recurs: "every other Tuesday" is every 2 weeks on weekday 1.

    Args:
        every: so many units lie between two times; 0 where only "twice a day" is said.
        unit: an English singular: "day", "week".
        weekday: 0, Monday, to 6, where it is said.
    """

    start: int
    end: int
    every: int
    unit: str
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day without a day: "at 5pm", "from 3 to 5 pm"; ``until`` is the same for a point in time."""

    start: int
    end: int
    since: time
    until: time


Expression = Moment | Length | Repetition | ClockTime | Unresolved

_ADVERBS = {
    "hourly": (1, "hour"),
    "daily": (1, "day"),
    "everyday": (1, "day"),
    "nightly": (1, "day"),
    "weekly": (1, "week"),
    "biweekly": (2, "week"),
    "bi-weekly": (2, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "bimonthly": (2, "month"),
    "bi-monthly": (2, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
    "annual": (1, "year"),
}
_STEPS = {"other": 2, "second": 2, "third": 3, "fourth": 4}
_REPETITION = re.compile(
    rf"\b(?:every|each|any)\s+(?:(?P<step>other|second|third|fourth|{NUMBER})\s+)?"
    rf"(?:(?P<unit>{UNIT})|(?P<weekday>{WEEKDAY})s?|(?P<part>{PART})|(?P<month>{MONTH}))\b"
    rf"|(?<![\w-])(?P<adverb>{'|'.join(_ADVERBS)})\b"
    rf"|\b(?:on\s+)?(?P<plural>{WEEKDAY})s\b(?<!\bsuns)(?<!\bsats)(?<!\bweds)"
    rf"|\b(?:once|twice|thrice|{NUMBER}\s+times|several\s+times)\s+(?:a|an|per|each|every)\s+(?P<rate>{UNIT})\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"(?<![\w$€£.-])(?P<lead>(?:for|in|takes?|took|lasts?|lasted|during|within|about|over)\s+(?:the\s+)?)?(?:"
    rf"(?P<half>half\s+(?:an?\s+)?(?P<half_unit>hour|day|year))|(?P<all>all|the\s+whole)\s+(?P<all_unit>day|week|month|year)"
    rf"|(?P<more_count>{NUMBER})\s+and\s+a\s+half\s+(?P<more_unit>{UNIT})"
    rf"|(?P<count>\d+\.\d+|{NUMBER})[\s-]*(?P<unit>{UNIT})(?P<and_half>\s+and\s+a\s+half)?"
    rf"(?:(?:,|\s+and)?\s+(?P<second_count>{NUMBER})\s*(?P<second_unit>{UNIT}))?)(?![\w-])"
    r"(?!\s+(?:later|ago|earlier|before|after|from\s+now)\b)",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:(?P<noon{n}>noon|midday)|(?P<midnight{n}>midnight)"
    r"|(?P<hour{n}>[01]?\d|2[0-4])(?:[:.](?P<minute{n}>[0-5]\d)(?::[0-5]\d)?)?\s*"
    r"(?P<half{n}>[ap]\.?m\b\.?|o'?clock|in\s+the\s+(?:morning|afternoon|evening)|at\s+night)?)"
)
_CLOCK_TIME = re.compile(
    r"(?<![\w:.$€£/-])(?:(?:at|from|between|by|around|until|till)\s+)?(?P<said>"
    + _CLOCK.replace("{n}", "")
    + r"(?:\s*(?:-|–|to|until|till|and)\s*"
    + _CLOCK.replace("{n}", "_to")
    + r")?)(?![\w:/%-])",
    re.IGNORECASE,
)

_TOLD_TIME = re.compile(
    rf"\b(?P<part>half|(?:a\s+)?quarter)\s+(?P<way>past|to)\s+(?P<hour>{NUMBER})\b(?:\s+o'?clock)?", re.IGNORECASE
)


def expressions(text: str, *, now: datetime, anchors: Mapping[str, date] = NO_ANCHORS) -> list[Expression]:
    """Return all expressions of time in a text, in order, without overlaps; a moment wins over anything else.

    Lengths, repetitions, clock times and unresolved names are read in English only.

    Args:
        now: the moment of speaking, aware.
        anchors: as ``spans`` takes them.
    """
    found: list[Expression] = [*spans(text, now=now, anchors=anchors)]
    plain = text.replace("’", "'")
    for reader in (_repetitions, unresolved, _lengths, _clock_times):
        for one in reader(plain):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _repetitions(text: str) -> Iterator[Repetition]:
    for match in _REPETITION.finditer(text):
        start, end = match.span()
        if match["adverb"]:
            yield Repetition(start, end, *_ADVERBS[match["adverb"].lower()])
        elif match["rate"]:
            yield Repetition(start, end, 0, unit_name(match["rate"]))
        elif match["plural"] or match["weekday"]:
            weekday = WEEKDAY_NUMBERS[(match["plural"] or match["weekday"]).lower()]
            yield Repetition(start, end, _step(match), "week", weekday)
        else:
            unit = unit_name(match["unit"]) if match["unit"] else "year" if match["month"] else "day"
            yield Repetition(start, end, _step(match), unit)


def _step(match: re.Match[str]) -> int:
    word = (match["step"] or "a").lower()
    return _STEPS.get(word) or number(word)


def _lengths(text: str) -> Iterator[Length]:
    for match in _LENGTH.finditer(text):
        # "A day" alone is a rate or a manner of speaking.
        if match["count"] and match["count"].lower() in {"a", "an", "one"} and not (match["lead"] or match["and_half"]):
            continue
        yield Length(*match.span(), _elapsed(match))


def _elapsed(match: re.Match[str]) -> timedelta:
    if match["half"]:
        return _unit_length(match["half_unit"]) / 2
    if match["all"]:
        return _unit_length(match["all_unit"])
    if match["more_count"]:
        return (number(match["more_count"]) + 0.5) * _unit_length(match["more_unit"])
    count = float(match["count"]) if "." in match["count"] else number(match["count"])
    whole = count * _unit_length(match["unit"])
    if match["and_half"]:
        whole += _unit_length(match["unit"]) / 2
    if match["second_count"]:
        whole += number(match["second_count"]) * _unit_length(match["second_unit"])
    return whole


def _unit_length(words: str) -> timedelta:
    unit = unit_name(words)
    if unit in {"hour", "minute"}:
        return timedelta(hours=1) if unit == "hour" else timedelta(minutes=1)
    return timedelta(days=_DAYS_OF[unit])


def _clock_times(text: str) -> Iterator[ClockTime]:
    for match in _TOLD_TIME.finditer(text):
        minutes = 30 if match["part"].lower() == "half" else 15
        whole = number(match["hour"]) * 60 + (minutes if match["way"].lower() == "past" else -minutes)
        at = time(whole // 60 % 24, whole % 60)
        yield ClockTime(*match.span(), at, at)
    for match in _CLOCK_TIME.finditer(text):
        last_half = match["half_to"]
        since = _time_of(match, "", match["half"] or last_half)
        until = _time_of(match, "_to", last_half or match["half"]) or since
        is_clock = any(match[name] for name in ("noon", "midnight", "minute", "half", "half_to"))
        if since and until and is_clock:
            yield ClockTime(*match.span("said"), since, until)


def _time_of(match: re.Match[str], place: str, half: str | None) -> time | None:
    if match[f"noon{place}"]:
        return time(12)
    if match[f"midnight{place}"]:
        return time(0)
    if match[f"hour{place}"] is None:
        return None
    hour, words = int(match[f"hour{place}"]), (half or "").lower()
    if words.startswith("p") or "afternoon" in words or "evening" in words or "night" in words:
        hour = hour % 12 + 12
    elif words.startswith("a"):
        hour %= 12
    return time(hour % 24, int(match[f"minute{place}"] or 0))
