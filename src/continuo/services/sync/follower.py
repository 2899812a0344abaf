"""Looks after the sessions of one person that are followed in this process."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from continuo.domain.errors import Invalid, NotFound, StaleEpoch
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.notices import Notice, NoticeKind, Notices
from continuo.ports.storage import Person, Storage, Transaction
from continuo.services.sync.line import Line, Page, Tail, Wanted
from continuo.services.sync.news import Edited, Ended, Ending, Learned, News, Present, Typing, Unsure
from continuo.telemetry import LOG

PAGE_TURNS = 50
"""Turns that are read at one go; of a longer stretch each device reads its own part."""

PAGE_CHARACTERS = 200_000
"""Characters after which a page is cut; a single turn may be longer."""

PRESENCE_S = 15.0
"""The presence of a device is told again this often, and is over when it was not told three times."""

MOST_DEVICES = 200
"""Devices of one session that are known at a time."""

_AFTER_TROUBLE_S = 1.0


@dataclass(slots=True)
class Tally:
    """What has happened since this process began, in numbers."""

    connections: int = 0
    told: int = 0
    healed: int = 0
    erased: int = 0
    refused: int = 0
    slow: int = 0
    troubles: int = 0


@dataclass(slots=True)
class _Seen:
    """A person as they were at the last look; -1 before the first.

    Args:
        joined: how many lines had joined when the look began.
    """

    joined: int = -1
    version: int = -1
    memory: int = -1
    open: int = -1


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look brought of one session."""

    session: Session | None
    page: Page | None


