"""What one has, drives, bought and sold."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_DO,
    I_HAVE,
    MY,
    Pattern,
    did,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import THINGS, VEHICLE_MAKES

_SOME = (
    r"(?:a|an|some|two|three|four|several|my\s+(?:own|first|very\s+own|new|second|dream)|my|the|this|these"
    r"|those|new)\s+"
)
_ONE = (
    r"(?P<object>(?:a|an|my\s+own|some|two|three|four|several)\s+(?:(?!about\b|of\b|for\b|in\b|at\b|with\b|to\b"
    r"|on\b)[\w'-]+\s+){0,4}?(?:"
    + THINGS
    + r"))\b(?!-)(?!\s+(?:problem|issue|question|idea|appointment|payment|insurance|loan|code|accident|trip|party"
    r"|project|class|lesson|warming|hunting|with\s+(?:my|the)\s+\w+\s+(?:dealer|doctor)|app|model\s+that|plan"
    r"|meeting|tour|trouble|rental|repair)s?\b)(?!')"
)

PATTERNS: tuple[Pattern, ...] = (
    *did(
        "owns",
        r"(?:sold|gave\s+away|got\s+rid\s+of|donated|traded\s+in|lost|scrapped)\s+(?:my|our"
        r"|the)\s+(?=(?:\w+\s+){0,3}(?:" + THINGS + r")\b)(?!\w+\s+game\b)",
        Shape.KEPT_THING,
        affirmed=False,
        confidence=0.85,
    ),
    said(
        "drives",
        r"i\s+(?:don't|do\s+not|no\s+longer)\s+drive\s+(?P<object>(?:a|an|my"
        r"|the)\s+[^.!?;,\n]{2,40}?)(?=\s+any\s?more|[.!?;,\n]|$)",
        affirmed=False,
    ),
    said(
        "owns",
        r"(?:i|we)\s+(?:don't|do\s+not|dont|no\s+longer)\s+(?:have|own)\s+(?:(?:a|an|any|the"
        r"|my)\s+)?(?=(?:\w+\s+){0,2}(?:" + THINGS + r")\b(?!\s+(?:problem|issue|to|skills|experience)))",
        Shape.KEPT_THING,
        affirmed=False,
        confidence=0.8,
    ),
    said(
        "owns",
        r"(?:i|we)\s+(?:used\s+to\s+(?:own|have)|owned)\s+(?=(?:a|an|two|three|some)\s)",
        Shape.KEPT_THING,
        past=True,
        confidence=0.8,
    ),
    said(
        "drives",
        rf"{I_DO}drive\s+(?=(?:a|an)\s+(?!long\b|lot\b|bit\b|few\b|short\b|hard\b|different\b"
        rf"|truck\s+for\b))",
        Shape.THING,
        confidence=0.85,
    ),
    mine(
        "drives",
        rf"{MY}(?:car|truck|motorcycle|motorbike|suv|van)(?:'s|\s+is)\s+(?=an?\s+(?:(?-i:[A-Z])|\d{{4}}))",
        Shape.THING,
        confidence=0.85,
    ),
    said("owns", rf"{I_DO}own\s+(?=(?:a|an|two|three|four|five|several|some|my|the|\d+)\s)", Shape.THING),
    said("owns", rf"{I_DO}run\s+(?=(?:a|an|my\s+own|two|our\s+own)\s)", Shape.KEPT_THING, confidence=0.8),
    *did(
        "owns",
        r"(?:bought|purchased|treated\s+myself\s+to|invested\s+in|splurged\s+on)\s+(?:myself\s+|us\s+)?(?="
        + _SOME
        + ")",
        Shape.THING,
        confidence=0.8,
    ),
    *did(
        "owns",
        r"(?:got|received|inherited|acquired|built|picked\s+up)\s+(?:myself\s+)?(?="
        + _SOME
        + r"(?:[\w'-]+\s+){0,4}?(?:"
        + THINGS
        + r")\b)",
        Shape.KEPT_THING,
        confidence=0.75,
    ),
    *did(
        "owns",
        r"(?:(?:ordered|bought|purchased)\s+|got\s+(?=my\b))(?=(?:my|a|an)\s+(?:new\s+"
        r"|pair\s+of\s+)?(?-i:[A-Z])[\w]*\s+(?-i:[A-Z\d])[\w-]*)(?!my\s+\w+'s)",
        Shape.THING,
        confidence=0.7,
    ),
    said("owns", rf"{I_HAVE}{_ONE}", confidence=0.8),
    said(
        "owns",
        rf"{I_HAVE}(?=(?:a|an|my)\s+(?:[\w'-]+\s+){{0,3}}?(?-i:{VEHICLE_MAKES})\b)",
        Shape.THING,
        confidence=0.85,
    ),
)
