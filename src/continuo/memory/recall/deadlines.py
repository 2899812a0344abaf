"""How long a question waits for each stage; what is late is left behind, and the answer says so."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

Result = TypeVar("Result")

MOST_LATE = 16
"""Stages that are under way at a time, if one that is late may go on."""

NO_VECTOR = "the embedder is away: searched by words, time and recency alone"
NO_VECTORS = "the store did not answer in time: searched by words, time and recency alone"
NOT_CURRENT = "the store did not answer in time: what was said or changed last may be missing"
NO_WORDS = "the store did not answer in time: only the last turns of the session are here"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long each stage may take.

    Args:
        embedding: of the question; without it a question is answered by words, time and recency.
        slice: to see that the slice is current, or load it; one that is at hand is searched as it is.
        words: to read the words of what was found; without them the last turns of the session are left, if at hand.
    """

    embedding: timedelta = timedelta(seconds=2)
    slice: timedelta = timedelta(seconds=5)
    words: timedelta = timedelta(seconds=5)


class Stages:
    """Runs stages under deadlines."""

    def __init__(self) -> None:
        self._late: set[asyncio.Task[Any]] = set()

    async def within(self, deadline: timedelta, work: Coroutine[Any, Any, Result], *, goes_on: bool = False) -> Result:
        """Return the result of a stage; raises TimeoutError once it is late, without waiting for its end.

        ``asyncio.timeout`` would wait for the end: a driver that is cancelled first asks a server that does not answer
        to cancel, and then waits for what it says.

        Args:
            goes_on: whether the work is of use to the next question and so goes on behind the deadline, unless too
                much does already.
        """
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._ended)
        is_left = False
        try:
            await asyncio.wait({task}, timeout=deadline.total_seconds())
            if not task.done():
                is_left = goes_on and len(self._late) <= MOST_LATE
                raise TimeoutError
            return task.result()
        finally:
            if not is_left:
                task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            # Whoever waited has seen it or has gone; a late failure is nobody's any more.
            task.exception()
