"""Every route says what a caller must hold and what it may touch; every error has a row; both are in the reference."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import WebSocketRoute

from continuo.domain import errors
from continuo.doors.http import refusals
from continuo.doors.http.app import bare_app
from continuo.doors.http.problems import TABLE
from continuo.doors.http.reference import guarded_routes, guarded_sockets, reference
from continuo.doors.http.rules import GuardedRoute, Objects, Rule
from continuo.doors.http.sockets import GuardedSocket
from continuo.services.tenancy import SCOPES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "http.md"
OPEN_TO_EVERYONE = {"/health", "/openapi.json", "/docs"}

PERSON, TENANT, NOTHING = Objects.PERSON, Objects.TENANT, Objects.NOTHING
PERMISSIONS: dict[str, tuple[str | None, Objects]] = {
    "POST /v1/sessions": ("memory:write", PERSON),
    "GET /v1/sessions": ("memory:read", PERSON),
    "GET /v1/sessions/{session_id}": ("memory:read", PERSON),
    "POST /v1/sessions/{session_id}/turns": ("memory:write", PERSON),
    "GET /v1/sessions/{session_id}/turns": ("memory:read", PERSON),
    "POST /v1/sessions/{session_id}/end": ("memory:write", PERSON),
    "GET /v1/sessions/{session_id}/live": ("memory:read", PERSON),
    "WS /v1/sessions/{session_id}/live": ("memory:read", PERSON),
    "POST /v1/sessions/{session_id}/context": ("memory:read", PERSON),
    "POST /v1/remember": ("memory:write", PERSON),
    "POST /v1/recall": ("memory:read", PERSON),
    "POST /v1/mentions": ("memory:read", PERSON),
    "POST /v1/context": ("memory:read", PERSON),
    "GET /v1/facts": ("memory:read", PERSON),
    "GET /v1/facts/{fact_id}": ("memory:read", PERSON),
    "GET /v1/facts/{fact_id}/history": ("memory:read", PERSON),
    "GET /v1/episodes": ("memory:read", PERSON),
    "POST /v1/facts/{fact_id}/correct": ("memory:write", PERSON),
    "POST /v1/facts/{fact_id}/retract": ("memory:write", PERSON),
    "POST /v1/facts/{fact_id}/restore": ("memory:write", PERSON),
    "POST /v1/facts/{fact_id}/pin": ("memory:write", PERSON),
    "POST /v1/facts/{fact_id}/separate": ("memory:write", PERSON),
    "POST /v1/episodes/{episode_id}/restore": ("memory:write", PERSON),
    "GET /v1/clarifications": ("memory:read", PERSON),
    "POST /v1/clarifications/{clarification_id}/answer": ("memory:write", PERSON),
    "GET /v1/timeline": ("memory:read", PERSON),
    "GET /v1/profile": ("memory:read", PERSON),
    "POST /v1/distil": ("memory:write", PERSON),
    "GET /v1/predicates": ("memory:read", TENANT),
    "PUT /v1/predicates/{name}": ("tenant:admin", TENANT),
    "DELETE /v1/predicates/{name}": ("tenant:admin", TENANT),
    "GET /v1/retention": ("memory:read", TENANT),
    "PUT /v1/retention/{kind}": ("tenant:admin", TENANT),
    "DELETE /v1/retention/{kind}": ("tenant:admin", TENANT),
    "GET /v1/usage": ("memory:read", TENANT),
    "GET /v1/entities": ("memory:read", PERSON),
    "GET /v1/entities/{entity_id}": ("memory:read", PERSON),
    "POST /v1/entities/{entity_id}/merge": ("memory:write", PERSON),
    "POST /v1/entities/{entity_id}/split": ("memory:write", PERSON),
    "GET /v1/graph": ("memory:read", PERSON),
    "GET /v1/users": ("memory:read", TENANT),
    "GET /v1/users/{user_id}/export": ("memory:read", PERSON),
    "DELETE /v1/users/{user_id}/memory": ("memory:erase", PERSON),
    "DELETE /user/{user_id}/memory": ("memory:erase", PERSON),
    "POST /v1/forget": ("memory:erase", PERSON),
    "GET /v1/jobs": ("jobs:read", TENANT),
    "POST /v1/jobs/{job_id}/replay": ("jobs:write", TENANT),
    "GET /v1/keys": ("keys:admin", TENANT),
    "POST /v1/keys": ("keys:admin", TENANT),
    "DELETE /v1/keys/{key_id}": ("keys:admin", TENANT),
    "GET /v1/health": ("jobs:read", TENANT),
    "GET /health": (None, NOTHING),
    "GET /openapi.json": (None, NOTHING),
    "GET /docs": (None, NOTHING),
}
"""The list of permissions. A new route is entered here by hand: what it demands is thought of twice."""


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return bare_app()


def errors_of(module: object, root: type[Exception]) -> list[type[Exception]]:
    return [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, root)]


def test_every_route_declares_a_scope_that_exists_and_an_object_rule(app: FastAPI) -> None:
    rules = {route.path: route.rule for route in guarded_routes(app)}

    assert {path for path, rule in rules.items() if rule.scope is None} == OPEN_TO_EVERYONE
    assert {rule.scope for rule in rules.values() if rule.scope is not None} <= SCOPES
    assert all(isinstance(rule.objects, Objects) for rule in rules.values())


def test_every_route_demands_what_the_list_of_permissions_says(app: FastAPI) -> None:
    found = {f"{m} {r.path}": (r.rule.scope, r.rule.objects) for r in guarded_routes(app) for m in r.methods or ()}
    found |= {f"WS {r.path}": (r.rule.scope, r.rule.objects) for r in guarded_sockets(app)}

    assert found == PERMISSIONS


def test_a_route_about_a_person_asks_who(app: FastAPI) -> None:
    document = app.openapi()
    for route in guarded_routes(app):
        if route.rule.objects is not Objects.PERSON:
            continue
        for method in route.methods or ():
            operation = document["paths"][route.path][method.lower()]
            named = {p["name"] for p in operation.get("parameters", ())}
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            form = document["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {})
            assert "user_id" in named | set(form.get("required", ())), route.path


def test_no_request_names_a_tenant(app: FastAPI) -> None:
    document = app.openapi()
    named = {p["name"] for m in document["paths"].values() for o in m.values() for p in o.get("parameters", ())}
    for form in document["components"]["schemas"].values():
        named |= set(form.get("properties", ()))

    assert {"user_id", "session_id", "limit"} <= named
    assert [name for name in named if "tenant" in name] == []


def test_a_route_without_a_rule_cannot_be_built(app: FastAPI) -> None:
    with pytest.raises(AttributeError, match="rule"):
        app.add_api_route("/forgotten", lambda: None)


def test_a_route_that_was_hung_in_past_the_guard_is_noticed() -> None:
    app = bare_app()
    app.add_route("/forgotten", lambda request: None)

    with pytest.raises(TypeError, match="forgotten"):
        guarded_routes(app)


def test_a_socket_that_was_hung_in_past_the_guard_is_noticed() -> None:
    app = bare_app()
    app.router.routes.append(WebSocketRoute("/forgotten", lambda socket: None))

    with pytest.raises(TypeError, match="forgotten"):
        guarded_routes(app)


def test_no_socket_is_open_to_everyone() -> None:
    with pytest.raises(AssertionError, match="open to everyone"):
        GuardedSocket("/open", lambda visit: None, Rule(None, Objects.NOTHING))


def test_an_open_route_touches_nothing() -> None:
    with pytest.raises(AssertionError, match="open route"):
        Rule(None, Objects.TENANT)


def test_every_route_stands_in_the_reference(app: FastAPI) -> None:
    written = REFERENCE.read_text(encoding="utf-8")

    assert reference(app) == written
    assert all(f"`{method} {r.path}`" in written for r in guarded_routes(app) for method in r.methods or ())


def test_every_error_of_the_domain_and_of_the_door_has_a_row_of_its_own() -> None:
    known = errors_of(errors, errors.ContinuoError) + errors_of(refusals, refusals.DoorRefusal)

    assert [kind.__name__ for kind in known if kind not in TABLE] == ["DoorRefusal"]
    assert len(known) > 12


def test_every_answer_of_a_guarded_route_is_documented(app: FastAPI) -> None:
    statuses = {str(shape.status) for shape in TABLE.values()}

    for path, methods in app.openapi()["paths"].items():
        documented = {status for operation in methods.values() for status in operation["responses"]}
        assert path in OPEN_TO_EVERYONE or statuses <= documented


def test_the_guard_is_the_class_that_the_router_builds(app: FastAPI) -> None:
    assert app.router.route_class is GuardedRoute
    assert all(type(route).rule is route.rule for route in guarded_routes(app))
