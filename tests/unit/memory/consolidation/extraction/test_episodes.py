"""A session falls into stretches of one subject each, and each tells what it was about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft, episodes

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)

GARDEN = [
    "I planted tomato seedlings in the garden this morning.",
    "How deep did you plant the tomato seedlings?",
    "The tomato roots sit ten centimetres deep in the garden soil.",
    "Does the garden soil get enough water for tomato roots?",
    "I water the tomato bed in the garden every evening.",
]
CHESS = [
    "The chess tournament in Ghent starts on Saturday.",
    "Which chess opening will you play in Ghent?",
    "I trained the Sicilian opening for the chess tournament.",
    "A sharp chess opening suits a tournament player like you.",
    "My rating went up after the last chess tournament in Ghent.",
]


def count(text: str) -> int:
    return len(text.split())


def session(texts: list[str], *, minutes: int = 1, speakers: tuple[str, ...] = ("",)) -> list[Turn]:
    step = timedelta(minutes=minutes)
    return [
        Turn(UUID(int=1), i + 1, Role.USER, text, speakers[i % len(speakers)], NOON + i * step, NOON + i * step)
        for i, text in enumerate(texts)
    ]


def spans_of(drafts: tuple[EpisodeDraft, ...]) -> list[tuple[int, int]]:
    return [(d.first, d.last) for d in drafts]


def test_a_new_subject_begins_a_new_episode() -> None:
    assert spans_of(episodes(session(GARDEN + CHESS), count=count)) == [(1, 5), (6, 10)]


def test_a_silence_of_an_hour_ends_an_episode_whatever_follows() -> None:
    turns = session(GARDEN[:2], minutes=61)

    assert spans_of(episodes(turns, count=count)) == [(1, 1), (2, 2)]


def test_vectors_tell_subjects_apart_that_share_no_words() -> None:
    texts = ["alpha beta", "gamma delta", "epsilon zeta", "eta theta", "iota kappa", "mu nu", "xi omicron", "pi rho"]
    vectors = np.array([[1, 0]] * 4 + [[0, 1]] * 4, dtype=np.float32)

    assert spans_of(episodes(session(texts), count=count, vectors=vectors)) == [(1, 4), (5, 8)]


def test_no_episode_is_longer_than_thirty_turns() -> None:
    drafts = episodes(session(GARDEN[:1] * 100), count=count)

    assert drafts[0].first == 1
    assert drafts[-1].last == 100
    assert all(3 <= d.last - d.first + 1 <= 30 for d in drafts)


def test_topics_and_entities_name_the_subject() -> None:
    garden, chess = episodes(session(GARDEN + CHESS), count=count)

    assert any("tomato" in topic for topic in garden.topics)
    assert any("chess" in topic for topic in chess.topics)
    assert garden.entities == ()
    assert "Ghent" in chess.entities


def test_a_summary_quotes_and_cites_its_turns() -> None:
    turns = session(GARDEN)
    [draft] = episodes(turns, count=count)

    assert draft.cited
    assert all(any(sentence in t.text for t in turns) for sentence in draft.summary.split(". ")[:1])
    assert set(draft.cited) <= {t.position for t in turns}


def test_a_summary_of_two_people_says_who_spoke() -> None:
    [draft] = episodes(session(GARDEN, speakers=("Gina", "Sam")), count=count)

    assert "Gina: " in draft.summary


def test_greetings_and_thanks_stay_out_of_the_summary() -> None:
    [draft] = episodes(
        session(["Hey there, how nice!", "Thanks a lot!", "I moved to Porto to study marine biology."]), count=count
    )

    assert draft.summary == "I moved to Porto to study marine biology."


def test_a_summary_has_at_most_two_hundred_tokens() -> None:
    long = [
        f"The expedition number {i} crossed glacier {i} while measuring ice cores and winds. " * 4 for i in range(20)
    ]
    drafts = episodes(session(long), count=count)

    assert all(0 < count(d.summary) <= 200 for d in drafts)


def test_code_alone_is_summed_up_by_its_beginning() -> None:
    [draft] = episodes(session(["```\nprint(1)\n```"]), count=count)

    assert draft.summary.startswith("```")
    assert draft.cited == (1,)


def test_no_turns_make_no_episodes() -> None:
    assert episodes([], count=count) == ()


SENTENCES = st.sampled_from([*GARDEN, *CHESS, "ok", "🙂", "123 456", "I live in Rome.", "THE END"])


@given(st.lists(st.tuples(SENTENCES, st.integers(0, 90)), max_size=40))
def test_every_turn_lies_in_exactly_one_episode(said: list[tuple[str, int]]) -> None:
    at = NOON
    turns: list[Turn] = []
    for text, minutes in said:
        at += timedelta(minutes=minutes)
        turns.append(Turn(UUID(int=1), len(turns) + 1, Role.USER, text, "", at, at))
    drafts = episodes(turns, count=count)

    covered = [p for d in drafts for p in range(d.first, d.last + 1)]
    assert covered == [t.position for t in turns]
    assert all(d.started_at <= d.ended_at and d.last - d.first < 30 for d in drafts)
    assert all(d.first <= p <= d.last for d in drafts for p in d.cited)
    assert drafts == episodes(turns, count=count)
