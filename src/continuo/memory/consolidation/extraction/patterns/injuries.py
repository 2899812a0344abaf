"""Injuries, and how they healed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.health_words import BODY
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Part,
    Pattern,
    did,
    mine,
    opening,
)


def _hurt(match: re.Match[str]) -> Iterator[Part]:
    """Yield an injury by the name of what it is: "I broke my wrist" is a broken wrist."""
    how = _HURT_BY[re.sub(r"\s+.*", "", match["how"].casefold())]
    part = re.sub(r"^(?:my|left|right)\s+", "", " ".join(match["object"].split()), flags=re.IGNORECASE)
    yield Part(f"{how} {part.lower()}", match.span("object"))


_HURT_BY = {
    "broke": "broken",
    "break": "broken",
    "broken": "broken",
    "sprained": "sprained",
    "tore": "torn",
    "torn": "torn",
    "fractured": "fractured",
    "dislocated": "dislocated",
    "twisted": "twisted",
    "pulled": "pulled",
    "injured": "injured",
    "hurt": "injured",
    "strained": "strained",
    "ruptured": "ruptured",
    "cracked": "cracked",
}


def _healed(match: re.Match[str]) -> Iterator[Part]:
    """Yield the injuries that a part of the body may have had before it healed."""
    part = re.sub(r"^(?:my|left|right)\s+", "", match["object"].lower())
    place = (match.end("object"), match.end("object"))
    yield from (Part(f"{how} {part}", place) for how in ("broken", "sprained", "torn", "injured"))


PATTERNS: tuple[Pattern, ...] = (
    mine(
        "has_condition",
        rf"my\s+(?P<object>{BODY})\s+(?:is\s+|has\s+|have\s+|are\s+)?(?:(?:fully|finally"
        r"|completely|all|now|totally)\s+)*(?:healed|mended|recovered|better"
        r"|back\s+to\s+normal|good\s+as\s+new)\b",
        parts=_healed,
        affirmed=False,
        presupposed=True,
    ),
    opening(
        "has_condition",
        rf"(?P<object>{BODY})\s+(?:is\s+|has\s+)?(?:(?:fully|finally|completely|all"
        r"|now)\s+)*(?:healed|mended|(?:fine|good|ok|okay)\s+again)\b",
        parts=_healed,
        affirmed=False,
        presupposed=True,
    ),
    *did(
        "has_condition",
        r"(?P<how>broke(?:n)?|sprained|tore|torn|fractured|dislocated|twisted|pulled|injured"
        r"|hurt|strained|ruptured|cracked)\s+(?:my|a|the)\s+(?:left\s+"
        rf"|right\s+)?(?P<object>{BODY})\b(?!\s+(?:in\s+(?:19|20)\d\d|\w+\s+years\s+ago"
        r"|as\s+a\s+(?:kid|child)|when\s+i\s+was))",
        parts=_hurt,
        confidence=0.85,
    ),
    mine(
        "has_condition",
        rf"my\s+(?:left\s+|right\s+)?(?P<object>{BODY})\s+(?:is|got)\s+(?P<how>broken|sprained"
        r"|torn|fractured|dislocated|strained|injured)\b",
        parts=_hurt,
        presupposed=True,
        confidence=0.85,
    ),
)
