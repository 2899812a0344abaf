"""One mailbox for each session in which something is being written: one writer at a time, and a limit to what waits."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.errors import Busy
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.ports.intake import Addition

_Key = int  # the number of the session's id, which no two people share: hashed at once, where an id is not


@dataclass(frozen=True, slots=True)
class MailboxLimits:
    """How much may wait.

    Args:
        waiting: additions to one session.
        characters: of all that waits for one session; a single addition may be longer, where nothing else waits.
        characters_in_all: of all sessions together.
        together: additions that are written at one go.
        wait_s: seconds after which an addition that was not begun is given up.
    """

    waiting: int = 1000
    characters: int = 8_000_000
    characters_in_all: int = 64_000_000
    together: int = 64
    wait_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Letter:
    """An addition on its way to a session.

    Args:
        expected: the last position its sender has seen; ``None`` where it does not matter.
        characters: how long its words are.
    """

    scope: Scope
    session_id: UUID
    addition: Addition
    expected: int | None
    characters: int


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the turns of a letter lie, after the commit.

    Args:
        at: when they were recorded; ``None`` where some of them may have been there before, from an earlier sending.
    """

    appended: Appended
    at: datetime | None


Outcome = Stored | BaseException


class Writes(Protocol):
    """Writes letters of one session."""

    async def one(self, letter: Letter) -> Stored:
        """Write one, and return where its turns lie after the commit."""

    async def several(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        """Write some, and return what became of each; what goes wrong with one is no matter of the others."""


@dataclass(slots=True)
class _Waiting:
    letter: Letter
    outcome: asyncio.Future[Stored]
    since: float


@dataclass(slots=True)
class _Mailbox:
    """What waits behind the one who writes. It is there only while somebody writes."""

    waiting: deque[_Waiting] = field(default_factory=deque)
    characters: int = 0


class Mailboxes:
    """Lets one at a time write to a session, and those that came meanwhile together, in the order of their coming.

    Whoever finds nobody writing writes in their own task: a mailbox costs next to nothing where nobody waits, and
    nothing at all where nobody writes. A sender who goes away takes a letter along that was not begun; one that was
    is stored, or not, as if they had stayed.
    """

    def __init__(self, writes: Writes, limits: MailboxLimits) -> None:
        self._writes = writes
        self._limits = limits
        self._boxes: dict[_Key, _Mailbox] = {}
        self._characters = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def open(self) -> int:
        """Return in how many sessions somebody writes at the moment."""
        return len(self._boxes)

    async def deliver(self, letter: Letter) -> Stored:
        """Write a letter when its turn has come, and return where its turns lie.

        Raises:
            Busy: too much waits already, or it waited for too long; nothing of it was stored.
        """
        key = letter.session_id.int
        box = self._boxes.get(key)
        if box is not None:
            return await self._queued(box, letter)
        box = self._boxes[key] = _Mailbox()
        try:
            return await self._writes.one(letter)
        finally:
            self._go_on(key, box)

    async def close(self) -> None:
        """Wait until everything that waits has been written."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _queued(self, box: _Mailbox, letter: Letter) -> Stored:
        limits, more = self._limits, letter.characters
        if len(box.waiting) >= limits.waiting or (box.waiting and box.characters + more > limits.characters):
            raise Busy(f"session {letter.session_id}: {len(box.waiting)} additions wait already")
        if self._characters and self._characters + more > limits.characters_in_all:
            raise Busy(f"session {letter.session_id}: {self._characters} characters wait in all sessions")
        waiting = _Waiting(letter, asyncio.get_running_loop().create_future(), time.monotonic())
        box.waiting.append(waiting)
        box.characters += more
        self._characters += more
        # Cancelling the sender cancels the future, and a letter that is not begun by then is passed over.
        return await waiting.outcome

    def _go_on(self, key: _Key, box: _Mailbox) -> None:
        if not box.waiting:
            del self._boxes[key]
            return
        task = asyncio.create_task(self._empty(key, box))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _empty(self, key: _Key, box: _Mailbox) -> None:
        """Write what waits, and what comes meanwhile, until nothing does."""
        begun: list[_Waiting] = []
        try:
            while box.waiting:
                begun = self._next(box)
                if begun:
                    outcomes = await self._writes.several([w.letter for w in begun])
                    for waiting, outcome in zip(begun, outcomes, strict=True):
                        _settle(waiting, outcome)
        finally:
            # Only a process that ends cancels this task; nobody is left to wait for an answer that cannot come.
            for waiting in (*begun, *box.waiting):
                waiting.outcome.cancel()
            self._characters -= box.characters
            del self._boxes[key]

    def _next(self, box: _Mailbox) -> list[_Waiting]:
        begun: list[_Waiting] = []
        too_old = time.monotonic() - self._limits.wait_s
        while box.waiting and len(begun) < self._limits.together:
            waiting = box.waiting.popleft()
            box.characters -= waiting.letter.characters
            self._characters -= waiting.letter.characters
            if waiting.outcome.done():
                continue
            if waiting.since < too_old:
                _settle(waiting, Busy(f"session {waiting.letter.session_id}: it waited for {self._limits.wait_s:g} s"))
            else:
                begun.append(waiting)
        return begun


def _settle(waiting: _Waiting, outcome: Outcome) -> None:
    if waiting.outcome.done():
        return
    if isinstance(outcome, Stored):
        waiting.outcome.set_result(outcome)
    else:
        waiting.outcome.set_exception(outcome)
