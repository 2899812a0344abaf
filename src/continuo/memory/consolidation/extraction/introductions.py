"""Reads what is told of somebody spoken of before: "I have a dog. His name is Rex.", "My aunt was ill. She died."."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from continuo.memory.consolidation.extraction.being_words import (
    ANY_BEING,
    FEMALE,
    GIVEN_NAMES,
    MALE,
    PREDICATE_OF,
    SINGULARS,
    STATUS_OF,
)
from continuo.memory.consolidation.extraction.beings import Being, being_at, names_at
from continuo.memory.consolidation.extraction.calling_back import calling_back
from continuo.memory.consolidation.extraction.clauses import Mood
from continuo.memory.consolidation.extraction.patterns.owning import DEATH, lost
from continuo.memory.consolidation.extraction.patterns.owning import told as told_of
from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Pattern
from continuo.memory.consolidation.extraction.reading import Read
from continuo.memory.consolidation.extraction.sentences import Sentence

MOST_SENTENCES_BACK = 4
"""Sentences of the same speaker in which the one who is named now may have been spoken of."""

_TOLD = re.compile(
    r"(?<![\w'])(?:(?P<whose>his|her|its|their)\s+names?(?:\s+(?:is|are)|'s)"
    r"|(?P<who>he|she|it|they)(?:'s|'re|\s+is|\s+are|\s+was)\s+(?:called|named)"
    r"|(?P<mine>mine|ours)(?:'s|\s+is|\s+are)\s+(?:called|named)"
    r"|(?:i|we)(?:'ve|\s+have)?\s+(?:(?:decided\s+to|just|finally)\s+)*(?:call(?:ed)?"
    r"|name(?:d)?)\s+(?P<whom>him|her|it|them)"
    r"|(?:re)?(?:named|called)\s+(?P<object>him|her|it|them)"
    r"|the\s+name(?:\s+is|'s)|(?:(?<=,)|(?<=\band))\s+name(?:\s+is|'s))\s+",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"(?P<had>\b(?:have|had|got|adopted|welcomed|met|seeing|dating|with|ve|bought|rescued)\s+)?"
    r"(?P<whose>^\W*|(?<!\w)(?:my|our|an?|two|three|four|the|another|new)\s+(?:[a-z0-9-]+\s+){0,3}?)"
    rf"(?P<noun>{ANY_BEING})(?![\w'’-])",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:(?P<married>married)|(?P<engaged>engaged)|no\s+longer\s+single|(?:seeing|dating"
    r"|met)\s+(?:someone|somebody|a\s+\w+)"
    r"|in\s+a\s+relationship)\b",
    re.IGNORECASE,
)
_RULE = Pattern("has_pet", Anchor.ANYWHERE, re.compile(""), presupposed=True, confidence=0.85)
_MINE = re.compile(r"(?<!\w)(?:my|our)\s+", re.IGNORECASE)
_DIED = re.compile(
    r"(?:^|(?<=[.,;]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bsince\s))(?:he|she|it"
    rf"|they)\s+(?:(?:sadly|just|has|had)\s+)*{DEATH}",
    re.IGNORECASE,
)
_IS_MINE = re.compile(r"(?<![\w'])(?:he|she)(?:'s|\s+is)\s+(?:also\s+)?(?:my|our)\s+", re.IGNORECASE)
_PERSON = re.compile(r"(?<![\w'’])(?-i:[A-ZÀ-ÖØ-Þ])[^\W\d_]+(?!\w)")
_UNSURE = re.compile(r"\b(?:if|would|could|should|maybe|might|what\s+about|how\s+about)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a name belongs to."""

    predicate: str
    noun: str


class Spoken:
    """The last sentences of each speaker of a conversation."""

    def __init__(self) -> None:
        self._last: dict[str, deque[str]] = {}

    def before(self, about: str) -> Sequence[str]:
        """Return what a speaker said last, oldest first."""
        return tuple(self._last.get(about, ()))

    def hear(self, about: str, text: str) -> None:
        """Remember a sentence."""
        self._last.setdefault(about, deque(maxlen=MOST_SENTENCES_BACK)).append(text)


