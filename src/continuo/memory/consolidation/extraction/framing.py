"""Reads words in a frame of other words: what "Oslo" says after "Where do you live?" or after "sorry, I meant"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from continuo.memory.consolidation.extraction.reading import Read, read
from continuo.memory.consolidation.extraction.sentences import Sentence
from continuo.memory.consolidation.extraction.shapes import Span

_LAST_WORD = re.compile(r"([\w']+)\s+$")
_FIRST_WORD = re.compile(r"([\w']+)\s+")
_ARTICLES = frozenset({"a", "an", "the", "my", "some"})
_JOINING = frozenset(
    {"in", "at", "for", "as", "from", "to", "is", "on", "near", "with", "called", "named", "by", "i'm"}
)


def after(frame: str, text: str, start: int) -> int:
    """Return where words begin that go on after a frame, without a small word that the frame ends with already.

    >>> after("I live in ", "in Oslo", 0)
    3
    """
    last, first = _LAST_WORD.search(frame), _FIRST_WORD.match(text, start)
    if last is None or first is None:
        return start
    one, other = last.group(1).lower(), first.group(1).lower()
    same = (one in _ARTICLES and other in _ARTICLES) or (one in _JOINING and other in _JOINING)
    return first.end() if same else start


def read_framed(
    frame: str, sentence: Sentence, span: Span, wanted: Collection[str] | str, tail: str = ""
) -> list[Read]:
    """Return what words of a sentence say after a frame, with the places where they really stand.

    Args:
        frame: the beginning of a sentence, up to its object.
        span: the words within the sentence's text.
        wanted: predicates to be kept; one that ends in an underscore stands for its family.
        tail: what ends the sentence after the words: " bikes" after a number.
    """
    start = after(frame, sentence.text, span[0])
    said = sentence.text[start : span[1]]
    if not said.strip():
        return []
    virtual = frame + said + tail
    shift = start - len(frame)
    reads = read(Sentence(0, len(virtual), virtual))
    return [
        replace(
            found,
            clause=(max(found.clause[0] + shift, start), min(found.clause[1] + shift, span[1])),
            object=(found.object[0] + shift, min(found.object[1] + shift, span[1])),
        )
        for found in reads
        if len(frame) <= found.object[0] <= len(frame) + len(said) and _is_wanted(found.predicate, wanted)
    ]


def _is_wanted(predicate: str, wanted: Collection[str] | str) -> bool:
    names = (wanted,) if isinstance(wanted, str) else wanted
    return any(predicate == name or (name.endswith("_") and predicate.startswith(name)) for name in names)
