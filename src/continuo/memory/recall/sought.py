"""Whether a turn mentions what is sought: first by the terms of the index, then, to be certain, by its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from continuo.domain.errors import Invalid
from continuo.domain.frames import without_frames
from continuo.domain.item import Kind
from continuo.domain.mentions import MentionFilter
from continuo.domain.turn import Turn
from continuo.memory.recall.slice import Slice
from continuo.memory.recall.vectors import Array
from continuo.memory.vectors.terms import TermHasher, stems, telling
from continuo.ports.journal import Place

MOST_WORDS = 32
"""Entries of ``MentionFilter.words`` at most."""

LONGEST_WORDS = 200
"""Characters of one entry, of a phrase or of a name."""

PlaceBytes = tuple[bytes, int]
"""A place as columns have it: the bytes of the session's id, and the position."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what is to be spoken of, as the graph knows it.

    Args:
        names: everything it is called, but for what it is to somebody ("sister").
        places: turns of which the graph knows that they speak of it.
    """

    names: Sequence[str]
    places: Collection[Place]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that are sought.

    Args:
        stems: of all its words, in order.
        telling: of those that are not stop words.
    """

    text: str
    stems: tuple[str, ...]
    telling: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Wording:
        """Return the wording of a text."""
        return cls(text, tuple(stems(text)), frozenset(telling(text)))

    @classmethod
    def checked(cls, field: str, text: str) -> Wording:
        """Return the wording of a text that came in; raises Invalid where it says nothing."""
        if len(text) > LONGEST_WORDS:
            raise Invalid(field, f"must have at most {LONGEST_WORDS} characters")
        if "\x00" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
            raise Invalid(field, "must not contain NUL characters or lone surrogates")
        found = cls.of(text)
        if not found.telling:
            raise Invalid(field, "has no word that tells anything: words that every sentence has are not searched for")
        return found

    def follows_in(self, said: Sequence[str]) -> bool:
        """Tell whether its words stand in a text one after the other, given the stems of the text."""
        size = len(self.stems)
        return any(tuple(said[n : n + size]) == self.stems for n in range(len(said) - size + 1))


@dataclass(frozen=True, slots=True)
class Sought:
    """What a turn has to say, and who has to say it.

    Args:
        entries: the words of each stand anywhere in the turn, in any order.
        any_of: whether one entry is enough.
        phrase: its words follow one another.
        names: of the subject; ``None`` where no subject is sought.
        places: turns of which the graph knows that they speak of the subject.
        speaker: a name in lower case; empty for anybody.
    """

    entries: tuple[Wording, ...] = ()
    any_of: bool = False
    phrase: Wording | None = None
    names: tuple[Wording, ...] | None = None
    places: frozenset[Place] = frozenset()
    speaker: str = ""

    @classmethod
    def of(cls, wanted: MentionFilter, subject: Subject | None) -> Sought:
        """Return what a filter seeks; raises Invalid for words that say nothing."""
        if len(wanted.words) > MOST_WORDS:
            raise Invalid("words", f"must be at most {MOST_WORDS} entries")
        return cls(
            entries=tuple(Wording.checked(f"words[{n}]", entry) for n, entry in enumerate(wanted.words)),
            any_of=wanted.any_of,
            phrase=Wording.checked("phrase", wanted.phrase) if wanted.phrase else None,
            names=_names(subject) if subject is not None else None,
            places=frozenset(subject.places) if subject is not None else frozenset(),
            speaker=wanted.speaker.casefold().strip(),
        )

    @property
    def is_anything(self) -> bool:
        """Tell whether every turn will do, whatever it says and whoever speaks."""
        return not (self.entries or self.phrase or self.names is not None or self.speaker)

    def is_in(self, turn: Turn) -> bool:
        """Tell whether a turn says this; words of context blocks that were handed out are nobody's."""
        if self.speaker and (turn.speaker or turn.role.value).casefold().strip() != self.speaker:
            return False
        said = stems(without_frames(turn.text))
        return (
            self._has_entries(set(said))
            and (self.phrase is None or self.phrase.follows_in(said))
            and self._is_of_subject(turn, said)
        )

    def _has_entries(self, said: set[str]) -> bool:
        found = (said >= entry.telling for entry in self.entries)
        return not self.entries or (any(found) if self.any_of else all(found))

    def _is_of_subject(self, turn: Turn, said: Sequence[str]) -> bool:
        if self.names is None or (turn.session_id, turn.position) in self.places:
            return True
        return any(name.follows_in(said) for name in self.names)

    def possible(self, slice: Slice, hasher: TermHasher) -> Array:
        """Tell which units may say this, by the index alone; a few of them do not: (u,) bool."""
        units = slice.units
        found: Array = units.kind == Kind.PASSAGE
        if self.speaker:
            found = found & (units.speaker == hasher.speaker(self.speaker))
        return found & (self._has_terms(slice, hasher) | _is_cut_in_words(slice))

    def _has_terms(self, slice: Slice, hasher: TermHasher) -> Array:
        found: Array = np.ones(len(slice.units), bool)
        if self.entries:
            each = np.stack([_holding(slice, hasher, entry) for entry in self.entries])
            found &= each.any(axis=0) if self.any_of else each.all(axis=0)
        if self.phrase is not None:
            found &= _holding(slice, hasher, self.phrase)
        if self.names is not None:
            named = [_holding(slice, hasher, name) for name in self.names]
            found &= np.stack([self._of_places(slice), *named]).any(axis=0)
        return found

    def _of_places(self, slice: Slice) -> Array:
        known = {(session.bytes, position) for session, position in self.places}
        return np.array([place in known for place in places_of(slice)], bool)


def places_of(slice: Slice) -> Iterator[PlaceBytes]:
    """Return the place of each unit."""
    first, columns = slice.units.first_row, slice.columns
    return zip(columns.session[first].tolist(), columns.position[first].tolist(), strict=True)


def _names(subject: Subject) -> tuple[Wording, ...]:
    wordings = (Wording.of(name) for name in dict.fromkeys(subject.names))
    return tuple(wording for wording in wordings if wording.telling)


def _is_cut_in_words(slice: Slice) -> Array:
    """Tell which units have passages without a gap between them: of a word that was cut, no passage has the term.

    Long texts in scripts without gaps are cut so, and long tokens.
    """
    columns, units = slice.columns, slice.units
    is_same = units.of_row[1:] == units.of_row[:-1]
    touching = np.flatnonzero(is_same & (columns.start[1:] == columns.end[:-1]))
    found: Array = np.zeros(len(units), bool)
    found[units.of_row[touching]] = True
    return found


def _holding(slice: Slice, hasher: TermHasher, wording: Wording) -> Array:
    """Tell which units hold all telling words of a wording: (u,) bool."""
    units = slice.units
    terms = np.unique(np.array(hasher.hashes(wording.text), np.uint32))
    in_rows = slice.postings.frequencies(terms, slice.count) > 0
    in_units = in_rows if units.is_single else np.logical_or.reduceat(in_rows, units.first_row, axis=1)
    found: Array = np.logical_and.reduce(in_units, axis=0)
    return found
