"""Lets the graph follow what was read and what was decided: entities, their mentions, and relations."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from continuo.domain.act import Act, ActKind
from continuo.domain.fact import FactChange
from continuo.domain.predicates import Predicates
from continuo.domain.relation import Entity, EntityMention, NodeType, Relation
from continuo.domain.session import Run
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.graph.cooccurrence import tie_id, tied, ties
from continuo.memory.graph.following import follow, introduced, keys_of
from continuo.memory.graph.identity import is_the_user, key_of
from continuo.memory.graph.merging import apply_merge, apply_split, move
from continuo.memory.graph.register import Register, Spoken, opened
from continuo.ports.graph import Version
from continuo.ports.recogniser import Recogniser
from continuo.ports.storage import Transaction

ABOUT_ENTITIES = frozenset((ActKind.MERGE_ENTITIES, ActKind.SPLIT_ENTITY))
"""Acts that bear on the graph alone."""


def spoken_of(turns: Iterable[Turn], recogniser: Recogniser) -> tuple[Spoken, ...]:
    """Return what people speak of in these turns; what they only show, and whatever an assistant says, is not read.

    An assistant that lists forty restaurants has told nothing of the user, and what it says may be our own context.
    """
    return tuple(
        Spoken(
            session_id=turn.session_id,
            position=turn.position,
            said_at=turn.said_at,
            speaker=turn.speaker,
            purposes=tuple(sorted(set(turn.purposes))),
            mentions=recogniser.recognise(own_words(turn.text), speaker=turn.speaker),
        )
        for turn in turns
        if turn.role is Role.USER
    )


async def relate(
    tx: Transaction, run: Run, spoken: Sequence[Spoken], changes: Sequence[FactChange], predicates: Predicates
) -> None:
    """Write what a run amounts to in the graph, in its transaction, after its facts; the same run writes the same.

    Args:
        spoken: what its turns speak of, in order.
        changes: what it changed in facts, in order.
    """
    facts = [change.after for change in changes]
    keys = keys_of(facts, predicates) | _keys(spoken)
    register = await opened(tx.graph, tx.scope.subject_id, keys, run.ran_at)
    mentions = [mention for turn in spoken for mention in register.read(turn, run.run)]
    introduced(register, facts, mentions)
    joined = register.merged_now()
    await register.store(tx.graph)
    await tx.graph.put_mentions(mentions)
    for entity, root in joined.items():
        await move(tx.graph, entity, root, run.ran_at)
    await _tie(tx, register, mentions, run.ran_at)
    await follow(tx.graph, register, facts, predicates, run.ran_at)
    await register.store(tx.graph)


async def relate_decided(tx: Transaction, changes: Sequence[FactChange], predicates: Predicates, at: datetime) -> None:
    """Let the relations of facts follow a decision about them, in its transaction, after the facts themselves."""
    facts = [change.after for change in changes]
    register = await opened(tx.graph, tx.scope.subject_id, keys_of(facts, predicates), at)
    await follow(tx.graph, register, facts, predicates, at)
    await register.store(tx.graph)


async def carry_out_on_graph(tx: Transaction, act: Act, predicates: Predicates) -> None:
    """Let a decision about entities take effect; the same act over the same state does the same."""
    assert act.kind in ABOUT_ENTITIES, act.kind
    if act.kind is ActKind.MERGE_ENTITIES:
        await apply_merge(tx, act.payload, act.at)
    else:
        await apply_split(tx, act.payload, act.at, predicates)


async def graph_lines(tx: Transaction) -> AsyncIterator[str]:
    """Yield all that the graph of a person says, every version of it, in a fixed order."""
    at: Version | None = None
    while entities := await tx.graph.entity_versions(after=at):
        for entity in entities:
            yield _line(entity)
        at = entities[-1].entity_id, entities[-1].known_from
    at = None
    while relations := await tx.graph.relation_versions(after=at):
        for relation in relations:
            yield _line(relation)
        at = relations[-1].relation_id, relations[-1].known_from
    place: EntityMention | None = None
    while mentions := await tx.graph.all_mentions(after=place):
        for mention in mentions:
            yield _line(mention)
        place = mentions[-1]


def _line(said: Entity | Relation | EntityMention) -> str:
    return json.dumps(asdict(said), default=str, sort_keys=True)


def _keys(spoken: Sequence[Spoken]) -> set[str]:
    mentioned = {key_of(m.text, NodeType(m.type.value)) for turn in spoken for m in turn.mentions if m.named}
    speaking = {key_of(turn.speaker, NodeType.PERSON) for turn in spoken if not is_the_user(turn.speaker)}
    return mentioned | speaking


async def _tie(tx: Transaction, register: Register, mentions: Sequence[EntityMention], at: datetime) -> None:
    shown = ties(mentions)
    ids = [tie_id(tx.scope.subject_id, tie) for tie in shown]
    known = {r.relation_id: r for r in await tx.graph.relations(ids)}
    await tx.graph.put_relations(tied(tx.scope.subject_id, shown, known, register.roots(), at))
