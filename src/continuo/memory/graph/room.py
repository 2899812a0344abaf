"""The graph as it is read and decided on: entities, their neighbourhoods, merges and splits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuo.domain.act import ActKind
from continuo.domain.clock import Clock
from continuo.domain.entity import EntityType
from continuo.domain.errors import Invalid, NotFound
from continuo.domain.relation import (
    DEEPEST,
    FAN_OUT,
    Entity,
    EntityMention,
    Neighbour,
    Neighbourhood,
    NodeType,
    Relation,
)
from continuo.domain.scope import Scope
from continuo.memory.graph.identity import key_of, user_id
from continuo.memory.graph.merging import (
    Cut,
    apply_merge,
    apply_split,
    check_merge,
    check_split,
    merge_payload,
    split_payload,
)
from continuo.ports.acts import NewAct
from continuo.ports.graph import Around, EntityFilter, GraphStore
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.storage import Storage

MOST_ENTITIES = 1000
"""Entities on one page."""

MOST_RELATIONS = 1000
"""Relations of one neighbourhood."""

MENTIONS_SHOWN = 50
"""Mentions that come with one entity."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which neighbourhood is wanted.

    Args:
        entity: its middle; ``None`` for the user.
        depth: 1 to 3.
        as_of: what was true at that moment; ``None`` for what holds now.
        known_at: as it was known at that moment; ``None`` as it is known now.
        limit: relations at most, 1 to 1,000.
    """

    entity: UUID | None = None
    depth: int = 1
    as_of: datetime | None = None
    known_at: datetime | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Known:
    """All that is shown of one entity.

    Args:
        parts: what was merged into it.
        mentions: places where it, or a part of it, is spoken of, in the order of the places; at most 50.
    """

    entity: Entity
    parts: tuple[Entity, ...]
    mentions: tuple[EntityMention, ...]


class Graph:
    """Who and what is spoken of, and how it is related."""

    def __init__(self, storage: Storage, registry: PredicateRegistry, clock: Clock) -> None:
        self._storage = storage
        self._registry = registry
        self._clock = clock

    async def entities(self, scope: Scope, wanted: EntityFilter, *, name: str | None = None) -> Sequence[Entity]:
        """Return the entities that pass the filter, in the order of their ids; none for a person unknown.

        Args:
            name: only those that are called so; compared like all names, whatever the type.
        """
        if not 1 <= wanted.limit <= MOST_ENTITIES:
            raise Invalid("limit", f"must be 1 to {MOST_ENTITIES}")
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                return []
            if name is None:
                return await tx.graph.find(wanted)
            return await called(tx.graph, name, wanted)

    async def entity(self, scope: Scope, entity_id: UUID, *, known_at: datetime | None = None) -> Known:
        """Return one entity with its parts and mentions; of one that was merged, what it was merged into.

        Raises:
            NotFound: it is not there, not this person's, or was not known at that moment.
        """
        async with self._storage.reading(scope) as tx:
            root = await _root(tx.graph, entity_id, known_at) if tx.person else None
            if root is None:
                raise NotFound("there is no such entity of this user")
            parts = await tx.graph.merged_into(root.entity_id)
            ids = [root.entity_id, *(p.entity_id for p in parts)]
            mentions = await tx.graph.mentions_of(ids, limit=MENTIONS_SHOWN)
        return Known(root, tuple(parts), tuple(mentions))

    async def neighbourhood(self, scope: Scope, wanted: Wanted) -> Neighbourhood:
        """Return what lies around an entity or, if none is named, around the user, of whom nothing may be known yet.

        Raises:
            NotFound: the entity is not there, or not this person's; or there is no such person.
            Invalid: depth or limit is out of range.
        """
        if not 1 <= wanted.depth <= DEEPEST:
            raise Invalid("depth", f"must be 1 to {DEEPEST}")
        if not 1 <= wanted.limit <= MOST_RELATIONS:
            raise Invalid("limit", f"must be 1 to {MOST_RELATIONS}")
        middle = wanted.entity or user_id(scope.subject_id)
        async with self._storage.reading(scope) as tx:
            root = await _root(tx.graph, middle, wanted.known_at) if tx.person else None
            if root is None and tx.person is not None and wanted.entity is None:
                return Neighbourhood(middle, (), (), {})
            if root is None:
                raise NotFound("there is no such entity of this user")
            return await _around(tx.graph, root, wanted, wanted.as_of or self._clock())

    async def merge(self, scope: Scope, entity_id: UUID, into: UUID) -> Entity:
        """Let one entity be another from now on, and return the other; undone by ``split``. Twice changes nothing.

        Raises:
            NotFound: one of them is not there, or not this person's.
            Invalid: the two are the same, or the user would become somebody else.
        """
        if entity_id == into:
            raise Invalid("into", "must be another entity")
        async with self._storage.deciding(scope) as tx:
            one, other = await _root(tx.graph, entity_id, None), await _root(tx.graph, into, None)
            if one is not None and other is not None and one.entity_id == other.entity_id:
                return other
            await check_merge(tx.graph, entity_id, into)
            new = NewAct(ActKind.MERGE_ENTITIES, merge_payload(entity_id, into))
            act = await tx.acts.begin(new, now=self._clock())
            await apply_merge(tx, act.payload, act.at)
            kept = await _root(tx.graph, into, None)
        assert kept is not None, "it was merged into just now"
        return kept

    async def split(self, scope: Scope, cut: Cut) -> Sequence[Entity]:
        """Take a part of an entity out of it from now on, and return what came out; undone by ``merge``.

        Raises:
            NotFound: the entity is not there, or not this person's.
            Invalid: nothing of it has these names or places, or nothing would be left of it.
        """
        predicates = await self._registry.of_tenant(scope.tenant_id)
        async with self._storage.deciding(scope) as tx:
            await check_split(tx.graph, cut)
            act = await tx.acts.begin(NewAct(ActKind.SPLIT_ENTITY, split_payload(cut)), now=self._clock())
            out = await apply_split(tx, act.payload, act.at, predicates)
            return await tx.graph.get(out)


async def _root(graph: GraphStore, entity_id: UUID, known_at: datetime | None) -> Entity | None:
    found = await graph.get([entity_id], known_at=known_at)
    while found and (into := found[0].merged_into) is not None:
        found = await graph.get([into], known_at=known_at)
    return found[0] if found else None


async def called(graph: GraphStore, name: str, wanted: EntityFilter) -> Sequence[Entity]:
    """Return the entities of a name; one that was merged is found as what it was merged into."""
    keys = [key_of(name, of) for of in wanted.types or NodeType if of.value in {t.value for t in EntityType}]
    keys += [key_of(name, of) for of in (NodeType.CONSTRAINT, NodeType.PREFERENCE)]
    named = EntityFilter(keys=keys, known_at=wanted.known_at, limit=MOST_ENTITIES, merged=True)
    roots = {}
    for entity in await graph.find(named):
        root = await _root(graph, entity.entity_id, wanted.known_at)
        if root is not None and (wanted.types is None or root.type in wanted.types):
            roots[root.entity_id] = root
    after = wanted.after
    return [roots[key] for key in sorted(roots) if after is None or key > after][: wanted.limit]


async def _around(graph: GraphStore, root: Entity, wanted: Wanted, as_of: datetime) -> Neighbourhood:
    asked = Around([root.entity_id], wanted.depth, as_of, wanted.known_at, FAN_OUT, wanted.limit)
    found = [relation for _, relation in await graph.around(asked)]
    depths = depths_from([root.entity_id], found)
    entities = await graph.get(depths.keys(), known_at=wanted.known_at)
    # A relation may be in reach and an entity not, where what was said of it was given for another purpose.
    there = {e.entity_id for e in entities}
    relations = tuple(r for r in found if r.from_entity in there and r.to_entity in there)
    evidence = {key: tuple(places) for key, places in (await graph.evidence(relations)).items()}
    near = sorted((Neighbour(e, depths[e.entity_id]) for e in entities), key=lambda n: n.depth)
    return Neighbourhood(root.entity_id, tuple(near), relations, evidence)


def depths_from(middle: Collection[UUID], relations: Sequence[Relation]) -> Mapping[UUID, int]:
    """Return how many relations lie between a middle and each entity; the relations come nearest first."""
    depths = dict.fromkeys(middle, 0)
    for relation in relations:
        one, other = relation.from_entity, relation.to_entity
        for here, there in ((one, other), (other, one)):
            if here in depths:
                depths[there] = min(depths.get(there, DEEPEST), depths[here] + 1)
    return depths
