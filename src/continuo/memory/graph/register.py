"""Who is who while a run is read: entities looked up once, kept up to date, and stored at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from continuo.domain.entity import EntityType, Mention
from continuo.domain.relation import Entity, EntityMention, Name, NodeType
from continuo.domain.turn import Source
from continuo.memory.graph.identity import (
    entity_id,
    is_the_user,
    key_of,
    plain_name,
    role_key,
    the_user,
    user_id,
    with_name,
)
from continuo.memory.graph.naming import Join, Known, as_known, resolve
from continuo.ports.graph import EntityFilter, GraphStore

SURE_ENOUGH = 0.5
"""Confidence below which a mention is a guess from a capital alone, and makes no entity."""

MOST_PEOPLE = 1000
"""People and animals that a name or role is compared with; the rest are found by their exact names alone."""

_SPOKEN_OF = frozenset(t.value for t in EntityType)
_COMPARED = (NodeType.PERSON, NodeType.ANIMAL)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one turn speaks of.

    Args:
        speaker: the name of the one who speaks; empty for the user.
        mentions: in order of their places.
    """

    session_id: UUID
    position: int
    said_at: datetime
    speaker: str
    purposes: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """When, and for which purposes, something is said."""

    at: datetime
    purposes: tuple[str, ...]


