"""What the HTTP door promises: credentials, reach, retries, pages, exports, erasure."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from starlette.routing import compile_path
from tests.served import Served, serving

from continuo.doors.http.app import bare_app
from continuo.doors.http.reference import guarded_routes
from continuo.services.tenancy import SCOPES

ROUTES = [(method, r.path, r.rule) for r in guarded_routes(bare_app()) for method in r.methods or ()]
GUARDED = [(method, path, rule.scope) for method, path, rule in ROUTES if rule.scope is not None]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    with served.http() as client:
        yield client


@pytest.fixture
def user() -> str:
    return f"user-{uuid4().hex}"


def said(*texts: str) -> list[dict[str, str]]:
    return [{"role": "user", "text": text} for text in texts]


def add(http: httpx.Client, user: str, *texts: str, session: str = "talk", **headers: str) -> httpx.Response:
    body = {"user_id": user, "turns": said(*texts)}
    return http.post(f"/v1/sessions/{session}/turns", json=body, headers=headers)


def texts(http: httpx.Client, user: str, session: str = "talk") -> list[str]:
    answer = http.get(f"/v1/sessions/{session}/turns", params={"user_id": user, "limit": 500})
    return [turn["text"] for turn in answer.json().get("turns", ())]


def wait_for(true: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def filled(path: str) -> str:
    _, _, convertors = compile_path(path)
    for name in convertors:
        path = path.replace(f"{{{name}}}", "0" * 16 if name == "key_id" else "1")
    return path


@pytest.mark.parametrize(("method", "path", "scope"), GUARDED)
def test_no_guarded_route_answers_without_a_good_key(served: Served, method: str, path: str, scope: str) -> None:
    bad = ["", "Bearer", "Bearer ck_", "Basic YTpi", f"Bearer {served.key}x", f"Bearer {served.key[:-9]}"]
    bad += [f"Bearer ck_{'0' * 16}_{'a' * 43}_00000000", f"Token {served.key}", f"Bearer {'x' * 5000}"]

    with httpx.Client(base_url=served.url, trust_env=False) as http:
        answers = [http.request(method, filled(path), headers={"Authorization": header}) for header in bad]
        answers.append(http.request(method, filled(path)))

    assert {answer.status_code for answer in answers} == {401}
    assert all(answer.headers["WWW-Authenticate"].startswith('Bearer realm="continuo"') for answer in answers)


@pytest.mark.parametrize(("method", "path", "scope"), GUARDED)
def test_a_key_without_the_scope_of_a_route_is_refused_there(
    served: Served, method: str, path: str, scope: str
) -> None:
    with served.http(served.key_with(*(SCOPES - {scope}))) as http:
        answer = http.request(method, filled(path))

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:continuo:problem:out-of-scope")


def test_a_revoked_key_is_refused_within_seconds(served: Served, http: httpx.Client) -> None:
    made = http.post("/v1/keys", json={"name": "short-lived", "scopes": ["memory:read"]}).json()
    with served.http(made["secret"]) as other:
        assert other.get("/v1/users").status_code == 200
        assert http.delete(f"/v1/keys/{made['key']['key_id']}").status_code == 204
        wait_for(lambda: other.get("/v1/users").status_code != 200, seconds=5)

        assert other.get("/v1/users").status_code == 401


def test_a_key_makes_no_key_that_may_do_more(served: Served) -> None:
    with served.http(served.key_with("keys:admin", "memory:read")) as http:
        wider = http.post("/v1/keys", json={"name": "wider", "scopes": ["memory:read", "memory:erase"]})
        equal = http.post("/v1/keys", json={"name": "equal", "scopes": ["memory:read"], "lifetime_days": 1})
        listed = http.get("/v1/keys")

    assert (wider.status_code, equal.status_code) == (403, 201)
    assert equal.json()["secret"] not in listed.text
    assert equal.json()["key"]["key_id"] in {key["key_id"] for key in listed.json()["keys"]}


def test_another_tenants_things_and_missing_things_are_answered_alike(served: Served, user: str) -> None:
    with served.http() as mine, served.http(served.other_key) as theirs:
        assert add(mine, user, "I keep bees.").status_code == 201
        nobody = f"user-{uuid4().hex}"
        pairs = [
            [theirs.get("/v1/sessions/talk", params={"user_id": name}) for name in (user, nobody)],
            [theirs.get("/v1/sessions/talk/turns", params={"user_id": name}) for name in (user, nobody)],
            [theirs.get(f"/v1/users/{name}/export") for name in (user, nobody)],
            [theirs.delete(f"/v1/users/{name}/memory") for name in (user, nobody)],
            [theirs.get(f"/v1/facts/{uuid4()}", params={"user_id": name}) for name in (user, nobody)],
        ]

        assert all(foreign.status_code == 404 and foreign.content == missing.content for foreign, missing in pairs)
        assert user not in theirs.get("/v1/users").text
        assert texts(mine, user) == ["I keep bees."]


def test_turns_are_there_when_the_answer_comes(http: httpx.Client, user: str) -> None:
    answer = add(http, user, "one", "two")

    assert answer.status_code == 201
    assert answer.json() == {"session_id": "talk", "positions": [1, 2], "last_position": 2}
    assert texts(http, user) == ["one", "two"]


def test_a_session_without_a_name_gets_one_that_a_retry_gets_again(http: httpx.Client, user: str) -> None:
    body = {"user_id": user, "turns": said("hello")}

    first = http.post("/v1/sessions", json=body, headers={"Idempotency-Key": f"begin-{user}"})
    again = http.post("/v1/sessions", json=body, headers={"Idempotency-Key": f"begin-{user}"})
    other = http.post("/v1/sessions", json=body)

    assert first.status_code == 201
    assert first.json() == again.json()
    assert other.json()["session_id"] != first.json()["session_id"]
    assert texts(http, user, first.json()["session_id"]) == ["hello"]


def test_a_session_without_turns_is_named_and_not_stored(http: httpx.Client, user: str) -> None:
    answer = http.post("/v1/sessions", json={"user_id": user, "session_id": "later"})

    assert (answer.status_code, answer.json()["last_position"]) == (200, 0)
    assert http.get("/v1/sessions/later", params={"user_id": user}).status_code == 404


def test_a_request_sent_many_times_at_once_has_one_effect_and_one_answer(http: httpx.Client, user: str) -> None:
    key = {"Idempotency-Key": f"once-{user}"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: add(http, user, "only once", **key), range(24)))

    assert {(answer.status_code, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert texts(http, user) == ["only once"]


def test_a_request_key_that_comes_back_with_other_words_is_refused(http: httpx.Client, user: str) -> None:
    key = {"Idempotency-Key": f"key-{user}"}
    assert add(http, user, "first", **key).status_code == 201

    other = add(http, user, "second", **key)

    assert (other.status_code, other.json()["type"]) == (422, "urn:continuo:problem:key-reused")
    assert texts(http, user) == ["first"]


def test_a_known_event_id_is_stored_once_and_refused_with_other_words(http: httpx.Client, user: str) -> None:
    def send(text: str) -> httpx.Response:
        turn = {"role": "user", "text": text, "client_event_id": "e-1"}
        return http.post("/v1/sessions/talk/turns", json={"user_id": user, "turns": [turn]})

    assert send("a").json()["positions"] == send("a").json()["positions"] == [1]
    assert send("b").json()["type"] == "urn:continuo:problem:key-reused"
    assert texts(http, user) == ["a"]


def test_of_two_writers_who_saw_the_same_position_one_is_told_to_read_again(http: httpx.Client, user: str) -> None:
    body = {"user_id": user, "turns": said("next"), "expected_position": 1}
    assert add(http, user, "first").status_code == 201

    answers = [http.post("/v1/sessions/talk/turns", json=body) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json()["type"] == "urn:continuo:problem:stale-position"
    assert texts(http, user) == ["first", "next"]


def test_pages_of_sessions_and_turns_hold_each_entry_once(http: httpx.Client, user: str) -> None:
    for number in range(7):
        add(http, user, *map(str, range(7)), session=f"s{number}")

    assert sorted(entry["session_id"] for entry in paged(http, "/v1/sessions", "sessions", user_id=user)) == [
        f"s{number}" for number in range(7)
    ]
    assert [entry["text"] for entry in paged(http, "/v1/sessions/s3/turns", "turns", user_id=user)] == list("0123456")


def paged(http: httpx.Client, path: str, name: str, **query: Any) -> list[Any]:
    found: list[Any] = []
    after: dict[str, Any] = {}
    while True:
        page = http.get(path, params={**query, **after, "limit": 3}).json()
        found += page[name]
        if page["next"] is None:
            return found
        assert len(page[name]) == 3
        after = {"after": page["next"]}


def test_users_are_listed_in_order_a_page_at_a_time(served: Served) -> None:
    with served.http(served.other_key) as http:
        names = sorted(f"{letter}{uuid4().hex}" for letter in "aBü*z%7")
        for name in names:
            add(http, name, "here I am")

        listed = paged(http, "/v1/users", "users")

    assert [name for name in listed if name in names] == names
    assert len(set(listed)) == len(listed)


def test_what_is_remembered_is_a_turn_of_the_notes_and_names_its_own_fields(http: httpx.Client, user: str) -> None:
    kept = http.post("/v1/remember", json={"user_id": user, "text": "The key lies under the mat."})
    blank = http.post("/v1/remember", json={"user_id": user, "text": " "})

    assert (kept.status_code, kept.json()["session_id"]) == (201, "notes")
    assert blank.json()["errors"][0]["field"] == "text"
    assert texts(http, user, "notes") == ["The key lies under the mat."]


def test_an_ended_session_says_so_and_a_new_turn_reopens_it(http: httpx.Client, user: str) -> None:
    add(http, user, "goodbye")

    ended = http.post("/v1/sessions/talk/end", json={"user_id": user}).json()
    add(http, user, "one more thing")

    assert ended["ended_at"] is not None
    assert http.get("/v1/sessions/talk", params={"user_id": user}).json()["ended_at"] is None


def test_an_export_is_one_json_record_a_line_and_complete(http: httpx.Client, user: str) -> None:
    words = ["plain", "line\nbreak", "separators \u2028 \u2029 \x85 \x1e", "😀"]
    add(http, user, *words)

    answer = http.get(f"/v1/users/{user}/export")
    records = [json.loads(line) for line in answer.content.decode().split("\n")[:-1]]

    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [record["type"] for record in records] == ["person", "session", *["turn"] * len(words)]
    assert [record["text"] for record in records if record["type"] == "turn"] == words


@pytest.mark.parametrize("way", ["delete", "alias", "forget"])
def test_what_is_erased_is_found_by_no_read(http: httpx.Client, user: str, way: str) -> None:
    add(http, user, "my secret")
    calls = {
        "delete": lambda: http.delete(f"/v1/users/{user}/memory"),
        "alias": lambda: http.delete(f"/user/{user}/memory"),
        "forget": lambda: http.post("/v1/forget", json={"user_id": user}),
    }

    erased = calls[way]()

    assert erased.status_code == 200
    assert sum(erased.json()["counts"].values()) > 0
    assert texts(http, user) == []
    assert user not in http.get("/v1/users").text
    assert http.get(f"/v1/users/{user}/export").status_code == 404
    assert "my secret" not in http.post("/v1/recall", json={"user_id": user, "query": "my secret"}).text
    assert calls[way]().status_code == 404


def test_a_turn_is_found_right_after_its_commit(http: httpx.Client, user: str) -> None:
    add(http, user, "My sister keeps bees in Ghent.")

    found = http.post("/v1/recall", json={"user_id": user, "query": "who keeps bees?", "explain": True}).json()
    context = http.post("/v1/sessions/talk/context", json={"user_id": user, "query": "bees?", "max_tokens": 300})

    assert found["hits"][0]["text"] == "My sister keeps bees in Ghent."
    assert found["hits"][0]["session_id"] == "talk"
    assert found["hits"][0]["signals"]
    assert "bees in Ghent" in context.json()["text"]
    assert 0 < context.json()["tokens"] <= 300


def test_facts_and_episodes_are_read_with_their_sources(served: Served, http: httpx.Client, user: str) -> None:
    add(http, user, "I live in Lisbon.", "I work as a nurse.")
    http.post("/v1/sessions/talk/end", json={"user_id": user})
    with served.working():
        wait_for(lambda: http.get("/v1/sessions/talk", params={"user_id": user}).json()["consolidated_to"] == 2)

    facts = http.get("/v1/facts", params={"user_id": user}).json()["facts"]
    home = next(fact for fact in facts if fact["predicate"] == "lives_in")
    history = http.get(f"/v1/facts/{home['fact_id']}/history", params={"user_id": user}).json()["history"]
    session = http.get("/v1/sessions/talk", params={"user_id": user}).json()
    episodes = http.get("/v1/episodes", params={"user_id": user, "session_id": "talk"}).json()["episodes"]

    assert home["object"] == "Lisbon"
    assert home["evidence"][0]["source"]["session_uuid"] == session["session_uuid"]
    assert [step["change"] for step in history] == ["learned"]
    assert http.get(f"/v1/facts/{home['fact_id']}", params={"user_id": user}).json() == home
    assert http.get(f"/v1/facts/{home['fact_id']}", params={"user_id": "someone"}).status_code == 404
    assert episodes[0]["session_uuid"] == session["session_uuid"]


def test_jobs_are_seen_by_their_tenant_alone_and_only_dead_ones_are_replayed(served: Served, user: str) -> None:
    with served.http() as mine, served.http(served.other_key) as theirs:
        add(mine, user, "something to do")
        uuid = mine.get("/v1/sessions/talk", params={"user_id": user}).json()["session_uuid"]
        (job,) = (j for j in mine.get("/v1/jobs", params={"limit": 500}).json()["jobs"] if j["session_uuid"] == uuid)

        assert job["state"] == "waiting"
        assert uuid not in theirs.get("/v1/jobs").text
        assert mine.post(f"/v1/jobs/{job['job_id']}/replay").status_code == 404
        assert theirs.post(f"/v1/jobs/{job['job_id']}/replay").status_code == 404


def test_health_tells_names_to_everyone_and_details_to_those_with_a_key(served: Served, http: httpx.Client) -> None:
    with httpx.Client(base_url=served.url, trust_env=False) as stranger:
        bare = stranger.get("/health")
    full = http.get("/v1/health")

    assert (bare.status_code, bare.json()["status"]) == (200, "well")
    assert bare.json()["parts"] == dict.fromkeys(("database", "embedder", "hot tier", "live"), True)
    assert all(part["detail"] and part["detail"] not in bare.text for part in full.json()["parts"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/sessions/", 404),
        ("GET", "/v1/users//export", 404),
        ("GET", "/v1/recall", 405),
        ("PATCH", "/v1/sessions", 405),
        ("OPTIONS", "/v1/recall", 405),
    ],
)
def test_what_the_framework_refuses_is_a_problem_as_well(
    http: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = http.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (status == 405) == ("allow" in answer.headers)


def test_the_documentation_page_stands_alone_under_a_strict_policy(served: Served) -> None:
    with httpx.Client(base_url=served.url, trust_env=False) as stranger:
        page, document = stranger.get("/docs"), stranger.get("/openapi.json")

    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page.text
    assert document.json()["openapi"].startswith("3.1")


def test_answers_are_not_kept_by_caches_nor_taken_for_something_else(http: httpx.Client) -> None:
    answers = [http.get("/v1/users"), http.get("/nowhere"), http.get("/docs")]

    assert {(a.headers["cache-control"], a.headers["x-content-type-options"]) for a in answers} == {
        ("no-store", "nosniff")
    }


def test_a_caller_who_stops_in_the_middle_of_a_body_harms_nobody(
    served: Served, http: httpx.Client, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    address = urlsplit(served.url)
    head = f"POST /v1/sessions/talk/turns HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {served.key}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    for _ in range(3):
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=5) as wire:
            wire.sendall(head.encode() + b'{"user_id": "')

    assert add(http, user, "still here").status_code == 201
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
