"""How one parted from a partner: separations, divorces, exes and deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.beings import names_at
from continuo.memory.consolidation.extraction.patterns.couple import (
    ANY_NAME,
    ENDS,
    LOVED,
    NAME,
    PARTED,
    STATUS,
    here,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    MY,
    Part,
    Pattern,
    anywhere,
    did,
    mine,
    opening,
    said,
)

_LONG_AGO = (
    r"(?![^.!?]*\b(?:years\s+ago|in\s+(?:19|20)\d\d|in\s+(?:college|high\s+school|school|uni)|back\s+then|decades?)\b)"
)
_PARTED = (
    r"(?:(?:just\s+|recently\s+|finally\s+|have\s+|'ve\s+"
    r"|had\s+)*(?:broke(?:n)?\s+(?:it\s+)?up|broke\s+it\s+off|split(?:\s+up)?"
    r"|separated|parted\s+ways|called\s+it\s+quits|ended\s+(?:things|it|our\s+relationship|our\s+marriage)|divorced"
    r"|got(?:ten)?\s+(?:a\s+)?divorced?|are\s+(?:no\s+longer|not)\s+(?:together|a\s+couple"
    r"|dating|an\s+item)(?:\s+any\s?more)?"
    r"|are\s+getting\s+(?:a\s+)?divorced?|aren't\s+(?:together|a\s+couple|dating"
    r"|an\s+item)(?:\s+any\s?more)?|are\s+(?:done|over|history|finished|separated|divorced|through)))"
)
_LEFT_ME = (
    r"(?:broke\s+up\s+with\s+me|broke\s+it\s+off(?:\s+with\s+me)?|left\s+me|dumped\s+me"
    r"|divorced\s+me|walked\s+out(?:\s+on\s+me)?"
    r"|ended\s+(?:things|it)(?:\s+with\s+me)?|is\s+leaving\s+me|moved\s+out\s+and\s+left"
    r"|split\s+up\s+with\s+me|ghosted\s+me)\b"
)
_LEFT_ENDS = (
    r"(?=\s*(?:[.,;!?)]|$)|\s+(?:for|last|yesterday|today|two|three|after|and|because|when"
    r"|this|again|recently|so|over)\b"
    r"|\s+(?:a|\w+)\s+(?:days?|weeks?|months?|years?)\s+ago)"
)
_PARTING = frozenset(
    (
        "broke",
        "broken",
        "split",
        "separated",
        "parted",
        "quits",
        "ended",
        "divorced",
        "divorce",
        "together",
        "couple",
        "item",
        "dating",
        "done",
        "over",
        "through",
        "history",
        "finished",
    )
)
_LEAVING = frozenset(("left", "broke", "dumped", "divorced", "walked", "ended", "leaving", "moved", "split", "ghosted"))
_DIVORCE = frozenset(("divorce",))


def _alone(match: re.Match[str]) -> Iterator[Part]:
    """Yield the end of a partnership, and what one is since: "we broke up", "Tom left me"."""
    words = match.group().casefold()
    named = match["object"] if "object" in match.re.groupindex else None
    yield Part(_name_in(named), match.span("object") if _name_in(named) else here(match), "partner", "", PARTED)
    if "getting" not in words and ("divorc" in words or re.compile(_LONG_AGO).match(match.string, match.end())):
        status = "divorced" if "divorc" in words else "separated" if "separated" in words else "single"
        yield Part(status, here(match), "relationship_status", "", STATUS)


def _name_in(words: str | None) -> str:
    return words if words and not re.fullmatch(LOVED, words, re.IGNORECASE) else ""


def _former(match: re.Match[str]) -> Iterator[Part]:
    """Yield the names of those one is no longer with: "my ex Paulo"."""
    for name, span in names_at(match.string, match.end())[:1]:
        # "My girlfriend Anna wants to meet my ex Anna": one of two of the same name.
        if len(re.findall(rf"\b{re.escape(name)}\b", match.string)) == 1:
            yield Part(name, span, "partner", "", PARTED)


def _late(match: re.Match[str]) -> Iterator[Part]:
    """Yield a partner who died, and what that makes of one."""
    names = names_at(match.string, match.end())[:1]
    yield Part(names[0][0] if names else "", names[0][1] if names else here(match), "partner", "", PARTED)
    yield Part("widowed", here(match), "relationship_status", "", STATUS)


PATTERNS: tuple[Pattern, ...] = (
    mine(
        "relationship_status",
        r"my\s+ex[\s-]+(?:wife|husband)\b(?![^.!?]*\bmy\s+(?:new\s+)?(?:wife|husband|boyfriend"
        r"|girlfriend|partner|fianc)\b)",
        presupposed=True,
        fixed="divorced",
        confidence=0.55,
    ),
    anywhere(
        "partner",
        rf"\bit's\s+over\s+(?:between\s+(?:me|us)\s+and|with)\s+{NAME}",
        parts=_alone,
        affirmed=False,
        cues=frozenset(("over",)),
    ),
    said(
        "partner",
        r"i\s+(?:finally\s+|just\s+)?(?:dumped|divorced|left|broke\s+up\s+with)\s+(?:him|her)(?=\s*(?:[.,;!]|$))",
        parts=_alone,
        affirmed=False,
        confidence=0.8,
    ),
    *did(
        "partner",
        r"(?:broke(?:n)?\s+(?:it\s+)?up|broke\s+it\s+off|split(?:\s+up)?|separated"
        r"|parted\s+ways|ended\s+(?:it|things)|called\s+it\s+quits"
        rf"|divorced|(?:got(?:ten)?|am|was)\s+divorced)\s+(?:with|from)\s+(?:my\s+)?(?:\w+-year-old\s+)?"
        rf"(?:(?:{LOVED}\s+)?{NAME}|{LOVED})",
        parts=_alone,
        affirmed=False,
    ),
    *did(
        "partner",
        rf"(?:divorced|left|dumped)\s+(?:my\s+(?:{LOVED}\s+{NAME}|{LOVED}))\b(?!')",
        parts=_alone,
        affirmed=False,
    ),
    *did("partner", rf"(?:dumped|divorced)\s+{NAME}", parts=_alone, affirmed=False),
    anywhere(
        "partner",
        rf"\bme\s+and\s+my\s+{LOVED}\s+{_PARTED}{ENDS}",
        parts=_alone,
        affirmed=False,
        presupposed=True,
        cues=_PARTING,
    ),
    said(
        "partner",
        rf"{I_AM}(?:\w+ly\s+)?(?:separated|divorced)\s+from\s+(?:my\s+(?:{LOVED}\s+{NAME}|{LOVED}))\b",
        parts=_alone,
        affirmed=False,
    ),
    said(
        "partner",
        r"i(?:'ve|\s+have)?\s+(?:just\s+|recently\s+)?(?:got|been|was)\s+dumped\b",
        parts=_alone,
        affirmed=False,
    ),
    said("partner", rf"we(?:'re|'ve)?\s+{_PARTED}\b(?!\s+the\b){ENDS}", parts=_alone, affirmed=False),
    mine(
        "partner",
        rf"{MY}(?:\w+\s+)?{LOVED}\s+(?:of\s+\w+\s+\w+\s+)?(?:{NAME}\s+)?(?:just\s+|has\s+"
        rf"|recently\s+)?{_LEFT_ME}{_LEFT_ENDS}",
        parts=_alone,
        affirmed=False,
        presupposed=True,
    ),
    mine("partner", rf"{MY}{LOVED}\s+and\s+i\s+{_PARTED}{ENDS}", parts=_alone, affirmed=False, presupposed=True),
    anywhere(
        "partner", rf"\b{ANY_NAME}\s+and\s+(?:i|me)\s+{_PARTED}{ENDS}", parts=_alone, affirmed=False, cues=_PARTING
    ),
    anywhere("partner", rf"\bme\s+and\s+{ANY_NAME}\s+{_PARTED}{ENDS}", parts=_alone, affirmed=False, cues=_PARTING),
    anywhere(
        "partner",
        rf"\b{NAME}\s+(?:just\s+|has\s+|recently\s+)?{_LEFT_ME}{_LEFT_ENDS}",
        parts=_alone,
        affirmed=False,
        cues=_LEAVING,
    ),
    said(
        "partner",
        r"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:with|dating|seeing|married\s+to"
        rf"|engaged\s+to|together\s+with)\s+{NAME}",
        affirmed=False,
    ),
    mine(
        "partner",
        rf"{MY}ex(?:[\s-]+{LOVED})?,?\s+(?=(?-i:[^\W\d_a-z]))",
        parts=_former,
        affirmed=False,
        presupposed=True,
    ),
    anywhere(
        "partner", rf"\b{NAME}(?:\s+is|'s|,)\s+my\s+ex\b", affirmed=False, presupposed=True, cues=frozenset(("ex",))
    ),
    anywhere(
        "partner",
        rf"\b{NAME}(?:\s+is|'s)\s+(?:out\s+of\s+the\s+picture|no\s+longer\s+my\s+{LOVED})\b",
        affirmed=False,
        cues=frozenset(("picture", "longer")),
    ),
    mine("partner", rf"{MY}late\s+(?:wife|husband|spouse)\b,?\s*", parts=_late, affirmed=False, presupposed=True),
    mine(
        "relationship_status",
        rf"{MY}divorce\b[^.!?;]{{0,20}}?\s(?:is|was|went|got|has\s+been"
        r"|came)\s+(?:\w+ly\s+)?(?:final(?:i[sz]ed)?|through|done|complete|over|official"
        r"|finished)\b",
        fixed="divorced",
    ),
    anywhere(
        "relationship_status",
        r"\b(?:the|our)\s+divorce\s+(?:is|was|went|got|has\s+been"
        r"|came)\s+(?:\w+ly\s+)?(?:final(?:i[sz]ed)?|through|done|complete|over|official)\b",
        fixed="divorced",
        cues=_DIVORCE,
    ),
    mine(
        "partner",
        rf"{MY}divorce\b[^.!?;]{{0,20}}?\s(?:is|was|went|got|has\s+been"
        r"|came)\s+(?:\w+ly\s+)?(?:final(?:i[sz]ed)?|through|done|complete|over|official)\b",
        affirmed=False,
        fixed="",
    ),
    anywhere(
        "partner",
        r"\b(?:the|our)\s+divorce\s+(?:is|was|went|got|has\s+been"
        r"|came)\s+(?:\w+ly\s+)?(?:final(?:i[sz]ed)?|through|done|complete|over|official)\b",
        affirmed=False,
        fixed="",
        cues=_DIVORCE,
    ),
    said(
        "relationship_status",
        r"(?:i'm|i\s+am|we're|we\s+are)\s+(?:not|no\s+longer)\s+(?:really\s+"
        r")?(?P<object>single|married|engaged|divorced|in\s+a\s+relationship)\b(?!\s+(?:to"
        r"|with)\b)",
        affirmed=False,
    ),
    opening("relationship_status", r"no\s+longer\s+(?P<object>single|married|engaged)\b", affirmed=False),
    anywhere(
        "relationship_status",
        r"\bno\s+longer\s+(?P<object>single|married|engaged)(?=\s*[,.;!])",
        affirmed=False,
        confidence=0.85,
        cues=frozenset(("longer",)),
    ),
    *did(
        "relationship_status",
        r"(?:called|calling)\s+off\s+(?:our|my|the)\s+engagement\b",
        affirmed=False,
        fixed="engaged",
    ),
)
