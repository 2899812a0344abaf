"""Rules for times reckoned from the moment of speaking: "yesterday", "last Tuesday", "two weeks ago"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.reading import (
    AFTER,
    BEFORE,
    EDGE,
    MomentKind,
    Reading,
    Rule,
    Setting,
    Tense,
    edge_of,
    rule,
    shift_of,
)
from continuo.domain.moments.words import (
    FUZZY_NUMBER,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    number,
    unit_name,
    weekday_number,
)

_UNIT_KINDS = {
    "minute": MomentKind.CLOCK,
    "hour": MomentKind.CLOCK,
    "day": MomentKind.DAY,
    "weekend": MomentKind.WEEKEND,
    "week": MomentKind.WEEK,
    "fortnight": MomentKind.ROUGH,
    "month": MomentKind.MONTH,
    "quarter": MomentKind.ROUGH,
    "year": MomentKind.YEAR,
    "decade": MomentKind.ROUGH,
}


def moved(at: datetime, count: int, unit: str) -> datetime:
    """Return the moment ``count`` units later; earlier where it is negative."""
    if unit in {"month", "quarter", "year", "decade"}:
        return almanac.add_months(at, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    step = {
        "minute": timedelta(minutes=1),
        "hour": timedelta(hours=1),
        "day": DAY,
        "weekend": WEEK,
        "week": WEEK,
        "fortnight": 2 * WEEK,
    }[unit]
    return at + count * step


def around(at: datetime, unit: str) -> Range:
    """Return the stretch of one unit that "so many units ago" may mean: a whole day, or half a unit either way."""
    if unit == "day":
        return almanac.day(at)
    if unit == "weekend":
        return almanac.weekend(at)
    if unit in {"minute", "hour"}:
        half = timedelta(minutes=5) if unit == "minute" else timedelta(minutes=30)
        return Range(at - half, at + half)
    half = {"week": 3 * DAY, "fortnight": WEEK, "month": 15 * DAY, "quarter": 45 * DAY, "year": 182 * DAY}.get(
        unit, 1825 * DAY
    )
    return Range(almanac.midnight(at - half), almanac.midnight(at + half) + DAY)


def calendar_unit(at: datetime, unit: str, shift: int) -> Reading | None:
    """Return the calendar's week, weekend, month, quarter, year or decade, ``shift`` of them on."""
    if unit in {"week", "weekend"}:
        reckon = almanac.week if unit == "week" else almanac.weekend
        return reckon(at + shift * WEEK), _UNIT_KINDS[unit]
    if unit == "month":
        return almanac.month(at, at.year, at.month + shift), MomentKind.MONTH
    if unit == "quarter":
        return almanac.months(at, at.year, (at.month - 1) // 3 * 3 + 1 + 3 * shift, 3), MomentKind.RANGE
    if unit == "year":
        return almanac.year(at, at.year + shift), MomentKind.YEAR
    if unit == "decade":
        return almanac.months(at, at.year // 10 * 10 + 10 * shift, 1, 120), MomentKind.RANGE
    return None


def _read_relative_day(match: re.Match[str], setting: Setting) -> Reading | None:
    text = " ".join(match.group().lower().split())
    if "before yesterday" in text:
        shift = -2
    elif "after tomorrow" in text:
        shift = 2
    elif "yesterday" in text or "last" in text:
        shift = -1
    else:
        shift = 1 if re.search("tomorrow|tmrw", text) else 0
    at = setting.now + shift * DAY
    part = "night" if "tonight" in text else match["part"]
    if part:
        return almanac.part_of_day(at, part.lower()), MomentKind.PART_OF_DAY
    return almanac.day(at), MomentKind.DAY


def _read_weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    word = match["weekday"]
    if not (match["which"] or match["week"] or match["lead"] or match["part"]) and (word.islower() or len(word) < 5):
        return None
    if word in {"sun", "sat", "wed", "mon"}:
        return None
    since = _weekday(match, setting)
    if match["part"]:
        return almanac.part_of_day(since, match["part"].lower()), MomentKind.PART_OF_DAY
    return Range(since, since + DAY), MomentKind.DAY


def _weekday(match: re.Match[str], setting: Setting) -> datetime:
    today = almanac.midnight(setting.now)
    wanted = weekday_number(match["weekday"])
    of_this_week = today + (wanted - today.weekday()) * DAY
    if match["week"]:
        return of_this_week + shift_of(match["week"].split()[0]) * WEEK
    if match["away"]:
        after = today + ((wanted - today.weekday() - 1) % 7 + 1) * DAY
        return after + (2 if "two" in match["away"].lower() else 1) * WEEK
    which = " ".join((match["which"] or "").lower().split())
    if which == "next":
        return of_this_week + WEEK
    ago = (today.weekday() - wanted - 1) % 7 + 1
    if shift_of(which) < 0:
        return today - ago * DAY
    until = (wanted - today.weekday()) % 7
    if shift_of(which) > 0:
        return today + (until or 7) * DAY
    if which.startswith("this"):
        return today + until * DAY if setting.ahead else of_this_week
    return today + until * DAY if setting.ahead else today - (ago % 7) * DAY


def _read_day_of_week(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "next week on Tuesday"."""
    monday = almanac.week(setting.now).since + shift_of(match["week"].split()[0]) * WEEK
    since = monday + weekday_number(match["weekday"]) * DAY
    if match["part"]:
        return almanac.part_of_day(since, match["part"].lower()), MomentKind.PART_OF_DAY
    return Range(since, since + DAY), MomentKind.DAY


def _read_second_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the week after next" and "the week before last"."""
    return calendar_unit(setting.now, match["unit"].lower(), 2 if match["way"].lower().startswith("after") else -2)


def _read_ago(match: re.Match[str], setting: Setting) -> Reading | None:
    unit = unit_name(match["unit"])
    sign = -1 if match["ago"] else 1
    if sign > 0 and _is_length(match, setting):
        return None
    if match["fuzzy"]:
        return _fuzzy(match["fuzzy"], unit, sign, setting.now)
    count = sign * number(match["count"]) if match["count"] else 0
    at = moved(setting.now, count, unit)
    if match["half"]:
        at = moved(at, 6 * sign, "month") if unit == "year" else at + sign * (around(at, unit).until - at)
    return around(at, unit), _UNIT_KINDS[unit] if unit in {"day", "weekend"} else MomentKind.ROUGH


def _is_length(match: re.Match[str], setting: Setting) -> bool:
    """Tell whether "in a day" says how long something took: the sentence looks back, or "a" is all there is."""
    if "from" in match.group().lower():
        return False
    vague = (match["count"] or "").lower() in {"a", "an"}
    return setting.tense is Tense.PAST or (vague and setting.tense is not Tense.FUTURE)


def _fuzzy(words: str, unit: str, sign: int, now: datetime) -> Reading:
    """Read "a couple" as 2 or 3, "a few" and "several" as 2 to 7."""
    far = 3 if "couple" in words.lower() else 7
    ends = sorted((moved(now, sign * 2, unit), moved(now, sign * far, unit)))
    if unit in {"minute", "hour"}:
        return Range(ends[0], ends[1] + timedelta(minutes=1)), MomentKind.ROUGH
    return Range(almanac.midnight(ends[0]), almanac.midnight(ends[1]) + DAY), MomentKind.ROUGH


def _read_other(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the other day" as the last ten days, "the other week" as the last six weeks."""
    far = 42 * DAY if match["unit"].lower() == "week" else 10 * DAY
    today = almanac.midnight(setting.now)
    return Range(today - far, today), MomentKind.ROUGH


def _read_count_of_units(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the last three weeks": up to now, or from now."""
    unit = unit_name(match["unit"])
    fuzzy = match["fuzzy"]
    count = 1 if not fuzzy and not match["count"] else (number(match["count"]) if not fuzzy else _most(fuzzy))
    now = setting.now
    if shift_of(match["which"]) < 0:
        return Range(moved(now, -count, unit), now), MomentKind.RANGE
    return Range(now, moved(now, count, unit)), MomentKind.RANGE


def _most(fuzzy: str) -> int:
    return 3 if "couple" in fuzzy.lower() else 7


def _read_calendar_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    unit = unit_name(match["unit"])
    which = match["which"].lower()
    shift = _weekend_shift(setting) if which == "the" else shift_of(which)
    found = calendar_unit(setting.now, unit, shift)
    if found is None:
        return None
    side = (match["side"] or "").lower()
    whole = edge_of(found[0], match["edge"])
    if side:
        today = almanac.midnight(setting.now)
        whole = Range(whole.since, today + DAY) if side == "earlier" else Range(today, whole.until)
    return whole, found[1]


def _weekend_shift(setting: Setting) -> int:
    return 0 if setting.ahead or setting.now.weekday() >= 5 else -1


_DAY_AND_PART = rf"(?:\s+(?:in\s+the\s+)?(?P<part>{PART}))?"
_COUNT = rf"(?:(?P<fuzzy>{FUZZY_NUMBER})|(?P<count>{NUMBER}))"

RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tomorrow|tmrw|last(?=\s+night)"
        rf"|this(?=\s+(?:morning|afternoon|evening))){_DAY_AND_PART}|tonight",
        _read_relative_day,
    ),
    rule(
        rf"(?P<lead>on\s+|since\s+|by\s+|until\s+|till\s+|before\s+|after\s+|for\s+)?"
        rf"(?P<span>(?:(?P<which>{BEFORE}|{AFTER}|this)\s+)?(?P<weekday>{WEEKDAY}){_DAY_AND_PART}"
        rf"(?:\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week)|(?P<away>\s+(?:in\s+two\s+weeks|in\s+a\s+week)))?)",
        _read_weekday,
    ),
    rule(
        rf"(?<!half )(?P<span>{_COUNT}\s+(?P<unit>{UNIT})(?P<half>\s+and\s+a\s+half)?\s+(?P<ago>ago|back|earlier))",
        _read_ago,
    ),
    rule(
        rf"(?P<ago>)(?P<span>in\s+(?:about\s+|around\s+)?{_COUNT}\s+(?P<unit>{UNIT})(?P<half>\s+and\s+a\s+half)?)",
        _read_ago,
    ),
    rule(rf"(?P<ago>)(?P<span>{_COUNT}\s+(?P<unit>{UNIT})(?P<half>)\s+from\s+(?:now|today))", _read_ago),
    rule(rf"(?P<week>(?:last|this|next)\s+week)\s+(?:on\s+)?(?P<weekday>{WEEKDAY}){_DAY_AND_PART}", _read_day_of_week),
    rule(r"(?:the\s+)?(?P<unit>week|weekend|month|year)\s+(?P<way>after\s+next|before\s+last)", _read_second_unit),
    rule(r"the\s+other\s+(?P<unit>day|night|evening|morning|week|weekend)", _read_other),
    rule(
        rf"(?P<which>{BEFORE}|{AFTER})\s+(?:(?P<fuzzy>couple(?:\s+of)?|few|several)"
        rf"|(?P<count>{NUMBER}))\s+(?P<unit>{UNIT})",
        _read_count_of_units,
    ),
    rule(
        rf"(?P<span>(?:(?P<side>earlier|later)\s+)?{EDGE}(?P<which>last|previous|next|this|coming|upcoming"
        rf"|this\s+past|this\s+coming)"
        rf"\s+(?P<unit>week|weekend|month|quarter|year|decade))",
        _read_calendar_unit,
    ),
    rule(
        r"(?:over|during|on|for|at)\s+(?P<span>(?P<edge>)(?P<side>)(?P<which>the)\s+(?P<unit>weekend))",
        _read_calendar_unit,
    ),
    rule(
        r"(?P<which>past)\s+(?P<fuzzy>)(?P<count>)(?P<unit>week|month|year|decade)",
        _read_count_of_units,
    ),
)
