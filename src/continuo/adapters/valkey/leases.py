"""Leases of sessions, in the server."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from continuo.adapters.valkey.link import Client, Link
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.scripts import script
from continuo.domain.scope import Scope
from continuo.ports.leases import Lease

FENCE_LIFE = timedelta(days=7)
"""How long the last fence of a session is remembered; after that the clock of the server keeps it growing."""


class ValkeyLeases:
    """Keeps the port ``Leases``."""

    def __init__(self, link: Link, names: Names) -> None:
        self._link = link
        self._names = names
        self._take, self._give_up = script("take_lease"), script("give_up_lease")

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        """Return a lease for ``span`` from now, renewed if this holder has it already; ``None`` if another has it."""
        assert span > timedelta(0), span
        _, _, lease, fence = self._names.of_session(scope, session_id)
        keys = [lease, fence, self._names.sessions(scope)]
        milliseconds = max(1, int(span.total_seconds() * 1000))
        values: list[str | int] = [
            holder,
            milliseconds,
            int(FENCE_LIFE.total_seconds()),
            self._names.session(scope, session_id),
        ]
        answer = await self._link.ask(lambda client: self._answered(client, keys, values))
        if answer is None:
            # An outage: the work is done twice rather than never.
            return Lease(session_id, holder, 0)
        return Lease(session_id, holder, answer) if answer else None

    async def _answered(self, client: Client, keys: list[str], values: list[str | int]) -> int:
        found = await self._take.run(client, keys, values)
        return 0 if found is None else int(found)

    async def give_up(self, scope: Scope, lease: Lease) -> None:
        """End a lease early; nothing happens if it is another's by now."""
        _, _, held, fence = self._names.of_session(scope, lease.session_id)
        await self._link.ask(lambda client: self._give_up.run(client, [held, fence], [lease.holder, lease.fence]))

    async def forget(self, scope: Scope) -> int:
        """Forget the leases of all of a person's sessions, and return how many there were."""
        return await self._link.ask(lambda client: self._forgotten(client, scope)) or 0

    async def _forgotten(self, client: Client, scope: Scope) -> int:
        begin = self._names.person(scope)
        names = await client.smembers(self._names.sessions(scope))
        leases = [f"{begin}:{name.decode()}:lease" for name in names]
        return int(await client.unlink(*leases)) if leases else 0
