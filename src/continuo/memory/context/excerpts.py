"""The sentences of a long passage that are nearest to the question, each with its exact place."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from continuo.memory.vectors.terms import TermHasher

GAP = " … "
"""Stands where words were left out."""

MOST_COMPARED = 10
"""Texts from which it is read how common a word is: the leading ones, for they are what will be shown."""

LONGEST = 240
"""Characters; a sentence beyond is code, a list or pasted text, and is taken in parts."""

TELLS = 0.15
MOST_TELLING = 10
"""Weight of each word that means something, up to ten of them, beside the words of the question: "Hey, how are you?"
tells nothing. A choice; 0.1 to 0.3 differ by less than noise on the dev files."""

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|(?<=[。！？])|\n+")

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: from character ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(slots=True)
class Nearness:
    """How near sentences are to one question, by the words they share.

    Args:
        question: its words; a rare one tells more than one that every text has.
        texts: that tell how common they are.
    """

    question: str = ""
    texts: Sequence[str] = ()
    _weights: Mapping[int, float] | None = None

    def of(self, sentence: str) -> float:
        """Return how near a sentence is; more is nearer."""
        if self._weights is None:
            # Worked out for the first passage that is too long: a block of short ones needs none of it.
            self._weights = _weights(self.question, self.texts[:MOST_COMPARED])
        terms = set(_hasher().hashes(sentence))
        return sum(self._weights.get(term, 0.0) for term in terms) + TELLS * min(MOST_TELLING, len(terms))


def _weights(question: str, texts: Sequence[str]) -> Mapping[int, float]:
    hasher = _hasher()
    asked = set(hasher.hashes(question))
    seen_in = Counter(term for text in texts for term in asked.intersection(hasher.hashes(text)))
    return {term: math.log(1 + (1 + len(texts)) / (1 + seen_in[term])) for term in asked}


def terms_of(text: str) -> frozenset[int]:
    """Return the terms of a text, to be compared with those of another within this process."""
    return frozenset(_hasher().hashes(text))


@lru_cache(1)
def _hasher() -> TermHasher:
    # Nothing that is hashed here is kept or compared with what is: any secret serves.
    return TermHasher(b"excerpts")


def excerpt(text: str, nearness: Nearness, *, room: int, count: Count) -> tuple[Span, ...]:
    """Return the stretches of a text that fit, nearest to the question first chosen, in the order of the text.

    Neighbouring sentences make one stretch. Empty where not even the shortest sentence fits.

    Args:
        room: tokens for the stretches and the gaps between them.
        count: number of tokens of a text.
    """
    parts = list(sentences(text))
    scores = [nearness.of(text[part.start : part.end]) for part in parts]
    kept: list[int] = []
    left = room
    # A gap before and after it is the most that a sentence adds.
    gaps = 2 * count(GAP)
    for n in sorted(range(len(parts)), key=lambda n: (-scores[n], n)):
        if left <= gaps:
            break
        cost = count(text[parts[n].start : parts[n].end]) + gaps
        if cost <= left:
            kept.append(n)
            left -= cost
    return tuple(_joined(parts, sorted(kept)))


def shown(text: str, spans: Sequence[Span]) -> str:
    """Return the stretches of a text as they are quoted, with a mark wherever words were left out."""
    if not spans:
        return ""
    words = GAP.join(text[span.start : span.end] for span in spans)
    before = "… " if text[: spans[0].start].strip() else ""
    after = " …" if text[spans[-1].end :].strip() else ""
    return f"{before}{words}{after}"


def sentences(text: str) -> Iterator[Span]:
    """Yield the stretches between full stops and line breaks, without the blanks around them; none is blank."""
    begin = 0
    for stop in [*(found.end() for found in _END.finditer(text)), len(text)]:
        yield from _parts(text, begin, stop)
        begin = max(begin, stop)


def _parts(text: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > LONGEST:
        gap = text.rfind(" ", begin + 1, begin + LONGEST)
        stop = gap if gap > begin else begin + LONGEST
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    words = text[begin:end]
    if words.strip():
        yield Span(begin + len(words) - len(words.lstrip()), begin + len(words.rstrip()))


def _joined(parts: Sequence[Span], kept: Sequence[int]) -> Iterator[Span]:
    first = last = -1
    for n in kept:
        if last >= 0 and n == last + 1:
            last = n
            continue
        if last >= 0:
            yield Span(parts[first].start, parts[last].end)
        first = last = n
    if last >= 0:
        yield Span(parts[first].start, parts[last].end)
