"""Single, married and the like: what one is by the law or by heart."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.couple import (
    ENDS,
    LOVED,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    ADVERBS,
    I_AM,
    I_DID,
    WE_ARE,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)

_STATUS_ENDS = (
    r"(?=\s*(?:$|[,.;:!?)(-])|\s+(?:and|with|to|but|since|for|now|again|so|at|after"
    r"|because|these|by|in|again|as|here|life|mom|mum|dad|man|woman|guy|girl|male|female"
    r"|\d|right|last|this|yet)\b)(?!\s+(?:to\s+(?:the|my)\s+(?:idea|work|job)|out\b"
    r"|malt\b))"
)
_PROPOSAL = frozenset(("proposed", "popped", "marry"))

PATTERNS: tuple[Pattern, ...] = (
    opening(
        "relationship_status",
        r"(?:she|he|they)\s+said\s+(?:(?-i:YES)|yes\s*!)(?=\s*(?:[.!]|$))",
        fixed="engaged",
        confidence=0.7,
        cues=frozenset(("yes",)),
    ),
    opening(
        "relationship_status",
        r"(?P<object>married|engaged)\s+(?:for\s+)?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty"
        r"|forty|fifty)\s+(?:happy\s+|long\s+|wonderful\s+)*(?:years|yrs|months)\b(?!\s+and\s+then)",
        confidence=0.8,
        cues=frozenset(("married", "engaged")),
    ),
    said(
        "relationship_status",
        r"we(?:'re|\s+are|'ve\s+been|\s+have\s+been)\s+together\s+(?:for\s+)?(?:\w+\s+)?\d*\s*(?:years|yrs)\b",
        fixed="in a relationship",
        check=lambda match, _: re.search(r"\b(?:un|not\s+|never\s+)married\b", match.string, re.I) is not None,
        confidence=0.75,
    ),
    mine(
        "relationship_status",
        rf"my\s+{LOVED}\s+(?:(?-i:[A-Z])\w+\s+)?(?:just\s+|finally\s+)?proposed\b(?!\s+(?:a|an|the|that|we)\b)",
        presupposed=True,
        fixed="engaged",
    ),
    opening(
        "relationship_status", r"(?:(?:been|happily)\s+)+(?P<object>married|engaged|single|divorced)\b", confidence=0.8
    ),
    said(
        "relationship_status",
        rf"{WE_ARE}(?!not\b)(?:a\s+)?(?:(?:happily|recently|newly|freshly|officially|legally"
        r"|still)\s+)*(?P<object>married|divorced|engaged|widowed"
        rf"|single|separated){_STATUS_ENDS}",
        confidence=0.85,
    ),
    said(
        "relationship_status",
        r"i(?:'ve|\s+have)\s+been\s+(?:happily\s+)?(?P<object>married|divorced|engaged|single"
        r"|widowed|separated)\b(?!\s+(?:before|twice|once|three))",
        confidence=0.85,
    ),
    said(
        "relationship_status",
        r"(?:i|we)(?:'ve|'re)?\s+(?:(?:just|recently|finally|officially|both|also"
        r"|have)\s+)*(?:got(?:ten|ting)?\s+(?:re)?|(?=remarried)re)(?P<object>married|divorced"
        r"|engaged)\b(?!\s+(?:to\s+the|in\s+the\s+game|next|in\s+(?:may|june|july|august"
        r"|september|october|spring|summer|the|a)\b))(?<!getting\smarried)(?<!getting\s"
        r"divorced)(?<!getting\sengaged)",
        confidence=0.85,
    ),
    said("relationship_status", rf"{I_AM}(?:a\s+)(?:young\s+)?(?:widow(?:er)?)\b", fixed="widowed"),
    said("relationship_status", rf"{I_AM}(?:a\s+)?(?:divorcee|divorcé|divorcée)\b", fixed="divorced"),
    said("relationship_status", rf"{I_AM}(?:a\s+)?newly\s?weds?\b", fixed="married"),
    said("relationship_status", rf"we\s+(?:just\s+)?(?:divorced|got\s+(?:a\s+)?divorced?){ENDS}", fixed="divorced"),
    said(
        "relationship_status",
        rf"{WE_ARE}(?!not\b)(?:happily\s+|now\s+)?in\s+a\s+(?:\w+\s+|long-distance\s+|committed\s+)?relationship\b",
        fixed="in a relationship",
    ),
    said("relationship_status", rf"(?:i|we){ADVERBS}\s+tied\s+the\s+knot\b", fixed="married"),
    opening(
        "relationship_status",
        r"(?:(?:still|now|newly|happily|recently|and|officially|back\s+to\s+being|just"
        r"|got)\s+)*(?P<object>single|divorced|engaged|widowed|married"
        r"|separated)(?:\s+again)?(?=\s*(?:[.,;!(]|$)|\s+(?:\d+|for|since|with|now|mom|dad"
        r"|again|to)\b)",
        confidence=0.75,
    ),
    anywhere(
        "relationship_status",
        r"\b(?:(?:so|now|and|but)\s+)?(?:i'?m\s+)?(?P<object>single)\s+again\b",
        confidence=0.8,
        cues=frozenset(("single",)),
    ),
    anywhere(
        "relationship_status",
        r"\bas\s+a\s+(?:\w+\s+)?(?P<object>single|married|divorced|widowed)\s+(?:mom|mum|dad"
        r"|mother|father|parent|man|woman|guy|girl|person)\b",
        confidence=0.75,
        cues=frozenset(("single", "married", "divorced", "widowed")),
    ),
    said(
        "relationship_status",
        rf"{I_AM}a\s+(?:(?:\w+ing|\w+-time|\w+-year-old|\d+)\s+)?(?P<object>single|married"
        r"|divorced|widowed)\s+(?:mom|mum|dad|mother|father|parent|man|woman|guy|girl|person"
        r"|male|female)\b",
    ),
    said(
        "relationship_status",
        rf"{I_DID}(?:said\s+yes\b(?=[^.!?]*\b(?:ring|propos))|popped\s+the\s+question)",
        fixed="engaged",
        confidence=0.7,
    ),
    anywhere(
        "relationship_status",
        r"\b(?:he|she|they|(?-i:[A-Z])\w+)\s+(?:just\s+|finally\s+)?(?:proposed(?=\s*(?:[.,!;]"
        r"|$|on|last|yesterday|this|at|to\s+me|and\s+i\s+said\s+yes))|asked\s+me\s+to\s+marry)",
        fixed="engaged",
        confidence=0.7,
        cues=_PROPOSAL,
    ),
)
