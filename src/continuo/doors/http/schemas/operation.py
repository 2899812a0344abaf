"""Users, jobs, keys and health."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from continuo.domain.job import JobReport, JobState
from continuo.doors.http.schemas.values import Asked, Filtered, Name, PageLimit, Told
from continuo.ports.privacy import Erasure
from continuo.ports.tenancy import KeyRecord
from continuo.services.tenancy import SCOPES


def _scope(value: str) -> str:
    if value not in SCOPES:
        raise PydanticCustomError("scope", "must be one of {known}", {"known": ", ".join(sorted(SCOPES))})
    return value


KeyScope = Annotated[str, AfterValidator(_scope), Field(json_schema_extra={"enum": sorted(SCOPES)})]


class UsersQuery(Filtered):
    """A page of the tenant's users."""

    after: Annotated[Name | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100


class UsersOut(Told):
    """Names of users who have a memory, in order."""

    users: list[str]
    next: str | None


class ErasureOut(Told):
    """What an erasure did; ``counts`` says how much was taken away, by store."""

    erasure_id: UUID
    user_id: str
    erased_at: datetime
    epoch: int
    counts: dict[str, int]

    @classmethod
    def of(cls, user_id: str, erasure: Erasure) -> ErasureOut:
        """Return the answer for an erasure."""
        return cls(
            erasure_id=erasure.erasure_id,
            user_id=user_id,
            erased_at=erasure.erased_at,
            epoch=erasure.epoch,
            counts=erasure.counts,
        )


class JobsQuery(Filtered):
    """Which jobs are wanted."""

    state: JobState | None = None
    limit: PageLimit = 100


class JobOut(Told):
    """A job and what became of it."""

    job_id: int
    kind: str
    state: str
    session_uuid: UUID
    attempts: int
    run_at: datetime | None
    reason: str

    @classmethod
    def of(cls, job: JobReport) -> JobOut:
        """Return the answer for a job."""
        return cls(
            job_id=job.job_id,
            kind=job.kind.value,
            state=job.state.value,
            session_uuid=job.session_id,
            attempts=job.attempts,
            run_at=job.run_at,
            reason=job.reason,
        )


class JobsOut(Told):
    """Jobs, newest first."""

    jobs: list[JobOut]


class KeyIn(Asked):
    """A key to be made; it may do no more than the key that makes it."""

    name: Name
    scopes: Annotated[list[KeyScope], Field(min_length=1, max_length=len(SCOPES))]
    lifetime_days: Annotated[int | None, Field(ge=1, le=3650, description="for ever, if left out")] = None

    def lifetime(self) -> timedelta | None:
        """Return how long the key is good."""
        return timedelta(days=self.lifetime_days) if self.lifetime_days is not None else None


class KeyOut(Told):
    """A key, without its secret."""

    key_id: str
    name: str
    scopes: list[str]
    created_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: KeyRecord) -> KeyOut:
        """Return the answer for a key."""
        return cls(
            key_id=key.key_id,
            name=key.name,
            scopes=list(key.scopes),
            created_at=key.created_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
        )


class NewKeyOut(Told):
    """A key just made; ``secret`` is shown here and never again."""

    key: KeyOut
    secret: str


class KeysOut(Told):
    """The tenant's keys, oldest first."""

    keys: list[KeyOut]


class HealthOut(Told):
    """Whether the installation is well, and which parts are."""

    status: str
    parts: dict[str, bool]


class PartOut(Told):
    """How one part is."""

    part: str
    well: bool
    detail: str


class HealthDetailsOut(Told):
    """How the installation is, part by part."""

    status: str
    parts: list[PartOut]
