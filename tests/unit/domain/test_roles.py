from __future__ import annotations

from itertools import product

import pytest

from continuo.domain.roles import CIRCLE_OF, SYNONYMS, agree, is_single, replaces, role_of


def test_every_other_word_for_a_role_names_a_role() -> None:
    assert [word for word, role in SYNONYMS.items() if role not in CIRCLE_OF] == []
    assert [word for word in SYNONYMS if word in CIRCLE_OF] == []


def test_a_mum_is_a_mother_and_a_car_is_nobody() -> None:
    assert role_of("mum") == "mother"
    assert role_of("sister") == "sister"
    assert role_of("car") is None


def test_agreeing_is_mutual_and_everyone_is_what_they_are() -> None:
    pairs = list(product(CIRCLE_OF, repeat=2))

    assert [pair for pair in pairs if agree(*pair) != agree(*pair[::-1])] == []
    assert [pair for pair in pairs if replaces(*pair) != replaces(*pair[::-1])] == []
    assert all(agree(role, role) and replaces(role, role) for role in CIRCLE_OF)


def test_whoever_may_be_meant_by_another_role_agrees_with_it() -> None:
    assert [pair for pair in product(CIRCLE_OF, repeat=2) if replaces(*pair) and not agree(*pair)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sister", "mother"),
        ("sister", "friend"),
        ("wife", "husband"),
        ("dog", "cat"),
        ("wife", "ex-wife"),
        ("son", "daughter"),
    ],
)
def test_nobody_is_both(one: str, other: str) -> None:
    assert not agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("girlfriend", "wife"), ("friend", "colleague"), ("kitten", "cat"), ("son", "baby"), ("boss", "mentor")],
)
def test_somebody_may_well_be_both(one: str, other: str) -> None:
    assert agree(one, other)


def test_there_is_one_mother_and_any_number_of_friends() -> None:
    assert is_single("mother")
    assert is_single("dog")
    assert not is_single("friend")
    assert not is_single("cousin")
