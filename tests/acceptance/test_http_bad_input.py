"""Bad input through HTTP: a clear problem that names the field, or stored faithfully; never a 500, nothing by half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from tests.served import BODY_LIMIT_BYTES, Served, serving

LONE = "\ud800"
ODD_NAMES = [
    "*",
    "%",
    "a/b",
    "a/../b",
    "%2F",
    "with a space",
    "..",
    ".",
    "?x=1",
    "#top",
    "ünïcode",
    "😀",
    "a\\b",
    "x/turns",
]
BAD_NAMES = ["", " ", " ana", "ana ", "a\x00b", f"a{LONE}b", "x" * 300, "line\nbreak"]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    with served.http() as client:
        yield client


@pytest.fixture
def user(http: httpx.Client) -> str:
    """Return a user with one turn in the session ``talk``."""
    name = f"user-{uuid4().hex}"
    turn = {"role": "user", "text": "I keep bees."}
    assert http.post("/v1/sessions/talk/turns", json={"user_id": name, "turns": [turn]}).status_code == 201
    return name


def post(http: httpx.Client, path: str, body: Any) -> httpx.Response:
    """Send a body as JSON in ASCII, which can carry what UTF-8 cannot."""
    return http.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})


def add(http: httpx.Client, user: str, *turns: Any, **more: Any) -> httpx.Response:
    return post(http, "/v1/sessions/talk/turns", {"user_id": user, "turns": list(turns)} | more)


def stored(http: httpx.Client, user: str, session: str = "talk") -> list[dict[str, Any]]:
    answer = http.get(f"/v1/sessions/{quote(session, safe='')}/turns", params={"user_id": user, "limit": 500})
    return answer.json()["turns"] if answer.status_code == 200 else []


def fields(answer: httpx.Response) -> list[str]:
    """Return the fields that a problem names."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code
    return [error["field"] for error in answer.json().get("errors", [])]


def good(text: str = "fine", **more: Any) -> dict[str, Any]:
    return {"role": "user", "text": text} | more


