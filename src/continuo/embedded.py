"""A whole continuo within a Python program, for programs that are not asynchronous."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from pydantic import SecretStr

from continuo.app import Continuo
from continuo.domain.clarification import Answer, Clarification
from continuo.domain.errors import Invalid, Unavailable
from continuo.domain.fact import Fact
from continuo.domain.mentions import FIRST_PAGE, Mentioned, MentionFilter, Page
from continuo.domain.profile import ProfileLine
from continuo.domain.recall import NOW, ContextBlock, Recalled, Times
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.memory.consolidation.deciding import Correction
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.facts import FactFilter
from continuo.ports.privacy import Erasure
from continuo.settings import NO_REDIS, Settings
from continuo.wiring import DEFAULT_TENANT, running

Result = TypeVar("Result")
Message = str | Mapping[str, Any] | NewTurn

DEFAULT_SESSION = "default"
_START_TIMEOUT_S = 1800.0  # the first start may have to fetch the weights
_CALL_TIMEOUT_S = 600.0


@contextmanager
def open(folder: Path | str | None = None, **settings: Any) -> Iterator[Memory]:
    """Open a memory in this process: its own database, embedder and worker, in one folder.

    Args:
        folder: where everything is kept; the user's own data folder unless told otherwise.
        settings: any field of ``Settings``.

    Raises:
        Misconfigured: something about the installation has to be put right; the message says what.
    """
    given = settings | ({"folder": Path(folder)} if folder is not None else {})
    memory = Memory(_alone(Settings(**given)))
    try:
        yield memory
    finally:
        memory.close()


def _alone(settings: Settings) -> Settings:
    """Return the settings without a server for what is hot, unless one is named: a process shares it with nobody."""
    return settings if settings.redis_url else settings.model_copy(update={"redis_url": SecretStr(NO_REDIS)})


class Memory:
    """The memory of an application's users. Every method blocks until it is done; threads may share it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._opened: asyncio.Future[Continuo] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="continuo", daemon=True)
        self._thread.start()
        try:
            self._continuo = self._call(self._wait_open(), timeout_s=_START_TIMEOUT_S)
        except BaseException:
            self._thread.join(timeout=30)
            raise

    def add(
        self, messages: Message | Sequence[Message], *, user_id: str, session_id: str = DEFAULT_SESSION
    ) -> Appended:
        """Remember what was said; found by the next question.

        Args:
            messages: strings (the user's words), ``{"role": ..., "content": ...}`` or ``NewTurn``, in order.

        Raises:
            Invalid: names what is wrong; nothing was stored.
        """
        given = [messages] if isinstance(messages, str | Mapping | NewTurn) else list(messages)
        turns = [_turn(message, at=f"messages[{n}]") for n, message in enumerate(given)]
        return self._call(self._continuo.journal.append(self._scope(user_id), session_id, turns))

    def search(self, query: str, *, user_id: str, limit: int = 10, times: Times = NOW) -> Recalled:
        """Return what belongs to a question, best first.

        Args:
            times: when it is asked, and as of which moments.
        """
        asked = self._continuo.recall.search(
            self._scope(user_id),
            query,
            limit=limit,
            asked_at=times.asked_at,
            as_of=times.as_of,
            known_at=times.known_at,
        )
        return self._call(asked)

    def mentions(self, wanted: MentionFilter, *, user_id: str, page: Page = FIRST_PAGE) -> Mentioned:
        """Return a page of the turns that a filter lets through, and how many there are in all."""
        return self._call(self._continuo.mentions.list(self._scope(user_id), wanted, page))

    def context(
        self,
        query: str,
        *,
        user_id: str,
        session_id: str | None = None,
        max_tokens: int | None = None,
        times: Times = NOW,
    ) -> ContextBlock:
        """Return the block to hand to a model before it answers; ``str(block.text)`` is what it reads."""
        budget = max_tokens or self._settings.context_tokens
        scope = self._scope(user_id)
        built = self._continuo.contexts.build(scope, query, session=session_id, max_tokens=budget, times=times)
        return self._call(built)

    def facts(
        self,
        *,
        user_id: str,
        about: str | None = None,
        predicate: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> Sequence[Fact]:
        """Return facts of the user in any status: of all time, or as of a moment, or as known at one."""
        wanted = FactFilter(about=about, predicate=predicate, as_of=as_of, known_at=known_at, limit=1000)
        return self._call(self._continuo.facts.list(self._scope(user_id), wanted))

    def correct(self, fact_id: UUID, value: str, *, user_id: str, since: datetime | None = None) -> Fact:
        """Put another value in the place of a fact, and return the new fact; ``restore`` of the old one undoes it."""
        decided = self._continuo.decisions.correct(self._scope(user_id), fact_id, Correction(value, since))
        return self._call(decided)

    def retract(self, fact_id: UUID, *, user_id: str) -> Fact:
        """Declare that a fact never was so; ``restore`` undoes it."""
        return self._call(self._continuo.decisions.retract(self._scope(user_id), fact_id))

    def restore(self, fact_id: UUID, *, user_id: str) -> Fact:
        """Put a fact in force again."""
        return self._call(self._continuo.decisions.restore(self._scope(user_id), fact_id))

    def questions(self, *, user_id: str) -> Sequence[Clarification]:
        """Return the clarifications that wait for an answer."""
        wanted = ClarificationFilter(is_open=True, limit=1000)
        return self._call(self._continuo.facts.clarifications(self._scope(user_id), wanted))

    def answer(self, clarification_id: UUID, answer: Answer, *, user_id: str) -> Clarification:
        """Settle a clarification."""
        return self._call(self._continuo.decisions.settle(self._scope(user_id), clarification_id, answer))

    def profile(self, *, user_id: str) -> Sequence[ProfileLine]:
        """Return what counts of the user at present, on one page, as it was last distilled."""
        return self._call(self._continuo.tending.profile(self._scope(user_id)))

    def end(self, *, user_id: str, session_id: str = DEFAULT_SESSION) -> None:
        """Declare a conversation over; what is left of it becomes memory."""
        self._call(self._continuo.journal.end(self._scope(user_id), session_id))

    def settle(self) -> int:
        """Do all work that is due, instead of leaving it to the background, and return how many jobs were done."""
        return self._call(self._continuo.jobs.drain())

    def forget(self, *, user_id: str) -> Erasure:
        """Erase everything of a user; raises NotFound if there is nothing."""
        return self._call(self._continuo.privacy.erase(self._scope(user_id)))

    def close(self) -> None:
        """Stop everything; a second time does nothing."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join(timeout=60)

    def _scope(self, user_id: str, tenant_id: UUID = DEFAULT_TENANT) -> Scope:
        return Scope.of(tenant_id, user_id)

    def _call(self, work: Coroutine[Any, Any, Result], *, timeout_s: float = _CALL_TIMEOUT_S) -> Result:
        if not self._thread.is_alive():
            work.close()
            raise Unavailable("this memory is closed")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout_s)

    async def _wait_open(self) -> Continuo:
        return await self._opened

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._live())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _live(self) -> None:
        async with AsyncExitStack() as stack:
            try:
                continuo = await stack.enter_async_context(running(self._settings))
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the opening
                self._opened.set_exception(error)
                await asyncio.sleep(0.1)
                return
            worker = asyncio.create_task(continuo.jobs.run())
            self._opened.set_result(continuo)
            await self._closing.wait()
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


def _turn(message: Message, *, at: str) -> NewTurn:
    if isinstance(message, NewTurn):
        return message
    if isinstance(message, str):
        return NewTurn(Role.USER, message)
    text = message.get("content", message.get("text"))
    if not isinstance(text, str):
        raise Invalid(f"{at}.content", "must be a text")
    role = message.get("role", "user")
    if role not in list(Role):
        raise Invalid(f"{at}.role", f"must be one of {', '.join(Role)}")
    return NewTurn(Role(role), text, str(message.get("speaker", "")), message.get("said_at"))
