"""Names and words for those one is or was with."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Pattern
from continuo.memory.consolidation.extraction.shapes import Span

NO_NAME = (
    r"(?!(?:she|he|they|it|this|that|these|my|her|his|we|you|what|who|the|but|and|so|then"
    r"|when|our|your|their|someone|everyone"
    r"|nobody|mom|mum|dad|if|after|since|also|yes|no|just|has|is|was|because|now|still|how"
    r"|why|where|first|after|me|both)\b)"
)
NAME = NO_NAME + r"(?-i:(?P<object>[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?(?:\s[^\W\d_a-z][^\W\d_]+)?))(?!\w)"
ANY_NAME = (
    r"(?P<object>(?!(?:you|she|he|they|that|this|it|who|what|me|him|her|them|yes|but|so"
    r"|the|my|wife|husband|partner|boyfriend|girlfriend|friends?|family|kids?|sister"
    r"|brother|mom|mum|dad|mother|father|son|daughter|boss|team|dog|cat|we|fianc[eé]e?|ex"
    r"|both)\b)[^\W\d_]{2,}(?:-[^\W\d_]+)?)"
)
LOVED = r"(?:wife|husband|partner|boyfriend|girlfriend|fianc[eé]e?|bf|gf|spouse|hubby)"
# The end of a thought, or the time when it was: what follows else would be something that two people split.
ENDS = (
    r"(?=\s*(?:[.,;!?:()\n-]|$)|\s+(?:on|in|last|this|two|three|four|a|an|\w+\s+(?:days?"
    r"|weeks?|months?|years?)\s+ago|over|after"
    r"|before|yesterday|today|and|but|so|because"
    r"|when|since|again|for|recently|\d+|just|now|at|right|back|cause|by|as|about|around|almost|earlier|i|it|we)\b)"
)
STATED = Pattern("partner", Anchor.I, re.compile(""), confidence=0.85)
STATUS = Pattern("relationship_status", Anchor.I, re.compile(""), confidence=0.85)
PARTED = Pattern("partner", Anchor.I, re.compile(""), affirmed=False, confidence=0.9)


def here(match: re.Match[str]) -> Span:
    """Return the place behind a match, for what has no words of its own."""
    return match.end(), match.end()
