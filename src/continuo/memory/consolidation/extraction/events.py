"""Words for events with a day of their own, and for things that people count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.domain.predicates import DATE_OF
from continuo.memory.consolidation.extraction.vocabulary import PETS, THINGS

_WHOM = (
    r"(?:dentist|doctor|gp|vet|optician|physio|therapist|cardiologist|dermatologist|orthodontist"
    r"|hairdresser|lawyer|notary|bank|consulate|embassy)"
)
_HEADS = (
    r"(?:appointment|appt|check-?up|session|meeting)\s+(?:with|at)\s+(?:the|my|a|an|our)\s+"
    + _WHOM
    + r"|wedding|exam|final|midterm|resit|interview|appointment|appt|check-?up|check-in|flight|surgery"
    r"|operation|op|defen[cs]e|viva|test"
    r"|concert|recital|gig|marathon|half[\s-]marathon|race|triathlon|10k|5k|graduation|ceremony|deadline"
    r"|presentation|talk"
    r"|launch|opening|exhibition|vernissage|premiere|performance|show|play|audition|competition"
    r"|tournament|championship|match"
    r"|game|final|housewarming|party|christening|baptism|bar\s+mitzvah|bat\s+mitzvah|funeral|hearing|trial|court\s+date"
    r"|dentist|doctor|gp|vet|optician|physio|therapist|cardiologist|dermatologist|orthodontist"
    r"|gynaecologist|haircut|hairdresser"
    r"|parents'?\s+evening|anniversary|reunion|move|moving\s+day|due\s+date|start\s+date|first\s+day|last\s+day|renewal"
    r"|mri|scan|ultrasound|x-ray|biopsy|colonoscopy|blood\s+test|vaccination|booster|jab|session|meeting"
    r"|call|review|inspection"
    r"|delivery|trip|holiday|vacation|cruise|retreat|conference|workshop|course|lesson|class|seminar|webinar|open\s+day"
    r"|visit|reservation|booking|rehearsal|photo\s?shoot|shoot|release|submission|transfer|train|ferry"
    r"|expo|fair|market|festival|camp|barbecue|bbq|picnic|sale|auction|viewing|closing|handover|mot"
    r"|service|hike|tour|ride"
    r"|engagement\s+party|baby\s+shower|stag\s+do|hen\s+(?:do|party)|bachelor(?:ette)?\s+party|prom|ball"
    r"|gala|swim\s+meet|meet"
    r"|screening|consultation|procedure|treatment|chemo|assessment|evaluation|orientation|induction|onboarding"
)
_MODIFIER = (
    r"(?!(?:is|was|are|were|on|at|to|for|in|of|and|or|but|the|a|an|my|our|your|his|her|their|its|this"
    r"|that|these|those|have|has|had"
    r"|got|get|i|we|he|she|they|it|you|with|about|from|by|if|when|what|no|not|be|been|do|does|did|will"
    r"|would|can|could|may|might"
    r"|should|every|each|any|some|all|another|other|last|previous|old|first|friend|friends|mom|mum|dad"
    r"|sister|brother|son"
    r"|daughter|wife|husband|boss|before|after|until|since|near|per|over|during|via|past|this|next|one"
    r"|two|quick|catch|had|great|terrible|bad|good|amazing|awesome|been|went|going|go)\b)(?:(?:doctor"
    r"|dentist|driver|parent|vet|eye|optician)'?s'?|[a-zà-ÿ][a-zà-ÿ-]*)"
)
EVENT = (
    rf"(?P<kind>(?:{_MODIFIER}\s+){{0,2}}?(?:{_HEADS})(?:\s+(?:appointment|appt|date|interview|exam|test"
    rf"|party|ceremony|race|check-?up|visit|flight))?)(?![\w-])(?!'(?!s\s))"
)
"""An event with up to two words before it, as a fragment of a regular expression; its group is ``kind``."""

_NAMED_EVENT = re.compile(rf"(?:^\W*|[,;:(]\s*|\b(?:my|our|the|a|an|this|that|and|but|ok)\s+){EVENT}", re.IGNORECASE)
_NAMED_THING = re.compile(
    rf"\bhow\s+many\s+(?P<asked>(?:[a-z-]+\s+)?[a-z-]+s|sheep)\b|\b(?P<kept>(?:{PETS}|{THINGS}|records"
    rf"|books|tents|hives|sheep"
    r"|hens|chickens|goats|cows|ducks|stamps|kimonos?|kids|children))\b",
    re.IGNORECASE,
)


def named(family: str, text: str) -> Iterator[str]:
    """Yield the events, or the things, that a text names, in small letters and in order.

    Args:
        family: ``DATE_OF`` or ``NUMBER_OF``.
    """
    if family == DATE_OF:
        yield from (found["kind"].lower() for found in _NAMED_EVENT.finditer(text))
    else:
        yield from ((found["asked"] or found["kept"]).lower() for found in _NAMED_THING.finditer(text))
