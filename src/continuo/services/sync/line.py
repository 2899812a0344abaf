"""The line to one device: where it stands, and a short queue of what is ready for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from continuo.domain.turn import Turn
from continuo.services.sync.news import Ending, Farewell, News, Present, Said, Typing

MOST_WAITING = 64
"""Pieces of news that wait for one device; beyond it turns stay in the journal, and passing things are dropped."""

MOST_CHARACTERS = 256_000
"""Characters of turns that wait for one device."""

_AGAIN_S = 0.2
"""A page that could not be read is asked for again after this long."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which session a device follows, and where it stands.

    Args:
        session: the application's own name of it.
        device: the device, in the application's own words.
        after: the device has everything up to this position.
        epoch: of what it has; ``None`` where it has nothing.
    """

    session: str
    device: str
    after: int = 0
    epoch: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Turns beyond a position, as they stand in the journal.

    Args:
        position: everything up to here is on this page, or was before it.
    """

    epoch: int
    position: int
    turns: list[Turn]


@dataclass(slots=True, eq=False)
class Tail:
    """The end of a session, as far as this process has seen it, and the devices that follow it here.

    Args:
        devices: everywhere, each with the moment (monotonic) until which it counts as present.
    """

    session_id: UUID
    name: str
    epoch: int
    position: int
    consolidated_to: int
    ended_at: datetime | None
    lines: set[Line] = field(default_factory=set)
    devices: dict[str, float] = field(default_factory=dict)


Reads = Callable[[UUID, int], Awaitable[Page | None]]


class Line:
    """What one device is told, in order.

    Turns are handed over from its own position on, without a gap and none twice, whatever was offered: what does not
    begin where the line ends is cut to fit, or left for the line to read by itself.

    Args:
        after: the position up to which the device has everything.
        reads: reads a page of the session beyond a position; ``None`` where the session is not there any more.
    """

    def __init__(self, tail: Tail, device: str, after: int, reads: Reads) -> None:
        self.tail = tail
        self.device = device
        self.position = after
        """Up to here the device has been handed everything."""
        self._reads = reads
        self._ready_to = after
        self._waiting: deque[News] = deque()
        self._characters = 0
        self._some = asyncio.Event()
        self._farewell: Farewell | None = None

    def offer_turns(self, page: Page, after: int) -> None:
        """Offer turns that lie beyond a position; what the line has already is left out."""
        if after <= self._ready_to < page.position and self._has_room(page):
            turns = [t for t in page.turns if t.position > self._ready_to]
            self._waiting.append(Said(self._ready_to, page.position, turns))
            self._characters += sum(len(t.text) for t in turns)
            self._ready_to = page.position
        self._some.set()

    def offer(self, news: News) -> None:
        """Offer anything else: the newest of a kind takes the place of one that waits; what passes may be dropped."""
        if not isinstance(news, Present | Typing):
            for place, waiting in enumerate(self._waiting):
                if type(waiting) is type(news):
                    self._waiting[place] = news
                    return
        elif len(self._waiting) >= MOST_WAITING:
            return
        self._waiting.append(news)
        self._some.set()

    def end(self, ending: Ending, epoch: int) -> None:
        """Say that nothing more comes. What waits is dropped: after an erasure it must not be handed out."""
        if self._farewell is None:
            self._farewell = Farewell(ending, epoch)
            self._waiting.clear()
            self._some.set()

    async def next(self, patience_s: float) -> News | None:
        """Return the next piece of news, or ``None`` where none came within some seconds.

        Raises:
            Farewell: the line has ended.
            Unavailable: the journal cannot be read.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                while (news := await self._ready()) is None:
                    self._some.clear()
                    await self._some.wait()
                return news
        return None

    async def _ready(self) -> News | None:
        if self._farewell is not None:
            raise self._farewell
        if self._waiting:
            return self._handed(self._waiting.popleft())
        while self._ready_to < self.tail.position:
            page = await self._reads(self.tail.session_id, self._ready_to)
            if self._farewell is not None:
                raise self._farewell
            if page is not None and page.epoch == self.tail.epoch:
                said = Said(self._ready_to, page.position, page.turns)
                self._ready_to = page.position
                self._characters += sum(len(t.text) for t in said.turns)
                return self._handed(said)
            # The person is being erased: whoever looks after the session will say so in a moment.
            await asyncio.sleep(_AGAIN_S)
        return None

    def _handed(self, news: News) -> News:
        if isinstance(news, Said):
            assert news.after == self.position, (news.after, self.position)
            self.position = news.position
            self._characters -= sum(len(t.text) for t in news.turns)
        return news

    def _has_room(self, page: Page) -> bool:
        if len(self._waiting) >= MOST_WAITING:
            return False
        return self._characters + sum(len(t.text) for t in page.turns) <= MOST_CHARACTERS
