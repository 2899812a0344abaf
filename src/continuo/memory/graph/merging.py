"""Decisions of a person about who and what is the same: merged, and taken apart again.

A merge changes no mention and no name: the entity only points to what it was found to be, and its relations hang there
from then on. So what was merged comes out again as it went in, with whatever was said under its names since.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.domain.errors import Invalid, NotFound
from continuo.domain.predicates import Predicates
from continuo.domain.relation import Entity, EntityMention, Name, NodeType, Relation, RelationKind
from continuo.domain.turn import Source
from continuo.memory.graph.cooccurrence import Tie, relation_of
from continuo.memory.graph.following import follow, keys_of
from continuo.memory.graph.identity import key_of, split_id, with_name
from continuo.memory.graph.register import opened
from continuo.ports.graph import GraphStore
from continuo.ports.storage import Transaction

_PAGE = 1000
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be taken out of an entity.

    Args:
        names: everything that goes by one of these.
        mentions: what is meant at these places.
    """

    entity: UUID
    names: tuple[str, ...] = ()
    mentions: tuple[Source, ...] = ()


def merge_payload(entity: UUID, into: UUID) -> dict[str, Any]:
    """Return the payload of an act that merges one entity into another."""
    return {"entity": str(entity), "into": str(into)}


def split_payload(cut: Cut) -> dict[str, Any]:
    """Return the payload of an act that splits an entity."""
    mentions = [[str(s.session_id), s.position, s.start, s.end] for s in cut.mentions]
    return {"entity": str(cut.entity), "names": list(cut.names), "mentions": mentions}


async def check_merge(graph: GraphStore, entity: UUID, into: UUID) -> None:
    """Raise what stands against a merge.

    Raises:
        NotFound: one of the two is not there.
        Invalid: they are one already, or it would make the user somebody else.
    """
    one, other = await _root(graph, entity), await _root(graph, into)
    if one is None or other is None:
        raise NotFound("there is no such entity of this user")
    if one.entity_id == other.entity_id:
        raise Invalid("into", "must be another entity; the two are one already")
    if one.type is NodeType.USER:
        raise Invalid("into", "must be the user, not what the user is merged into")


async def apply_merge(tx: Transaction, payload: Mapping[str, Any], at: datetime) -> bool:
    """Let one entity be another from ``at`` on; False where that is not possible any more, and nothing is done."""
    try:
        await check_merge(tx.graph, UUID(payload["entity"]), UUID(payload["into"]))
    except (NotFound, Invalid):
        # A replay under other rules may lack an entity that a person once saw; the rest of the journal still counts.
        return False
    entity = await _root(tx.graph, UUID(payload["entity"]))
    into = await _root(tx.graph, UUID(payload["into"]))
    assert entity is not None
    assert into is not None
    await tx.graph.put_entities([replace(entity, merged_into=into.entity_id, known_from=at)])
    await move(tx.graph, entity.entity_id, into.entity_id, at)
    return True


async def move(graph: GraphStore, entity: UUID, to: UUID, at: datetime) -> None:
    """Hang the relations of an entity, and of all that was merged into it, on what it is known to be now."""
    parts = {entity} | {part.entity_id for part in await graph.merged_into(entity)}
    await graph.move_relations(parts, to, at=at)


async def check_split(graph: GraphStore, cut: Cut) -> None:
    """Raise what stands against a split.

    Raises:
        NotFound: there is no such entity.
        Invalid: nothing of it has these names or places, or nothing would be left of it.
    """
    field = "names" if cut.names else "mentions"
    if not cut.names and not cut.mentions:
        raise Invalid("names", "must name something, unless mentions do")
    root = await _root(graph, cut.entity)
    if root is None:
        raise NotFound("there is no such entity of this user")
    pieces = await _pieces(graph, root, cut)
    if not any(p.taken for p in pieces):
        raise Invalid(field, "must belong to this entity")
    if all(p.whole for p in pieces):
        raise Invalid(field, "must leave something of the entity")


async def apply_split(
    tx: Transaction, payload: Mapping[str, Any], at: datetime, predicates: Predicates | None = None
) -> Sequence[UUID]:
    """Take a part of an entity out of it from ``at`` on, and return what came out; nothing where nothing can any more.

    What was merged into it and is taken whole comes out as it was. Of anything else a new entity is made.
    """
    cut = _cut(payload)
    try:
        await check_split(tx.graph, cut)
    except (NotFound, Invalid):
        return []
    root = await _root(tx.graph, cut.entity)
    assert root is not None
    out = []
    for piece in await _pieces(tx.graph, root, cut):
        if piece.whole and piece.entity.entity_id != root.entity_id:
            await tx.graph.put_entities([replace(piece.entity, merged_into=None, known_from=at)])
            await move(tx.graph, piece.entity.entity_id, piece.entity.entity_id, at)
            out.append(piece.entity.entity_id)
        elif piece.taken:
            out.append(await _divide(tx, root, piece, predicates or Predicates(), at))
    return out