class Register:
    """The entities of one person that matter to what is being read.

    Args:
        entities: as they are known now; with every merged one, what it was merged into.
        at: the system time of what is being read.
    """

    def __init__(self, subject_id: UUID, entities: Iterable[Entity], at: datetime) -> None:
        self.subject_id = subject_id
        self._at = at
        self._entities = {e.entity_id: e for e in entities}
        self._stored = dict(self._entities)
        self._by_key: dict[str, list[UUID]] = defaultdict(list)
        for entity in self._entities.values():
            for name in entity.names:
                self._by_key[name.key].append(entity.entity_id)

    def root(self, entity: UUID) -> UUID:
        """Return what an entity is known to be: itself, or what it was merged into."""
        while (known := self._entities.get(entity)) is not None and known.merged_into is not None:
            entity = known.merged_into
        return entity

    def roots(self) -> dict[UUID, UUID]:
        """Return what each merged entity is known to be."""
        return {e.entity_id: self.root(e.entity_id) for e in self._entities.values() if e.merged_into is not None}

    def type_of(self, entity: UUID) -> NodeType | None:
        """Return the type of an entity; ``None`` if it was not looked up."""
        known = self._entities.get(entity)
        return known.type if known is not None else None

    def goes_by(self, entity: UUID, key: str) -> bool:
        """Tell whether an entity that was looked up is called by a name."""
        known = self._entities.get(entity)
        return known is not None and any(n.key == key for n in known.names)

    def user(self, said: Said) -> UUID:
        """Return the user, made known if they were not."""
        key = user_id(self.subject_id)
        if key not in self._entities:
            self._entities[key] = the_user(self.subject_id, self._at, said.purposes)
        self._given_for(key, said)
        return key

    def speaker(self, name: str, said: Said) -> UUID:
        """Return who speaks under a name: the user, or a person of that name."""
        if is_the_user(name):
            return self.user(said)
        mention = Mention(EntityType.PERSON, name, 0, len(name), 1.0)
        (decision,) = resolve(self._known("", ()), [mention]).decisions
        if isinstance(decision.entity, UUID):
            return self._origin(decision.entity, key_of(name, NodeType.PERSON))
        return self.thing(name, NodeType.PERSON, said)

    def thing(self, text: str, of: NodeType, said: Said) -> UUID:
        """Return the entity with exactly this name, made known if there was none."""
        key = key_of(text, of)
        found = min(self._by_key.get(key, ()), default=None)
        if found is None:
            found = self._new(key, of, said)
            self._call(found, plain_name(text, of, said.at, said.purposes))
        self._given_for(found, said)
        return found

    def of_role(self, role: str, of: NodeType, whose: str, said: Said) -> UUID:
        """Return who is something to somebody, such as the user's sister, made known if there was none.

        Where there are several, it is nobody of them in particular, but the one that goes by the role alone.
        """
        speaker = "" if is_the_user(whose) else whose
        key = role_key(role, speaker)
        held = {self.root(e) for e in self._by_key.get(key, ()) if self._entities[e].type is of}
        nameless = [e for e in sorted(held) if all(n.role for n in self._entities[e].names)]
        found = held.pop() if len(held) == 1 else nameless[0] if nameless else None
        if found is None:
            found = self._new(key, of, said)
            self._call(found, Name(role, key, said.at, role=True, speaker=speaker, purposes=said.purposes))
        self._given_for(found, said)
        return found

    def introduce(self, entity: UUID, into: UUID) -> None:
        """Let somebody who came in just now be somebody who is known: "My name is Alex" speaks of no other Alex."""
        if entity not in self._stored and entity != into and self._entities[entity].type is NodeType.PERSON:
            self.merge(entity, self.root(into))

    def read(self, spoken: Spoken, run: int) -> list[EntityMention]:
        """Return the mentions of a turn with what they mean, the one who speaks first; none where all is left open."""
        known = self._known(spoken.speaker, _keys(spoken.mentions))
        # A name that is known is no guess any more, so what is sure enough is told after that is looked up.
        mentions = [m for m in as_known(known, spoken.mentions) if m.confidence >= SURE_ENOUGH]
        if not mentions:
            return []
        said = Said(spoken.said_at, spoken.purposes)
        keys = _keys(mentions)
        resolution = resolve(known, mentions)
        fresh: dict[int, UUID] = {}
        found: list[EntityMention] = []
        for decision in resolution.decisions:
            mention = mentions[decision.mention]
            key = keys[decision.mention] if mention.named else role_key(mention.role or "", spoken.speaker)
            if decision.entity is None:
                continue
            if isinstance(decision.entity, int) and decision.entity not in fresh:
                fresh[decision.entity] = self._new(key, NodeType(mention.type.value), said)
            root = decision.entity if isinstance(decision.entity, UUID) else fresh[decision.entity]
            entity = self._origin(root, key)
            self._learn(entity, mention, key, spoken)
            source = Source(spoken.session_id, spoken.position, mention.start, mention.end)
            found.append(EntityMention(entity, source, said.at, key, run, said.purposes))
        self._join(resolution.joins, fresh)
        if not found:
            return []
        here = Source(spoken.session_id, spoken.position, 0, 0)
        return [EntityMention(self.speaker(spoken.speaker, said), here, said.at, "", run, said.purposes), *found]

    def _known(self, speaker: str, keys: Collection[str]) -> list[Known]:
        """Return what naming has to know: people and animals, and whatever else has one of the names."""
        wanted = {self.root(e) for key in keys for e in self._by_key.get(key, ())}
        # What a person merged may be of several types; naming keeps to one, so each type stands for the whole.
        parts: dict[tuple[UUID, EntityType], list[Entity]] = defaultdict(list)
        for entity in self._entities.values():
            root = self.root(entity.entity_id)
            if entity.type.value in _SPOKEN_OF and (entity.type in _COMPARED or root in wanted):
                parts[root, EntityType(entity.type.value)].append(entity)
        return [self._as_known(root, of, parts[root, of], speaker) for root, of in sorted(parts)]

    def _as_known(self, root: UUID, of: EntityType, parts: Sequence[Entity], speaker: str) -> Known:
        names = [n for entity in sorted(parts, key=lambda e: e.entity_id != root) for n in entity.names]
        return Known(
            root,
            of,
            tuple(dict.fromkeys(n.text for n in names if not n.role)),
            frozenset(n.text for n in names if n.role and n.speaker == speaker),
        )

    def _origin(self, root: UUID, key: str) -> UUID:
        """Return the part of an entity that goes by a name: what was merged keeps its own, and may come out again."""
        if any(n.key == key for n in self._entities[root].names):
            return root
        return next((e for e in sorted(self._by_key.get(key, ())) if self.root(e) == root), root)

    def _new(self, key: str, of: NodeType, said: Said) -> UUID:
        number = 1
        while (new := entity_id(self.subject_id, key, number)) in self._entities:
            number += 1
        self._entities[new] = Entity(new, of, (), self._at, purposes=tuple(sorted(said.purposes)))
        return new

    def _learn(self, entity: UUID, mention: Mention, key: str, spoken: Spoken) -> None:
        purposes = spoken.purposes
        if mention.named:
            self._call(entity, Name(mention.text, key, spoken.said_at, purposes=purposes))
        if mention.role is not None:
            role = role_key(mention.role, spoken.speaker)
            self._call(
                entity,
                Name(mention.role, role, spoken.said_at, 1, role=True, speaker=spoken.speaker, purposes=purposes),
            )
        self._given_for(entity, Said(spoken.said_at, purposes))

    def _call(self, entity: UUID, name: Name) -> None:
        known = self._entities[entity]
        self._entities[entity] = replace(known, names=with_name(known.names, name))
        if entity not in self._by_key[name.key]:
            self._by_key[name.key].append(entity)

    def _given_for(self, entity: UUID, said: Said) -> None:
        known = self._entities[entity]
        purposes = tuple(sorted({*known.purposes, *said.purposes}))
        if purposes != known.purposes:
            self._entities[entity] = replace(known, purposes=purposes)

    def _join(self, joins: Sequence[Join], fresh: dict[int, UUID]) -> None:
        for join in joins:
            kept = self.root(fresh[join.kept] if isinstance(join.kept, int) else join.kept)
            if self.root(join.absorbed) != kept:
                self.merge(self.root(join.absorbed), kept)

    def merge(self, entity: UUID, into: UUID) -> None:
        """Let an entity be another one from now on; both stand for themselves until now."""
        assert entity != into
        self._entities[entity] = replace(self._entities[entity], merged_into=into, known_from=self._at)

    def merged_now(self) -> dict[UUID, UUID]:
        """Return what was merged since the register was opened, with what it is now known to be."""
        return {
            key: self.root(key)
            for key, entity in self._entities.items()
            if entity.merged_into is not None and self._merged_before(key) != entity.merged_into
        }

    def _merged_before(self, entity: UUID) -> UUID | None:
        before = self._stored.get(entity)
        return before.merged_into if before is not None else None

    async def store(self, graph: GraphStore) -> None:
        """Store what has become different since the register was opened, or was stored last."""
        changed = [e for key, e in self._entities.items() if e != self._stored.get(key)]
        await graph.put_entities(changed)
        named = {e.entity_id: e.names for e in changed if e.names != self._names_before(e.entity_id)}
        await graph.put_names(named)
        self._stored = dict(self._entities)

    def _names_before(self, entity: UUID) -> tuple[Name, ...]:
        before = self._stored.get(entity)
        return before.names if before is not None else ()


def _keys(mentions: Iterable[Mention]) -> list[str]:
    return [key_of(m.text, NodeType(m.type.value)) for m in mentions]


async def opened(graph: GraphStore, subject_id: UUID, keys: Collection[str], at: datetime) -> Register:
    """Return the register of a person: their people and animals, and whatever goes by one of the keys."""
    found = {e.entity_id: e for e in await graph.find(EntityFilter(types=_COMPARED, limit=MOST_PEOPLE, merged=True))}
    if keys:
        found |= {e.entity_id: e for e in await graph.find(EntityFilter(keys=keys, limit=10_000, merged=True))}
    # What came in under a key and goes by another one now still holds its id.
    first = {entity_id(subject_id, key, number) for key in keys for number in (1, 2)} | {user_id(subject_id)}
    found |= {e.entity_id: e for e in await graph.get(first - found.keys())}
    while missing := {e.merged_into for e in found.values() if e.merged_into} - found.keys():
        found |= {e.entity_id: e for e in await graph.get(missing)}
    return Register(subject_id, found.values(), at)
