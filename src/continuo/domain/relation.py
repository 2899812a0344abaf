"""The graph of one person: what is spoken of, where, and how it is related."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from continuo.domain.turn import Source

DEEPEST = 3
"""Relations between the middle of a neighbourhood and its edge, at most."""

EVIDENCE_KEPT = 5
"""Turns that are kept with a relation of what is mentioned together: the newest."""

FAN_OUT = 16
"""Relations that are followed from one entity, at most: the strongest."""


class NodeType(StrEnum):
    """What an entity is: the user, what is spoken of (as in ``EntityType``), or what only statements make."""

    USER = "user"  # the person whose memory it is
    PREFERENCE = "preference"  # how somebody wants to be served or answered
    CONSTRAINT = "constraint"  # what somebody must not have or do, where it is no thing of another type
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    PRODUCT = "product"
    ANIMAL = "animal"
    FOOD = "food"
    TOPIC = "topic"
    WORK = "work"
    EVENT = "event"

    @property
    def label(self) -> str:
        """Return the name of its kind of node: ``User``, ``Topic``, ``Preference``, ``Product``, ``Constraint`` ..."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Name:
    """What an entity is called: a name, or what it is to somebody, such as "sister".

    Args:
        key: the name as names are compared, beginning with the type: ``food|hot dog``; see ``memory.graph.identity``.
        times: how often it was called that; at least 1.
        first_said_at: when it was called that first.
        role: True for what it is to a speaker.
        speaker: to whom; empty for the user, and for names.
    """

    text: str
    key: str
    first_said_at: datetime
    times: int = 1
    role: bool = False
    speaker: str = ""
    purposes: tuple[str, ...] = ("memory",)


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that is spoken of, as it was known from one moment to another.

    Args:
        names: what it is called, most often first; roles come last. Never empty but for the user.
        merged_into: the entity that it was found to be; ``None`` while it stands for itself.
        known_from: the system time from which this was known.
        known_to: when something else was known; ``None`` for what is known now.
        purposes: every purpose that something said of it was given for.
    """

    entity_id: UUID
    type: NodeType
    names: tuple[Name, ...]
    known_from: datetime
    known_to: datetime | None = None
    merged_into: UUID | None = None
    purposes: tuple[str, ...] = ("memory",)

    @property
    def name(self) -> str:
        """Return what it is called most; of somebody without a name, the role; empty for a user without a name."""
        return self.names[0].text if self.names else ""


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place where an entity is spoken of.

    Args:
        entity_id: the entity as it was understood when it was read, whatever that was merged into since.
        source: the words; the one who speaks is mentioned by every turn that mentions anything, from 0 to 0.
        key: of the name used there; empty for the speaker.
        run: the run that read it.
    """

    entity_id: UUID
    source: Source
    said_at: datetime
    key: str
    run: int
    purposes: tuple[str, ...] = ("memory",)


class RelationKind(StrEnum):
    """Kinds of relations with a name of their own; others are a fact's predicate in capitals, such as ``LIVES_IN``."""

    INTERESTED_IN = "INTERESTED_IN"
    NOT_INTERESTED_IN = "NOT_INTERESTED_IN"
    HAS_CONSTRAINT = "HAS_CONSTRAINT"
    HAS_PREFERENCE = "HAS_PREFERENCE"
    RELATED_TO = "RELATED_TO"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two entities belong together, as it was known from one moment to another.

    A relation stands on a fact, and follows it; or, ``RELATED_TO`` alone, on turns that mention both entities.

    Args:
        stated_from: the entity it was said of.
        stated_to: the entity on its other side.
        from_entity: what ``stated_from`` was known to be: itself, or what it was merged into.
        to_entity: the same for ``stated_to``.
        weight: 0 to 1, stronger is higher.
        count: turns that mention both, for ``RELATED_TO``; 1 for a fact.
        valid_from: when it began to be true; ``None`` where only its end is known.
        valid_to: when it ceased to be true; ``None`` while it holds.
        known_from: the system time from which this was known.
        known_to: when something else, or nothing, was known; ``None`` for what is known now.
        seen: sessions and positions of turns that mention both, the newest first, at most 5; none for a fact, which
            has evidence of its own.
    """

    relation_id: UUID
    kind: str
    stated_from: UUID
    stated_to: UUID
    from_entity: UUID
    to_entity: UUID
    weight: float
    count: int
    valid_from: datetime | None
    valid_to: datetime | None
    known_from: datetime
    known_to: datetime | None = None
    fact_id: UUID | None = None
    seen: tuple[tuple[UUID, int], ...] = ()
    purposes: tuple[str, ...] = ("memory",)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity of a neighbourhood; ``depth`` is the number of relations from its middle, 0 to 3."""

    entity: Entity
    depth: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies around an entity.

    Args:
        middle: where it begins.
        entities: nearest first; the middle is the first. None where nothing is known of the user yet.
        relations: those that were followed, nearest first, of one depth the strongest first; both ends are among the
            entities.
        evidence: places of the words that each relation stands on, newest first, a few of each.
    """

    middle: UUID
    entities: tuple[Neighbour, ...]
    relations: tuple[Relation, ...]
    evidence: Mapping[UUID, tuple[Source, ...]]