class Follower:
    """Reads what is new, when it is told so and now and then unasked, and offers it to the lines.

    Nothing depends on a notice but how soon it happens: what there is to be told follows from the journal and from what
    was told before.

    Args:
        pause: seconds until the next unasked look.
        looking: bounds the looks of all followers at a time.
    """

    def __init__(
        self,
        scope: Scope,
        storage: Storage,
        notices: Notices,
        *,
        pause: Callable[[], float],
        looking: asyncio.Semaphore,
        tally: Tally,
    ) -> None:
        self._scope = scope
        self._storage = storage
        self._notices = notices
        self._pause = pause
        self._looking = looking
        self._tally = tally
        self._seen = _Seen()
        self._joined = 0
        self._tails: dict[UUID, Tail] = {}
        self._stirred = asyncio.Event()
        self._joining = asyncio.Lock()
        self._one_look = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._retell_at = time.monotonic() + PRESENCE_S
        self.members = 0
        """Lines that there are, or that are on their way."""

    @property
    def sessions(self) -> int:
        """Return how many sessions of the person are followed."""
        return len(self._tails)

    async def join(self, session_id: UUID, wanted: Wanted) -> Line:
        """Return a line to a device.

        Raises:
            NotFound: there is no such session.
            StaleEpoch: the person was erased since the epoch of what the device has.
            Invalid: the device claims to have more than there is.
            Unavailable: the session cannot be read.
        """
        device = wanted.device
        async with self._joining:
            tail = self._tails.get(session_id) or await self._tail(session_id)
            if wanted.after > tail.position:
                self._tails[session_id] = tail
                await self.look()
            _check_place(tail, wanted)
            line = Line(tail, device, wanted.after, self.read)
            self._mark(tail, device, present=True)
            tail.lines.add(line)
            self._tails[session_id] = tail
            # A look that is under way, or was made meanwhile, may not have seen this session.
            self._joined += 1
            self._stirred.set()
            if not self._tasks:
                self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._look_now_and_then())]
        await self._tell(tail, device, NoticeKind.PRESENCE, there=True)
        return line

    async def leave(self, line: Line) -> None:
        """Let go of a line; the presence of its device ends with the last of its lines."""
        tail = line.tail
        tail.lines.discard(line)
        if line.device not in {other.device for other in tail.lines}:
            self._mark(tail, line.device, present=False)
            await self._tell(tail, line.device, NoticeKind.PRESENCE, there=False)
        if not tail.lines and self._tails.get(tail.session_id) is tail:
            del self._tails[tail.session_id]

    async def typing(self, line: Line, *, typing: bool) -> None:
        """Tell the other devices that somebody writes at this one."""
        await self._tell(line.tail, line.device, NoticeKind.TYPING, there=typing)

    async def close(self) -> None:
        """Stop looking and listening."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    def end_all(self, ending: Ending) -> None:
        """End every line."""
        for tail in self._tails.values():
            for line in tail.lines:
                line.end(ending, tail.epoch)

    async def read(self, session_id: UUID, after: int) -> Page | None:
        """Return a page of a session beyond a position; ``None`` where it is not there."""
        async with self._storage.reading(self._scope) as tx:
            session = await tx.journal.session(session_id) if tx.person else None
            if tx.person is None or session is None:
                return None
            return await _page(tx, session, after, tx.person.epoch)

    async def look(self) -> bool:
        """Read what is new and offer it; return whether there was anything."""
        async with self._one_look:
            return await self._look()

    async def _look(self) -> bool:
        async with self._looking, self._storage.reading(self._scope) as tx:
            person, seen, joined = tx.person, self._seen, self._joined
            erased = self._drop_erased(person)
            if person is None or (person.version, joined) == (seen.version, seen.joined):
                return erased
            found = [(tail, await self._found(tx, tail)) for tail in list(self._tails.values())]
            asked = person.index_version != seen.memory
            questions = len(await tx.clarifications.find(ClarificationFilter(is_open=True))) if asked else seen.open
        now = _Seen(joined, person.version, person.index_version, questions)
        learned = [self._offer(tail, what) for tail, what in found]
        self._offer_changes(seen, now, learned=any(learned))
        self._seen = now
        if any(what.session and what.session.last_position > tail.position for tail, what in found):
            # A page was cut: there is more, though nothing will have changed.
            now.joined = -1
            self._stirred.set()
        return erased or person.version != seen.version

    async def _found(self, tx: Transaction, tail: Tail) -> _Found:
        session = await tx.journal.session(tail.session_id)
        if session is None:
            return _Found(None, None)
        if not tail.position < session.last_position <= tail.position + PAGE_TURNS:
            return _Found(session, None)
        return _Found(session, await _page(tx, session, tail.position, tail.epoch))

    def _offer(self, tail: Tail, found: _Found) -> bool:
        """Offer what was found to the lines of a session; return whether more of it has become memory."""
        session, page = found.session, found.page
        if session is None:
            return False
        before, reaches = tail.position, page.position if page else session.last_position
        if reaches > before:
            tail.position = reaches
            for line in tail.lines:
                line.offer_turns(page or Page(tail.epoch, before, []), before)
            self._tally.told += 1
        if session.ended_at is not None and session.ended_at != tail.ended_at:
            _to_all(tail, Ended(session.ended_at))
        tail.ended_at = session.ended_at
        learned = session.consolidated_to > tail.consolidated_to
        if learned:
            _to_all(tail, Learned(session.consolidated_to))
        tail.consolidated_to = max(tail.consolidated_to, session.consolidated_to)
        return learned

    def _offer_changes(self, seen: _Seen, now: _Seen, *, learned: bool) -> None:
        """Tell of memories that changed otherwise than by what was learned here, and of questions."""
        for tail in self._tails.values():
            if seen.memory not in (-1, now.memory) and not learned:
                _to_all(tail, Edited(now.memory))
            if seen.open not in (-1, now.open):
                _to_all(tail, Unsure(now.open))

    def _drop_erased(self, person: Person | None) -> bool:
        """End the lines to sessions that were erased since they were joined; return whether there were any."""
        gone = [tail for tail in self._tails.values() if person is None or tail.epoch != person.epoch]
        for tail in gone:
            self._tally.erased += len(tail.lines)
            for line in tail.lines:
                line.end(Ending.ERASED, tail.epoch + 1 if person is None else person.epoch)
            del self._tails[tail.session_id]
        return bool(gone)

    async def _tail(self, session_id: UUID) -> Tail:
        async with self._storage.reading(self._scope) as tx:
            person = tx.person
            session = await tx.journal.session(session_id) if person else None
            if person is None or session is None:
                raise NotFound("there is no such session of this user")
            questions = len(await tx.clarifications.find(ClarificationFilter(is_open=True)))
        if not self._tails:
            self._seen = _Seen(-1, person.version, person.index_version, questions)
        return Tail(
            session_id,
            session.name,
            person.epoch,
            session.last_position,
            session.consolidated_to,
            session.ended_at,
        )

    async def _look_now_and_then(self) -> None:
        while True:
            asked = await self._waited()
            try:
                if await self.look() and not asked:
                    self._tally.healed += 1
                await self._retell()
            except Exception as error:  # noqa: BLE001 - the task would end here, and devices hear nothing any more
                await self._troubled("followers have to wait", error)
                self._stirred.set()

    async def _waited(self) -> bool:
        """Wait until there is a reason to look, or it is time to; return whether there was a reason."""
        try:
            async with asyncio.timeout(self._pause() * (0.8 + 0.4 * random.random())):
                await self._stirred.wait()
        except TimeoutError:
            return False
        self._stirred.clear()
        return True

    async def _hear(self) -> None:
        while True:
            try:
                async with self._notices.heard(self._scope) as heard:
                    # What was told before anybody listened here is seen by looking.
                    self._stirred.set()
                    async for notice in heard:
                        await self._take(notice)
            except Exception as error:  # noqa: BLE001 - the task would end here; looking goes on meanwhile
                await self._troubled("notices are not heard", error)

    async def _troubled(self, what: str, error: Exception) -> None:
        """Count trouble and wait a little; its message is not logged, for it may quote what a person said."""
        self._tally.troubles += 1
        LOG.warning("subject %s: %s (%s)", self._scope.subject_id, what, type(error).__name__)
        await asyncio.sleep(_AFTER_TROUBLE_S * (0.5 + random.random()))

    async def _take(self, notice: Notice) -> None:
        if notice.kind not in (NoticeKind.PRESENCE, NoticeKind.TYPING):
            self._stirred.set()
            return
        tail = self._tails.get(notice.session_id) if notice.session_id is not None else None
        if tail is None:
            return
        if notice.kind is NoticeKind.TYPING:
            _to_all(tail, Typing(notice.device, notice.present), but=notice.device)
        elif notice.present and self._mark(tail, notice.device, present=True):
            # A device of another process has come, and does not know yet who is here.
            for device in {line.device for line in tail.lines}:
                await self._tell(tail, device, NoticeKind.PRESENCE, there=True)
        elif not notice.present and notice.device not in {line.device for line in tail.lines}:
            self._mark(tail, notice.device, present=False)

    def _mark(self, tail: Tail, device: str, *, present: bool) -> bool:
        """Note that a device is there or not, tell the others here, and return whether that is new."""
        was = device in tail.devices
        if present and (was or len(tail.devices) < MOST_DEVICES):
            tail.devices[device] = time.monotonic() + 3 * PRESENCE_S
        elif not present:
            tail.devices.pop(device, None)
        is_new = (device in tail.devices) != was
        if is_new:
            _to_all(tail, Present(device, present), but=device)
        return is_new

    async def _retell(self) -> None:
        """Tell again now and then which devices are here, and let go of those that nobody tells of any more."""
        now = time.monotonic()
        if now < self._retell_at:
            return
        self._retell_at = now + PRESENCE_S
        for tail in list(self._tails.values()):
            for device in {line.device for line in tail.lines}:
                self._mark(tail, device, present=True)
                await self._tell(tail, device, NoticeKind.PRESENCE, there=True)
            for device in [name for name, until in tail.devices.items() if until < now]:
                self._mark(tail, device, present=False)

    async def _tell(self, tail: Tail, device: str, kind: NoticeKind, *, there: bool) -> None:
        await self._notices.tell(self._scope, Notice(kind, tail.session_id, tail.position, tail.epoch, device, there))


def _check_place(tail: Tail, wanted: Wanted) -> None:
    if wanted.epoch is not None and wanted.epoch != tail.epoch:
        raise StaleEpoch(f"the epoch is {tail.epoch}, not {wanted.epoch}")
    if wanted.after > tail.position:
        raise Invalid("after", f"lies beyond the end of the session, which is {tail.position}")


def _to_all(tail: Tail, news: News, *, but: str | None = None) -> None:
    for line in tail.lines:
        if line.device != but:
            line.offer(news)


async def _page(tx: Transaction, session: Session, after: int, epoch: int) -> Page:
    """Return what lies beyond a position; the session was read first, so that the page reaches at least to its end."""
    turns: list[Any] = list(await tx.journal.read(session.session_id, after=after, limit=PAGE_TURNS))
    whole, characters = len(turns), 0
    for count, turn in enumerate(turns):
        characters += len(turn.text)
        if count and characters > PAGE_CHARACTERS:
            turns = turns[:count]
            break
    if len(turns) == PAGE_TURNS or len(turns) < whole:
        return Page(epoch, turns[-1].position, turns)
    return Page(epoch, max([session.last_position, *(t.position for t in turns[-1:])]), turns)
