"""What holds for every text and every moment of speaking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.moments import expressions, spans
from continuo.domain.moments.windows import windows

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
VOCABULARY = (
    "since until before after from to last next this the a few two 3 30 99 2019 May March Friday week days months ago "
    "in on at weekend 5/7/2023 31 Feb 29 Easter winter - , century 23:59 pm 90s q1 couple of for starting end first "
    "half hour between and 9000 years every now or later within vor seit bis Woche drei im letzten Jahr il y a jours "
    "depuis mardi dernier hace tres meses el pasado enero hasta 三天前 上周 2021年 底 从 到 五月 以来 my birthday we"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe"])
MOMENTS = st.timedeltas(timedelta(days=-40_000), timedelta(days=40_000)).map(lambda away: NOW + away)
LIFE = {"my birthday": NOW.date(), "we met": datetime(2019, 3, 2, 23, tzinfo=UTC)}

DAYS = ("yesterday", "tomorrow", "the day before yesterday", "three days ago", "we leave in ten days", "this morning")
WEEKS = ("last Tuesday", "next week", "we met over the weekend", "next Friday", "two weeks ago", "Monday of last week")
GERMAN_DAYS = ("gestern", "übermorgen", "vor drei Tagen")


@given(TEXTS, MOMENTS, ZONES)
def test_a_stretch_never_ends_before_it_begins(text: str, now: datetime, zone: str) -> None:
    found = spans(text, now=now.astimezone(ZoneInfo(zone)), anchors=LIFE)

    assert all(m.since.timestamp() < m.until.timestamp() for m in found)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, MOMENTS)
def test_all_expressions_lie_in_the_text_and_apart(text: str, now: datetime) -> None:
    found = expressions(text, now=now, anchors=LIFE)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, MOMENTS)
def test_the_same_text_at_the_same_moment_always_means_the_same(text: str, now: datetime) -> None:
    assert spans(text, now=now) == spans(text, now=now)


@pytest.mark.parametrize("text", [*DAYS, *GERMAN_DAYS])
@given(st.integers(-20_000, 20_000))
def test_a_day_reckoned_from_now_moves_with_now(text: str, days: int) -> None:
    [here], [there] = spans(text, now=NOW), spans(text, now=NOW + timedelta(days=days))

    assert there.since - here.since == there.until - here.until == timedelta(days=days)


@pytest.mark.parametrize("text", WEEKS)
@given(st.integers(-3_000, 3_000))
def test_a_week_reckoned_from_now_moves_with_the_weeks(text: str, weeks: int) -> None:
    [here], [there] = spans(text, now=NOW), spans(text, now=NOW + timedelta(weeks=weeks))

    assert there.since - here.since == there.until - here.until == timedelta(weeks=weeks)


@pytest.mark.parametrize(
    "words",
    [
        "two weeks ago",
        "the first Monday of next month",
        "from November of 2019 to the end of February 2021",
        "2 years, 3 months and 21 days ago",
        "what she has done for more than three years",
    ],
)
@given(st.lists(st.sampled_from(["and so on", "the house is green", "I like tea,"]), min_size=12, max_size=40))
def test_what_stands_far_away_in_a_long_text_changes_nothing(words: str, padding: list[str]) -> None:
    around = " ".join(padding)
    text = f"{around}. It was {words}, in Rome. {around}"
    [alone], [found] = spans(f"It was {words}, in Rome.", now=NOW), spans(text, now=NOW)

    assert (found.since, found.until, found.kind) == (alone.since, alone.until, alone.kind)
    assert text[found.start : found.end] in words


@given(st.lists(st.sampled_from(["tea", "Monday", "2021", "and", "houses", "since"]), min_size=80, max_size=120))
def test_a_window_cuts_no_word_and_holds_every_word_of_time(said: list[str]) -> None:
    text = " ".join(said)
    found = windows(text, {"monday"})

    assert all(text[end : end + 1] in {"", " "} and text[start - 1 : start] in {"", " "} for start, end in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert sum(text[a:b].count("Monday") + text[a:b].count("2021") for a, b in found) == sum(
        word in {"Monday", "2021"} for word in said
    )
