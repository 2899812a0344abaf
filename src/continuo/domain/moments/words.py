"""The English words of time, as fragments of regular expressions and as numbers."""

from __future__ import annotations

import re

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAY_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
"""Monday is 0."""

_ONE_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WHOLE_TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}
NUMBER_WORDS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_ONE_TO_TWENTY.split(), start=1)}, **_TENS}

_FIRST_TO_NINTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENTH_TO_TWENTIETH = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINAL_WORDS = {
    word: value
    for value, word in enumerate(
        (
            *_FIRST_TO_NINTH,
            *_TENTH_TO_TWENTIETH.split(),
            *(f"twenty {word}" for word in _FIRST_TO_NINTH),
            "thirtieth",
            "thirty first",
        ),
        start=1,
    )
}

DECADE_WORDS = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH = rf"(?:{_either(MONTH_NUMBERS)})"
WEEKDAY = rf"(?:{_either(WEEKDAY_NUMBERS)})"
NUMBER = rf"(?:\d{{1,4}}|{_either(NUMBER_WORDS)})"
FUZZY_NUMBER = r"(?:(?:a\s+)?couple(?:\s+of)?|(?:a\s+|the\s+)?few|several)"
YEAR = r"(?:19|20|21)\d\d"
_ONE = "|".join(_ONE_TO_TWENTY.split()[:9])
_TEEN = "|".join(_ONE_TO_TWENTY.split()[9:19])
_TY = "|".join(_WHOLE_TENS)
_BELOW_HUNDRED = rf"(?:{_TEEN}|(?:{_TY})(?:[\s-]+(?:{_ONE}))?)"
SPELLED_YEAR = (
    rf"(?:(?:nineteen|twenty)[\s-]+(?:{_BELOW_HUNDRED}|oh?[\s-]+(?:{_ONE}))"
    rf"|two[\s-]+thousand(?:\s+(?:and\s+)?(?:{_BELOW_HUNDRED}|{_ONE}))?)"
)
"""A year as it is spoken: "nineteen ninety six", "two thousand and four"."""

SHORT_YEAR = r"(?:'\d\d|(?<=of )[3-9]\d)"
ANY_YEAR = rf"(?:{YEAR}|{SPELLED_YEAR}|{SHORT_YEAR})"
DAY_NUMBER = rf"(?:(?:[0-2]?[1-9]|10|20|3[01])(?:\s?(?:st|nd|rd|th))?|{_either(ORDINAL_WORDS)})".replace(" ", r"[\s-]")
UNIT = (
    r"(?:minutes?|mins?|hours?|hrs?|h|days?|nights?|weekends?|weeks?|wks?|fortnights?|months?|quarters?|years?|yrs?"
    r"|decades?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night)"
HOLIDAY = (
    r"(?:new\s+year'?s\s+(?:eve|day)|new\s+year(?:'?s)?|valentine'?s(?:\s+day)?|st\.?\s+patrick'?s\s+day"
    r"|april\s+fool(?:s|'s\s+day)|independence\s+day|halloween|christmas(?:\s+(?:eve|day))?|xmas|boxing\s+day"
    r"|mother'?s\s+day|father'?s\s+day|labou?r\s+day|thanksgiving(?:\s+day)?"
    r"|good\s+friday|black\s+friday|easter(?:\s+(?:sunday|monday))?)"
)
# A name before these words is part of a thing, not a time: "a Christmas tree".
THING_AFTER_HOLIDAY = (
    r"(?!\s*[-']?\s*(?:tree|cake|card|song|movie|film|gift|present|decoration|light|sweater|jumper|costume|cookie"
    r"|carol|stocking|ornament|special|egg|bunny|basket|island|story|album|market|recipe|resolution))"
)


NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{_either(ORDINAL_WORDS)}|last)".replace(" ", r"[\s-]")

MONTH_WORDS = frozenset(MONTH_NUMBERS)
WEEKDAY_WORDS = frozenset(WEEKDAY_NUMBERS)
UNIT_WORDS = frozenset(
    [
        "minute",
        "minutes",
        "min",
        "mins",
        "hour",
        "hours",
        "hr",
        "hrs",
        "h",
        "day",
        "days",
        "night",
        "nights",
        "weekend",
        "weekends",
        "week",
        "weeks",
        "wk",
        "wks",
        "fortnight",
        "fortnights",
        "month",
        "months",
        "quarter",
        "quarters",
        "year",
        "years",
        "yr",
        "yrs",
        "decade",
        "decades",
    ]
)
SEASON_WORDS = frozenset(["spring", "summer", "autumn", "fall", "winter"])
DECADE_NAMES = frozenset(DECADE_WORDS)
HOLIDAY_WORDS = frozenset(
    [
        "year",
        "years",
        "valentine",
        "valentines",
        "patrick",
        "fools",
        "fool",
        "independence",
        "halloween",
        "christmas",
        "xmas",
        "boxing",
        "mother",
        "mothers",
        "father",
        "fathers",
        "labor",
        "labour",
        "thanksgiving",
        "friday",
        "easter",
    ]
)
SPELLED_YEAR_WORDS = frozenset({"nineteen", "twenty", "thousand"})
"""Words as they stand in a text, in lower case, without which the patterns above cannot match."""


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month, abbreviated or not."""
    return MONTH_NUMBERS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """Return 0, Monday, to 6 for the name of a weekday, abbreviated or not."""
    return WEEKDAY_NUMBERS[word.lower().rstrip(".")]


def number(word: str) -> int:
    """Return the value of a number in digits or in one word."""
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]


def day_number(word: str) -> int:
    """Return the day of the month that a cardinal or ordinal stands for."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else ORDINAL_WORDS[re.sub(r"[\s-]+", " ", word.lower())]


def unit_name(word: str) -> str:
    """Return the singular of a unit of time, written out; a night counts as a day."""
    singular = word.lower().rstrip("s")
    return {"min": "minute", "hr": "hour", "h": "hour", "wk": "week", "yr": "year", "night": "day"}.get(
        singular, singular
    )


def holiday_name(words: str) -> str:
    """Return a holiday as the almanac writes it."""
    plain = re.sub(r"\s+", " ", words.lower()).replace(".", "")
    return re.sub(r"^(new year|valentine|mother|father)s\b", r"\1's", plain)


def year_number(words: str) -> int:
    """Return the year that digits or spoken words stand for; two digits from 30 on are of the last century."""
    digits = words.lstrip("'")
    if digits.isdigit():
        return int(digits) if len(digits) > 2 else int(digits) + (1900 if int(digits) >= 30 else 2000)
    parts = re.split(r"[\s-]+", words.lower())
    rest = sum(_spoken_value(word) for word in parts[1:] if word not in {"thousand", "and", "o", "oh"})
    return (2000 if parts[1:2] == ["thousand"] else 100 * _spoken_value(parts[0])) + rest


def _spoken_value(word: str) -> int:
    return _WHOLE_TENS.get(word) or NUMBER_WORDS[word]
