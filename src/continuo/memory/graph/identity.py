"""What makes an entity or a relation the one it is: ids that a replay of the same words makes again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from continuo.domain.entity import EntityType
from continuo.domain.fact import THE_USER
from continuo.domain.relation import Entity, Name, NodeType
from continuo.memory.graph.names import normal

_SPOKEN_OF = frozenset(t.value for t in EntityType)


def user_id(subject_id: UUID) -> UUID:
    """Return the id of the entity that is the user themselves."""
    return uuid5(subject_id, "entity|user")


def key_of(name: str, of: NodeType) -> str:
    """Return a name as names are compared: two names of one entity type with the same key mean the same.

    >>> key_of("The Hot Dogs", NodeType.FOOD), key_of("hot dogs", NodeType.FOOD)
    ('food|hot dogs', 'food|hot dog')
    """
    words = normal(name, EntityType(of.value)) if of.value in _SPOKEN_OF else tuple(name.casefold().split())
    return f"{of.value}|{' '.join(words)}"


def role_key(role: str, speaker: str) -> str:
    """Return the key of what an entity is to a speaker; the user's sister is not Ana's."""
    return f"role|{role}|{speaker.casefold()}"


def words_of(key: str) -> tuple[str, ...]:
    """Return the words of a key of a name or role."""
    return tuple(key.split("|")[1].split())


def entity_id(subject_id: UUID, key: str, number: int) -> UUID:
    """Return the id of the ``number``-th entity of a person that came in under a key, from 1."""
    return uuid5(subject_id, f"entity|{key}|{number}")


def split_id(subject_id: UUID, of: UUID, parts: Sequence[str]) -> UUID:
    """Return the id of what is split off from an entity: the same parts split off twice are the same entity."""
    return uuid5(subject_id, f"entity|{of}|split|{'|'.join(sorted(parts))}")


def fact_relation_id(fact_id: UUID, to: UUID) -> UUID:
    """Return the id of the relation that a fact makes to an entity."""
    return uuid5(fact_id, f"relation|{to}")


def together_id(subject_id: UUID, one: UUID, other: UUID, purposes: Sequence[str]) -> UUID:
    """Return the id of the relation between two entities that are mentioned together; their order does not matter."""
    first, second = sorted((one, other))
    return uuid5(subject_id, f"together|{first}|{second}|{','.join(sorted(purposes))}")


def the_user(subject_id: UUID, at: datetime, purposes: tuple[str, ...]) -> Entity:
    """Return the entity that is the user."""
    return Entity(user_id(subject_id), NodeType.USER, (), at, purposes=purposes)


def plain_name(text: str, of: NodeType, said_at: datetime, purposes: tuple[str, ...]) -> Name:
    """Return a name said once."""
    return Name(text, key_of(text, of), said_at, purposes=purposes)


def is_the_user(about: str) -> bool:
    """Tell whether a fact or turn is the user's own."""
    return about in {"", THE_USER}


def with_name(names: Sequence[Name], said: Name) -> tuple[Name, ...]:
    """Return names with one more saying: counted, where it was said for the same purposes before."""
    found = [n for n in names if (n.key, n.purposes) == (said.key, said.purposes)]
    if not found:
        return (*names, said)
    (before,) = found
    counted = Name(
        before.text,
        before.key,
        min(before.first_said_at, said.first_said_at),
        before.times + said.times,
        before.role,
        before.speaker,
        before.purposes,
    )
    return tuple(counted if n is before else n for n in names)
