"""What the rules about homes have in common: words for dwellings and places, and what makes a place a home."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.known import (
    is_place,
    organisations,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_DO,
    Pattern,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
    Span,
)

BACK = r"(?:back\s+|over\s+|out\s+|down\s+|up\s+|here\s+|across\s+|away\s+|in\s+together\s+|house\s+|home\s+)*"
_CAPITAL = r"(?-i:(?!I\b)[A-ZÀ-ÖØ-ÞĀ-Ž])[\w'.-]*"
NAMED = rf"{_CAPITAL}(?:[\s-](?:(?:de|del|da|do|la|le|el|al|of|am|sur)\s+)?{_CAPITAL}){{0,3}}"
FROM = rf"(?:from\s+(?:the\s+)?(?:{NAMED}|[a-z]+)\s+)?"
DWELLING = (
    r"(?:apartment|flat|house|home|place|condo|studio|bungalow|townhouse|houseboat|loft|bedsit|cottage\s+home|room"
    r"|dorm|street|neighbou?rhood|building|block|garden|balcony|kitchen|backyard|yard|basement|attic|porch|landlord"
    r"|landlady|neighbou?rs?|front\s+door|terrace|allotment|farm|living\s+room|local\s+\w+)"
)
SIZE = (
    r"(?:(?:own|new|current|little|tiny|small|big|rented|shared|cosy|cozy|lovely|wee|one-?bed(?:room)?"
    r"|two-?bed(?:room)?"
    r"|terraced|semi-?detached|student|basement|rental|first|beautiful|nice|whole|\w+-floor|\w+-bedroom|\w+-storey"
    r"|ground\s+floor|top\s+floor)\s+)*"
)
FORMER = r"(?:old|former|previous|last|ex|childhood)\s+"
IN = r"(?:in|near|outside(?:\s+of)?|just\s+outside(?:\s+of)?|around|close\s+to|on\s+the\s+outskirts\s+of)\s+"
WE = r"(?:i|we|(?:the\s+)?\w+\s+of\s+us|my\s+\w+\s+and\s+i)"
LIVE = r"(?:live|reside|(?:am|are|'m|'re)\s+(?:living|based|settled)|(?:'m|'re|\s+am|\s+are)(?=\s+(?:now|based)\b))"
NOW = r"(?:now\s+|currently\s+|all\s+|actually\s+|still\s+)*"
_SOON = r"(?:tomorrow|next\s+(?:week|month|year)|in\s+(?:a|two|three|\d+)\s+(?:weeks?|months?|days)|for\s+(?:a|the)\s+)"
_AWAY = re.compile(
    r"\b(?:holidays?|vacation|visit(?:ing|s)?|trip|conference|hotel|airbnb|hostel|layover|airport|(?:for"
    r"|over|on)\s+(?:the|a)\s+(?:\w+\s+)?weekend|touring"
    r"|backpacking|honeymoon|passing\s+through|travell?ing|stuck|tourists?|meeting|wedding|cruise|transit"
    r"|for\s+(?:work|business|a\s+(?:few|couple|week|month|day|bit|meeting|conference|gig|match|funeral))"
    r"|for\s+(?:two|three|four|\d+)\s+(?:days|nights|weeks)|flying|flight|back\s+on\s+\w+day|tonight"
    r"|tomorrow|next\s+week"
    r"|(?:when|whenever|while|once|every\s+time|last\s+time|if)\s+(?:i'?m|i\s+am|we'?re|we\s+are|i\s+was"
    r"|we\s+were)\s+in)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:sold|swapped|traded|exchanged|gave\s+up|given\s+up|left|quit|vacated|moved\s+out\s+of|lost"
    r"|selling|leaving|miss(?:ed)?|bought)\s+\Z",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|his|her|their|he's|she's|they're|who|parents|mother|father|mom|mum|dad|sister|brother|friends?"
    r"|cousin|aunt|uncle|son|daughter|boss|colleague|people|guys|character|client|customer)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"(?:IT|HR|QA|PR|UX|UI|AI|ML|Year|Grade|Marketing|Sales|Finance|Engineering|Chapter|Part|Class|Phase"
    r"|Excel|Word|English"
    r"|French|Spanish|German|Italian|Dutch|Danish|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|God|Love|Python|Java|Slack|Zoom|Bed"
    r"|Charge|Need|Trouble|Week|Month|Day|Room|Group|Team|College|University|School|Hospital|Heaven|Christmas|Lent"
    r"|Microsoft|Google|Photoshop|Figma|Java[Ss]cript|Minecraft|Spring|Summer|Autumn|Winter|CS|DM|STEM|PhD|MBA|BA"
    r"|Hospice|Therapy|Love|ICU|ER|A&E)\b"
)


def is_spot(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object names a place with a capital, or a known one."""
    words = match.string[slice(*span)]
    if _NO_PLACE.match(words):
        return False
    if words.lower() in organisations() and not is_place(words):
        return False
    return is_place(words) or any(word[:1].isupper() for word in words.split())


def is_home(match: re.Match[str], span: Span) -> bool:
    """Tell whether somebody is there for more than a visit, and it is not somebody else."""
    text = match.string
    return is_spot(match, span) and _AWAY.search(text) is None and _OTHERS.search(text[: match.start()]) is None


def is_kept_home(match: re.Match[str], span: Span) -> bool:
    """Tell whether the dwelling is still the speaker's: not sold, not given up."""
    return is_spot(match, span) and _GIVEN_UP.search(match.string[: match.start()]) is None


def is_known(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object is a known place."""
    return is_place(match.string[slice(*span)])


def is_move(match: re.Match[str], span: Span) -> bool:
    """Tell whether one of two names behind "left … for …" is a known place, so that both are."""
    names = [name for name in match.groupdict().values() if name]
    moved = re.match(
        r"(?:i|we)?(?:'ve|\s+have)?\s*(?:just\s+|recently\s+)*(?:moved|relocated)\b", match.group(), re.IGNORECASE
    )
    known = any(is_place(name) for name in names) or (moved and not {name.lower() for name in names} & organisations())
    return bool(known) and all(is_place(name) or name[:1].isupper() for name in names)


def home(expression: str, **rest: object) -> tuple[Pattern, Pattern]:
    """Return the rule for "I live" and the like, and the same where "I" is left out."""
    return (
        said("lives_in", rf"{I_DO}{expression}", Shape.PLACE, **rest),
        opening("lives_in", expression, Shape.PLACE, check=is_spot, confidence=0.75),
    )


BETWEEN = rf"(?P<old>{NAMED}|[a-z]+(?:\s[a-z]+)?)"
TO = rf"(?P<object>{NAMED}|[a-z]+(?:\s[a-z]+)?)(?![\w'])"
SWAPPED = (
    r"(?:swapped|traded|exchanged|switched|ditched|left|quit|gave\s+up|given\s+up|moved|relocated|shifted"
    r"|transferred)"
)
