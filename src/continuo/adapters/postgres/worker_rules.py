"""What a worker does about a job that failed: try again or not, when, and what is kept of the reason."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

import psycopg

from continuo.domain.errors import ContinuoError, Misconfigured

LONGEST_REASON = 200
WORKER_LOST = "WorkerLost"
"""The reason where nobody is left to say one."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Every wait and number of a worker.

    Args:
        concurrency: jobs at a time; those of one session run one after the other all the same.
        poll: between two looks at an empty queue, and so the most by which a due job is late. An idle worker sends
            one statement of about 0.3 ms per look.
        stall: a job whose worker was killed is begun again within this time.
        shutdown: running jobs may go on this long after the worker was cancelled.
        longest_try: a handler that takes longer has failed.
        first_wait: the most a job waits after its first failure; doubles from failure to failure.
        longest_wait: where the doubling ends.
        most_tries: after as many a job is dead.
        done_kept: how long a finished job can be seen.
        dead_kept: how long a dead one can be seen and replayed.
    """

    concurrency: int = 2
    poll: timedelta = timedelta(seconds=0.5)
    stall: timedelta = timedelta(seconds=15)
    shutdown: timedelta = timedelta(seconds=10)
    longest_try: timedelta = timedelta(minutes=10)
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(minutes=15)
    most_tries: int = 12
    done_kept: timedelta = timedelta(hours=1)
    dead_kept: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        """Refuse what the promises cannot rest on; raises Misconfigured where the stall time could not be kept."""
        assert self.concurrency >= 1, self.concurrency
        assert self.most_tries >= 1, self.most_tries
        # A killed worker's job is begun again after lease + beat + poll at the latest.
        if self.lease + self.beat + self.poll > self.stall:
            raise Misconfigured(f"a worker has to look for jobs every {self.stall / 4} at least: lower the poll time")

    @property
    def lease(self) -> timedelta:
        """Return how long a claim holds unless it is renewed."""
        return self.stall * 0.6

    @property
    def beat(self) -> timedelta:
        """Return the time between two renewals, short enough that two in a row may be missed."""
        return self.stall * 0.15


def is_retryable(error: BaseException) -> bool:
    """Return whether trying again may help: our errors say so, a lost database connection always does.

    A group of errors is retryable if each of them is.
    """
    return all(
        leaf.retryable if isinstance(leaf, ContinuoError) else isinstance(leaf, psycopg.OperationalError)
        for leaf in _leaves(error)
    )


def wait_after(tries: int, chance: float, limits: WorkerLimits) -> timedelta:
    """Return how long a job waits after so many tries.

    wait = chance * min(longest_wait, first_wait * 2 ** (tries - 1))

    Args:
        chance: from 0 to 1, drawn evenly: with full jitter, jobs that failed together do not come back together.

    Source: "Exponential Backoff And Jitter" (M. Brooker, AWS Architecture Blog, 2015), the variant "full jitter".

    >>> wait_after(3, 1.0, WorkerLimits())
    datetime.timedelta(seconds=8)
    """
    assert tries >= 1, tries
    assert 0 <= chance <= 1, chance
    # A timedelta that is doubled without end overflows.
    doubled: int = 2 ** min(tries - 1, 40)
    return chance * min(limits.longest_wait, limits.first_wait * doubled)


def reason_of(error: BaseException) -> str:
    """Return the kinds of error in their chain of causes and where it was raised; never its message.

    A message may hold what a person said, as soon as one careless line puts it there.
    """
    kinds = " from ".join(type(link).__name__ for link in _chain(error))
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    place = f" at {PurePath(frames[0].filename).name}:{frames[0].lineno}" if frames else ""
    return (kinds + place)[:LONGEST_REASON]


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(4):
        if link is None:
            return
        yield link
        link = link.exceptions[0] if isinstance(link, BaseExceptionGroup) else link.__cause__


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _leaves(part)
    else:
        yield error
