"""The people and animals one speaks of as one's own: "my sister Ana", "I have two kids and a dog named Rex"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.being_words import STATUS_OF
from continuo.memory.consolidation.extraction.patterns.owning import (
    HELD,
    KIN_CUES,
    OF_ME,
    at_the_beginning,
    counted,
    formerly,
    none_of,
    of_mine,
    of_the,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    ADVERBS,
    I_AM,
    I_HAVE,
    Part,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape, Span


def _of_me(match: re.Match[str], _: Span) -> bool:
    """Tell whether a sentence speaks of its speaker, and of nobody else who might own an animal."""
    text = match.string
    return OF_ME.search(text) is not None and not _OTHERS.search(text)


_OTHERS = re.compile(
    r"\b(?:neighbou?rs?|friends?|their|his|her|someone|somebody|shelter|people|boss|colleague|roommate)\b",
    re.IGNORECASE,
)


def _whose(match: re.Match[str]) -> Iterator[Part]:
    """Yield the one whose kin one is: "I'm Nino's son" has a parent named Nino."""
    kin = match["kin"].lower()
    predicate = _TURNED_ROUND[kin]
    yield Part(match["object"], match.span("object"), predicate, "", HELD)
    if predicate == "partner":
        yield Part(STATUS_OF[kin], (match.end(), match.end()), "relationship_status", "", HELD)


_TURNED_ROUND = (
    dict.fromkeys(("son", "daughter"), "has_parent")
    | dict.fromkeys(("mother", "father", "mom", "mum", "dad"), "has_child")
    | dict.fromkeys(("brother", "sister"), "has_sibling")
    | dict.fromkeys(("wife", "husband", "girlfriend", "boyfriend", "partner"), "partner")
    | dict.fromkeys(
        ("aunt", "uncle", "cousin", "niece", "nephew", "grandmother", "grandfather", "grandma", "grandpa"),
        "has_relative",
    )
)
_WORK = (
    r"(?:work|(?:the|my)\s+office|accounting|accounts|hr|human\s+resources|it|marketing|sales|finance|legal|engineering"
    r"|support|procurement|logistics|payroll|the\s+(?:sales|marketing|design|finance|legal"
    r"|dev|product|data|hr|it)\s+team)"
)
_CLUB = (
    r"(?:(?:my|our)\s+(?:[a-z]+\s+){1,2}(?:team|club|class|choir|band|group|course)|church"
    r"|school|uni|college|the\s+gym)"
)
_NAME = r"(?-i:(?P<object>[^\W\d_a-z](?![A-Z])[^\W\d_]+(?:\s[^\W\d_a-z](?![A-Z])[^\W\d_]+)?))"

PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "has_relative",
        r"(?:\+\s*|(?<=\bme),?\s+(?:and\s+)?|\bboth\s+)(?=(?:husband|wife|hubby|wifey|parents)\b(?!['’]))",
        parts=of_the,
        presupposed=True,
        confidence=0.75,
        cues=KIN_CUES,
    ),
    said(
        "has_colleague",
        rf"i\s+(?:now\s+|directly\s+)?report\s+(?:directly\s+)?to\s+{_NAME}",
        Shape.NAMES,
        confidence=0.85,
    ),
    said(
        "has_relative",
        rf"(?:(?:i|we){ADVERBS}\s+(?:don't|do\s+not|dont|no\s+longer|never)(?:\s+(?:currently"
        r"|actually|even|really))?\s+"
        rf"(?:have|had|own|keep)|(?:i|we){ADVERBS}\s+have\s+no|(?:i|we)\s+haven't\s+got"
        r"|i've\s+(?:got\s+)?no|we've\s+(?:got\s+)?no"
        rf"|(?:i|we)\s+have\s+(?:exactly\s+)?zero)\s+(?:(?:any|a|an|our|my|the)\s+)?",
        parts=none_of,
        affirmed=False,
    ),
    mine(
        "has_relative",
        r"(?:my|our)\s+(?P<late>late\s+)?(?!ex\b|name\b)",
        parts=of_mine,
        presupposed=True,
        confidence=0.85,
    ),
    said("has_pet", r"(?:i|we)\s+used\s+to\s+(?:have|own|keep)\s+", parts=formerly, past=True),
    said(
        "has_pet",
        r"(?:i|we)\s+had\s+(?=[^.!?]*\b(?:as\s+a\s+(?:kid|child|teen\w*)|growing\s+up"
        r"|when\s+(?:i|we)\s+(?:was|were)|back\s+then"
        r"|years\s+ago|in\s+(?:19|20)\d\d)\b)",
        parts=formerly,
        past=True,
    ),
    said("has_relative", I_HAVE, parts=counted),
    said(
        "has_relative",
        rf"(?:i|we){ADVERBS}\s+(?:own|live\s+with|share\s+\w+\s+\w+\s+with|keep|raise)\s+",
        parts=counted,
    ),
    opening("has_relative", r"(?=\w)", parts=at_the_beginning, presupposed=True, confidence=0.75, cues=KIN_CUES),
    anywhere(
        "has_relative",
        r"\bthe\s+(?=(?:wife|hubby|missus|husband|grandparents|grandkids|in-laws|twins)\b)",
        parts=of_the,
        presupposed=True,
        confidence=0.75,
        cues=KIN_CUES,
    ),
    opening(
        "has_relative",
        r"(?=(?:two|three|four|five|[2-9])\s+(?:\w+\s+){0,2}[a-z]+(?:\s*,|\s*\(|\s+and\s+(?:a|one"
        r"|two|three|\d)\s|\s+(?:at\s+home|here)\b))",
        parts=counted,
        confidence=0.75,
        cues=KIN_CUES,
    ),
    anywhere(
        "has_pet",
        r"\b(?:walk(?:ing|ed)?|feed(?:ing)?|fed|brush(?:ing)?|bath(?:e|ing)|plus|and"
        r"|with)\s+the\s+(?P<object>dog|cat|puppy|kitten|dogs|cats)\b(?!\s+(?:next|of|from|at"
        r"|that|who|in\s+the)\b|['’])",
        presupposed=True,
        confidence=0.7,
        check=_of_me,
        cues=frozenset(("dog", "cat", "puppy", "kitten", "dogs", "cats")),
    ),
    opening("has_relative", r"(?:have|having|got|i've)\s+(?=(?:a|an|two|three|four|five|\d)\s)", parts=counted),
    said(
        "has_relative",
        rf"{I_AM}(?:a|an|the)\s+(?:(?:proud|happy|new|busy|working|single|stay-at-home|young|old|loving|tired)\s+)*"
        r"(?:owner|parent|mom|mum|mother|mama|dad|father|guardian|grandmother|grandfather"
        r"|grandma|grandpa)\s+(?:of|to)\s+",
        parts=counted,
    ),
    anywhere(
        "has_child",
        r"\b(?:mom|dad|mum|mother|father|parent|widow(?:er)?|woman|man|married|divorced|single"
        r"|engaged)\s+(?:here\s+)?with\s+"
        r"(?=(?:an?|two|three|four|five|\d)\s)",
        parts=counted,
        presupposed=True,
        cues=frozenset(("with",)),
    ),
    mine(
        "has_friend",
        rf"(?:a\s+)?friend\s+of\s+mine,?\s+(?:named\s+|called\s+)?{_NAME}",
        Shape.NAMES,
        presupposed=True,
    ),
    said(
        "has_relative",
        rf"{I_AM}{_NAME}['’]s?\s+(?:\w+\s+)?(?P<kin>{'|'.join(_TURNED_ROUND)})\b(?!['’])",
        parts=_whose,
        confidence=0.85,
    ),
    anywhere(
        "has_friend",
        rf"\b(?:friend|buddy|pal)\s+of\s+mine,?\s+(?:named\s+|called\s+)?{_NAME}",
        Shape.NAMES,
        presupposed=True,
        confidence=0.85,
        cues=frozenset(("mine",)),
    ),
    anywhere(
        "has_colleague",
        rf"\b(?:colleague|coworker|co-worker)\s+of\s+mine,?\s+(?:named\s+|called\s+)?{_NAME}",
        Shape.NAMES,
        presupposed=True,
        confidence=0.85,
        cues=frozenset(("mine",)),
    ),
    anywhere(
        "has_colleague",
        rf"\b{_NAME}\s+(?:from|in(?=\s+(?:hr|accounting|payroll|legal)\b))\s+{_WORK}\b",
        Shape.NAMES,
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("from", "in")),
    ),
    anywhere(
        "has_friend",
        rf"\b{_NAME}\s+from\s+{_CLUB}\b",
        Shape.NAMES,
        presupposed=True,
        confidence=0.7,
        cues=frozenset(("from",)),
    ),
)
