"""The recap keeps what could be asked about a conversation, in the speakers' own words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.recap import FEWEST_TOKENS, KEPT, recap

NOW = datetime(2026, 5, 1, tzinfo=UTC)
CHATTER = [
    "Haha, that is so true.",
    "The weather has been strange for weeks, grey in the morning and bright in the evening.",
    "One never knows with these things, and perhaps that is for the better.",
    "It is what it is, as people tend to say when nothing else comes to mind.",
]


def count(text: str) -> int:
    """Return the number of words."""
    return len(text.split())


def said(*texts: str, role: Role = Role.USER) -> list[Turn]:
    return [Turn(UUID(int=1), n, role, t, "", NOW + timedelta(minutes=n), NOW) for n, t in enumerate(texts, 1)]


def told(*texts: str) -> str:
    return " ".join(line.text for line in recap(said(*texts), count=count))


def test_a_decision_and_a_number_outlive_the_chatter_around_them() -> None:
    kept = told(*CHATTER, "OK, we agreed to sell the boat for 4200 euros.", *CHATTER, *CHATTER)
    assert "sell the boat for 4200 euros" in kept


def test_a_short_answer_is_kept_with_its_question() -> None:
    kept = told(*CHATTER, "In which town does the notary live?", "Utrecht.", *CHATTER, *CHATTER)
    assert "In which town does the notary live? Utrecht." in kept


def test_greetings_and_thanks_are_not_kept() -> None:
    kept = told("Hello!", "Thanks a lot!", "My aunt Vera moved to Gdansk in May.", "You're welcome.")
    assert kept == "My aunt Vera moved to Gdansk in May."


def test_what_was_said_twice_is_told_once() -> None:
    kept = told(*CHATTER, "My aunt Vera moved to Gdansk.", *CHATTER, "My aunt Vera moved to Gdansk.", *CHATTER)
    assert kept.count("Gdansk") == 1


def test_every_line_names_the_turn_that_has_its_words() -> None:
    turns = said(*CHATTER, "My sister plays the cello.", "We booked 6 nights in Porto.", *CHATTER)
    for line in recap(turns, count=count):
        assert len(line.cited) == 1
        assert all(word in turns[line.cited[0] - 1].text for word in line.text.split()[1:])


@given(st.lists(st.text(max_size=400) | st.sampled_from(CHATTER), min_size=1, max_size=30))
def test_a_recap_is_a_third_of_its_turns_at_most(texts: list[str]) -> None:
    turns = said(*texts)
    lines = recap(turns, count=count)
    whole = sum(count(f"user: {text}") for text in texts)
    assert sum(count(line.text) for line in lines) <= max(FEWEST_TOKENS, KEPT * whole)
    assert recap(turns, count=count) == lines
