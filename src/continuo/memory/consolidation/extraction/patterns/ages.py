"""How old one is, and when one was born."""

from __future__ import annotations

from continuo.domain.moments.words import (
    MONTH,
)
from continuo.memory.consolidation.extraction.days import (
    anniversary,
)
from continuo.memory.consolidation.extraction.patterns.oneself import (
    AGE,
    AGE_ENDS,
    BORN,
    CAPITAL,
    DATE,
    GREETING,
    NEAR_DATE,
    digits,
    is_mine,
    is_reached,
    numbered,
    turned,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    Pattern,
    any_of,
    anywhere,
    mine,
    opening,
    said,
)

_AGES = (
    said(
        "age",
        rf"{I_AM}(?:(?:a|an|only|just|now|already|still)\s+)*{AGE}{AGE_ENDS}",
        check=is_reached,
        value=digits,
        confidence=0.9,
    ),
    said(
        "age",
        rf"(?:i|we)(?:'ve)?(?:\s+just|\s+recently|\s+finally|\s+have|\s+already)*\s+(?:turned|hit"
        rf"|reached)\s+(?:the\s+big\s+)?{AGE}(?!\s*(?:%|k\b|km|kg|\d|subscribers|followers|miles|pages|hours))",
        value=digits,
        confidence=0.85,
    ),
    opening(
        "age",
        rf"(?:(?:just|finally|recently)\s+)*turned\s+(?:the\s+big\s+)?{AGE}(?!\s*%)(?=\s*(?:$|[,.;!?]|last"
        rf"|this|today|yesterday|on|and|in))",
        value=digits,
        confidence=0.8,
    ),
    mine("age", r"my\s+age(?:'s|\s+is|\s*[:=]|,)\s+(?P<object>\d{1,3})\b"),
    mine("age", rf"at\s+my\s+age\s*[,(]\s*{AGE}", value=digits),
    said(
        "age",
        rf"(?:i'?m|i\s+am)\s+(?:aged?\s+|a\s+)?{AGE}\s*(?:-|\s)?\s*(?:years?|yrs?)\s*(?:-|\s)\s*old",
        value=digits,
        confidence=0.9,
    ),
    anywhere(
        "age",
        rf"\bas\s+a\s+{AGE}[\s-](?:years?|yr)[\s-]old\b",
        value=digits,
        confidence=0.75,
        cues=frozenset({"old"}),
    ),
    anywhere(
        "age",
        r"(?:^|[\n,;(]\s*)age(?:d)?(?:\s*[:=]\s*|\s+(?:is\s+)?)(?P<object>[1-9]\d)\b",
        check=is_mine,
        confidence=0.8,
        cues=frozenset({"age", "aged"}),
    ),
    anywhere("age", rf"(?:^\W*(?:{GREETING})?|\bme\s*[:(]\s*)(?P<object>[1-9]\d)\s?(?:[mf]|yo|y/o)\b", confidence=0.75),
    said(
        "age",
        rf"(?:i'm|i\s+am|im)\s+{CAPITAL}(?:\s+{CAPITAL})?,\s+(?P<object>[1-9]\d)(?=\s*(?:,|\.|and\b|years|$))",
        confidence=0.85,
    ),
    said(
        "age",
        r"i\s+(?:just\s+)?(?:had|celebrated)\s+my\s+(?P<object>[1-9]\d)(?:st|nd|rd|th)\s+birthday",
        confidence=0.85,
    ),
    opening(
        "age",
        r"(?<![=\d+*/-]\s)(?P<object>[1-9]\d)(?=\s+now\b|\s?(?:yo|y/o)\b|\s+years?\s+old\b|\s*,\s+(?:evening"
        r"|night|male|female|single|married|divorced"
        r"|living|retired|still|mum|mom|dad|newly|(?:[a-z]+\s+)?(?:school|student)\b)|\s+and\s+(?:living"
        r"|still|single|counting|proud|tired)\b)(?![^.!?]*\b(?:guests|people|euros|kg|km)\b)",
        confidence=0.62,
    ),
    anywhere(
        "age",
        r"(?:\b(?:fit|active|healthy|learn\w*|start\w*|old|date|dating|exercise|train\w*"
        r"|run\w*)[^.!?;]{0,20})\bat\s+(?P<object>[4-9]\d)(?=\s*[?.!,]|\s*$)",
        presupposed=True,
        confidence=0.65,
        cues=frozenset({"at"}),
    ),
    said(
        "birthday",
        rf"(?:i'm|i\s+am|i'll\s+be|i\s+will\s+be|im)?\s*(?:i\s+)?(?:turning"
        rf"|turn)?\s*(?P<object>[1-9]\d\s+on\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b"
        rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?))",
        value=turned,
        confidence=0.85,
    ),
    opening(
        "birthday",
        rf"turning\s+(?P<object>[1-9]\d\s+on\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b"
        rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?))",
        value=turned,
        confidence=0.85,
    ),
)

_BIRTHDAY_NOW = (
    anywhere(
        "age",
        r"\bmy\s+(?P<object>[1-9]\d)(?:st|nd|rd|th)\s+birthday\s+(?:is\s+)?(?:today|was\s+(?:yesterday|last))"
        r"|\btoday(?:'s|\s+is)\s+my\s+"
        r"(?P<today>[1-9]\d)(?:st|nd|rd|th)\s+birthday",
        parts=numbered,
        confidence=0.85,
        cues=frozenset({"birthday"}),
    ),
)

_BIRTHDAYS = (
    mine(
        "birthday",
        rf"(?:my|our)\s+{BORN}(?:'s|\s+is|\s+falls|\s*[:=]|\s+was|,)?\s+(?:actually\s+|always\s+)?(?:on\s+"
        rf"|in\s+)?{DATE}",
        value=anniversary,
        presupposed=True,
    ),
    mine(
        "birthday", rf"my\s+(?:\w+\s+)?birthday(?:'s|\s+is)\s+(?:on\s+)?{NEAR_DATE}", value=anniversary, confidence=0.8
    ),
    anywhere(
        "birthday",
        r"\b(?P<object>today|tomorrow)(?:'s|\s+is)\s+my\s+(?:\w+\s+)?birthday\b",
        value=anniversary,
        cues=frozenset({"birthday"}),
    ),
    anywhere(
        "birthday",
        rf"\bit's\s+my\s+(?:\w+\s+)?birthday\s+(?:on\s+)?{NEAR_DATE}",
        value=anniversary,
        cues=frozenset({"birthday"}),
    ),
    said("birthday", rf"i\s+was\s+born\s+(?:in\s+[A-Z]\w+\s+)?(?:on\s+)?{DATE}", value=anniversary),
    opening("birthday", rf"born\s+(?:on\s+)?{DATE}", value=anniversary, confidence=0.85),
    anywhere(
        "birthday",
        rf"(?:^|[\n,;:(]\s*|\bmy\s+){BORN}(?:\s*[:=]|\s+is)?\s+(?:on\s+)?{DATE}",
        value=anniversary,
        check=is_mine,
        cues=any_of("birthday bday birthdate birth dob b"),
    ),
)

PATTERNS: tuple[Pattern, ...] = (
    *_BIRTHDAY_NOW,
    *_BIRTHDAYS,
    *_AGES,
)