@pytest.mark.parametrize(
    ("turn", "field"),
    [
        ({"role": "user", "text": ""}, "turns[1].text"),
        ({"role": "user", "text": " \n\t "}, "turns[1].text"),
        ({"role": "user", "text": "x" * 1_000_000}, "turns[1].text"),
        ({"role": "user", "text": "a\x00b"}, "turns[1].text"),
        ({"role": "user", "text": f"a{LONE}b"}, "turns[1].text"),
        ({"role": "user", "text": "\udc00"}, "turns[1].text"),
        ({"role": "user", "text": 5}, "turns[1].text"),
        ({"role": "user", "text": None}, "turns[1].text"),
        ({"role": "user", "text": ["a"]}, "turns[1].text"),
        ({"role": "user"}, "turns[1].text"),
        ({"role": "robot", "text": "a"}, "turns[1].role"),
        ({"role": "USER", "text": "a"}, "turns[1].role"),
        ({"role": None, "text": "a"}, "turns[1].role"),
        ({"role": ["user"], "text": "a"}, "turns[1].role"),
        ({"text": "a"}, "turns[1].role"),
        ({"role": "user", "text": "a", "mood": "good"}, "turns[1].mood"),
        ({"role": "user", "text": "a", "speaker": "x" * 300}, "turns[1].speaker"),
        ({"role": "user", "text": "a", "speaker": f"a{LONE}"}, "turns[1].speaker"),
        ({"role": "user", "text": "a", "speaker": "a\x00"}, "turns[1].speaker"),
        ({"role": "user", "text": "a", "speaker": True}, "turns[1].speaker"),
        ({"role": "user", "text": "a", "client_event_id": ""}, "turns[1].client_event_id"),
        ({"role": "user", "text": "a", "client_event_id": "x" * 300}, "turns[1].client_event_id"),
        ({"role": "user", "text": "a", "client_event_id": f"a{LONE}"}, "turns[1].client_event_id"),
        ({"role": "user", "text": "a", "client_event_id": "a\x00"}, "turns[1].client_event_id"),
        ({"role": "user", "text": "a", "client_event_id": 7}, "turns[1].client_event_id"),
        ({"role": "user", "text": "a", "said_at": "2026-05-01T09:30:00"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "9999-12-31T23:59:59Z"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "0001-01-01T00:00:00+14:00"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "2026-02-30T00:00:00Z"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "yesterday"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": 1_700_000_000}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "1700000000"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "2026-05-01"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "said_at": "2026-05-01T09:30:00+25:00"}, "turns[1].said_at"),
        ({"role": "user", "text": "a", "purposes": []}, "turns[1].purposes"),
        ({"role": "user", "text": "a", "purposes": ["a|b"]}, "turns[1].purposes[0]"),
        ({"role": "user", "text": "a", "purposes": ["a,b"]}, "turns[1].purposes[0]"),
        ({"role": "user", "text": "a", "purposes": ["a\x00"]}, "turns[1].purposes[0]"),
        ({"role": "user", "text": "a", "purposes": "memory"}, "turns[1].purposes"),
        ("a turn", "turns[1]"),
        (None, "turns[1]"),
    ],
)
def test_a_bad_turn_is_named_and_its_good_neighbours_are_not_stored(
    http: httpx.Client, user: str, turn: Any, field: str
) -> None:
    answer = add(http, user, good("before"), turn, good("after"))

    assert answer.status_code == 422
    assert fields(answer) == [field]
    assert len(stored(http, user)) == 1


def test_a_time_further_ahead_than_clocks_differ_is_refused(http: httpx.Client, user: str) -> None:
    ahead = datetime.now(UTC) + timedelta(days=10)

    answer = add(http, user, good(said_at=ahead.isoformat()))

    assert (answer.status_code, fields(answer)) == (422, ["turns[0].said_at"])
    assert len(stored(http, user)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "😀👩‍👩‍👧‍👦🏳️‍🌈",
        "\u202eright to left\u202c العربية עברית",
        "e\u0301 is not é",
        "  kept as it is\r\n\ttabs and all\u00a0",
        "\ufffe\uffff\U0010ffff",
        "\x01\x1b[31m\x7f",
        "<script>alert(1)</script> & {{7*7}} '; DROP TABLE turn; --",
        "x" * 100_000,
        "😀" * 100_000,
    ],
)
def test_odd_but_valid_text_comes_back_equal(http: httpx.Client, user: str, text: str) -> None:
    assert add(http, user, good(text)).status_code == 201
    assert http.post("/v1/sessions/utf8/turns", json={"user_id": user, "turns": [good(text)]}).status_code == 201

    assert stored(http, user)[-1]["text"] == text
    assert stored(http, user, "utf8")[-1]["text"] == text


def test_turns_out_of_order_in_time_keep_the_order_in_which_they_were_told(http: httpx.Client, user: str) -> None:
    times = ["2026-05-03T00:00:00Z", "2026-05-01T00:00:00+02:00", "2026-05-02T00:00:00-11:30", "1900-01-01T00:00:00Z"]

    assert add(http, user, *(good(said_at=t) for t in times)).status_code == 201

    told = [datetime.fromisoformat(turn["said_at"]) for turn in stored(http, user)[1:]]
    assert told == [datetime.fromisoformat(t) for t in times]


def test_an_unknown_session_is_not_found(http: httpx.Client, user: str) -> None:
    answers = [
        http.get("/v1/sessions/nowhere", params={"user_id": user}),
        http.get("/v1/sessions/nowhere/turns", params={"user_id": user}),
        http.post("/v1/sessions/nowhere/end", json={"user_id": user}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in answers)


def test_sessions_of_one_name_in_two_tenants_and_of_two_users_are_strangers(served: Served, user: str) -> None:
    with served.http() as mine, served.http(served.other_key) as theirs:
        assert add(theirs, user, good("theirs alone")).json()["positions"] == [1]
        assert add(mine, f"{user}-2", good("of another user")).json()["positions"] == [1]

        assert [turn["text"] for turn in stored(mine, user)] == ["I keep bees."]
        assert [turn["text"] for turn in stored(theirs, user)] == ["theirs alone"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_user_of_an_odd_name_is_a_person_like_any_other(served: Served, name: str) -> None:
    person = name
    with served.http() as http:
        neighbour = f"neighbour-{uuid4().hex}"
        assert add(http, neighbour, good("not yours")).status_code == 201
        assert add(http, person, good("mine")).status_code == 201

        step = quote(person, safe="").replace(".", "%2E")
        lines = [json.loads(line) for line in http.get(f"/v1/users/{step}/export").text.split("\n")[:-1]]
        erased = http.delete(f"/v1/users/{step}/memory")

        assert lines[0]["user_id"] == person
        assert [line["text"] for line in lines if line["type"] == "turn"] == ["mine"]
        assert (erased.status_code, erased.json()["user_id"]) == (200, person)
        assert stored(http, person) == []
        assert [turn["text"] for turn in stored(http, neighbour)] == ["not yours"]


@pytest.mark.parametrize("name", ["*", "%", "_", "", "**", "%25"])
def test_a_pattern_in_place_of_a_user_reads_and_erases_nobody(http: httpx.Client, user: str, name: str) -> None:
    erased = http.delete(f"/v1/users/{quote(name, safe='')}/memory")
    alias = http.delete(f"/user/{quote(name, safe='')}/memory")
    read = http.get(f"/v1/users/{quote(name, safe='')}/export")

    assert {erased.status_code, alias.status_code, read.status_code} == {404}
    assert len(stored(http, user)) == 1


@pytest.mark.parametrize("name", ["a/b", "x/turns", "x/end", "*", "%2F", "with a space", ".."])
def test_a_session_of_an_odd_name_is_found_under_it_alone(http: httpx.Client, user: str, name: str) -> None:
    path = f"/v1/sessions/{quote(name, safe='').replace('.', '%2E')}"

    assert post(http, f"{path}/turns", {"user_id": user, "turns": [good(name)]}).status_code == 201
    shown = http.get(path, params={"user_id": user})

    assert (shown.status_code, shown.json()["session_id"]) == (200, name)
    assert [turn["text"] for turn in http.get(f"{path}/turns", params={"user_id": user}).json()["turns"]] == [name]
    assert http.get("/v1/sessions/x", params={"user_id": user}).status_code == 404


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_bad_user_name_in_a_body_is_named(http: httpx.Client, name: str) -> None:
    bodies = {
        "/v1/sessions": {"turns": [good()]},
        "/v1/sessions/talk/turns": {"turns": [good()]},
        "/v1/sessions/talk/end": {},
        "/v1/sessions/talk/context": {"query": "who"},
        "/v1/context": {"query": "who"},
        "/v1/recall": {"query": "who"},
        "/v1/remember": {"text": "this"},
        "/v1/forget": {},
    }

    answers = [post(http, path, {"user_id": name} | body) for path, body in bodies.items()]

    assert {answer.status_code for answer in answers} == {422}
    assert all(fields(answer) == ["user_id"] for answer in answers)


@pytest.mark.parametrize("name", ["", "%20", "%20ana", "a%00b", "a%ED%A0%80b", "%ff", "x" * 300, "%0A"])
def test_a_bad_user_name_in_a_query_is_refused(http: httpx.Client, name: str) -> None:
    paths = ["/v1/sessions", "/v1/sessions/talk", "/v1/sessions/talk/turns", "/v1/facts", "/v1/episodes"]

    answers = [http.get(f"{path}?user_id={name}") for path in paths]

    assert {answer.status_code for answer in answers} <= {400, 422}
    assert all(fields(answer) in ([], ["user_id"]) for answer in answers)


@pytest.mark.parametrize("name", ["%20", "a%00b", "a%ED%A0%80b", "%ff", "x" * 300, "%zz", "%0A"])
def test_a_bad_name_in_a_path_is_named(http: httpx.Client, user: str, name: str) -> None:
    raw = httpx.URL(http.base_url).copy_with(raw_path=f"/v1/users/{name}/memory".encode())
    session = httpx.URL(http.base_url).copy_with(raw_path=f"/v1/sessions/{name}?user_id={user}".encode())

    erased, read = http.delete(raw), http.get(session)

    assert (erased.status_code, fields(erased)) == (422, ["user_id"])
    assert (read.status_code, fields(read)) == (422, ["session_id"])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{'user_id': 'ana'}",
        b"\xff\xfe{}",
        b'\xef\xbb\xbf{"user_id": "ana", "query": "who"}',
        b'{"user_id": "ana", "query": NaN}',
        b'{"user_id": "ana", "query": "who", "limit": Infinity}',
        b'{"user_id": "ana", "query": "who", "limit": -Infinity}',
        b'{"user_id": "ana", "query": "who"} {}',
        b'{"user_id": "ana", "query": "a\nb"}',
        b"[" * 100_000,
        b'{"user_id": "ana", "query": "who", "limit": ' + b"1" * 10_000 + b"}",
        b'{"user_id": "\xed\xa0\x80", "query": "who"}',
        b'"ana"',
        b"[]",
        b"null",
        b"5",
    ],
)
def test_a_body_that_is_no_json_object_is_refused(http: httpx.Client, raw: bytes) -> None:
    answer = http.post("/v1/recall", content=raw, headers={"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert fields(answer) in ([], ["body"])


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ('{"user_id": "ana", "user_id": "bob", "turns": []}', "user_id"),
        ('{"user_id": "ana", "turns": [{"role": "user", "text": "a", "text": "b"}]}', "turns[0].text"),
        ('{"turns": 1, "user_id": "ana", "turns": [{"a": 1, "a": 2}]}', "turns"),
    ],
)
def test_a_doubled_key_is_named_by_its_path(http: httpx.Client, user: str, raw: str, path: str) -> None:
    answer = http.post("/v1/sessions/talk/turns", content=raw, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert f"the key {path} occurs twice" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"limit": "5"}, "limit"),
        ({"limit": True}, "limit"),
        ({"limit": 5.0}, "limit"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": 10**30}, "limit"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["turn"]}, "kinds[0]"),
        ({"kinds": "fact"}, "kinds"),
        ({"explain": 1}, "explain"),
        ({"explain": "true"}, "explain"),
        ({"asked_at": "2026-05-01T09:30:00"}, "asked_at"),
        ({"asked_at": "9999-12-31T23:59:59Z"}, "asked_at"),
        ({"purpose": "a|b"}, "purpose"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": LONE}, "purpose"),
        ({"query": ""}, "query"),
        ({"query": " "}, "query"),
        ({"query": "a\x00b"}, "query"),
        ({"query": f"a{LONE}b"}, "query"),
        ({"query": "x" * 10_001}, "query"),
        ({"query": 5}, "query"),
        ({"tenant_id": "other"}, "tenant_id"),
        ({"user_id": 5}, "user_id"),
        ({"user_id": True}, "user_id"),
        ({"user_id": ["ana"]}, "user_id"),
        ({"user_id": None}, "user_id"),
    ],
)
def test_a_wrong_value_of_a_question_is_named(http: httpx.Client, body: dict[str, Any], field: str) -> None:
    answer = post(http, "/v1/recall", {"user_id": "ana", "query": "who"} | body)

    assert (answer.status_code, fields(answer)) == (422, [field])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"max_tokens": 49}, "max_tokens"),
        ({"max_tokens": 100_001}, "max_tokens"),
        ({"max_tokens": "500"}, "max_tokens"),
        ({"session_id": ""}, "session_id"),
        ({"session_id": f"{LONE}"}, "session_id"),
        ({"session_id": "x" * 300}, "session_id"),
    ],
)
def test_a_wrong_value_of_a_context_is_named(http: httpx.Client, body: dict[str, Any], field: str) -> None:
    answer = post(http, "/v1/context", {"user_id": "ana", "query": "who"} | body)

    assert (answer.status_code, fields(answer)) == (422, [field])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("user_id=ana&limit=0", "limit"),
        ("user_id=ana&limit=501", "limit"),
        ("user_id=ana&limit=many", "limit"),
        ("user_id=ana&after=1", "after"),
        ("user_id=ana&as_of=2026-05-01T09:30:00", "as_of"),
        ("user_id=ana&as_of=9999-12-31T23:59:59Z", "as_of"),
        ("user_id=ana&status=gone", "status"),
        ("user_id=ana&predicate=a%00b", "predicate"),
        ("user_id=ana&about=a%00b", "about"),
        ("user_id=ana&colour=red", "colour"),
        ("user_id=ana&user_id=bob", "user_id"),
        ("limit=5", "user_id"),
    ],
)
def test_a_wrong_parameter_is_named(http: httpx.Client, query: str, field: str) -> None:
    answer = http.get(f"/v1/facts?{query}")

    assert (answer.status_code, fields(answer)) == (422, [field])


