"""Which facts were handed out, and when: noted at once in the process, written down every now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.ports.storage import Storage
from continuo.telemetry import LOG

INTERVAL = timedelta(seconds=30)
MOST_PEOPLE = 10_000
"""People whose uses wait to be written; beyond that the oldest are let go: a use is a hint, not a memory."""


class Uses:
    """Being used keeps a fact fresh. A crash loses the uses of half a minute, which is no harm."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._waiting: dict[Scope, tuple[datetime, set[UUID]]] = {}

    def note(self, scope: Scope, fact_ids: Sequence[UUID]) -> None:
        """Note that these facts were handed out just now; it waits for nothing."""
        if not fact_ids:
            return
        known = self._waiting.pop(scope, None)
        self._waiting[scope] = (self._clock(), (known[1] if known else set()) | set(fact_ids))
        if len(self._waiting) > MOST_PEOPLE:
            self._waiting.pop(next(iter(self._waiting)))

    async def run(self) -> None:
        """Write down what was noted, every half minute, until cancelled; then once more."""
        try:
            while True:
                await asyncio.sleep(INTERVAL.total_seconds())
                await self.write_down()
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await self.write_down()

    async def write_down(self) -> int:
        """Write down what was noted so far, and return for how many people."""
        waiting, self._waiting = self._waiting, {}
        for scope, (at, fact_ids) in waiting.items():
            try:
                async with self._storage.reading(scope) as tx:
                    if tx.person is not None:
                        held = [f.fact_id for f in await tx.facts.get(sorted(fact_ids))]
                        await tx.facts.note_uses(held, at=at)
            except Unavailable as error:
                LOG.warning("uses of %d people are let go: %s", len(waiting), error)
                return 0
        return len(waiting)

    async def forget(self, scope: Scope) -> int:
        """Drop what waits of a person, and return how much it was."""
        gone = [s for s in self._waiting if (s.tenant_id, s.subject_id) == (scope.tenant_id, scope.subject_id)]
        return sum(len(self._waiting.pop(s)[1]) for s in gone)
