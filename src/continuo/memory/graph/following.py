"""Relations follow the facts they stand on: what a fact is now known to say is what its relations say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from continuo.domain.fact import Fact, Status
from continuo.domain.predicates import Predicates
from continuo.domain.relation import EntityMention, NodeType, Relation
from continuo.domain.roles import role_of
from continuo.domain.turn import Source
from continuo.memory.graph.edges import Edge, edge_of
from continuo.memory.graph.identity import fact_relation_id, is_the_user, key_of, words_of
from continuo.memory.graph.names import singular
from continuo.memory.graph.register import Register, Said
from continuo.ports.graph import GraphStore

LONGEST_NAME = 80
"""Characters of a name taken from the words of an object."""

UNSURE = 0.5
"""A fact against which another value stands weighs this much of what it would."""

_NAMES = frozenset(("name", "nickname"))
_HOLD_OR_HELD = frozenset((Status.CURRENT, Status.SUPERSEDED, Status.ENDED))
_Place = tuple[UUID, int]
_OPENING = re.compile(
    r"(?:(?:a|an|the|my|our|your|his|her|their|some|any|all|this|these|those|really|very|to)\s+)+", re.IGNORECASE
)
_DETAIL = re.compile(r"\s+(?:named|called)\s+|[(;,\n]|\s+-\s+", re.IGNORECASE)


def keys_of(facts: Iterable[Fact], predicates: Predicates) -> set[str]:
    """Return the keys of the names by which the entities of these facts may be known."""
    keys: set[str] = set()
    for fact in facts:
        edge = edge_of(predicates.of(fact.predicate))
        if edge is not None:
            keys.add(key_of(bare(fact.object), edge.otherwise))
            keys |= set() if is_the_user(fact.about) else {key_of(fact.about, NodeType.PERSON)}
    return keys


def bare(words: str) -> str:
    """Return the words of an object as a name: without what leads up to it, and without detail behind it.

    >>> bare("a beagle named Toto"), bare("The Beatles"), bare("to")
    ('beagle', 'Beatles', 'to')
    """
    plain = _DETAIL.split(words.strip())[0].strip()
    opening = _OPENING.match(plain)
    plain = plain[opening.end() :] if opening and opening.end() < len(plain) else plain
    return (plain or words.strip())[:LONGEST_NAME].strip()


async def follow(
    graph: GraphStore, register: Register, facts: Sequence[Fact], predicates: Predicates, at: datetime
) -> None:
    """Let the relations of these facts be what the facts are now known to say; the last of each fact counts.

    A fact that ended gives its relations an end. One that never held, or was merged into another, has none: what was
    known of them is closed at ``at``.
    """
    latest = {fact.fact_id: fact for fact in facts}
    mentioned = await _mentioned(graph, latest.values())
    wanted = [r for fact in latest.values() for r in _relations(register, fact, mentioned, predicates, at)]
    known = await graph.relations_of_facts(latest)
    kept = {r.relation_id for r in wanted}
    await graph.close_relations([r.relation_id for r in known if r.relation_id not in kept], at=at)
    await graph.put_relations(wanted)


async def _mentioned(graph: GraphStore, facts: Iterable[Fact]) -> Mapping[_Place, Sequence[EntityMention]]:
    stretches: set[Source] = set()
    for saying in (saying for fact in facts for saying in fact.evidence if saying.affirmed):
        source = saying.source
        stretches |= {source, Source(source.session_id, source.position, 0, 0)}
    found: dict[_Place, list[EntityMention]] = defaultdict(list)
    for mention in await graph.mentions_within(sorted(stretches)):
        found[mention.source.session_id, mention.source.position].append(mention)
    return found


def _relations(
    register: Register,
    fact: Fact,
    mentioned: Mapping[_Place, Sequence[EntityMention]],
    predicates: Predicates,
    at: datetime,
) -> list[Relation]:
    edge = edge_of(predicates.of(fact.predicate))
    if edge is None or fact.status not in _HOLD_OR_HELD:
        return []
    here = [m for saying in fact.evidence if saying.affirmed for m in _of_saying(mentioned, saying.source)]
    said = Said(fact.said_at, fact.purposes)
    source = _speaker(register, fact, here, said)
    targets = _targets(register, edge, fact, here) or [_by_words(register, edge, fact, said)]
    return [_relation(register, fact, edge, (source, target), at) for target in targets if target != source]


def _of_saying(mentioned: Mapping[_Place, Sequence[EntityMention]], said: Source) -> list[EntityMention]:
    of_turn = mentioned.get((said.session_id, said.position), ())
    return [m for m in of_turn if m.source.end == 0 or (said.start <= m.source.start and m.source.end <= said.end)]


def _speaker(register: Register, fact: Fact, here: Sequence[EntityMention], said: Said) -> UUID:
    """Return whom a fact is about; two people of one name are told apart by who spoke there."""
    if is_the_user(fact.about):
        return register.user(said)
    wanted = key_of(fact.about, NodeType.PERSON)
    spoke = [m.entity_id for m in here if m.source.end == 0 and register.goes_by(m.entity_id, wanted)]
    return spoke[0] if spoke else register.speaker(fact.about, said)


def _targets(register: Register, edge: Edge, fact: Fact, here: Sequence[EntityMention]) -> list[UUID]:
    """Return the entities that the object of a fact mentions; of several types, those of the first one's."""
    words = {singular(w) for w in key_of(fact.object, NodeType.CONSTRAINT).split("|")[1].replace(",", " ").split()}
    named = [m for m in here if m.source.end > 0 and _occurs(words_of(m.key), words)]
    fitting = [m.entity_id for m in named if register.type_of(m.entity_id) in edge.leads_to]
    first = register.type_of(fitting[0]) if fitting else None
    return list(dict.fromkeys(e for e in fitting if register.type_of(e) is first))


