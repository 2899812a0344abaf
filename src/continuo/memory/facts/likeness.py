"""Tells which values of a slot say the same in other words, so that a periodic job can make one fact of them.

Meaning is compared by the vectors of the statements, and words have a veto: what differs in a number, in a name, or in
a word that the other has no counterpart for is two things, however near it lies. In slots of safety and identity only
words count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from continuo.domain.fact import Fact
from continuo.domain.predicates import Fading, Predicate, Sensitivity
from continuo.memory.facts.sameness import words

NEAR = 0.94
"""Cosine of two statements from which on the same words in another form are taken for the same.

Source: bench/compacting.py: at 0.93 "a piano" and "an electric piano" of its labelled set would be merged.
"""

_FILLERS = frozenset(
    {"really", "very", "just", "also", "lot", "lots", "some", "kind", "good", "great", "nice", "of", "to", "in", "at"}
    | {"for", "on", "with", "and", "living", "currently", "now", "always", "often", "sometimes", "regularly", ","}
    | {"professional", "simple", "ordinary", "regular", "fulltime", "plain"}
    | {"do", "doing", "play", "playing", "go", "going", "as", "that", "is", "are", "it", "cup", "bit"}
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<!^)(?<![.!?]\s)\b[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that say the same: the one that stays, and those that go into it."""

    into: Fact
    members: tuple[Fact, ...]


class Likeness:
    """Compares values; the synonyms are read once."""

    def __init__(self) -> None:
        text = (files(__package__) / "synonyms.txt").read_text(encoding="utf-8")
        self._named: dict[tuple[str, ...], str] = {}
        for line in text.splitlines():
            first, *others = line.split()
            for name in (first, *others):
                self._named[_stems(name.replace("-", " "))] = first

    def doubtful(self, predicate: Predicate, facts: Sequence[Fact]) -> list[str]:
        """Return the statements whose vectors ``groups`` will ask for: of values that differ by one word."""
        if not _may_differ(predicate):
            return []
        meanings = {fact.fact_id: self._meaning(fact.object) for fact in facts}
        known = set(meanings.values())
        wider = {m for m in known if any(m - {word} in known for word in m)}
        narrower = {m - {word} for m in wider for word in m} & known
        return [f.statement for f in facts if meanings[f.fact_id] in wider | narrower]

    def groups(self, predicate: Predicate, facts: Sequence[Fact], vectors: Mapping[str, np.ndarray]) -> list[Group]:
        """Return the facts of one slot that say the same, group by group.

        Args:
            facts: of one slot.
            vectors: unit vectors of the doubtful statements.
        """
        order = sorted(facts, key=lambda f: (-len(f.evidence), f.recorded_at, f.fact_id))
        groups: list[tuple[Fact, list[Fact]]] = []
        by_meaning: dict[frozenset[str], list[int]] = {}
        for fact in order:
            meaning = self._meaning(fact.object)
            near = sorted({n for key in _one_word_apart(meaning) for n in by_meaning.get(key, ())})
            # A value joins the one that stays, never a chain of neighbours: likeness is not transitive.
            home = next((n for n in near if self.alike(predicate, groups[n][0], fact, vectors)), None)
            if home is not None:
                groups[home][1].append(fact)
                continue
            for key in _one_word_apart(meaning):
                by_meaning.setdefault(key, []).append(len(groups))
            groups.append((fact, []))
        return [Group(into, tuple(members)) for into, members in groups if members]

    def alike(self, predicate: Predicate, one: Fact, other: Fact, vectors: Mapping[str, np.ndarray]) -> bool:
        """Tell whether two facts of a slot say the same.

        Args:
            vectors: unit vectors of statements; without those of both, only their words count.
        """
        if _numbers(one.object) != _numbers(other.object) or _names(one.object) != _names(other.object):
            return False
        first, second = self._meaning(one.object), self._meaning(other.object)
        if not first or not second:
            return False
        if first == second:
            return True
        if not _may_differ(predicate) or len(first ^ second) != 1:
            return False
        sides = vectors.get(one.statement), vectors.get(other.statement)
        return sides[0] is not None and sides[1] is not None and float(sides[0] @ sides[1]) >= NEAR

    def _meaning(self, text: str) -> frozenset[str]:
        stems = _stems(text)
        known = self._named.get(stems)
        return frozenset({known}) if known is not None else frozenset(self._named.get((s,), s) for s in stems)


def _may_differ(predicate: Predicate) -> bool:
    """Tell whether values of a slot may be the same though one has a word more: not where safety hangs on it."""
    return predicate.fading is not Fading.NEVER and predicate.sensitivity is not Sensitivity.SPECIAL


def _one_word_apart(meaning: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the keys that two meanings share if they are equal, or differ by one word that one of them has."""
    yield meaning
    yield from (meaning - {word} for word in meaning)


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))


def _names(text: str) -> set[str]:
    # The first word of an object may be capital by chance; the others are names.
    return {found.group().casefold().removesuffix("s") for found in _NAME.finditer(text)}


def _stems(text: str) -> tuple[str, ...]:
    kept = [w for w in words(text) if w not in _FILLERS]
    return tuple(_stem(w) for w in (kept or words(text)))


def _stem(word: str) -> str:
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= 3:
            doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls"
            return (bare[:-1] if doubled else bare).removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word
