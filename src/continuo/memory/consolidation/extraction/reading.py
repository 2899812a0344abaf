"""Applies the rules to one sentence: which statements stand where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from continuo.domain.predicates import FAVOURITE
from continuo.memory.consolidation.extraction.clauses import Clause, Mood, mood
from continuo.memory.consolidation.extraction.ellipsis import elided
from continuo.memory.consolidation.extraction.narrowing import narrowed, parted
from continuo.memory.consolidation.extraction.objects import grown, trimmed
from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Pattern
from continuo.memory.consolidation.extraction.refusals import fits
from continuo.memory.consolidation.extraction.sentences import Sentence
from continuo.memory.consolidation.extraction.shapes import Shape, Span
from continuo.memory.consolidation.extraction.slots import beside, slot
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
_TOGETHER = frozenset({("nickname", "wishes"), ("wishes", "nickname"), ("owns", "drives"), ("drives", "owns")})
_LISTED = frozenset({Shape.TASTE, Shape.ACTIVITY, Shape.THING, Shape.KEPT_THING})


# "Something I love is …", "which one I like best": the liked thing stands before, and the object is another.
_WHAT = re.compile(
    r"\b(?:what|which(?:\s+one)?|that|everything|something|anything|things?|ones?|all|someone|people|whatever"
    r"|whichever)\s+\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
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
        words: the object where it was put together.
    """

    pattern: Pattern
    predicate: str
    clause: Span
    object: Span
    mood: Mood
    kin: str = ""
    words: str = ""


@cache
def rules() -> dict[Anchor, tuple[tuple[int, Pattern], ...]]:
    """Return the rules that begin with each anchor, each with its rank."""
    # Loaded when first asked for: they take a second to compile, and a door that only serves has no use for them.
    from continuo.memory.consolidation.extraction.patterns.every import BY_ANCHOR

    return BY_ANCHOR


