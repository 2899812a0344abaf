"""Work to be done later, and what became of it. Jobs carry ids, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class JobKind(StrEnum):
    """What a job does."""

    CONSOLIDATE = "consolidate"
    END = "end"  # of a session in which nothing has been going on for long
    DISTIL = "distil"  # of a person, in no session: compaction, retention, profile


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for one session of one person.

    Args:
        attempt: how often it has been tried before, from 0.
        epoch: the person's epoch when the job was made; after an erasure it is dropped.
    """

    job_id: int
    kind: JobKind
    tenant_id: UUID
    subject_id: UUID
    session_id: UUID
    epoch: int
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class JobReport:
    """A job as its tenant sees it.

    Args:
        run_at: when it is due, or was.
        reason: why it failed last: the kind of error and ids, never words.
    """

    job_id: int
    kind: JobKind
    state: JobState
    session_id: UUID
    attempts: int
    run_at: datetime | None
    reason: str = ""
