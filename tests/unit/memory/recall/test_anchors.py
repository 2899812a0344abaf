"""Days of a person's own that a question reckons from: which they are, and what facts tell of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from continuo.memory.recall.anchors import day_told, occasions

SAID_AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did I do two weeks before my birthday?", {"my birthday": ("birthday",)}),
        ("What have I cooked since my wedding in Porto?", {"my wedding in Porto": ("date_of_wedding",)}),
        ("And a week before my final exam?", {"my final exam": ("date_of_final_exam", "date_of_exam")}),
        (
            "And the day before our wedding anniversary?",
            {"our wedding anniversary": ("date_of_wedding_anniversary", "date_of_anniversary", "date_of_wedding")},
        ),
        ("And before our anniversary?", {"our anniversary": ("date_of_anniversary", "date_of_wedding")}),
    ],
)
def test_an_occasion_is_looked_up_by_what_the_question_calls_it(
    question: str, wanted: dict[str, tuple[str, ...]]
) -> None:
    assert occasions(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "What did I do last week?",
        "What did I do two weeks before her birthday?",
        "What did I do a month after my sister's wedding?",
        "Who came on my 30th birthday?",
        "What did I do two days after we met?",
        "When is my birthday?",
    ],
)
def test_a_question_that_reckons_from_no_day_of_the_asker_asks_for_none(question: str) -> None:
    assert occasions(question) == {}


def test_a_question_full_of_occasions_asks_for_few() -> None:
    events = ("birthday", "wedding", "exam", "trip", "move")

    assert len(occasions(", ".join(f"before my {event}" for event in events))) == 3


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-14", date(2025, 6, 14)),
        ("05-12", date(2000, 5, 12)),
        ("02-29", date(2000, 2, 29)),
        ("May 12", date(2025, 5, 12)),
        ("12 May 1990", date(1990, 5, 12)),
        ("13-40", None),
        ("June 2025", None),
        ("12 May or 13 May", None),
        ("soon", None),
    ],
)
def test_a_value_is_a_day_where_it_names_one_and_no_other(value: str, day: date | None) -> None:
    assert day_told(value, SAID_AT) == day
