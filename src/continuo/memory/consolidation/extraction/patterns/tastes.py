"""What one likes, dislikes, prefers, and likes best of its kind."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    MY,
    Pattern,
    anywhere,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_BEST = r"(?:all[\s-]time\s+)?(?:favou?rite|fave|fav)"
# "My favourite part was ..." is told of one occasion, and no slot of its own.
_NOT_KIND = (
    r"(?!(?:parts?|moments?|memory|memories|bits?|aspects?|ways?|ones?|things?|is|are|so|of|to|was|and|has"
    r"|scenes?|quotes?|lines?|thing)\b)"
)
_KIND = rf"{_NOT_KIND}(?P<kind>[a-z]+(?:[\s-][a-z]+){{0,2}}?)"
_LOVE = (
    r"(?:(?:absolutely|really|truly|genuinely|just|also|still|especially|particularly|personally|always|do"
    r"|kinda|totally|both|usually|generally|simply|so|definitely|honestly|actually|have\s+always)\s+)*"
)
_NEVER_LIKES = r"(?:don't|do\s+not|dont|never|didn't|can't\s+say\s+i)"

PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "likes",
        rf"\b(?:one|some|two|three|a\s+few)\s+of\s+my\s+(?:absolute\s+"
        rf"|all-time\s+)?{_BEST}s?(?:\s+[a-z]+){{0,3}}?\s+(?:is|are)\s+",
        Shape.TASTE,
        confidence=0.8,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+{_KIND}\s+(?:is|are|has\s+(?:always\s+)?been|would\s+(?:have\s+to\s+)?be|right\s+now\s+is"
        rf"|of\s+all\s+time\s+is|at\s+the\s+moment\s+is|from\s+[^.!?,;]{{2,40}}?\s+is)\s+(?:probably\s+"
        rf"|definitely\s+|still\s+|by\s+far\s+|called\s+|currently\s+)*",
        Shape.TASTE,
        confidence=0.9,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+{_NOT_KIND}(?P<kind>[a-z]+)\s+(?:called|named|-|:)\s*",
        Shape.TASTE,
        confidence=0.8,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+(?-i:(?P<object>[A-Z][\w:'-]*(?:\s+[A-Z\d][\w:'-]*)*))\s+{_NOT_KIND}(?P<kind>game|movie"
        rf"|film|book|song|band|album|show|series|team|player|restaurant|brand|author|novel)\b",
        confidence=0.75,
    ),
    anywhere(
        "favourite_",
        rf"(?:^|(?<=[.!?,;\n]\s)|(?<=\band\s)|(?<=\bbut\s))(?P<object>[\w\"'][^.!?;,\n]{{1,40}}?)\s+(?:is|are"
        rf"|has\s+(?:always\s+)?been)\s+(?:definitely\s+|still\s+|probably\s+"
        rf"|by\s+far\s+)?my\s+{_BEST}\s+{_KIND}(?=\s*[.,!?;]|$|\s+(?:so|because|and|of|to|for|in|at|since)\b)",
        Shape.TASTE,
        confidence=0.85,
    ),
    anywhere(
        "likes",
        rf"(?:^|(?<=[.!?,;\n]\s)|(?<=\band\s)|(?<=\bbut\s))(?P<object>[\w\"'][^.!?;,\n]{{1,40}}?)\s+(?:is"
        rf"|are)\s+(?:definitely\s+|also\s+|still\s+|among\s+)?(?:(?:one|some"
        rf"|two)\s+of\s+)?my\s+(?:absolute\s+)?(?:{_BEST}s?)\b(?!\s+(?:part|moment|memory|thing))",
        Shape.TASTE,
        confidence=0.8,
    ),
    mine(
        "likes",
        rf"{MY}(?:absolute\s+)?{_BEST}(?:\s+(?:one|thing|thing\s+to\s+do))?(?:\s+is|'s|\s+are"
        rf"|\s+has\s+always\s+been)\s+(?!when\b|how\b|that\b|the\s+(?:one|part|way)\b)",
        Shape.TASTE,
        confidence=0.8,
    ),
    said(
        "likes",
        rf"i\s+(?:no\s+longer|{_NEVER_LIKES}\s+(?:really\s+)?)\s*(?:like|love"
        rf"|enjoy)\s+(?=[^.!?;]{{2,60}}?\bany\s?more\b)",
        Shape.TASTE,
        affirmed=False,
    ),
    said("likes", r"i\s+no\s+longer\s+(?:like|love|enjoy|prefer)\s+", Shape.TASTE, affirmed=False),
    said(
        "likes",
        rf"i\s+used\s+to\s+{_LOVE}(?:like|love|enjoy|adore|be\s+(?:into|a\s+(?:big\s+|huge\s+)?fan\s+of"
        rf"|obsessed\s+with))\s+",
        Shape.TASTE,
        past=True,
        confidence=0.85,
    ),
    said("dislikes", rf"i\s+used\s+to\s+{_LOVE}(?:hate|dislike|detest)\s+", Shape.TASTE, past=True, confidence=0.85),
    said(
        "dislikes",
        rf"i\s+{_NEVER_LIKES}\s+(?:really\s+|particularly\s+|actually\s+|even\s+|much\s+)*(?:like|enjoy|care\s+for"
        rf"|love)\s+(?!to\s+(?:brag|say|admit)\b)",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "dislikes",
        rf"i\s+{_LOVE}(?:hate|dislike|despise|detest|loathe)\s+(?!to\s+(?:say|admit|break|ask|see|think|be)\b"
        rf"|when\b|that\b|how\b)(?:the\s+(?:idea|thought)\s+of\s+)?",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "dislikes",
        r"i\s+(?:really\s+|just\s+|absolutely\s+)?(?:can't|cannot|cant|can\s+not|couldn't)\s+stand\s+(?!how\b"
        r"|when\b|that\b|it\b)",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "dislikes",
        r"(?:i'm|i\s+am|im)\s+not\s+(?:really\s+|much\s+)?(?:a\s+(?:big\s+|huge\s+)?fan\s+of|into|fond\s+of"
        r"|keen\s+on|crazy\s+about)\s+",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "likes",
        rf"(?:i|we)(?:'ve|\s+have)?\s+(?:always\s+)?{_LOVE}(?:love|enjoy|adore|(?<=always\s)loved"
        rf"|(?<=always\s)enjoyed)\s+(?!to\s+(?:hear|see|know|help|chat)\b)(?:to\s+)?",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "likes",
        rf"i\s+{_LOVE}like\s+(?:to\s+(?!think\b|say\b|see\b|know\b|be\b|have\b|point\b|add\b|ask\b|thank\b"
        rf"|believe\b))?",
        Shape.TASTE,
        confidence=0.8,
    ),
    said(
        "likes",
        r"i\s+(?:also\s+|usually\s+|really\s+|generally\s+|much\s+|personally\s+|tend\s+to\s+"
        r"|strongly\s+)*prefer\s+(?:to\s+(?!be\b|keep\b|have\b|focus\b|use\s+(?:this|that)))?(?P<object>(?!not\b"
        r"|if\b|that\b|it\b|this\b|something\b|the\s+(?:first|second|former|latter|one"
        r"|other)\b)[^.!?;\n]{2,90}?)(?=\s+(?:over|rather\s+than|instead\s+of|to\s+(?!\w+\s+(?:it|them)\b)"
        r"|for\s+(?:their|its|my|the)|because|but|due\s+to|since|when|if|so|and\s+i)\b|[.!?;\n]|,\s|$)",
        Shape.TASTE,
        confidence=0.8,
    ),
    said(
        "likes",
        rf"{I_AM}(?!not\b)(?:(?:a\s+)?(?:big\s+|huge\s+|massive\s+|total\s+|lifelong\s+|die-?hard\s+)*(?:fan"
        rf"|lover)\s+of|into|fond\s+of|passionate\s+about|obsessed\s+with|crazy\s+about|keen\s+on|a\s+sucker\s+for"
        rf"|addicted\s+to)\s+",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "likes",
        rf"{I_AM}(?!not\b)a\s+(?:big|huge|massive|total|lifelong"
        rf"|die-?hard)\s+(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s+(?:fan|lover|buff|nerd|enthusiast)\b",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "likes",
        r"(?:i\s+have|i've\s+got|i've\s+always\s+had)\s+(?:a\s+)?(?:great\s+|huge\s+|big\s+)?(?:passion|love"
        r"|soft\s+spot|weakness)\s+for\s+",
        Shape.TASTE,
        confidence=0.85,
    ),
)
