"""The graph of one person in PostgreSQL."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from continuo.adapters.postgres.graph_coding import (
    entity_columns,
    entity_of,
    mention_columns,
    mention_of,
    name_columns,
    name_of,
    places,
    relation_columns,
    relation_of,
)
from continuo.adapters.postgres.graph_versions import advance
from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.item import NO_ID
from continuo.domain.packed_graph import PackedGraph
from continuo.domain.relation import EVIDENCE_KEPT, Entity, EntityMention, Name, Relation
from continuo.domain.turn import Source
from continuo.ports.graph import MOST_PACKED, Around, EntityFilter, Together, Version

_ROWS_AT_ONCE = 1000
_NOW = "infinity"
"""The moment at which everything that is known now is known, and nothing else."""


class PostgresGraph:
    """Keeps the port ``GraphStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("graph")

    async def put_entities(self, entities: Sequence[Entity]) -> None:
        """Store entities as they are known from ``known_from`` on."""
        if not entities:
            return
        rows = await self._rows("last_entities", entity_id=[e.entity_id for e in entities])
        last = {row[0]: entity_of(row, {}) for row in rows}
        bare = [(e.entity_id, replace(e, names=())) for e in entities]
        writes = advance(bare, last, _with_purposes, lambda one, other: one.merged_into == other.merged_into)
        if writes.ended:
            await self._do("close_entities", **_endings("entity_id", [(e.entity_id, e, at) for e, at in writes.ended]))
        if writes.put:
            await self._do("put_entities", **entity_columns(writes.put))

    async def put_names(self, names: Mapping[UUID, Sequence[Name]]) -> None:
        """Let these entities have these names and no others."""
        if not names:
            return
        await self._do("drop_names", entity_id=list(names))
        flat = [(entity_id, self._hash(name.key), name) for entity_id, of in names.items() for name in of]
        if flat:
            await self._do("put_names", **name_columns(self._desk.opened_key(), flat))

    async def put_mentions(self, mentions: Sequence[EntityMention]) -> None:
        """Store mentions; one of the same entity at the same place takes the place of the first."""
        for begin in range(0, len(mentions), _ROWS_AT_ONCE):
            part = mentions[begin : begin + _ROWS_AT_ONCE]
            await self._do("put_mentions", **mention_columns(self._desk.opened_key(), part))

    async def move_mentions(self, sources: Collection[Source], *, of: UUID, to: UUID) -> None:
        """Let the mentions of one entity at these places be mentions of another."""
        if sources:
            await self._do("move_mentions", of=of, to=to, **places(list(sources)))

    async def put_relations(self, relations: Sequence[Relation]) -> None:
        """Store relations as they are known from ``known_from`` on; a known relation with the same content stays."""
        for begin in range(0, len(relations), _ROWS_AT_ONCE):
            await self._put_relations(relations[begin : begin + _ROWS_AT_ONCE])

    async def _put_relations(self, relations: Sequence[Relation]) -> None:
        last = await self._last([r.relation_id for r in relations])
        wanted = [(r.relation_id, r) for r in relations]
        writes = advance(wanted, last, lambda _, fresh: fresh, _says_the_same)
        if writes.ended:
            await self._do(
                "close_relations", **_endings("relation_id", [(r.relation_id, r, at) for r, at in writes.ended])
            )
        if writes.put:
            await self._do("put_relations", **relation_columns(writes.put))

    async def close_relations(self, relation_ids: Sequence[UUID], *, at: datetime) -> None:
        """Let these relations be unknown from that moment on; what was known before stays readable."""
        known = [r for r in (await self._last(relation_ids)).values() if r.known_to is None]
        ended = [(r.relation_id, r, at) for r in known if r.known_from < at]
        gone = [r for r in known if r.known_from >= at]
        if ended:
            await self._do("close_relations", **_endings("relation_id", ended))
        if gone:
            await self._do(
                "drop_versions",
                relation_id=[r.relation_id for r in gone],
                known_from=[r.known_from for r in gone],
            )

    async def _last(self, relation_ids: Sequence[UUID]) -> dict[UUID, Relation]:
        rows = await self._rows("last_relations", relation_id=list(relation_ids)) if relation_ids else []
        return {row[0]: relation_of(row) for row in rows}

    async def find(self, wanted: EntityFilter) -> Sequence[Entity]:
        """Return the entities that pass the filter, with the names in reach, in the order of their ids."""
        if self._desk.key is None:
            return []
        asked = {
            "type": None if wanted.types is None else [t.value for t in wanted.types],
            "merged": wanted.merged,
            "known_at": wanted.known_at or _NOW,
            "after": wanted.after,
            "limit": wanted.limit,
        }
        if wanted.keys is None:
            return await self._entities(await self._rows("find_entities", **asked))
        hashes = [self._hash(key) for key in wanted.keys]
        return await self._entities(await self._rows("called_entities", name_hash=hashes, **asked))

    async def get(self, entity_ids: Collection[UUID], *, known_at: datetime | None = None) -> Sequence[Entity]:
        """Return these entities, merged ones too, in the order of their ids; those not known are left out."""
        if not entity_ids:
            return []
        rows = await self._rows("get_entities", entity_id=list(entity_ids), known_at=known_at or _NOW)
        return await self._entities(rows)

    async def merged_into(self, entity_id: UUID) -> Sequence[Entity]:
        """Return the entities that are known now to be this one, at one remove or more, in the order of their ids."""
        return await self._entities(await self._rows("merged_entities", entity_id=entity_id))

    async def _entities(self, rows: Sequence[tuple[Any, ...]]) -> list[Entity]:
        names: dict[UUID, list[Name]] = defaultdict(list)
        if rows:
            key = self._desk.opened_key()
            for row in await self._rows("read_names", entity_id=list({row[0] for row in rows})):
                names[row[0]].append(name_of(key, row))
        return [entity_of(row, names) for row in rows]

    async def mentions_of(
        self, entity_ids: Collection[UUID], *, after: EntityMention | None = None, limit: int = 100
    ) -> Sequence[EntityMention]:
        """Return mentions of these entities, in the order of their places, beyond one of them."""
        return await self._mentions(list(entity_ids), after, limit) if entity_ids else []

    async def all_mentions(self, *, after: EntityMention | None = None, limit: int = 500) -> Sequence[EntityMention]:
        """Return all mentions in the order of their places."""
        return await self._mentions(None, after, limit)

    async def _mentions(
        self, entity_ids: list[UUID] | None, after: EntityMention | None, limit: int
    ) -> list[EntityMention]:
        rows = await self._rows(
            "mentions_of",
            entity_id=entity_ids,
            after=after.source.session_id if after else None,
            position=after.source.position if after else None,
            start_char=after.source.start if after else None,
            end_char=after.source.end if after else None,
            after_entity=after.entity_id if after else None,
            limit=limit,
        )
        return [mention_of(self._desk.opened_key(), row) for row in rows]

    async def mentions_within(self, sources: Collection[Source]) -> Sequence[EntityMention]:
        """Return the mentions that lie within these stretches of turns, in the order of their places."""
        rows = await self._rows("mentions_within", **places(list(sources))) if sources else []
        return [mention_of(self._desk.opened_key(), row) for row in rows]

    async def mentioned_together(self, entity_id: UUID) -> Sequence[Together]:
        """Return with what, how often and since when an entity is mentioned in one turn, in the order of the ids."""
        rows = await self._rows("mentioned_together", entity_id=entity_id, limit=EVIDENCE_KEPT)
        return [
            Together(other, turns, first, tuple(zip(sessions, positions, strict=True)), tuple(purposes))
            for other, turns, first, sessions, positions, purposes in rows
        ]

    async def relations(self, relation_ids: Collection[UUID]) -> Sequence[Relation]:
        """Return these relations as they are known now, in the order of their ids; unknown ones are left out."""
        rows = await self._rows("get_relations", relation_id=list(relation_ids)) if relation_ids else []
        return [relation_of(row) for row in rows]

    async def relations_of_facts(self, fact_ids: Collection[UUID]) -> Sequence[Relation]:
        """Return the relations that are known now to stand on these facts, in the order of their ids."""
        rows = await self._rows("relations_of_facts", fact_id=list(fact_ids)) if fact_ids else []
        return [relation_of(row) for row in rows]

    async def relations_of(self, entity_id: UUID, *, limit: int = 1000) -> Sequence[Relation]:
        """Return the relations from or to an entity that are known now, whatever their time, strongest first."""
        rows = await self._rows("relations_of_entity", entity_id=entity_id, limit=limit)
        return [relation_of(row) for row in rows]

    async def move_relations(self, stated: Collection[UUID], to: UUID, *, at: datetime) -> int:
        """Let every relation known now that was stated of one of these entities be one of ``to``."""
        rows = await self._rows("stated_relations", stated=list(stated), to=to)
        moved = [_moved(relation_of(row), set(stated), to, at) for row in rows]
        await self.put_relations(moved)
        return len(moved)

    async def around(self, wanted: Around) -> Sequence[tuple[int, Relation]]:
        """Return the relations around some entities, each with its depth from 1."""
        rows = await self._rows(
            "around",
            middle=list(wanted.middle),
            depth=wanted.depth,
            as_of=wanted.as_of,
            known_at=wanted.known_at or _NOW,
            fan_out=wanted.fan_out,
            limit=wanted.limit,
        )
        return [(depth, relation_of(tuple(row))) for depth, *row in rows]

    async def evidence(self, relations: Sequence[Relation]) -> Mapping[UUID, Sequence[Source]]:
        """Return the places of the words that relations stand on, newest first, a few of each."""
        of_facts = await self._evidence_of_facts([r.fact_id for r in relations if r.fact_id is not None])
        of_turns = await self._mentioned([turn for r in relations for turn in r.seen])
        return {
            r.relation_id: of_facts[r.fact_id]
            if r.fact_id is not None
            else [place for turn in r.seen if (place := _span(turn, of_turns[turn], (r.stated_from, r.stated_to)))]
            for r in relations
        }

    async def _evidence_of_facts(self, fact_ids: list[UUID]) -> dict[UUID, list[Source]]:
        found: dict[UUID, list[Source]] = {fact_id: [] for fact_id in fact_ids}
        if fact_ids:
            for fact_id, *place in await self._rows("evidence_of_facts", fact_id=list(found), limit=EVIDENCE_KEPT):
                if (source := Source(*place)) not in found[fact_id]:
                    found[fact_id].append(source)
        return found

    async def _mentioned(self, turns: Sequence[tuple[UUID, int]]) -> dict[tuple[UUID, int], list[tuple[Any, ...]]]:
        found: dict[tuple[UUID, int], list[tuple[Any, ...]]] = {turn: [] for turn in turns}
        if found:
            of_turns = {"session_id": [s for s, _ in found], "position": [p for _, p in found]}
            for session_id, position, *mention in await self._rows("mentions_in_turns", **of_turns):
                found[session_id, position].append(tuple(mention))
        return found

    async def entity_versions(self, *, after: Version | None = None, limit: int = 500) -> Sequence[Entity]:
        """Return everything that was ever known of entities, in the order of ids and times."""
        return await self._entities(await self._page("entity_versions", after, limit))

    async def relation_versions(self, *, after: Version | None = None, limit: int = 500) -> Sequence[Relation]:
        """Return everything that was ever known of relations, in the order of ids and times."""
        return [relation_of(row) for row in await self._page("relation_versions", after, limit)]

    async def _page(self, statement: str, after: Version | None, limit: int) -> list[tuple[Any, ...]]:
        key, known_from = after or (None, None)
        return await self._rows(statement, after=key, after_known_from=known_from, limit=limit)

    async def packed(self) -> PackedGraph:
        """Return what is known now and in reach as packed columns, without a word."""
        statement, values = packed_graph()
        cursor = await self._desk.connection.execute(statement, self._desk.owner | values, binary=True)
        row = await cursor.fetchone()
        assert row is not None, "aggregates without groups have one row"
        return graph_of(row)

    async def drop_all(self) -> int:
        """Remove entities, mentions and relations, and return how many relations there were, all versions counted."""
        for statement in ("drop_all_entities", "drop_all_names", "drop_all_mentions"):
            await self._do(statement)
        return await self._do("drop_all_relations")

    def _hash(self, key: str) -> bytes:
        return hmac.digest(self._desk.opened_key().hashing_key("names"), key.encode(), "sha256")[:16]

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()

    async def _do(self, statement: str, **values: Any) -> int:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return cursor.rowcount


