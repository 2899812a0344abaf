"""Threads that work through requests of many small pieces, with a short lane that overtakes the long one.

A piece once begun is finished, so a short request waits for at most one piece per thread and for the short requests
before it. Long requests take turns, piece by piece, so that a small import is not held up by a large one.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from continuo.domain.errors import Unavailable

Piece = TypeVar("Piece")
Result = TypeVar("Result")

SHORT_PIECES = 4
"""A request of up to so many pieces takes the short lane."""

WAITING_LIMIT = 1_000
"""Requests that may wait; each is somebody's open call, so beyond this the caller is told to come back."""

_IDLE_S = 60.0  # An idle thread looks up this often; it is woken for work and for closing.
_JOIN_S = 10.0


class _Request(Generic[Piece, Result]):
    """Pieces still to be given out, and results still to come in."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.results: list[Result | None] = [None] * len(pieces)
        self.given = 0
        self.missing = len(pieces)
        self.future: Future[list[Result]] = Future()

    @property
    def over(self) -> bool:
        """Whether there is nothing to give out any more: all given, failed, or nobody waits."""
        return self.given == len(self.pieces) or self.future.done()


class Lanes(Generic[Piece, Result]):
    """A fixed number of threads and two queues.

    Args:
        work: turns one piece into its result; called from any of the threads.
        threads: how many pieces are worked on at once.
        name: of the threads.
    """

    def __init__(self, work: Callable[[Piece], Result], *, threads: int, name: str) -> None:
        assert threads >= 1, threads
        self._work = work
        self._short: deque[_Request[Piece, Result]] = deque()
        self._long: deque[_Request[Piece, Result]] = deque()
        self._changed = threading.Condition()
        self._closed = False
        names = [f"{name}-{number}" for number in range(threads)]
        self._threads = [threading.Thread(target=self._run, name=each, daemon=True) for each in names]
        for thread in self._threads:
            thread.start()

    def submit(self, pieces: Sequence[Piece]) -> Future[list[Result]]:
        """Return the results to come, in the order of the pieces; cancelling it gives up what has not begun.

        Raises:
            Unavailable: closed, or too many requests wait.
        """
        assert pieces, "a request has at least one piece"
        request: _Request[Piece, Result] = _Request(pieces)
        with self._changed:
            if self._closed:
                raise Unavailable("the embedder is closed")
            if len(self._short) + len(self._long) >= WAITING_LIMIT:
                raise Unavailable(f"{WAITING_LIMIT} requests wait for the embedder already")
            lane = self._short if len(pieces) <= SHORT_PIECES else self._long
            lane.append(request)
            self._changed.notify(len(pieces))
        return request.future

    def close(self) -> None:
        """End the threads after the pieces they are at; whoever still waits gets Unavailable. Blocks shortly."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_S)
        for request in (*self._short, *self._long):
            self._fail(request, Unavailable("the embedder is closed"))

    def _run(self) -> None:
        while (taken := self._take()) is not None:
            request, number = taken
            try:
                result = self._work(request.pieces[number])
            except Exception as error:  # noqa: BLE001
                # Nothing is swallowed: the error goes to whoever asked, and the thread lives on for the others.
                self._fail(request, error)
            else:
                self._deliver(request, number, result)

    def _take(self) -> tuple[_Request[Piece, Result], int] | None:
        """Wait for a piece and return it with its request, or nothing after closing."""
        with self._changed:
            while not self._closed:
                for lane in (self._short, self._long):
                    while lane:
                        request = lane.popleft()
                        if request.over:
                            continue
                        request.given += 1
                        if not request.over:
                            # To the front of the short lane, but to the end of the long one: there all take turns.
                            (lane.appendleft if lane is self._short else lane.append)(request)
                        return request, request.given - 1
                self._changed.wait(_IDLE_S)
        return None

    def _deliver(self, request: _Request[Piece, Result], number: int, result: Result) -> None:
        with self._changed:
            request.results[number] = result
            request.missing -= 1
            if request.missing == 0 and _still_wanted(request.future):
                request.future.set_result([each for each in request.results if each is not None])

    def _fail(self, request: _Request[Piece, Result], error: Exception) -> None:
        with self._changed:
            if _still_wanted(request.future):
                request.future.set_exception(error)


def _still_wanted(future: Future[list[Result]]) -> bool:
    """Return whether an outcome may be set; from then on the caller can no longer cancel."""
    return not future.done() and future.set_running_or_notify_cancel()
