"""Rules for times named by the English calendar: dates, months, quarters, years, decades, seasons, holidays."""

from __future__ import annotations

import re

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.fragments import EDGE, LEAD, OF_YEAR, WHICH, edge_of, which_year, year_of
from continuo.domain.moments.moment import MomentKind
from continuo.domain.moments.reading import DIGIT, Reading, Rule, Setting, nearest_year, rule
from continuo.domain.moments.words import (
    DAY_NUMBER,
    DECADE_NAMES,
    DECADE_WORDS,
    HOLIDAY,
    HOLIDAY_WORDS,
    MONTH,
    MONTH_WORDS,
    ORDINAL_WORDS,
    SEASON,
    SEASON_WORDS,
    SPELLED_YEAR,
    SPELLED_YEAR_WORDS,
    THING_AFTER_HOLIDAY,
    UNIT,
    WEEKDAY,
    WEEKDAY_WORDS,
    YEAR,
    day_number,
    holiday_name,
    month_number,
    weekday_number,
    year_number,
)


def _read_date(match: re.Match[str], setting: Setting) -> Reading | None:
    month, first = month_number(match["month"]), day_number(match["day"])
    if _is_plain_word(match) and not (match["year"] or match["lead"] or not match["day"].isdigit()):
        return None
    groups = match.groupdict()
    last = day_number(groups["last"]) if groups.get("last") else first

    def reckon(year: int) -> Range | None:
        begin, end = (almanac.date(setting.now, year, month, d) for d in (first, last))
        return Range(begin.since, end.until) if begin and end and begin.since <= end.since else None

    found = reckon(said) if (said := year_of(match, setting)) else nearest_year(setting, reckon)
    return (found, MomentKind.DAY if first == last else MomentKind.RANGE) if found else None


def _is_plain_word(match: re.Match[str]) -> bool:
    """Tell whether the month could be an ordinary word: "may", "march", "mar", "dec" without a capital."""
    return match["month"].lower() in {"may", "march", "mar", "jan", "dec"} and match["month"].islower()


def _read_month(match: re.Match[str], setting: Setting) -> Reading | None:
    word, which = match["month"], match["which"]
    number_of_month = month_number(word)
    named = year_of(match, setting) or match["lead"] or which or match["edge"]
    if not named and (word.islower() or word.lower() in {"may", "march", "april", "june", "august"} or len(word) < 4):
        return None
    # "this may take a while", "this march was long": a verb or a walk unless it is written as a name.
    if which and which.lower() == "this" and word.islower() and word in {"may", "march"}:
        return None

    def reckon(year: int) -> Range | None:
        return edge_of(almanac.month(setting.now, year, number_of_month), match["edge"])

    found = reckon(said) if (said := year_of(match, setting)) else which_year(setting, which, reckon)
    return (found, MomentKind.MONTH) if found else None


def _read_year(match: re.Match[str], setting: Setting) -> Reading | None:
    return almanac.year(setting.now, year_number(match["year"])), MomentKind.YEAR


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
    said = year_of(match, setting)
    found = reckon(said - (last < first)) if said else nearest_year(setting, reckon)
    return (found, MomentKind.RANGE) if found else None


def _read_weekday_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "Friday the 26th": the nearest month in which both agree."""
    now, wanted, day = setting.now, weekday_number(match["weekday"]), day_number(match["day"])
    months = range(-12, 13)
    around = (almanac.add_months(now.replace(day=1), shift) for shift in months)
    days = [almanac.date(now, at.year, at.month, day) for at in around]
    agreeing = [d for d in days if d and d.since.weekday() == wanted]
    ahead = [d for d in agreeing if d.until > now]
    behind = [d for d in agreeing if d.since <= now]
    found = ahead[:1] if setting.ahead or not behind else behind[-1:]
    return (found[0], MomentKind.DAY) if found else None


def _read_day_of_month(match: re.Match[str], setting: Setting) -> Reading | None:
    now, day = setting.now, int(match["day"])
    for shift in range(3):
        there = almanac.add_months(now.replace(day=1), shift if setting.ahead else -shift)
        found = almanac.date(now, there.year, there.month, day)
        if found and (found.until > now if setting.ahead else found.since <= now):
            return found, MomentKind.DAY
    return None


def _read_quarter(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read Q2 2025, 2025-Q2 and 2019 H2."""
    name = (match["quarter"] or match["quarter_last"]).lower()
    length = 3 if name.startswith("q") else 6
    first = length * (int(name[1]) - 1) + 1
    year = int(match["year"] or match["year_first"])
    return almanac.months(setting.now, year, first, length), MomentKind.RANGE


