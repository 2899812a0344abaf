"""How English speaks around a moment, and all of its rules."""

from __future__ import annotations

import re

from continuo.domain.moments import dates, numerals, offsets
from continuo.domain.moments.clock import with_clock
from continuo.domain.moments.frame import Frame
from continuo.domain.moments.moment import Moment
from continuo.domain.moments.narrowing import narrowed
from continuo.domain.moments.reading import DIGIT
from continuo.domain.moments.tongue import Tongue
from continuo.domain.moments.words import MONTH, NUMBER, UNIT, number, unit_name

_AHEAD = (
    r"\b(?:will|shall|won't|going\s+to|gonna|plan(?:s|ning)?|hope|hoping|wants?|wanna|needs?|have\s+to|has\s+to|should"
    r"|let's|schedule|book|remind|set|upcoming|due|deadline|until|by|next|soon|looking\s+forward"
    r"|can't\s+wait|would\s+like"
    r"|(?:am|is|are|i'?m|we'?re)\s+(?!doing\b)\w+ing|can\s+(?:you|we|i)|available|free|(?:ai|won)'t)\b|'ll\b"
)
_BEHIND = (
    r"\b(?:was|were|wasn't|weren't|did|didn't|had|been|went|got|said|told|came|saw|met|bought|made|took|gave"
    r"|found|left|began|started|(?!(?:marri|interest|excit|suppos|schedul|ne|fe|spe|suce)ed\b)\w{2,}ed|ago|since"
    r"|last|previous(?:ly)?)\b"
)
_OPENING = (
    r"\b(?:(?P<since>since|as\s+of|as\s+early\s+as|not\s+before|starting(?:\s+(?:in|on|from))?|from(?=.*\bonwards?\b))"
    r"|(?P<until>until|till|til|up\s+to|between\s+now\s+and|from\s+now\s+(?:to|until|till))"
    r"|(?P<before>before|prior\s+to|(?:no|not)\s+later\s+than|earlier\s+than)"
    r"|(?P<after>after|later\s+than))"
    r"\s+(?:about\s+|around\s+)?(?:the\s+)?(?:year\s+)?$"
)
_CLOSING = (
    r"\s+(?:(?P<since>or\s+later(?!\s+than)|onwards?|on(?=\s*[,.;!?])|and\s+after(?=\s*[,.;!?]))"
    r"|(?P<before>or\s+(?:earlier(?!\s+than)|before(?=\s*[,.;!?]|$))))\b"
)
_AWAY = (
    rf"\b(?P<count>{NUMBER})\s+(?P<unit>{UNIT})\s+(?:(?P<sooner>before|prior\s+to)|(?P<later>after|from|since))"
    r"\s+(?:the\s+)?$"
)
_BESIDE = (
    r"\b(?:the\s+)?(?:(?:very\s+)?next\s+)?(?P<unit>day|night|evening|morning|afternoon|week|weekend|month|year)\s+"
    r"(?:(?P<sooner>before)|(?P<later>after|following))\s+(?:the\s+)?$"
)
_LASTING = (
    rf"\b(?P<for>for\s+)?(?P<count>{NUMBER})\s+(?P<unit>{UNIT}),?\s+"
    r"(?:(?:starting|beginning)(?:\s+(?:on|from))?|(?(for)from|(?!)))\s+(?:the\s+)?$"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


FRAME = Frame(
    ahead=_compiled(_AHEAD),
    behind=_compiled(_BEHIND),
    repeated=_compiled(r"\b(?:every|each)\s+(?:other\s+|second\s+|single\s+)?(?:on\s+)?$"),
    opening=_compiled(_OPENING),
    closing=_compiled(_CLOSING),
    away=_compiled(_AWAY),
    beside=_compiled(_BESIDE),
    lasting=_compiled(_LASTING),
    up_to_now=_compiled(r"\s*(?:-|–|to|till|until|and|up\s+to)\s*(?:the\s+)?(?:now|present|current\s+date)\b"),
    range_start=_compiled(r"\b(?:from|between)\s+(?:the\s+)?$"),
    range_middle=_compiled(r"\s*(?:-|–|—|~|to|till|until|through|thru|and)\s*(?:the\s+)?$"),
    one_way=_compiled(r"\b(?:to|till|until|thru)\b"),
    month=_compiled(rf"\b{MONTH}\b"),
    dash=_compiled(r"[-–—~]|thr"),
    number=number,
    unit=unit_name,
    starts_at_end=_compiled(r"(?:the\s+)?end\b"),
    starts_at_beginning=_compiled(r"(?:the\s+)?(?:beginning|start)\b"),
)


def _refined(text: str, moment: Moment) -> Moment:
    return narrowed(text, with_clock(text, moment))


_SIGNS = (
    "the of and to is was it that i you my for on with have had be this but not are we they what did do at from he she "
    "in a an so when who how your our me been has will would as by or if can could about all there their them his her "
    "him its just like out up get got go going went know think here let s t m re ll ve d more some any than then later "
    "ago back last next each every after before until since where which why were because into too very"
)

RULES = (*numerals.RULES, *dates.RULES, *offsets.RULES)
ENGLISH = Tongue(
    name="en",
    triggers=frozenset().union(*(rule.needs[0] for rule in RULES)) - {DIGIT},
    signs=frozenset(_SIGNS.split()),
    rules=lambda: RULES,
    frame=lambda: FRAME,
    refined=_refined,
)
"""English."""
