"""The graph of one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.packed_graph import PackedGraph
from continuo.domain.relation import FAN_OUT, Entity, EntityMention, Name, NodeType, Relation
from continuo.domain.turn import Source

Version = tuple[UUID, datetime]
"""An entity or relation, and from when on it was known to be so."""


MOST_PACKED = 20_000
"""Relations, and mentions, of a packed graph at most: some 3 MB."""


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities are wanted; everything left out is not asked about.

    Args:
        keys: those with one of these names, as names are compared; an empty collection finds nothing.
        known_at: as it was known at that moment; ``None`` as it is known now.
        after: beyond this entity, in the order of ids.
        limit: at most this many, 1 to 1,000.
        merged: True for those that were merged into others as well.
    """

    types: Collection[NodeType] | None = None
    keys: Collection[str] | None = None
    known_at: datetime | None = None
    after: UUID | None = None
    limit: int = 100
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """Which part of the graph is wanted.

    Args:
        middle: where to begin; all of them have depth 0.
        depth: relations to follow, 1 to 3.
        as_of: only what was true at that moment.
        known_at: as it was known at that moment; ``None`` as it is known now.
        fan_out: relations followed from one entity at most, the strongest; 1 to 16.
        limit: relations in all, 1 to 1,000.
    """

    middle: Sequence[UUID]
    depth: int
    as_of: datetime
    known_at: datetime | None = None
    fan_out: int = FAN_OUT
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Together:
    """How often two entities are mentioned in one turn.

    Args:
        other: the other one, as it was understood when it was read.
        turns: how many turns of these purposes.
        first_said_at: when the first of them was said.
        seen: the newest of them, at most 5.
    """

    other: UUID
    turns: int
    first_said_at: datetime
    seen: tuple[tuple[UUID, int], ...]
    purposes: tuple[str, ...]


class GraphStore(Protocol):
    """Entities, where they are mentioned, and their relations.

    What was known is kept: an entity or relation that changes is closed at the moment of the change, and a new version
    begins there. Two changes at one moment leave the second. Putting the same again changes nothing.
    """

    async def put_entities(self, entities: Sequence[Entity]) -> None:
        """Store entities as they are known from ``known_from`` on.

        One that is known to be so already stays as it is, and only gains purposes. One that was said to change earlier
        than it was last seen to change changes then. Names are not stored by this.
        """

    async def put_names(self, names: Mapping[UUID, Sequence[Name]]) -> None:
        """Let these entities have these names and no others."""

    async def put_mentions(self, mentions: Sequence[EntityMention]) -> None:
        """Store mentions; one of the same entity at the same place takes the place of the first."""

    async def move_mentions(self, sources: Collection[Source], *, of: UUID, to: UUID) -> None:
        """Let the mentions of one entity at these places be mentions of another."""

    async def put_relations(self, relations: Sequence[Relation]) -> None:
        """Store relations as they are known from ``known_from`` on; a known relation with the same content stays."""

    async def close_relations(self, relation_ids: Sequence[UUID], *, at: datetime) -> None:
        """Let these relations be unknown from that moment on; what was known before stays readable."""

    async def find(self, wanted: EntityFilter) -> Sequence[Entity]:
        """Return the entities that pass the filter, with the names in reach, in the order of their ids.

        Of each entity at most one version is known at a time. Names are never as of a moment.
        """

    async def get(self, entity_ids: Collection[UUID], *, known_at: datetime | None = None) -> Sequence[Entity]:
        """Return these entities, merged ones too, in the order of their ids; those not known are left out."""

    async def merged_into(self, entity_id: UUID) -> Sequence[Entity]:
        """Return the entities that are known now to be this one, at one remove or more, in the order of their ids."""

    async def mentions_of(
        self, entity_ids: Collection[UUID], *, after: EntityMention | None = None, limit: int = 100
    ) -> Sequence[EntityMention]:
        """Return mentions of these entities, in the order of their places, beyond one of them."""

    async def mentions_within(self, sources: Collection[Source]) -> Sequence[EntityMention]:
        """Return the mentions that lie within these stretches of turns, in the order of their places.

        The one who speaks lies within a stretch from 0 to 0 alone.
        """

    async def relations(self, relation_ids: Collection[UUID]) -> Sequence[Relation]:
        """Return these relations as they are known now, in the order of their ids; unknown ones are left out."""

    async def relations_of_facts(self, fact_ids: Collection[UUID]) -> Sequence[Relation]:
        """Return the relations that are known now to stand on these facts, in the order of their ids."""

    async def relations_of(self, entity_id: UUID, *, limit: int = 1000) -> Sequence[Relation]:
        """Return the relations from or to an entity that are known now, whatever their time, strongest first."""

    async def move_relations(self, stated: Collection[UUID], to: UUID, *, at: datetime) -> int:
        """Let every relation known now that was stated of one of these entities be one of ``to``.

        Both ends are looked at. Returns how many relations were changed.
        """

    async def mentioned_together(self, entity_id: UUID) -> Sequence[Together]:
        """Return with what, how often and since when an entity is mentioned in one turn, in the order of the ids."""

    async def around(self, wanted: Around) -> Sequence[tuple[int, Relation]]:
        """Return the relations around some entities, each with its depth from 1.

        They are followed in both directions. Nearest come first, of one depth the strongest.
        """

    async def evidence(self, relations: Sequence[Relation]) -> Mapping[UUID, Sequence[Source]]:
        """Return the places of the words that relations stand on, newest first, a few of each.

        Of a fact they are its evidence; else the stretches that mention both entities.
        """

    async def entity_versions(self, *, after: Version | None = None, limit: int = 500) -> Sequence[Entity]:
        """Return everything that was ever known of entities, in the order of ids and times."""

    async def relation_versions(self, *, after: Version | None = None, limit: int = 500) -> Sequence[Relation]:
        """Return everything that was ever known of relations, in the order of ids and times."""

    async def all_mentions(self, *, after: EntityMention | None = None, limit: int = 500) -> Sequence[EntityMention]:
        """Return all mentions in the order of their places."""

    async def packed(self) -> PackedGraph:
        """Return what is known now and in reach as packed columns, without a word.

        Of more than 20,000 relations it holds the strongest, of more than 20,000 mentions the newest.
        """

    async def drop_all(self) -> int:
        """Remove entities, mentions and relations, and return how many relations there were, all versions counted."""
