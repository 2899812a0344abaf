"""How the installation is: names for everyone, details for those with a key."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from continuo.doors.http.answers import answer
from continuo.doors.http.door import TheCaller, door_of
from continuo.doors.http.rules import OPEN, Answer, Doorway, Objects, Rule
from continuo.doors.http.schemas.operation import HealthDetailsOut, HealthOut, PartOut


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /health", health, OPEN, Answer(HealthOut, also=503))
    to.add("GET /v1/health", details, Rule("jobs:read", Objects.TENANT), Answer(HealthDetailsOut, also=503))


async def health(request: Request) -> Response:
    """Say whether the installation is well: 200, or 503 with the parts that are not."""
    findings = await door_of(request).checkup.findings()
    well = all(finding.well for finding in findings)
    parts = {finding.part: finding.well for finding in findings}
    return answer(HealthOut(status=_status(well), parts=parts), 200 if well else 503)


async def details(caller: TheCaller) -> Response:
    """Say how every part is, in words."""
    findings = await caller.door.checkup.findings()
    well = all(finding.well for finding in findings)
    parts = [PartOut(part=f.part, well=f.well, detail=f.detail) for f in findings]
    return answer(HealthDetailsOut(status=_status(well), parts=parts), 200 if well else 503)


def _status(well: bool) -> str:
    return "well" if well else "unwell"
