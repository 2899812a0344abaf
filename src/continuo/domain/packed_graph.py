"""The present graph of one person as packed columns: what recall walks without asking the database.

It carries no words. Names are hashes under the person's own key, like the terms of the recall index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

NAME_HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class PackedGraph:
    """What is known now, numbers big-endian; ids are 16 bytes each.

    Args:
        entity: n ids, ascending.
        merged_into: n ids: what each entity was merged into, zeros where it stands for itself.
        name: m × 8 bytes, hashes of names; see ``name_hash``.
        named: m ids, the entity of each name.
        from_entity: e ids: relations, the strongest first.
        to_entity: e ids.
        weight: e × float64, 0 to 1.
        valid_from: e × float64, seconds since 1970; minus infinity where it is open.
        valid_to: e × float64; infinity where it is open.
        fact: e ids, zeros where a relation stands on no fact.
        mentioned: k ids: the entities that are mentioned, the newest mention of each first.
        session: k ids.
        position: k × int32, the turn.
    """

    entity: bytes
    merged_into: bytes
    name: bytes
    named: bytes
    from_entity: bytes
    to_entity: bytes
    weight: bytes
    valid_from: bytes
    valid_to: bytes
    fact: bytes
    mentioned: bytes
    session: bytes
    position: bytes


def name_hash(term_key: bytes, words: Sequence[str]) -> bytes:
    """Return the hash of the words of a name, 8 bytes; of whatever type the thing is.

    Args:
        term_key: the secret under which this person's words are hashed.
    """
    said = " ".join(words).encode()
    return hashlib.blake2b(said, digest_size=NAME_HASH_BYTES, key=term_key, person=b"name").digest()
