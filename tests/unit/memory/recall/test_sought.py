"""Whether a turn mentions what is sought: the index never leaves out a turn whose words do."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from tests.unit.memory.recall.conftest import HASHER, Memory

from continuo.domain.errors import Invalid
from continuo.domain.mentions import MentionFilter
from continuo.domain.turn import Role, Turn
from continuo.memory.recall.sought import Sought, Subject, Wording

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
WORDS = (
    *("run", "running", "ran", "garden", "Gärten", "café", "the", "of", "very", "price", "prices"),
    *("Ana", "ana's", "loadUser", "load", "v1.2", "3.5", "今日", "猫がいる"),
)


def turn(text: str, speaker: str = "", role: Role = Role.USER) -> Turn:
    return Turn(UUID(int=1), 1, role, text, speaker, NOW, NOW)


def says(text: str, subject: Subject | None = None, **wanted: Any) -> bool:
    return Sought.of(MentionFilter(**wanted), subject).is_in(turn(text))


def test_endings_case_and_accents_make_no_difference() -> None:
    assert says("I was RUNNING late", words=("runs",))
    assert says("Das Café war zu", words=("cafe",))
    assert not says("I ran late", words=("runs",))
    assert not says("A runway", words=("run",))


def test_all_words_are_wanted_unless_any_is_enough() -> None:
    wanted = ("garden", "price")
    assert says("The prices at the garden centre", words=wanted)
    assert not says("The garden", words=wanted)
    assert says("The garden", words=wanted, any_of=True)


def test_a_phrase_stands_as_it_is_stop_words_included() -> None:
    assert says("It is the price of the garden that counts", phrase="prices of the garden")
    assert not says("It is the price of a garden", phrase="price of the garden")
    assert not says("garden the of price", phrase="price of the garden")


def test_somebody_is_spoken_of_by_any_name_or_where_the_graph_says_so() -> None:
    ana = Subject(("Ana Lopez", "Annie"), ())
    assert says("I met annie", ana, entity="Ana")
    assert not says("I met Ana at Lopez's", ana, entity="Ana")
    assert says("She was there", Subject((), {(UUID(int=1), 1)}), entity="Ana")


def test_a_speaker_is_known_by_name_or_else_by_role() -> None:
    by_ana = Sought.of(MentionFilter(speaker="ANA"), None)
    assert by_ana.is_in(turn("hello", "Ana"))
    assert not by_ana.is_in(turn("hello", "Anabel"))
    assert Sought.of(MentionFilter(speaker="assistant"), None).is_in(turn("hello", role=Role.ASSISTANT))


def test_what_was_handed_out_in_a_context_block_was_said_by_nobody() -> None:
    frame = '<memory id="0a1b2c3d" note="x">\nrunning\n</memory id="0a1b2c3d">'
    assert not says(f"{frame} hello", words=("run",))
    assert says(f"{frame} a run", words=("run",))


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("words[1]", {"words": ("garden", "the of")}),
        ("words[0]", {"words": ("?!",)}),
        ("words[0]", {"words": ("x\x00y",)}),
        ("words[0]", {"words": ("x" * 201,)}),
        ("words", {"words": ("garden",) * 33}),
        ("phrase", {"phrase": "of the"}),
    ],
)
def test_words_that_say_nothing_or_cannot_be_are_refused_by_name(field: str, wanted: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        Sought.of(MentionFilter(**wanted), None)
    assert refused.value.field == field


def drawn(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.choice([3, 8, 8, 8, 150]))]
    return ("" if chance.random() < 0.3 else " ").join(words)


@pytest.mark.parametrize("seed", range(3))
def test_a_turn_that_mentions_something_is_never_left_out_by_the_index(seed: int) -> None:
    chance = random.Random(seed)
    said = [turn(drawn(chance), chance.choice(["", "Ana", "Jon"])) for _ in range(40)]
    memory = Memory([])
    memory.say(1, *(f"{t.speaker or 'user'}: {t.text}" for t in said))
    slice = memory.slice()

    for _ in range(40):
        some = tuple(chance.choices(WORDS, k=chance.choice([1, 2])))
        told = [w for w in some if Wording.of(w).telling]
        wanted = chance.choice(
            [
                MentionFilter(words=tuple(told), any_of=chance.random() < 0.5),
                MentionFilter(phrase=" ".join(some) if told else ""),
                MentionFilter(speaker=chance.choice(["ana", "JON", "user"])),
            ]
        )
        sought = Sought.of(wanted, Subject(some, {(UUID(int=1), 3)}) if chance.random() < 0.3 else None)
        possible = sought.possible(slice, HASHER).tolist()
        for n, one in enumerate(said):
            placed = Turn(UUID(int=1), n + 1, one.role, one.text, one.speaker, NOW, NOW)
            assert possible[n] or not sought.is_in(placed), (wanted, placed.text[:80])


def test_a_word_that_was_cut_between_two_passages_is_found(memory: Memory) -> None:
    letters = [chr(0x4E00 + n) for n in range(1500)]
    slice = memory.say(1, "user: " + "".join(letters), "user: hello").slice()
    assert slice.count > 2

    for one, other in pairwise(letters):
        pair = Sought.of(MentionFilter(words=(one + other,)), None)
        assert pair.possible(slice, HASHER).tolist()[0]
