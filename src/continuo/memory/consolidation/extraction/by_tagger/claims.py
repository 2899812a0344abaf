"""From marks to statements: each is claimed of the sentence it stands in, and believed only where that bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from continuo.domain.fact import Candidate
from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.by_model.parsing import Said
from continuo.memory.consolidation.extraction.by_model.verifying import verify
from continuo.memory.consolidation.extraction.by_tagger.values import bare, valued
from continuo.memory.consolidation.extraction.extractor import HEDGED
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences
from continuo.memory.consolidation.extraction.slots import slot
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.ports.tagger import Mark

SURE = 0.98
"""How certain a mark has to be to be claimed; chosen on conversations that the fit held back and on the tuning half."""

SURE_OF = dict.fromkeys(("age", "allergic_to", "has_colleague", "has_friend"), 0.95) | {
    # One value at a time, and often somebody else's: a wrong one would retire a right one.
    **dict.fromkeys(("partner", "name", "budget", "works_at", "job_title", "relationship_status"), 0.99),
}
"""The same for predicates where less or more is asked."""

SURE_OF_DENIALS = 0.99
"""The same for denials: each may retire a fact."""

_MOST_CONFIDENT = 0.85
_FAMILIES = (DATE_OF, NUMBER_OF, FAVOURITE)
_LONGEST_SENTENCE = 400  # Characters; of a longer one only what stands around the mark is quoted.
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Claim:
    """A mark as a statement that passed the wall.

    Args:
        start, end: where its value stands in the turn.
    """

    candidate: Candidate
    start: int
    end: int


def claims(turn: Turn, marks: Sequence[Mark]) -> list[Claim]:
    """Return what the marks of a turn amount to, as far as the turn bears it."""
    told = list(sentences(own_words(turn.text)))
    found = [claim for mark in marks if (claim := _claim(turn, mark, told)) is not None]
    return sorted(found, key=lambda c: (c.start, c.end))


def is_sure(mark: Mark) -> bool:
    """Tell whether a mark is certain enough to be claimed."""
    least = SURE_OF.get(mark.predicate, SURE)
    return mark.certainty >= (max(least, SURE_OF_DENIALS) if mark.status == "denied" else least)


def _claim(turn: Turn, mark: Mark, told: Sequence[Sentence]) -> Claim | None:
    start, end = bare(turn.text, mark)
    predicate = _predicate(mark)
    if not is_sure(mark) or start >= end or not predicate:
        return None
    sentence = next((s for s in told if s.start <= start < s.end), None)
    if sentence is None:
        return None
    end = min(end, sentence.end)
    words = " ".join(turn.text[start:end].split())
    value = valued(predicate, words, mark, turn.said_at, turn.text[sentence.start : sentence.end])
    if value is None:
        return None
    said = Said(
        turn=turn.position,
        predicate=predicate,
        object=words,
        quote=turn.text[slice(*_quoted(sentence, start, end))],
        affirmed=mark.status != "denied",
        hedged=mark.status == "hedged",
        confidence=min(_MOST_CONFIDENT, 0.5 + mark.certainty / 2),
        valid_to=f"{turn.said_at:%Y-%m-%d}" if mark.status == "past" else "",
    )
    # The kind of a family may have been named before; the wall is for the value here.
    verified = verify([said], [turn], {predicate}).candidates
    return Claim(_with_value(verified[0], value), start, end) if verified else None


def _predicate(mark: Mark) -> str:
    if mark.predicate not in _FAMILIES:
        return mark.predicate
    kind = re.sub(r"[^\w\s'-]", " ", mark.kind).strip()
    found = slot(mark.predicate, kind) if kind else ""
    return found if found not in _FAMILIES else ""


def _quoted(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    if sentence.end - sentence.start <= _LONGEST_SENTENCE:
        return sentence.start, sentence.end
    return max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)


def _with_value(candidate: Candidate, value: str) -> Candidate:
    """Return the candidate with the value that its words amount to: digits, a date, a status."""
    if value == candidate.object:
        return candidate
    over = candidate.valid_to is not None and candidate.valid_to <= candidate.said_at
    manner = Manner(candidate.affirmed, over, candidate.confidence > HEDGED)
    told = statement(candidate.about, candidate.predicate, value, manner)
    return replace(candidate, object=value, statement=told)


def renumbered(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield candidates in the order of their turns and words, numbered within each turn."""
    count: dict[int, int] = {}
    for candidate in sorted(candidates, key=lambda c: c.source.position):
        ordinal = count.get(candidate.source.position, 0)
        count[candidate.source.position] = ordinal + 1
        yield replace(candidate, ordinal=ordinal)
