"""Decisions about facts after they were made: recorded in the journal and carried out, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from continuo.domain.act import ABOUT_EPISODES, ABOUT_FACTS, Act, ActKind
from continuo.domain.clarification import Answer, Clarification
from continuo.domain.clock import Clock
from continuo.domain.episode import Episode
from continuo.domain.errors import Invalid, NotFound, WrongState
from continuo.domain.fact import Fact, FactChange, Status
from continuo.domain.predicates import Predicates
from continuo.domain.scope import Scope
from continuo.memory.consolidation.expiring import expire
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.memory.consolidation.folding_episodes import carry_out_on_episodes, unfolding
from continuo.memory.consolidation.merging import Occasion, merge_slot, slot_name
from continuo.memory.consolidation.relating import relate_decided
from continuo.memory.facts.rulings import CORRECTION, sayings_of
from continuo.memory.facts.sameness import same_object, words
from continuo.memory.vectors.indexing import embedded
from continuo.ports.acts import NewAct
from continuo.ports.embedder import Embedder
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.storage import Storage, Transaction

LONGEST_VALUE = 500
"""Characters of a value that a person enters."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person enters in place of a fact.

    Args:
        value: the object as it should be.
        since: when it changed, if the fact was right until then; ``None`` says that it never was.
        speaker: who enters it.
    """

    value: str
    since: datetime | None = None
    speaker: str = "user"


class Decisions:
    """Correct, retract, restore, pin, settle: each an act in the journal, each undone by another."""

    def __init__(
        self,
        storage: Storage,
        embedder: Embedder,
        registry: PredicateRegistry,
        clock: Clock,
        *,
        notices: Notices | None = None,
    ) -> None:
        self._storage = storage
        self._embedder = embedder
        self._registry = registry
        self._clock = clock
        self._notices = notices

    async def correct(self, scope: Scope, fact_id: UUID, correction: Correction) -> Fact:
        """Put another value in the place of a fact, over everything said before, and return the new fact.

        Raises:
            NotFound: there is no such fact of this person.
            Invalid: names the field.
            WrongState: the fact was retracted or merged, so that there is nothing to correct.
        """
        fact = await self._fact(scope, fact_id)
        value = " ".join(correction.value.split())
        if not value or len(value) > LONGEST_VALUE:
            raise Invalid("value", f"must have 1 to {LONGEST_VALUE} characters")
        if correction.since is not None and not (correction.since.tzinfo and correction.since <= self._clock()):
            raise Invalid("since", "must name its zone and not lie ahead")
        _require(fact, {Status.CURRENT, Status.SUPERSEDED, Status.ENDED}, "corrected")
        if fact.status is Status.CURRENT and value == fact.object and correction.since is None:
            return fact
        told = statement(fact.about, fact.predicate, value, Manner())
        payload = await self._named(scope, fact) | {
            "value": value,
            "statement": told,
            "statements": [told],
            "speaker": correction.speaker,
            "since": correction.since.isoformat() if correction.since else None,
            "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
        }
        act, changes = await self._carry_out(scope, _about(ActKind.CORRECT, fact, payload))
        return next(
            c.after for c in reversed(changes) if any(_is_of(act, e.read_by, e.ordinal) for e in c.after.evidence)
        )

    async def retract(self, scope: Scope, fact_id: UUID) -> Fact:
        """Declare that a fact never was so; what it had retired is in force again. Twice changes nothing."""
        fact = await self._fact(scope, fact_id)
        if fact.status is Status.RETRACTED:
            return fact
        _require(fact, set(Status) - {Status.MERGED}, "retracted")
        return await self._decided(scope, _about(ActKind.RETRACT, fact, await self._named(scope, fact)))

    async def restore(self, scope: Scope, fact_id: UUID) -> Fact:
        """Put a fact in force again that was superseded, ended or retracted. Twice changes nothing."""
        fact = await self._fact(scope, fact_id)
        if fact.status is Status.CURRENT:
            return fact
        _require(fact, {Status.SUPERSEDED, Status.ENDED, Status.RETRACTED}, "restored")
        return await self._decided(scope, _about(ActKind.RESTORE, fact, await self._named(scope, fact)))

    async def pin(self, scope: Scope, fact_id: UUID, *, pinned: bool) -> Fact:
        """Keep a fact in sight, or no longer: a pinned fact never fades. Twice changes nothing."""
        fact = await self._fact(scope, fact_id)
        if fact.pinned == pinned:
            return fact
        _require(fact, {Status.CURRENT}, "pinned" if pinned else "unpinned")
        kind = ActKind.PIN if pinned else ActKind.UNPIN
        return await self._decided(scope, _about(kind, fact, await self._named(scope, fact)))

    async def separate(self, scope: Scope, fact_id: UUID, value: str) -> Fact:
        """Take a value out of a fact that it was merged into, for good; the fact keeps the rest.

        Raises:
            NotFound: there is no such fact of this person.
            Invalid: no saying of the fact names that value, or it is the fact's own.
        """
        fact = await self._fact(scope, fact_id)
        said = next((e.object for e in fact.evidence if words(e.object) == words(value)), None)
        if said is None or words(said) == words(fact.object):
            raise Invalid("value", "must be one of the other values that the fact's evidence names")
        payload = await self._named(scope, fact) | {
            "object": said,
            "statements": sorted({fact.statement, *(e.statement for e in fact.evidence)}),
        }
        return await self._decided(scope, _about(ActKind.SEPARATE, fact, payload))

    async def unfold(self, scope: Scope, episode_id: UUID) -> Episode:
        """Put an episode in force again that was folded into one that tells the same; twice changes nothing.

        Raises:
            NotFound: no such episode of this person was folded into another.
        """
        async with self._storage.reading(scope) as tx:
            acts = await tx.acts.all() if tx.person else []
            folded = any(a.kind is ActKind.FOLD_EPISODES and str(episode_id) in a.payload["episodes"] for a in acts)
            found = await tx.episodes.get([episode_id]) if folded else []
        if not found:
            raise NotFound("there is no such episode of this user that was folded into another")
        await self._carry_out(scope, unfolding(found[0]))
        return found[0]

    async def settle(self, scope: Scope, clarification_id: UUID, answer: Answer) -> Clarification:
        """Answer a clarification; raises NotFound if there is none such, WrongState if it is settled."""
        async with self._storage.reading(scope) as tx:
            asked = await tx.clarifications.get(clarification_id) if tx.person else None
            if asked is None:
                raise NotFound("there is no such clarification of this user")
            if asked.settled_at is not None:
                raise WrongState(f"the clarification was settled already, by {asked.settled_by}")
            sides = {f.fact_id: f for f in await tx.facts.get([asked.first, asked.second])}
        first, second = sides[asked.first], sides[asked.second]
        payload = {
            "answer": answer.value,
            "facts": [str(asked.first), str(asked.second)],
            "first": await self._named(scope, first),
            "second": await self._named(scope, second),
            "statements": [first.statement, second.statement],
            "purposes": sorted(set(first.purposes)),
        }
        await self._carry_out(scope, _about(ActKind.SETTLE, first, payload))
        async with self._storage.reading(scope) as tx:
            settled = await tx.clarifications.get(clarification_id)
        assert settled is not None, "clarifications are never removed but by an erasure"
        return settled

    async def _fact(self, scope: Scope, fact_id: UUID) -> Fact:
        async with self._storage.reading(scope) as tx:
            found = await tx.facts.get([fact_id]) if tx.person else []
        if not found:
            raise NotFound("there is no such fact of this user")
        return found[0]

    async def _named(self, scope: Scope, fact: Fact) -> dict[str, Any]:
        """Return how an act names a fact: by its sayings, for ids may differ after a rebuild by other rules."""
        async with self._storage.reading(scope) as tx:
            slot = await tx.facts.slot(fact.about, [fact.predicate])
        others = [f for f in slot if f.fact_id != fact.fact_id and same_object(f.object, fact.object)]
        return {
            "fact_id": str(fact.fact_id),
            "predicate": fact.predicate,
            "object": fact.object,
            "sayings": sayings_of(fact.evidence),
            "others": sayings_of(e for f in others for e in f.evidence),
            "statements": [fact.statement],
            "purposes": sorted(set(fact.purposes)),
        }

    async def _decided(self, scope: Scope, new: NewAct) -> Fact:
        await self._carry_out(scope, new)
        return await self._fact(scope, UUID(new.payload["fact_id"]))

    async def _carry_out(self, scope: Scope, new: NewAct) -> tuple[Act, list[FactChange]]:
        predicates = await self._registry.of_tenant(scope.tenant_id)
        vectors = await statement_vectors(new.payload, self._embedder)
        async with self._storage.deciding(scope) as tx:
            act = await tx.acts.begin(new, now=self._clock())
            changes = await carry_out(tx, act, predicates, vectors)
        if self._notices is not None:
            await self._notices.tell(scope, Notice(NoticeKind.EDITED, None, 0, 0))
        return act, changes


async def statement_vectors(payload: Mapping[str, Any], embedder: Embedder) -> dict[str, np.ndarray]:
    """Return the vectors of the statements that an act may bring into force."""
    return await embedded(list(payload.get("statements", ())), embedder)


async def carry_out(
    tx: Transaction, act: Act, predicates: Predicates, vectors: Mapping[str, np.ndarray]
) -> list[FactChange]:
    """Let a decision take effect in the projections; the same act over the same state does the same."""
    if act.kind is ActKind.EXPIRE:
        await expire(tx, act)
        return []
    if act.kind in ABOUT_EPISODES:
        await carry_out_on_episodes(tx, act, vectors)
        return []
    assert act.kind in ABOUT_FACTS, act.kind
    name = slot_name(act.about, predicates.of(act.predicate), act.payload["purposes"])
    changes = await merge_slot(tx, Occasion(act.number, act.at, CORRECTION, predicates, vectors), name)
    await relate_decided(tx, changes, predicates, act.at)
    return changes


def _about(kind: ActKind, fact: Fact, payload: Mapping[str, Any]) -> NewAct:
    return NewAct(kind, payload, fact.about, fact.predicate)


def _is_of(act: Act, read_by: str, ordinal: int) -> bool:
    return read_by == CORRECTION and ordinal == act.number


def _require(fact: Fact, allowed: set[Status], done: str) -> None:
    if fact.status not in allowed:
        raise WrongState(f"a fact that is {fact.status.value} cannot be {done}")
