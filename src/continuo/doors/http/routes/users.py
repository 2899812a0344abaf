"""The people who are remembered: who there is, everything about one of them, and taking it away."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Query
from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import Caller, TheCaller
from continuo.doors.http.rules import ERASE, READ, Answer, Doorway, Objects, Rule
from continuo.doors.http.schemas.operation import ErasureOut, UsersOut, UsersQuery
from continuo.doors.http.schemas.sessions import PersonIn
from continuo.doors.http.schemas.values import PathName

LINES = "application/x-ndjson"


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/users", users, Rule("memory:read", Objects.TENANT), Answer(UsersOut))
    to.add("GET /v1/users/{user_id}/export", export, READ, Answer(None, media_type=LINES))
    to.add("DELETE /v1/users/{user_id}/memory", erase, ERASE, Answer(ErasureOut))
    to.add("DELETE /user/{user_id}/memory", erase, ERASE, Answer(ErasureOut))
    to.add("POST /v1/forget", forget, ERASE, Answer(ErasureOut))


async def users(caller: TheCaller, wanted: Annotated[UsersQuery, Query()]) -> Response:
    """List the names of users who have a memory, in order."""
    names = list(await caller.continuo.tenancy.people(caller.principal.tenant_id))
    start = bisect_right(names, wanted.after) if wanted.after is not None else 0
    shown, last = page(names[start : start + wanted.limit + 1], wanted.limit)
    return answer(UsersOut(users=list(shown), next=last))


async def export(caller: TheCaller, user_id: PathName) -> Response:
    """Download everything that is stored of a person, one JSON record a line."""
    records = caller.continuo.privacy.export(caller.person(user_id))
    # The first record is read before the status is sent: a person who is not there is a 404, not an empty file.
    first = await anext(records)
    return StreamingResponse(_lines(first, records), media_type=LINES)


async def erase(caller: TheCaller, user_id: PathName) -> Response:
    """Erase everything of a person; when this is answered, no read finds any of it."""
    return await _erased(caller, user_id)


async def forget(caller: TheCaller, body: PersonIn) -> Response:
    """Erase everything of a person, named in the body."""
    return await _erased(caller, body.user_id)


async def _erased(caller: Caller, user_id: str) -> Response:
    return answer(ErasureOut.of(user_id, await caller.continuo.privacy.erase(caller.person(user_id))))


async def _lines(first: dict[str, Any], records: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    yield to_json(first) + b"\n"
    async for record in records:
        yield to_json(record) + b"\n"
