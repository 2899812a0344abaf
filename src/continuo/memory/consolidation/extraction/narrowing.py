"""Cuts an object down to the words that name it: "a used 2009 Yaris with 300k km" is a Yaris."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from continuo.memory.consolidation.extraction.listing import first_of, listed
from continuo.memory.consolidation.extraction.shapes import Shape, Span

_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber"
)
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|weekends?|weekdays?|weeks?|months?|years?|mornings?|evenings?|afternoons?"
    r"|nights?|christmas|easter|ramadan|eid|diwali|thanksgiving|halloween|holidays?|break|term|semester|end)"
)
TIME = (
    rf"(?:tomorrow|tonight|today|yesterday|soon|later|next\s+\w+|this\s+(?:coming\s+)?(?:{_DAY}|{_SEASON})"
    rf"|last\s+(?:{_DAY}|{_SEASON})|(?:on|by|in|for|at|before|around|until|from|over|during|after)\s+(?:the\s+|a\s+"
    rf"|early\s+|late\s+|mid[\s-]?|next\s+|my\s+)*(?:{_DAY}|{_SEASON}|few|couple|(?:two|three|four|five|six"
    r"|ten|several)\b"
    rf"|\d)|\d{{1,2}}(?:st|nd|rd|th)\b)"
)
"""How a time begins that says when, and is no part of the thing itself."""

FREQUENCY = (
    rf"(?:every|each|\d+x|once|twice|thrice|daily|weekly|monthly|nightly|regularly|often|sometimes|most\s+(?:{_DAY}"
    rf"|{_SEASON}"
    r"|days)|(?:two|three|four|five|six|a\s+few|several|\d)\s+(?:times|days|nights|evenings|mornings|hours|pots|cups)"
    rf"|on\s+(?:the\s+)?(?:{_DAY}|{_SEASON})|at\s+(?:the\s+)?(?:{_SEASON})|in\s+the\s+(?:{_SEASON})|all\s+the\s+time"
    r"|(?:before|after)\s+(?:work|school|dinner|lunch|breakfast))"
)
"""How words begin that say how often."""

_TASTE_ENDS = re.compile(
    r"\s+(?:more\s+(?:than|and\s+more)|better\s+than|than|over\s+(?!easy)|rather|to\s+(?:my|the)\s+list|so\s+much"
    r"|(?:very|that)\s+much|by\s+a\s+mile|by\s+far|like\s+(?:crazy|mad)|to\s+(?:bits|death|pieces)|with\s+a\s+passion"
    r"|a\s+(?:lot|bit|ton)|every\s+time|at\s+all|now|nowadays|lately|recently|ever(?:\s+since)?|anyway|tho"
    r"|haha\w*|lol"
    r"|pls|plz|tbh|ngl|imo|btw|after\s+all|again|most|best|better|more|started|began|goes|is|was|are|has"
    r"|makes|made|comes"
    r"|came|never|will|means|these\s+days|days|need|want|looking|even|as\s+much"
    rf"|every|each|all\s+the\s+time|only|either|personally|whatever|today|tonight|{TIME})\b",
    re.IGNORECASE,
)
_ACTIVITY_ENDS = re.compile(
    rf"\s+(?:{FREQUENCY}|{TIME}|an?\s+(?:day|week|night|month)|for\s+(?:an?|fun|a\s+living|my|the|years|ages"
    r"|over|about|almost|nearly|\d)|since|with\s+my"
    r"|with\s+(?:friends|some|a)|when|while|but|because|so|now|again|nowadays|lately|these\s+days|a\s+lot|a\s+bit|too"
    r"|as\s+(?:a|well|my)|to\s+(?:relax|unwind|stay|keep|clear)|if|and\s+(?:need|want|am|was|have|it)|more"
    r"|most|instead"
    r"|not|just|only|myself|here|there|in\s+my\s+(?:free|spare)|thrice|pretty|quite|like|until|til|till"
    r"|(?:any|no)\s?(?:more|longer))\b",
    re.IGNORECASE,
)
_THING_ENDS = re.compile(
    rf"\s+(?:{TIME}|outside|inside|behind|next\s+to|any\s?more|any\s+longer|either|too|also|till|until"
    r"|from|for|with|without|that|which|who|to|at|in|on|by|near|under|when|where|two|three|because|as"
    r"|a\s+(?:week|month|year|few)|since|yesterday|ago|off|so|if|now|then|again|already|before|after|last"
    r"|online|cheap"
    r"|instead|finally|just|and\s+(?:now|it|am|was|i|the\s+other|love|need|want|got|bought|moved|went|started)"
    r"|is|are|was|were|has|had|have|does|can|will|or)\b",
    re.IGNORECASE,
)
_PLAN_ENDS = re.compile(
    rf"\s+(?:{TIME}|if|because|so\s+(?!much|many)|but|before\s+(?:i|we|my|the)|once|when|while|with\s+my|as\s+soon"
    r"|haha\w*|lol|and\s+(?:need|want|am|was|it|i|we))\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:(?:both|all|half)\s+(?:of\s+)?)?(?:my\s+(?:own|very\s+own)|our\s+own|my|our|the|this|that|these"
    r"|those|some|his"
    r"|her|their|its|a\s+couple\s+of|a\s+few|several|one\s+of|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}"
    r"|another|a\s+pair\s+of|pair\s+of)\s+(?:of\s+)?(?:my\s+|the\s+|our\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_EMPTY_ADJECTIVE = re.compile(
    r"(?:(?:brand[\s-]?new|new|newer|old|older|used|second[\s-]?hand|secondhand|pre-owned|trusty|beloved|dear|lovely"
    r"|beautiful|gorgeous|shiny|fancy|damn|damned|bloody|stupid|poor|little|wee|own|first|second|third|other|current"
    r"|previous|former|late|whole|entire|cool|nice|great|amazing|awesome|really|very|super|quite|pretty|fairly|cheap"
    r"|expensive|good|perfect|actual|favou?rite|ancient|lil|proper|decent|simple|refurbished|tiny|small|big|huge"
    r"|fantastic|wonderful|crappy|silly|ugly|battered|rusty|knackered|faithful|(?:19|20)\d\d|precious|fourth|extra"
    r"|spare|terraced|detached|semi-detached|red|green|blue|black|white|silver|gr[ae]y|yellow|orange|purple"
    r"|pink|brown|beige|\d+(?:-|\s)?years?(?:-|\s)old)\s+)+",
    re.IGNORECASE,
)


def narrowed_taste(text: str, span: Span) -> Span | None:
    """Return what is liked, without how much, since when, or more than what."""
    return _cut(text, first_of(text, span), _TASTE_ENDS)


def narrowed_activity(text: str, span: Span) -> Span | None:
    """Return what is done, without how often, since when, or with whom."""
    return _cut(text, first_of(text, span), _ACTIVITY_ENDS)


def narrowed_plan(text: str, span: Span) -> Span | None:
    """Return what is planned, without the time, which is kept beside it."""
    cut = _cut(text, first_of(text, span), _PLAN_ENDS)
    return None if cut is None else (_after_determiner(text, cut), cut[1])


def narrowed_thing(text: str, span: Span) -> Span | None:
    """Return what is kept, without articles that fit one occasion only, and without its age or price."""
    cut = _cut(text, first_of(text, span), _THING_ENDS)
    if cut is None:
        return None
    start = _after_determiner(text, cut)
    article = _ARTICLE.match(text, start, cut[1])
    bare = _EMPTY_ADJECTIVE.match(text, article.end() if article else start, cut[1])
    # An article stays where nothing between it and the thing falls away: "a boat", but "boat" of "a new boat".
    return (bare.end() if bare and bare.end() < cut[1] else start), cut[1]


_NARROWINGS: Mapping[Shape, Callable[[str, Span], Span | None]] = MappingProxyType(
    {
        Shape.TASTE: narrowed_taste,
        Shape.ACTIVITY: narrowed_activity,
        Shape.PLAN: narrowed_plan,
        Shape.THING: narrowed_thing,
        Shape.KEPT_THING: narrowed_thing,
    }
)


def narrowed(text: str, span: Span, shape: Shape) -> Span | None:
    """Return the span cut down as its shape asks for; the span itself where the shape asks for nothing."""
    narrow = _NARROWINGS.get(shape)
    return narrow(text, span) if narrow is not None else span


def parted(text: str, span: Span, shape: Shape) -> Iterator[Span]:
    """Yield the parts of a list, each cut down like an object that stands alone."""
    yield from listed(text, span, narrowed_thing if shape in {Shape.THING, Shape.KEPT_THING} else None)


def _after_determiner(text: str, span: Span) -> int:
    found = _DETERMINER.match(text, *span)
    return found.end() if found and found.end() < span[1] else span[0]


def _cut(text: str, span: Span, ends: re.Pattern[str]) -> Span | None:
    found = ends.search(text, *span)
    end = found.start() if found else span[1]
    while end > span[0] and text[end - 1] in " ,;:.!-–'":
        end -= 1
    return (span[0], end) if end > span[0] else None
