"""Marked turns as what the network is fitted on: ids, and for each id the answers that it should give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.reader.annotations import TURNS, Mark, Marked, conversations
from continuo.adapters.onnx.tagging.layout import FAMILIES, RELATIONSHIPS, STATUSES, Layout
from continuo.adapters.onnx.tagging.windows import Window, windows
from continuo.adapters.onnx.wordpiece import WordPiece
from continuo.domain.predicates import registry
from continuo.memory.consolidation.extraction.by_model.support import share_a_stem

LAYOUT = Layout((*sorted(registry), *FAMILIES))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Example:
    """One window with its answers.

    Args:
        inside: (n, predicates) 0 or 1: the piece is part of a value of that predicate.
        begin: (n,) 0 or 1: a value begins with the piece.
        status: (n,) place in `STATUSES`, -1 where nothing is stated.
        kind: (n, families) 0 or 1: the piece names what is counted, dated or favoured.
        relationship: (n,) place in `RELATIONSHIPS`, -1 where none is stated.
        own: (n,) 1 where answers count: the turn's own words.
        seen: (n,) 1 where the kind counts: those, and what was said before.
    """

    conversation: int
    ids: np.ndarray
    inside: np.ndarray
    begin: np.ndarray
    status: np.ndarray
    kind: np.ndarray
    relationship: np.ndarray
    own: np.ndarray
    seen: np.ndarray


def examples(pieces: WordPiece, folder: Path = TURNS) -> Iterator[Example]:
    """Yield the examples of every conversation, numbered by conversation."""
    for number, (_, turns) in enumerate(conversations(folder)):
        before = ""
        for turn in turns:
            if turn.speaker != "A":
                yield from (_example(number, w, turn, before) for w in windows(pieces, turn.text, before))
            before = turn.text


def _example(number: int, window: Window, turn: Marked, before: str) -> Example:
    n = len(window.ids)
    inside, kind = np.zeros((n, len(LAYOUT.predicates)), np.float32), np.zeros((n, len(FAMILIES)), np.float32)
    begin, own, seen = np.zeros(n, np.float32), np.zeros(n, np.float32), np.zeros(n, np.float32)
    status, relationship = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    own[window.first : n - 1] = 1
    seen[1 : n - 1] = 1
    for mark in turn.marks:
        covered = [i for i in range(window.first, n - 1) if _covers(mark, window.places[i])]
        if not covered:
            continue
        family = next((f for f in FAMILIES if mark.predicate.startswith(f)), None)
        inside[covered, LAYOUT.predicates.index(family or mark.predicate)] = 1
        begin[covered[0]] = 1
        status[covered] = STATUSES.index(mark.status)
        if mark.predicate == "relationship_status":
            value = (mark.value or turn.text[mark.start : mark.end]).lower()
            relationship[covered] = RELATIONSHIPS.index(value) if value in RELATIONSHIPS else -1
        if family is not None:
            wanted = mark.predicate.removeprefix(family).split("_")
            kind[_naming(window, turn.text, before, wanted), FAMILIES.index(family)] = 1
    return Example(number, np.array(window.ids, np.int32), inside, begin, status, kind, relationship, own, seen)


def _covers(mark: Mark, place: tuple[int, int]) -> bool:
    return mark.start <= place[0] and place[1] <= mark.end and place[0] < place[1]


def _naming(window: Window, text: str, before: str, wanted: Sequence[str]) -> list[int]:
    """Return the pieces that name a kind: words with the stem of one of its words."""
    found: list[int] = []
    for source, start, stop in ((before, 1, window.first - 1), (text, window.first, len(window.ids) - 1)):
        for word in _WORD.finditer(source):
            low = word.group().lower()
            if len(low) > 1 and any(share_a_stem(low, w) or low == w for w in wanted if w):
                found += [
                    i
                    for i in range(start, stop)
                    if word.start() <= window.places[i][0] < window.places[i][1] <= word.end()
                ]
    return found
