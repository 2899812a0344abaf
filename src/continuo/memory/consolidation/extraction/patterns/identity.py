"""Who one is: name, nickname, age, birthday, languages, allergies and diet."""

from __future__ import annotations

from continuo.domain.moments.words import MONTH
from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
    I_DO,
    I_HAVE,
    I_HAVE_BEEN,
    Pattern,
    anywhere,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import LANGUAGES

_NUMBER_ENDS = (
    r"(?=\s*(?:$|[,.;!?)\n]|and\b|years?\b|yrs?\b|y/?o\b|yo\b|now\b|but\b|so\b|with\b|male\b|female\b"
    r"|[mf]\b|this\b|today\b|old\b|single\b|from\b|living\b))(?!\.\d)"
)
_LANGUAGE = rf"(?P<object>(?:{'|'.join(sorted(LANGUAGES))}))\b"
_DIETS = (
    r"(?P<object>vegan|vegetarian|pescatarian|pescetarian|flexitarian|gluten[\s-]free|dairy[\s-]free|keto|paleo"
    r"|halal|kosher"
    r"|teetotal|lactose[\s-]intolerant|gluten[\s-]intolerant|celiac|coeliac|diabetic)\b(?!-)(?!\s+(?:recipe|option"
    r"|food|dish|meal|restaurant|chef|cook|chili|version|cuisine|brand|lunch|dinner)s?)"
)
_HEALTH = r"(?:severely|deathly|highly|mildly|slightly|very|super|quite|badly|a\s+bit|terribly|extremely)\s+"
_DATE = (
    rf"(?P<object>(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}"
    rf"|{MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}[/.]\d{{1,2}}"
    rf"|\d{{4}}-\d\d-\d\d)(?:[,/.]?\s?\d{{4}})?)(?!\w)"
)

