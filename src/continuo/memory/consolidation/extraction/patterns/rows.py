"""Statements about several things that are counted up: "peanuts, shellfish and cats"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from continuo.memory.consolidation.extraction.objects import grown, trimmed
from continuo.memory.consolidation.extraction.patterns.phrase import Part
from continuo.memory.consolidation.extraction.refusals import fits
from continuo.memory.consolidation.extraction.shapes import Shape, Span

_FOOD_SPLIT = re.compile(
    r"\s*,\s*(?:and\s+|or\s+|&\s*)?|\s+(?:and|or|nor|plus)\s+(?:also\s+|even\s+)?|\s*&\s*|\s*/\s*|\s+as\s+well\s+as\s+",
    re.IGNORECASE,
)
_FOOD_ENDS = re.compile(
    r"\s+(?:since|due|after|for\s+(?:health|religious|medical|ethical|the|my|years"
    r"|\w+\s+(?:years|months|weeks))|in\s+(?:general|case|my)|at\s+(?:all|home|night)"
    r"|from|ever|on\s+(?:weekdays|weekends|fridays|principle)|like|myself|yet|this|these"
    r"|that|very|much|so|lately|nowadays|recently|yesterday|today|altogether|completely"
    r"|entirely|forever|cold\s+turkey|(?:a|one|two|three|four|five|six|ten|\d+|some"
    r"|several|many|a\s+few)\s+(?:years?|months?|weeks?|days?)|due\s+to|when|during|right"
    r"|lol|here|again"
    r"|either|as|found|last|bc|cos|cuz|except|without|with\s+(?:a|my|the)|by|unless"
    r"|because|until|than|is|are|was|were|has|have|can|could|will|would|should|makes?"
    r"|means?|more\s+than|to\s+(?:be|the\s+point|keep|help|lose)|anymore|any\s+more"
    r"|any\s+longer|but|\(.*|too)\b.*$",
    re.IGNORECASE,
)
_NO_FOOD = re.compile(
    r"(?:found|forg[eo]t\w*|start(?:ed|s)?|began|felt|feel|feels|lost|went|took|never|still|now|can|need|so|which|looking|please|just|even|don't|do|is|was|are|were|help"
    r"|got|had|have|has|will|try|suggest|give|make|find|keep|got|it|that|this|them|those"
    r"|these|anything|everything|something|nothing|much|any|enough|well|out|at|in|there"
    r"|here|him|her|you|me|a\s+(?:lot|thing|bit|few)|too|very|before|after|until|late"
    r"|early|properly"
    r"|breakfast|lunch|dinner|and|or|as|for|on|with|my|your|his|their|our|more|most|less"
    r"|all|both|i|we|i'm|to|the\s+(?:whole|rest|same|most)|right|alone|meals?|food|foods"
    r"|solid|what|which|how|if|when|the\s+.*|being|having|doing|stress|hard\s+work"
    r"|work|working|mornings|people|drama|exercise|commitment|bullshit|bs|nonsense"
    r"|stupid(?:ity|\s+people)?|fun|meetings|mondays|\w+ing\b(?!\s+\w)|one|some|just|until"
    r"|\d.*)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:any|all|some|most|many|certain|both|either|the|a|an|my|eating|drinking|having"
    r"|also|even|really|pretty\s+much|mostly|maybe|every\s+kind\s+of|all\s+kinds\s+of"
    r"|any\s+kind\s+of|stuff\s+like|things\s+like|foods?\s+(?:like|with)|anything\s+with"
    r"|lots\s+of|(?:too\s+)?much)\s+)+",
    re.IGNORECASE,
)
MOST_WORDS_OF_FOOD = 4
"""Words of the longest food."""


def _foods(text: str, start: int) -> Iterator[Span]:
    """Yield the places of foods and the like that are counted up from a place on."""
    span = grown(text, start, Shape.TASTE)
    if span is None:
        return
    words = text[start : _row_end(text, start, span[1])]
    place = start
    for piece in _FOOD_SPLIT.split(words):
        found = text.find(piece, place)
        place = found + len(piece)
        part = _food(text, found, place)
        # "Allergies: dairy, diet: vegan": what a colon follows is another line of the form.
        if part is None or text[part[1] : part[1] + 1] == ":":
            return
        yield part


def _row_end(text: str, start: int, end: int) -> int:
    ends = _FOOD_ENDS.search(text, start, end)
    return ends.start() if ends else end


def _food(text: str, start: int, end: int) -> Span | None:
    lead = _LEADS.match(text, start, end)
    if lead is not None and lead.end() < end:
        start = lead.end()
    start, end = trimmed(text, start, end)
    words = text[start:end]
    if not words or len(words.split()) > MOST_WORDS_OF_FOOD or _NO_FOOD.match(words):
        return None
    return (start, end) if fits(text, (start, end), Shape.TASTE) else None


def row(predicate: str) -> Callable[[re.Match[str]], Iterator[Part]]:
    """Return what yields one statement for each food behind a match."""

    def parts(match: re.Match[str]) -> Iterator[Part]:
        yield from (Part("", span, predicate) for span in _foods(match.string, match.end()))

    return parts


def row_before(predicate: str) -> Callable[[re.Match[str]], Iterator[Part]]:
    """Return what yields one statement for each food in the group of a match."""

    def parts(match: re.Match[str]) -> Iterator[Part]:
        start, end = match.span("object")
        for piece in _FOOD_SPLIT.split(match.string[start:end]):
            found = match.string.find(piece, start)
            part = _food(match.string, found, found + len(piece))
            if part is not None:
                yield Part("", part, predicate)

    return parts


def rows_of(words: str) -> Callable[[re.Match[str]], Iterator[Part]]:
    """Return what yields the object of a match, and what else of its kind is counted up behind it."""
    more = re.compile(
        r"(?:\s+(?:daily|every\s+\w+|(?:once|twice)\s+a\s+day|\d+\s?mg))?\s*(?:,\s*(?:and\s+"
        r"|or\s+)?|\s*\(|\s+and\s+|\s*&\s*|\s+or\s+|\s+plus\s+)(?:(?:also|my|a|an|some"
        rf"|the)\s+)?(?P<object>{words})(?![\w-])",
        re.IGNORECASE,
    )

    def parts(match: re.Match[str]) -> Iterator[Part]:
        found: re.Match[str] | None = match
        while found is not None:
            start, end = found.span("object")
            lead = _LEAD_WORDS.match(found.string, start, end)
            yield Part("", (lead.end() if lead else start, end))
            found = more.match(found.string, found.end("object"))

    return parts


_LEAD_WORDS = re.compile(
    r"(?:(?:an?|the(?!\s+pill\b)|some|my)\s+)?(?:\d+(?:\.\d+)?\s?(?:mg|mcg|g|ml|iu"
    r"|units)\s+(?:of\s+)?)?(?:(?:an?|the(?!\s+pill\b)|some|my)\s+)?",
    re.IGNORECASE,
)


_ANOTHER = re.compile(
    r"\b(?:example|woman|man|patient|client|character|persona|someone|somebody|person"
    r"|friend|guest|dog|cat|sheepdog|horse|puppy|kitten|son|daughter|kid|mother|father|mom"
    r"|mum|dad|sister|brother|husband|wife)s?\b",
    re.IGNORECASE,
)


def of_nobody_else(match: re.Match[str], _: Span) -> bool:
    """Tell whether a sentence without "I" speaks of nobody else either."""
    return _ANOTHER.search(match.string) is None
