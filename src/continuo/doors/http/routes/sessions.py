"""Sessions and their turns: the way in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from fastapi import Header, Query
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from continuo.domain.errors import Invalid, NotFound
from continuo.domain.scope import Scope
from continuo.domain.session import Session
from continuo.domain.turn import NewTurn
from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import Caller, TheCaller, caller_of
from continuo.doors.http.rules import READ, WRITE, Answer, Doorway
from continuo.doors.http.schemas.sessions import (
    AppendedOut,
    PersonIn,
    PersonQuery,
    RememberIn,
    SessionIn,
    SessionOut,
    SessionsOut,
    SessionsQuery,
    TurnOut,
    TurnsIn,
    TurnsOut,
    TurnsQuery,
)
from continuo.doors.http.schemas.values import Asked, PathName
from continuo.ports.requests import RequestKey

NOTES = "notes"
"""The session that holds what a user asked to remember."""

RequestId = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{1,200}$",
        description="makes the request safe to send again: the same key answers as before",
    ),
]

_PATH_NAME: TypeAdapter[str] = TypeAdapter(PathName)
_REQUEST_ID: TypeAdapter[str | None] = TypeAdapter(RequestId)


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("POST /v1/sessions", begin, WRITE, Answer(AppendedOut, 201, also=200))
    to.add("GET /v1/sessions", sessions, READ, Answer(SessionsOut))
    to.add("GET /v1/sessions/{session_id}", session, READ, Answer(SessionOut))
    to.add("POST /v1/sessions/{session_id}/turns", append, WRITE, Answer(AppendedOut, 201), plainly=_append_plainly)
    to.add("GET /v1/sessions/{session_id}/turns", turns, READ, Answer(TurnsOut))
    to.add("POST /v1/sessions/{session_id}/end", end, WRITE, Answer(SessionOut))
    to.add("POST /v1/remember", remember, WRITE, Answer(AppendedOut, 201))


async def begin(caller: TheCaller, body: SessionIn, request_id: RequestId = None) -> Response:
    """Begin a session, with its first turns if you have them.

    Without turns only a name is answered, with status 200: a session is stored with its first turn.
    """
    name = body.session_id or _made_up(caller, request_id)
    if body.turns is None:
        return answer(await _as_it_is(caller, body.user_id, name))
    request = _request_key(caller, "POST /v1/sessions", request_id, body)
    appended = await caller.continuo.journal.append(
        caller.person(body.user_id), name, [t.turn() for t in body.turns], request=request
    )
    return answer(AppendedOut.of(name, appended), 201)


async def append(caller: TheCaller, session_id: PathName, body: TurnsIn, request_id: RequestId = None) -> Response:
    """Add turns to the end of a session; the answer comes after the commit."""
    added: Sequence[NewTurn] = [t.turn() for t in body.turns]
    request = _request_key(caller, "POST /v1/sessions/{session_id}/turns", request_id, body, session_id)
    appended = await caller.continuo.journal.append(
        caller.person(body.user_id),
        session_id,
        added,
        expected=body.expected_position,
        request=request,
        epoch=body.epoch,
    )
    return answer(AppendedOut.of(session_id, appended), 201)


async def _append_plainly(request: Request) -> Response | None:
    """Do as ``append`` without the framework, which takes longer for a turn than all the rest of the door."""
    try:
        body = TurnsIn.model_validate(await request.json())
        session_id = _PATH_NAME.validate_python(request.path_params["session_id"])
        request_id = _REQUEST_ID.validate_python(request.headers.get("idempotency-key"))
    except ValidationError:
        return None
    return await append(await caller_of(request), session_id, body, request_id)


async def remember(caller: TheCaller, body: RememberIn, request_id: RequestId = None) -> Response:
    """Remember one thing: a turn of the user in their session ``notes``."""
    request = _request_key(caller, "POST /v1/remember", request_id, body)
    with _written_as("turns[0]."):
        appended = await caller.continuo.journal.append(
            caller.person(body.user_id), NOTES, [body.turn()], request=request
        )
    return answer(AppendedOut.of(NOTES, appended), 201)


async def sessions(caller: TheCaller, wanted: Annotated[SessionsQuery, Query()]) -> Response:
    """List a person's sessions, a page at a time."""
    scope, continuo = caller.person(wanted.user_id), caller.continuo
    found = await continuo.journal.sessions(scope, after=wanted.after, limit=wanted.limit + 1)
    shown, last = page(found, wanted.limit)
    headings = await continuo.episodes.headings(scope, [s.session_id for s in shown])
    listed = [SessionOut.of(s, headings.get(s.session_id)) for s in shown]
    return answer(SessionsOut(sessions=listed, next=last.session_id if last else None))


async def session(caller: TheCaller, session_id: PathName, wanted: Annotated[PersonQuery, Query()]) -> Response:
    """Return one session, what it is about, and how far it has become memory."""
    scope = caller.person(wanted.user_id)
    return answer(await _told(caller, scope, await caller.continuo.journal.session(scope, session_id)))


async def turns(caller: TheCaller, session_id: PathName, wanted: Annotated[TurnsQuery, Query()]) -> Response:
    """Return turns of a session beyond a position, in order."""
    scope, journal = caller.person(wanted.user_id), caller.continuo.journal
    found = await journal.read(scope, session_id, after=wanted.after, limit=wanted.limit + 1)
    if not found:
        # An empty page and a session that is not there are two answers.
        await journal.session(scope, session_id)
    shown, last = page(found, wanted.limit)
    listed = [TurnOut.of(turn) for turn in shown]
    return answer(TurnsOut(session_id=session_id, turns=listed, next=last.position if last else None))


async def end(caller: TheCaller, session_id: PathName, body: PersonIn) -> Response:
    """Declare a session over, so that all of it becomes memory; a later turn reopens it."""
    scope = caller.person(body.user_id)
    return answer(await _told(caller, scope, await caller.continuo.journal.end(scope, session_id)))


async def _told(caller: Caller, scope: Scope, found: Session) -> SessionOut:
    headings = await caller.continuo.episodes.headings(scope, [found.session_id])
    return SessionOut.of(found, headings.get(found.session_id))


async def _as_it_is(caller: Caller, user_id: str, name: str) -> AppendedOut:
    try:
        known = await caller.continuo.journal.session(caller.person(user_id), name)
    except NotFound:
        return AppendedOut(session_id=name, positions=[], last_position=0)
    return AppendedOut(session_id=name, positions=[], last_position=known.last_position)


def _made_up(caller: Caller, request_id: str | None) -> str:
    """Return a new name; a request that is sent again gets the name it got before."""
    if request_id is None:
        return secrets.token_hex(16)
    return hashlib.sha256(f"{caller.principal.key_id}\x00{request_id}".encode()).hexdigest()[:32]


def _request_key(caller: Caller, route: str, key: str | None, body: Asked, *path: str) -> RequestKey | None:
    if key is None:
        return None
    asked = "\x00".join([*path, body.model_dump_json()])
    return RequestKey(caller.principal.key_id, route, key, hashlib.sha256(asked.encode()).digest())


@contextmanager
def _written_as(prefix: str) -> Iterator[None]:
    """Name fields as the caller wrote them, without what the door put before them."""
    try:
        yield
    except Invalid as error:
        raise Invalid(error.field.removeprefix(prefix), error.problem) from None