def _by_words(register: Register, edge: Edge, fact: Fact, said: Said) -> UUID:
    name = bare(fact.object)
    role = role_of(name.casefold()) if edge.otherwise in (NodeType.PERSON, NodeType.ANIMAL) else None
    if role is not None:
        return register.of_role(role, edge.otherwise, fact.about, said)
    return register.thing(name, edge.otherwise, said)


def introduced(register: Register, facts: Sequence[Fact], mentions: Sequence[EntityMention]) -> None:
    """Let those who are named by "My name is ..." be the ones who said so."""
    for fact in facts:
        if fact.predicate not in _NAMES or fact.status is not Status.CURRENT:
            continue
        about = register.speaker(fact.about, Said(fact.said_at, fact.purposes))
        words = {singular(w) for w in fact.object.casefold().split()}
        stretches = [saying.source for saying in fact.evidence if saying.affirmed]
        for mention in mentions:
            if any(_lies_in(mention.source, s) for s in stretches) and _occurs(words_of(mention.key), words):
                register.introduce(mention.entity_id, about)


def _lies_in(place: Source, stretch: Source) -> bool:
    same_turn = (place.session_id, place.position) == (stretch.session_id, stretch.position)
    return same_turn and place.end > 0 and stretch.start <= place.start and place.end <= stretch.end


def _occurs(name: Collection[str], words: Collection[str]) -> bool:
    return bool(name) and all(singular(word) in words for word in name)


def _relation(register: Register, fact: Fact, edge: Edge, ends: tuple[UUID, UUID], at: datetime) -> Relation:
    source, target = ends
    return Relation(
        relation_id=fact_relation_id(fact.fact_id, target),
        kind=edge.kind,
        stated_from=source,
        stated_to=target,
        from_entity=register.root(source),
        to_entity=register.root(target),
        weight=round(fact.confidence * (UNSURE if fact.unsure else 1.0), 6),
        count=1,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        known_from=at,
        fact_id=fact.fact_id,
        purposes=fact.purposes,
    )
