"""Every error as an answer: the one table of HTTP statuses, and bodies of RFC 9457."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from continuo.domain import errors
from continuo.doors.http import refusals
from continuo.doors.http.fields import described
from continuo.telemetry import LOG

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of error looks from outside.

    Args:
        slug: the end of the problem's ``type``.
        detail: said instead of the error's own message, which is then not shown.
        retry_after_s: when to come again, for errors that pass.
        traced: whether a person has to look: the answer carries a trace id that stands in the log.
    """

    status: int
    slug: str
    title: str
    detail: str | None = None
    retry_after_s: int | None = None
    traced: bool = False

    @property
    def type(self) -> str:
        """Return the problem's type, a URN."""
        return f"urn:continuo:problem:{self.slug}"


_OURS = "Something went wrong here. The trace id stands in the server's log."

TABLE: Mapping[type[Exception], Shape] = MappingProxyType(
    {
        errors.NotFound: Shape(404, "not-found", "Not found", "It is not there, or not in reach of this key."),
        errors.Conflict: Shape(409, "conflict", "Someone wrote first", retry_after_s=1),
        errors.StalePosition: Shape(409, "stale-position", "The session has moved on"),
        errors.StaleEpoch: Shape(409, "stale-epoch", "Erased meanwhile"),
        errors.WrongState: Shape(409, "wrong-state", "It is not in a state for this"),
        errors.KeyReused: Shape(422, "key-reused", "An id came back with another body"),
        errors.Invalid: Shape(422, "invalid", "The request breaks a rule"),
        errors.Refused: Shape(403, "refused", "Not allowed"),
        errors.OutOfScope: Shape(403, "out-of-scope", "The key does not reach this far"),
        errors.QuotaExceeded: Shape(429, "quota-exceeded", "A limit is used up", retry_after_s=1),
        errors.Busy: Shape(429, "busy", "Too much waits for this session", retry_after_s=1),
        errors.Unavailable: Shape(503, "unavailable", "A part is away", retry_after_s=1),
        errors.Misconfigured: Shape(
            500, "misconfigured", "The installation is not as it has to be", _OURS, traced=True
        ),
        errors.Broken: Shape(500, "broken", "An invariant does not hold", _OURS, traced=True),
        errors.ContinuoError: Shape(500, "internal", "Internal error", _OURS, traced=True),
        refusals.Unauthenticated: Shape(401, "unauthenticated", "A key is needed"),
        refusals.Malformed: Shape(400, "malformed", "The request cannot be read"),
        refusals.BodyTooLarge: Shape(413, "body-too-large", "The body is too large"),
        refusals.WrongMediaType: Shape(415, "wrong-media-type", "The body has to be JSON"),
        refusals.TooSlow: Shape(408, "too-slow", "The body did not arrive in time"),
        RequestValidationError: Shape(422, "invalid", "The request breaks a rule"),
        Exception: Shape(500, "internal", "Internal error", _OURS, traced=True),
    }
)
"""Errors and their shapes; an error that is not listed takes the shape of its nearest ancestor."""

FRAMEWORK: Mapping[int, Shape] = MappingProxyType(
    {
        404: Shape(404, "unknown-route", "No such route", "There is no such route; they are listed at /docs."),
        405: Shape(405, "wrong-method", "Wrong method", "This route takes another method; see the header Allow."),
    }
)
"""What the framework answers by itself, in the same form."""


def shape_of(error: Exception) -> Shape:
    """Return the shape of an error: its own row, or that of its nearest ancestor."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


async def problem_for(request: HTTPConnection, error: Exception) -> Response:
    """Return the answer to a request that failed."""
    if isinstance(error, HTTPException):
        shape = FRAMEWORK.get(error.status_code, Shape(error.status_code, "refused", "Refused", "The request failed."))
        return _response(shape, {"detail": shape.detail}, dict(error.headers or {}))
    shape = shape_of(error)
    return _response(shape, details_of(shape, error, request.scope), _headers(shape, error))


def problem_of(error: Exception, scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem as it stands in a message, where there is no answer of its own to hold it."""
    shape = shape_of(error)
    return {"type": shape.type, "title": shape.title, "status": shape.status} | details_of(shape, error, scope)


def details_of(shape: Shape, error: Exception, scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a problem says of this one occurrence; what a person has to look at is logged."""
    more: dict[str, Any] = {"detail": shape.detail or str(error)}
    if isinstance(error, errors.Invalid):
        more["errors"] = [{"field": error.field, "problem": error.problem}]
    elif isinstance(error, RequestValidationError):
        more["errors"] = described(error.errors())
        more["detail"] = "; ".join(f"{e['field']}: {e['problem']}" for e in more["errors"])
    if shape.traced:
        more["trace_id"] = logged(scope, error)
    return more


def logged(scope: Mapping[str, Any], error: BaseException) -> str:
    """Log where an error happened and return its trace id, 16 hexadecimal digits.

    Neither the message nor the values are logged: a driver's message may quote what a person said.
    """
    trace_id = secrets.token_hex(8)
    route = getattr(scope.get("route"), "path", "no route")
    LOG.error("trace %s: %s on %s %s at %s", trace_id, _kinds(error), scope.get("method"), route, _places(error))
    return trace_id


def _response(shape: Shape, more: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    body = {"type": shape.type, "title": shape.title, "status": shape.status} | dict(more)
    return Response(to_json(body), shape.status, headers, media_type=MEDIA_TYPE)


def _headers(shape: Shape, error: Exception) -> dict[str, str]:
    headers: dict[str, str] = {}
    if shape.retry_after_s is not None:
        headers["Retry-After"] = str(shape.retry_after_s)
    if isinstance(error, refusals.Unauthenticated):
        headers["WWW-Authenticate"] = error.challenge
    return headers


def _kinds(error: BaseException) -> str:
    names: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(names) < 5:
        names.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return " from ".join(names)


def _places(error: BaseException) -> str:
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return ", ".join(places[-6:])