def test_names_and_values_of_a_bad_request_are_not_repeated(http: httpx.Client, user: str) -> None:
    secret = "my therapist is called Miriam"

    answers = [
        add(http, user, {"role": secret, "text": "a"}),
        add(http, user, {"role": "user", "text": "a", secret: 1}),
        add(http, user, good(said_at=secret)),
        add(http, user, good(purposes=[secret])),
        post(http, "/v1/recall", {"user_id": "ana", "query": "a", "kinds": [secret]}),
        http.get("/v1/facts", params={"user_id": "ana", "status": secret}),
        http.get("/v1/facts", params={"user_id": "ana", secret: 1}),
        http.get(f"/v1/facts/{secret}", params={"user_id": "ana"}),
        http.get(f"/v1/sessions/{secret}", params={"user_id": "ana"}),
        http.get(f"/v1/jobs/{secret}"),
    ]

    assert all(400 <= answer.status_code < 500 for answer in answers)
    assert not any("Miriam" in answer.text for answer in answers)


def test_a_body_of_100_mb_is_refused_before_it_is_read(http: httpx.Client, user: str) -> None:
    announced = http.post(
        "/v1/sessions/talk/turns", content=b"x" * 100_000_000, headers={"Content-Type": "application/json"}
    )

    assert (announced.status_code, fields(announced)) == (413, [])
    assert len(stored(http, user)) == 1


