"""Takes lists apart: "a rice cooker and a sofa" are two things, "mac and cheese" is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from continuo.memory.consolidation.extraction.shapes import Span

_SEPARATOR = re.compile(r"\s*,\s*(?:and|or|&|plus)?\s+|\s*,\s*|\s+(?:and|or|&|plus|as\s+well\s+as)\s+", re.IGNORECASE)
_ONE_THING = re.compile(
    r"\b(?:mac(?:aroni)?\s+(?:and|&)\s+cheese|fish\s+(?:and|&)\s+chips|rock\s*(?:and|&|'?n'?)\s*roll"
    r"|salt\s+(?:and|&)\s+\w+|r\s*&\s*b|arts?\s+(?:and|&)\s+crafts?|black\s+(?:and|&)\s+white|bed\s+and\s+breakfasts?"
    r"|drum(?:s)?\s+(?:and|&)\s+bass|gin\s+(?:and|&)\s+tonics?|rum\s+(?:and|&)\s+\w+|bread\s+and\s+butter"
    r"|ham\s+and\s+\w+|bacon\s+and\s+eggs|peanut\s+butter\s+(?:and|&)\s+\w+|cookies\s+and\s+cream|pen\s+and\s+\w+"
    r"|track\s+and\s+field|dungeons\s+(?:and|&)\s+dragons|d\s*&\s*d|country\s+and\s+western|science\s+and\s+\w+"
    r"|peace\s+and\s+quiet|family\s+and\s+friends|friends\s+and\s+family|sweet\s+and\s+(?:sour|salty)"
    r"|wine\s+and\s+cheese|cheese\s+and\s+wine|more\s+and\s+more|over\s+and\s+over|true\s+crime\s+and\s+\w+"
    r"|\w+\s+(?:and|&)\s+sons?|s\s*&\s*m|b\s*&\s*b|washer\s+(?:and|&)\s+dryer|bow\s+and\s+arrows?)\b",
    re.IGNORECASE,
)
_SHARED_HEAD = re.compile(
    r"(?:red|white|black|green|blue|brown|dark|light|hot|cold|sweet|salty|spicy|sour|old|new|big|small|long"
    r"|short|fast"
    r"|slow|indoor|outdoor|male|female|modern|classical|national|local|foreign|wild|raw|milk|morning|evening|early"
    r"|late|acoustic|electric|(?:[A-Z]\w+(?:ese|ian|ish|an|i)|Thai|Greek|French|Dutch|Welsh))\Z"
)
_OPENS_CLAUSE = re.compile(
    r"(?:i|i'm|im|never|always|ever|could|still|really|especially|mostly|mainly|ideally|preferably|we|you|he"
    r"|she|it|they|there|this|that|these|those|so|but|because|what|how|where|when|why|who|which|any"
    r"|can|could|would|should|do|does|did|is|are|was|were|am|be|need|want|have|has|had|get|got|give|make|find|help"
    r"|tell|show|suggest|recommend|please|pls|thanks|then|not|no|now|just|also|even|if|as|since|though|everything"
    r"|anything|something|nothing|all|stuff|things?|more|most|whatever|maybe|looking|wondering|trying"
    r"|somebody|someone|everybody|everyone|nobody|tastes?|smells?|looks?|feels?|sounds?|dont|do\s+not|hate"
    r"|hates|love"
    r"|loves|like|likes|don't|can't|ideas?|tips?|recommendations?|suggestions?|with|without|for|in|at|on|to|of"
    r"|my\s+(?:wife|husband|partner|friend|sister|brother|mom|mum|dad|boyfriend|girlfriend|kids?|son|daughter))\b",
    re.IGNORECASE,
)
_MOST_WORDS = 4
"""Words of a part; what is longer goes on differently than a list does."""


Narrowing = Callable[[str, Span], Span | None]


def listed(text: str, span: Span, narrow: Narrowing | None = None) -> Iterator[Span]:
    """Yield the parts of a list, or the span itself where it is none.

    Args:
        narrow: cuts every part down to what names the thing, before it is looked at how long it is.
    """
    parts, span = _of_one_clause(text, span)
    if narrow is not None:
        parts = [cut for part in parts if (cut := narrow(text, part)) is not None]
        span = narrow(text, span) or span
    yield from parts if _is_list(text, parts) else [span]


def first_of(text: str, span: Span) -> Span:
    """Return the span without what follows a comma, unless a list goes on behind it."""
    parts, span = _of_one_clause(text, span)
    kept = span[1]
    while "," in text[span[0] : kept] and len(parts) > 1 and not _is_list(text, parts):
        kept = text.rindex(",", span[0], kept)
        parts = list(_parts(text, (span[0], kept)))
    return span[0], kept


def _of_one_clause(text: str, span: Span) -> tuple[list[Span], Span]:
    """Return the parts before one that opens a clause of its own, and where they end: "the sea and hate swimming"."""
    parts = list(_parts(text, span))
    opening = next((i for i, (a, b) in enumerate(parts) if i and _OPENS_CLAUSE.match(text, a, b)), None)
    if opening is None:
        return parts, span
    return parts[:opening], (span[0], parts[opening - 1][1])


def _parts(text: str, span: Span) -> Iterator[Span]:
    begin, end = span
    whole = [found.span() for found in _ONE_THING.finditer(text, *span)]
    for cut in _SEPARATOR.finditer(text, *span):
        if any(a <= cut.start() < b for a, b in whole) or cut.start() <= begin:
            continue
        yield begin, cut.start()
        begin = cut.end()
    if begin < end:
        yield begin, end


def _is_list(text: str, parts: list[Span]) -> bool:
    words = [text[a:b] for a, b in parts]
    if len(parts) < 2 or any(len(w.split()) > _MOST_WORDS or _OPENS_CLAUSE.match(w) for w in words[1:]):
        return False
    # "Olives, never could": two parts need a word between them to be a list, unless a list was announced.
    announced = text[: parts[0][0]].rstrip().endswith((":", "=", "-"))
    if len(parts) == 2 and not announced and not re.search(r"\w|&", text[parts[0][1] : parts[1][0]]):
        return False
    # "red and white wine" names no red.
    if _SHARED_HEAD.match(words[0]) and len(words[-1].split()) > 1:
        return False
    first = words[0].split()
    # "walks with my dog and my kids": what follows "and" belongs to "with", unless it begins alike.
    if re.search(r"\s(?:with|for|to|of|between|about|from)\s", words[0]):
        return _is_gerund(first[0]) and all(_is_gerund(w.split()[0]) for w in words[1:] if w)
    return len(first) <= _MOST_WORDS


def _is_gerund(word: str) -> bool:
    return len(word) > 4 and word.lower().endswith("ing")
