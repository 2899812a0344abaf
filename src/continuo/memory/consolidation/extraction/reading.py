"""Applies the rules to one sentence: which statements stand where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from continuo.memory.consolidation.extraction.clauses import Clause, Mood, mood
from continuo.memory.consolidation.extraction.objects import grown, trimmed
from continuo.memory.consolidation.extraction.patterns import BY_ANCHOR, Anchor, Pattern
from continuo.memory.consolidation.extraction.refusals import fits
from continuo.memory.consolidation.extraction.sentences import Sentence
from continuo.memory.consolidation.extraction.shapes import Shape, Span
from continuo.memory.consolidation.extraction.vocabulary import LANGUAGES

_ANCHORS = re.compile(
    r"(?<![\w'.-])(?:(?P<i>i|we|im|ive)(?=['\s])(?!'d\b(?!\s+\w+ed))|(?P<my>my|our)(?=\s))", re.IGNORECASE
)
_OPENING = re.compile(
    r"\W*(?:(?:yeah|yes|yep|hey|hi|well|oh|so|and|also|ok|okay|btw|by\s+the\s+way|guess\s+what|actually|finally"
    r"|anyway|last\s+\w+|yesterday|today)[,!.]*\s+)*",
    re.IGNORECASE,
)
# What may stand beside another statement on the same words.
_TOGETHER = frozenset({("nickname", "wishes"), ("wishes", "nickname")})


# "Something I love is …", "which one I like best": the liked thing stands before, and the object is another.
_WHAT = re.compile(
    r"\b(?:what|which(?:\s+one)?|that|everything|something|anything|things?|ones?|all|someone|people|whatever"
    r"|whichever)\s+\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
_SPELLINGS = {"color": "colour", "film": "movie", "flavor": "flavour"}
_MORE_LANGUAGES = re.compile(
    rf"(?:\s*,\s*|\s+and\s+|\s*&\s*|\s+as\s+well\s+as\s+)(?:and\s+)?(?:(?:a\s+little|a\s+bit\s+of|some|fluent"
    rf"|basic)\s+)?"
    rf"(?P<object>{'|'.join(sorted(LANGUAGES))})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """One statement in a sentence; places count within the sentence.

    Args:
        clause: from the subject to the end of the object.
        predicate: complete, also for favourites.
        object: the place of the object; empty where the rule has a fixed one.
        kin: the word for the kinship beside a name: "sister".
    """

    pattern: Pattern
    predicate: str
    clause: Span
    object: Span
    mood: Mood
    kin: str = ""


def read(sentence: Sentence) -> list[Read]:
    """Return the statements of a sentence in the order of their words."""
    kept: list[Read] = []
    for _, found in sorted(_all(sentence), key=lambda ranked: (ranked[0], ranked[1].clause)):
        if found.mood is not Mood.NOT_SAID and not any(_collide(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda r: (r.clause, r.object, r.predicate))


def _all(sentence: Sentence) -> Iterator[tuple[int, Read]]:
    """Yield what every rule reads, with the rank of the rule."""
    text = sentence.text
    for anchor, starts in _places(text).items():
        for rank, pattern in BY_ANCHOR[anchor]:
            matches = (pattern.expression.match(text, start) for start in starts)
            yield from ((rank, r) for match in matches if match for r in _reading(sentence, pattern, match))
    for rank, pattern in BY_ANCHOR[Anchor.ANYWHERE]:
        for match in pattern.expression.finditer(text):
            yield from ((rank, r) for r in _reading(sentence, pattern, match))


def _places(text: str) -> dict[Anchor, list[int]]:
    """Return where rules of each anchor may begin."""
    places: dict[Anchor, list[int]] = {Anchor.I: [], Anchor.MY: [], Anchor.OPENING: []}
    for anchor in _ANCHORS.finditer(text):
        places[Anchor.I if anchor["i"] else Anchor.MY].append(anchor.start())
    opening = _OPENING.match(text)
    assert opening is not None
    places[Anchor.OPENING].append(opening.end())
    return places


def _reading(sentence: Sentence, pattern: Pattern, match: re.Match[str]) -> Iterator[Read]:
    span = _object(sentence.text, pattern, match)
    if span is None or (pattern.shape is Shape.TASTE and _WHAT.search(sentence.text, 0, match.start())):
        return
    clause = (match.start(), max(match.end(), span[1]))
    how = mood(Clause(sentence, *clause, presupposed=pattern.presupposed))
    predicate = pattern.predicate
    if predicate.endswith("_"):
        predicate = _favourite(predicate, match["kind"].lower())
    kin = match["kin"].lower() if "kin" in pattern.expression.groupindex else ""
    for part in _parts(sentence.text, pattern, span):
        yield Read(pattern, predicate, (clause[0], max(clause[1], part[1])), part, how, kin)


def _favourite(prefix: str, kind: str) -> str:
    """Return the slot of a favourite; several favourites of a kind are likings, for a slot holds one."""
    if kind.endswith("s") and not kind.endswith(("ss", "us", "series")):
        return "likes"
    slot = re.sub(r"[\s-]+", "_", kind)
    return prefix + _SPELLINGS.get(slot, slot)


def _parts(text: str, pattern: Pattern, span: Span) -> Iterator[Span]:
    """Yield the places of single names and languages where several are said in a row."""
    if pattern.shape is Shape.NAMES:
        for name in _NAME.finditer(text, *span):
            yield name.span()
    elif pattern.predicate == "speaks":
        yield span
        while (more := _MORE_LANGUAGES.match(text, span[1])) is not None:
            span = more.span("object")
            yield span
    else:
        yield span


def _object(text: str, pattern: Pattern, match: re.Match[str]) -> Span | None:
    if pattern.fixed is not None:
        return match.end(), match.end()
    if "object" in pattern.expression.groupindex:
        span: Span | None = trimmed(text, *match.span("object"))
    else:
        span = grown(text, match.end(), pattern.shape)
    return span if span is not None and fits(text, span, pattern.shape) else None


def _collide(one: Read, other: Read) -> bool:
    if one.predicate == other.predicate and _overlap(one.clause, other.clause):
        return one.pattern is not other.pattern or _overlap(one.object, other.object)
    if (one.predicate, other.predicate) in _TOGETHER:
        return False
    return _overlap(one.object, other.object)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
