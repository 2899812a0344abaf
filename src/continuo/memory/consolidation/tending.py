"""What keeps a person's memory in shape between conversations: compaction, retention, a profile distilled anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from continuo.domain.clock import Clock
from continuo.domain.episode import Episode
from continuo.domain.errors import NotFound
from continuo.domain.fact import Fact, Status
from continuo.domain.item import NO_ID
from continuo.domain.job import JobKind
from continuo.domain.predicates import Predicates
from continuo.domain.profile import ProfileLine
from continuo.domain.scope import Scope
from continuo.memory.consolidation.compacting import compaction, found_alike, slots_of
from continuo.memory.consolidation.deciding import carry_out, statement_vectors
from continuo.memory.consolidation.digests import digests
from continuo.memory.consolidation.expiring import due, expire, expiry
from continuo.memory.consolidation.folding_episodes import carry_out_on_episodes, folding, told_twice
from continuo.memory.facts.likeness import Group
from continuo.memory.facts.profile import Held, profile
from continuo.ports.embedder import Embedder
from continuo.ports.episodes import EpisodeFilter
from continuo.ports.facts import FactFilter
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.retention import Due, RetentionRules
from continuo.ports.storage import Storage, Transaction

DAILY = timedelta(days=1)
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Rules:
    """What a tenant decided about its memories: its predicates, and how long it keeps what."""

    predicates: PredicateRegistry
    retention: RetentionRules


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done to a person's memory now.

    Args:
        alike: groups of facts that say the same.
        due: what has reached its age.
        told_twice: episodes that stay, each with those that tell the same.
    """

    alike: tuple[Group, ...]
    due: Due
    told_twice: tuple[tuple[Episode, tuple[Episode, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Tended:
    """What was done: facts and episodes merged into others, rows that went, lines of the new profile."""

    merged: int
    expired: int
    lines: int


class Tending:
    """Compacts, lets go, distils. Running twice does nothing the second time."""

    def __init__(self, storage: Storage, embedder: Embedder, rules: Rules, clock: Clock) -> None:
        self._storage = storage
        self._embedder = embedder
        self._rules = rules
        self._clock = clock

    async def plan(self, scope: Scope) -> Plan:
        """Return what ``tend`` would do; nothing is changed. Raises NotFound for a person unknown."""
        predicates = await self._rules.predicates.of_tenant(scope.tenant_id)
        rules = await self._rules.retention.of_tenant(scope.tenant_id)
        async with self._storage.reading(scope) as tx:
            if tx.person is None:
                raise NotFound("there is no memory of this user")
            slots = await slots_of(tx, predicates)
            found = await due(tx, rules, predicates, self._clock())
            twice = told_twice(await _all_episodes(tx), await tx.acts.all())
        alike = await found_alike(slots, predicates, self._embedder)
        async with self._storage.reading(scope) as tx:
            new = [group for _, group in alike if await _is_new(tx, group)]
        return Plan(tuple(new), found, tuple(twice))

    async def tend(self, scope: Scope, *, epoch: int | None = None) -> Tended:
        """Do what is to be done now; raises NotFound for a person unknown, or erased since that epoch."""
        plan = await self.plan(scope)
        predicates = await self._rules.predicates.of_tenant(scope.tenant_id)
        merged = sum([await self._compact(scope, group, predicates, epoch) for group in plan.alike])
        merged += sum([await self._fold(scope, kept, others, epoch) for kept, others in plan.told_twice])
        expired = 0
        if not plan.due.is_empty:
            async with self._storage.deciding(scope) as tx:
                _require_epoch(tx, epoch)
                await expire(tx, await tx.acts.begin(expiry(plan.due), now=self._clock()))
            expired = plan.due.passages + len(plan.due.facts) + len(plan.due.episodes)
        lines = await self._distil(scope, predicates, epoch)
        return Tended(merged, expired, len(lines))

    async def profile(self, scope: Scope) -> Sequence[ProfileLine]:
        """Return the profile as it was last distilled, but for what no longer holds; empty for a person unknown."""
        async with self._storage.reading(scope) as tx:
            lines = await tx.profile.read()
            held = {f.fact_id for f in await tx.facts.get([i for line in lines for i in line.facts]) if _holds(f)}
        return [line for line in lines if all(i in held for i in line.facts)]

    async def _compact(self, scope: Scope, group: Group, predicates: Predicates, epoch: int | None) -> int:
        async with self._storage.reading(scope) as tx:
            decided = await tx.acts.of_slot(group.into.about, [group.into.predicate])
        new = compaction(group, decided)
        if new is None:
            return 0
        vectors = await statement_vectors(new.payload, self._embedder)
        async with self._storage.deciding(scope) as tx:
            _require_epoch(tx, epoch)
            act = await tx.acts.begin(new, now=self._clock())
            await carry_out(tx, act, predicates, vectors)
        return len(new.payload["objects"])

    async def _fold(self, scope: Scope, kept: Episode, others: Sequence[Episode], epoch: int | None) -> int:
        async with self._storage.deciding(scope) as tx:
            _require_epoch(tx, epoch)
            await carry_out_on_episodes(tx, await tx.acts.begin(folding(kept, others), now=self._clock()), {})
        return len(others)

    async def _distil(self, scope: Scope, predicates: Predicates, epoch: int | None) -> Sequence[ProfileLine]:
        async with self._storage.deciding(scope) as tx:
            _require_epoch(tx, epoch)
            facts = await _all_facts(tx)
            uses = await tx.facts.uses([f.fact_id for f in facts])
            episodes = await _all_episodes(tx)
            lines = profile(Held(facts, uses, episodes), predicates, self._clock())
            lines += digests(episodes, self._clock(), first_line=len(lines) + 1)
            await tx.profile.replace(lines)
            if await self._rules.retention.of_tenant(scope.tenant_id):
                # What is not due yet will be: whoever lets things go by age is looked after every day.
                await tx.queue.defer(JobKind.DISTIL, NO_ID, delay=DAILY)
        return lines


async def _is_new(tx: Transaction, group: Group) -> bool:
    """Tell whether the members of a group are not one already, and were not taken apart by a person."""
    decided = await tx.acts.of_slot(group.into.about, [group.into.predicate])
    return compaction(group, decided) is not None


def _holds(fact: Fact) -> bool:
    return fact.status is Status.CURRENT


def _require_epoch(tx: Transaction, epoch: int | None) -> None:
    if epoch is not None and (tx.person is None or tx.person.epoch != epoch):
        raise NotFound(f"subject {tx.scope.subject_id} has no memory of epoch {epoch}")


async def _all_facts(tx: Transaction) -> list[Fact]:
    facts: list[Fact] = []
    wanted = FactFilter(limit=_PAGE)
    while page := await tx.facts.find(wanted):
        facts += page
        wanted = FactFilter(after=page[-1].fact_id, limit=_PAGE)
    return facts


async def _all_episodes(tx: Transaction) -> list[Episode]:
    episodes: list[Episode] = []
    wanted = EpisodeFilter(limit=_PAGE)
    while page := await tx.episodes.find(wanted):
        episodes += page
        wanted = EpisodeFilter(after=page[-1].episode_id, limit=_PAGE)
    return episodes
