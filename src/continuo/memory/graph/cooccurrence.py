"""What is mentioned in one turn belongs together, the more so the more often it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from uuid import UUID

from continuo.domain.relation import EVIDENCE_KEPT, EntityMention, Relation, RelationKind
from continuo.memory.graph.identity import together_id, user_id

MOST_OF_A_TURN = 12
"""Entities of one turn that are paired; a turn that names more is a list, and tells little of each pair."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities as they were understood when they were read, and the turns that mention both.

    Args:
        purposes: what those turns were given for.
        count: how many turns.
        since: when the first of them was said.
        seen: the newest of them, newest first, at most 5.
    """

    one: UUID
    other: UUID
    purposes: tuple[str, ...]
    count: int
    since: datetime
    seen: tuple[tuple[UUID, int], ...] = ()


def weight_of(count: int) -> float:
    """Return the weight of a relation that ``count`` turns show: it grows with each doubling and stays below 1.

    A step for each doubling, not for each turn, so that a relation shown a thousand times has ten versions to keep.

    >>> [weight_of(n) for n in (1, 2, 3, 4, 8)]
    [0.2, 0.333333, 0.333333, 0.428571, 0.5]
    """
    assert count >= 1, count
    doublings = count.bit_length() - 1
    return round((doublings + 1) / (doublings + 5), 6)


def ties(mentions: Iterable[EntityMention]) -> list[Tie]:
    """Return the pairs of entities that mentions show, in the order in which they are shown first."""
    turns: dict[tuple[UUID, int], list[EntityMention]] = defaultdict(list)
    for mention in mentions:
        turns[mention.source.session_id, mention.source.position].append(mention)
    found: dict[tuple[UUID, UUID, tuple[str, ...]], Tie] = {}
    for of_turn in turns.values():
        entities = list(dict.fromkeys(m.entity_id for m in of_turn))[:MOST_OF_A_TURN]
        said_at, purposes = of_turn[0].said_at, tuple(sorted(of_turn[0].purposes))
        for one, other in combinations(entities, 2):
            first, second = sorted((one, other))
            before = found.get((first, second, purposes), Tie(first, second, purposes, 0, said_at))
            seen = ((of_turn[0].source.session_id, of_turn[0].source.position), *before.seen)[:EVIDENCE_KEPT]
            since = min(before.since, said_at)
            found[first, second, purposes] = Tie(first, second, purposes, before.count + 1, since, seen)
    return list(found.values())


def tied(
    subject_id: UUID, shown: Sequence[Tie], known: Mapping[UUID, Relation], roots: Mapping[UUID, UUID], at: datetime
) -> list[Relation]:
    """Return the relations as they are once more turns have shown these ties.

    Args:
        known: those that are known, by id; their counts are added to.
        roots: what entities were merged into, by the entity; others stand for themselves.
    """
    apart = [t for t in shown if roots.get(t.one, t.one) != roots.get(t.other, t.other)]
    return [_stronger(subject_id, tie, known.get(tie_id(subject_id, tie)), roots, at) for tie in apart]


def tie_id(subject_id: UUID, tie: Tie) -> UUID:
    """Return the id of the relation that a tie makes."""
    return together_id(subject_id, tie.one, tie.other, tie.purposes)


def _stronger(
    subject_id: UUID, tie: Tie, before: Relation | None, roots: Mapping[UUID, UUID], at: datetime
) -> Relation:
    if before is None:
        return relation_of(subject_id, tie, roots, at)
    count = before.count + tie.count
    since = min(before.valid_from or tie.since, tie.since)
    weight = weight_of(count)
    # The same strength shown once more is no new version: only the count of the version that is known grows.
    known_from = before.known_from if weight == before.weight else at
    seen = (*tie.seen, *before.seen)[:EVIDENCE_KEPT]
    return replace(before, count=count, weight=weight, valid_from=since, known_from=known_from, seen=seen)


def relation_of(subject_id: UUID, tie: Tie, roots: Mapping[UUID, UUID], at: datetime) -> Relation:
    """Return the relation that a tie alone makes; it leads from the user where the user is one of both."""
    one, other = tie.one, tie.other
    if other == user_id(subject_id):
        one, other = other, one
    return Relation(
        relation_id=tie_id(subject_id, tie),
        kind=RelationKind.RELATED_TO,
        stated_from=one,
        stated_to=other,
        from_entity=roots.get(one, one),
        to_entity=roots.get(other, other),
        weight=weight_of(tie.count),
        count=tie.count,
        valid_from=tie.since,
        valid_to=None,
        known_from=at,
        seen=tie.seen,
        purposes=tie.purposes,
    )
