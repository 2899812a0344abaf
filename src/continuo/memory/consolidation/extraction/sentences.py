"""Cuts a text into sentences, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 800
"""Characters; what goes on longer without a full stop is read in parts, for rules look back over the whole sentence."""

_SHORT_FORMS = (
    "mr mrs ms dr prof st mt jr sr vs etc e.g i.e a.m p.m u.s u.k u.s.a inc ltd co dept no approx fig vol ph.d b.a m.a "
    "b.sc m.sc jan feb mar apr jun jul aug sep sept oct nov dec"
)
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d"
# A wide gap is what is left of code or of a table, and a sentence ends there too: many rules allow blanks in several
# places of one expression, which takes the third power of their number.
_WIDEST_GAP = 40
_BREAK = re.compile(
    rf"(?P<mark>[.!?…]+[\"'”’)\]]*(?=\s|$|[{_EMOJI}]))|(?P<line>\n\s*)|(?P<emoji>[{_EMOJI}]+\s*)"
    rf"|(?P<gap>[^\S\n]{{{_WIDEST_GAP},}})"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text, without the blanks around it.

    Args:
        start: first character in the text.
        end: one past the last character.
    """

    start: int
    end: int
    text: str

    @property
    def asks(self) -> bool:
        """Tell whether it ends in a question mark."""
        return "?" in self.text[-3:]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; line breaks and emoji end a sentence as full stops do."""
    begin = 0
    for found in _BREAK.finditer(text):
        if found["mark"] == "." and _is_abbreviation(text, found.start()):
            continue
        yield from _trimmed(text, begin, found.end() if found["mark"] else found.start())
        begin = found.end()
    yield from _trimmed(text, begin, len(text))


def _is_abbreviation(text: str, at: int) -> bool:
    word = re.search(r"[\w.]*$", text[max(0, at - 8) : at])
    assert word is not None
    plain = word.group().lower().lstrip(".")
    return plain in _ABBREVIATIONS or (len(plain) == 1 and plain.isalpha() and plain != "i" and text[at - 1].isupper())


def _trimmed(text: str, begin: int, end: int) -> Iterator[Sentence]:
    """Yield the stretch without the blanks around it, in parts if it is too long."""
    while end - begin > LONGEST_SENTENCE:
        space = text.rfind(" ", begin + 1, begin + LONGEST_SENTENCE)
        stop = space if space > begin else begin + LONGEST_SENTENCE
        yield from _trimmed(text, begin, stop)
        begin = stop
    cut = text[begin:end]
    start = begin + len(cut) - len(cut.lstrip())
    stop = begin + len(cut.rstrip())
    if start < stop:
        yield Sentence(start, stop, text[start:stop])
