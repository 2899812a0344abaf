"""Who looks after a session at the moment: a claim for a short time, with a number that only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from continuo.domain.scope import Scope


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to look after a session.

    Args:
        holder: the process that has it, a random id.
        fence: grows with every new holder of the session; whatever is written under a smaller one is refused.
    """

    session_id: UUID
    holder: str
    fence: int


class Leases(Protocol):
    """Hands out leases. They save work; nothing that must not happen twice rests on them alone.

    A process that was paused may believe in a lease that is over. So each effect is guarded once more, by the fence
    where it is kept beside the lease, and by the journal's position where it is stored for good.
    """

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        """Return a lease for ``span`` from now, renewed if this holder has it already; ``None`` if another has it.

        Where leases cannot be had for an outage, everybody gets one, with the fence 0: work is done twice then, not
        never.
        """

    async def give_up(self, scope: Scope, lease: Lease) -> None:
        """End a lease early, so that the next holder need not wait; nothing happens if it is another's by now."""

    async def forget(self, scope: Scope) -> int:
        """Forget the leases of all of a person's sessions, and return how many there were."""
