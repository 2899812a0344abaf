"""A recogniser by rules and word lists: no model, no download, the same answer everywhere."""

from __future__ import annotations

from continuo.domain.entity import EntityType, Mention
from continuo.memory.consolidation.extraction.entities.calling import read_callings
from continuo.memory.consolidation.extraction.entities.capitals import read_capitals
from continuo.memory.consolidation.extraction.entities.gazetteer import Gazetteer
from continuo.memory.consolidation.extraction.entities.kin import read_kin
from continuo.memory.consolidation.extraction.entities.nouns import read_nouns
from continuo.memory.consolidation.extraction.entities.reading import Reading
from continuo.memory.consolidation.extraction.entities.titles import read_titles
from continuo.memory.consolidation.extraction.entities.words import read_words

RULES = "rules-1"
"""Grows when a rule changes; changes of the word lists show by themselves."""


class RulesRecogniser:
    """Keeps the promises of :class:`continuo.ports.recogniser.Recogniser` for English, formal or as in a chat.

    What says most is read first: titles in quotation marks, roles and names with them, things that are given a name,
    runs of capitals, and last the words that have no capital. A word once taken is not read again.
    """

    def __init__(self) -> None:
        self._lists = Gazetteer()

    @property
    def version(self) -> str:
        """Return the version of the rules and a digest of the word lists."""
        return f"{RULES}-{self._lists.digest}"

    def recognise(self, text: str, *, speaker: str) -> tuple[Mention, ...]:
        """Return the mentions in a text, in order."""
        words = read_words(text)
        reading = Reading(words, self._lists)
        if speaker:
            _read_speaker(reading, speaker)
        for rule in (read_titles, read_kin, read_callings, read_capitals, read_nouns):
            rule(reading)
        return tuple(sorted(reading.mentions, key=lambda mention: mention.start))


def _read_speaker(reading: Reading, speaker: str) -> None:
    """Note where the speaker's own name stands, however it is written."""
    name = read_words(speaker).low
    if not name:
        return
    words = reading.words
    for at in range(len(words) - len(name) + 1):
        span = [*words.low[at : at + len(name) - 1], words.bare[at + len(name) - 1]]
        if span == name and reading.is_free(at, at + len(name)) and not reading.is_everyday(at):
            reading.add(EntityType.PERSON, (at, at + len(name)), 0.9)
