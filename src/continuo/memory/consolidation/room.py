"""Turns become memory: read, understood and embedded outside a transaction, written inside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.conclusion import Conclusion
from continuo.domain.errors import NotFound, StalePosition
from continuo.domain.fact import Change, FactChange
from continuo.domain.item import NO_ID
from continuo.domain.job import JobKind
from continuo.domain.predicates import Predicate, Sensitivity
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.memory.consolidation.preparing import Prepared, Preparer
from continuo.memory.consolidation.writing import write
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.storage import Storage
from continuo.telemetry import LOG

MOST_TURNS_A_RUN = 200
"""A longer backlog is taken in several runs, so that no transaction lasts long."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What one run would take.

    Args:
        first: position after the session's cursor.
        turns: the turns from there on, oldest first.
        open_turns: turns of the session's last episode, which goes on where these begin.
    """

    first: int
    turns: Sequence[Turn]
    open_turns: Sequence[Turn]


def is_important(change: FactChange, predicate: Predicate) -> bool:
    """Tell whether a change should reach the profile at once: who somebody is, what is safe for them, a new state."""
    if change.change is Change.REINFORCED:
        return False
    return predicate.sensitivity is Sensitivity.SPECIAL or change.change is Change.SUPERSEDED


@dataclass(frozen=True, slots=True)
class Pace:
    """When what follows a run is to be done.

    Args:
        distil_after: the person's profile is distilled anew, unless something important was said.
        session_idle: it is looked whether the session is over; zero never looks.
    """

    distil_after: timedelta
    session_idle: timedelta = timedelta(0)


class Consolidation:
    """Turns in; facts, episodes and index rows out; each turn once."""

    def __init__(
        self,
        storage: Storage,
        preparer: Preparer,
        registry: PredicateRegistry,
        clock: Clock,
        pace: Pace,
    ) -> None:
        self._storage = storage
        self._preparer = preparer
        self._registry = registry
        self._clock = clock
        self._pace = pace

    async def warm(self) -> None:
        """Load what the first run would have to wait for."""
        await self._preparer.warm()

    async def consolidate(self, scope: Scope, session_id: UUID, *, epoch: int) -> int:
        """Make memory of everything said in the session so far, and return the number of turns taken.

        A second run over the same turns does nothing. A person erased since that epoch is left alone.
        """
        taken = 0
        while (backlog := await self._backlog(scope, session_id, epoch)) is not None:
            prepared = await self._preparer.prepare(scope, backlog.turns, backlog.open_turns)
            try:
                await self._write(scope, session_id, backlog, prepared, epoch)
            except StalePosition:
                LOG.info("session %s: another worker took position %d", session_id, backlog.first)
                continue
            except NotFound:
                LOG.info("session %s: erased since epoch %d, dropped", session_id, epoch)
                return taken
            taken += len(backlog.turns)
        return taken

    async def _backlog(self, scope: Scope, session_id: UUID, epoch: int) -> Backlog | None:
        async with self._storage.reading(scope) as tx:
            if tx.person is None or tx.person.epoch != epoch:
                return None
            session = await tx.journal.session(session_id)
            if session is None or session.consolidated_to >= session.last_position:
                return None
            after = session.consolidated_to
            turns = await tx.journal.read(session_id, after=after, limit=MOST_TURNS_A_RUN)
            last = await tx.episodes.last(session_id)
            open_turns = (
                await tx.journal.read(session_id, after=last.first - 1, limit=after - last.first + 1) if last else []
            )
            return Backlog(after + 1, turns, open_turns)

    async def _write(self, scope: Scope, session_id: UUID, backlog: Backlog, prepared: Prepared, epoch: int) -> None:
        predicates = await self._registry.of_tenant(scope.tenant_id)
        async with self._storage.consolidating(scope, epoch=epoch) as tx:
            last = backlog.turns[-1].position
            reading = prepared.reading
            run = await tx.journal.begin_run(
                session_id, backlog.first, last, extractor=reading.extractor, now=self._clock()
            )
            if not reading.is_repeatable or prepared.recaps:
                concluded = Conclusion(run.run, reading.extractor, reading.candidates, prepared.recaps)
                await tx.conclusions.keep(concluded)
            changes = await write(tx, run, prepared, predicates)
            matters = any(is_important(change, predicates.of(change.after.predicate)) for change in changes)
            await tx.queue.defer(JobKind.DISTIL, NO_ID, delay=timedelta(0) if matters else self._pace.distil_after)
            if self._pace.session_idle:
                await tx.queue.defer(JobKind.END, session_id, delay=self._pace.session_idle)
