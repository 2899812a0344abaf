"""Days, numbers and the names of slots, as they are made of words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.memory.consolidation.extraction.days import anniversary, day_ahead, day_behind
from continuo.memory.consolidation.extraction.numerals import numeral
from continuo.memory.consolidation.extraction.slots import Heard, slot

WEDNESDAY = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "ahead", "behind"),
    [
        ("June 21", "2026-06-21", "2025-06-21"),
        ("the 28th", "2026-06-28", "2026-05-28"),
        ("Monday", "2026-06-08", "2026-06-01"),
        ("12 May 2019", "2019-05-12", "2019-05-12"),
        ("21.6.2026", "2026-06-21", "2026-06-21"),
        ("5.10.2026", "2026-10-05", "2026-10-05"),
        ("in three days", "2026-06-06", "2026-06-06"),
        ("tomorrow", "2026-06-04", "2026-06-04"),
        ("31 June", None, None),
        ("soon", None, None),
    ],
)
def test_a_day_is_seen_from_the_moment_of_speaking(words: str, ahead: str | None, behind: str | None) -> None:
    assert (day_ahead(words, WEDNESDAY), day_behind(words, WEDNESDAY)) == (ahead, behind)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.dates(date(2000, 1, 1), date(2090, 12, 30)))
def test_a_day_without_a_year_is_the_next_one_of_that_name(day: date, today: date) -> None:
    said_at = datetime.combine(today, time(9, 30), tzinfo=UTC)
    found = day_ahead(f"{day.day} {day:%B}", said_at)

    if found is None:
        assert (day.month, day.day) == (2, 29)
    else:
        ahead = date.fromisoformat(found)
        assert (ahead.month, ahead.day) == (day.month, day.day)
        assert timedelta(0) <= ahead - today <= timedelta(days=366)


def test_a_birthday_keeps_its_year_only_where_it_is_said() -> None:
    said = ("the 5th of May", "14 June 1988", "5/6")

    assert [anniversary(words, WEDNESDAY) for words in said] == ["05-05", "1988-06-14", "5/6"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("34", 34),
        ("thirty-four", 34),
        ("a dozen", 12),
        ("two hundred", 200),
        ("fourth", 4),
        ("1,250", 1250),
        ("many", None),
    ],
)
def test_a_number_in_words_has_a_value(words: str, number: int | None) -> None:
    assert numeral(words) == number


@pytest.mark.parametrize(
    ("prefix", "kind", "name"),
    [
        ("date_of_", "dentist's appointment", "date_of_dentist"),
        ("date_of_", "appointment with the dentist", "date_of_dentist"),
        ("date_of_", "job interview", "date_of_interview"),
        ("date_of_", "due date", "date_of_due_date"),
        ("number_of_", "new bike", "number_of_bikes"),
        ("number_of_", "puppy", "number_of_puppies"),
        ("number_of_", "sheep", "number_of_sheep"),
        ("favourite_", "color", "favourite_colour"),
    ],
)
def test_a_slot_has_one_name_however_its_thing_is_called(prefix: str, kind: str, name: str) -> None:
    assert slot(prefix, kind) == name


def test_it_means_what_was_named_last_by_the_same_speaker() -> None:
    heard = Heard()
    heard.meant("user", "date_of_maths_exam")
    heard.meant("Ana", "date_of_wedding")

    assert heard.meant("user", "date_of_exam") == "date_of_maths_exam"
    assert heard.meant("Ana", "date_of_") == "date_of_wedding"
    assert heard.meant("Leo", "date_of_") is None
