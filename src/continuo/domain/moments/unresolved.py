"""Moments that a text names after something only the person knows: "two weeks before my birthday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from continuo.domain.moments.words import NUMBER, UNIT

_OCCASION = (
    r"(?:birthday|wedding|anniversary|graduation|engagement|divorce|funeral|honeymoon|birth|death|surgery|operation"
    r"|accident|interview|exam|finals|trip|vacation|holiday|retirement|promotion|move|party|reunion|pregnancy"
    r"|childhood|breakup|break-up|baby\s+shower|first\s+day|last\s+day)"
)
_PERSON = r"(?:I|we|he|she|they|you)"
_OWN = (
    rf"(?:(?:my|our|his|her|their|your|the)\s+(?:[\w'-]+\s+){{0,3}}?{_OCCASION}"
    r"(?:\s+(?:in|to|with|at)\s+(?-i:[A-Z])\w+)?)"
)
_CLAUSE = (
    rf"(?:{_PERSON}\s+(?:first\s+|last\s+)?[\w']+(?:\s+[\w'-]+){{0,4}}?)(?=\s*(?:[,.;!?]|$|\b(?:and|but|so|because)\b))"
)
_DISTANCE = (
    rf"(?:(?:about\s+)?(?:{NUMBER}|a\s+few|a\s+couple\s+of)\s+{UNIT}|the\s+(?:very\s+next\s+)?"
    r"(?:day|night|evening|morning|week|weekend|month|year))\s+(?:before|prior\s+to|after)"
)
_PATTERN = re.compile(
    rf"\b(?:{_DISTANCE}\s+(?P<far>{_OWN}|{_CLAUSE})"
    rf"|(?:since|until|till|before|after|on|at|during|by)\s+(?P<near>{_OWN})"
    rf"|(?:ever\s+)?since\s+(?P<clause>{_CLAUSE}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A moment that cannot be told without knowing when ``name`` was: "my birthday", "we met"."""

    start: int
    end: int
    name: str


def unresolved(text: str) -> Iterator[Unresolved]:
    """Yield the moments named after an occasion or a clause, with the distance to it as part of the expression."""
    for match in _PATTERN.finditer(text):
        name = match["far"] or match["near"] or match["clause"]
        yield Unresolved(*match.span(), " ".join(name.split()))
