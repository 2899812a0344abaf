"""Entities and the graph through HTTP: found, walked, merged, taken apart, exported, erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.served import Served, serving

from continuo.domain.scope import Scope
from continuo.wiring import DEFAULT_TENANT

TALK = (
    "My sister Ana lives in Porto.",
    "I am allergic to peanuts.",
    "I love hiking.",
    "Ana visited me in Berlin, and we went hiking.",
    "Anna called from Porto.",
)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    with served.http() as client:
        yield client


@pytest.fixture
def user(served: Served, http: httpx.Client) -> str:
    """Return somebody who has talked, and been listened to."""
    name = f"user-{uuid4().hex}"
    turns = [{"role": "user", "text": text} for text in TALK]
    assert http.post("/v1/sessions/talk/turns", json={"user_id": name, "turns": turns}).status_code == 201
    http.post("/v1/sessions/talk/end", json={"user_id": name})
    scope = Scope.of(DEFAULT_TENANT, name)
    served.run(served.platform.consolidation.consolidate(scope, scope.session("talk"), epoch=0))
    return name


def entities(http: httpx.Client, user: str, **asked: Any) -> list[dict[str, Any]]:
    answer = http.get("/v1/entities", params={"user_id": user, **asked})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["entities"])


def only(http: httpx.Client, user: str, name: str) -> dict[str, Any]:
    (found,) = entities(http, user, name=name)
    return found


def graph(http: httpx.Client, user: str, **asked: Any) -> dict[str, Any]:
    answer = http.get("/v1/graph", params={"user_id": user, **asked})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def kinds(found: dict[str, Any]) -> dict[str, str]:
    """Return the kind of each relation that stands on a fact, by the name of what it leads to."""
    names = {n["entity"]["entity_id"]: n["entity"]["name"] for n in found["entities"]}
    return {names[r["to_entity"]].lower(): r["kind"] for r in found["relations"] if r["fact_id"]}


def test_what_is_spoken_of_is_listed_with_its_type_and_names(http: httpx.Client, user: str) -> None:
    ana = only(http, user, "ana")
    assert (ana["type"], ana["label"], ana["name"]) == ("person", "Person", "Ana")
    assert {n["text"] for n in ana["names"] if n["role"]} == {"sister"}
    assert {e["name"] for e in entities(http, user, type="place")} == {"Porto", "Berlin"}
    assert [e["label"] for e in entities(http, user, type="user")] == ["User"]
    assert entities(http, user, name="nobody of that name") == []


def test_entities_come_in_pages_that_end(http: httpx.Client, user: str) -> None:
    every = [e["entity_id"] for e in entities(http, user)]
    seen: list[str] = []
    after: str | None = None
    while True:
        asked = {"user_id": user, "limit": 2} | ({"after": after} if after else {})
        page = http.get("/v1/entities", params=asked).json()
        seen += [e["entity_id"] for e in page["entities"]]
        after = page["next"]
        if after is None:
            break
    assert seen == every == sorted(every)
    assert len(every) >= 5


def test_an_entity_shows_where_it_is_spoken_of(http: httpx.Client, user: str) -> None:
    ana = only(http, user, "Ana")
    shown = http.get(f"/v1/entities/{ana['entity_id']}", params={"user_id": user}).json()
    said = [TALK[m["source"]["position"] - 1][m["source"]["start"] : m["source"]["end"]] for m in shown["mentions"]]
    assert shown["entity"] == ana
    assert said == ["Ana", "Ana"]
    assert shown["parts"] == []


def test_the_graph_around_the_user_has_the_edges_of_the_paper_with_evidence(http: httpx.Client, user: str) -> None:
    found = graph(http, user, depth=2)
    assert found["entities"][0]["entity"]["label"] == "User"
    assert kinds(found)["hiking"] == "INTERESTED_IN"
    assert kinds(found)["peanuts"] == "HAS_CONSTRAINT"
    assert kinds(found)["ana"] == "HAS_SIBLING"
    assert all(r["evidence"] for r in found["relations"])
    assert all(0 <= r["weight"] <= 1 for r in found["relations"])
    depths = {n["entity"]["entity_id"]: n["depth"] for n in found["entities"]}
    assert depths[found["middle"]] == 0
    assert set(depths.values()) <= {0, 1, 2}
    assert {r[end] for r in found["relations"] for end in ("from_entity", "to_entity")} <= set(depths)


def test_the_graph_around_a_thing_leads_to_what_it_is_named_with(http: httpx.Client, user: str) -> None:
    berlin = only(http, user, "Berlin")
    found = graph(http, user, entity=berlin["entity_id"])
    assert found["middle"] == berlin["entity_id"]
    assert {n["entity"]["name"] for n in found["entities"]} >= {"Berlin", "Ana"}
    assert len(graph(http, user, entity=berlin["entity_id"], depth=3)["relations"]) > len(found["relations"])
    assert len(graph(http, user, depth=3, limit=2)["relations"]) == 2


def test_nothing_was_known_before_it_was_said(http: httpx.Client, user: str) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    assert entities(http, user, known_at=long_ago) == []
    assert graph(http, user, known_at=long_ago)["entities"] == []
    assert graph(http, user, as_of=long_ago)["relations"] == []
    berlin = only(http, user, "Berlin")["entity_id"]
    asked = {"user_id": user, "entity": berlin, "known_at": long_ago}
    assert http.get("/v1/graph", params=asked).status_code == 404


def test_two_names_of_one_person_are_merged_and_taken_apart_again(http: httpx.Client, user: str) -> None:
    anna, ana = only(http, user, "Anna")["entity_id"], only(http, user, "Ana")["entity_id"]
    before = graph(http, user, depth=3)
    for _ in range(2):
        merged = http.post(f"/v1/entities/{anna}/merge", json={"user_id": user, "into": ana})
        assert (merged.status_code, merged.json()["entity_id"]) == (200, ana)
    assert only(http, user, "Anna")["entity_id"] == ana
    shown = http.get(f"/v1/entities/{anna}", params={"user_id": user}).json()
    assert (shown["entity"]["entity_id"], [p["entity_id"] for p in shown["parts"]]) == (ana, [anna])
    taken = http.post(f"/v1/entities/{ana}/split", json={"user_id": user, "names": ["Anna"]})
    assert [e["entity_id"] for e in taken.json()["entities"]] == [anna]
    after = graph(http, user, depth=3)
    moments = ("known_from", "known_to")
    plain = [[{k: v for k, v in r.items() if k not in moments} for r in g["relations"]] for g in (before, after)]
    assert plain[0] == plain[1]


def test_a_mention_of_somebody_else_is_taken_out_by_its_place(http: httpx.Client, user: str) -> None:
    ana = only(http, user, "Ana")["entity_id"]
    shown = http.get(f"/v1/entities/{ana}", params={"user_id": user}).json()
    place = next(m["source"] for m in shown["mentions"] if m["source"]["position"] == 4)
    taken = http.post(f"/v1/entities/{ana}/split", json={"user_id": user, "mentions": [place]})
    assert taken.status_code == 200, taken.text
    (other,) = taken.json()["entities"]
    assert {e["entity_id"] for e in entities(http, user, name="Ana")} == {ana, other["entity_id"]}
    assert {n["entity"]["name"] for n in graph(http, user, entity=other["entity_id"])["entities"]} >= {"Berlin"}


def test_merges_and_splits_survive_a_rebuild(served: Served, http: httpx.Client, user: str) -> None:
    anna, ana = only(http, user, "Anna")["entity_id"], only(http, user, "Ana")["entity_id"]
    http.post(f"/v1/entities/{anna}/merge", json={"user_id": user, "into": ana})
    shown = http.get(f"/v1/entities/{ana}", params={"user_id": user}).json()
    place = next(m["source"] for m in shown["mentions"] if m["source"]["position"] == 4)
    http.post(f"/v1/entities/{ana}/split", json={"user_id": user, "mentions": [place]})
    before = graph(http, user, depth=3)
    done = served.run(served.platform.rebuild.rebuild(Scope.of(DEFAULT_TENANT, user)))
    assert done.before == done.after
    assert graph(http, user, depth=3) == before


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("merge", {"into": "{self}"}, "into"),
        ("merge", {"into": "no uuid"}, "into"),
        ("merge", {}, "into"),
        ("split", {}, "names"),
        ("split", {"names": ["Ana"], "mentions": [{"session_uuid": str(uuid4()), "position": 1, "start": 0, "end": 3}]},
         "names"),
        ("split", {"names": []}, "names"),
        ("split", {"names": ["Nobody"]}, "names"),
        ("split", {"names": ["Ana"]}, "names"),
        ("split", {"mentions": [{"session_uuid": str(uuid4()), "position": 0, "start": 0, "end": 3}]},
         "mentions[0].position"),
        ("split", {"mentions": [{"session_uuid": str(uuid4()), "position": 1, "start": 0, "end": 3}]}, "mentions"),
        ("split", {"names": ["Ana"], "more": 1}, "more"),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_named_and_nothing_is_done(
    http: httpx.Client, user: str, path: str, body: dict[str, Any], field: str
) -> None:
    ana = only(http, user, "Ana")["entity_id"]
    asked = {key: ana if value == "{self}" else value for key, value in body.items()}
    before = graph(http, user, depth=3)
    answer = http.post(f"/v1/entities/{ana}/{path}", json={"user_id": user, **asked})
    assert answer.status_code == 422, answer.text
    assert [e["field"] for e in answer.json()["errors"]] == [field]
    assert graph(http, user, depth=3) == before


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"depth": 4}, "depth"), ({"depth": 0}, "depth"), ({"limit": 0}, "limit"), ({"limit": 1001}, "limit"),
     ({"entity": "ana"}, "entity"), ({"as_of": "yesterday"}, "as_of"), ({"known_at": "2026-01-01T00:00"}, "known_at")],
)  # fmt: skip
def test_a_parameter_that_is_wrong_is_named(http: httpx.Client, user: str, asked: dict[str, Any], field: str) -> None:
    answer = http.get("/v1/graph", params={"user_id": user, **asked})
    assert answer.status_code == 422, answer.text
    assert [e["field"] for e in answer.json()["errors"]] == [field]


def test_what_is_another_persons_or_tenants_is_not_there(served: Served, http: httpx.Client, user: str) -> None:
    ana = only(http, user, "Ana")["entity_id"]
    missing = http.get(f"/v1/entities/{uuid4()}", params={"user_id": user})
    with served.http(served.other_key) as stranger:
        for client, name in ((http, "somebody else"), (stranger, user)):
            assert entities(client, name) == []
            answers = [
                client.get(f"/v1/entities/{ana}", params={"user_id": name}),
                client.get("/v1/graph", params={"user_id": name, "entity": ana}),
                client.get("/v1/graph", params={"user_id": name}),
                client.post(f"/v1/entities/{ana}/merge", json={"user_id": name, "into": str(uuid4())}),
                client.post(f"/v1/entities/{ana}/split", json={"user_id": name, "names": ["Ana"]}),
            ]
            assert {answer.status_code for answer in answers} == {missing.status_code} == {404}


def test_the_export_has_the_graph_and_an_erasure_takes_it(http: httpx.Client, user: str) -> None:
    lines = [httpx.Response(200, text=line).json() for line in
             http.get(f"/v1/users/{user}/export").text.splitlines() if line]  # fmt: skip
    types = [line["type"] for line in lines]
    assert {"entity", "mention", "relation"} <= set(types)
    names = {n["text"] for line in lines if line["type"] == "entity" for n in line["names"]}
    assert {"Ana", "Porto"} <= names
    gone = http.request("DELETE", f"/v1/users/{user}/memory").json()
    assert all(gone["counts"][store] > 0 for store in ("entities", "names", "mentions", "relations"))
    assert gone["counts"]["relations"] == types.count("relation")
    assert entities(http, user) == []