PATTERNS: tuple[Pattern, ...] = (
    mine(
        "name", r"my\s+(?:full\s+|first\s+|real\s+|actual\s+|own\s+)?name(?:'s|\s+is)\s+", Shape.NAME, confidence=0.95
    ),
    anywhere(
        "name",
        r"(?:^|(?<=[.!?\n]\s))(?:(?:hi|hey|hello|good\s+(?:morning|evening|afternoon))(?:\s+(?:there|everyone|all"
        r"|guys))?[,!.\s]+)"
        r"(?:i'?m|i\s+am|this\s+is|it's)\s+(?P<object>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)\b(?=\s*(?:[,.!;)]|$|and\b"
        r"|from\b|here\b|-|a\b|\())",
        Shape.NAME,
    ),
    said(
        "name",
        r"(?:i'm|i\s+am)\s+(?-i:(?P<object>[A-Z][a-z]{2,}(?:\s+[A-Z][a-z]+)?))\b(?=\s*(?:,\s+(?:and\b|an?\s|by\s"
        r"|\d)|\.\s*$|\s+and\s+(?:I'm|I|i'm|this)\b|\s+by\s+the\s+way|,\s+your\b))",
        Shape.NAME,
        confidence=0.75,
    ),
    anywhere(
        "nickname",
        r"\b(?:people|friends|everyone|everybody|you\s+can|you\s+may|please|just|they\s+all"
        r"|most\s+people)\s+(?:(?:usually|mostly|all|just)\s+)?call\s+me\s+",
        Shape.NAME,
    ),
    anywhere("nickname", r"(?:^|(?<=[.!?,\n]\s))call\s+me\s+(?-i:(?P<object>[A-Z]\w+))", Shape.NAME),
    said("nickname", r"i\s+(?:usually\s+|mostly\s+|also\s+)?go\s+by\s+(?:the\s+name\s+)?", Shape.NAME),
    mine("nickname", r"my\s+nickname(?:'s|\s+is)\s+", Shape.NAME),
    said(
        "age",
        rf"{I_AM}(?P<object>[1-9]\d|[5-9]|10\d)(?:-|\s*(?:years?|yrs?)[\s-]old\b|\s*y/?o\b|{_NUMBER_ENDS})",
        confidence=0.9,
    ),
    said(
        "age",
        r"i(?:'ve)?(?:\s+just|\s+recently|\s+finally)?\s+turned\s+(?P<object>[1-9]\d|[5-9])\b(?!\s*%)",
        confidence=0.85,
    ),
    mine("age", r"my\s+age\s+is\s+(?P<object>\d{1,3})\b"),
    mine(
        "birthday",
        rf"my\s+(?:birthday|bday|b-day|birth\s+date|date\s+of\s+birth)(?:'s|\s+is|\s+falls)?\s+(?:on\s+"
        rf"|in\s+)?{_DATE}",
    ),
    said("birthday", rf"i\s+was\s+born\s+(?:on\s+)?{_DATE}"),
    said("speaks", rf"{I_DO}(?:can\s+)?speak\s+(?:\w+\s+){{0,3}}?{_LANGUAGE}"),
    said("speaks", rf"{I_AM}(?:fluent|bilingual|proficient|conversational)\s+in\s+(?:both\s+)?{_LANGUAGE}"),
    said("speaks", rf"(?:i)\s+{DO_NOT}speak\s+(?:any\s+|much\s+)?{_LANGUAGE}", affirmed=False),
    mine("speaks", rf"my\s+(?:native|first|mother|second)\s+(?:language|tongue)(?:'s|\s+is)\s+{_LANGUAGE}"),
    said("allergic_to", rf"{I_AM}(?!not\b)(?:{_HEALTH})?allergic\s+to\s+", confidence=0.95),
    said(
        "allergic_to",
        rf"{I_HAVE}(?:a|an)\s+(?:(?:severe|bad|mild|serious|terrible|slight"
        rf"|life-threatening)\s+)?(?P<object>[\w-]+(?:\s+nut)?)\s+allerg(?:y|ies)\b",
    ),
    mine(
        "allergic_to",
        r"my\s+(?:(?:severe|bad|mild|serious)\s+)?(?P<object>(?!seasonal\b|food\b|skin\b"
        r"|new\b)[\w-]+(?:\s+nut)?)\s+allergy\b",
        presupposed=True,
        confidence=0.8,
    ),
    said(
        "allergic_to",
        r"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:actually\s+|really\s+)?allergic\s+to\s+",
        affirmed=False,
    ),
    said("diet", rf"{I_HAVE_BEEN}(?!not\b)(?:a\s+|an\s+)?(?:strict\s+|lifelong\s+)?{_DIETS}"),
    said("diet", rf"i(?:'ve)?\s+(?:recently\s+|just\s+)?(?:went|gone|became|become|turned)\s+{_DIETS}"),
    said("diet", rf"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:a\s+)?{_DIETS}", affirmed=False),
    anywhere("diet", rf"\bas\s+an?\s+{_DIETS}(?=,?\s+(?:i|my)\b)", confidence=0.8),
    said("diet", rf"{I_AM}on\s+a\s+(?P<object>[\w-]+(?:\s+[\w-]+)?)\s+diet\b"),
    said("diet", rf"{I_DO}follow\s+a\s+(?:strict\s+)?(?P<object>[\w-]+(?:\s+[\w-]+)?)\s+diet\b"),
    said("avoids", rf"i\s+{DO_NOT}(?:eat|drink)\s+", Shape.TASTE, confidence=0.85),
    said(
        "avoids",
        r"i(?:'ve|\s+have)?\s+(?:recently\s+)?(?:stopped|quit|gave\s+up|given\s+up)\s+eating\s+",
        Shape.TASTE,
        confidence=0.85,
    ),
    said("diet", rf"{I_HAVE_BEEN}on\s+(?:the\s+)?(?P<object>keto|paleo|whole30)\b"),
    said("avoids", r"i\s+(?:always\s+|usually\s+)?avoid\s+(?:eating|drinking)\s+", Shape.TASTE, confidence=0.85),
)
