"""Entities, relations and neighbourhoods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuo.domain.errors import Invalid
from continuo.domain.relation import DEEPEST, Entity, EntityMention, Name, Neighbourhood, NodeType, Relation
from continuo.domain.turn import Source
from continuo.doors.http.schemas import values
from continuo.doors.http.schemas.recall import SourceOut
from continuo.doors.http.schemas.values import Asked, Filtered, Moment, PageLimit, Told
from continuo.memory.graph.merging import Cut
from continuo.memory.graph.room import MOST_RELATIONS, Known, Wanted
from continuo.ports.graph import EntityFilter

MOST_PLACES = 500
"""Mentions that one split names at most."""

_AsOf = Annotated[Moment | None, Field(description="what was true at that moment; else what holds now")]
_KnownAt = Annotated[Moment | None, Field(description="as it was known at that moment; else as it is known now")]
_Character = Annotated[int, Field(ge=0, le=1_000_000)]


class EntitiesQuery(Filtered):
    """Which entities are wanted; what is left out is not asked about."""

    user_id: values.Name
    type: NodeType | None = None
    name: Annotated[values.Name | None, Field(description="any of its names, compared without case and plural")] = None
    known_at: _KnownAt = None
    after: Annotated[UUID | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100

    def wanted(self) -> EntityFilter:
        """Return the filter, for one entity more than the page holds."""
        types = [self.type] if self.type is not None else None
        return EntityFilter(types=types, known_at=self.known_at, after=self.after, limit=self.limit + 1)


class EntityQuery(Filtered):
    """Whose entity, and as known when."""

    user_id: values.Name
    known_at: _KnownAt = None


class GraphQuery(Filtered):
    """Which neighbourhood is wanted."""

    user_id: values.Name
    entity: Annotated[UUID | None, Field(description="where it begins; else at the user")] = None
    depth: Annotated[int, Field(ge=1, le=DEEPEST, description="relations from there to the edge")] = 1
    as_of: _AsOf = None
    known_at: _KnownAt = None
    limit: Annotated[int, Field(ge=1, le=MOST_RELATIONS, description="relations at most")] = 100

    def wanted(self) -> Wanted:
        """Return what is asked of the room."""
        return Wanted(self.entity, self.depth, self.as_of, self.known_at, self.limit)


class MergeIn(Asked):
    """Two entities that are one."""

    user_id: values.Name
    into: Annotated[UUID, Field(strict=False, description="the entity that stays")]


class PlaceIn(Asked):
    """A mention: from character ``start`` up to ``end`` of a turn, as ``mentions`` of the entity tells it."""

    session_uuid: Annotated[UUID, Field(strict=False)]
    position: Annotated[int, Field(ge=1, le=2**31 - 1)]
    start: _Character
    end: _Character

    def source(self) -> Source:
        """Return the stretch."""
        return Source(self.session_uuid, self.position, self.start, self.end)


class SplitIn(Asked):
    """What is to be taken out of an entity: all that goes by some names, or what is meant at some places."""

    user_id: values.Name
    names: Annotated[list[values.Name] | None, Field(min_length=1, max_length=50)] = None
    mentions: Annotated[list[PlaceIn] | None, Field(min_length=1, max_length=MOST_PLACES)] = None

    def cut(self, entity_id: UUID) -> Cut:
        """Return the cut; raises Invalid unless either names or places are given."""
        if (self.names is None) == (self.mentions is None):
            raise Invalid("names", "must be given, or mentions, and not both")
        return Cut(entity_id, tuple(self.names or ()), tuple(place.source() for place in self.mentions or ()))


class NameOut(Told):
    """A name, or with ``role`` what the entity is to a speaker (empty: to the user)."""

    text: str
    times: int
    first_said_at: datetime
    role: bool
    speaker: str

    @classmethod
    def of(cls, name: Name) -> NameOut:
        """Return the answer for a name."""
        return cls(
            text=name.text,
            times=name.times,
            first_said_at=name.first_said_at,
            role=name.role,
            speaker=name.speaker,
        )


class EntityOut(Told):
    """One thing that is spoken of; ``label`` is the kind of node it is in the graph."""

    entity_id: UUID
    type: str
    label: str
    name: str
    names: list[NameOut]
    known_from: datetime
    known_to: datetime | None
    purposes: list[str]

    @classmethod
    def of(cls, entity: Entity) -> EntityOut:
        """Return the answer for an entity."""
        return cls(
            entity_id=entity.entity_id,
            type=entity.type.value,
            label=entity.type.label,
            name=entity.name,
            names=[NameOut.of(name) for name in entity.names],
            known_from=entity.known_from,
            known_to=entity.known_to,
            purposes=list(entity.purposes),
        )


class EntitiesOut(Told):
    """A page of entities, in the order of their ids."""

    entities: list[EntityOut]
    next: UUID | None


class MentionOut(Told):
    """A place where an entity, or a part of it, is spoken of; ``part`` says which."""

    part: UUID
    source: SourceOut
    said_at: datetime

    @classmethod
    def of(cls, mention: EntityMention) -> MentionOut:
        """Return the answer for a mention."""
        return cls(part=mention.entity_id, source=SourceOut.of(mention.source), said_at=mention.said_at)


class KnownEntityOut(Told):
    """An entity, what was merged into it, and the first places where it is spoken of."""

    entity: EntityOut
    parts: list[EntityOut]
    mentions: list[MentionOut]

    @classmethod
    def of(cls, known: Known) -> KnownEntityOut:
        """Return the answer for all that is shown of an entity."""
        return cls(
            entity=EntityOut.of(known.entity),
            parts=[EntityOut.of(part) for part in known.parts],
            mentions=[MentionOut.of(mention) for mention in known.mentions],
        )


class SplitOut(Told):
    """What came out of an entity."""

    entities: list[EntityOut]


class RelationOut(Told):
    """How two entities belong together, with places of the words it stands on."""

    relation_id: UUID
    kind: str
    from_entity: UUID
    to_entity: UUID
    weight: float
    count: int
    valid_from: datetime | None
    valid_to: datetime | None
    known_from: datetime
    known_to: datetime | None
    fact_id: UUID | None
    evidence: list[SourceOut]
    purposes: list[str]

    @classmethod
    def of(cls, relation: Relation, evidence: Sequence[Source]) -> RelationOut:
        """Return the answer for a relation."""
        return cls(
            relation_id=relation.relation_id,
            kind=str(relation.kind),
            from_entity=relation.from_entity,
            to_entity=relation.to_entity,
            weight=relation.weight,
            count=relation.count,
            valid_from=relation.valid_from,
            valid_to=relation.valid_to,
            known_from=relation.known_from,
            known_to=relation.known_to,
            fact_id=relation.fact_id,
            evidence=[SourceOut.of(source) for source in evidence],
            purposes=list(relation.purposes),
        )


class NeighbourOut(Told):
    """An entity of a neighbourhood, ``depth`` relations from its middle."""

    depth: int
    entity: EntityOut


class NeighbourhoodOut(Told):
    """What lies around an entity: nearest first, then strongest; of each entity at most 16 relations are followed."""

    middle: UUID
    entities: list[NeighbourOut]
    relations: list[RelationOut]

    @classmethod
    def of(cls, found: Neighbourhood) -> NeighbourhoodOut:
        """Return the answer for a neighbourhood."""
        return cls(
            middle=found.middle,
            entities=[NeighbourOut(depth=n.depth, entity=EntityOut.of(n.entity)) for n in found.entities],
            relations=[RelationOut.of(r, found.evidence.get(r.relation_id, ())) for r in found.relations],
        )
