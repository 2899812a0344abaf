"""The application: routes, problems and documentation around a running `Continuo`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

import continuo
from continuo.app import Continuo
from continuo.domain.errors import ContinuoError
from continuo.doors.http import docs
from continuo.doors.http.door import Checkup, Door
from continuo.doors.http.problems import problem_for
from continuo.doors.http.refusals import DoorRefusal
from continuo.doors.http.routes import (
    decisions,
    episodes,
    facts,
    graph,
    health,
    jobs,
    keys,
    live,
    recall,
    rules,
    sessions,
    users,
)
from continuo.doors.http.rules import Doorway, GuardedRoute
from continuo.doors.http.schemas.problem import FieldProblem, Problem
from continuo.doors.http.threshold import Threshold

_DESCRIPTION = """A memory for AI applications. Every route says which scope its key needs.

Unknown fields are refused, times carry their zone, and every error is a problem of RFC 9457 that names the field."""


def create_app(platform: Continuo, *, body_limit_bytes: int = 8_000_000, default_context_tokens: int = 1000) -> FastAPI:
    """Return the HTTP door of a running platform, an ASGI application.

    Args:
        body_limit_bytes: bytes of a request body at most.
        default_context_tokens: tokens of a context block unless the request says otherwise.
    """
    app = bare_app()
    app.state.door = Door(platform, Checkup(platform.health), body_limit_bytes, default_context_tokens)
    return app


def bare_app() -> FastAPI:
    """Return the application without a platform: it can be documented and inspected, not called."""
    app = FastAPI(
        title="continuo",
        version=continuo.__version__,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    # A route that is added in passing, without a rule, fails when it is built.
    app.router.route_class = GuardedRoute
    for kind in (ContinuoError, DoorRefusal, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, problem_for)
    app.add_middleware(Threshold)
    for group in (sessions, live, recall, facts, decisions, episodes, graph, users, rules, jobs, keys, health, docs):
        group.add_routes(Doorway(app))
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        app.openapi_schema = _described(app)
    return app.openapi_schema


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    parts = document.setdefault("components", {})
    parts["securitySchemes"] = {"api_key": {"type": "http", "scheme": "bearer", "description": "an API key, ck_..."}}
    template = "#/components/schemas/{model}"
    for model in (Problem, FieldProblem):
        schema = model.model_json_schema(ref_template=template)
        schema.pop("$defs", None)
        parts.setdefault("schemas", {})[model.__name__] = schema
    return document
