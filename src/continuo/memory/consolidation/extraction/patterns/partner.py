"""Whom one is with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.being_words import STATUS_OF
from continuo.memory.consolidation.extraction.patterns.couple import (
    ANY_NAME,
    LOVED,
    NAME,
    STATED,
    STATUS,
    here,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    WE_ARE,
    Part,
    Pattern,
    any_of,
    anywhere,
    did,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_SOMEONE = (
    r"(?:(?:a|an|this|the)\s+(?:\w+\s+){0,2}?(?:guy|girl|man|woman|lady|dude|person|fella"
    r"|bloke|lad|chap|boy|\w+er|\w+ist)|someone"
    r"|somebody)(?:\s+(?:new|special))?(?:\s+(?:at|from|in"
    r"|through)\s+(?:\w+\s+){1,3}?)?,?\s+(?:named|called|whose\s+name\s+is)\s+"
)
_TOGETHER = (
    r"(?:(?:are|'re|have\s+been|has\s+been|'ve\s+been|got|are\s+now|are\s+officially|just"
    r"|finally|recently|started|been)\s+)+"
    r"(?P<how>(?:back\s+)?together|dating|married|engaged|a\s+couple|an\s+item"
    r"|seeing\s+each\s+other|in\s+a\s+relationship"
    r"|going\s+out)\b(?!\s+(?:with\s+(?:the|a|my)|on\s+a))"
)
_PAIRED = frozenset(("together", "dating", "married", "engaged", "couple", "item", "seeing", "relationship", "going"))
_PROPOSAL = frozenset(("proposed", "popped", "marry"))
_STATUS_OF_HOW = {"married": "married", "engaged": "engaged"}


def _both(match: re.Match[str]) -> Iterator[Part]:
    """Yield a partner and what one is with them: "Dmitri and I are engaged"."""
    yield Part("", match.span("object"), "partner", "", STATED)
    status = _STATUS_OF_HOW.get(match["how"].casefold(), "in a relationship")
    yield Part(status, here(match), "relationship_status", "", STATUS)


_NOBODY = any_of("woman man girl guy lady boy person one thing here there everything nothing today work food coffee")


def _one_person(match: re.Match[str], span: tuple[int, int]) -> bool:
    """Tell whether a word that may be a name written low is none for a person or a thing."""
    return match.string[slice(*span)].lower() not in _NOBODY


def _is_over(match: re.Match[str], _: tuple[int, int]) -> bool:
    """Tell whether a bond is said to have ended: a bare "not with Sam" may speak of tonight."""
    return match["late"] is not None or not match.group().lower().startswith("not")


def _made_known(match: re.Match[str]) -> Iterator[Part]:
    """Yield a partner of whom the marriage or the bond is told: "zuzana is my wife since saturday"."""
    if _one_person(match, match.span("object")):
        yield Part("", match.span("object"), "partner", match["kin"].lower(), STATED)
        yield Part(STATUS_OF[match["kin"].lower()], here(match), "relationship_status", "", STATUS)


PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "partner",
        rf"(?:^|(?<=[.!?,;:]\s)|(?<=\band\s)|(?<=\bso\s)|(?<=\balso\s)){ANY_NAME}(?:\s+is|['’]s)\s+(?:now\s+"
        r"|officially\s+|finally\s+)*my\s+(?P<kin>wife|husband|fianc[eé]e?|girlfriend|boyfriend)"
        r"(?=\s+(?:since|now|as\s+of)\b)",
        parts=_made_known,
        confidence=0.85,
        cues=any_of("wife husband fiance fiancé fiancee fiancée girlfriend boyfriend"),
    ),
    anywhere(
        "partner",
        rf"\b(?:it's|its|it\s+is|i'm|we're|now)\s+official\s+with\s+{ANY_NAME}(?!\w)",
        check=_one_person,
        confidence=0.8,
        cues=frozenset(("official",)),
    ),
    anywhere(
        "relationship_status",
        r"\b(?:it's|its|it\s+is|we're|now)\s+official\s+with\s+(?!(?:the|a|an|my|our|that)\b)",
        fixed="in a relationship",
        confidence=0.8,
        cues=frozenset(("official",)),
    ),
    anywhere(
        "partner",
        rf"\b(?:officially\s+not|no\s+longer|not)\s+(?:together\s+)?with\s+{NAME}"
        r"(?P<late>\s+any\s?more\b)?(?=\s*(?:[.,!;]|$))",
        check=_is_over,
        affirmed=False,
        cues=frozenset(("with",)),
    ),
    *did(
        "partner",
        rf"(?:got(?:ten)?|get|getting|am|are|is|been)\s+back\s+(?:together\s+)?with\s+{NAME}",
        Shape.NAMES,
        confidence=0.85,
    ),
    *did(
        "relationship_status",
        r"(?:got(?:ten)?|are|am|been)\s+back\s+together\b",
        fixed="in a relationship",
        confidence=0.8,
    ),
    opening("partner", rf"(?:(?:been|happily|i'm)\s+)*(?:married|engaged)\s+to\s+{NAME}", Shape.NAMES, confidence=0.8),
    said(
        "partner",
        rf"{WE_ARE}(?!not\b)(?:happily\s+)?(?:married|engaged)\s+to\s+(?:a\s+\w+\s+)?(?:{_SOMEONE})?{NAME}",
        Shape.NAMES,
    ),
    said(
        "partner",
        rf"{I_AM}(?!not\b)(?:in\s+a\s+relationship\s+with|dating|seeing|going\s+out\s+with"
        rf"|together\s+with|living\s+with\s+my\s+{LOVED})\s+(?:{_SOMEONE})?{NAME}(?!\s+(?:this"
        r"|next|on|at|tomorrow|tonight|for|again|later|soon)\b)",
        Shape.NAMES,
        confidence=0.8,
    ),
    said(
        "partner",
        r"(?:i|we)(?:'ve|\s+have)\s+been\s+(?:dating|seeing|going\s+out\s+with|married\s+to"
        rf"|engaged\s+to|together\s+with)\s+(?:{_SOMEONE})?{NAME}(?=\s*[.,;!?)]|\s+(?:for|since"
        r"|now|and|almost|about|over|who|\d)\b|$)",
        Shape.NAMES,
        confidence=0.85,
    ),
    *did(
        "partner",
        rf"(?:started|begun|began)\s+(?:dating|seeing|going\s+out\s+with)\s+(?:{_SOMEONE})?{NAME}",
        Shape.NAMES,
        confidence=0.85,
    ),
    *did(
        "relationship_status",
        r"(?:started|begun|began)\s+(?:dating|seeing)\s+(?:someone|somebody"
        r"|a\s+(?:\w+\s+)?(?:guy|girl|man|woman)|(?-i:[A-Z]))",
        fixed="in a relationship",
        confidence=0.75,
    ),
    *did(
        "partner",
        rf"(?:got\s+)?(?:re)?(?:married|engaged)(?:\s+to)?\s+(?!in\b|on\b){NAME}(?=\s*[.,;!?)]"
        r"|\s+(?:in|on|last|this|two|a|\d|and|yesterday|and|at)\b|$)",
        Shape.NAMES,
        confidence=0.8,
    ),
    *did(
        "relationship_status", r"(?:got\s+)?(?:re)?married\s+(?:to\s+)?(?-i:[A-Z])\w+", fixed="married", confidence=0.8
    ),
    *did("relationship_status", r"got(?:ten)?\s+engaged\s+to\s+(?-i:[A-Z])\w+", fixed="engaged", confidence=0.8),
    anywhere("partner", rf"\b{ANY_NAME}\s+and\s+(?:i|me)\s*{_TOGETHER}", parts=_both, cues=_PAIRED),
    anywhere("partner", rf"\bme\s+and\s+{ANY_NAME}\s*{_TOGETHER}", parts=_both, cues=_PAIRED),
    anywhere(
        "partner",
        rf"\b{NAME}\s+(?:just\s+|finally\s+)?(?:proposed(?:\s+to\s+me)?|popped\s+the\s+question"
        r"|asked\s+me\s+to\s+marry\s+(?:him|her|them))\b(?!\s+(?:a|an|the|that|we"
        r"|to\s+(?!me)))",
        Shape.NAMES,
        confidence=0.85,
        cues=_PROPOSAL,
    ),
    *did(
        "partner",
        rf"(?:proposed\s+to|asked)\s+{NAME}(?:\s+to\s+marry\s+me)?\s*,?\s*(?:and|&)\s+(?:she|he|they)\s+said\s+yes",
        Shape.NAMES,
        confidence=0.85,
    ),
    *did(
        "relationship_status",
        r"proposed\s+to\s+[^.!?,]{2,30},?\s*(?:and|&)\s+(?:she|he|they)\s+said\s+yes",
        fixed="engaged",
    ),
    anywhere(
        "partner",
        rf"\b{NAME},?\s+(?:(?:who\s+is|who's|he's|she's|is|it's)\s+)?my\s+(?:new\s+"
        r")?(?:boyfriend|girlfriend|bf|gf|husband|wife)\s+(?:since|for|of)\b",
        Shape.NAMES,
        presupposed=True,
        cues=frozenset(("boyfriend", "girlfriend", "bf", "gf", "husband", "wife")),
    ),
)
