"""Leases among everybody within one process."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.scope import Scope
from continuo.ports.leases import Lease

_Key = tuple[UUID, UUID, UUID]


@dataclass(frozen=True, slots=True)
class _Held:
    lease: Lease
    until: datetime


class InProcessLeases:
    """Keeps the port ``Leases``.

    Args:
        clock: tells when a lease is over.
        most_sessions: sessions remembered at most; of those whose lease is over the oldest goes first.
    """

    def __init__(self, clock: Clock, *, most_sessions: int = 100_000) -> None:
        self._clock = clock
        self._held: OrderedDict[_Key, _Held] = OrderedDict()
        self._most_sessions = most_sessions
        # One counter for all sessions: it grows for each of them, and outlives what is forgotten of one.
        self._fence = 0

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        """Return a lease for ``span`` from now, renewed if this holder has it already; ``None`` if another has it."""
        assert span > timedelta(0), span
        key, now = (scope.tenant_id, scope.subject_id, session_id), self._clock()
        held = self._held.get(key)
        if held is not None and held.until > now:
            if held.lease.holder != holder:
                return None
            lease = held.lease
        else:
            self._fence += 1
            lease = Lease(session_id, holder, self._fence)
        self._held[key] = _Held(lease, now + span)
        self._held.move_to_end(key)
        self._tidy(now)
        return lease

    async def give_up(self, scope: Scope, lease: Lease) -> None:
        """End a lease early; nothing happens if it is another's by now."""
        key = (scope.tenant_id, scope.subject_id, lease.session_id)
        held = self._held.get(key)
        if held is not None and held.lease == lease:
            del self._held[key]

    async def forget(self, scope: Scope) -> int:
        """Forget the leases of all of a person's sessions, and return how many there were."""
        mine = [k for k in self._held if k[:2] == (scope.tenant_id, scope.subject_id)]
        for key in mine:
            del self._held[key]
        return len(mine)

    def _tidy(self, now: datetime) -> None:
        while len(self._held) > self._most_sessions:
            key, held = next(iter(self._held.items()))
            if held.until > now:
                return
            del self._held[key]
