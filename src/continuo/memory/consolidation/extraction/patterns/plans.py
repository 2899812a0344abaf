"""What one is going to do, where the words commit to it: "might", "would like to" and "thinking of" do not."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_DO,
    WE_ARE,
    Pattern,
    did,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_DATED = (
    r"(?=[^.!?,;\n]{0,100}?\b(?:tomorrow|tonight|next\s+\w+|this\s+(?:week|weekend|month|summer|winter|spring"
    r"|fall|autumn|friday|saturday|sunday|monday|tuesday|wednesday|thursday|evening|afternoon)"
    r"|in\s+(?:\w+\s+){1,2}(?:days|weeks|months|years)|(?:on|in|by|for)\s+(?:the\s+)?(?-i:January|February"
    r"|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday)|on\s+the\s+\d+(?:st|nd|rd|th)|(?-i:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)\s+\d{1,2})\b)"
)
_EVENT = (
    r"(?:(?!(?:from|of|about|with|for|in|at|on|to|and|the|like)\b)\w+[\s-]){0,3}?(?:appointment|flight|interview"
    r"|exam|trip|wedding|surgery|recital|concert|reservation"
    r"|marathon|race|competition|tournament|date|vacation|holiday|retreat|presentation|audition)"
)

PATTERNS: tuple[Pattern, ...] = (
    said(
        "plans_to",
        r"(?:i'm|i\s+am|we're|we\s+are)\s+(?:not|no\s+longer)\s+(?:planning\s+(?:to|on)|going\s+to)\s+(?=(?:move"
        r"|visit|go|travel|get|marry|attend|take|quit|start)\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
    ),
    *did(
        "plans_to", r"cancel(?:l)?ed\s+(?:my|our)\s+(?=" + _EVENT + r"\b)", Shape.PLAN, affirmed=False, confidence=0.8
    ),
    said("plans_to", rf"{WE_ARE}(?!not\b)planning\s+(?:to\s+|on\s+)?(?!for\b)", Shape.PLAN, confidence=0.8),
    said("plans_to", rf"{I_DO}(?!{DO_NOT})(?:plan|intend)\s+(?:to\s+|on\s+)", Shape.PLAN, confidence=0.8),
    said(
        "plans_to",
        r"(?:i've|i\s+have|we've|we\s+have|i)\s+(?:just\s+|finally\s+)?decided\s+to\s+(?=(?:move|visit|go|travel"
        r"|get|marry|attend|take|quit|start|study|learn|buy|sell|adopt|become|open|run|leave|apply|join|switch)\b)",
        Shape.PLAN,
        confidence=0.75,
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b)(?:going\s+to|gonna)\s+(?!be\b)(?=(?-i:[a-z]+)\b)(?!be\b){_DATED}",
        Shape.PLAN,
        confidence=0.8,
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b){_DATED}(?!(?:visiting|starting|hosting|attending|running|taking|having|throwing"
        rf"|meeting)\s+(?:next|this|tomorrow|tonight|on|in|soon|at|by|for)\b)(?P<object>(?:flying|travell?ing"
        rf"|moving|visiting|leaving|starting"
        rf"|getting\s+married|going|heading|hosting|attending|running|taking|having|throwing"
        rf"|meeting|training\s+for)\s+(?!to\s+be\b|to\s+(?:say|need|make|use|try|feel|get|see|think|wonder"
        rf"|understand|like)\b|through\b|over\b|it\b"
        rf"|on\b)[^.!?;\n]{{2,90}}?)(?=[.!?;\n]|,|\s+(?:and|but|so|because|which|since)\s|$)",
        Shape.PLAN,
        confidence=0.8,
    ),
    said("plans_to", rf"{WE_ARE}(?!not\b)moving\s+to\s+(?=(?-i:[A-Z]))", Shape.PLACE, confidence=0.8),
    *did(
        "plans_to",
        rf"booked\s+(?P<object>(?:a|an|my|our|the)\s+{_EVENT}[^.!?;,\n]{{0,60}})",
        Shape.PLAN,
        confidence=0.8,
    ),
    said(
        "plans_to",
        rf"(?:i\s+have|i've\s+got|i\s+got|we\s+have)\s+(?P<object>(?:a|an|my"
        rf"|our)\s+{_EVENT}\b[^.!?;,\n]{{0,60}}?)(?=[.!?;,\n]|\s+(?:and|but|so|because|which)\s|$)(?<!\bago)",
        Shape.PLAN,
        confidence=0.7,
    ),
)
