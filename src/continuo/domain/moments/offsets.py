"""Rules for times reckoned from the moment of speaking: "yesterday", "last Tuesday", "two weeks ago"."""

from __future__ import annotations

import re
from datetime import datetime

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.fragments import AFTER, BEFORE, EDGE, edge_of, shift_of
from continuo.domain.moments.moment import MomentKind
from continuo.domain.moments.reading import (
    UNIT_KINDS,
    Reading,
    Rule,
    Setting,
    Tense,
    around,
    calendar_unit,
    last_weekday,
    moved,
    rule,
    some,
    stretch,
    weekday_by_tense,
)
from continuo.domain.moments.words import (
    FUZZY_NUMBER,
    NTH,
    NUMBER,
    PART,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    number,
    unit_name,
    weekday_number,
)


def _read_relative_day(match: re.Match[str], setting: Setting) -> Reading | None:
    text = " ".join(match.group().lower().split())
    if "before yesterday" in text:
        shift = -2
    elif "after tomorrow" in text:
        shift = 2
    elif "yesterday" in text or "last" in text:
        shift = -1
    else:
        shift = 1 if re.search("tomorrow|tmr", text) else 0
    at = setting.now + shift * DAY
    part = "night" if "tonight" in text or "tonite" in text else match["part"]
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
    if shift_of(which) < 0:
        return last_weekday(setting.now, wanted)
    if shift_of(which) > 0:
        return today + ((wanted - today.weekday()) % 7 or 7) * DAY
    if which.startswith("this") and not setting.ahead:
        return of_this_week
    return weekday_by_tense(setting, wanted)


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
    """Read "two weeks ago", "a year and a half ago", "2 years 1 month ago"; "in three days", "in a week's time"."""
    sign = -1 if match["ago"] else 1
    if sign > 0 and _is_length(match, setting):
        return None
    parts = [*_COUNTED.finditer(match["parts"])]
    unit = unit_name(parts[-1]["unit"])
    if parts[0]["fuzzy"]:
        return some(3 if "couple" in parts[0]["fuzzy"].lower() else 7, unit, sign, setting.now)
    at = setting.now
    for part in parts:
        at = moved(at, sign * number(part["count"] or "0"), unit_name(part["unit"]))
    if match["half"]:
        at = moved(at, 6 * sign, "month") if unit == "year" else at + sign * (around(at, unit).until - at)
    return around(at, unit), UNIT_KINDS[unit] if unit in {"day", "weekend"} else MomentKind.ROUGH


def _is_length(match: re.Match[str], setting: Setting) -> bool:
    """Tell whether "in a day" says how long something took: the sentence looks back, or "a" is all there is."""
    words = match.group().lower()
    if "from" in words or words.endswith("time"):
        return False
    if words.endswith("later"):
        return setting.tense is not Tense.FUTURE
    vague = re.search(r"\b(?:a|an)\s+\w+$", words) is not None and "couple" not in words and "few" not in words
    return setting.tense is Tense.PAST or (vague and setting.tense is not Tense.FUTURE)


