"""What a caller must hold for each route, and what the route may touch: no route exists without both."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from continuo.domain.errors import Invalid
from continuo.doors.http.answers import JsonAnswer
from continuo.doors.http.body import has_body, read_json
from continuo.doors.http.credentials import authenticated
from continuo.doors.http.door import door_of
from continuo.doors.http.permissions import Objects, Rule
from continuo.doors.http.queries import check_query, names_of
from continuo.doors.http.sockets import GuardedSocket, Talk

__all__ = ["ERASE", "OPEN", "READ", "WRITE", "Answer", "Doorway", "GuardedRoute", "Objects", "Rule"]

Endpoint = Callable[..., Coroutine[Any, Any, Response]]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Plainly = Callable[[Request], Coroutine[Any, Any, Response | None]]


_OPEN_FAILURES = (400, 422, 500, 503)
_FAILURES = (400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503)
_PROBLEM = {
    "description": "A problem.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}

OPEN = Rule(None, Objects.NOTHING)
READ = Rule("memory:read", Objects.PERSON)
WRITE = Rule("memory:write", Objects.PERSON)
ERASE = Rule("memory:erase", Objects.PERSON)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers when all is well.

    Args:
        body: its schema; ``None`` where there is none, or it is no JSON.
        media_type: of a body that is not JSON.
        also: another status that comes with the same form.
    """

    body: type[BaseModel] | None
    status: int = 200
    media_type: str | None = None
    also: int | None = None


class GuardedRoute(APIRoute):
    """A route that lets a request in by its rule, before the body is read.

    A class of its own is made for each rule; without one, no route can be built.
    """

    rule: ClassVar[Rule]
    plainly: ClassVar[Plainly | None] = None

    def get_route_handler(self) -> Handler:
        """Return the framework's handler behind the guard."""
        handle = super().get_route_handler()
        rule, takes_body, known = self.rule, self.body_field is not None, names_of(self.dependant)
        plainly = type(self).plainly

        async def guarded(request: Request) -> Response:
            door = door_of(request)
            if rule.scope is not None:
                principal = await authenticated(door.continuo.tenancy, request.headers.get("authorization"))
                principal.demand(rule.scope)
                request.state.principal = principal
            check_query(request.scope["query_string"], known)
            if takes_body:
                request = await read_json(request, limit_bytes=door.body_limit_bytes)
                if plainly is not None and (plain := await plainly(request)) is not None:
                    return plain
            elif has_body(request):
                raise Invalid("body", "this route takes none")
            return await handle(request)

        return guarded


class Doorway:
    """Hangs routes into the application."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def add_socket(self, path: str, talk: Talk, rule: Rule) -> None:
        """Add a route for WebSockets."""
        self._app.router.routes.append(GuardedSocket(path, talk, rule))

    def add(
        self, route: str, endpoint: Endpoint, rule: Rule, answer: Answer, *, plainly: Plainly | None = None
    ) -> None:
        """Add a route, written as method and path: ``POST /v1/recall``.

        Args:
            plainly: a short cut around the framework for a busy route. It answers what the endpoint would, or ``None``
                where anything about the request is doubtful: the framework then says what.
        """
        method, path = route.split(" ")
        self._app.router.add_api_route(
            path,
            endpoint,
            methods=[method],
            status_code=answer.status,
            response_model=None,
            response_class=JsonAnswer,
            responses=_responses(rule, answer),
            summary=(endpoint.__doc__ or "").partition("\n")[0],
            operation_id=f"{method.lower()}_{endpoint.__name__}_{_plain(path)}",
            tags=[_group(path)],
            openapi_extra=_permission(rule),
            route_class_override=type("Guarded", (GuardedRoute,), {"rule": rule, "plainly": plainly}),
        )


def _permission(rule: Rule) -> dict[str, Any]:
    if rule.scope is None:
        return {"security": [], "x-objects": rule.objects.value}
    return {"security": [{"api_key": [rule.scope]}], "x-objects": rule.objects.value}


def _responses(rule: Rule, answer: Answer) -> dict[int | str, dict[str, Any]]:
    good: dict[str, Any] = {"description": "Done."}
    if answer.body is not None:
        good["model"] = answer.body
    elif answer.media_type is not None:
        good["content"] = {answer.media_type: {"schema": {"type": "string"}}}
    answers: dict[int | str, dict[str, Any]] = {}
    for status in _OPEN_FAILURES if rule.scope is None else _FAILURES:
        answers[status] = _PROBLEM
    if answer.also is not None:
        answers[answer.also] = good
    answers[answer.status] = good
    return answers


def _plain(path: str) -> str:
    return "_".join(step for step in path.replace("{", "").replace("}", "").split("/") if step)


def _group(path: str) -> str:
    steps = [step for step in path.split("/") if step and step != "v1"]
    return {"context": "recall", "remember": "sessions", "forget": "users", "user": "users"}.get(steps[0], steps[0])
