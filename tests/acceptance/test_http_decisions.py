"""Correct, retract, restore, pin, answer, look back and forward: through HTTP, by the Python client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from tests.served import Served, serving

from continuo_client import Client, Fact, Invalid, NotFound, Turn, WrongState

START = datetime(2025, 1, 1, tzinfo=UTC)
NOBODYS = "00000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running, running.working():
        yield running


@pytest.fixture
def memory(served: Served) -> Iterator[Client]:
    with Client(served.url, served.key) as client:
        yield client


@pytest.fixture
def user(memory: Client) -> str:
    """Somebody who moved, likes two things, and is not sure where they work."""
    name = f"user-{uuid4().hex}"
    texts = ["I live in Lisbon.", "I live in Porto.", "I love jazz.", "I work at Bosch.", "I think I work at Siemens."]
    turns = [Turn(text, said_at=START + timedelta(days=day)) for day, text in enumerate(texts)]
    memory.add(turns, user_id=name, session_id="talk", wait_s=60)
    return name


def one(memory: Client, user: str, words: str, **filters: object) -> Fact:
    (found,) = [f for f in memory.facts.list(user_id=user, **filters) if words in f.object]  # type: ignore[arg-type]
    return found


def test_a_correction_makes_a_new_fact_and_keeps_the_old_one_readable(memory: Client, user: str) -> None:
    porto = one(memory, user, "Porto")
    braga = memory.facts.correct(porto.fact_id, "Braga", user_id=user)
    assert (braga.object, braga.status, braga.tier) == ("Braga", "current", "correction")
    assert memory.facts.get(porto.fact_id, user_id=user).superseded_by == braga.fact_id
    assert one(memory, user, "Porto", known_at=porto.recorded_at).status == "current"
    back = memory.facts.restore(porto.fact_id, user_id=user)
    assert (back.status, memory.facts.history(porto.fact_id, user_id=user)[-1].change) == ("current", "restored")


def test_retract_and_restore_undo_each_other(memory: Client, user: str) -> None:
    jazz = one(memory, user, "jazz")
    assert memory.facts.retract(jazz.fact_id, user_id=user).status == "retracted"
    assert memory.facts.retract(jazz.fact_id, user_id=user).status == "retracted"
    assert memory.facts.restore(jazz.fact_id, user_id=user).status == "current"


def test_a_pin_is_seen_on_the_fact(memory: Client, user: str) -> None:
    jazz = one(memory, user, "jazz")
    assert memory.facts.pin(jazz.fact_id, user_id=user).pinned
    assert not memory.facts.pin(jazz.fact_id, user_id=user, pinned=False).pinned


def test_a_question_is_asked_with_both_sides_and_settled_once(memory: Client, user: str) -> None:
    (asked,) = memory.clarifications.list(user_id=user, open=True)
    assert {asked.first.object, asked.second.object} == {"Bosch", "Siemens"}
    assert "Bosch" in asked.question
    settled = memory.clarifications.answer(asked.clarification_id, "first", user_id=user)
    assert settled.settled_by == "an answer"
    assert [f.object for f in memory.facts.list(user_id=user, predicate="works_at", status="current")] == ["Bosch"]
    with pytest.raises(WrongState):
        memory.clarifications.answer(asked.clarification_id, "first", user_id=user)
    assert memory.clarifications.list(user_id=user, open=True) == []


def test_the_timeline_of_a_slot_tells_when_each_value_began_and_ended(memory: Client, user: str) -> None:
    told = memory.timeline(user_id=user, predicate="lives_in")
    assert {(e.happening, e.fact.object if e.fact else "", e.at) for e in told} == {
        ("began", "Lisbon", START),
        ("began", "Porto", START + timedelta(days=1)),
        ("ended", "Lisbon", START + timedelta(days=1)),
    }
    assert [e.at for e in told] == sorted(e.at for e in told)
    assert any(e.episode for e in memory.timeline(user_id=user))


def test_a_long_timeline_comes_in_pages_without_gaps_or_doubles(memory: Client, served: Served, user: str) -> None:
    whole = memory.timeline(user_id=user)
    seen, after = [], None
    with httpx.Client(base_url=served.url, headers={"Authorization": f"Bearer {served.key}"}) as http:
        while True:
            query = {"user_id": user, "limit": 2} | ({"after": after} if after else {})
            found = http.get("/v1/timeline", params=query).raise_for_status().json()
            seen += found["entries"]
            after = found["next"]
            if after is None:
                break
    assert [e["at"] for e in seen] == [e.at.isoformat().replace("+00:00", "Z") for e in whole]


def test_facts_are_found_as_of_and_as_known_at_a_moment(memory: Client, user: str) -> None:
    then = memory.facts.list(user_id=user, predicate="lives_in", as_of=START + timedelta(hours=1))
    assert [f.object for f in then] == ["Lisbon"]
    assert memory.facts.list(user_id=user, known_at=START) == []
    assert [f.object for f in memory.facts.list(user_id=user, text="JAZZ")] == ["jazz"]


def test_a_profile_is_distilled_and_a_dry_run_changes_nothing(memory: Client, user: str) -> None:
    assert memory.distil(user_id=user, dry_run=True).dry_run
    done = memory.distil(user_id=user)
    lines = memory.profile(user_id=user)
    assert done.lines == len(lines) > 0
    assert any("Porto" in line.text for line in lines)


def test_a_predicate_of_the_tenants_own_is_single_valued_from_then_on(memory: Client, served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.key}"}
    with httpx.Client(base_url=served.url, headers=headers) as http:
        put = http.put("/v1/predicates/shoe_size", json={"cardinality": "single"})
        assert (put.status_code, put.json()["name"]) == (200, "shoe_size")
        assert "shoe_size" in [p["name"] for p in http.get("/v1/predicates").json()["predicates"]]
        bad = http.put("/v1/predicates/shoe_size", json={"cardinality": "single", "opposite": "barefoot"})
        assert (bad.status_code, bad.json()["errors"][0]["field"]) == (422, "opposite")
        assert http.delete("/v1/predicates/shoe_size").status_code == 204
        assert http.delete("/v1/predicates/shoe_size").status_code == 404


def test_a_retention_rule_is_set_seen_and_taken_back(served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.key}"}
    with httpx.Client(base_url=served.url, headers=headers) as http:
        assert http.put("/v1/retention/passage", json={"action": "summarise", "after_days": 90}).status_code == 200
        rules = http.get("/v1/retention").json()["rules"]
        assert rules == [{"kind": "passage", "action": "summarise", "after_days": 90}]
        bad = http.put("/v1/retention/fact", json={"action": "summarise", "after_days": 90})
        assert (bad.status_code, bad.json()["errors"][0]["field"]) == (422, "action")
        assert http.delete("/v1/retention/passage").status_code == 204
        assert http.get("/v1/retention").json()["rules"] == []


def test_usage_is_told_even_where_no_model_was_used(served: Served) -> None:
    with httpx.Client(base_url=served.url, headers={"Authorization": f"Bearer {served.key}"}) as http:
        assert http.get("/v1/usage").json()["micro_dollars"] == 0
        bad = http.get("/v1/usage", params={"since": "2026-02-01", "until": "2026-01-01"})
        assert bad.status_code == 422


@pytest.mark.parametrize("decision", ["correct", "retract", "restore", "pin", "separate"])
def test_a_fact_that_is_not_there_cannot_be_decided_about(memory: Client, user: str, decision: str) -> None:
    more = ("x",) if decision in {"correct", "separate"} else ()
    with pytest.raises(NotFound):
        getattr(memory.facts, decision)(NOBODYS, *more, user_id=user)


def test_a_bad_value_is_named_and_nothing_is_stored(memory: Client, user: str) -> None:
    porto = one(memory, user, "Porto")
    with pytest.raises(Invalid):
        memory.facts.correct(porto.fact_id, "   ", user_id=user)
    with pytest.raises(Invalid):
        memory.facts.correct(porto.fact_id, "x" * 501, user_id=user)
    assert len(memory.facts.history(porto.fact_id, user_id=user)) == 1


def test_a_settled_state_is_told_in_the_clients_own_error(memory: Client, user: str) -> None:
    jazz = one(memory, user, "jazz")
    memory.facts.retract(jazz.fact_id, user_id=user)
    with pytest.raises(WrongState):
        memory.facts.correct(jazz.fact_id, "blues", user_id=user)


def test_the_graph_is_walked_and_two_entities_are_made_one_and_taken_apart(memory: Client) -> None:
    name = f"user-{uuid4().hex}"
    said = ["My sister Ana lives in Oslo.", "I met Ana Lopez at the market in Porto.", "Anita and I went to Porto."]
    memory.add(said, user_id=name, session_id="talk", wait_s=60)
    known = {e.name: e for e in memory.entities.list(user_id=name)}
    assert {"Ana", "Anita", "Porto"} <= known.keys() or {"Anita", "Porto"} <= known.keys()
    around = memory.graph(user_id=name, depth=2)
    assert around.entities
    assert all(0 < n.depth <= 2 for n in around.entities if n.entity.entity_id != around.middle)
    anita = known["Anita"]
    ana = next(e for e in known.values() if e.name.startswith("Ana"))
    merged = memory.entities.merge(anita.entity_id, ana.entity_id, user_id=name)
    assert merged.entity_id == ana.entity_id
    assert "Anita" not in {e.name for e in memory.entities.list(user_id=name)}
    (back,) = memory.entities.split(ana.entity_id, user_id=name, names=["Anita"])
    assert back.name == "Anita"
