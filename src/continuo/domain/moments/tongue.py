"""What the reader has to know of a language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from continuo.domain.moments.frame import Frame
from continuo.domain.moments.moment import Moment
from continuo.domain.moments.reading import DIGIT, Rule

_WORD = re.compile(r"[^\W\d_]+")
_ANY_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: by which words it is known, and how it names moments.

    Args:
        name: its code in ISO 639-1.
        triggers: words of time, in lower case: without one of them a text names no moment in this language.
        signs: its most frequent other words; they tell languages apart that share a word of time.
        rules: makes the rules; called when first needed, because their patterns take milliseconds to compile.
        frame: how it speaks around a moment; made when first needed.
        refined: narrows a moment by the words of the language beside it.
    """

    name: str
    triggers: frozenset[str]
    signs: frozenset[str]
    rules: Callable[[], tuple[Rule, ...]]
    frame: Callable[[], Frame]
    refined: Callable[[str, Moment], Moment]


def words_of(text: str) -> set[str]:
    """Return the distinct words of a text in lower case, and ``DIGIT`` if there is a figure in it.

    >>> sorted(words_of("On 3 May, on Monday"))
    ['0', 'may', 'monday', 'on']
    """
    words = set(_WORD.findall(text.lower()))
    if _ANY_DIGIT.search(text):
        words.add(DIGIT)
    return words
