"""One session as this process follows it, for all devices here that do."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from continuo.domain.errors import Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import Turn
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.storage import Storage
from continuo.services.sync.messages import Live, LiveKind
from continuo.telemetry import LOG

PAGE = 200
"""Turns that are read at a time."""

MOST_RECENT = 200
"""Turns at hand for all who follow; who is further behind reads the journal."""

MOST_NEWS = 64
"""Other news that wait for one device; of more, the oldest are lost: they tell how things are, not what was said."""

_PLAIN = {NoticeKind.EDITED: LiveKind.EDITED, NoticeKind.UNSURE: LiveKind.UNSURE}


@dataclass(frozen=True, slots=True)
class SyncRules:
    """How a process follows sessions.

    Args:
        look: it looks into the journal unasked this often; a notice that was lost is made good for by then.
        look_alone: the same while other processes are not heard.
        tell_presence: how often a device that is there says so.
        presence: how long one is believed to be there that did not.
        most_sessions: followed at a time.
        most_devices: of one session.
    """

    look: timedelta = timedelta(seconds=15)
    look_alone: timedelta = timedelta(seconds=1)
    tell_presence: timedelta = timedelta(seconds=15)
    presence: timedelta = timedelta(seconds=40)
    most_sessions: int = 10_000
    most_devices: int = 64


@dataclass(frozen=True, slots=True)
class _State:
    """How a session was when it was looked at last."""

    epoch: int = 0
    is_known: bool = False
    session: Session | None = None

    @property
    def last_position(self) -> int:
        return self.session.last_position if self.session is not None else 0

    @property
    def learned_to(self) -> int:
        return self.session.consolidated_to if self.session is not None else 0


class Following:
    """Follows one session: hears of it, reads what is new once for all devices, and wakes them.

    What devices are told comes from the journal alone; notices only say that it is time to look. So whatever happens
    to notices, each device is told every turn after the one it knew, in order, and once.
    """

    def __init__(self, scope: Scope, session_id: UUID, storage: Storage, notices: Notices, rules: SyncRules) -> None:
        self.scope = scope
        self.session_id = session_id
        self._storage = storage
        self._notices = notices
        self._rules = rules
        self._state = _State()
        self._recent: deque[Turn] = deque(maxlen=MOST_RECENT)
        self._recent_after = 0
        self._devices: dict[str, float] = {}
        self._looked_at = 0.0
        self._looking = asyncio.Lock()
        self.feeds: set[Feed] = set()
        self.looked = asyncio.Event()

    @property
    def reach(self) -> int:
        """Return the last position that this process has seen."""
        return self._recent[-1].position if self._recent else self._recent_after

    @property
    def epoch(self) -> int:
        """Return the person's epoch, as it was seen last."""
        return self._state.epoch

    def hello(self, feed: Feed) -> Live:
        """Return how the session is, for a device that has come."""
        there = {f.device for f in self.feeds if f.device} | self._present()
        session = self._state.session
        return Live(
            LiveKind.HELLO, feed.position, self.epoch, upto=self._state.learned_to, devices=tuple(sorted(there)),
            ended_at=session.ended_at if session is not None else None,
        )  # fmt: skip

    async def run(self) -> None:
        """Follow until cancelled."""
        async with self._notices.heard(self.scope) as heard:
            await self._look()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._hear(heard))
                group.create_task(self._look_again())
                group.create_task(self._tell_presence())

    async def turns_after(self, position: int) -> Sequence[Turn]:
        """Return turns beyond a position, in order: from what is at hand if that reaches so far back."""
        if position >= self._recent_after:
            return [turn for turn in self._recent if turn.position > position]
        async with self._storage.reading(self.scope) as tx:
            return await tx.journal.read(self.session_id, after=position, limit=PAGE) if tx.person else []

    async def _hear(self, heard: AsyncIterator[Notice]) -> None:
        async for notice in heard:
            if notice.session_id not in (None, self.session_id):
                continue
            if notice.kind is NoticeKind.PRESENCE:
                await self._heard_of_device(notice)
            elif notice.kind is NoticeKind.TYPING:
                self._offer(Live(LiveKind.TYPING, 0, self.epoch, device=notice.device, present=notice.present))
            elif notice.kind in _PLAIN:
                self._offer(Live(_PLAIN[notice.kind], 0, self.epoch))
            elif notice.kind is not NoticeKind.TURNS or notice.position > self.reach:
                await self._look()

    async def _look_again(self) -> None:
        beat = min(self._rules.look_alone, self._rules.look).total_seconds()
        while True:
            await asyncio.sleep(beat)
            if time.monotonic() >= self._looked_at + self._patience_s:
                await self._look()

    @property
    def _patience_s(self) -> float:
        rules = self._rules
        return (rules.look if self._notices.hears_others else rules.look_alone).total_seconds()

    async def _look(self) -> None:
        """Read what is new, and tell it."""
        self._looked_at = time.monotonic()
        try:
            # One at a time: two that read the same page would tell it twice.
            async with self._looking:
                while await self._read():
                    pass
        except Unavailable as error:
            LOG.warning("session %s is followed blindly for a moment: %s", self.session_id, error)

    async def _read(self) -> bool:
        """Read one page of what is new, and return whether there may be more."""
        was, reach = self._state, self.reach
        async with self._storage.reading(self.scope) as tx:
            session = await tx.journal.session(self.session_id) if tx.person is not None else None
            epoch = tx.epoch
            is_new = was.is_known and session is not None and session.last_position > reach
            turns = await tx.journal.read(self.session_id, after=reach, limit=PAGE) if is_new else []
        self._state = now = _State(epoch, True, session)
        if not was.is_known:
            # Devices are told from the journal what was before; this process begins to listen here.
            self._recent_after = now.last_position
        elif epoch != was.epoch:
            self._forget(now)
        else:
            self._take(turns, now, was)
        self.looked.set()
        return len(turns) == PAGE

    def _take(self, turns: Sequence[Turn], now: _State, was: _State) -> None:
        for turn in turns:
            if len(self._recent) == MOST_RECENT:
                self._recent_after = self._recent[0].position
            self._recent.append(turn)
        if now.learned_to > was.learned_to:
            self._offer(Live(LiveKind.LEARNED, 0, now.epoch, upto=now.learned_to))
        ended_at = now.session.ended_at if now.session is not None else None
        if ended_at is not None and ended_at != (was.session.ended_at if was.session is not None else None):
            self._offer(Live(LiveKind.ENDED, 0, now.epoch, ended_at=ended_at))
        if turns:
            self._wake()

    def _forget(self, now: _State) -> None:
        """Drop everything that is at hand: something of the person was erased."""
        self._recent.clear()
        self._recent_after = now.last_position
        for feed in self.feeds:
            feed.erase(now.epoch)

    def _offer(self, message: Live) -> None:
        for feed in self.feeds:
            if not message.device or message.device != feed.device:
                feed.offer(message)

    def _wake(self) -> None:
        for feed in self.feeds:
            feed.stir()

    def _present(self) -> set[str]:
        limit = time.monotonic() - self._rules.presence.total_seconds()
        return {device for device, seen in self._devices.items() if seen >= limit}

    async def _heard_of_device(self, notice: Notice) -> None:
        was_there = notice.device in self._present()
        if notice.present and (was_there or len(self._devices) < self._rules.most_devices):
            self._devices[notice.device] = time.monotonic()
        elif not notice.present:
            self._devices.pop(notice.device, None)
        if was_there != notice.present:
            self._offer(Live(LiveKind.PRESENCE, 0, self.epoch, device=notice.device, present=notice.present))
        if notice.present and not was_there:
            # Whoever has just come does not know who is here.
            await self.tell_devices()

    async def tell_devices(self) -> None:
        """Tell of the devices that follow from here."""
        for device in sorted({feed.device for feed in self.feeds if feed.device}):
            await self.tell_of(device, present=True)

    async def tell_of(self, device: str, *, present: bool) -> None:
        """Tell everybody that a device is there, or has gone."""
        notice = Notice(NoticeKind.PRESENCE, self.session_id, self.reach, self.epoch, device, present)
        await self._notices.tell(self.scope, notice)

    async def _tell_presence(self) -> None:
        while True:
            await asyncio.sleep(self._rules.tell_presence.total_seconds())
            for device in set(self._devices) - self._present():
                del self._devices[device]
                self._offer(Live(LiveKind.PRESENCE, 0, self.epoch, device=device, present=False))
            await self.tell_devices()


