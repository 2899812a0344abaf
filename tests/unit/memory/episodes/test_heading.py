"""What a session is called follows from its episodes, whatever their order."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from continuo.domain.episode import Episode
from continuo.domain.session import Heading
from continuo.memory.episodes.heading import LONGEST_TITLE, heading

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def episode(first: int, last: int, summary: str, *topics: str, entities: tuple[str, ...] = ()) -> Episode:
    return Episode(uuid4(), uuid4(), first, last, NOW, NOW, summary, topics, entities, (first,), NOW)


MOVING = episode(
    1, 12, "user: Hello there. I moved to Utrecht last weekend! assistant: Is the flat what you hoped for in Utrecht?",
    "utrecht", "flat", entities=("Utrecht",),
)  # fmt: skip
TEA = episode(13, 15, "user: Oh, and it is green tea now.", "green tea", "flat")


def test_the_topics_that_most_was_said_about_come_first() -> None:
    assert heading([MOVING, TEA]).topics == ("utrecht", "flat", "green tea")


def test_the_title_is_the_sentence_that_says_most_of_it_without_its_speaker() -> None:
    assert heading([MOVING, TEA]).title == "I moved to Utrecht last weekend!"


def test_the_order_of_the_episodes_makes_no_difference() -> None:
    assert heading([TEA, MOVING]) == heading([MOVING, TEA])


def test_a_session_without_episodes_has_an_empty_heading() -> None:
    assert heading([]) == Heading("", ())


def test_a_title_is_one_short_line() -> None:
    told = heading([episode(1, 2, "I  moved\n" + "very " * 40 + "far.", "moved")]).title
    assert len(told) <= LONGEST_TITLE
    assert told.startswith("I moved very")
    assert told.endswith("\N{HORIZONTAL ELLIPSIS}")
    word = heading([episode(1, 2, "x" * 300, "moved")]).title
    assert len(word) == LONGEST_TITLE


def test_an_episode_of_which_nothing_can_be_quoted_gives_a_session_no_title() -> None:
    assert heading([episode(1, 2, " ")]) == Heading("", ())
