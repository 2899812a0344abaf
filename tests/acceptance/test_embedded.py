"""Three lines of Python, without a server."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.postgres import reachable_folder
from tests.running import MODELS

import continuo
from continuo.domain.clarification import Answer
from continuo.domain.errors import Invalid, NotFound, Unavailable
from continuo.domain.mentions import MentionFilter, Page
from continuo.domain.turn import NewTurn, Role


def test_what_was_said_is_in_the_next_context() -> None:
    with reachable_folder() as folder, continuo.open(folder, models_folder=MODELS) as memory:
        memory.add(["I live in Lisbon.", "My sister Rita plays the cello."], user_id="ana")
        block = memory.context("where do I live?", user_id="ana")
        assert "Lisbon" in block.text
        assert block.tokens <= 1000
        assert memory.context("where do I live?", user_id="bob").text == ""


def test_mentions_are_listed_and_counted() -> None:
    with reachable_folder() as folder, continuo.open(folder, models_folder=MODELS) as memory:
        memory.add(["I went running.", "It rained.", "I run every day."], user_id="ana")
        found = memory.mentions(MentionFilter(words=("runs",)), user_id="ana", page=Page(limit=1))
        assert (found.total, [turn.text for turn in found.turns]) == (2, ["I went running."])
        assert found.sessions == {found.turns[0].session_id: "default"}
        assert memory.mentions(MentionFilter(), user_id="bob").total == 0


def test_a_conversation_that_ended_becomes_facts_and_goes_when_forgotten() -> None:
    with reachable_folder() as folder, continuo.open(folder, models_folder=MODELS) as memory:
        memory.add([{"role": "user", "content": "Hi! I'm allergic to peanuts."}], user_id="ana", session_id="s")
        memory.end(user_id="ana", session_id="s")
        memory.settle()
        assert [f.object for f in memory.facts(user_id="ana", predicate="allergic_to")] == ["peanuts"]
        assert memory.forget(user_id="ana").counts["facts"] == 1
        assert memory.search("peanuts", user_id="ana").hits == ()
        with pytest.raises(NotFound):
            memory.forget(user_id="ana")


def test_facts_are_corrected_questioned_and_looked_at_as_of_a_moment() -> None:
    with reachable_folder() as folder, continuo.open(folder, models_folder=MODELS) as memory:
        said = [
            NewTurn(Role.USER, "I live in Lisbon.", said_at=datetime(2025, 1, 1, tzinfo=UTC)),
            NewTurn(Role.USER, "I think I live in Porto.", said_at=datetime(2025, 2, 1, tzinfo=UTC)),
        ]
        memory.add(said, user_id="ana", session_id="s")
        memory.end(user_id="ana", session_id="s")
        memory.settle()
        (asked,) = memory.questions(user_id="ana")
        memory.answer(asked.clarification_id, Answer.FIRST, user_id="ana")
        (lisbon,) = memory.facts(user_id="ana", predicate="lives_in", as_of=datetime(2025, 1, 2, tzinfo=UTC))
        braga = memory.correct(lisbon.fact_id, "Braga", user_id="ana")
        assert memory.questions(user_id="ana") == []
        assert memory.restore(lisbon.fact_id, user_id="ana").status.value == "current"
        assert memory.retract(braga.fact_id, user_id="ana").status.value == "retracted"
        assert isinstance(memory.profile(user_id="ana"), list)


def test_memory_outlives_the_program_and_threads_may_share_it() -> None:
    with reachable_folder() as folder:
        with continuo.open(folder, models_folder=MODELS) as memory:
            threads = [
                threading.Thread(target=memory.add, args=(f"fact {n}",), kwargs={"user_id": "ana"}) for n in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=30)
        with continuo.open(folder, models_folder=MODELS) as memory:
            assert len(memory.search("fact", user_id="ana", limit=20).hits) == 8


def test_bad_input_is_named_and_a_closed_memory_says_so(tmp_path: Path) -> None:
    with reachable_folder() as folder, continuo.open(folder, models_folder=MODELS) as memory:
        with pytest.raises(Invalid, match=r"turns\[0\].text"):
            memory.add("   ", user_id="ana")
        with pytest.raises(Invalid, match="user_id"):
            memory.add("words", user_id="a" * 300)
        with pytest.raises(Invalid, match=r"messages\[1\].role"):
            memory.add(["fine", {"role": "robot", "content": "beep"}], user_id="ana")
    with pytest.raises(Unavailable):
        memory.add("words", user_id="ana")