def packed_graph() -> tuple[LiteralString, dict[str, Any]]:
    """Return the statement of a packed graph, and its values beside the owner."""
    return statements("graph")["packed_graph"], {"nothing": NO_ID, "most": MOST_PACKED}


def graph_of(row: Sequence[Any]) -> PackedGraph:
    """Return the packed graph of the row of that statement."""
    return PackedGraph(*(bytes(column or b"") for column in row))


def _with_purposes(before: Entity, fresh: Entity) -> Entity:
    return replace(fresh, purposes=tuple(sorted({*before.purposes, *fresh.purposes})))


def _says_the_same(one: Relation, other: Relation) -> bool:
    return one == replace(other, known_from=one.known_from, known_to=one.known_to)


def _moved(relation: Relation, stated: set[UUID], to: UUID, at: datetime) -> Relation:
    return replace(
        relation,
        from_entity=to if relation.stated_from in stated else relation.from_entity,
        to_entity=to if relation.stated_to in stated else relation.to_entity,
        known_from=at,
        known_to=None,
    )


def _endings(key: str, ended: Sequence[tuple[UUID, Entity | Relation, datetime]]) -> dict[str, list[Any]]:
    return {
        key: [id_ for id_, _, _ in ended],
        "known_from": [version.known_from for _, version, _ in ended],
        "known_to": [at for _, _, at in ended],
    }


def _span(turn: tuple[UUID, int], mentions: Sequence[tuple[Any, ...]], both: Collection[UUID]) -> Source | None:
    """Return the stretch of a turn that mentions both entities; whoever speaks takes no room in it."""
    places = [(start, end) for start, end, entity_id in mentions if entity_id in both and end > 0]
    return Source(*turn, min(s for s, _ in places), max(e for _, e in places)) if places else None
