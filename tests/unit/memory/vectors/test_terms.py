"""Words become terms that match across endings, cases and accents, and that tell nothing without the key."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.vectors.terms import PAIR, TermHasher, words

HASHER = TermHasher(b"a secret of this person")
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)


def test_endings_case_and_accents_make_no_difference() -> None:
    assert HASHER.hashes("Running cafés") == HASHER.hashes("run CAFE")


def test_an_owner_is_the_same_as_the_name() -> None:
    assert HASHER.hashes("Maria's dog") == HASHER.hashes("Maria dog") == HASHER.hashes("Maria’s dog")


def test_words_that_every_sentence_has_are_left_out() -> None:
    assert HASHER.hashes("what did I do with the") == []


def test_numbers_and_versions_stay_whole() -> None:
    assert list(words("v0.6.2 at 10:30 for 1,200.50")) == ["0.6.2", "at", "10:30", "for", "1,200.50"]


def test_a_word_with_humps_is_found_by_its_parts() -> None:
    assert set(HASHER.hashes("load user")) <= set(HASHER.hashes("loadUser"))


def test_a_script_without_gaps_is_found_by_pairs_of_characters() -> None:
    assert set(HASHER.hashes("京都")) <= set(HASHER.hashes("去年我们去了京都旅行"))


def test_another_person_has_other_hashes_for_the_same_words() -> None:
    other = TermHasher(b"another secret")

    assert not set(HASHER.hashes("moved to Lisbon")) & set(other.hashes("moved to Lisbon"))
    assert HASHER.speaker("Ana") != other.speaker("Ana")


def test_a_speaker_is_the_same_in_any_case_and_never_nobody() -> None:
    assert HASHER.speaker("Ana") == HASHER.speaker("ANA") != 0


def test_packed_terms_are_in_order_with_their_counts() -> None:
    packed, length = HASHER.pack("dog dog cat dog")
    pairs = np.frombuffer(packed, PAIR)

    assert length == 4
    assert sorted(pairs["count"].tolist()) == [1, 3]
    assert pairs["hash"].tolist() == sorted(HASHER.hashes("dog cat"))


def test_a_day_spoken_of_is_a_term_that_is_no_word() -> None:
    with_day, length = HASHER.pack("I saw the dentist yesterday", said_at=TUESDAY)
    without, same_length = HASHER.pack("I saw the dentist yesterday")
    day = set(HASHER.dates(["@2026-03-02"]))

    assert length == same_length
    assert day <= set(np.frombuffer(with_day, PAIR)["hash"].tolist())
    assert not day & set(np.frombuffer(without, PAIR)["hash"].tolist())


@given(st.text(max_size=300))
def test_any_text_can_be_packed(text: str) -> None:
    packed, length = HASHER.pack(text, said_at=TUESDAY)
    pairs = np.frombuffer(packed, PAIR)

    assert length == len(HASHER.hashes(text))
    assert (np.diff(pairs["hash"].astype(np.int64)) > 0).all()
