"""The Python client against a server on loopback that does as it is told."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from continuo_client import (
    AsyncClient,
    Client,
    Invalid,
    NotFound,
    QuotaExceeded,
    Unavailable,
    UnexpectedAnswer,
    Unreachable,
)

HANG_UP = "hang up"
ADDED = {"session_id": "s", "positions": [1], "last_position": 1}
ERASED = {"erasure_id": "e", "user_id": "ana", "erased_at": "2026-05-01T00:00:00Z", "epoch": 1, "counts": {}}


@dataclass
class Script:
    """What to answer, in order, and what came; the last answer is given for ever."""

    answers: list[Any]
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


@contextmanager
def scripted(*answers: Any) -> Iterator[Script]:
    script = Script(list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            script.requests.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body or "{}")})
            step = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
            if step == HANG_UP:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, headers, content = step(script.requests[-1]) if callable(step) else step
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - named by the standard library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def good(body: Any, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def bad(
    status: int, slug: str, headers: dict[str, str] | None = None, **more: Any
) -> tuple[int, dict[str, str], bytes]:
    body = {"type": f"urn:continuo:problem:{slug}", "title": "t", "status": status, "detail": "d", **more}
    return status, headers or {}, json.dumps(body).encode()


def key_of(request: dict[str, Any]) -> str | None:
    return request["headers"].get("Idempotency-Key")


@pytest.mark.parametrize("failure", [HANG_UP, bad(503, "unavailable"), bad(429, "quota-exceeded")])
def test_what_failed_on_the_way_is_sent_again_under_the_same_key(failure: Any) -> None:
    with scripted(failure, failure, good(ADDED, 201)) as script, Client(script.url, "k") as client:
        added = client.add("hello", user_id="ana", session_id="s")

    assert added.positions == (1,)
    assert len(script.requests) == 3
    assert len({key_of(request) for request in script.requests}) == 1
    assert key_of(script.requests[0])


async def test_the_asynchronous_client_does_the_same() -> None:
    with scripted(HANG_UP, bad(503, "unavailable"), good(ADDED, 201)) as script:
        async with AsyncClient(script.url, "k") as client:
            added = await client.add("hello", user_id="ana", session_id="s")

    assert added.last_position == 1
    assert len({key_of(request) for request in script.requests}) == 1


def test_two_calls_never_share_a_key() -> None:
    with scripted(good(ADDED, 201)) as script, Client(script.url, "k") as client:
        client.add("hello", user_id="ana", session_id="s")
        client.add("hello", user_id="ana", session_id="s")

    assert key_of(script.requests[0]) != key_of(script.requests[1])


def test_a_mistake_of_the_caller_is_sent_once() -> None:
    finding = {"field": "turns[0].text", "problem": "must not be empty or blank"}
    with (
        scripted(bad(422, "invalid", errors=[finding])) as script,
        Client(script.url, "k") as client,
        pytest.raises(Invalid) as raised,
    ):
        client.add("", user_id="ana")

    assert (raised.value.field, raised.value.status) == ("turns[0].text", 422)
    assert len(script.requests) == 1


def test_a_server_that_asks_for_patience_is_given_it() -> None:
    busy = bad(429, "quota-exceeded", {"Retry-After": "1"})
    with scripted(busy, good({"users": [], "next": None})) as script, Client(script.url, "k") as client:
        began = time.monotonic()
        users = client.users.list()

    assert users == []
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    ("answer", "error"), [(bad(503, "unavailable"), Unavailable), (bad(429, "quota-exceeded"), QuotaExceeded)]
)
def test_after_the_last_retry_the_error_is_told(answer: Any, error: type[Exception]) -> None:
    with scripted(answer) as script, Client(script.url, "k", retries=2) as client, pytest.raises(error):
        client.users.list()

    assert len(script.requests) == 3


def test_what_must_not_happen_twice_is_not_sent_again_after_it_may_have_happened() -> None:
    with scripted(HANG_UP, good(ERASED)) as script, Client(script.url, "k") as client:
        with pytest.raises(Unreachable):
            client.forget(user_id="ana")
        assert client.forget(user_id="ana").epoch == 1

    assert len(script.requests) == 2


def test_a_server_that_is_not_there_is_named_without_the_key() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with Client(url, "ck_secret", retries=1) as client, pytest.raises(Unreachable) as raised:
            client.users.list()

    assert url in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_list_too_long_for_one_request_goes_in_parts_that_follow_each_other() -> None:
    def place(request: dict[str, Any]) -> Any:
        first = (request["body"].get("expected_position") or 0) + 1
        last = first + len(request["body"]["turns"]) - 1
        return good({"session_id": "s", "positions": list(range(first, last + 1)), "last_position": last}, 201)

    with scripted(place) as script, Client(script.url, "k") as client:
        added = client.add([str(n) for n in range(1201)], user_id="ana", expected_position=0, request_id="import-7")

    assert [len(request["body"]["turns"]) for request in script.requests] == [500, 500, 201]
    assert [key_of(request) for request in script.requests] == ["import-7-0", "import-7-500", "import-7-1000"]
    assert [request["body"]["expected_position"] for request in script.requests] == [0, 500, 1000]
    assert len({request["path"] for request in script.requests}) == 1
    assert added.positions == tuple(range(1, 1202))


def test_a_mistake_in_a_later_part_is_named_by_its_place_in_the_whole() -> None:
    finding = {"field": "turns[2].text", "problem": "must not be empty or blank"}
    wrong = bad(422, "invalid", errors=[finding])
    with (
        scripted(good(ADDED, 201), wrong) as script,
        Client(script.url, "k") as client,
        pytest.raises(Invalid) as raised,
    ):
        client.add(["x"] * 600, user_id="ana", session_id="s")

    assert raised.value.field == "turns[502].text"
    assert len(script.requests) == 2


@pytest.mark.parametrize("content", [b"<html></html>", b"[]", b"{}", b""])
def test_an_answer_of_another_service_is_told_apart(content: bytes) -> None:
    with scripted((200, {}, content)) as script, Client(script.url, "k") as client, pytest.raises(UnexpectedAnswer):
        client.add("hello", user_id="ana")

    assert len(script.requests) == 1


def test_pages_are_read_until_there_are_enough() -> None:
    first, second = good({"users": ["a", "b"], "next": "b"}), good({"users": ["c"], "next": None})
    with scripted(first, second) as script, Client(script.url, "k") as client:
        users = client.users.list()

    assert users == ["a", "b", "c"]
    assert script.requests[1]["path"] == "/v1/users?limit=500&after=b"


def test_an_export_that_breaks_off_is_an_error_and_not_a_short_export() -> None:
    whole, half = b'{"type": "person"}\n{"type": "turn"}\n', b'{"type": "person"}\n{"type": "tu'
    answers = (200, {}, whole), (200, {}, half), bad(404, "not-found")
    with scripted(*answers) as script, Client(script.url, "k") as client:
        assert [record["type"] for record in client.export("ana")] == ["person", "turn"]
        with pytest.raises(UnexpectedAnswer):
            list(client.export("ana"))
        with pytest.raises(NotFound):
            list(client.export("ana"))
    assert {request["path"] for request in script.requests} == {"/v1/users/ana/export"}


def test_an_unwell_server_is_an_answer_and_not_an_error() -> None:
    sick = good({"status": "unwell", "parts": {"database": False}}, 503)
    with scripted(sick) as script, Client(script.url) as client:
        health = client.health()

    assert health.parts == {"database": False}
    assert len(script.requests) == 1
    assert "Authorization" not in script.requests[0]["headers"]
