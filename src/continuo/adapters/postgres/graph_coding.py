"""Entities, mentions and relations as they lie in their rows: ids, times and kinds in the open, names sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.sealing import PersonKey
from continuo.domain.packed_graph import name_hash
from continuo.domain.relation import Entity, EntityMention, Name, NodeType, Relation
from continuo.domain.turn import Source

Row = tuple[Any, ...]


def entity_of(row: Row, names: Mapping[UUID, Sequence[Name]]) -> Entity:
    """Return the entity of a row, with its names."""
    entity_id, known_from, known_to, kind, merged_into, purposes = row
    found = tuple(sorted(names.get(entity_id, ()), key=_rank))
    return Entity(entity_id, NodeType(kind), found, known_from, known_to, merged_into, tuple(purposes))


def _rank(name: Name) -> tuple[Any, ...]:
    return name.role, -name.times, name.first_said_at, name.key, name.purposes


def entity_columns(entities: Sequence[Entity]) -> dict[str, list[Any]]:
    """Return entities as columns, without their names."""
    return {
        "entity_id": [e.entity_id for e in entities],
        "known_from": [e.known_from for e in entities],
        "known_to": [e.known_to for e in entities],
        "type": [e.type.value for e in entities],
        "merged_into": [e.merged_into for e in entities],
        "purposes": [",".join(e.purposes) for e in entities],
    }


def name_columns(key: PersonKey, names: Sequence[tuple[UUID, bytes, Name]]) -> dict[str, list[Any]]:
    """Return names as columns, each given with its entity and the hash it is found by."""
    return {
        "entity_id": [entity_id for entity_id, _, _ in names],
        "name_hash": [digest for _, digest, _ in names],
        "words_hash": [_words_hash(key, n) for _, _, n in names],
        "times": [n.times for _, _, n in names],
        "first_said_at": [n.first_said_at for _, _, n in names],
        "sealed": [_sealed(key, entity_id, digest, n) for entity_id, digest, n in names],
        "purposes": [",".join(n.purposes) for _, _, n in names],
    }


def _words_hash(key: PersonKey, name: Name) -> bytes:
    # A key is a type, the words, and of a role whose it is; see ``memory.graph.identity``.
    return name_hash(key.hashing_key("terms"), name.key.split("|")[1].split())


def _sealed(key: PersonKey, entity_id: UUID, digest: bytes, name: Name) -> bytes:
    words = {"text": name.text, "key": name.key, "role": name.role, "speaker": name.speaker}
    return key.seal("entity_name", f"{entity_id}|{digest.hex()}", _dumped(words))


def name_of(key: PersonKey, row: Row) -> Name:
    """Return the name of a row of ``read_names``."""
    entity_id, digest, times, first_said_at, sealed, purposes = row
    said = json.loads(key.open("entity_name", f"{entity_id}|{digest.hex()}", sealed))
    return Name(said["text"], said["key"], first_said_at, times, said["role"], said["speaker"], tuple(purposes))


def mention_columns(key: PersonKey, mentions: Sequence[EntityMention]) -> dict[str, list[Any]]:
    """Return mentions as columns, with the names they use sealed."""
    return {
        **places([m.source for m in mentions]),
        "entity_id": [m.entity_id for m in mentions],
        "sealed": [key.seal("mention", _place(m.source), m.key.encode()) for m in mentions],
        "said_at": [m.said_at for m in mentions],
        "run": [m.run for m in mentions],
        "purposes": [",".join(m.purposes) for m in mentions],
    }


def places(sources: Sequence[Source]) -> dict[str, list[Any]]:
    """Return stretches of turns as columns."""
    return {
        "session_id": [s.session_id for s in sources],
        "position": [s.position for s in sources],
        "start_char": [s.start for s in sources],
        "end_char": [s.end for s in sources],
    }


def mention_of(key: PersonKey, row: Row) -> EntityMention:
    """Return the mention of a row."""
    session_id, position, start, end, entity_id, sealed, said_at, run, purposes = row
    source = Source(session_id, position, start, end)
    used = key.open("mention", _place(source), sealed).decode()
    return EntityMention(entity_id, source, said_at, used, run, tuple(purposes))


def _place(source: Source) -> str:
    return f"{source.session_id}|{source.position}|{source.start}|{source.end}"


def relation_of(row: Row) -> Relation:
    """Return the relation of a row."""
    *values, seen, purposes = row
    return Relation(*(*values, _turns(seen), tuple(purposes)))


def relation_columns(relations: Sequence[Relation]) -> dict[str, list[Any]]:
    """Return relations as columns."""
    names = (
        "relation_id", "kind", "stated_from", "stated_to", "from_entity", "to_entity", "weight", "count", "valid_from",
        "valid_to", "known_from", "known_to", "fact_id",
    )  # fmt: skip
    columns = {name: [getattr(r, name) for r in relations] for name in names}
    packed = [b"".join(s.bytes + position.to_bytes(4) for s, position in r.seen) for r in relations]
    return columns | {"seen": packed, "purposes": [",".join(r.purposes) for r in relations]}


def _turns(packed: bytes) -> tuple[tuple[UUID, int], ...]:
    rows = [packed[begin : begin + 20] for begin in range(0, len(packed), 20)]
    return tuple((UUID(bytes=row[:16]), int.from_bytes(row[16:])) for row in rows)


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