@dataclass(eq=False, slots=True)
class Feed:
    """What one device is told, at its own pace.

    Args:
        position: the last turn that it was told.
        device: its name in the application's own words; empty for one that nobody has to know of.
    """

    following: Following
    position: int
    device: str = ""
    _page: deque[Turn] = field(default_factory=deque)
    _news: deque[Live] = field(default_factory=lambda: deque(maxlen=MOST_NEWS))
    _some: asyncio.Event = field(default_factory=asyncio.Event)
    _erased: int | None = None
    is_over: bool = False

    def offer(self, message: Live) -> None:
        """Add a message that is told when all turns before it are."""
        self._news.append(message)
        self._some.set()

    def stir(self) -> None:
        """Say that there are turns."""
        self._some.set()

    def erase(self, epoch: int) -> None:
        """Say that something was erased: nothing that waits is told any more."""
        self._page.clear()
        self._news.clear()
        self._erased = epoch
        self._some.set()

    async def next(self, patience: timedelta) -> Live:
        """Return the next message; a heartbeat where there is none for so long.

        Raises:
            Unavailable: what this device missed cannot be read at the moment.
        """
        while True:
            self._some.clear()
            found = await self._found()
            if found is not None:
                return found
            try:
                async with asyncio.timeout(patience.total_seconds()):
                    await self._some.wait()
            except TimeoutError:
                return Live(LiveKind.HEARTBEAT, self.position, self.following.epoch)

    async def _found(self) -> Live | None:
        if self._erased is None and not self._page and self.following.reach > self.position:
            turns = await self.following.turns_after(self.position)
            self._page.extend(turns)
            if not turns:
                # All that was missed has been erased, place for place.
                self.position = self.following.reach
        if self._erased is not None:
            self.is_over = True
            return Live(LiveKind.ERASED, self.position, self._erased)
        if self._page:
            turn = self._page.popleft()
            self.position = turn.position
            return Live(LiveKind.TURN, turn.position, self.following.epoch, turn=turn)
        if self._news:
            told = self._news.popleft()
            return Live(
                told.kind, self.position, told.epoch, upto=told.upto, device=told.device, present=told.present,
                ended_at=told.ended_at,
            )  # fmt: skip
        return None
