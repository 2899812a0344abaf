"""Where one comes from."""

from __future__ import annotations

from continuo.domain.moments.words import (
    MONTH,
)
from continuo.memory.consolidation.extraction.patterns.oneself import (
    CAPITAL,
    is_origin,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DID,
    I_DO,
    Pattern,
    any_of,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
)

_ORIGINS = (
    said(
        "from",
        r"(?:i'm|i\s+am)\s+(?:not|no\s+longer|never\s+been)\s+(?:originally\s+|actually\s+|really\s+)*from\s+",
        Shape.PLACE,
        affirmed=False,
        check=is_origin,
    ),
    said(
        "from",
        r"i\s+(?:don't|do\s+not|didn't|dont)\s+(?:come\s+from|grow\s+up\s+in)\s+",
        Shape.PLACE,
        affirmed=False,
        check=is_origin,
    ),
    said(
        "from",
        rf"(?:{I_AM}|i\s+hail\s+|(?:i'?m|i\s+am)\s+(?:[1-9]\d,?\s+(?:and\s+)?|(?:a"
        rf"|an)\s+[\w\s-]{{3,30}}?\s+))(?:originally\s+|all\s+the\s+way\s+)?from\s+(?:a\s+(?:small\s+)?(?:town"
        rf"|village|place)\s+(?:near|called|in)\s+)?",
        Shape.PLACE,
        check=is_origin,
    ),
    said(
        "from",
        rf"(?:i'?m|i\s+am)\s+{CAPITAL},?\s+(?:and\s+)?(?:i'm\s+)?(?:originally\s+)?from\s+",
        Shape.PLACE,
        check=is_origin,
    ),
    said(
        "from",
        rf"{I_DO}(?:come|hail)\s+from\s+(?:a\s+(?:small\s+)?(?:town|village)\s+(?:near|called|in)\s+)?(?!a\b"
        rf"|an\b|the\s+(?!south|north|east|west|netherlands|uk|us|philippines))",
        Shape.PLACE,
        confidence=0.85,
        check=is_origin,
    ),
    said(
        "from",
        rf"{I_DID}(?:was\s+)?(?:born|raised)(?:\s+and\s+(?:raised|bred))?\s+(?:here\s+)?in\s+(?!(?:19|20)\d\d"
        rf"|the\s+\d|{MONTH}\b)",
        Shape.PLACE,
    ),
    said(
        "from",
        rf"{I_DID}(?:grew|grown)\s+up\s+(?:\w+ing\s+\w+\s+|with\s+\w+\s+|on\s+a\s+farm\s+|there,?\s+)?(?:in"
        rf"|near|outside)\s+(?!the\s+(?:\d|eighties|nineties|seventies|sixties))",
        Shape.PLACE,
        confidence=0.85,
    ),
    opening("from", r"(?:originally|im|hailing)\s+from\s+", Shape.PLACE, confidence=0.85, check=is_origin),
    opening(
        "from",
        rf"(?:was\s+)?(?:born(?:\s+and\s+(?:raised|bred))?|grew\s+up|raised)\s+in\s+(?!(?:19|20)\d\d|the\s+\d"
        rf"|{MONTH}\b)",
        Shape.PLACE,
        confidence=0.85,
    ),
    mine(
        "from",
        r"my\s+(?:hometown|home\s+town|home\s+country|homeland|birthplace|place\s+of\s+birth"
        r"|native\s+(?:country|city|land)|family)(?:'s(?!\s+(?:from\s+)?(?:\w+ing|not)\b)|\s+is|\s+of|,"
        r"|\s*:)\s+(?:originally\s+)?(?:(?<=family's\s)from\s+|(?<=family\sis\s)from\s+)?",
        Shape.PLACE,
        check=is_origin,
        presupposed=True,
    ),
    anywhere(
        "from",
        r"(?:^|[\n,;:(]\s*)(?:hometown|home\s+town|place\s+of\s+birth|birthplace|birth\s+place|origin"
        r"|country\s+of\s+origin|nationality|born\s+in|where\s+am\s+i\s+from)\s*[:=]\s*",
        Shape.PLACE,
        check=is_origin,
        confidence=0.8,
        cues=any_of("hometown home birth birthplace origin from nationality born"),
    ),
    anywhere(
        "from",
        rf"\bname(?:'s|\s*:|\s+is)?\s+{CAPITAL}(?:\s+{CAPITAL})?,\s+from\s+",
        Shape.PLACE,
        check=is_origin,
        confidence=0.8,
        cues=frozenset({"name"}),
    ),
    anywhere(
        "from",
        rf"\b(?:as\s+an?|i'm\s+an?|i\s+am\s+an?)\s+(?:proud\s+"
        rf"|born\s+and\s+bred\s+)?(?P<object>{CAPITAL})\s+(?:native|boy|girl|born\s+and\s+(?:raised|bred))\b",
        check=is_origin,
        confidence=0.75,
        cues=frozenset({"native", "boy", "girl", "born"}),
    ),
)

PATTERNS: tuple[Pattern, ...] = _ORIGINS
