"""Finds a quotation in a text, letter by letter but for what copying changes: case, blanks, quotes, accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_QUOTE = 1_000
"""Characters; who quotes more quotes nothing in particular."""

_SAME = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_AROUND = re.compile(r"\A[\s\"'.…]+|[\s\"'.…]+\Z")
_DASHES = re.compile(r"[‐‑‒–—−]")
_UNSEEN = frozenset({"Mn", "Me", "Cf"})  # Accents and marks of their own, and characters without a shape.
_SCRIPTS_WITHOUT_BLANKS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is compared.

    Args:
        text: small letters, one blank for any stretch of them, no accents.
        places: for each character the place in the original that it comes from.
    """

    text: str
    places: tuple[int, ...]


def plain(text: str) -> Plain:
    """Return the text as it is compared, and where each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _folded(character):
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            places.append(place)
    return Plain("".join(letters), tuple(places))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character.translate(_SAME))
    seen = "".join(part for part in parts if unicodedata.category(part) not in _UNSEEN)
    return _DASHES.sub("-", seen).casefold()


def find_quote(text: Plain, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a quotation stands in the original text, as half-open stretches; whole words only."""
    wanted = _AROUND.sub("", plain(quote[:LONGEST_QUOTE]).text)
    if len(quote) > LONGEST_QUOTE or not any(c.isalnum() for c in wanted):
        return
    at = text.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_edge(text.text, at) and _is_edge(text.text, end):
            yield text.places[at], text.places[end - 1] + 1
        at = text.text.find(wanted, at + 1)


def _is_edge(text: str, at: int) -> bool:
    """Tell whether no word goes on over this place."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) < 2 or not all(c.isalnum() for c in around) or is_unspaced(around)


def is_unspaced(text: str) -> bool:
    """Tell whether the text has letters of a script that puts no blanks between words."""
    return _SCRIPTS_WITHOUT_BLANKS.search(text) is not None
