"""A text while its mentions are found, and what the words around a name lead one to expect."""

from __future__ import annotations

from collections.abc import Iterable

from continuo.domain.entity import EntityType, Mention
from continuo.memory.consolidation.extraction.entities import cues
from continuo.memory.consolidation.extraction.entities.gazetteer import Found, Gazetteer, Origin, Sense
from continuo.memory.consolidation.extraction.entities.words import Words

COMMON = frozenset((EntityType.ANIMAL, EntityType.FOOD, EntityType.TOPIC))
"""Types whose words are common nouns, which have no capital."""


class Reading:
    """The words of one text, what is known of them, and the mentions found so far; a word belongs to one at most."""

    def __init__(self, words: Words, lists: Gazetteer) -> None:
        self.words = words
        self.lists = lists
        self.mentions: list[Mention] = []
        self._taken = [False] * len(words)
        self._types: list[EntityType | None] = [None] * len(words)
        self._known = [lists.at(words, at) for at in range(len(words))]

    def known(self, at: int) -> Found | None:
        """Return the longest phrase of the word lists that begins with a word."""
        return self._known[at]

    def is_free(self, first: int, last: int) -> bool:
        """Tell whether no mention holds one of the words from the first up to, not including, the last."""
        return not any(self._taken[first:last])

    def add(
        self,
        type_: EntityType,
        span: tuple[int, int],
        confidence: float,
        role: str | None = None,
        *,
        owned: bool = False,
    ) -> None:
        """Note a mention.

        Args:
            span: its first word, and one past its last.
            owned: whether "'s" of its last word belongs to the name.
        """
        self._note(type_, span, (confidence, role, True), owned=owned)

    def add_nameless(self, type_: EntityType, span: tuple[int, int], confidence: float, role: str) -> None:
        """Note a mention by role alone."""
        self._note(type_, span, (confidence, role, False), owned=False)

    def _note(
        self, type_: EntityType, span: tuple[int, int], rest: tuple[float, str | None, bool], *, owned: bool
    ) -> None:
        first, last = span
        if not self.is_free(first, last):
            return
        words = self.words
        start = words.start[first]
        end = words.end[last - 1] if owned else words.bare_end(last - 1)
        self.mentions.append(Mention(type_, words.text[start:end], start, end, *rest))
        self.take(first, last)
        self._types[first:last] = [type_] * (last - first)

    def type_of(self, at: int) -> EntityType | None:
        """Return the type of the mention that a word belongs to; ``None`` where it belongs to none."""
        return self._types[at]

    def take(self, first: int, last: int) -> None:
        """Let no mention have these words: they belong to one that they stand beside."""
        self._taken[first:last] = [True] * (last - first)

    def is_given_name(self, at: int) -> bool:
        """Tell whether a word is a given name, by its capital or by being nothing else."""
        senses = self.lists.senses(self.words.bare[at])
        return any(s.origin is Origin.GIVEN_NAME and (self.words.capital[at] or not s.wary) for s in senses)

    def is_everyday(self, at: int) -> bool:
        """Tell whether a word is an everyday word."""
        return self.lists.is_everyday(self.words.bare[at])

    def near(self, at: int, wanted: frozenset[str], *, back: int = 0, ahead: int = 0) -> bool:
        """Tell whether one of the wanted words stands within a reach of a word, in the same sentence."""
        words = self.words
        for place in range(at, max(at - back, 0), -1):
            if words.opens[place]:
                break
            if words.bare[place - 1] in wanted:
                return True
        for place in range(at + 1, min(at + 1 + ahead, len(words))):
            if words.opens[place]:
                break
            if words.bare[place] in wanted:
                return True
        return False


def expected(reading: Reading, first: int, last: int) -> EntityType | None:
    """Return what the words before and behind a span lead one to expect; ``None`` where they say nothing."""
    words = reading.words
    after = words.low[last] if last < len(words) and words.joined[last] and not words.is_owner(last - 1) else ""
    if after in cues.LIVES:
        return EntityType.PERSON
    if after in cues.TRADES:
        return EntityType.ORGANISATION
    if after in {"is", "was"} and last + 1 < len(words) and words.low[last + 1] == "from":
        return EntityType.PERSON
    if after in cues.KINDS_BEHIND:
        return cues.KINDS.get(after)
    before = _expected_before(reading, first, after)
    if before is None and after in cues.SPEAKS:
        return EntityType.PERSON
    return before


