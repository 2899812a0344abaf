"""Height, weight and what may be spent."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.phrase import Pattern, anywhere, did, mine, opening, said
from continuo.memory.consolidation.extraction.shapes import Span

_HEIGHT = (
    r"(?P<object>(?:1\d|2[0-3])\d\s?cm\b|[12][.,]\d{1,2}\s?(?:m\b|met(?:re|er)s?\b)?(?!\s?(?:kg|km|k\b|million"
    r"|%))|[12]\s?m\s?\d\d\b"
    r"|[3-7]\s?(?:'|ft\.?|feet|foot)\s?(?:\d{1,2}(?:\.5)?)?(?:\s?(?:\"|''|in\b|inch(?:es)?))?)"
)
_TALL = r"(?:\s*(?:tall|in\s+height))"
_WEIGHT_UNIT = r"(?:kgs?|kilos?|kilograms?|lbs?|pounds|stones?|st)\b"
_WEIGHT = (
    rf"(?P<object>\d{{2,3}}(?:[.,]\d)?\s?{_WEIGHT_UNIT}(?:\s+\d{{1,2}}(?:\s?(?:lbs?"
    rf"|pounds))?)?)(?!\s+(?:of|heavier|lighter|more|less|bag|dumb|kettle|to\s+(?:lose|go)))"
)
_SO_FAR = (
    r"(?:(?:now|currently|about|around|roughly|exactly|only|just|already|still|down\s+to|up\s+to|at"
    r"|back\s+to|back\s+at|approx\.?|almost|nearly)\s+)*"
)
_CURRENCY = (
    r"(?:euros?|eur|dollars?|usd|bucks|pounds|quid|gbp|francs?|chf|crowns|kr|yen|rupees|zloty|pln|cad|aud"
    r"|reais|rand|pesos)"
)
_SUM = (
    rf"(?P<object>(?:[$€£]\s?\d[\d,.]*\d?\s?(?:k|m)?\b(?:\s{_CURRENCY}\b)?|\d[\d,.]*\s?(?:k|m)?\s?(?:€|£"
    rf"|\$|{_CURRENCY}\b)|\d[\d,.]*\s?k\b))"
)
_BARE_SUM = (
    rf"(?P<object>(?:[$€£]\s?)?\d[\d,.]*(?<=\d)\s?(?:k\b)?(?:\s?(?:€|£|\$|{_CURRENCY}\b))?)(?!\s*(?:%|days"
    rf"|hours|people|weeks))"
)
_ROUGHLY = (
    r"(?:(?:about|around|roughly|only|just|now|currently|up\s+to|max(?:imum)?|at\s+most|still|actually"
    r"|under|below|something\s+like|approximately|exactly|strictly)\s+)*"
)
_MY_SIZE = re.compile(
    r"\b(?:he|she|they|his|her|their|him|dad|mom|mum|brother|sister|son|daughter|husband|wife|friend|bag"
    r"|box|package|suitcase|dog|cat)\b[^.!?;]*\Z",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:goal|target|aim|want|lose|gain|ideal|deadlift|lift|squat|bench|if|would|someone|limit|press)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)


def _is_own(match: re.Match[str], span: Span) -> bool:
    before = match.string[: match.start()]
    return _MY_SIZE.search(before) is None and _HYPOTHETICAL.search(match.string[: span[0]]) is None


_BODY = (
    said(
        "height",
        rf"(?:i'?m|i\s+am)\s+{_SO_FAR}{_HEIGHT}(?:{_TALL}|(?=\s*(?:$|[,.;!?)/]|and\b|so\b|but\b|with\b|at\b"
        rf"|male|female|man|woman|for\b|now\b)))",
    ),
    said("height", rf"(?:i\s+stand|i\s+measure)\s+(?:in\s+)?(?:at\s+)?{_SO_FAR}{_HEIGHT}"),
    said("height", rf"(?:i'?m|i\s+am)\s+[1-9]\d(?:\s+years\s+old|yo)?,?\s+(?:and\s+)?{_HEIGHT}"),
    mine(
        "height",
        rf"my\s+(?:\w+\s+)?height(?:'s|\s+is|\s*[:=]|\s+was\s+measured\s+at|,)?\s+{_SO_FAR}{_HEIGHT}",
        presupposed=True,
    ),
    anywhere(
        "height",
        rf"(?:^|[\n,;(]\s*)height(?:\s*[:=]\s*|\s+(?:is\s+)?){_HEIGHT}",
        cues=frozenset({"height"}),
        presupposed=True,
    ),
    anywhere(
        "height",
        rf"\b(?:i|i'm|me|doctor|clinic|nurse|measured|chart|sheet)\b[^.!?;\n]{{0,40}}?\b(?:measured(?:\s+(?:me"
        rf"|myself|at|in|by)\b[^.!?;:\n]{{0,25}})?|(?:sheet|chart|nurse|doctor|clinic)\s+(?:says|said|wrote"
        rf"|has))[:,]?\s+(?:(?:at|as|it's|i'm)\s+)*{_HEIGHT}",
        cues=frozenset({"measured", "says", "wrote", "said", "has"}),
        presupposed=True,
        confidence=0.75,
        check=_is_own,
    ),
    said(
        "weight",
        rf"i\s+(?:now\s+|currently\s+|still\s+|only\s+|already\s+)*(?:weigh(?:\s+in)?(?:\s+at)?|hit"
        rf"|reached)\s+{_SO_FAR}{_WEIGHT}",
        check=_is_own,
    ),
    said("weight", rf"(?:i'?m|i\s+am)\s+{_SO_FAR}{_WEIGHT}", check=_is_own),
    said(
        "weight",
        rf"(?:i'?m|i\s+am)\s+{_SO_FAR}(?:[12]?\d{{2}}\s?cm|[12][.,]\d{{1,2}}\s?m?|[12]\s?m\s?\d\d|[3-7]\s?(?:'"
        rf"|ft\.?|feet"
        rf"|foot)\s?(?:\d{{1,2}})?(?:\s?(?:\"|''|in\b|inch(?:es)?))?)(?:\s+tall)?\s*(?:,|and|&|/|at"
        rf"|with)*\s*(?:weigh(?:ing)?\s+)?{_WEIGHT}",
    ),
    opening(
        "weight",
        rf"(?:am\s+)?(?:now\s+|currently\s+|down\s+to\s+|up\s+to\s+|weigh\s+|weighing\s+|at\s+)+{_WEIGHT}",
        check=_is_own,
    ),
    said(
        "weight",
        rf"i\s+(?:used\s+to\s+weigh|weighed|was)\s+{_SO_FAR}{_WEIGHT}",
        past=True,
        confidence=0.85,
        check=_is_own,
    ),
    *did(
        "weight",
        rf"(?:gone|went|got|dropped|come|came|slimmed|bulked|moved)\s+(?:from\s+\d{{2,3}}(?:[.,]\d)?\s?(?:"
        rf"{_WEIGHT_UNIT})?\s+)?(?:back\s+|down\s+|up\s+)*to\s+{_WEIGHT}",
    ),
    mine(
        "weight",
        rf"my\s+(?:current\s+|starting\s+|body\s+)?weight(?:'s|\s+is|\s*[:=]|,)?\s+{_SO_FAR}{_WEIGHT}",
        presupposed=True,
    ),
    anywhere(
        "weight",
        rf"(?:^|[\n,;(]\s*)(?:starting\s+|current\s+)?weight(?:\s*[:=]\s*|\s+(?:is\s+)?(?:now\s+)?){_WEIGHT}",
        cues=frozenset({"weight"}),
        presupposed=True,
    ),
    anywhere(
        "weight",
        rf"(?:^\W*|\bscale\s+(?:says|said|shows|showed)\s+|[.!?,]\s+)(?:(?:it\s+says|now|today|down\s+to"
        rf"|up\s+to|i'm)\s+)*{_WEIGHT}\s+(?:this\s+morning|today|now|on\s+the\s+scale|as\s+of)",
        presupposed=True,
        confidence=0.75,
        cues=frozenset({"morning", "today", "now", "scale"}),
    ),
    anywhere(
        "weight",
        rf"\b(?:scale|it)\s+(?:says|said|shows|showed|read|reads)\s+{_SO_FAR}{_WEIGHT}",
        presupposed=True,
        confidence=0.7,
        cues=frozenset({"says", "said", "shows", "showed", "read", "reads"}),
    ),
    anywhere(
        "weight",
        rf"(?:^\W*)(?:(?:down|up|back|now)\s+)+(?:to\s+|at\s+)?{_WEIGHT}",
        presupposed=True,
        confidence=0.75,
        cues=frozenset({"down", "up", "back", "now"}),
    ),
    anywhere(
        "height",
        rf"\bsomeone\s+{_HEIGHT}(?=[^.!?]*[.!?]?\s*\((?:that's\s+)?me\))",
        presupposed=True,
        cues=frozenset({"someone"}),
    ),
)

_MONEY = (
    mine(
        "budget",
        rf"(?:my|our)\s+(?:new\s+|total\s+|max(?:imum)?\s+|current\s+|whole\s+|monthly\s+|overall\s+|(?!(?:old"
        rf"|previous|former|original)\b)\w+\s+)?budget(?:\s+(?:for\s+[^.!?;,\n]{{2,30}}?|there|now))?"
        rf"(?:'s|\s+is|\s*[:=]|\s+of|\s+went\s+(?:up\s+|down\s+)?(?:from\s+[\d$€£,.k]+\s+)?to"
        rf"|\s+(?:has\s+)?(?:gone|grew|grown|shrunk|shrank"
        rf"|dropped|increased|changed)(?:\s+(?:up|down))?(?:\s+from\s+[\d$€£,.k]+)?\s+to|\s+got\s+(?:cut"
        rf"|raised)\s+to)?\s+{_ROUGHLY}{_BARE_SUM}",
    ),
    mine(
        "budget",
        rf"(?:my|our)\s+(?:price\s+)?(?:limit|max(?:imum)?|ceiling|price\s+range"
        rf"|cap)(?:\s+(?:for\s+[^.!?;,\n]{{2,30}}?))?(?:'s|\s+is|\s*[:=])\s+{_ROUGHLY}{_BARE_SUM}",
        confidence=0.8,
    ),
    anywhere(
        "budget",
        rf"(?:^|[\n,;(.!?]\s*|\b(?:new|the|a|max(?:imum)?|on\s+a|with\s+a|have\s+a"
        rf"|total)\s+)budget(?:\s+for\s+[^.!?;,:\n]{{2,30}}?)?(?:\s*[:=]|'s|\s+is(?:\s+now)?"
        rf"|\s+of)?\s+{_ROUGHLY}{_BARE_SUM}",
        presupposed=True,
        confidence=0.85,
        cues=frozenset({"budget"}),
    ),
    anywhere(
        "budget",
        rf"(?<![\w'])(?:a|an)\s+{_SUM}\s+budget\b",
        presupposed=True,
        confidence=0.85,
        cues=frozenset({"budget"}),
    ),
    said(
        "budget",
        rf"(?:i|we)(?:'ve|\s+have|\s+only|\s+can|\s+could|\s+got|\s+want\s+to|\s+don't\s+want\s+to|\s+can't"
        rf"|\s+would\s+like\s+to|'d\s+like\s+to|'d\s+rather\s+not|\s+will)*\s+(?:spend|pay|go)\s+(?:up\s+to"
        rf"|at\s+most|no\s+more\s+than|more\s+than|around|about|only|as\s+much\s+as|over|above|max(?:imum)?"
        rf"|roughly)*\s*{_SUM}(?!\s+(?:a|per|every|each|on\s+(?:rent|food|groceries))\b)",
        presupposed=True,
        confidence=0.8,
        check=lambda match, span: (
            re.search(r"\b(?:can|could|want|like|rather|will|more|up\s+to|most)\b", match.group(), re.IGNORECASE)
            is not None
        ),
    ),
    said(
        "budget",
        rf"(?:i|we)(?:'ve|\s+have|\s+only|\s+got|'ve\s+got)+\s+{_ROUGHLY}{_SUM}\s+(?:to\s+spend|to\s+spare"
        rf"|for\s+(?:it|this|that|the\s+\w+|a\s+\w+|everything)|available|max)",
        confidence=0.85,
    ),
    *did(
        "budget",
        rf"(?:raised|increased|cut|lowered|upped|reduced|changed|set|bumped|stretched|adjusted)\s+(?:my|our"
        rf"|the)\s+(?:\w+\s+)?budget\s+(?:(?:up|down)\s+)?(?:from\s+[\d$€£,.k\s]+\s+)?(?:to"
        rf"|at)\s+{_ROUGHLY}{_BARE_SUM}",
    ),
    anywhere(
        "budget",
        rf"\bwhat\s+(?:do|can|should|could)\s+[^.!?]{{2,40}}\s+with\s+{_SUM}(?=\s*\?)",
        presupposed=True,
        confidence=0.65,
        cues=frozenset({"with"}),
    ),
)

PATTERNS: tuple[Pattern, ...] = (*_BODY, *_MONEY)
