"""What one used to do, and has given up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.gerunds import base_form
from continuo.memory.consolidation.extraction.patterns.activities import INSTRUMENT, SPORTS
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Part,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import HABIT_VERBS

_MORE = r"any\s?(?:more|longer)"
_GAVE_UP = (
    r"(?:quit|gave\s+up|given\s+up|giving\s+up|stopped|dropped|packed\s+in|jacked\s+in|ditched|abandoned"
    r"|retired\s+from|dropped\s+out\s+of|cut\s+out|let\s+go\s+of|kicked)"
)
_CUES = cued("quit gave given giving stopped dropped packed jacked ditched abandoned retired cut let kicked")
_DONE = rf"(?:{SPORTS}|{INSTRUMENT}|smoking|vaping|drinking|cigarettes|gymming|skating|[a-z]{{3,}}ing)"
_NOT_WORK = (
    r"(?!(?:working|being|having|using|living|taking|eating|trying|looking|caring|talking|worrying|thinking"
    r"|seeing|dating|asking|going\s+(?:out|to\s+work)|buying|getting|my|the\s+(?:job|car|company)|something"
    r"|everything|anything|nothing|feeling|loving|liking|enjoying|writing\s+(?:the|this|that|my)|making"
    r"|doing\s+(?:that|this|it)|raining|reading\s+(?:it|this|that)|bleeding|hurting|responding|paying|believing"
    r"|growing|breathing|crying|sleeping|speaking|watching|charging)\b)"
)


def given_up(match: re.Match[str]) -> Iterator[Part]:
    """Yield what is given up, in both forms of its verb: who runs and quits running runs no more."""
    span = match.span("object")
    said_so = match["object"]
    yield Part(said_so, span)
    base = base_form(said_so.casefold())
    if base != said_so.casefold():
        # The same words twice: the second time they take no place.
        yield Part(base, (span[1], span[1]))


PATTERNS: tuple[Pattern, ...] = (
    *(
        make(
            "does",
            rf"{lead}(?:played|done|practi[cs]ed|touched)\s+(?:any\s+|the\s+|my\s+)?(?P<object>{INSTRUMENT}"
            rf"|{SPORTS})\s+(?:in|for)\s+(?:\w+\s+)?(?:years|ages|months|forever|decades)\b",
            affirmed=False,
            confidence=0.75,
            parts=given_up,
            cues=cued("played done practised practiced touched"),
        )
        for make, lead in ((said, r"(?:i|we)\s?(?:haven't|have\s+not|hadn't|'ve\s+not)\s+"), (opening, r"haven't\s+"))
    ),
    *did(
        "does",
        rf"{_GAVE_UP}\s+(?:on\s+)?(?:(?:playing|doing|practi[cs]ing|going\s+to|learning)\s+)?(?:the\s+"
        rf"|my\s+)?(?!my\s+job){_NOT_WORK}(?P<object>{_DONE}|gym|choir|(?:{SPORTS}"
        rf"|{INSTRUMENT})\s+(?:class(?:es)?|lessons?|club))\b",
        affirmed=False,
        parts=given_up,
        confidence=0.85,
        cues=_CUES,
    ),
    *(
        make(
            "does",
            rf"{lead}(?:play|practi[cs]e|do|go\s+to)\s+(?:the\s+|any\s+)?(?P<object>{INSTRUMENT}|{SPORTS}|gym)\b",
            affirmed=False,
            parts=given_up,
            confidence=0.75,
            cues=cued("play practise practice do go"),
        )
        for make, lead in (
            (said, r"i\s+(?:don't|do\s+not|dont|no\s+longer|never)\s+(?:really\s+|actually\s+|even\s+)*"),
            (opening, r"(?:don't|no\s+longer)\s+"),
        )
    ),
    said(
        "does",
        r"i\s+(?:don't|do\s+not|dont|no\s+longer|never)\s+(?:really\s+|actually\s+"
        r"|even\s+)*(?P<object>(?:smoke|vape|run|swim|dance|sing|paint|knit|climb|row|jog|cycle|hike|ski|surf"
        r"|sail|fish|bake|garden|meditate|journal|write|box|skate|camp|volunteer|gamble"
        rf"|drive))\b(?=\s+{_MORE}|\s*[.,!;?)]|\s*$|\s+(?:and|but|or|though|because|since)\b)",
        affirmed=False,
        parts=given_up,
        confidence=0.75,
    ),
    *(
        make(
            "does",
            rf"{lead}(?P<object>(?:smoking|vaping|running|swimming|dancing|singing|painting|knitting|climbing"
            r"|rowing|jogging|cycling|lifting|boxing|playing\s+(?:the\s+)?\w+|training|coaching|volunteering"
            rf"|{SPORTS}))\s+{_MORE}\b",
            affirmed=False,
            parts=given_up,
            confidence=0.8,
        )
        for make, lead in (
            (said, r"(?:i'm|i\s+am|im)\s+(?:not|no\s+longer)\s+(?:doing\s+|playing\s+)?"),
            (opening, r"(?:not|no)\s+(?:doing\s+|playing\s+)?"),
        )
    ),
    said(
        "does",
        r"(?:i'm|i\s+am|im)\s+no\s+longer\s+(?:doing\s+|playing\s+"
        rf"|practi[cs]ing\s+)?(?:the\s+)?(?P<object>{SPORTS}|{INSTRUMENT}|smoking|vaping)\b",
        affirmed=False,
        parts=given_up,
        confidence=0.8,
    ),
    *(
        make(
            "does",
            rf"{lead}(?P<object>smoker|drinker|runner|gamer|vaper|climber|cyclist|swimmer|golfer)\b",
            affirmed=False,
            parts=given_up,
            confidence=0.75,
        )
        for make, lead in (
            (said, r"(?:i'm|i\s+am|im)\s+(?:not|no\s+longer)\s+an?\s+"),
            (opening, r"(?:not|no\s+longer)\s+an?\s+"),
            (elided, r"(?:not|no\s+longer)\s+an?\s+"),
        )
    ),
    *did(
        "does",
        r"(?:switched|swapped|changed|moved|gone|went"
        rf"|traded)\s+(?:over\s+)?(?:from\s+)?(?:the\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\s+(?:to"
        rf"|for)\s+(?=(?:the\s+)?(?:{SPORTS}|{INSTRUMENT})\b)",
        affirmed=False,
        parts=given_up,
        confidence=0.85,
        cues=cued("switched swapped changed moved gone went traded"),
    ),
    *did(
        "does",
        r"(?:switched|swapped|changed|moved|gone|went|traded"
        rf"|replaced)\s+(?:over\s+)?(?:from\s+)?(?:the\s+)?(?:\w+\s+){{1,3}}(?:to|for"
        rf"|with)\s+(?:the\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\b",
        confidence=0.8,
        cues=cued("switched swapped changed moved gone went traded replaced"),
    ),
    *(
        make(
            "does",
            rf"{lead}used\s+to\s+(?:play|do|practi[cs]e|go\s+to|train\s+(?:in\s+)?)\s+(?:the\s+"
            rf"|a\s+lot\s+of\s+|some\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\b",
            past=True,
            confidence=0.85,
        )
        for make, lead in ((said, r"i\s+"), (opening, ""))
    ),
    *(
        make(
            "does",
            rf"{lead}used\s+to\s+(?:do\s+)?(?=(?:{HABIT_VERBS}|smoke|vape|compete|perform|compose|wrestle|lift"
            r"|fence|sew|row|busk|juggle|(?:two|three|four|five|six|ten|\d+)\s+\w+)\b)(?!(?:be|have|read"
            r"|write)\s+(?:this|that|it|you)\b)",
            Shape.ACTIVITY,
            past=True,
            confidence=0.8,
            cues=cued("used"),
        )
        for make, lead in ((said, r"i\s+"), (opening, ""))
    ),
    anywhere(
        "does",
        rf"(?:^|(?<=[.!?,;:]\s)|(?<=\bmy\s))(?:my\s+)?(?P<object>{SPORTS}|smoking)\s+(?:days|career)\s+(?:are"
        r"|is)\s+over\b",
        affirmed=False,
        parts=given_up,
        confidence=0.8,
        cues=cued("over"),
    ),
)
