"""Messages on their way in, and the parts they are sent in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from continuo_client import Turn
from continuo_client.messages import MOST_BYTES, MOST_TURNS, batches, encoded, path, turns_of


@pytest.mark.parametrize(
    ("message", "turn"),
    [
        ("hello", {"role": "user", "text": "hello"}),
        ({"role": "assistant", "content": "hi"}, {"role": "assistant", "text": "hi"}),
        ({"role": "assistant", "text": "hi"}, {"role": "assistant", "text": "hi"}),
        ({"content": "hi"}, {"role": "user", "text": "hi"}),
        ({"role": "developer", "content": "be brief"}, {"role": "system", "text": "be brief"}),
        ({"role": "user", "content": "hi", "name": "Ben"}, {"role": "user", "text": "hi", "speaker": "Ben"}),
        (
            {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
            {"role": "user", "text": "a\nb"},
        ),
        (
            Turn("hi", said_at=datetime(2026, 5, 1, tzinfo=UTC), client_event_id="e"),
            {"role": "user", "text": "hi", "said_at": "2026-05-01T00:00:00+00:00", "client_event_id": "e"},
        ),
    ],
)
def test_every_known_form_becomes_the_same_kind_of_turn(message: Any, turn: dict[str, Any]) -> None:
    assert turns_of([message]) == [turn]
    assert turns_of(message) == [turn]


@pytest.mark.parametrize(
    "message",
    [
        5,
        None,
        {"role": "user"},
        {"role": "user", "content": "a", "text": "b"},
        {"role": "user", "content": "a", "tool_calls": []},
        {"role": "user", "content": [{"type": "image_url", "image_url": "x"}]},
    ],
)
def test_an_unknown_form_is_named_by_its_place(message: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"messages\[1\]"):
        turns_of(["fine", message])


def test_no_messages_are_a_mistake_and_not_a_success() -> None:
    with pytest.raises(ValueError, match="none"):
        turns_of([])


@given(st.lists(st.sampled_from(["", "x" * 1000, "😀" * 1000]), min_size=1, max_size=40))
def test_parts_hold_every_turn_once_in_order_within_both_limits(texts: list[str]) -> None:
    turns = [{"role": "user", "text": text} for text in texts * 40]

    parts = list(batches(turns))

    assert [turn for _, part in parts for turn in part] == turns
    assert all(len(part) <= MOST_TURNS and sum(len(encoded(t)) for t in part) <= MOST_BYTES for _, part in parts)
    assert [first for first, _ in parts] == [sum(len(p) for _, p in parts[:n]) for n in range(len(parts))]


def test_parts_are_cut_by_weight_as_well_as_by_number() -> None:
    heavy = [{"role": "user", "text": "x" * 1_500_000}] * 5

    assert [len(part) for _, part in batches(heavy)] == [2, 2, 1]


def test_a_lone_surrogate_reaches_the_server_escaped() -> None:
    assert json.loads(encoded({"text": "a\ud800"})) == {"text": "a\ud800"}
    assert encoded({"text": "é"}) == '{"text":"é"}'.encode()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=3))
@example([".", ".."])
def test_every_name_is_one_step_of_a_path(names: list[str]) -> None:
    steps = path(*names).removeprefix("/v1/").split("/")

    assert [unquote(step) for step in steps] == names
    assert not {".", ".."} & set(steps)
