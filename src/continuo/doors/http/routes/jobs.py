"""Jobs: what is to be done, and what became of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from continuo.doors.http.answers import answer
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import Answer, Doorway, Objects, Rule
from continuo.doors.http.schemas.operation import JobOut, JobsOut, JobsQuery

LARGEST_ID = 2**63 - 1


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/jobs", jobs, Rule("jobs:read", Objects.TENANT), Answer(JobsOut))
    to.add("POST /v1/jobs/{job_id}/replay", replay, Rule("jobs:write", Objects.TENANT), Answer(JobOut))


async def jobs(caller: TheCaller, wanted: Annotated[JobsQuery, Query()]) -> Response:
    """List the tenant's jobs, newest first."""
    found = await caller.continuo.jobs.list(caller.principal.tenant_id, state=wanted.state, limit=wanted.limit)
    return answer(JobsOut(jobs=[JobOut.of(job) for job in found]))


async def replay(caller: TheCaller, job_id: Annotated[int, Path(ge=1, le=LARGEST_ID)]) -> Response:
    """Make a dead job wait again, due at once."""
    return answer(JobOut.of(await caller.continuo.jobs.replay(caller.principal.tenant_id, job_id)))
