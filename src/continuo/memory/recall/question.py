"""What a question asks for, read from its words without a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

import numpy as np

from continuo.domain.moments import Moment, spans
from continuo.domain.moments.spans import NO_ANCHORS
from continuo.memory.graph.neighbours import Nearby
from continuo.memory.recall.anchors import without_occasions
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array
from continuo.memory.recall.wishes import Wish, wish_of
from continuo.memory.vectors.dates import WHEN, asked_for
from continuo.memory.vectors.terms import TermHasher, words
from continuo.memory.vectors.values import KINDS, asked

MOST_TERMS = 64
"""Distinct terms of a question that are looked up; a longer text is searched by its first ones."""
MOST_VALUED = 16
"""Terms of a question of which it is looked up whether a text gives them a value."""

_ASKER = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|mine|me|we|our|us)\b", re.IGNORECASE)
_ASSISTANT = re.compile(r"\b(?:you|your|assistant)\b", re.IGNORECASE)
_ASKED_OF = re.compile(r"\b(?:can|could|would|will|do|should)\s+you\b|\bthank\s+you\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Background:
    """What has to be known of a person to understand their question.

    Args:
        anchors: days by the names that the question gives them, such as "my birthday".
        nearby: what the graph leads to from the names in the question.
    """

    anchors: Mapping[str, date] = field(default_factory=lambda: NO_ANCHORS)
    nearby: Nearby = field(default_factory=Nearby)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. It holds no words.

    Args:
        terms: (t,) uint32, distinct hashes.
        repeated: (t,) how often each occurs.
        dates: (d,) uint32, hashes of the days, months or years that it asks about.
        when: (1,) uint32, the term of every text that names some moment.
        values: (v, k) uint32, hashes of the terms of every text that gives the question's first v words a value of
            one of the k kinds that it may ask for.
        asks_value: whether its words tell which kinds of value it asks for.
        speakers: hashes of the speakers it names, of those that the person's memory has.
        asked_at: seconds since 1970.
        moments: stretches of time that it names.
        spans: the same, each as first and last second since 1970.
        is_of_asker: it speaks of the one who asks ("my", "I").
        is_of_assistant: it speaks of what the assistant said ("what did you suggest").
        nearby: what the graph leads to from the names in it; nothing where it names nobody.
    """

    terms: Array
    repeated: Array
    dates: Array
    when: Array
    values: Array
    asks_value: bool
    speakers: frozenset[int]
    asked_at: float
    moments: tuple[Moment, ...]
    spans: tuple[tuple[float, float], ...]
    wish: Wish
    is_of_asker: bool
    is_of_assistant: bool
    nearby: Nearby


def understand(
    text: str, *, hasher: TermHasher, asked_at: datetime, slice: Slice, background: Background | None = None
) -> Question:
    """Return what the question asks for.

    Args:
        asked_at: the moment of asking, aware.
        slice: whose speakers may be named.
        background: ``None`` where nothing is known of the person.
    """
    known = background or Background()
    asked_words = without_occasions(text, known.anchors)
    counts = list(Counter(hasher.hashes(asked_words)).items())[:MOST_TERMS]
    kinds = asked(text)
    moments = tuple(spans(text, now=asked_at, anchors=known.anchors))
    return Question(
        terms=np.array([term for term, _ in counts], np.uint32),
        repeated=np.array([n for _, n in counts], np.float32),
        dates=np.array(hasher.dates(asked_for(moments)), np.uint32),
        when=np.array(hasher.dates([WHEN]), np.uint32),
        values=_values(asked_words, hasher, kinds),
        asks_value=len(kinds) < len(KINDS),
        speakers=_speakers(text, hasher, slice),
        asked_at=asked_at.timestamp(),
        moments=moments,
        spans=tuple((m.since.timestamp(), m.until.timestamp()) for m in moments),
        wish=wish_of(text),
        is_of_asker=_ASKER.search(text) is not None,
        is_of_assistant=_ASSISTANT.search(_ASKED_OF.sub("", text)) is not None,
        nearby=known.nearby,
    )


def _values(text: str, hasher: TermHasher, kinds: Sequence[str]) -> np.ndarray:
    """Return the value terms of the text's first distinct terms, in the order of ``Question.terms``."""
    first: dict[int, str] = {}
    for word in words(text):
        for term in hasher.hashes(word)[:1]:
            first.setdefault(term, word)
    found = [hasher.value_terms(word) for word in list(first.values())[:MOST_VALUED]]
    return np.array(found, np.uint32).reshape(-1, len(KINDS))[:, [KINDS.index(kind) for kind in kinds]]


def _speakers(text: str, hasher: TermHasher, slice: Slice) -> frozenset[int]:
    names = [m[0].removesuffix("'s").removesuffix("’s") for m in _NAME.finditer(text)][:MOST_TERMS]
    pairs = [f"{first} {last}" for first, last in pairwise(names)]
    return slice.units.speakers & {hasher.speaker(name) for name in (*names, *pairs)}