def _read_decade(match: re.Match[str], setting: Setting) -> Reading | None:
    if match["word"]:
        since = 1900 + DECADE_WORDS[match["word"].lower()]
    else:
        digits = int(match["decade"])
        since = digits if digits > 99 else (1900 if digits >= 30 else 2000) + digits
    return almanac.months(setting.now, since, 1, 120), MomentKind.RANGE


def _read_century(match: re.Match[str], setting: Setting) -> Reading | None:
    number = day_number(match["nth"])
    return almanac.months(setting.now, 100 * (number - 1), 1, 1200), MomentKind.RANGE


# "Week 3" is more often the third of a course, a plan or a release than of the year.
_LAST_WEEK_OF_A_PLAN = 12


def _read_week_number(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "week 23" of this year or of the one said, as ISO 8601 counts weeks."""
    now, number = setting.now, int(match["number"])
    if number <= _LAST_WEEK_OF_A_PLAN and not match["year"]:
        return None
    fourth = almanac.date(now, int(match["year"] or now.year), 1, 4)
    assert fourth is not None, match["year"]
    if not 1 <= number <= 53:
        return None
    return almanac.week(fourth.since + (number - 1) * WEEK), MomentKind.WEEK


def _read_season(match: re.Match[str], setting: Setting) -> Reading | None:
    name, which = match["season"].lower(), match["which"]
    led = match.start("span") > match.start()
    # "In the fall" is as often a tumble; "summer" alone is mostly a kind of weather.
    if not (year_of(match, setting) or which) and (name == "fall" or not led):
        return None

    def reckon(year: int) -> Range | None:
        return edge_of(almanac.season(setting.now, year, name), match["edge"])

    found = reckon(said) if (said := year_of(match, setting)) else which_year(setting, which, reckon)
    return (found, MomentKind.SEASON) if found else None


def _read_holiday(match: re.Match[str], setting: Setting) -> Reading | None:
    name = holiday_name(match["holiday"])

    def reckon(year: int) -> Range | None:
        found = almanac.holiday(setting.now, year, name)
        if found is None or not (match["weekend"] is not None or name in {"christmas", "xmas"}):
            return found
        return _weekend_about(found) if match["weekend"] is not None else Range(found.since - DAY, found.until + DAY)

    found = reckon(said) if (said := year_of(match, setting)) else which_year(setting, match["which"], reckon)
    return (found, MomentKind.DAY) if found else None


def _weekend_about(day: Range) -> Range:
    """Return the weekend that a holiday belongs to, a Monday or Friday included."""
    saturday = almanac.weekend(day.since - DAY if day.since.weekday() == 0 else day.since)
    return Range(min(saturday.since, day.since), max(saturday.until, day.until))


# The point of an abbreviation, not the one that ends a sentence.
_POINT = r"(?:\.(?=\s*[\d,]))?"
# Measures after a number say that it counts something: "in 2000 words", "March 5 miles".
_NOT_COUNTING = (
    r"(?!\s*(?:%|percent|words?|people|persons?|steps?|dollars?|euros?|pounds?|miles?|kms?|kilometers?|meters?"
    r"|metres?|feet|users?|rows?|items?|lines?|times|tokens?|calories|mg|ml|points?|hours?|minutes?|degrees|am\b|pm\b"
    r"|[$€£]|[.,:]\d))"
)
_ON = r"(?P<lead>(?:on|by|until|till|since|before|after|from)\s+(?:the\s+)?)?"
_WEEKDAY_FIRST = rf"(?:{WEEKDAY}\.?,?\s+(?:the\s+)?)?"
_TO = r"(?:-|–|~|to|through|thru|until|till|and)"
_TO_DAY = rf"(?:\s*{_TO}\s*(?:the\s+)?(?P<last>{DAY_NUMBER}))?"
_YEAR_LEAD = r"(?:in|since|until|till|by|before|after|during|from|of|around|between|than|year|late|early|mid)[\s-]+"
# A day of the month alone counts where nothing follows that it could number: "on the 3rd attempt".
_NOTHING_NUMBERED = (
    r"(?=\s*(?:[,.;!?)-]|$|(?:at|and|or|with|for|from|so|we|i|you|he|she|they|it|because|but|to|until|there)\b))"
)

_YEARS = frozenset({DIGIT}) | SPELLED_YEAR_WORDS
_DIGITS = frozenset({DIGIT})
_NUMBERS = _DIGITS | frozenset(" ".join(ORDINAL_WORDS).split())

RULES: tuple[Rule, ...] = (
    rule(
        rf"{_ON}(?P<span>{_WEEKDAY_FIRST}(?P<month>{MONTH}){_POINT}(?:\s+(?:the\s+)?|(?=\d))(?P<day>{DAY_NUMBER})"
        rf"{_TO_DAY}{_NOT_COUNTING}{OF_YEAR})",
        _read_date,
        MONTH_WORDS,
        _NUMBERS,
    ),
    rule(
        rf"{_ON}(?P<span>{_WEEKDAY_FIRST}(?P<day>{DAY_NUMBER}){_TO_DAY}[\s-]+(?:(?:day\s+)?of\s+)?(?P<month>{MONTH})"
        rf"{_POINT}{OF_YEAR})",
        _read_date,
        MONTH_WORDS,
        _NUMBERS,
    ),
    rule(rf"{LEAD}(?P<span>{EDGE}{WHICH}(?P<month>{MONTH}){_POINT}{OF_YEAR})(?!\s+\d)", _read_month, MONTH_WORDS),
    rule(
        rf"(?:(?:from|between)\s+)?(?P<span>(?P<first>{YEAR})\s*(?:{_TO}|—)\s*(?P<last>{YEAR}))(?![-/]\d)",
        _read_years,
        _DIGITS,
    ),
    rule(
        rf"(?:from|between)\s+(?P<span>(?P<first>{MONTH}){_POINT}\s*{_TO}\s*(?P<last>{MONTH}){_POINT}{OF_YEAR})",
        _read_months,
        MONTH_WORDS,
    ),
    rule(
        rf"(?P<span>(?P<first>{MONTH}){_POINT}\s*[-–~]\s*(?P<last>{MONTH}){_POINT}(?:,?\s+(?P<year>{YEAR})(?P<near_year>)))",
        _read_months,
        MONTH_WORDS,
        _DIGITS,
    ),
    rule(
        rf"(?:on|by|since|until|till|before|after)\s+(?:the\s+)?(?P<span>(?P<day>[0-3]?\d)"
        rf"(?:(?:st|nd|rd|th){_NOTHING_NUMBERED}|(?<=the \d\d)(?=\s+(?:at|from)\s+\d)))",
        _read_day_of_month,
        _DIGITS,
    ),
    rule(
        rf"(?P<span>(?P<weekday>{WEEKDAY})\s+(?:the\s+)?(?P<day>{DAY_NUMBER}))(?!\s*(?:[ap]\.?m\b|o'?clock|{UNIT}\b|:|/|-|\d))"
        rf"{_NOT_COUNTING}(?!\s+(?:of\s+)?{MONTH}\b)",
        _read_weekday_of_month,
        WEEKDAY_WORDS,
        _NUMBERS,
    ),
    rule(
        rf"{_YEAR_LEAD}(?:the\s+year\s+)?(?P<span>(?P<year>{YEAR}|{SPELLED_YEAR})){_NOT_COUNTING}", _read_year, _YEARS
    ),
    # A year without a lead counts where a verb makes it a subject.
    rule(rf"(?P<span>(?P<year>{YEAR}))(?=\s+(?:was|is|will|has|had)\b)", _read_year, _DIGITS),
    rule(
        rf"(?P<quarter>[qh][1-4])(?:\s+(?:of\s+)?|[/-])(?P<year>{YEAR})"
        rf"|(?P<year_first>{YEAR})[\s-](?P<quarter_last>[qh][1-4])",
        _read_quarter,
        _DIGITS,
    ),
    rule(
        r"(?:the\s+(?:(?:early|mid|late)[\s-]+)?'?|(?=(?:19|20)\d0s))(?P<span>(?P<decade>(?:19|20)\d0|[3-9]0)'?s"
        rf"|(?P<word>{'|'.join(DECADE_WORDS)}))",
        _read_decade,
        DECADE_NAMES | _DIGITS,
    ),
    rule(
        rf"(?P<span>(?P<nth>1\d(?:th)|2[01]st|20th|{'|'.join(ORDINAL_WORDS)})[\s-]+century)",
        _read_century,
        frozenset({"century"}),
    ),
    rule(
        rf"(?:the\s+)?(?P<span>week\s+(?P<number>\d\d?)(?:,?\s+(?:of|in)\s+(?P<year>{YEAR}))?){_NOT_COUNTING}",
        _read_week_number,
        frozenset({"week"}),
        _DIGITS,
    ),
    rule(
        rf"(?:(?:in|during|over|since|until|till|by|before|after|for)\s+(?:the\s+)?)?"
        rf"(?P<span>{EDGE}{WHICH}(?P<season>{SEASON}){OF_YEAR})",
        _read_season,
        SEASON_WORDS,
    ),
    rule(
        rf"(?P<span>{WHICH}(?P<holiday>{HOLIDAY})(?P<weekend>\s+weekend|(?=\s+{YEAR}\s+weekend))?{OF_YEAR}"
        rf"(?:\s+weekend)?){THING_AFTER_HOLIDAY}",
        _read_holiday,
        HOLIDAY_WORDS,
    ),
)
