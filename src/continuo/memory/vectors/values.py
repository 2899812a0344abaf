"""The values that a text gives to what it speaks of: "my budget is $35" gives money to *budget*.

Two statements about one thing are rivals if each gives it a value of one kind and the values differ. No grammar is
needed for that: a number, a time or a date belongs to the few words that stand next to it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from continuo.memory.vectors.stop_words import STOP_WORDS

REACH = 3
"""A value belongs to so many words before it and as many after it, words that every sentence has left out."""

MOST = 60
"""Pairs of kind and word of one text: a table of numbers says nothing of any one of them."""

_ONES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PLACES = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = {
    **{word: str(n) for n, word in enumerate(f"{_ONES} eighteen nineteen".split(), 2)},
    **{word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)},
    **{word: str(n) for n, word in enumerate(_PLACES.split(), 3)},
    **{"single": "1", "couple": "2", "dozen": "12"},
}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_OFTEN = {"daily": "1 day", "weekly": "1 week", "fortnightly": "2 week", "monthly": "1 month", "yearly": "1 year"}
_SPANS = {"second", "minute", "hour", "day", "night", "week", "month", "year", "min", "hr", "sec"}
_MONEY = {"dollar", "euro", "pound", "buck", "usd", "eur", "gbp", "franc", "yen"}

_TOKEN = re.compile(
    r"(?P<number>(?P<sign>[$€£¥])?\s?\d[\d,]*(?:[.:/]\d+)*(?:\s?[-–]\s?\d[\d,]*(?:[.:/]\d+)?)?)"
    r"(?:\s?(?P<unit>%|percent\b|[ap]\.?m\b\.?|k\b|ms\b)|(?:st|nd|rd|th)\b)?"
    r"|(?P<often>every\s+(?:(?P<step>other|second|two|three|four|\d+)\s+)?(?P<period>day|week|month|year|night|morning|evening"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b)"
    r"|(?P<times>(?:once|twice|(?P<count>\w+)\s+times)\s+(?:a|per|each|every)\s+(?P<per>day|week|month|year)\b)"
    r"|(?P<single>(?:an?|one)\s+(?P<span>second|minute|hour|day|night|week|month|year)\b)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W_]+)*)|(?P<end>[.!?;\n])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d")

_WANTED = {
    "count": r"how\s+(?:many|much|old|often)|number\s+of|counts?|scores?|total",
    "money": r"how\s+much|budgets?|costs?|prices?|salary|fees?|rent|earn(?:ed)?|pay|paid|spen[dt]|amount",
    "share": r"how\s+(?:many|much|high)|percent(?:age)?|rate|share|accuracy",
    "span": r"how\s+(?:long|old|much\s+time|many\s+(?:seconds|minutes|hours|days|nights|weeks|months|years))|duration",
    "clock": r"what\s+(?:time|hour)|when",
    "date": r"(?:what|which)\s+(?:date|day)|when|deadlines?|due|dates?",
    "weekday": r"(?:what|which)\s+(?:week)?days?|when",
    "often": r"how\s+(?:often|frequently|many\s+times)",
}
_ASKS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WANTED.items()}

KINDS = tuple(_WANTED)
"""The kinds of value that are told apart."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word that may stand for what is spoken of, or a value of some kind."""

    text: str
    kind: str = ""


def stated(text: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return the values that a text gives to the words it uses, by kind of value and word in lower case.

    >>> stated("My budget is $35.")
    {('money', 'budget'): frozenset({'35'})}
    """
    found: dict[tuple[str, str], set[str]] = {}
    for sentence in _sentences(text):
        for place, token in enumerate(sentence):
            if token.kind:
                for word in _words_beside(sentence, place):
                    found.setdefault((token.kind, word), set()).add(token.text)
    return {key: frozenset(values) for key, values in list(found.items())[:MOST]}


def asked(text: str) -> tuple[str, ...]:
    """Return the kinds of value that a question asks for; all of them where its words do not tell."""
    return tuple(kind for kind, pattern in _ASKS.items() if pattern.search(text)) or KINDS


def _words_beside(sentence: Sequence[_Token], place: int) -> list[str]:
    before = [t.text for t in sentence[:place] if not t.kind]
    after = [t.text for t in sentence[place + 1 :] if not t.kind]
    return before[-REACH:] + after[:REACH]


def _sentences(text: str) -> Iterator[list[_Token]]:
    sentence: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if match["end"]:
            yield _joined(sentence)
            sentence = []
        elif (token := _token(match)) is not None:
            sentence.append(token)
    yield _joined(sentence)


def _token(match: re.Match[str]) -> _Token | None:
    if match["number"]:
        return _number(match)
    if match["often"]:
        step = (match["step"] or "1").lower()
        steps = "2" if step in {"other", "second"} else _NUMBERS.get(step, step)
        return _Token(f"{steps} {match['period'].lower()}", "often")
    if match["times"]:
        count = (match["count"] or match["times"].split()[0]).lower()
        times = {"once": "1", "twice": "2"}.get(count) or _NUMBERS.get(count, count)
        return _Token(f"{times} times {match['per'].lower()}", "often")
    if match["single"]:
        return _Token(f"1 {match['span'].lower()}", "span")
    return _word(match["word"])


def _number(match: re.Match[str]) -> _Token:
    digits = re.sub(r"[,\s$€£¥]", "", match["number"]).replace("–", "-")
    unit = (match["unit"] or "").lower().replace(".", "")
    if match["sign"]:
        return _Token(digits + ("000" if unit == "k" else ""), "money")
    if unit in {"%", "percent"}:
        return _Token(digits, "share")
    if unit in {"am", "pm"} or _CLOCK.fullmatch(digits):
        return _Token(digits.removesuffix(":00") + unit, "clock")
    if unit == "ms":
        return _Token(digits + " ms", "span")
    return _Token(digits + ("000" if unit == "k" else ""), "count")


def _word(written: str) -> _Token | None:
    word = written.lower().replace("’", "'").removesuffix("'s")
    if word in _NUMBERS:
        return _Token(_NUMBERS[word], "count")
    if word in _OFTEN:
        return _Token(_OFTEN[word], "often")
    if word.removesuffix("s") in _DAYS:
        return _Token(word.removesuffix("s"), "weekday")
    if word in _MONTHS and written[0].isupper():
        return _Token(word[:3], "month")
    return None if word in STOP_WORDS else _Token(word)


def _joined(tokens: Sequence[_Token]) -> list[_Token]:
    """Return the tokens with months and units of time and money put together with their numbers."""
    found: list[_Token] = []
    for token in tokens:
        last = found[-1] if found else _Token("")
        singular = token.text.removesuffix("s")
        if token.kind == "count" and _YEAR.fullmatch(token.text):
            found += [] if last.kind in {"date", "month"} else [_Token(token.text, "date")]
        elif last.kind == "count" and not token.kind and singular in _SPANS:
            found[-1] = _Token(f"{last.text} {singular}", "span")
            found.append(token)
        elif last.kind == "count" and not token.kind and singular in _MONEY:
            found[-1] = _Token(last.text, "money")
        elif {last.kind, token.kind} == {"month", "count"}:
            month, day = (last, token) if last.kind == "month" else (token, last)
            found[-1] = _Token(f"{month.text} {day.text}", "date")
        else:
            found.append(token)
    return [t if t.kind != "month" else _Token(t.text, "date") for t in found]
