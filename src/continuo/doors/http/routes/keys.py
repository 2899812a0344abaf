"""API keys of the caller's tenant."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from starlette.responses import Response

from continuo.domain.errors import OutOfScope
from continuo.doors.http.answers import answer
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import Answer, Doorway, Objects, Rule
from continuo.doors.http.schemas.operation import KeyIn, KeyOut, KeysOut, NewKeyOut

_ADMIN = Rule("keys:admin", Objects.TENANT)
_KeyId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/keys", keys, _ADMIN, Answer(KeysOut))
    to.add("POST /v1/keys", create, _ADMIN, Answer(NewKeyOut, 201))
    to.add("DELETE /v1/keys/{key_id}", revoke, _ADMIN, Answer(None, 204))


async def keys(caller: TheCaller) -> Response:
    """List the tenant's keys, oldest first, without their secrets."""
    found = await caller.continuo.tenancy.keys(caller.principal.tenant_id)
    return answer(KeysOut(keys=[KeyOut.of(key) for key in found]))


async def create(caller: TheCaller, body: KeyIn) -> Response:
    """Make a key; its secret is shown in this answer and never again."""
    if wider := sorted(set(body.scopes) - caller.principal.scopes):
        raise OutOfScope(f"a key cannot give what it lacks itself: {', '.join(wider)}")
    made = await caller.continuo.tenancy.create_key(
        caller.principal.tenant_id, name=body.name, scopes=body.scopes, lifetime=body.lifetime()
    )
    return answer(NewKeyOut(key=KeyOut.of(made.record), secret=made.secret), 201)


async def revoke(caller: TheCaller, key_id: _KeyId) -> Response:
    """Make a key worthless; within seconds it is refused everywhere."""
    await caller.continuo.tenancy.revoke_key(caller.principal.tenant_id, key_id)
    return Response(status_code=204)
