"""A model's answer is repaired where it is broken, and refused where nothing in it can be read."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuo.memory.consolidation.extraction.by_model.parsing import Malformed, Parsed, Said, parse

LIVES = {"turn": 1, "predicate": "lives_in", "object": "Lisbon", "quote": "I live in Lisbon", "affirmed": True}
LIKES = {"turn": 3, "predicate": "likes", "object": "figs", "quote": 'I like "figs", [very]', "affirmed": True}
WHOLE = json.dumps({"statements": [LIVES, LIKES]})
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*LIVES, "statements", "x"]), inner),
    max_leaves=20,
)


def objects(parsed: Parsed) -> list[str]:
    return [said.object for said in parsed.said]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"```\n{json.dumps([LIVES, LIKES])}\n```",
        f"Sure! Here are the statements:\n\n{WHOLE}\n\nLet me know.",
        WHOLE.replace("}, {", "},\n{").replace("}]}", "},],}"),
        json.dumps([LIVES, LIKES], indent=2),
        f'<think>{{"turn": 1}} [a list]</think>{WHOLE}',
        WHOLE.replace("I live", "I\nlive"),
    ],
    ids=[
        "bare",
        "fenced",
        "fenced list",
        "with words around",
        "trailing commas",
        "list",
        "thought aloud",
        "line break",
    ],
)
def test_an_answer_is_read_in_any_wrapping(text: str) -> None:
    parsed = parse(text)

    assert objects(parsed) == ["Lisbon", "figs"]
    assert parsed.is_whole
    assert parsed.misshapen == 0


def test_nothing_to_state_is_an_answer() -> None:
    assert parse('{"statements": []}') == Parsed((), 0, is_whole=True)
    assert parse("[]") == Parsed((), 0, is_whole=True)


@pytest.mark.parametrize("cut", range(1, len(WHOLE)))
def test_of_an_answer_that_breaks_off_the_whole_statements_are_kept(cut: int) -> None:
    text = WHOLE[:cut]
    first, second = WHOLE.index("}, {") + 1, WHOLE.index("}]}") + 1
    if cut < first:
        with pytest.raises(Malformed):
            parse(text)
        return
    parsed = parse(text)

    assert objects(parsed) == (["Lisbon", "figs"] if cut >= second else ["Lisbon"])
    assert not parsed.is_whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot read this.",
        "Der Benutzer wohnt in [Lissabon].",
        "{}",
        "null",
        '"statements"',
        '{"facts": []}',
        '{"statements": "none"}',
        '{"statements": {"turn": 1}}',
        '{"statements": [1, 2]}',
        '{"statements": [',
        "[[1]]",
        "{" * 100_000,
        "[" * 100_000,
    ],
    ids=lambda text: text[:24],
)
def test_what_holds_no_list_of_statements_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        parse(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": "1"},
        {"turn": 1.5},
        {"turn": True},
        {"turn": None},
        {"predicate": ""},
        {"predicate": ["lives_in"]},
        {"object": "  "},
        {"object": 7},
        {"quote": None},
        {"affirmed": "yes"},
        {"hedged": 1},
    ],
    ids=str,
)
def test_a_statement_without_what_it_needs_is_counted_and_left_out(wrong: dict[str, object]) -> None:
    parsed = parse(json.dumps({"statements": [LIVES | wrong, LIKES]}))

    assert objects(parsed) == ["figs"]
    assert parsed.misshapen == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [(0.25, 0.25), (1, 1.0), (7, 1.0), (-1, 0.0), (None, 0.7), ("high", 0.7), (True, 0.7), (float("nan"), 0.7)],
)
def test_a_confidence_lies_between_zero_and_one(written: object, read: float) -> None:
    assert parse(json.dumps([LIVES | {"confidence": written}])).said[0].confidence == read


@settings(deadline=None)
@given(JSON_VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        parsed = parse(json.dumps(value))
    except Malformed:
        return
    assert all(isinstance(said, Said) and said.quote.strip() for said in parsed.said)


@settings(deadline=None)
@given(st.text(alphabet='{}[]",:\\ \nstatemnu0', max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse(text).misshapen >= 0
    except Malformed:
        assert '"statements": []' not in text.replace(" ", "")


@pytest.mark.parametrize(
    "noise", ['"' + '\\"' * 500_000, ", " * 500_000, '{"statements": [' + "{},\n" * 250_000, "[{" * 300_000]
)
def test_a_megabyte_of_noise_is_dealt_with_in_a_few_seconds(noise: str) -> None:
    began = time.process_time()
    try:
        parsed = parse(noise)
    except Malformed:
        parsed = Parsed((), 0, is_whole=False)

    assert parsed.said == ()
    assert time.process_time() - began < 5
