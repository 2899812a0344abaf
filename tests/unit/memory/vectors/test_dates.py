"""A text and a question meet at the day that both speak of, whatever words they use for it."""

from __future__ import annotations

from datetime import UTC, datetime

from continuo.domain.moments import spans
from continuo.memory.vectors.dates import WHEN, asked_for, spoken_of

TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
IN_JULY = datetime(2026, 7, 20, 9, tzinfo=UTC)


def test_yesterday_is_found_by_its_date() -> None:
    spoken = spoken_of("I saw the dentist yesterday", TUESDAY)

    assert set(asked_for(spans("What did I do on March 2, 2026?", now=IN_JULY))) <= set(spoken)


def test_yesterday_is_found_by_its_month_and_its_year() -> None:
    spoken = spoken_of("I saw the dentist yesterday", TUESDAY)

    assert asked_for(spans("What happened in March 2026?", now=IN_JULY)) == ["@2026-03"]
    assert {"@2026-03", "@2026"} <= set(spoken)


def test_a_month_is_not_found_by_one_of_its_days() -> None:
    spoken = spoken_of("It rained all through March 2026", IN_JULY)

    assert not set(asked_for(spans("What did I do on March 2, 2026?", now=IN_JULY))) & set(spoken)


def test_a_text_that_names_a_moment_says_so() -> None:
    assert WHEN in spoken_of("I saw the dentist yesterday", TUESDAY)
    assert spoken_of("I like the dentist", TUESDAY) == []


def test_a_table_of_dates_has_a_bounded_number_of_terms() -> None:
    table = "\n".join(
        f"{year}-{month:02}-{day:02}" for year in (2023, 2024) for month in range(1, 13) for day in (1, 9)
    )

    assert len(spoken_of(table, TUESDAY)) <= 60
