"""What one is called."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.oneself import (
    CAPITAL,
    FULL,
    GREETING,
    LOW,
    ONE,
    is_known_name,
    is_my_name,
    is_name,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
)

_NAMES = (
    mine(
        "name",
        r"my\s+(?:full\s+|first\s+|real\s+|actual\s+|own\s+|legal\s+|given\s+)*name(?:'s|\s+is"
        r"|\s*:)\s+(?:actually\s+|now\s+|spelled\s+)?(?!not\b)",
        Shape.NAME,
        confidence=0.95,
        check=is_name,
    ),
    mine(
        "name",
        rf"my\s+(?:full\s+|first\s+|real\s+|legal\s+)*name\s+(?:was|used\s+to\s+be)\s+{ONE}",
        past=True,
        check=is_name,
    ),
    mine("name", rf"my\s+(?:full\s+|first\s+|real\s+)*name(?:'s|\s+is)\s+{LOW}", check=is_known_name, confidence=0.85),
    mine("name", rf"my\s+name(?:'s|\s+is)\s+not\s+{ONE}", affirmed=False),
    anywhere(
        "name",
        rf"(?:^|(?<=[.!?\n,]\s)){GREETING}(?:i'?m|i\s+am|this\s+is|it's|it\s+is|its|my\s+name\s+is"
        rf"|the\s+name's)\s+{ONE}(?=\s*(?:[,.!;)?:]|$|and\b|from\b|here\b|again\b|-|–|—|a\b|\(|by\b))",
        check=is_name,
    ),
    anywhere(
        "name",
        rf"(?:^|(?<=[.!?\n,]\s))(?:{GREETING})?(?:i'?m|i\s+am|this\s+is|it's|its)\s+{LOW}(?=\s*(?:[,.!;]|$"
        rf"|and\s+i\b|from\b|here\b|again\b))",
        check=is_known_name,
        confidence=0.75,
    ),
    anywhere(
        "name",
        rf"(?:^|(?<=[.!?\n]\s))(?:{GREETING})?{ONE}\s+(?:here|speaking)\b(?=\s*(?:$|[,.!;:?(\n]|-|–|—"
        rf"|again\b|from\b))",
        check=is_my_name,
        confidence=0.8,
        cues=frozenset({"here", "speaking"}),
    ),
    anywhere(
        "name",
        rf"(?:^|(?<=[.!?\n]\s))(?:{GREETING})?{ONE},?\s+(?:again|out)\b(?=\s*(?:$|[,.!;:?(\n]|-|–|—))",
        check=is_known_name,
        confidence=0.75,
        cues=frozenset({"again", "out"}),
    ),
    said(
        "name",
        r"(?:i'?m|i\s+am)\s+(?-i:(?P<object>[A-ZÀ-Þ][a-zà-ÿ'-]{2,}(?:\s+[A-ZÀ-Þ][\w'-]+){0,2}))\b(?=\s*(?:,\s+"
        r"(?:and\b|an?\s|by\s"
        r"|\d|i\b|i'm\b)|[.!]\s*$|\s+and\s+(?:I'm|I|i'm|i|this|so)\b|\s+by\s+the\s+way|\s+btw|,\s+your\b|\s*$"
        r"|\s*\(|,\s+\w+\s+(?:at|in|from)\b))",
        confidence=0.75,
        check=is_my_name,
    ),
    anywhere(
        "name",
        rf"(?:^|[\n,;(:]\s*|[.!?]\s+|\b(?:the|full|first|given)\s+)(?:full\s+|first\s+)?name(?:'s|\s*[:=]"
        rf"|\s+is|\s+)\s*{FULL}",
        check=is_my_name,
        confidence=0.8,
        cues=frozenset({"name"}),
    ),
    anywhere(
        "name",
        rf"\b(?:sign\s+(?:it|off|this|that|everything)?\s*(?:as|with|from|by)?|signed,?|signature:?"
        rf"|signed\s+by)\s+{FULL}",
        check=is_my_name,
        confidence=0.8,
        cues=frozenset({"sign", "signed", "signature"}),
    ),
    anywhere(
        "name",
        rf"\b(?:footer|signature|sign-?off|business\s+card|name\s+tag|byline)(?:\s+(?:please|pls))?\s*:\s+{FULL}",
        check=is_name,
        confidence=0.8,
        cues=frozenset({"footer", "signature", "off", "signoff", "card", "tag", "byline"}),
    ),
    said(
        "name",
        rf"i(?:'ve|\s+have)?\s+(?:legally\s+|officially\s+|recently\s+|just\s+)*(?:(?:changed"
        rf"|shortened)\s+my\s+(?:\w+\s+)?name(?:\s+from\s+{CAPITAL})?\s+(?:back\s+)?to|became"
        rf"|am\s+now\s+called|am\s+now\s+legally)\s+{ONE}",
        check=is_name,
    ),
    said("name", rf"i(?:'m|\s+am)\s+called\s+{ONE}", check=is_name),
    opening("name", rf"(?:call\s+me\s+anything\s+but\s+)?(?:the\s+)?name(?:'s|\s+is)\s+{ONE}", check=is_name),
    anywhere(
        "name",
        rf"(?:^|(?<=[.!?]\s)|\band\s)it's\s+{FULL}(?=\s+(?:with\s+(?:an?\s+)?\w\b|spelled))",
        check=is_name,
        confidence=0.8,
        cues=frozenset({"with", "spelled"}),
    ),
    anywhere(
        "nickname",
        r"\b(?:people|friends|everyone|everybody|you\s+can|you\s+may|please|just|they\s+all|my\s+\w+"
        r"|most\s+people|colleagues|family|all)"
        r"\s+(?:(?:usually|mostly|all|just|still|always)\s+)?calls?\s+me\s+",
        Shape.NAME,
        cues=frozenset({"call", "calls"}),
    ),
    anywhere(
        "nickname",
        r"(?:^|(?<=[.!?,\n]\s)|\bso\s|\band\s|\bbut\s)call\s+me\s+(?-i:(?P<object>(?:(?:Dr|Mr|Mrs|Ms"
        r"|Prof)\.?\s+)?[A-Z]\w+))",
        cues=frozenset({"call"}),
    ),
    said(
        "nickname",
        r"i\s+(?:usually\s+|mostly\s+|also\s+|just\s+|now\s+)?go\s+by\s+(?:the\s+name\s+(?:of\s+)?)?",
        Shape.NAME,
    ),
    opening("nickname", r"(?:also\s+)?(?:known\s+as|goes\s+by|aka|a\.k\.a\.|nicknamed)\s+", Shape.NAME),
    mine("nickname", r"my\s+(?:nickname|nick|handle|username)(?:'s|\s+is)\s+", Shape.NAME),
    said("nickname", r"i\s+(?:don't|no\s+longer|dont)\s+go\s+by\s+", Shape.NAME, affirmed=False),
    anywhere(
        "nickname",
        r"(?:don't|stop|never|please\s+don't)\s+call(?:ing)?\s+me\s+",
        Shape.NAME,
        affirmed=False,
        cues=frozenset({"call", "calling"}),
    ),
)

PATTERNS: tuple[Pattern, ...] = _NAMES
