"""Rules for times named by the calendar: dates, months, quarters, years, decades, seasons, holidays."""

from __future__ import annotations

import re

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, Range
from continuo.domain.moments.reading import (
    EDGE,
    LEAD,
    OF_YEAR,
    WHICH,
    MomentKind,
    Reading,
    Rule,
    Setting,
    edge_of,
    nearest_year,
    rule,
    which_year,
)
from continuo.domain.moments.words import (
    DAY_NUMBER,
    DECADE_WORDS,
    HOLIDAY,
    MONTH,
    SEASON,
    THING_AFTER_HOLIDAY,
    WEEKDAY,
    YEAR,
    day_number,
    holiday_name,
    month_number,
)


def _read_numbered_date(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read 2021-05-07, 5/7/2021 (month first unless it cannot be) and 7.5.2021 (day first)."""
    if match["iso_year"]:
        parts = int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])
    else:
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        day_first = match["mark"] == "." or first > 12
        parts = (year, second, first) if day_first else (year, first, second)
    if not almanac.FIRST_YEAR <= parts[0] <= almanac.LAST_YEAR:
        return None
    found = almanac.date(setting.now, *parts)
    return (found, MomentKind.DAY) if found else None


def _read_date(match: re.Match[str], setting: Setting) -> Reading | None:
    month, first = month_number(match["month"]), day_number(match["day"])
    if _is_plain_word(match) and not (match["year"] or match["lead"] or not match["day"].isdigit()):
        return None
    groups = match.groupdict()
    last = day_number(groups["last"]) if groups.get("last") else first

    def reckon(year: int) -> Range | None:
        begin, end = (almanac.date(setting.now, year, month, d) for d in (first, last))
        return Range(begin.since, end.until) if begin and end and begin.since <= end.since else None

    found = reckon(int(match["year"])) if match["year"] else nearest_year(setting, reckon)
    return (found, MomentKind.DAY if first == last else MomentKind.RANGE) if found else None


def _is_plain_word(match: re.Match[str]) -> bool:
    """Tell whether the month could be an ordinary word: "may", "march", "mar", "dec" without a capital."""
    return match["month"].lower() in {"may", "march", "mar", "jan", "dec"} and match["month"].islower()


def _read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    word, which = match["month"], match["which"]
    number_of_month = month_number(word)
    named = match["year"] or match["lead"] or which or match["edge"]
    if not named and (word.islower() or word.lower() in {"may", "march", "april", "june", "august"} or len(word) < 4):
        return None
    # "this may take a while", "this march was long": a verb or a walk unless it is written as a name.
    if which and which.lower() == "this" and word.islower() and word in {"may", "march"}:
        return None

    def reckon(year: int) -> Range | None:
        return edge_of(almanac.month(setting.now, year, number_of_month), match["edge"])

    found = reckon(int(match["year"])) if match["year"] else which_year(setting, which, reckon)
    return (found, MomentKind.MONTH) if found else None


def _read_year(match: re.Match[str], setting: Setting) -> Reading | None:
    return almanac.year(setting.now, int(match["year"])), MomentKind.YEAR


def _read_years(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last = int(match["first"]), int(match["last"])
    if first > last:
        return None
    return Range(almanac.year(setting.now, first).since, almanac.year(setting.now, last).until), MomentKind.RANGE


def _read_months(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last = month_number(match["first"]), month_number(match["last"])
    if match["first"].islower() and match["first"] in {"may", "march", "mar"}:
        return None
    count = (last - first) % 12 + 1

    def reckon(year: int) -> Range | None:
        return almanac.months(setting.now, year, first, count)

    # The year that is said is the one of the last month: "from November to March 2019".
    found = reckon(int(match["year"]) - (last < first)) if match["year"] else nearest_year(setting, reckon)
    return (found, MomentKind.RANGE) if found else None


def _read_week_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read the nth stretch of seven days, or the last seven days, of a month."""
    month, word = month_number(match["month"]), match["nth"].lower()

    def reckon(year: int) -> Range | None:
        whole = almanac.month(setting.now, year, month)
        if word == "last":
            return Range(whole.until - 7 * DAY, whole.until)
        since = whole.since + 7 * (day_number(word) - 1) * DAY
        return Range(since, since + 7 * DAY)

    found = reckon(int(match["year"])) if match["year"] else nearest_year(setting, reckon)
    return (found, MomentKind.WEEK) if found else None


def _read_short_date(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read 12/25 and 25/12: the month first unless it cannot be."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (second, first) if first > 12 else (first, second)
    found = nearest_year(setting, lambda year: almanac.date(setting.now, year, month, day))
    return (found, MomentKind.DAY) if found else None


def _read_day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    now, day = setting.now, int(match["day"])
    for shift in range(3):
        there = almanac.add_months(now.replace(day=1), shift if setting.ahead else -shift)
        found = almanac.date(now, there.year, there.month, day)
        if found and (found.until > now if setting.ahead else found.since <= now):
            return found, MomentKind.DAY
    return None


def _read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    year = int(match["year"] or match["year_first"])
    return almanac.months(
        setting.now, year, 3 * int(match["quarter"] or match["quarter_last"]) - 2, 3
    ), MomentKind.RANGE


def _read_decade(match: re.Match[str], setting: Setting) -> Reading | None:
    if match["word"]:
        since = 1900 + DECADE_WORDS[match["word"].lower()]
    else:
        digits = int(match["decade"])
        since = digits if digits > 99 else (1900 if digits >= 30 else 2000) + digits
    return almanac.months(setting.now, since, 1, 120), MomentKind.RANGE


def _read_season(match: re.Match[str], setting: Setting) -> Reading | None:
    name, which = match["season"].lower(), match["which"]
    led = match.start("span") > match.start()
    # "In the fall" is as often a tumble; "summer" alone is mostly a kind of weather.
    if not (match["year"] or which) and (name == "fall" or not led):
        return None

    def reckon(year: int) -> Range | None:
        return edge_of(almanac.season(setting.now, year, name), match["edge"])

    found = reckon(int(match["year"])) if match["year"] else which_year(setting, which, reckon)
    return (found, MomentKind.SEASON) if found else None


def _read_holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    name = holiday_name(match["holiday"])

    def reckon(year: int) -> Range | None:
        found = almanac.holiday(setting.now, year, name)
        if found is None or name not in {"christmas", "xmas"}:
            return found
        return Range(found.since - DAY, found.until + DAY)

    found = reckon(int(match["year"])) if match["year"] else which_year(setting, match["which"], reckon)
    return (found, MomentKind.DAY) if found else None


# The point of an abbreviation, not the one that ends a sentence.
_POINT = r"(?:\.(?=\s*[\d,]))?"
# Measures after a number say that it counts something: "in 2000 words", "March 5 miles".
_NOT_COUNTING = (
    r"(?!\s*(?:%|percent|words?|people|persons?|steps?|dollars?|euros?|pounds?|miles?|kms?|kilometers?|meters?"
    r"|metres?"
    r"|feet|users?|rows?|items?|lines?|times|tokens?|calories|mg|ml|points?|hours?|minutes?|degrees|am\b|pm\b|[$€£]"
    r"|[.,:]\d))"
)
_ON = r"(?P<lead>(?:on|by|until|till|since|before|after|from)\s+(?:the\s+)?)?"
_WEEKDAY_FIRST = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?"
_TO_DAY = rf"(?:\s*(?:-|–|to|through|until|till|and)\s*(?:the\s+)?(?P<last>{DAY_NUMBER}))?"
_YEAR_LEAD = r"(?:in|since|until|till|by|before|after|during|from|of|around|between|year|late|early|mid)[\s-]+"

RULES: tuple[Rule, ...] = (
    rule(
        r"(?P<span>(?P<iso_year>\d{4})(?P<iso_mark>[-/.])(?P<iso_month>\d{1,2})(?P=iso_mark)(?P<iso_day>\d{1,2})"
        r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}))"
        r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?",
        _read_numbered_date,
    ),
    rule(
        rf"{_ON}(?P<span>{_WEEKDAY_FIRST}(?P<month>{MONTH}){_POINT}\s+(?:the\s+)?(?P<day>{DAY_NUMBER}){_TO_DAY}"
        rf"{_NOT_COUNTING}{OF_YEAR})",
        _read_date,
    ),
    rule(
        rf"{_ON}(?P<span>{_WEEKDAY_FIRST}(?P<day>{DAY_NUMBER}){_TO_DAY}[\s-]+"
        rf"(?:of\s+)?(?P<month>{MONTH}){_POINT}{OF_YEAR})",
        _read_date,
    ),
    rule(rf"{LEAD}(?P<span>{EDGE}{WHICH}(?P<month>{MONTH}){_POINT}{OF_YEAR})(?!\s+\d)", _read_month),
    rule(
        rf"(?:(?:from|between)\s+)?(?P<span>(?P<first>{YEAR})\s*(?:-|–|to|and|through|until|till)\s*(?P<last>{YEAR}))",
        _read_years,
    ),
    rule(
        rf"(?:from|between)\s+(?P<span>(?P<first>{MONTH}){_POINT}\s*(?:-|–|to|and|through|until|till)\s*"
        rf"(?P<last>{MONTH}){_POINT}{OF_YEAR})",
        _read_months,
    ),
    rule(
        rf"(?:the\s+)?(?P<span>(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?:full\s+)?week\s+(?:of"
        rf"|in)\s+"
        rf"(?P<month>{MONTH}){_POINT}{OF_YEAR})",
        _read_week_of_month,
    ),
    rule(
        rf"(?:on|by|until|till|since|before|after|from"
        rf"|{WEEKDAY},?)\s+(?P<span>(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}}))(?![/.,]?\d)",
        _read_short_date,
    ),
    rule(
        r"on\s+the\s+(?P<span>(?P<day>[0-3]?\d)(?:st|nd|rd|th))(?=\s*(?:[,.;!?)]|$|(?:at|and|or|with|for|so|we|i"
        r"|but)\b))",
        _read_day_of_month,
    ),
    rule(rf"{_YEAR_LEAD}(?:the\s+year\s+)?(?P<span>(?P<year>{YEAR})){_NOT_COUNTING}", _read_year),
    rule(
        rf"q(?P<quarter>[1-4])(?:\s+(?:of\s+)?|[/-])(?P<year>{YEAR})"
        rf"|(?P<year_first>{YEAR})[\s-]q(?P<quarter_last>[1-4])",
        _read_quarter,
    ),
    rule(
        rf"(?:the\s+(?:(?:early|mid|late)[\s-]+)?'?|(?=(?:19|20)\d0s))(?P<span>(?P<decade>(?:19|20)\d0|[3-9]0)'?s"
        rf"|(?P<word>{'|'.join(DECADE_WORDS)}))",
        _read_decade,
    ),
    rule(
        rf"(?:(?:in|during|over|since|until|till|by|before|after"
        rf"|for)\s+(?:the\s+)?)?(?P<span>{EDGE}{WHICH}(?P<season>{SEASON}){OF_YEAR})",
        _read_season,
    ),
    rule(rf"(?P<span>{WHICH}(?P<holiday>{HOLIDAY}){OF_YEAR}){THING_AFTER_HOLIDAY}", _read_holiday),
)
