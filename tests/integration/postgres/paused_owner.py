"""A process that looks after one session, to be paused: ``python -m tests.integration.postgres.paused_owner ...``.

It says something in a session, takes its lease and tells; waits for a line; writes its checkpoint under the lease that
it believes to have, and tells how many were kept. All that twice.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import sys
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from tests.walled import DIMENSION, ROOT

from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.domain.clock import system_clock
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.room import Journal, SessionRules
from continuo.memory.working.actors import ActorRules, Actors
from continuo.ports.leases import Lease

RULES = ActorRules(checkpoint_every=timedelta(0), lease=timedelta(seconds=0.5))
SESSION_RULES = SessionRules(batch_turns=10, quiet=timedelta(hours=1))


class FileLeases:
    """Keeps the port ``Leases`` for one session among the processes of one machine, in a file under a lock."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        """Return a lease, renewed if this holder has it already; ``None`` if another has it."""
        with self._file.open("a+", encoding="utf-8") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            opened.seek(0)
            held = json.loads(opened.read() or '{"holder": "", "fence": 0, "until": 0}')
            if held["holder"] not in ("", holder) and held["until"] > time.time():
                return None
            fence = held["fence"] if held["holder"] == holder else held["fence"] + 1
            opened.truncate(0)
            json.dump({"holder": holder, "fence": fence, "until": time.time() + span.total_seconds()}, opened)
        return Lease(session_id, holder, fence)

    async def give_up(self, scope: Scope, lease: Lease) -> None:
        """Let the lease run out by itself."""

    async def forget(self, scope: Scope) -> int:
        """Forget nothing."""
        return 0


class Halting(FileLeases):
    """Stops between the lease and what is done under it, where a pause does most harm."""

    async def take(self, scope: Scope, session_id: UUID, holder: str, *, span: timedelta) -> Lease | None:
        """Return the lease after a line has come."""
        lease = await super().take(scope, session_id, holder, span=span)
        say({"lease": asdict(lease) if lease else None})
        await asyncio.to_thread(sys.stdin.readline)
        return lease


def say(what: object) -> None:
    """Tell the test."""
    print(json.dumps(what, default=str), flush=True)


async def own(dsn: str, tenant_id: str, user_id: str, file: str) -> None:
    """Look after the session until no more lines come."""
    pools = Pools(dsn, ROOT, PoolSizes())
    await pools.open()
    try:
        storage, scope = PostgresStorage(pools, ROOT, DIMENSION), Scope.of(UUID(tenant_id), user_id)
        actors = Actors(storage, Halting(Path(file)), system_clock, RULES)
        journal = Journal(storage, None, system_clock, SESSION_RULES, attends=actors)
        for _ in range(2):
            appended = await journal.append(scope, "s", [NewTurn(Role.USER, "still here")])
            say({"position": appended.last_position})
            say({"kept": await actors.look_after()})
    finally:
        await pools.close()


if __name__ == "__main__":
    asyncio.run(own(*sys.argv[1:]))
