"""Thousands of requests made from the OpenAPI document: no 500, nothing undocumented, every refusal a problem."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from tests.served import Served, serving

REQUESTS = 1500

ODD: list[Any] = [
    "", " ", "ana", "*", "%", "\x00", "\ud800", "x" * 300, "😀", "a/b", "..", "a|b", "'; --", 0, 1, -1, 2**31, 2**63,
    2**64, 1.5, True, False, None, [], {}, [None], [[]], {"a": 1}, "memory:read", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00", "2026-05-01T00:00:00Z", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
"""Values that may come anywhere."""

LIKELY: Mapping[str, list[Any]] = {
    "user_id": ["ana", "bob", "*"],
    "session_id": ["talk", "a/b"],
    "query": [
        "where do I live?",
        "what did I say last Tuesday?",
        "how often did I mention Lisbon?",
        "since June 2024 \u0130",
    ],
    "text": ["I live in Lisbon."],
    "turns": [
        [{"role": "user", "text": "I live in Rome."}],
        [{"role": "assistant", "text": "ok", "said_at": "1900-01-01T00:00:00Z", "client_event_id": "e"}],
    ],
    "limit": [1, 100, 500],
    "max_tokens": [50, 51, 60, 1000, 100_000],
    "expected_position": [0, 1, 2**31 - 1],
    "words": [["run"], ["where", "live"], ["the"]],
    "when": ["last Tuesday", "in 1900", "since 2199", "9000 years ago"],
    "count_by": ["day", "week", "session"],
    "kinds": [["fact"], ["passage", "episode"]],
    "asked_at": ["1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z", "2026-05-01T00:00:00+02:00"],
    "as_of": ["1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z"],
    "purpose": ["memory", "ads"],
    "purposes": [["memory"], ["ads", "memory"]],
    "after": [0, 2**31 - 1, "00000000-0000-0000-0000-000000000000", "ana"],
    "scopes": [["memory:read"]],
    "state": ["waiting", "dead"],
    "status": ["current"],
    "predicate": ["lives_in"],
    "fact_id": ["00000000-0000-0000-0000-000000000000"],
    "job_id": [1, 2**63 - 1],
    "key_id": ["0" * 16],
}


class Maker:
    """Makes requests from an OpenAPI document."""

    def __init__(self, document: dict[str, Any], seed: int) -> None:
        self._random = random.Random(seed)
        self._document = document
        operations = [(p, m, o) for p, methods in document["paths"].items() for m, o in methods.items()]
        # An answer that goes on has no end to wait for; its requests have tests of their own.
        self._operations = [(p, m, o) for p, m, o in operations if "text/event-stream" not in json.dumps(o)]

    def request(self, url: str) -> tuple[dict[str, Any], httpx.Request]:
        """Return an operation and a request for it."""
        path, method, operation = self._random.choice(self._operations)
        query = []
        for parameter in operation.get("parameters", ()):
            value = quote(self._text(parameter["name"]).encode("utf-8", "surrogatepass"), safe="")
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", value or "x")
            elif parameter["in"] == "query" and (parameter.get("required") or self._sometimes()):
                query.append(f"{parameter['name']}={value}")
        sent = httpx.URL(url).copy_with(raw_path=f"{path}?{'&'.join(query)}".rstrip("?").encode())
        headers = {"Idempotency-Key": self._random.choice("ab")} if self._random.random() < 0.1 else {}
        if "requestBody" not in operation:
            return operation, httpx.Request(method, sent, headers=headers)
        headers["Content-Type"] = "application/json"
        return operation, httpx.Request(method, sent, headers=headers, content=json.dumps(self._body(operation)))

    def _body(self, operation: dict[str, Any]) -> dict[str, Any]:
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        form = self._document["components"]["schemas"][reference.rpartition("/")[2]]
        required = form.get("required", ())
        return {name: self._value(name) for name in form["properties"] if name in required or self._sometimes()}

    def _text(self, name: str) -> str:
        value = self._value(name)
        return value if isinstance(value, str) else json.dumps(value)

    def _value(self, name: str) -> Any:
        return self._random.choice(LIKELY.get(name, ODD) if self._random.random() < 0.75 else ODD)

    def _sometimes(self) -> bool:
        return self._random.random() < 0.4


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.mark.parametrize("seed", [1, 2])
def test_every_answer_to_a_random_request_is_documented_and_none_is_a_fault(served: Served, seed: int) -> None:
    seen: Counter[int] = Counter()
    with served.http() as http:
        maker = Maker(http.get("/openapi.json").json(), seed)
        for _ in range(REQUESTS):
            operation, request = maker.request(served.url)
            request.headers["Authorization"] = f"Bearer {served.key}"
            answer = http.send(request)
            kinds = operation["responses"].get(str(answer.status_code), {}).get("content", {})
            seen[answer.status_code] += 1
            assert answer.status_code < 500, (request.method, request.url, request.content, answer.text)
            assert str(answer.status_code) in operation["responses"], (request.method, request.url)
            assert answer.status_code == 204 or answer.headers["content-type"].partition(";")[0] in kinds

    assert seen[200] > REQUESTS / 5
    assert seen[201] > 0
    assert seen[422] > 0