def _expected_before(reading: Reading, first: int, after: str) -> EntityType | None:
    words = reading.words
    at = first
    while words.follows(at) and words.low[at - 1] in cues.BETWEEN:
        at -= 1
    if not words.follows(at) or not (words.joined[at] or words.joined[first]):
        return None
    if at < first and after and after not in cues.FUNCTION and reading.words.low[first - 1] in cues.DETERMINERS:
        # "To improve my Coursera course": the name only says what kind of course.
        return None
    cue = words.bare[at - 1]
    if cue in {"is", "was"} and words.follows(at - 1) and words.bare[at - 2] in cues.KINDS:
        return cues.KINDS[words.bare[at - 2]]
    if cue in cues.KINDS:
        return cues.KINDS[cue]
    if cue == "of" and words.follows(at - 1) and words.bare[at - 2] in cues.KINDS:
        return cues.KINDS[words.bare[at - 2]]
    return _by_cue(reading, cue, at - 1)


def _by_cue(reading: Reading, cue: str, at: int) -> EntityType | None:
    if cue in cues.INTO_PLACES:
        return EntityType.PLACE
    if cue in cues.READS or (cue == "to" and reading.near(at, _LISTENS, back=1)):
        return EntityType.WORK
    if cue in cues.MEETS or (cue == "to" and reading.near(at, _TALKS, back=1)):
        return EntityType.PERSON
    if cue in cues.JOINS or (cue in _AT_WORK and reading.near(at, cues.AT_WORK, back=3)):
        return EntityType.ORGANISATION
    if cue in cues.FROM_PLACES and reading.near(at, cues.MOTION, back=3):
        return EntityType.PLACE
    if cue == "at":
        return EntityType.ORGANISATION
    if cue == "from":
        return _source(reading, at)
    if cue in cues.ACCOMPANIES:
        return EntityType.PERSON
    return EntityType.PRODUCT if cue in cues.USES else None


def _source(reading: Reading, at: int) -> EntityType | None:
    """Return what "from" stands before: "I'm from" a place, "ordered from" a shop."""
    if reading.near(at, _BUYS, back=4):
        return EntityType.ORGANISATION
    before = reading.words.low[at - 1] if at else ""
    return EntityType.PLACE if before in _BEING or before.endswith(("'m", "'s", "'re")) else None


_BUYS = frozenset(
    ("bought", "order", "ordered", "coupon", "quote", "purchased", "buy", "offer", "got", "email", "discount")
)
_BEING = frozenset(
    ("is", "am", "are", "was", "were", "im", "people", "friend", "family", "originally", "all", "someone")
)
_LISTENS = frozenset(("listen", "listening", "listened", "listens"))
_TALKS = frozenset(
    ("talk", "talked", "talking", "talks", "speak", "spoke", "speaking", "married", "wrote", "close", "next")
)
_AT_WORK = frozenset(("at", "for", "with", "from", "by", "to", "of", "as"))


def is_told(reading: Reading, first: int) -> bool:
    """Tell whether the word before a span says outright what it is: "the band ...", "reading ..."."""
    words = reading.words
    if words.follows(first) and words.low[first - 1] in cues.DETERMINERS:
        first -= 1
    cue = words.bare[first - 1] if words.follows(first) else ""
    return cue in cues.KINDS or cue in cues.READS or cue in {"is", "was"}


def is_weakly_expected(reading: Reading, first: int) -> bool:
    """Tell whether what stands before a span hardly says more of it than a capital does."""
    words = reading.words
    return words.follows(first) and words.bare[first - 1] in cues.ACCOMPANIES


def chosen(senses: Iterable[Sense], wanted: EntityType | None) -> Sense | None:
    """Return the sense that fits what is expected, else the first that is not wary, else the first of all."""
    listed = [sense for sense in senses if sense.origin is not Origin.SURNAME]
    for sense in listed:
        if sense.type is wanted:
            return sense
    return next((sense for sense in listed if not sense.wary), listed[0] if listed else None)
