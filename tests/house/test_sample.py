"""The sample conversation is whole, in order, and in the form that ``continuo import`` reads."""

from __future__ import annotations

import json
from itertools import pairwise

from tests.house.tree import PACKAGE, ROOT

from continuo.cli.importing import read_history

SAMPLE = PACKAGE / "examples" / "ana.json"


def test_the_sample_can_be_imported_as_it_is() -> None:
    conversations = read_history(SAMPLE, None)

    assert {conversation.user_id for conversation in conversations} == {"ana"}
    assert len(conversations) == 6
    assert sum(len(conversation.turns) for conversation in conversations) == 80


def test_the_sample_is_told_in_the_order_of_time() -> None:
    times = [turn.said_at for conversation in read_history(SAMPLE, None) for turn in conversation.turns]

    assert all(earlier < later for earlier, later in pairwise(t for t in times if t is not None))
    assert None not in times


def test_the_sample_asks_three_questions_and_its_page_counts_right() -> None:
    page = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")

    assert len(json.loads(SAMPLE.read_text(encoding="utf-8"))["questions"]) == 3
    assert "80 turns" in page