Ranked = tuple[int, Pattern]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one anchor.

    Args:
        always: those to be tried in any sentence.
        by_cue: the others, by each of the words of which one has to be there.
    """

    always: tuple[Ranked, ...]
    by_cue: dict[str, tuple[Ranked, ...]]

    def of(self, words: frozenset[str]) -> Iterator[Ranked]:
        """Yield the rules that a sentence of these words may follow, each once."""
        yield from self.always
        # Most sentences have a dozen words, and an anchor has hundreds of rules: the words are the shorter way.
        cued = {rank: pattern for word in words for rank, pattern in self.by_cue.get(word, ())}
        yield from sorted(cued.items())


@cache
def _rules() -> dict[Anchor, _Rules]:
    return {anchor: _by_cue(ranked) for anchor, ranked in rules().items()}


def _by_cue(ranked: Iterable[Ranked]) -> _Rules:
    always: list[Ranked] = []
    by_cue: dict[str, list[Ranked]] = {}
    for rank, pattern in ranked:
        for cue in pattern.cues:
            by_cue.setdefault(cue, []).append((rank, pattern))
        if not pattern.cues:
            always.append((rank, pattern))
    return _Rules(tuple(always), {cue: tuple(found) for cue, found in by_cue.items()})


def read(sentence: Sentence) -> list[Read]:
    """Return the statements of a sentence in the order of their words.

    A session's sentences are read twice, for its facts and for its summary; the second time they are known. Nobody
    who reads keeps them for long: see ``forget_read``.
    """
    # New ones each time: two statements of equal words are still two.
    return [replace(found) for found in _read(sentence)]


def forget_read() -> None:
    """Drop the sentences that are known."""
    _read.cache_clear()


@lru_cache(1024)
def _read(sentence: Sentence) -> list[Read]:
    kept: list[Read] = []
    for _, found in sorted(_all(sentence), key=lambda ranked: (ranked[0], ranked[1].clause)):
        if found.mood is not Mood.NOT_SAID and not any(_collide(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda r: (r.clause, r.object, r.predicate))


def _all(sentence: Sentence) -> Iterator[tuple[int, Read]]:
    """Yield what every rule reads, with the rank of the rule."""
    text = sentence.text
    words = frozenset(_WORD.findall(text.lower()))
    shared = dict(elided(text))
    for anchor, starts in _places(text, shared).items():
        for rank, pattern in _rules()[anchor].of(words) if starts else ():
            for start in starts:
                match = pattern.expression.match(text, start)
                if match:
                    yield from ((rank, r) for r in _reading(sentence, pattern, match, shared.get(start, start)))
    for rank, pattern in _rules()[Anchor.ANYWHERE].of(words):
        for match in pattern.expression.finditer(text):
            yield from ((rank, r) for r in _reading(sentence, pattern, match, match.start()))


def _places(text: str, shared: Iterable[int]) -> dict[Anchor, list[int]]:
    """Return where rules of each anchor may begin."""
    places: dict[Anchor, list[int]] = {Anchor.I: [], Anchor.MY: [], Anchor.OPENING: [], Anchor.ELIDED: list(shared)}
    for anchor in _ANCHORS.finditer(text):
        places[Anchor.I if anchor["i"] else Anchor.MY].append(anchor.start())
    opening = _OPENING.match(text)
    assert opening is not None
    places[Anchor.OPENING].append(opening.end())
    places[Anchor.OPENING] = list(dict.fromkeys(places[Anchor.OPENING] + places[Anchor.ELIDED]))
    return places


def _reading(sentence: Sentence, pattern: Pattern, match: re.Match[str], subject: int) -> Iterator[Read]:
    """Yield what a rule reads; what stands before the subject says how far the words commit to it."""
    if pattern.parts is not None:
        yield from _several(sentence, pattern, match, subject)
        return
    span = _object(sentence.text, pattern, match)
    if span is None or (pattern.shape is Shape.TASTE and _WHAT.search(sentence.text, 0, match.start())):
        return
    clause = (match.start(), max(match.end(), span[1]))
    how = mood(Clause(sentence, subject, clause[1], presupposed=pattern.presupposed))
    predicate = pattern.predicate
    if predicate.endswith("_"):
        predicate = slot(predicate, (match.groupdict().get("kind") or "").lower())
    kin = match["kin"].lower() if "kin" in pattern.expression.groupindex else ""
    parts = _parts(sentence.text, pattern, span)
    # A slot for one value takes the first of a list.
    for part in islice(parts, 1) if predicate.startswith(FAVOURITE) else parts:
        yield Read(pattern, predicate, (clause[0], max(clause[1], part[1])), part, how, kin)


def _several(sentence: Sentence, pattern: Pattern, match: re.Match[str], subject: int) -> Iterator[Read]:
    """Yield what a rule finds by itself."""
    assert pattern.parts is not None
    for part in pattern.parts(match):
        clause = (match.start(), max(match.end(), part.span[1]))
        how = mood(Clause(sentence, subject, clause[1], presupposed=pattern.presupposed))
        rule = part.rule or pattern
        yield Read(rule, part.predicate or rule.predicate, clause, part.span, how, part.kin, part.words)


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
    elif pattern.shape in _LISTED:
        yield from (part for part in parted(text, span, pattern.shape) if fits(text, part, pattern.shape))
    else:
        yield span


def _object(text: str, pattern: Pattern, match: re.Match[str]) -> Span | None:
    if pattern.fixed is not None:
        return match.end(), match.end()
    span: Span | None
    if "object" in pattern.expression.groupindex:
        span = narrowed(text, trimmed(text, *match.span("object")), pattern.shape)
    else:
        span = grown(text, match.end(), pattern.shape)
    if span is None or not fits(text, span, pattern.shape):
        return None
    return span if pattern.check is None or pattern.check(match, span) else None


def _collide(one: Read, other: Read) -> bool:
    if one.predicate == other.predicate and _overlap(one.clause, other.clause):
        if one.pattern.affirmed != other.pattern.affirmed or one.pattern.past != other.pattern.past:
            # "I moved from Gdansk to Brno" ends one home and begins another.
            return _overlap(one.object, other.object)
        return one.pattern is not other.pattern or _overlap(one.object, other.object)
    if (one.predicate, other.predicate) in _TOGETHER or beside(one.predicate, other.predicate):
        return False
    return _overlap(one.object, other.object) and not (_told_within(one, other) or _told_within(other, one))


def _told_within(one: Read, other: Read) -> bool:
    """Tell whether a plan or a liking mentions somebody: "visiting my sister in Boston" tells of both."""
    wider = other.object[0] <= one.object[0] and one.object[1] <= other.object[1] and one.object != other.object
    return wider and one.predicate.startswith("has_") and other.predicate in {"plans_to", "likes", "dislikes", "does"}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
