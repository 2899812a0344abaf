"""Which levels a question leans on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from continuo.domain.moments import spans
from continuo.memory.context.leaning import DEFAULT, FOLLOW_UP, ONESELF, PAST, Shares, leaning

NOW = datetime(2026, 5, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "shares"),
    [
        ("And the other one?", FOLLOW_UP),
        ("why?", FOLLOW_UP),
        ("Tell me more about it", FOLLOW_UP),
        ("Und warum?", FOLLOW_UP),
        ("What did I say about pricing last Tuesday?", PAST),
        ("Where did we go in June 2024?", PAST),
        ("What do you know about me?", ONESELF),
        ("Which restaurant would you suggest for me?", ONESELF),
        ("Which parser does the import of the catalogue use?", DEFAULT),
        ("Did Melanie enjoy the pottery workshop?", DEFAULT),
    ],
)
def test_a_question_leans_on_the_level_that_holds_its_answer(question: str, shares: Shares) -> None:
    assert leaning(question, spans(question, now=NOW)) is shares


@pytest.mark.parametrize("shares", [DEFAULT, FOLLOW_UP, ONESELF, PAST])
def test_shares_leave_a_part_for_what_was_recalled_and_promise_no_more_than_there_is(shares: Shares) -> None:
    assert shares.recalled >= 0.25
    assert shares.immediate + shares.session + shares.user + shares.recalled <= 1 + 1e-9
