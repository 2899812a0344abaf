"""What the server answers of sessions, memories and keys, as typed values. Times are aware, ids are strings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from continuo_client.found import Source


@dataclass(frozen=True, slots=True)
class Added:
    """Where turns came to lie; they are committed.

    Args:
        positions: one for each message, in order.
    """

    session_id: str
    positions: tuple[int, ...]
    last_position: int


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation.

    Args:
        session_uuid: what evidence refers to.
        consolidated_to: up to this position turns have become facts and episodes.
        title: one short line; empty while nothing of it has become memory.
        topics: what most was said about comes first.
    """

    session_id: str
    session_uuid: str
    last_position: int
    consolidated_to: int
    started_at: datetime
    last_said_at: datetime
    ended_at: datetime | None
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn in its place."""

    position: int
    role: str
    text: str
    speaker: str
    said_at: datetime
    recorded_at: datetime
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a fact stands on, who said them, and when.

    Args:
        affirmed: False for a denial.
        object: the value as these words name it.
        read_by: what read them; ``correction`` where a person entered the value.
    """

    source: Source
    speaker: str
    said_at: datetime
    affirmed: bool
    object: str
    confidence: float
    read_by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with its evidence and its two times: when it was true, and when it was known.

    Args:
        valid_from: ``None`` where the words only tell when it ended.
        pinned: kept in sight: it never fades.
        unsure: another value stands against it.
    """

    fact_id: str
    about: str
    predicate: str
    object: str
    statement: str
    confidence: float
    tier: str
    status: str
    said_at: datetime
    valid_from: datetime | None
    valid_to: datetime | None
    recorded_at: datetime
    superseded_by: str | None
    evidence: tuple[Evidence, ...]
    purposes: tuple[str, ...]
    pinned: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class FactChange:
    """One step in the life of a fact."""

    change: str
    at: datetime
    reason: str
    before: Fact | None
    after: Fact


@dataclass(frozen=True, slots=True)
class Clarification:
    """Two facts of one slot that stand against each other; the question as it can be put to the person."""

    clarification_id: str
    about: str
    predicate: str
    question: str
    first: Fact
    second: Fact
    opened_at: datetime
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True, slots=True)
class EntityName:
    """A name of an entity, or with ``role`` what it is to a speaker: "sister"."""

    text: str
    times: int
    first_said_at: datetime
    role: bool
    speaker: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or thing that is spoken of."""

    entity_id: str
    type: str
    label: str
    name: str
    names: tuple[EntityName, ...]
    known_from: datetime
    known_to: datetime | None
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two entities belong together.

    Args:
        fact_id: the fact it follows from; ``None`` where two things were only spoken of together.
    """

    relation_id: str
    kind: str
    from_entity: str
    to_entity: str
    weight: float
    count: int
    valid_from: datetime | None
    valid_to: datetime | None
    known_from: datetime
    known_to: datetime | None
    fact_id: str | None
    evidence: tuple[Source, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity, so many relations from the middle of a neighbourhood."""

    depth: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies around an entity, nearest first."""

    middle: str
    entities: tuple[Neighbour, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of a profile, with the facts or episodes it stands on."""

    section: str
    text: str
    weight: float
    facts: tuple[str, ...]
    episodes: tuple[str, ...]
    distilled_at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that say the same: the one that stays, and those that go into it."""

    into: str
    statement: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What has reached the age at which the tenant lets it go."""

    passages: int
    facts: tuple[str, ...]
    episodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distilled:
    """What was done, or of a dry run would be; only a dry run names the facts."""

    dry_run: bool
    merged: int
    expired: int
    lines: int
    alike: tuple[Group, ...]
    due: Due | None


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One line of a recap, and the positions of the turns it is from."""

    speaker: str
    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """What happened in a stretch of a session, from turn ``first`` to turn ``last``."""

    episode_id: str
    session_uuid: str
    first: int
    last: int
    started_at: datetime
    ended_at: datetime
    summary: str
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    cited: tuple[int, ...]
    recorded_at: datetime
    purposes: tuple[str, ...]
    recap: tuple[RecapLine, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A fact that ``began`` or ``ended``, or an ``episode`` that began."""

    at: datetime
    happening: str
    fact: Fact | None
    episode: Episode | None


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done later, and what became of it."""

    job_id: int
    kind: str
    state: str
    session_uuid: str
    attempts: int
    run_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, without its secret."""

    key_id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; the secret is shown here and never again."""

    key: Key
    secret: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did; ``counts`` says how much was taken away, by store."""

    erasure_id: str
    user_id: str
    erased_at: datetime
    epoch: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the installation is well (``well`` or ``unwell``), and which parts are."""

    status: str
    parts: dict[str, bool]
