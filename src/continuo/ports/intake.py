"""The short way into the journal, for what most appends are: a few turns of somebody who is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn
from continuo.ports.requests import RequestKey


@dataclass(frozen=True, slots=True)
class Addition:
    """Turns for the end of a session, and all that is to be written together with them.

    Args:
        session: the application's own name of it.
        batch_turns: the session's consolidation is due at once when its turns reach a multiple of this.
        quiet: and else after this long.
        request: makes it safe to repeat; its answer is kept in the same transaction.
        epoch: how often the person had been erased when these words were said, as far as their sender knew; ``None``
            where that does not matter.
    """

    session: str
    turns: Sequence[NewTurn]
    now: datetime
    batch_turns: int
    quiet: timedelta
    request: RequestKey | None = None
    epoch: int | None = None

    def fills(self, last: int) -> bool:
        """Tell whether these turns crossed the end of a batch, where they are the last ones up to a position."""
        added, batch = len(self.turns), self.batch_turns
        return added >= batch or last // batch > (last - added) // batch


class Intake(Protocol):
    """Takes additions the short way, where there is one.

    What it stores is what ``Storage.appending`` would have stored: turns, job and kept answer, together or not at all.
    Additions that arrive in one moment may travel together, but each is a transaction of its own, in the context of
    its own person: one that fails, or whose caller goes away, makes no difference to the others.
    """

    async def take(self, scope: Scope, addition: Addition) -> Appended | None:
        """Store the turns and return where they lie, after the commit; ``None`` if nothing was stored.

        Then the long way is open, and tells what is the matter, if anything is.

        Raises:
            Unavailable: the store went away before it answered; the turns were stored whole, or not at all.
        """

    async def close(self) -> None:
        """Wait until everything that is under way has been answered."""