def _cut(payload: Mapping[str, Any]) -> Cut:
    places = [Source(UUID(s), position, start, end) for s, position, start, end in payload.get("mentions", ())]
    return Cut(UUID(payload["entity"]), tuple(payload.get("names", ())), tuple(places))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of an entity, and what of it is taken out.

    Args:
        mentions: those that are taken.
        keys: of the names that are taken with all their mentions.
        whole: whether nothing is left of it.
    """

    entity: Entity
    mentions: tuple[EntityMention, ...]
    keys: frozenset[str]
    whole: bool

    @property
    def taken(self) -> bool:
        """Return whether anything of it is taken."""
        return bool(self.mentions or self.keys)


async def _root(graph: GraphStore, entity: UUID) -> Entity | None:
    found = await graph.get([entity])
    while found and (into := found[0].merged_into) is not None:
        found = await graph.get([into])
    return found[0] if found else None


async def _pieces(graph: GraphStore, root: Entity, cut: Cut) -> list[_Piece]:
    """Return the parts of an entity, itself first, each with what is taken of it."""
    parts = [root, *await graph.merged_into(root.entity_id)]
    return [await _piece(graph, part, cut, is_root=part is root) for part in parts]


async def _piece(graph: GraphStore, part: Entity, cut: Cut, *, is_root: bool) -> _Piece:
    every = [m async for m in _mentions(graph, part.entity_id)]
    named = {n.key for n in part.names} & _keys(part, cut.names)
    taken = [m for m in every if m.key in named or m.source in cut.mentions]
    keys = named | ({m.key for m in taken} - {m.key for m in every if m not in taken})
    # Roles are no names: "my sister" goes along with Ana, and Ana does not stay behind because of it.
    essential = {n.key for n in part.names if not n.role} or {n.key for n in part.names}
    whole = bool(keys) and essential <= keys and (len(taken) == len(every) or (bool(named) and not is_root))
    return _Piece(part, tuple(taken), frozenset(keys), whole)


def _keys(entity: Entity, names: Collection[str]) -> set[str]:
    asked = {name.casefold() for name in names}
    return {n.key for n in entity.names if n.text.casefold() in asked} | {key_of(name, entity.type) for name in names}


async def _mentions(graph: GraphStore, entity: UUID) -> AsyncIterator[EntityMention]:
    after: EntityMention | None = None
    while page := await graph.mentions_of([entity], after=after, limit=_PAGE):
        for mention in page:
            yield mention
        after = page[-1]


async def _divide(tx: Transaction, root: Entity, piece: _Piece, predicates: Predicates, at: datetime) -> UUID:
    graph, part = tx.graph, piece.entity
    new = split_id(tx.scope.subject_id, part.entity_id, [*piece.keys, *(str(m.source) for m in piece.mentions)])
    names = _names(piece)
    await graph.put_entities([Entity(new, part.type, (), at, purposes=part.purposes)])
    await graph.put_names({new: names, part.entity_id: _rest(part, piece.keys, names)})
    await graph.move_mentions([m.source for m in piece.mentions], of=part.entity_id, to=new)
    ends = [r for r in await graph.relations_of(root.entity_id, limit=_ALL) if part.entity_id in _stated(r)]
    await _follow_again(tx, [r.fact_id for r in ends if r.fact_id is not None], predicates, at)
    roots = {part.entity_id: root.entity_id}
    await _tie_again(tx, part.entity_id, roots, [r for r in ends if r.kind == RelationKind.RELATED_TO], at)
    await _tie_again(tx, new, roots, [], at)
    return new


def _stated(relation: Relation) -> tuple[UUID, UUID]:
    return relation.stated_from, relation.stated_to


def _names(piece: _Piece) -> tuple[Name, ...]:
    """Return the names that are taken: as often as they are used where they are, or whole."""
    by_key = {(n.key, n.purposes): n for n in piece.entity.names}
    names: tuple[Name, ...] = tuple(n for n in piece.entity.names if n.key in piece.keys)
    for mention in piece.mentions:
        known = by_key.get((mention.key, mention.purposes))
        if known is not None and mention.key not in piece.keys:
            names = with_name(names, replace(known, times=1, first_said_at=mention.said_at))
    return names


def _rest(part: Entity, keys: Collection[str], taken: Sequence[Name]) -> list[Name]:
    times = {(n.key, n.purposes): n.times for n in taken}
    left = [replace(n, times=n.times - times.get((n.key, n.purposes), 0)) for n in part.names if n.key not in keys]
    return [n for n in left if n.times > 0]


async def _follow_again(tx: Transaction, fact_ids: Sequence[UUID], predicates: Predicates, at: datetime) -> None:
    facts = await tx.facts.get(list(dict.fromkeys(fact_ids)))
    if not facts:
        return
    register = await opened(tx.graph, tx.scope.subject_id, keys_of(facts, predicates), at)
    await follow(tx.graph, register, facts, predicates, at)
    await register.store(tx.graph)


async def _tie_again(
    tx: Transaction, entity: UUID, roots: Mapping[UUID, UUID], before: Sequence[Relation], at: datetime
) -> None:
    """Count anew with what an entity is mentioned together; what is so no more is closed."""
    subject_id = tx.scope.subject_id
    together = await tx.graph.mentioned_together(entity)
    known = {e.entity_id: e for e in await tx.graph.get({t.other for t in together})}
    all_roots = dict(roots)
    for other in known.values():
        if other.merged_into is not None:
            root = await _root(tx.graph, other.entity_id)
            all_roots[other.entity_id] = root.entity_id if root else other.entity_id
    shown = [
        Tie(min(entity, t.other), max(entity, t.other), tuple(sorted(t.purposes)), t.turns, t.first_said_at, t.seen)
        for t in together
    ]
    wanted = [relation_of(subject_id, tie, all_roots, at) for tie in shown]
    kept = {r.relation_id for r in wanted}
    await tx.graph.close_relations([r.relation_id for r in before if r.relation_id not in kept], at=at)
    await tx.graph.put_relations(wanted)
