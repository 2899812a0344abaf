"""Which languages one speaks."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.learning import (
    ABLE,
    LANGUAGE,
    SOME,
    is_own,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
    I_DO,
    Pattern,
    anywhere,
    did,
    mine,
    opening,
    said,
)

_LANGUAGES = (
    *did("speaks", rf"passed\s+(?:my|the)\s+{LANGUAGE}\s+(?:B1|B2|C1|C2)\b", confidence=0.8),
    anywhere(
        "speaks",
        rf"\b(?:raised|brought\s+up|grew\s+up)\s+(?:bilingual(?:ly)?|trilingual)[,:(]*\s+(?:in\s+|with\s+"
        rf"|speaking\s+)?{LANGUAGE}",
        confidence=0.8,
        check=is_own,
        cues=frozenset({"raised", "brought", "grew"}),
    ),
    said(
        "speaks",
        rf"i\s+{DO_NOT}(?:speak|understand|know)\s+(?:any\s+|much\s+|a\s+word\s+of\s+)?{LANGUAGE}",
        affirmed=False,
    ),
    said("speaks", rf"{I_DO}(?:can\s+)?{ABLE}(?:speak|talk|understand\s+and\s+speak)\s+(?:\w+\s+){{0,3}}?{LANGUAGE}"),
    opening("speaks", rf"(?:speak|speaking|spoke|speaks)\s+{SOME}{LANGUAGE}", confidence=0.75),
    said(
        "speaks",
        rf"{I_AM}(?:(?:almost|nearly)\s+)?(?:fluent|bilingual|trilingual|proficient|conversational"
        rf"|native)\s+in\s+(?:both\s+)?{LANGUAGE}",
    ),
    said("speaks", rf"{I_AM}(?:a\s+)?(?:(?:native|fluent)\s+)?{LANGUAGE}(?:\s+native)?[\s-](?:speaker|speaking)\b"),
    said("speaks", rf"{I_AM}(?:a\s+)?(?:native|fluent)\s+{LANGUAGE}\s+speaker"),
    said("speaks", rf"i\s+grew\s+up\s+(?:with|speaking|bilingual(?:ly)?(?:\s+in)?|on)\s+(?:both\s+)?{LANGUAGE}"),
    said(
        "speaks",
        rf"(?:i\s+(?:just\s+|only\s+|also\s+)?have|i've\s+got)\s+{SOME}{LANGUAGE}(?!\s+(?:class|lesson|test"
        rf"|exam|homework|friend|teacher|food|roots|cat|car|course|book))(?=\s*(?:$|[,.;!?]|and\b))",
        confidence=0.7,
    ),
    said(
        "speaks",
        rf"i\s+(?:now\s+|mostly\s+|also\s+)?(?:work|live|dream|think|teach|write|study|argue|count"
        rf"|swear)\s+(?:and\s+\w+\s+)?in\s+{LANGUAGE}(?!\s+(?:class|lit))",
        confidence=0.8,
    ),
    said(
        "speaks",
        rf"(?:i've|i\s+have|i)\s+(?:just\s+|finally\s+)?(?:passed|got|have|reached|hit)\s+(?:my\s+|the\s+"
        rf"|a\s+)?(?:B1|B2|C1|C2)\s+(?:exam\s+|level\s+|certificate\s+|test\s+)?(?:in|of|for)?\s*{LANGUAGE}",
        confidence=0.8,
    ),
    opening(
        "speaks",
        rf"(?:just\s+|finally\s+)?passed\s+(?:my\s+|the\s+)?(?:B1|B2|C1|C2)\s+(?:exam\s+)?(?:in|of|for)?\s*{LANGUAGE}",
        confidence=0.8,
    ),
    opening("speaks", rf"(?:B2|C1|C2)\s+in\s+{LANGUAGE}\s+(?:passed|done)", confidence=0.75),
    mine(
        "speaks",
        rf"(?:my|our)\s+(?:native|first|mother|second|third|main|home|other)\s+(?:language|tongue)s?(?:'s"
        rf"|\s+is|\s+are|,|:)\s+(?:actually\s+)?{LANGUAGE}",
    ),
    mine(
        "speaks",
        rf"my\s+{LANGUAGE}(?:'s|\s+is)\s+(?:(?:a\s+bit|quite|pretty|really|very|now|still|getting|so|not"
        rf"|actually|kind\s+of)\s+)*(?:good|fluent|rusty|decent|okay|ok|fine|better|perfect|native|great"
        rf"|strong|solid|excellent|so-so|passable|basic|conversational)",
        confidence=0.8,
    ),
    anywhere(
        "speaks",
        rf"(?<![\w-]){LANGUAGE}\s+(?:is|was)\s+my\s+(?:native|first|mother|second|third|2nd|3rd|1st|main|home"
        rf"|other|dominant)\s+(?:language|tongue)",
        cues=frozenset({"language", "tongue"}),
    ),
    anywhere(
        "speaks",
        rf"(?:^|[\n,;(]\s*)(?:languages?|speaks)(?:\s+(?:spoken|i\s+speak))?\s*[:=]\s*{SOME}{LANGUAGE}",
        confidence=0.85,
        cues=frozenset({"language", "languages", "speaks"}),
    ),
    anywhere(
        "speaks",
        rf"\b(?:language|tongue),\s+{LANGUAGE}\s+(?:is\s+(?:my\s+)?)?(?:first|second|third)\b",
        confidence=0.7,
        cues=frozenset({"language", "tongue"}),
    ),
    anywhere(
        "speaks", rf"(?<![\w-]){LANGUAGE}\s+from\s+me\b", presupposed=True, confidence=0.7, cues=frozenset({"from"})
    ),
    mine(
        "speaks",
        rf"(?:my|our)\s+(?:kids|son|daughter|children|baby|family)\s+(?:\w+\s+)?(?:and\s+i\s+)(?:\w+\s+)?speak"
        rf"\s+{LANGUAGE}",
        confidence=0.75,
    ),
    mine("speaks", rf"my\s+{LANGUAGE}\s+is\s+(?:non-?existent|terrible|zero|useless)", affirmed=False),
)

PATTERNS: tuple[Pattern, ...] = _LANGUAGES
