"""Merges what was read or decided into the slots of a person, and lets the recall index follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from continuo.domain.fact import Candidate, Fact, FactChange, Status
from continuo.domain.item import Kind
from continuo.domain.predicates import Predicate, Predicates
from continuo.memory.facts.merge import Merged, Slot, merge
from continuo.memory.facts.standing import place_in_index
from continuo.memory.vectors.indexing import Entry, rows
from continuo.memory.vectors.terms import TermHasher
from continuo.ports.storage import Transaction

SlotName = tuple[str, str, tuple[str, ...]]
"""Whom a slot is about, its predicate, and the purposes of its facts."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by what facts change, and what is known for it.

    Args:
        number: of the run or act; a replay must not know of later acts.
        extractor: version of what read the candidates.
        vectors: one unit vector for each statement that may be new.
    """

    number: int
    at: datetime
    extractor: str
    predicates: Predicates
    vectors: Mapping[str, np.ndarray]


async def merge_candidates(
    tx: Transaction, occasion: Occasion, candidates: Sequence[Candidate], purposes: Mapping[int, tuple[str, ...]]
) -> list[FactChange]:
    """Merge candidates slot by slot, in the order in which their slots are first named, and return what changed.

    Args:
        purposes: of each turn, by position.
    """
    by_slot: dict[SlotName, list[Candidate]] = {}
    for candidate in candidates:
        named = slot_name(
            candidate.about, occasion.predicates.of(candidate.predicate), purposes[candidate.source.position]
        )
        by_slot.setdefault(named, []).append(candidate)
    changes: list[FactChange] = []
    for name, of_slot in by_slot.items():
        changes += await merge_slot(tx, occasion, name, of_slot)
    return changes


def slot_name(about: str, predicate: Predicate, purposes: Sequence[str]) -> SlotName:
    """Return the name of a slot; a predicate and its opposite share one."""
    named = min(predicate.name, predicate.opposite) if predicate.opposite else predicate.name
    # What was given for one purpose neither supports nor overrules what was given for another.
    return about, named, tuple(sorted(set(purposes)))


async def merge_slot(
    tx: Transaction, occasion: Occasion, name: SlotName, candidates: Sequence[Candidate] = ()
) -> list[FactChange]:
    """Work one slot out anew, with the candidates, and write what has become different; return the changes."""
    slot = await _slot(tx, occasion, name)
    merged = merge(slot, candidates, subject_id=tx.scope.subject_id, extractor=occasion.extractor, now=occasion.at)
    await _write(tx, occasion, merged)
    return list(merged.changes)


async def _slot(tx: Transaction, occasion: Occasion, name: SlotName) -> Slot:
    about, named, purposes = name
    predicate = occasion.predicates.of(named)
    both = [p for p in (predicate.name, predicate.opposite) if p]
    facts = [f for f in await tx.facts.slot(about, both) if tuple(sorted(set(f.purposes))) == purposes]
    known = [a for a in await tx.acts.of_slot(about, both) if a.number <= occasion.number]
    acts = [a for a in known if tuple(a.payload["purposes"]) == purposes]
    unsettled = [c for c in await tx.clarifications.open(about, both) if tuple(sorted(set(c.purposes))) == purposes]
    return Slot(about, predicate, facts, acts, unsettled, purposes)


async def _write(tx: Transaction, occasion: Occasion, merged: Merged) -> None:
    assert tx.person is not None, "facts belong to a person"
    hasher = TermHasher(tx.person.term_key)
    for change in merged.changes:
        await tx.facts.record(change)
        await _follow(tx, occasion, change, hasher)
    for clarification in merged.clarifications:
        await tx.clarifications.put(clarification)


async def _follow(tx: Transaction, occasion: Occasion, change: FactChange, hasher: TermHasher) -> None:
    """Let the row of the fact in the recall index stand as the fact does."""
    fact, before = change.after, change.before
    if fact.status in {Status.MERGED, Status.DENIED, Status.RETRACTED}:
        await tx.items.drop([fact.fact_id])
        return
    place = place_in_index(fact, occasion.predicates.of(fact.predicate))
    same_words = before is not None and before.statement == fact.statement
    if same_words and await tx.items.move(fact.fact_id, place):
        return
    await tx.items.drop([fact.fact_id])
    vector = occasion.vectors.get(fact.statement)
    # A statement of long ago that comes back into force has no vector at hand: it is found by its words.
    await tx.items.put(rows([_entry(fact, occasion)], vector[None] if vector is not None else None, hasher))


def _entry(fact: Fact, occasion: Occasion) -> Entry:
    place = place_in_index(fact, occasion.predicates.of(fact.predicate))
    speaker = fact.evidence[-1].speaker
    return Entry(
        Kind.FACT, place.source, fact.statement, speaker, place.said_at, 0, place.mark, fact.fact_id, fact.purposes
    )
