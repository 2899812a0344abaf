"""Bodies taken as JSON only if nothing about them is doubtful."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.errors import Invalid
from continuo.doors.http.body import parse
from continuo.doors.http.fields import path_of
from continuo.doors.http.refusals import Malformed

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_json_without_doubt_is_read_as_it_is(value: Any) -> None:
    assert parse(json.dumps(value).encode()) == value
    assert parse(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=40))
def test_whatever_arrives_is_read_or_refused(raw: bytes) -> None:
    refused = False
    try:
        parse(raw)
    except (Malformed, Invalid):
        refused = True
    assert refused or json.loads(raw) == parse(raw)


@given(st.text(alphabet="abcdefgh_", min_size=1, max_size=8), st.lists(st.sampled_from(["x", 0, 2]), max_size=4))
def test_a_doubled_key_is_found_at_any_depth(key: str, way: list[str | int]) -> None:
    text = f'{{"{key}": 1, "{key}": 2}}'
    for step in reversed(way):
        text = f'{{"{step}": {text}}}' if isinstance(step, str) else "[" + "0, " * step + text + "]"

    with pytest.raises(Malformed) as refused:
        parse(text.encode())

    assert str(refused.value) == f"the key {path_of((*way, key))} occurs twice"


@pytest.mark.parametrize("escape", ["\\ud800", "\\uDFFF", "\\udc00\\ud800", "\\ud800x"])
@pytest.mark.parametrize("form", ['{"a": [0, "%s"]}', '{"a": [0, {"%s": 1}]}'])
def test_a_lone_surrogate_is_named_by_its_place(form: str, escape: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse((form % escape).encode())

    assert refused.value.field == "a[1]"


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parse(b'"\\ud83d\\ude00"') == "😀"


def test_a_body_may_not_be_nested_without_end() -> None:
    with pytest.raises(Malformed, match="nested"):
        parse(b"[" * 100_000 + b"]" * 100_000)


def test_an_object_of_very_many_keys_is_refused_before_they_are_judged() -> None:
    with pytest.raises(Malformed, match="64 keys"):
        parse(json.dumps(dict.fromkeys(map(str, range(100_000)))).encode())


def test_a_place_deep_inside_is_not_repeated_at_length() -> None:
    with pytest.raises(Malformed) as refused:
        parse(b'{"abcdefgh": ' * 500 + b'{"a": 1, "a": 2}' + b"}" * 500)

    assert len(str(refused.value)) < 300


def test_a_message_repeats_no_key_that_is_not_plain() -> None:
    with pytest.raises(Malformed) as refused:
        parse(b'{"my therapist is called Miriam": 1, "my therapist is called Miriam": 2}')

    assert "Miriam" not in str(refused.value)
