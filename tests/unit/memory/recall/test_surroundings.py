"""Where the graph leads: turns and facts that a question reaches by relations alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.item import Kind
from continuo.memory.graph.neighbours import Nearby
from continuo.memory.recall.ranking import candidates, rank
from continuo.memory.recall.signals import signals_of
from continuo.memory.recall.surroundings import LIFT, led_to, lifted_by_graph

QUESTION = "What does the husband of my sister do?"
HARBOUR = (1, 6)


@pytest.fixture
def family(small_talk: Any) -> Any:
    """Somebody whose sister's husband is spoken of once, in words that no question about him has."""
    small_talk.say(1, "user: Tomas repairs wooden boats.")
    for session in range(9, 40):
        small_talk.say(session, *(f"user: My sister and her husband did something on day {n}." for n in range(4)))
    return small_talk.know(2, 3, "Tomas repairs boats.", fact=5)


def nearby(score: float) -> Nearby:
    return Nearby(facts={UUID(int=5): score}, places={(UUID(int=1), 6): score, (UUID(int=1), 600): 1.0})


def place(ranking: Any, kind: Kind) -> int:
    wanted = {Kind.PASSAGE: HARBOUR, Kind.FACT: (2, 3)}[kind]
    return [(h.session_id.int, h.position) for h in ranking.hits if h.kind is kind].index(wanted)


def test_a_turn_and_a_fact_are_led_to_and_what_is_not_there_does_no_harm(family: Any) -> None:
    slice = family.slice()
    found = led_to(slice, nearby(0.25))
    rows = slice.units.first_row[np.flatnonzero(found)]

    assert {(slice.session_id(r).int, int(slice.columns.position[r])) for r in rows} == {HARBOUR, (2, 3)}
    assert set(found[found > 0].tolist()) == {0.25}
    elsewhere = Nearby(facts={UUID(int=77): 1.0}, places={(UUID(int=77), 1): 1.0})
    assert not led_to(slice, elsewhere).any()


def test_a_question_that_names_nobody_is_led_nowhere(family: Any) -> None:
    assert not led_to(family.slice(), Nearby()).any()


def test_where_the_graph_leads_is_looked_at_though_no_word_of_the_question_stands_there(family: Any, ask: Any) -> None:
    slice = family.slice()
    question = ask(QUESTION, slice)
    vector = slice.columns.vectors.rows(np.array([slice.count - 1]))[0]
    plain, led = (signals_of(slice, q, vector) for q in (question, replace(question, nearby=nearby(0.3))))
    (unit,) = np.flatnonzero((led.graph > 0) & (slice.units.kind == Kind.PASSAGE))
    reachable = np.arange(len(slice.units))

    assert unit not in candidates(plain, reachable)
    assert unit in candidates(led, reachable)


def test_the_husband_of_the_sister_is_found_two_steps_away_and_the_answer_says_why(family: Any, ask: Any) -> None:
    slice = family.slice()
    question = ask(QUESTION, slice)
    plain = rank(slice, question, None, limit=1000, explain=True)
    led = rank(slice, replace(question, nearby=nearby(0.3)), None, limit=1000, explain=True)

    assert place(led, Kind.PASSAGE) < place(plain, Kind.PASSAGE)
    assert len(led.hits) == len(plain.hits)
    (hit,) = [h for h in led.hits if (h.session_id.int, h.position) == HARBOUR]
    assert hit.signals["graph"] == (pytest.approx(0.3), 1)
    assert all(h.signals["graph"][0] == 0 for h in plain.hits)


@given(st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_the_graph_lifts_a_little_and_never_above_one(score: float, led: float) -> None:
    (lifted,) = lifted_by_graph(np.array([score]), np.array([led]))

    assert score <= lifted <= min(1.0, score + LIFT)
