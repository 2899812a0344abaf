"""The languages that are read, and which of them a text is in."""

from __future__ import annotations

import re

from continuo.domain.moments.english import ENGLISH
from continuo.domain.moments.phrasing import tongue
from continuo.domain.moments.reading import DIGIT
from continuo.domain.moments.tables.chinese import CHINESE
from continuo.domain.moments.tables.french import FRENCH
from continuo.domain.moments.tables.german import GERMAN
from continuo.domain.moments.tables.spanish import SPANISH
from continuo.domain.moments.tongue import Tongue

_SPACED: tuple[Tongue, ...] = (ENGLISH, tongue(GERMAN), tongue(FRENCH), tongue(SPANISH))
_CHINESE = tongue(CHINESE)

TONGUES: tuple[Tongue, ...] = (*_SPACED, _CHINESE)
"""English first: it wins where words alone do not tell."""

_TRIGGERS = frozenset().union(*(one.triggers for one in _SPACED)) | {DIGIT}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_TIME = re.compile(r"[年月日号天周末星期拜季节夜晚早旦初前后]")


def tongues_of(text: str, words: set[str], *, is_sure: bool) -> tuple[Tongue, ...]:
    """Return the language to read a text in; none where it has no word of time, several where its words do not tell.

    Args:
        words: of the text, as ``words_of`` gives them.
        is_sure: the text names a moment in any case.
    """
    if not text.isascii() and len(_HAN.findall(text)) > len(words):
        return (_CHINESE,) if is_sure or _CHINESE_TIME.search(text) else ()
    if words.isdisjoint(_TRIGGERS) and not is_sure:
        return ()
    has_figures = is_sure or DIGIT in words
    able = [one for one in _SPACED if has_figures or not words.isdisjoint(one.triggers)]
    if able == [ENGLISH]:
        return (ENGLISH,)
    known = {one.name: len(words & one.triggers) + len(words & one.signs) for one in (ENGLISH, *able)}
    most = max(known.values())
    if known[ENGLISH.name] == most:
        return (ENGLISH,) if ENGLISH in able else ()
    return tuple(one for one in able if known[one.name] == most)
