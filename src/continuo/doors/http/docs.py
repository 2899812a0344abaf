"""The documentation page: the OpenAPI document as plain HTML, made here, without scripts or foreign hosts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from continuo.doors.http.answers import JsonAnswer
from continuo.doors.http.rules import OPEN, Answer, Doorway

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; }
h3 code { font-size: 1.05rem; }
details { margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; }
pre { overflow: auto; padding: .6rem; background: #8882; }
"""

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-{digest}'"


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /openapi.json", document, OPEN, Answer(None, media_type="application/json"))
    to.add("GET /docs", readable, OPEN, Answer(None, media_type="text/html"))


async def document(request: Request) -> Response:
    """Return the OpenAPI 3.1 document."""
    return JsonAnswer(json.dumps(request.app.openapi(), ensure_ascii=False))


async def readable(request: Request) -> Response:
    """Return the OpenAPI document as a page to read."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return HTMLResponse(
        rendered(request.app.openapi()), headers={"Content-Security-Policy": _POLICY.format(digest=digest)}
    )


def rendered(openapi: Mapping[str, Any]) -> str:
    """Return an OpenAPI document as one HTML page; every text from it is escaped."""
    return "\n".join(_page(openapi))


def _page(openapi: Mapping[str, Any]) -> Iterator[str]:
    title = escape(f"{openapi['info']['title']} {openapi['info']['version']}")
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
    yield f"<p>{escape(openapi['info']['description'])}</p><p><a href='openapi.json'>openapi.json</a></p>"
    group = ""
    for path, methods in sorted(openapi["paths"].items(), key=lambda entry: _group(entry[1])):
        if _group(methods) != group:
            group = _group(methods)
            yield f"<h2>{escape(group)}</h2>"
        for method, operation in methods.items():
            yield from _operation(method, path, operation)
    yield "<h2>forms</h2>"
    for name, schema in sorted(openapi["components"]["schemas"].items()):
        yield from _form(name, schema)
    yield "</body></html>"


def _group(methods: Mapping[str, Any]) -> str:
    return str(next(iter(methods.values()))["tags"][0])


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h3><code>{method.upper()} {escape(path)}</code></h3>"
    yield f"<p>{escape(operation.get('description') or operation.get('summary', ''))}</p>"
    scopes = [scope for rule in operation["security"] for scope in rule["api_key"]]
    yield f"<p>Scope: {escape(', '.join(scopes) or 'none, open to everyone')}."
    yield f"Touches {escape(operation['x-objects'])}.</p>"
    if parameters := operation.get("parameters"):
        yield "<table><tr><th>parameter</th><th>in</th><th>form</th><th></th></tr>"
        for parameter in parameters:
            note = "required" if parameter.get("required") else ""
            cells = (parameter["name"], parameter["in"], _kind(parameter["schema"]), note)
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</table>"
    if body := operation.get("requestBody"):
        yield f"<p>Body: {_link(next(iter(body['content'].values()))['schema'])}</p>"
    yield from _answers(operation["responses"])


def _answers(responses: Mapping[str, Any]) -> Iterator[str]:
    good = {status: told for status, told in responses.items() if status.startswith("2")}
    for status, told in good.items():
        forms = [_link(content.get("schema", {})) or escape(kind) for kind, content in told.get("content", {}).items()]
        yield f"<p>Answers {status}: {', '.join(forms) or 'nothing'}</p>"
    yield f"<p>Problems: {', '.join(status for status in responses if status not in good)}</p>"


def _form(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"<details id='{escape(name)}'><summary><code>{escape(name)}</code></summary>"
    yield f"<p>{escape(schema.get('description', ''))}</p><table>"
    required = schema.get("required", ())
    for field, inner in schema.get("properties", {}).items():
        note = ("required. " if field in required else "") + inner.get("description", "")
        yield f"<tr><td><code>{escape(field)}</code></td><td>{_link(inner) or escape(_kind(inner))}</td>"
        yield f"<td>{escape(note)}</td></tr>"
    yield "</table></details>"


def _link(schema: Mapping[str, Any]) -> str:
    """Return a link to the form that a schema refers to, if it does."""
    reference = schema.get("$ref") or schema.get("items", {}).get("$ref")
    if reference is None:
        return next(filter(None, map(_link, schema.get("anyOf", ()))), "")
    name = escape(reference.rpartition("/")[2])
    return f"<a href='#{name}'>{'list of ' if 'items' in schema else ''}{name}</a>"


def _kind(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "items" in schema:
        return f"list of {_kind(schema['items'])}"
    values = ", ".join(str(value) for value in schema.get("enum", ()))
    bounds = [f"{word} {schema[key]}" for key, word in _BOUNDS if key in schema]
    return " ".join([str(schema.get("format") or schema.get("type", "object")), *bounds, values]).strip()


_BOUNDS = (("minimum", "from"), ("maximum", "to"), ("minLength", "from"), ("maxLength", "to"), ("pattern", "like"))