def _read_within(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "within two days" as the stretch from now; of the past it says how long something took."""
    if setting.tense is Tense.PAST:
        return None
    return stretch(setting.now, number(match["count"]), unit_name(match["unit"]), 1)


def _read_for(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "I have lived here for three years" as the time up to now; any other "for" is a length of time."""
    sentence = re.split(r"[.!?;]\s|\n", match.string[max(0, match.start() - 120) : match.start()])[-1]
    if _PERFECT.search(sentence) is None:
        return None
    since = moved(setting.now, -number(match["count"]), unit_name(match["unit"]))
    return Range(almanac.midnight(since), setting.now), MomentKind.OPEN


def _read_other(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the other day" as the last ten days, "the other week" as the last six weeks."""
    far = 42 * DAY if match["unit"].lower() == "week" else 10 * DAY
    today = almanac.midnight(setting.now)
    return Range(today - far, today), MomentKind.ROUGH


def _read_count_of_units(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the last three weeks" and "the past year": up to now, or from now."""
    groups = match.groupdict()
    fuzzy, count = groups.get("fuzzy"), groups.get("count")
    many = (3 if "couple" in fuzzy.lower() else 7) if fuzzy else number(count) if count else 1
    return stretch(setting.now, many, unit_name(match["unit"]), -1 if shift_of(match["which"]) < 0 else 1)


def _read_year_to_date(match: re.Match[str], setting: Setting) -> Reading | None:
    whole = calendar_unit(setting.now, match["unit"].lower(), 0)
    return (Range(whole[0].since, setting.now), MomentKind.RANGE) if whole else None


def _read_calendar_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    unit = unit_name(match["unit"])
    which = match["which"].lower()
    shift = _weekend_shift(setting) if which == "the" and unit == "weekend" else shift_of(which)
    found = calendar_unit(setting.now, unit, shift)
    if found is None:
        return None
    side = (match["side"] or "").lower()
    whole = edge_of(found[0], match["edge"])
    if side:
        today = almanac.midnight(setting.now)
        whole = Range(whole.since, today + DAY) if side == "earlier" else Range(today, whole.until)
    is_part_of_year = unit == "year" and whole != found[0]
    return whole, MomentKind.RANGE if is_part_of_year else found[1]


def _weekend_shift(setting: Setting) -> int:
    return 0 if setting.ahead or setting.now.weekday() >= 5 else -1


_PERFECT = re.compile(
    r"(?:\b(?:have|has|haven't|hasn't)|'ve|'s(?=\s+been\b))\s+(?!to\b|a\b|an\b|the\b|my\b|no\b|some\b)"
    r"(?:(?!\b(?:was|were|did|will|had)\b).)*$",
    re.IGNORECASE,
)
_DAY_AND_PART = rf"(?:\s+(?:in\s+the\s+)?(?P<part>{PART}))?"
_ONE_COUNT = rf"(?:(?P<fuzzy>{FUZZY_NUMBER})|(?P<count>{NUMBER}))\s*(?P<unit>{UNIT})"
_COUNTED = re.compile(_ONE_COUNT, re.IGNORECASE)
_PARTS = (
    rf"(?P<parts>(?:{FUZZY_NUMBER}\s+|{NUMBER}\s+|\d+){UNIT}"
    rf"(?:(?:,\s*|\s+and\s+|\s+)(?:\d+\s*|{NUMBER}\s+){UNIT}){{0,3}})"
)
_HALF = r"(?P<half>\s+and\s+a\s+half)?"
_DAY_WORDS = frozenset(
    ["yesterday", "today", "tomorrow", "tmrw", "tmr", "tonight", "tonite", "night", "morning", "afternoon", "evening"]
)

RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tomorrow|tmrw?|last(?=\s+night)"
        rf"|this(?=\s+(?:morning|afternoon|evening))){_DAY_AND_PART}|tonight|tonite",
        _read_relative_day,
        _DAY_WORDS,
    ),
    rule(
        rf"(?P<lead>on\s+|since\s+|by\s+|until\s+|till\s+|before\s+|after\s+|for\s+|or\s+)?"
        rf"(?P<span>(?:(?P<which>{BEFORE}|{AFTER}|this)\s+)?(?P<weekday>{WEEKDAY}){_DAY_AND_PART}"
        rf"(?:\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week)|(?P<away>\s+(?:in\s+two\s+weeks|in\s+a\s+week)))?)",
        _read_weekday,
        WEEKDAY_WORDS,
    ),
    rule(
        rf"(?<!half )(?P<span>{_PARTS}{_HALF}\s+(?P<ago>ago|back|earlier))",
        _read_ago,
        UNIT_WORDS,
        frozenset({"ago", "back", "earlier"}),
    ),
    rule(
        rf"(?P<ago>)(?P<span>in\s+(?:about\s+|around\s+)?{_PARTS}{_HALF}(?:'s?\s+time)?)",
        _read_ago,
        UNIT_WORDS,
        frozenset({"in"}),
    ),
    rule(
        rf"(?<!for )(?P<ago>)(?P<span>{_PARTS}(?P<half>)\s+(?:from\s+(?:now|today)|later))",
        _read_ago,
        UNIT_WORDS,
        frozenset({"from", "later"}),
    ),
    rule(
        rf"for\s+(?:about\s+|around\s+|over\s+|almost\s+|nearly\s+|more\s+than\s+)?(?P<count>{NUMBER})\s+"
        rf"(?P<unit>{UNIT})(?:\s+now)?(?!\s+(?:daily|every|each|a\s+(?:day|week)|per)\b)",
        _read_for,
        UNIT_WORDS,
        frozenset({"for"}),
    ),
    rule(
        rf"within\s+(?:the\s+next\s+)?(?P<count>{NUMBER})\s*(?P<unit>{UNIT})(?!\s+of\b)",
        _read_within,
        UNIT_WORDS,
        frozenset({"within"}),
    ),
    rule(
        rf"(?P<week>(?:last|this|next)\s+week)\s+(?:on\s+)?(?P<weekday>{WEEKDAY}){_DAY_AND_PART}",
        _read_day_of_week,
        WEEKDAY_WORDS,
        UNIT_WORDS,
    ),
    rule(
        r"(?:the\s+)?(?P<unit>week|weekend|month|year)\s+(?P<way>after\s+next|before\s+last)",
        _read_second_unit,
        UNIT_WORDS,
    ),
    rule(
        r"the\s+other\s+(?P<unit>day|night|evening|morning|week|weekend)",
        _read_other,
        UNIT_WORDS | _DAY_WORDS,
        frozenset({"other"}),
    ),
    rule(
        rf"(?P<which>{BEFORE}|{AFTER})\s+(?:(?P<fuzzy>couple(?:\s+of)?|few|several)|(?P<count>{NUMBER}))\s+"
        rf"(?P<unit>{UNIT})",
        _read_count_of_units,
        UNIT_WORDS,
    ),
    # "The one last week" is no count: of several there is a plural.
    rule(
        rf"(?P<count>{NUMBER})\s+(?P<which>{BEFORE}|{AFTER})\s+(?P<unit>{UNIT}(?<=s))",
        _read_count_of_units,
        UNIT_WORDS,
    ),
    rule(
        rf"(?P<span>(?:(?P<side>earlier|later)\s+)?{EDGE}(?P<which>last|previous|next|this|coming|upcoming"
        rf"|this\s+past|this\s+coming)\s+(?P<unit>week|weekend|month|quarter|year|decade))",
        _read_calendar_unit,
        UNIT_WORDS,
    ),
    rule(
        r"(?P<span>(?P<side>earlier|later)\s+(?P<edge>)(?:in|on|during)\s+(?P<which>the)\s+"
        r"(?P<unit>day|week|weekend|month|quarter|year))",
        _read_calendar_unit,
        UNIT_WORDS,
        frozenset({"earlier", "later"}),
    ),
    rule(
        r"(?:over|during|on|for|at)\s+(?P<span>(?P<edge>)(?P<side>)(?P<which>the)\s+(?P<unit>weekend))",
        _read_calendar_unit,
        UNIT_WORDS,
    ),
    # The whole of which a part is told: "the end of the month", "the first Monday of the month".
    rule(
        rf"(?:beginning|start|middle|end|{NTH}\s+(?:{NUMBER}\s+)?(?:days?|weeks?|months?|quarter|half|[a-z]+day))"
        r"\s+of\s+(?:the\s+)?"
        r"(?P<span>(?P<edge>)(?P<side>)(?P<which>)(?P<unit>week|month|quarter|year))",
        _read_calendar_unit,
        UNIT_WORDS,
    ),
    rule(r"(?P<which>past|last|next|coming)\s+(?P<unit>hour|minute|fortnight)", _read_count_of_units, UNIT_WORDS),
    rule(r"(?P<which>past)\s+(?P<unit>week|month|year|decade)", _read_count_of_units, UNIT_WORDS),
    rule(
        r"(?:the\s+)?(?P<span>(?P<unit>week|month|quarter|year)[\s-]to[\s-]date)",
        _read_year_to_date,
        frozenset({"date"}),
    ),
)
"""Times reckoned from the moment of speaking, in English."""
