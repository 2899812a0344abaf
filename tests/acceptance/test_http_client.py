"""The Python client against a running continuo."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.served import Served, serving

from continuo_client import (
    AsyncClient,
    Client,
    Invalid,
    KeyReused,
    NotFound,
    NotYet,
    Refused,
    StalePosition,
    Turn,
    Unauthenticated,
)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture
def memory(served: Served) -> Iterator[Client]:
    with Client(served.url, served.key) as client:
        yield client


@pytest.fixture
def user() -> str:
    return f"user-{uuid4().hex}"


def test_what_was_added_is_found_and_stands_in_the_context(memory: Client, user: str) -> None:
    added = memory.add(["My sister keeps bees in Ghent.", {"role": "assistant", "content": "Nice!"}], user_id=user)

    found = memory.search("who keeps bees?", user_id=user, limit=3, explain=True)
    block = memory.context("bees?", user_id=user, session_id=added.session_id, max_tokens=300)

    assert added.positions == (1, 2)
    assert found.hits[0].text == "My sister keeps bees in Ghent."
    assert found.hits[0].session_id == added.session_id
    assert "bees in Ghent" in block.text
    assert block.to_openai()[0]["content"] == block.text
    assert sum(level.lines for level in block.levels) == len(block.items) > 0
    assert block.leaning == "default"
    assert 0 < block.tokens <= 300


def test_turns_come_back_as_they_were_told(memory: Client, user: str) -> None:
    turn = Turn("We met in 1999.", speaker="Ben", said_at=datetime(2024, 2, 29, 12, tzinfo=UTC), client_event_id="e1")

    memory.add([turn, "separators \u2028 and 😀"], user_id=user, session_id="talk/..")
    first, second = memory.sessions.turns("talk/..", user_id=user)

    assert (first.text, first.speaker, first.said_at) == (turn.text, "Ben", turn.said_at)
    assert second.text == "separators \u2028 and 😀"
    assert [session.session_id for session in memory.sessions.list(user_id=user)] == ["talk/.."]


def test_waiting_ends_when_turns_have_become_facts(served: Served, memory: Client, user: str) -> None:
    with served.working():
        memory.add(["I live in Lisbon."], user_id=user, session_id="talk", wait_s=60)

    (home,) = memory.facts.list(user_id=user, predicate="lives_in")

    assert home.object == "Lisbon"
    assert memory.facts.get(home.fact_id, user_id=user) == home
    assert [step.change for step in memory.facts.history(home.fact_id, user_id=user)] == ["learned"]
    assert memory.episodes.list(user_id=user, session_id="talk")[0].first == 1
    assert {job.state for job in memory.jobs.list(state="done")} == {"done"}


def test_waiting_that_ends_too_early_says_so_and_the_turns_are_stored(memory: Client, user: str) -> None:
    with pytest.raises(NotYet):
        memory.add("I live in Lisbon.", user_id=user, session_id="talk", wait_s=0.2)

    assert memory.sessions.get("talk", user_id=user).last_position == 1


def test_a_call_repeated_under_its_request_id_adds_nothing(memory: Client, user: str) -> None:
    messages = [str(number) for number in range(1203)]

    first = memory.add(messages, user_id=user, session_id="import", request_id=f"import-{user}")
    again = memory.add(messages, user_id=user, session_id="import", request_id=f"import-{user}")
    with pytest.raises(KeyReused):
        memory.add(["other"] * 1203, user_id=user, session_id="import", request_id=f"import-{user}")

    assert first == again
    assert [turn.text for turn in memory.sessions.turns("import", user_id=user, limit=2000)] == messages


def test_a_mistake_names_its_field_wherever_it_stands(memory: Client, user: str) -> None:
    with pytest.raises(Invalid) as text:
        memory.add([*["fine"] * 700, "\ud800"], user_id=user, session_id="s")
    with pytest.raises(Invalid) as name:
        memory.search("who?", user_id=" ")

    assert text.value.field == "turns[700].text"
    assert (name.value.field, name.value.status) == ("user_id", 422)


@pytest.mark.parametrize("name", ["*", "%", "a/b", "..", ".", "with a space", "😀", "a\\b", "?", "#"])
def test_a_person_of_any_name_is_read_and_erased_alone(memory: Client, name: str) -> None:
    neighbour = f"neighbour-{uuid4().hex}"
    memory.add("not yours", user_id=neighbour)
    memory.remember("mine", user_id=name)

    records = list(memory.export(name))
    erased = memory.forget(user_id=name)

    assert [record["text"] for record in records if record["type"] == "turn"] == ["mine"]
    assert sum(erased.counts.values()) > 0
    assert neighbour in memory.users.list()
    assert name not in memory.users.list()
    with pytest.raises(NotFound):
        list(memory.export(name))


def test_of_two_writers_the_later_is_told_to_read_again(memory: Client, user: str) -> None:
    memory.add("first", user_id=user, session_id="s", expected_position=0)

    with pytest.raises(StalePosition):
        memory.add("also first", user_id=user, session_id="s", expected_position=0)

    assert memory.sessions.end("s", user_id=user).last_position == 1


def test_a_narrow_key_does_no_more_than_it_may(served: Served, memory: Client, user: str) -> None:
    made = memory.keys.create("reader", ["memory:read"], lifetime_days=1)
    with Client(served.url, made.secret) as reader:
        assert reader.search("anything", user_id=user).hits == ()
        with pytest.raises(Refused):
            reader.add("hello", user_id=user)
    memory.keys.revoke(made.key.key_id)

    assert [key.revoked_at is not None for key in memory.keys.list() if key.key_id == made.key.key_id] == [True]


def test_an_unknown_key_is_told_apart_and_health_needs_none(served: Served) -> None:
    with Client(served.url) as stranger:
        assert stranger.health().status == "well"
        with pytest.raises(Unauthenticated):
            stranger.users.list()


async def test_many_calls_of_one_asynchronous_client_run_together(served: Served, user: str) -> None:
    async with AsyncClient(served.url, served.key) as memory:
        await asyncio.gather(*(memory.add(str(number), user_id=user, session_id="s") for number in range(40)))
        turns = await memory.sessions.turns("s", user_id=user)
        records = [record async for record in memory.export(user)]

    assert [turn.position for turn in turns] == list(range(1, 41))
    assert sorted(int(turn.text) for turn in turns) == list(range(40))
    assert sum(record["type"] == "turn" for record in records) == 40