def introductions(sentence: Sentence, before: Sequence[str]) -> Iterator[Read]:
    """Yield what a sentence says about the name or the death of one who was spoken of.

    Args:
        before: what the same speaker said just before, oldest first.
    """
    yield from _farewells(sentence, before)
    yield from _roles(sentence, before)
    yield from calling_back(sentence, before)
    for told in _TOLD.finditer(sentence.text):
        if sentence.asks and _UNSURE.search(sentence.text, 0, told.start()):
            continue
        names = _names(sentence.text, told)
        meant = _meant(told, [*before, sentence.text[: told.start()]]) if names else None
        if meant is None:
            continue
        for name, span in names:
            is_pet = meant.predicate == "has_pet"
            words = f"{meant.noun} named {name}" if is_pet and meant.noun != "pet" else name
            clause = (told.start(), span[1])
            yield Read(_RULE, meant.predicate, clause, span, Mood.SAID, "" if is_pet else meant.noun, words)


def _farewells(sentence: Sentence, before: Sequence[str]) -> Iterator[Read]:
    """Yield what a sentence says of the death of one who was spoken of: "My dog was old. He died in May."."""
    for told in _DIED.finditer(sentence.text):
        beings = (_last_own(text) for text in reversed([*before, sentence.text[: told.start()]]))
        being = next((b for b in beings if b is not None), None)
        for part in lost([being]) if being is not None else ():
            place = (told.end(), told.end())
            rule = part.rule or _RULE
            yield Read(rule, part.predicate, told.span(), place, Mood.SAID, part.kin, part.words)


def _roles(sentence: Sentence, before: Sequence[str]) -> Iterator[Read]:
    """Yield what a sentence says of somebody named before: "I'm meeting Anna. She's my sister."."""
    for told in _IS_MINE.finditer(sentence.text):
        being = being_at(sentence.text, told.end())
        names = [found for text in (*before, sentence.text[: told.start()]) for found in _PERSON.findall(text)]
        known = [name for name in names if name.lower() in GIVEN_NAMES]
        if being is None or being.names or being.is_plural or not known or sentence.text[being.end :].startswith("'"):
            continue
        for part in told_of(replace(being, names=((known[-1], (told.start(), being.end)),)), is_mine=True):
            yield Read(
                part.rule or _RULE,
                part.predicate,
                (told.start(), being.end),
                part.span,
                Mood.SAID,
                part.kin,
                part.words,
            )


def _last_own(text: str) -> Being | None:
    found = [being for at in _MINE.finditer(text) if (being := being_at(text, at.end())) is not None]
    return found[-1] if found else None


def _names(text: str, told: re.Match[str]) -> tuple[tuple[str, tuple[int, int]], ...]:
    several = (told["whose"] or told["who"] or told["whom"] or "").lower() in {"their", "they", "them"}
    low = not re.search(r"[A-Z]", text.replace("I", ""))
    return names_at(text, told.end(), several=several, low=low)


def _meant(told: re.Match[str], texts: Sequence[str]) -> _Meant | None:
    """Return the last one spoken of whom the pronoun can mean."""
    pronoun = next((w.lower() for w in (told["whose"], told["who"], told["whom"], told["object"]) if w), "")
    for text in reversed(texts):
        for found in reversed(list(_SPOKEN_OF.finditer(text))):
            meant = _being(found, pronoun, is_mine=told["mine"] is not None)
            if meant is not None:
                return meant
        together = _TOGETHER.search(text)
        if together is not None and pronoun in {"his", "her", "he", "she"}:
            return _Meant("partner", "wife" if together["married"] and pronoun in {"her", "she"} else "partner")
    return None


def _being(found: re.Match[str], pronoun: str, *, is_mine: bool) -> _Meant | None:
    phrase = " ".join(found["noun"].lower().split())
    noun = SINGULARS.get(phrase, phrase)
    predicate = PREDICATE_OF[phrase]
    # "Mine" names another one's equal, which need not have been one's own; an animal of nobody is one's own.
    at_first = not found["whose"].strip() and predicate in {"has_child", "has_pet"}
    owned = (
        at_first
        or re.match(r"(?:my|our)\b", found["whose"], re.IGNORECASE) is not None
        or predicate == "has_pet"
        or is_mine
    )
    counted = (
        found["had"] is not None
        and re.match(r"(?:an?|two|three|four|another|new)\b", found["whose"], re.IGNORECASE) is not None
    )
    if not owned and not (counted and predicate in {"has_child", "has_sibling", "partner"}):
        return None
    if predicate != "has_pet" and (
        pronoun in {"it", "its"}
        or (pronoun in {"her", "she"} and noun in MALE)
        or (pronoun in {"his", "he", "him"} and noun in FEMALE)
    ):
        return None
    if predicate == "partner" and noun not in STATUS_OF:
        return None
    return _Meant(predicate, noun)
