"""The reference of this door, made from the routes themselves; ``docs/generate.py`` writes it down."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from starlette.routing import BaseRoute

from continuo.doors.http.problems import FRAMEWORK, TABLE, Shape
from continuo.doors.http.rules import GuardedRoute
from continuo.doors.http.sockets import GuardedSocket

_HEAD = """# The HTTP door

Made from the routes by `docs/generate.py`. A running server shows the forms of requests and answers at `/docs`, and as
OpenAPI 3.1 at `/openapi.json`.

A request carries its key as `Authorization: Bearer ck_...`. The tenant comes from the key alone; the user is always
named in the request. Names in a path are percent-encoded and may contain any character: `a/b` is `a%2Fb`. Bodies are
JSON in UTF-8; unknown fields, doubled keys and values of another type are refused. Times name their zone. Lists come in
pages: `next` of one page is `after` of the next, `null` on the last.

`Idempotency-Key` (1 to 200 visible ASCII characters) makes the routes that add turns safe to send again; so does a
`client_event_id` for a single turn.
"""


def reference(app: FastAPI) -> str:
    """Return the reference as Markdown."""
    return "\n".join([_HEAD, *_routes(app), "", *_problems(), ""])


def guarded_routes(app: FastAPI) -> list[GuardedRoute]:
    """Return every route for requests; raises TypeError for one that has no rule."""
    return [_guarded(route) for route in app.routes if not isinstance(route, GuardedSocket)]


def guarded_sockets(app: FastAPI) -> list[GuardedSocket]:
    """Return every route for WebSockets."""
    return [route for route in app.routes if isinstance(route, GuardedSocket)]


def _guarded(route: BaseRoute) -> GuardedRoute:
    if not isinstance(route, GuardedRoute):
        raise TypeError(f"{route} has no rule")
    return route


def _routes(app: FastAPI) -> Iterator[str]:
    yield "## Routes\n"
    yield "| route | scope | touches | does |\n|---|---|---|---|"
    for route in guarded_routes(app):
        scope = f"`{route.rule.scope}`" if route.rule.scope else "none"
        for method in sorted(route.methods or ()):
            yield f"| `{method} {route.path}` | {scope} | {route.rule.objects.value} | {route.summary} |"
    for socket in guarded_sockets(app):
        yield f"| `WS {socket.path}` | `{socket.rule.scope}` | {socket.rule.objects.value} | {socket.summary} |"


def _problems() -> Iterator[str]:
    yield "## Problems\n"
    yield "Errors are `application/problem+json`: `type`, `title`, `status`, `detail`; with 422 also `errors`, a list"
    yield "of `field` and `problem`; with 500 a `trace_id` that stands in the server's log. Values are never shown.\n"
    yield "| status | type | title | come again |\n|---|---|---|---|"
    shapes = dict.fromkeys([*TABLE.values(), *FRAMEWORK.values()])
    for shape in sorted(shapes, key=lambda s: (s.status, s.slug)):
        yield f"| {shape.status} | `{shape.type}` | {shape.title} | {_again(shape)} |"


def _again(shape: Shape) -> str:
    return f"after {shape.retry_after_s} s (`Retry-After`)" if shape.retry_after_s is not None else ""
