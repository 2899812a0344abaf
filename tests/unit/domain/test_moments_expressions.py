"""What is about time and yet no moment: lengths, repetitions, clock times."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from continuo.domain.moments import ClockTime, Expression, Length, Moment, MomentKind, Repetition, expressions, spans

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def only(text: str) -> Expression:
    [found] = expressions(text, now=NOW)
    return found


@pytest.mark.parametrize(
    ("text", "elapsed"),
    [
        ("we trained for three days", timedelta(days=3)),
        ("it took 2 hours", timedelta(hours=2)),
        ("half an hour is enough", timedelta(minutes=30)),
        ("an hour and a half", timedelta(minutes=90)),
        ("it lasted an hour and a half", timedelta(minutes=90)),
        ("2 years and 3 months of work", timedelta(days=2 * 365 + 3 * 30)),
        ("a nap for 2.5 hours", timedelta(hours=2.5)),
        ("one and a half hours will do", timedelta(hours=1.5)),
        ("I slept all day", timedelta(days=1)),
    ],
)
def test_a_length_is_how_long_it_is(text: str, elapsed: timedelta) -> None:
    found = only(text)

    assert isinstance(found, Length)
    assert found.elapsed == elapsed


@pytest.mark.parametrize(
    ("text", "every", "unit", "weekday"),
    [
        ("I run every Tuesday", 1, "week", 1),
        ("every other Friday we cook", 2, "week", 4),
        ("we dance on Mondays", 1, "week", 0),
        ("I call her every three weeks", 3, "week", None),
        ("a weekly meeting", 1, "week", None),
        ("twice a day", 0, "day", None),
        ("every May we plant", 1, "year", None),
    ],
)
def test_a_repetition_says_how_often(text: str, every: int, unit: str, weekday: int | None) -> None:
    found = only(text)

    assert isinstance(found, Repetition)
    assert (found.every, found.unit, found.weekday) == (every, unit, weekday)
    assert spans(text, now=NOW) == []


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("at 5pm", time(17), time(17)),
        ("lunch at noon", time(12), time(12)),
        ("from 3 to 5 pm", time(15), time(17)),
        ("the train at 17:42", time(17, 42), time(17, 42)),
        ("at 8 in the morning", time(8), time(8)),
        ("half past seven", time(7, 30), time(7, 30)),
        ("a quarter to 5", time(4, 45), time(4, 45)),
    ],
)
def test_a_clock_time_without_a_day_is_no_moment(text: str, since: time, until: time) -> None:
    found = only(text)

    assert isinstance(found, ClockTime)
    assert (found.since, found.until) == (since, until)
    assert spans(text, now=NOW) == []


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("I have lived here for three years", "2023-05-06"),
        ("I've been vegan for about two months now", "2026-03-06"),
        ("she hasn't smoked for ten days", "2026-04-26"),
    ],
)
def test_what_has_lasted_until_now_has_a_beginning(text: str, since: str) -> None:
    found = only(text)

    assert isinstance(found, Moment)
    assert (found.kind, found.since.date().isoformat(), found.until) == (MomentKind.OPEN, since, NOW)


@pytest.mark.parametrize(
    "text",
    ["I lived there for three years", "I've played for 30 minutes daily", "I have to stay for three days", "open 24/7"],
)
def test_what_is_over_or_only_planned_has_none(text: str) -> None:
    assert spans(text, now=NOW) == []


def test_all_that_is_said_comes_in_order_and_apart() -> None:
    text = "Every Monday at 5pm I swim for an hour; yesterday I did not."
    found = expressions(text, now=NOW)

    assert [type(one).__name__ for one in found] == ["Repetition", "ClockTime", "Length", "Moment"]
    assert all(a.end <= b.start for a, b in pairwise(found))
