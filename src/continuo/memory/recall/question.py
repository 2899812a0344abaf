"""What a question asks for, read from its words without a model."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np

from continuo.domain.moments import spans
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array
from continuo.memory.recall.wishes import Wish, wish_of
from continuo.memory.vectors.dates import WHEN, asked_for
from continuo.memory.vectors.terms import TermHasher

MOST_TERMS = 64
"""Distinct terms of a question that are looked up; a longer text is searched by its first ones."""

_ASKER = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|mine|me|we|our|us)\b", re.IGNORECASE)
_ASSISTANT = re.compile(r"\b(?:you|your|assistant)\b", re.IGNORECASE)
_ASKED_OF = re.compile(r"\b(?:can|could|would|will|do|should)\s+you\b|\bthank\s+you\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. It holds no words.

    Args:
        terms: (t,) uint32, distinct hashes.
        repeated: (t,) how often each occurs.
        dates: (d,) uint32, hashes of the days, months or years that it asks about.
        when: (1,) uint32, the term of every text that names some moment.
        speakers: hashes of the speakers it names, of those that the person's memory has.
        asked_at: seconds since 1970.
        spans: stretches of time that it names, each as first and last second since 1970.
        is_of_asker: it speaks of the one who asks ("my", "I").
        is_of_assistant: it speaks of what the assistant said ("what did you suggest").
    """

    terms: Array
    repeated: Array
    dates: Array
    when: Array
    speakers: frozenset[int]
    asked_at: float
    spans: tuple[tuple[float, float], ...]
    wish: Wish
    is_of_asker: bool
    is_of_assistant: bool


def understand(text: str, *, hasher: TermHasher, asked_at: datetime, slice: Slice) -> Question:
    """Return what the question asks for.

    Args:
        asked_at: the moment of asking, aware.
        slice: whose speakers may be named.
    """
    counts = list(Counter(hasher.hashes(text)).items())[:MOST_TERMS]
    return Question(
        terms=np.array([term for term, _ in counts], np.uint32),
        repeated=np.array([n for _, n in counts], np.float32),
        dates=np.array(hasher.dates(asked_for(text, asked_at)), np.uint32),
        when=np.array(hasher.dates([WHEN]), np.uint32),
        speakers=_speakers(text, hasher, slice),
        asked_at=asked_at.timestamp(),
        spans=tuple((m.since.timestamp(), m.until.timestamp()) for m in spans(text, now=asked_at)),
        wish=wish_of(text),
        is_of_asker=_ASKER.search(text) is not None,
        is_of_assistant=_ASSISTANT.search(_ASKED_OF.sub("", text)) is not None,
    )


def _speakers(text: str, hasher: TermHasher, slice: Slice) -> frozenset[int]:
    names = [m[0].removesuffix("'s").removesuffix("’s") for m in _NAME.finditer(text)][:MOST_TERMS]
    pairs = [f"{first} {last}" for first, last in pairwise(names)]
    return slice.units.speakers & {hasher.speaker(name) for name in (*names, *pairs)}