def test_a_body_that_does_not_say_its_size_is_refused_while_it_streams(http: httpx.Client, user: str) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"user_id": "'
        while sent < 100_000_000:
            sent += 65_536
            yield b"x" * 65_536

    try:
        answer = http.post("/v1/sessions/talk/turns", content=chunks(), headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
    except httpx.WriteError:
        assert sent > BODY_LIMIT_BYTES
    assert len(stored(http, user)) == 1


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "", "json"]
)
def test_a_body_of_another_media_type_is_refused(http: httpx.Client, media_type: str) -> None:
    body = json.dumps({"user_id": "ana", "query": "who"})

    answer = http.post("/v1/recall", content=body, headers={"Content-Type": media_type})

    assert answer.status_code == 415


def test_a_body_where_none_is_taken_is_refused(http: httpx.Client, user: str) -> None:
    answer = http.request("DELETE", f"/v1/users/{user}/memory", json={"user_id": "someone-else"})

    assert (answer.status_code, fields(answer)) == (422, ["body"])
    assert len(stored(http, user)) == 1


@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 201])
def test_a_bad_idempotency_key_is_named(http: httpx.Client, user: str, key: str) -> None:
    answer = http.post(
        "/v1/sessions/talk/turns",
        json={"user_id": user, "turns": [good()]},
        headers=[(b"Idempotency-Key", key.encode("latin-1"))],
    )

    assert (answer.status_code, fields(answer)) == (422, ["Idempotency-Key"])
    assert len(stored(http, user)) == 1


def test_too_many_turns_at_once_are_refused_whole(http: httpx.Client, user: str) -> None:
    answer = add(http, user, *[good(str(n)) for n in range(1001)])

    assert (answer.status_code, fields(answer)) == (422, ["turns"])
    assert len(stored(http, user)) == 1


def test_one_event_id_twice_in_a_request_is_refused_whole(http: httpx.Client, user: str) -> None:
    answer = add(http, user, good("a", client_event_id="same"), good("b", client_event_id="same"))

    assert (answer.status_code, fields(answer)) == (422, ["turns[1].client_event_id"])
    assert len(stored(http, user)) == 1
