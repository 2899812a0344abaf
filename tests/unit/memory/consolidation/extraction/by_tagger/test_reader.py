"""Two readings become one, and without the tagger nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.errors import Misconfigured, Unavailable
from continuo.domain.scope import Scope
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.by_tagger.combining import combined
from continuo.memory.consolidation.extraction.by_tagger.reader import TaggedReader
from continuo.memory.consolidation.extraction.extractor import EXTRACTOR_VERSION, extract
from continuo.memory.consolidation.extraction.readers import Reading
from continuo.ports.tagger import Mark

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
TEXT = "I live in Porto. The cello gathers dust since I joined the choir."
TURNS = [Turn(UUID(int=1), 1, Role.USER, TEXT, "", NOW, NOW)]
SCOPE = Scope.of(UUID(int=2), "ana")


def marked(*words: tuple[str, str], text: str = TEXT) -> tuple[Mark, ...]:
    return tuple(Mark(text.index(w), text.index(w) + len(w), p, "holds", 0.99) for w, p in words)


class ScriptedTagger:
    """Gives the marks it was given, or fails as it was told."""

    version = "reader-0"

    def __init__(self, marks: tuple[Mark, ...] = (), error: Exception | None = None) -> None:
        self._marks, self._error, self.asked = marks, error, 0

    async def tag(self, turns: Sequence[Turn]) -> list[tuple[Mark, ...]]:
        self.asked += 1
        if self._error is not None:
            raise self._error
        return [self._marks for _ in turns]

    async def close(self) -> None:
        """Hold nothing."""


async def test_what_only_the_tagger_finds_is_added_to_what_the_rules_read() -> None:
    reading = await TaggedReader(ScriptedTagger(marked(("Porto", "lives_in"), ("choir", "does")))).read(SCOPE, TURNS)
    found = [(c.predicate, c.object) for c in reading.candidates]

    assert ("lives_in", "Porto") in found
    assert ("does", "choir") in found
    assert [c.ordinal for c in reading.candidates] == list(range(len(found)))


async def test_what_was_marked_is_journaled_under_both_names() -> None:
    reading = await TaggedReader(ScriptedTagger()).read(SCOPE, TURNS)

    assert reading.extractor == f"{EXTRACTOR_VERSION}+reader-0"
    assert not reading.is_repeatable


def test_of_two_readings_of_the_same_words_the_rules_is_kept() -> None:
    assert combined(TURNS, extract(TURNS), [marked(("Porto", "lives_in"))]) == extract(TURNS)


def test_a_rule_s_statement_stays_where_the_tagger_sees_nothing_at_all() -> None:
    assert combined(TURNS, extract(TURNS), [()]) == extract(TURNS) != ()


def test_what_the_rules_read_elsewhere_is_not_added_again() -> None:
    told = [TURNS[0], replace(TURNS[0], position=2, text="The rain in Porto, again.")]
    again = Mark(12, 17, "lives_in", "holds", 1.0)

    assert combined(told, extract(told), [(), (again,)]) == extract(told)


@pytest.mark.parametrize("error", [Unavailable("no weights"), Misconfigured("a damaged file")])
async def test_without_the_tagger_the_rules_read_and_the_failure_is_counted(error: Exception) -> None:
    reader = TaggedReader(ScriptedTagger(error=error))

    assert await reader.read(SCOPE, TURNS) == Reading(EXTRACTOR_VERSION, extract(TURNS))
    assert reader.failures == 1


async def test_a_tagger_that_failed_is_left_alone_for_a_while() -> None:
    tagger = ScriptedTagger(error=Unavailable("no weights"))
    reader = TaggedReader(tagger)
    for _ in range(5):
        await reader.read(SCOPE, TURNS)

    assert tagger.asked == 1
