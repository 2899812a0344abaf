"""Clock times beside a day: "tomorrow at 3pm", "5:30 pm on Friday", "Monday from 2 to 4 pm"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from continuo.domain.moments import almanac
from continuo.domain.moments.moment import Moment, MomentKind

_TO = r"(?:\s*(?:-|–|to|until|till|and)\s*(?P<last_hour>\d{1,2})(?:[:.](?P<last_minute>[0-5]\d))?\s*"
_CLOCK_AFTER = re.compile(
    r",?\s+(?:at\s+|@\s*|around\s+|by\s+|from\s+|between\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*"
    rf"(?:(?P<half>[ap]\.?m\b\.?){_TO}(?P<last_half>[ap]\.?m\b\.?)?)?|{_TO.replace('last_', 'then_')}"
    r"(?P<then_half>[ap]\.?m\b\.?)))"
    r"|,?\s+(?:at\s+)?(?P<plain_hour>\d{1,2}):(?P<plain_minute>[0-5]\d)(?!\d|:\d|\s*[ap]\.?m\b)"
    r"|T(?P<iso_hour>\d\d):(?P<iso_minute>[0-5]\d)(?::\d\d)?\b",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    r"(?<![\w:.])(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)?\s*,?\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_DAYS = {MomentKind.DAY, MomentKind.PART_OF_DAY}


def with_clock(text: str, moment: Moment) -> Moment:
    """Return a day narrowed by the clock time beside it: an hour wide, a minute if minutes are said, or from-to."""
    if moment.kind not in _DAYS or moment.until - moment.since > timedelta(days=1):
        return moment
    match = _CLOCK_AFTER.match(text, moment.end)
    if match:
        return _narrowed(moment, match, moment.start, match.end()) or moment
    before = text[max(0, moment.start - 20) : moment.start]
    match = _CLOCK_BEFORE.search(before)
    # "7.30 on Monday" may be a price or a version; with its half of the day it is a time.
    is_clock = match is not None and (match["half"] or (match["minute"] and ":" in match.group()))
    if match is None or not is_clock:
        return moment
    return _narrowed(moment, match, moment.start - len(match.group()), moment.end) or moment


def _narrowed(moment: Moment, match: re.Match[str], start: int, end: int) -> Moment | None:
    said = match.groupdict()
    hour = _hour(
        said["hour"] or said.get("plain_hour") or said.get("iso_hour") or "", said["half"] or said.get("then_half")
    )
    minute = said["minute"] or said.get("plain_minute") or said.get("iso_minute")
    if hour > 23:
        return None
    since = almanac.clock(moment.since, hour, int(minute or 0))
    until = almanac.after(since, timedelta(minutes=1) if minute else timedelta(hours=1))
    last = said.get("last_hour") or said.get("then_hour")
    if last:
        last_half = said["last_half"] or said["then_half"] or said["half"]
        last_minute = int(said["last_minute"] or said["then_minute"] or 0)
        to = almanac.clock(moment.since, min(_hour(last, last_half), 24), last_minute)
        # "From 9:30 to 3 pm": the half of the day is the one of the later hour unless that would turn them round.
        if to <= since and said["then_half"]:
            since = almanac.clock(moment.since, _hour(said["hour"], "a"), int(minute or 0))
        until = to if to > since else until
    return replace(moment, start=start, end=end, since=since, until=until, kind=MomentKind.CLOCK)


def _hour(digits: str, half: str | None) -> int:
    if not half:
        return int(digits)
    return int(digits) % 12 + (12 if half.lower().startswith("p") else 0)
