"""BERT's uncased WordPiece tokenizer, written out so that no hub client comes along with it.

The steps and their order are those of BERT's reference implementation: drop control characters, set CJK ideographs
apart, decompose (NFD), drop accents, lower the case, set punctuation apart, then take the longest piece that fits.
Two deliberate differences: ``[SEP]`` and the like written by a person are plain text here, so that nobody can steer
the model with them, and lone surrogates are dropped instead of refused.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import cast

from continuo.domain.errors import Misconfigured

MAX_TOKENS = 256
"""Tokens of one text that the model sees, ``[CLS]`` and ``[SEP]`` included; all-MiniLM-L6-v2 was trained with this."""

REACH_CHARACTERS = 65_536
"""Characters of one text that `WordPiece.encode` looks at, so that a huge text costs no more than a long one."""

_LONGEST_WORD = 100  # characters; BERT calls longer words unknown
_CACHED_CHUNKS = 50_000  # a person's everyday words; about 10 MB
_CACHED_CHARACTERS = 4_096
_BLANKS_A_TOKEN = 4  # indentation: language models spend about one token on four blanks

# `str.split` parts at these control characters, but BERT drops them and joins what stood around them.
_DROPPED_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_LINE_BREAKS = re.compile("\r\n|[\n\r\u2028\u2029]")
_RARE_BLANKS = re.compile(r"[^\S\t\n\r ]")

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@lru_cache(_CACHED_CHARACTERS)
def _cleaned(character: str) -> str:
    """Return nothing for a control character, an ideograph between blanks, anything else as it is."""
    if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs"}:
        return ""
    code = ord(character)
    if any(first <= code <= last for first, last in _IDEOGRAPHS):
        return f" {character} "
    return character


@lru_cache(_CACHED_CHARACTERS)
def _folded(character: str) -> str:
    """Return nothing for an accent, punctuation between blanks, anything else in lower case."""
    category = unicodedata.category(character)
    if category == "Mn":
        return ""
    # In ASCII, BERT counts every sign that is no letter or digit as punctuation: "$", "+", "~" are symbols in Unicode.
    if category.startswith("P") or (character.isascii() and character.isprintable() and not character.isalnum()):
        return f" {character} "
    # One character at a time: lowering a whole word would write its last sigma in another form.
    return character.lower()


def _words(chunk: str) -> list[str]:
    """Return the normalised words and punctuation signs of a text without blanks."""
    cleaned = "".join(map(_cleaned, chunk))
    if not cleaned.isascii():
        cleaned = unicodedata.normalize("NFD", cleaned)
    return "".join(map(_folded, cleaned)).split()


def _size_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _dropped_bytes(chunk: str) -> int:
    """Return the size of what BERT does not see but a language model pays for: control characters, loose accents."""
    if chunk.isascii() and chunk.isprintable():
        return 0
    return sum(_size_bytes(c) for c in chunk if not _cleaned(c) or not _folded(c))


class WordPiece:
    """Turns text into the ids that the model was trained on.

    Args:
        vocabulary: the pieces in order of their ids, as in ``vocab.txt``.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        missing = [piece for piece in ("[UNK]", "[CLS]", "[SEP]") if piece not in self._ids]
        if missing:
            raise Misconfigured(f"the vocabulary lacks {', '.join(missing)}: fetch the model again")
        self.unknown, self._first, self._last = (self._ids[piece] for piece in ("[UNK]", "[CLS]", "[SEP]"))
        self._longest_piece = max(map(len, vocabulary))
        self._chunks: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPiece:
        """Return the tokenizer of a ``vocab.txt``.

        Raises:
            Misconfigured: the file cannot be read or is no vocabulary.
        """
        try:
            return cls(path.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(f"{path}: cannot be read: fetch the model again") from error

    def encode(self, text: str) -> list[int]:
        """Return ``[CLS]``, the pieces of the text, ``[SEP]``: at most `MAX_TOKENS` ids, cut at the end."""
        room = MAX_TOKENS - 2
        ids = [self._first]
        for chunk in _DROPPED_SEPARATORS.sub("", text[:REACH_CHARACTERS]).split():
            ids += self.pieces(chunk)
            if len(ids) > room:
                break
        del ids[room + 1 :]
        ids.append(self._last)
        return ids

    def pieces(self, chunk: str) -> tuple[int, ...]:
        """Return the ids of a text without blanks; remembered, as people use few words often."""
        found = self._chunks.get(chunk)
        if found is None:
            found = tuple(number for word in _words(chunk) for number in self._spell(word))
            self._remember(chunk, found)
        return found

    def unknown_bytes(self, chunk: str) -> int:
        """Return the size in UTF-8 of those words of a chunk that the vocabulary cannot spell."""
        return sum(_size_bytes(word) for word in _words(chunk) if self._spell(word) == [self.unknown])

    def _remember(self, chunk: str, ids: tuple[int, ...]) -> None:
        # Starting over is simpler than an order of use, and what is common is back within a few texts.
        if len(self._chunks) >= _CACHED_CHUNKS:
            self._chunks.clear()
        if len(chunk) <= _LONGEST_WORD:
            self._chunks[chunk] = ids

    def _spell(self, word: str) -> list[int]:
        """Return the longest pieces that make up the word from left to right, or the unknown one."""
        if len(word) > _LONGEST_WORD:
            return [self.unknown]
        ids: list[int] = []
        start = 0
        while start < len(word):
            found = self._longest_from(word, start)
            if found is None:
                return [self.unknown]
            start, number = found
            ids.append(number)
        return ids

    def _longest_from(self, word: str, start: int) -> tuple[int, int] | None:
        """Return the end and the id of the longest piece that begins there."""
        prefix = "##" if start else ""
        for end in range(min(len(word), start + self._longest_piece), start, -1):
            number = self._ids.get(prefix + word[start:end])
            if number is not None:
                return end, number
        return None


class WordPieceTokenizer:
    """Counts tokens for a context budget, a little high rather than low: implements the port `Tokenizer`.

    A word that WordPiece cannot spell counts as its bytes in UTF-8, what it drops (control characters, loose accents,
    line breaks, runs of blanks) counts too: a language model spends tokens there, and nobody shall hide a flood of
    invisible characters from the budget.
    """

    def __init__(self, pieces: WordPiece) -> None:
        self._pieces = pieces
        self._costs: dict[str, int] = {}

    @property
    def name(self) -> str:
        """Return the name under which a context block states its size."""
        return "wordpiece-bert-uncased"

    def count(self, text: str) -> int:
        """Return the number of tokens of the text; never less than BERT's uncased WordPiece gives."""
        visible, dropped = _DROPPED_SEPARATORS.subn("", text)
        chunks = visible.split()
        return dropped + self._costs_of(chunks) + _blank_cost(visible, chunks)

    def _costs_of(self, chunks: list[str]) -> int:
        # Nearly every word was met before: a loop of C's is eight times quicker than one of ours.
        known = list(map(self._costs.get, chunks))
        if None in known:
            return sum(map(self._cost, chunks))
        return sum(cast("list[int]", known))

    def _cost(self, chunk: str) -> int:
        found = self._costs.get(chunk)
        if found is None:
            found = self._count_chunk(chunk)
            if len(self._costs) >= _CACHED_CHUNKS:
                self._costs.clear()
            if len(chunk) <= _LONGEST_WORD:
                self._costs[chunk] = found
        return found

    def _count_chunk(self, chunk: str) -> int:
        ids = self._pieces.pieces(chunk)
        spelled = len(ids) - ids.count(self._pieces.unknown)
        unknown = self._pieces.unknown_bytes(chunk) if spelled < len(ids) else 0
        return spelled + unknown + _dropped_bytes(chunk)


def _blank_cost(text: str, chunks: list[str]) -> int:
    """Return what a language model spends on line breaks and on blanks beyond the one between two words."""
    breaks = len(_LINE_BREAKS.findall(text))
    rare = 0 if text.isascii() else len(_RARE_BLANKS.findall(text))
    plain = len(text) - sum(map(len, chunks)) - breaks - rare - len(chunks)
    return breaks + 3 * rare + max(0, -(-plain // _BLANKS_A_TOKEN))
