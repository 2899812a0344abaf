"""Words in, keyed hashes out: what recall knows of the words that were said.

A term is a word without case, ending and accent, or a number. Words that every sentence has are left out. Terms are
hashed under the person's own secret: the rows of one person tell nothing to who lacks the key, and cannot be compared
with those of another.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

import numpy as np
import Stemmer

from continuo.memory.vectors.dates import spoken_of
from continuo.memory.vectors.stop_words import STOP_WORDS
from continuo.memory.vectors.values import KINDS, stated

PAIR = np.dtype([("hash", ">u4"), ("count", "u1")])
"""One packed term: its hash and how often it occurs, 5 bytes."""

MOST_REMEMBERED = 20_000
"""Hashes kept at hand by one hasher; a person's own vocabulary is about half of that."""

_LONGEST = 40  # A longer word is a token, a key or an address: its beginning tells it apart.

_WORD = re.compile(r"[vV]?(?P<number>\d+(?:[.,:/]\d+)+)|[^\W_]+(?:['’][^\W_]+)*")
_ASCII_WORD = re.compile(r"[vV]?\d+(?:[.,:/]\d+)+|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
_IN_NUMBERS = re.compile("[.,:/]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENGLISH = Stemmer.Stemmer("english", 0)  # It remembers nothing: it is shared, and words are somebody's.
_OWNER = re.compile(r"['’](?:s|re|ve|ll|d|m|t)?$")


class TermHasher:
    """Turns text into terms under one person's secret.

    Args:
        key: the secret, 1 to 64 bytes.
    """

    def __init__(self, key: bytes) -> None:
        assert 1 <= len(key) <= 64, len(key)
        self._key = key
        self._stemmer = Stemmer.Stemmer("english")
        self._term_hash = lru_cache(MOST_REMEMBERED)(self._hash_word)
        self._value_hashes = lru_cache(MOST_REMEMBERED)(self._hash_values)

    def hashes(self, text: str) -> list[int]:
        """Return the hash of each term of the text, in order, repetitions kept; unsigned, 32 bits."""
        return [h for word in words(text) if (h := self._term_hash(word)) is not None]

    def pack(self, text: str, *, said_at: datetime | None = None, speaker: str = "") -> tuple[bytes, int]:
        """Return the text's terms as ``Item.terms`` describes them, and the number of its words among them.

        The values that the text gives to its words are terms as well. They do not count: in place of how often they
        occur stands a number from 1 to 255 that differs where the values differ, but for one in 255.

        Args:
            said_at: the moment of speaking; with it, the days that the text speaks of are terms too.
            speaker: the name before the words, which has no value.
        """
        hashes = self.hashes(text)
        dated = self.dates(spoken_of(text, said_at)) if said_at else []
        counts = Counter([*hashes, *dated])
        counts |= Counter(self._values(text.removeprefix(f"{speaker}: ")))
        pairs = np.array([(h, min(n, 255)) for h, n in sorted(counts.items())], dtype=PAIR)
        return pairs.tobytes(), len(hashes)

    def value_terms(self, word: str) -> tuple[int, ...]:
        """Return for each of ``values.KINDS`` the hash of the term of the texts that give this word such a value."""
        return self._value_hashes(word)

    def _values(self, text: str) -> dict[int, int]:
        told: dict[int, set[str]] = {}
        for (kind, word), values in stated(text).items():
            told.setdefault(self._value_hashes(word)[KINDS.index(kind)], set()).update(values)
        return {term: 1 + self._digest("told", "|".join(sorted(values)), 1)[0] % 255 for term, values in told.items()}

    def dates(self, terms: Iterable[str]) -> list[int]:
        """Return the hashes of terms that ``vectors.dates`` made."""
        return [int.from_bytes(self._digest("date", term, 4)) for term in terms]

    def speaker(self, name: str) -> int:
        """Return the hash of a speaker's name, signed, 64 bits, never 0; case does not matter."""
        digest = self._digest("speaker", name.casefold().strip(), 8)
        return int.from_bytes(digest, signed=True) or 1

    def _hash_word(self, word: str) -> int | None:
        if word in STOP_WORDS:
            return None
        return int.from_bytes(self._digest("term", self._stemmer.stemWord(word), 4))

    def _hash_values(self, word: str) -> tuple[int, ...]:
        digest = self._digest("value", self._stemmer.stemWord(word), 4 * len(KINDS))
        return tuple(int.from_bytes(digest[n : n + 4]) for n in range(0, len(digest), 4))

    def _digest(self, use: str, text: str, size: int) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=size, key=self._key, person=use.encode()).digest()


def stems(text: str) -> list[str]:
    """Return the words and numbers of a text without their endings, in order, stop words included.

    >>> stems("She runs, I was running")
    ['she', 'run', 'i', 'was', 'run']
    """
    return [_stem(word) for word in words(text)]


def _stem(word: str) -> str:
    stem: str = _ENGLISH.stemWord(word)
    return stem


def telling(text: str) -> list[str]:
    """Return the stems of a text's words that are terms of the index: all but stop words.

    >>> telling("about my new garden")
    ['new', 'garden']
    """
    return [_stem(word) for word in words(text) if word not in STOP_WORDS]


def words(text: str) -> Iterator[str]:
    """Return the words and numbers of a text, without case and accents, stop words included.

    A word written with humps ("camelCase") counts whole and in parts; a script without gaps counts by pairs of
    characters.

    >>> list(words("Zoë's café, v0.6.2: loadUser"))
    ['zoe', 'cafe', '0.6.2', 'loaduser', 'load', 'user']
    """
    if text.isascii():
        # The same, at a third of the price: most texts are, and each is read several times.
        yield from _ascii_words(text)
        return
    for match in _WORD.finditer(text):
        word = match["number"] or match[0]
        if word.isascii():
            if "'" in word:
                word = _OWNER.sub("", word)
            yield word.lower()[:_LONGEST]
            if _HUMP.search(word):
                yield from (part.lower() for part in _HUMP.split(word))
        else:
            yield from _foreign(word)


def _ascii_words(text: str) -> Iterator[str]:
    for word in _ASCII_WORD.findall(text):
        if not word.isalnum():
            word = word.lstrip("vV") if _IN_NUMBERS.search(word) else _OWNER.sub("", word)
        yield word.lower()[:_LONGEST]
        if not word.islower() and _HUMP.search(word):
            yield from (part.lower() for part in _HUMP.split(word))


def _foreign(word: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", _OWNER.sub("", word)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if _UNSPACED.search(plain) and len(plain) > 1:
        yield from (plain[i : i + 2] for i in range(len(plain) - 1))
    elif plain:
        yield plain[:_LONGEST]
