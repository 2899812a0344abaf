"""Facts lift and sink the turns they stand on, and fade as nobody repeats them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from continuo.domain.fading import half_life, weight
from continuo.domain.item import Kind, Mark
from continuo.domain.predicates import Fading
from continuo.memory.recall.standing import present_weight


def places(ranking: Any) -> list[tuple[int, int]]:
    return [(hit.session_id.int, hit.position) for hit in ranking.hits]


@pytest.fixture
def moved(small_talk: Any) -> Any:
    """Somebody who lived in Porto and lives in Ghent; the first is told in words that are nearer to the question."""
    return small_talk.say(2, "user: I live in Porto, in a flat by the river.").say(6, "user: Ghent is where I live.")


def test_the_turn_of_a_superseded_fact_stands_below_that_of_the_fact_in_its_place(moved: Any, find: Any) -> None:
    question = "Where do I live, in a flat by the river?"
    before = places(find(question, moved.slice()))
    moved.know(2, 6, "The user lives in Porto.", fact=1, mark=Mark.STALE).know(6, 6, "The user lives in Ghent.", fact=2)
    after = places(find(question, moved.slice(), kinds=[Kind.PASSAGE]))

    assert before.index((2, 6)) < before.index((6, 6))
    assert after.index((6, 6)) + 1 == after.index((2, 6))


def test_a_fact_that_still_holds_sinks_no_turn(moved: Any, find: Any) -> None:
    question = "Where do I live, in a flat by the river?"
    before = places(find(question, moved.slice()))
    moved.know(2, 6, "The user lives in Porto.", fact=1).know(6, 6, "The user lives in Ghent.", fact=2)

    assert places(find(question, moved.slice(), kinds=[Kind.PASSAGE])) == before


def test_what_else_an_outdated_turn_tells_is_not_sunk(small_talk: Any, find: Any) -> None:
    small_talk.say(2, "user: I live in Porto with my parrot Kiko.").say(
        6, "user: My parrot and I moved, I live in Ghent."
    )
    question = "What is the name of my parrot Kiko?"
    before = places(find(question, small_talk.slice()))
    small_talk.know(2, 6, "The user lives in Porto.", fact=1, mark=Mark.STALE)
    small_talk.know(2, 6, "The user has a parrot named Kiko.", fact=3)
    small_talk.know(6, 6, "The user lives in Ghent.", fact=2)
    after = places(find(question, small_talk.slice(), kinds=[Kind.PASSAGE]))

    assert before[0] == after[0] == (2, 6)


def turns(ranking: Any) -> list[tuple[int, int]]:
    return [(h.session_id.int, h.position) for h in ranking.hits if h.kind is Kind.PASSAGE]


def test_a_fact_in_force_lifts_the_turn_it_stands_on_though_not_above_the_best(small_talk: Any, find: Any) -> None:
    question = "Where does the user live?"
    before = turns(find(question, small_talk.slice(), limit=100))
    session, position = before[20]
    small_talk.know(session, position, "The user lives in Ghent.", fact=1)
    after = turns(find(question, small_talk.slice(), limit=100))

    assert after.index((session, position)) == 1
    assert after[0] == before[0]


def test_a_superseded_fact_lifts_nothing(small_talk: Any, find: Any) -> None:
    question = "Where does the user live?"
    before = turns(find(question, small_talk.slice(), limit=100))
    session, position = before[20]
    small_talk.know(session, position, "The user lives in Ghent.", fact=1, mark=Mark.STALE)

    assert turns(find(question, small_talk.slice(), limit=100)).index((session, position)) > 10


def test_facts_that_the_question_is_not_about_sink_no_turn(moved: Any, find: Any) -> None:
    question = "Where do I live, in a flat by the river?"
    before = places(find(question, moved.slice()))
    moved.know(2, 6, "The user lives in Porto.", fact=1, mark=Mark.STALE).know(6, 6, "The user lives in Ghent.", fact=2)
    for fact in (3, 4):
        moved.know(fact, 1, "A flat by the river.", fact=fact)

    assert places(find(question, moved.slice(), kinds=[Kind.PASSAGE])) == before


def test_a_three_day_old_preference_beats_a_three_year_old_one(small_talk: Any, find: Any) -> None:
    small_talk.know(3, 1, "The user likes tea.", fact=1, mark=Mark.FADES_MONTHS, days_old=3 * 365)
    small_talk.know(3, 2, "The user likes tea.", fact=2, mark=Mark.FADES_MONTHS, days_old=3)
    small_talk.know(3, 3, "The user likes tea.", fact=3, mark=Mark.FADES_MONTHS, days_old=3 * 365)
    hits = find("What does the user like?", small_talk.slice(), limit=100, kinds=[Kind.FACT], after_days=3).hits

    assert hits[0].refers_to.int == 2


def test_an_old_preference_keeps_about_half_of_its_score(memory: Any, find: Any) -> None:
    def score(mark: Mark) -> float:
        memory.items.clear()
        slice = memory.know(3, 1, "The user likes tea.", fact=1, mark=mark, days_old=3 * 365).slice()
        return float(find("What does the user like?", slice).hits[0].score)

    assert score(Mark.FADES_MONTHS) == pytest.approx(0.505 * score(Mark.NONE), rel=0.02)


@pytest.mark.parametrize(
    ("mark", "fading"),
    [
        (Mark.NONE, Fading.NEVER),
        (Mark.FADES_YEARS, Fading.YEARS),
        (Mark.FADES_MONTHS, Fading.MONTHS),
        (Mark.FADES_WEEKS, Fading.WEEKS),
    ],
)
@pytest.mark.parametrize(("doubt", "confidence"), [(Mark.NONE, 1.0), (Mark.UNSURE, 0.6)])
def test_half_of_a_facts_score_fades_with_its_class(
    memory: Any, ask: Any, mark: Mark, fading: Fading, doubt: Mark, confidence: float
) -> None:
    slice = memory.know(2, 1, "The user plans to sail.", fact=1, mark=mark | doubt, days_old=40).slice()
    asked_at = ask("When?", slice, after_days=100).asked_at
    age = timedelta(seconds=asked_at - float(slice.units.said_at[0]))

    expected = 0.5 + 0.5 * weight(confidence, age, half_life(fading))
    assert present_weight(slice, asked_at).tolist() == pytest.approx([expected])


def test_what_is_pinned_never_fades(memory: Any) -> None:
    marks = Mark.FADES_WEEKS | Mark.PINNED | Mark.UNSURE
    slice = memory.know(2, 1, "The user plans to sail.", fact=1, mark=marks, days_old=900).slice()

    assert present_weight(slice, float(slice.units.said_at[0]) + 9e8).tolist() == [1]


def test_turns_do_not_fade(small_talk: Any) -> None:
    slice = small_talk.slice()

    assert set(present_weight(slice, 9e9).tolist()) == {1}


def test_what_is_said_later_has_no_age(memory: Any) -> None:
    slice = memory.know(2, 1, "The user plans to sail.", fact=1, mark=Mark.FADES_WEEKS).slice()

    assert present_weight(slice, 0.0).tolist() == [1]
