"""How many of a thing the speaker has."""

from __future__ import annotations

import re
from datetime import datetime

from continuo.memory.consolidation.extraction.known import foods
from continuo.memory.consolidation.extraction.numerals import NUMERAL, ORDINAL, numeral
from continuo.memory.consolidation.extraction.patterns.phrase import Pattern, any_of, anywhere, did, mine, said
from continuo.memory.consolidation.extraction.shapes import Span

_NOT_COUNTED = (
    r"years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|times?|things?|questions?|ideas?"
    r"|options?|problems?|issues?"
    r"|points?|reasons?|ways?|weekends?|nights?|mornings?|evenings?|deadlines?|exams?|tests?|interviews?"
    r"|meetings?|appointments?|calls?"
    r"|emails?|messages?|tasks?|projects?|assignments?|essays?|papers?|chapters?|pages?|words?|sentences?"
    r"|paragraphs?|lines?|points?"
    r"|euros?|dollars?|pounds?|bucks|quid|cents|percent|degrees?|miles?|kilometers?|kilometres?|meters?"
    r"|metres?|steps?|feet|inches"
    r"|grams?|kilos?|litres?|liters?|cups?|spoons?|tablespoons?|teaspoons?|slices?|pieces?|bits?|parts?"
    r"|sets?|reps?|rounds?|games?"
    r"|people|guests?|persons?|friends?|others?|choices?|candidates?|offers?|tickets?|seats?|spots?"
    r"|slots?|tabs?|windows?|files?"
    r"|columns?|rows?|tables?|items?|examples?|suggestions?|requests?|concerns?|goals?|courses?|classes?"
    r"|lessons?|sessions?|shifts?"
    r"|coffees?|beers?|drinks?|glasses|bottles?|cans?|eggs?|meals?|portions?|servings?|recipes?|minds?"
    r"|hands?|eyes?|legs?|left\s+feet"
    r"|attempts?|tries|chances?|thoughts?|opinions?|theories|versions?|drafts?|favou?rites?|languages?"
    r"|jobs?|sorts?|kinds?|types?|pairs?"
    r"|dates?|trips?|flights?|stops?|variables?|functions?|errors?|bugs?|lists?|numbers?|dimensions?"
    r"|sides?|halves|ends?|weeks'|plans?"
    r"|square|hundred|thousand|million|billion|grand|k|kg|lbs?|cm|km|mm|ml|mg|am|pm|gb|tb|mb|of|more|or"
    r"|to|and|in|at|on|for|out|left|left|off|per|is|was|followers|subscribers|likes|views|seats|cards"
    r"|plants\s+that"
)
_THING = (
    rf"(?!(?:{_NOT_COUNTED})\b)(?P<kind>(?:(?!(?:{_NOT_COUNTED})\b|who|that|and|or|but|with|from|in|on|at"
    rf"|of|for|to|which|so|because|is|are|was|were)"
    r"[a-zà-ÿ-]+\s+){0,2}?(?!(?:as|this|his|its|is|was|has|does|us|always|yes|plus|bus|gas|news|towards"
    r"|perhaps|less|unless|across|besides|sometimes|series|kids'|ones)\b)"
    r"(?:[a-zà-ÿ-]+s|children|sheep|geese|mice|cattle|fish|goldfish|grandchildren|koi|deer|alpaca|aloe"
    r"|offspring|stepchildren|bonsai))(?![\w'-])"
)
_COUNT = rf"(?P<object>{NUMERAL})"
_OWN = r"(?:i|we)(?:'ve|\s+have|\s+now|\s+still|\s+only|\s+also|\s+already|\s+currently|\s+got|\s+just|\s+both)*\s+"
_HAVE = r"(?:have|had\s+got|got|own|keep|raise|breed|look\s+after|collect|foster|run|possess|share)"
_OTHERS = re.compile(
    r"\b(?:he|she|they|his|her|their|who|you|your|mom|mum|dad|parents|sister|brother|friend|neighbou?r"
    r"|boss)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:need|want|if|would|could|should|buy|looking|find|recipe|cook|make|eat|ate|bake|fridge|pantry"
    r"|leftover|ingredients|until|next)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)


def _digits(words: str, said_at: datetime) -> str | None:
    number = numeral(words)
    return str(number) if number is not None else None


def _is_kept(match: re.Match[str], span: Span) -> bool:
    """Tell whether the counted things are the speaker's and stay with them."""
    before = match.string[: match.start()]
    if _OTHERS.search(before) or _WRONG.search(before):
        return False
    kind = (match.groupdict().get("kind") or "").lower()
    # "My two Saras" counts namesakes, and "I have one" says no more than that there is one.
    if kind and match["kind"].split()[-1][0].isupper() and not match.string.isupper():
        return False
    if not kind and numeral(match.string[slice(*span)]) in {0, 1}:
        return False
    return not kind or (kind.split()[-1] not in foods() and kind.split()[-1].removesuffix("s") not in foods())


def _counted(expression: str, *, cues: frozenset[str], confidence: float = 0.9) -> Pattern:
    return anywhere("number_of_", expression, value=_digits, check=_is_kept, cues=cues, confidence=confidence)


PATTERNS: tuple[Pattern, ...] = (
    # "gave away a bike, two left", "lost a hen, six now"
    _counted(
        rf"\b(?:an?|one|another|(?:one|two|three)\s+of\s+(?:the|my|our))\s+(?P<kind>(?!few\b|lot\b|bit\b|day\b"
        rf"|week\b|month\b|year\b|minute\b|question\b)[a-z]+)\b[^.!?;\n]{{0,15}}?[,:;–—-]+\s*(?:so\s+|now\s+"
        rf"|only\s+|down\s+to\s+)*{_COUNT}\s+(?:left|now|remaining|to\s+go)\b(?!\s+\w+s\b)",
        cues=frozenset({"left", "now", "remaining"}),
        confidence=0.7,
    ),
    # "I have three bikes", "we've got 14 sheep now", "i've 3 bikes"
    said(
        "number_of_",
        rf"{_OWN}(?:{_HAVE}\s+)(?:(?:about|around|now|only|just|all|exactly|roughly|like|currently|still"
        rf"|already)\s+)*{_COUNT}\s+{_THING}",
        value=_digits,
        check=_is_kept,
    ),
    said(
        "number_of_", rf"(?:i|we)'ve\s+(?:now\s+|only\s+|still\s+)?{_COUNT}\s+{_THING}", value=_digits, check=_is_kept
    ),
    # "my three bikes", "our two cats"
    mine(
        "number_of_",
        rf"(?:my|our)\s+(?:other\s+|lovely\s+|all\s+)?(?P<object>(?!\d)(?:{NUMERAL}))\s+{_THING}",
        value=_digits,
        check=_is_kept,
        presupposed=True,
        confidence=0.8,
    ),
    # "my fourth bike", "bought a third guitar"
    mine(
        "number_of_",
        rf"(?:my|our)\s+(?P<object>(?!first\b|1st\b){ORDINAL})\s+(?P<kind>(?:bike|bicycle|car|cat|dog|guitar"
        rf"|child|kid|baby|son|daughter|tattoo|plant|house|laptop|phone|book|horse|hen|chicken|goat|sheep"
        r"|hive|tent|piano|camera|boat|motorbike|motorcycle|van|rabbit|grandchild|grandson|granddaughter"
        r"|kitten|puppy|parrot|snake|violin|ukulele|kimono|telescope|console|printer))\b(?!\s+(?:died|broke"
        r"|ran|is\s+due|will))",
        value=_digits,
        check=_is_kept,
        presupposed=True,
        confidence=0.7,
    ),
    *did(
        "number_of_",
        rf"(?:bought|got|adopted|acquired|added|built|ordered|picked\s+up)\s+(?:myself\s+|ourselves\s+)?(?:a"
        rf"|the|my|our)\s+(?P<object>(?!first\b|second\s+hand|second-hand|1st\b){ORDINAL})"
        rf"(?:\s+(?P<kind>(?!one\b|hand\b|time\b|of\b|party\b|generation\b|edition\b)[a-zà-ÿ-]+)\b)?",
        value=_digits,
        confidence=0.75,
    ),
    # "bought another bike so it's 4 now", "another cat, so that makes three"
    _counted(
        rf"\b(?:another|one\s+more|a\s+new|an\s+extra|a\s+second"
        rf"|a\s+third)\s+(?P<kind>[a-zà-ÿ-]+)\b[^.!?;\n]{{0,40}}?\b(?:so\s+|that\s+|which\s+)*(?:it's|that's"
        rf"|that\s+makes|makes|i\s+have|we\s+have|i'm\s+at|we're\s+at|now\s+i\s+have|i've\s+got|now\s+it's"
        rf"|now)\s+(?:it\s+)?(?:now\s+|up\s+to\s+)?{_COUNT}(?:\s+(?:of\s+them|now|in\s+total"
        rf"|altogether))?(?=\s*(?:$|[,.;!?)]|now\b|and\b|in\s+total|total|altogether|of\s+them))",
        cues=frozenset({"another", "more", "new", "extra", "second", "third"}),
        confidence=0.8,
    ),
    # "down to 5 hens", "14 sheep left", "26 sheep altogether", "so it's three hives"
    _counted(rf"\b(?:down|back)\s+to\s+{_COUNT}\s+{_THING}", cues=frozenset({"down", "back"}), confidence=0.8),
    _counted(
        rf"\b{_COUNT}\s+{_THING}\s+(?:left|altogether|in\s+total|all\s+in\s+all|now)\b",
        cues=frozenset({"left", "altogether", "total", "all", "now"}),
        confidence=0.75,
    ),
    _counted(
        rf"\b(?:turned\s+into|so\s+it's|so\s+that's|that\s+makes|which\s+makes|makes\s+it|now\s+it's"
        rf"|make\s+that|currently)\s+(?:now\s+)?{_COUNT}\s+{_THING}",
        cues=frozenset({"turned", "it", "that", "makes", "make", "currently"}),
        confidence=0.75,
    ),
    _counted(
        rf"\b(?:down\s+to|so\s+it's|so\s+that's|that\s+makes|which\s+makes|makes\s+it|kept|i'm\s+up\s+to"
        rf"|we're\s+up\s+to|(?:i|we)\s+have|i've|we've\s+got|i've\s+got|make\s+it|currently"
        rf"|got)\s+(?:now\s+)?{_COUNT}"
        r"(?=\s*(?:$|[.;!?)]|,\s|now\b(?!\s+\w+s\b)|of\s+them\b|left\b|in\s+total|altogether))(?!,\d)",
        cues=frozenset({"down", "it", "that", "makes", "kept", "up", "have", "i", "got", "we", "currently", "make"}),
        confidence=0.7,
    ),
    # "number of grandchildren: eight"
    _counted(
        rf"\b(?:number|count)\s+of\s+{_THING}(?:\s+for\s+[^.!?;,:\n]{{2,30}}?)?(?:\s*[:=]|\s+is|\s+was"
        rf"|'s)\s*(?:now\s+)?{_COUNT}",
        cues=frozenset({"number", "count"}),
    ),
    said(
        "number_of_",
        rf"(?:i'?m|i\s+am|we'?re|we\s+are)\s+(?:now\s+)?(?:a\s+|the\s+)?(?:proud\s+)?(?:owner|mother|father"
        rf"|mum|mom|dad|parent|grandmother|grandfather|grandma|grandpa|owners|parents)\s+(?:of"
        rf"|to)\s+{_COUNT}\s+{_THING}",
        value=_digits,
        check=_is_kept,
    ),
    _counted(
        rf"(?:^|[.!?,:]\s+|\bwith\s+(?:my\s+|our\s+)?)(?P<object>(?!\d{{3,}})(?:{NUMERAL}))\s+(?P<kind>kids"
        rf"|children|sons|daughters|sisters|brothers|siblings|grandchildren|grandkids|cats|dogs)(?=\s*(?:$"
        rf"|[,.;!?&]|and\b|ahead|here|at\s+home|myself|to\s+\w+|under))",
        cues=any_of("kids children sons daughters sisters brothers siblings grandchildren grandkids cats dogs"),
        confidence=0.65,
    ),
)
