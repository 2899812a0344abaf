"""A turn in, its passages out: the stretches that are embedded and indexed one by one.

An embedder sees only the beginning of a long text (256 tokens of it for MiniLM), and a block of context has no room for
whole messages. So a long turn is cut where its writer paused: at fences around code, blank lines, lines, sentences, and
between words only where there is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from continuo.domain.frames import without_frames
from continuo.domain.item import Mark
from continuo.domain.turn import Turn
from continuo.memory.vectors.marks import mark_of

WIDEST = 600
"""Characters of a passage, unless a turn would have too many: about 100 words, which the 256 tokens of MiniLM hold even
where they are code. A choice; other widths are still to be swept, see decision 0005."""

MOST = 64
"""Passages of one turn; a longer turn has wider ones."""

_LEAST = 120  # A shorter piece beside a piece of another kind stays with it: alone it says too little.

_FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n?")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|(?<=[。！？])")
_WORD_END = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a turn.

    Args:
        start: its first character in the turn.
        end: one past its last character.
        text: what is embedded and indexed: the speaker and the words.
        mark: what its words tell.
    """

    start: int
    end: int
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that is not cut any further."""

    start: int
    end: int
    is_code: bool

    @property
    def size(self) -> int:
        return self.end - self.start


def passages(turn: Turn) -> list[Passage]:
    """Return the passages of a turn, in order: at least one, at most ``MOST``, without overlaps.

    Together they hold every character of the turn that is not blank, but for context blocks of continuo's own: a turn
    that is nothing else has no passage.
    """
    speaker, text = turn.speaker or turn.role.value, without_frames(turn.text)
    if text is not turn.text and not text.strip():
        return []
    return [_passage(text, piece, speaker) for piece in _stretches(text)]


def _passage(text: str, piece: _Piece, speaker: str) -> Passage:
    words = text[piece.start : piece.end]
    return Passage(piece.start, piece.end, f"{speaker}: {words}", mark_of(words, is_code=piece.is_code))


def _stretches(text: str) -> list[_Piece]:
    """Return the stretches of the text; ever wider ones until there are few enough."""
    widest = WIDEST
    while True:
        stretches = list(_packed(_pieces(text, widest), widest))
        if len(stretches) <= MOST:
            return [_trimmed(text, s) for s in stretches]
        widest = widest * 5 // 4


def _packed(pieces: Iterator[_Piece], widest: int) -> Iterator[_Piece]:
    """Join neighbouring pieces until they are as wide as may be; code and prose are joined only where one is short."""
    held: _Piece | None = None
    for piece in pieces:
        if held is None:
            held = piece
            continue
        is_mixed = held.is_code != piece.is_code and min(held.size, piece.size) >= _LEAST
        if is_mixed or piece.end - held.start > widest:
            yield held
            held = piece
            continue
        wider = held if held.size >= piece.size else piece
        held = _Piece(held.start, piece.end, wider.is_code)
    if held is not None:
        yield held


def _pieces(text: str, widest: int) -> Iterator[_Piece]:
    """Cut the text into stretches that are not blank and no wider than that."""
    position = 0
    for fence in _FENCED.finditer(text):
        yield from _lines(text, position, fence.start(), widest, is_code=False)
        yield from _lines(text, fence.start(), fence.end(), widest, is_code=True)
        position = fence.end()
    yield from _lines(text, position, len(text), widest, is_code=False)


def _lines(text: str, start: int, end: int, widest: int, *, is_code: bool) -> Iterator[_Piece]:
    if end - start <= widest:
        yield from _unless_blank(text, start, end, is_code)
        return
    for line in _LINE.finditer(text, start, end):
        if line.end() - line.start() <= widest:
            yield from _unless_blank(text, line.start(), line.end(), is_code)
        else:
            yield from _sentences(text, line.start(), line.end(), widest, is_code)


def _sentences(text: str, start: int, end: int, widest: int, is_code: bool) -> Iterator[_Piece]:
    position = start
    for stop in [*(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]:
        while stop - position > widest:
            cut = _last_gap(text, position, position + widest)
            yield from _unless_blank(text, position, cut, is_code)
            position = cut
        yield from _unless_blank(text, position, stop, is_code)
        position = stop


def _last_gap(text: str, start: int, end: int) -> int:
    """Return where the last word before ``end`` begins, or ``end`` where there is no gap in the second half."""
    gaps = [m.end() for m in _WORD_END.finditer(text, (start + end) // 2, end)]
    return gaps[-1] if gaps else end


def _unless_blank(text: str, start: int, end: int, is_code: bool) -> Iterator[_Piece]:
    if text[start:end].strip():
        yield _Piece(start, end, is_code)


def _trimmed(text: str, piece: _Piece) -> _Piece:
    words = text[piece.start : piece.end]
    before = len(words) - len(words.lstrip())
    return _Piece(piece.start + before, piece.start + len(words.rstrip()), piece.is_code)
