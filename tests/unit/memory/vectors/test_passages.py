"""A turn is cut where its writer paused, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.item import Mark
from continuo.domain.turn import Role, Turn
from continuo.memory.vectors.passages import MOST, WIDEST, passages

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def said(text: str, speaker: str = "") -> Turn:
    return Turn(UUID(int=1), 1, Role.USER, text, speaker, NOON, NOON)


def test_a_short_turn_is_one_passage_with_its_speaker_in_front() -> None:
    [passage] = passages(said("  I moved to Lisbon.\n", speaker="Ana"))

    assert passage.text == "Ana: I moved to Lisbon."
    assert (passage.start, passage.end) == (2, 20)


def test_a_turn_without_a_name_goes_by_its_role() -> None:
    [passage] = passages(said("I moved to Lisbon."))

    assert passage.text == "user: I moved to Lisbon."


def test_paragraphs_stay_whole_where_they_fit() -> None:
    first, second = "The roof was leaking again. " * 15, "We painted the kitchen yellow. " * 14

    found = passages(said(first + "\n\n" + second))

    assert [p.text for p in found] == [f"user: {first.strip()}", f"user: {second.strip()}"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages(said("The roof was leaking again. " * 100))

    assert len(found) > 1
    assert all(p.text.endswith("again.") for p in found)


def test_code_between_fences_is_a_passage_of_its_own_and_marked() -> None:
    prose = (
        "Here is how the totals are computed, month by month, with the transfers between own accounts left out of it. "
        * 2
    )
    code = "```python\n" + "total = sum(row.amount for row in rows)\n" * 5 + "```"

    before, inside = passages(said(f"{prose}\n{code}"))

    assert Mark.CODE not in before.mark
    assert Mark.CODE in inside.mark
    assert inside.text.startswith("user: ```python")


def test_a_very_long_turn_has_a_bounded_number_of_passages() -> None:
    found = passages(said("word " * 20_000))

    assert len(found) <= MOST
    assert found[-1].end == 99_999


def test_a_text_without_any_gap_is_cut_all_the_same() -> None:
    found = passages(said("x" * (3 * WIDEST)))

    assert len(found) == 3


@given(st.text(alphabet=st.sampled_from("ab \n.?`我é")).filter(str.strip), st.integers(1, 60))
def test_passages_hold_every_character_once_and_in_order(text: str, times: int) -> None:
    text = text * times
    found = passages(said(text))

    bounds = [b for p in found for b in (p.start, p.end)]
    rest = "".join(text[a:b] for a, b in zip([0, *bounds[1::2]], [*bounds[::2], len(text)], strict=True))
    assert bounds == sorted(bounds)
    assert rest.strip() == ""
    assert 1 <= len(found) <= MOST


def test_what_a_passage_tells_of_itself_is_marked() -> None:
    marks = {
        "Where did I put the keys?": Mark.QUESTION | Mark.FIRST_PERSON,
        "Always answer in metric units.": Mark.INSTRUCTION,
        "When I ask about flights, name the airline first.": Mark.INSTRUCTION | Mark.FIRST_PERSON,
        "I'd rather walk than drive.": Mark.INSTRUCTION | Mark.FIRST_PERSON,
        "The train left at nine.": Mark.NONE,
        "I moved to Ghent.": Mark.CHANGE | Mark.FIRST_PERSON,
        "It starts at nine instead.": Mark.CHANGE,
        "a = {1: [2, 3], 4: [5, 6]}; b = f(a[1][0]); c = g(b)": Mark.CODE,
    }

    assert {text: passages(said(text))[0].mark for text in marks} == marks
