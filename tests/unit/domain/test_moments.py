"""What people mean by "last Tuesday", said on Wednesday, 6 May 2026, at half past nine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.moments import Moment, MomentKind, spans

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def only(text: str) -> Moment:
    [found] = spans(text, now=NOW)
    return found


def days(moment: Moment) -> tuple[str, str]:
    return moment.since.date().isoformat(), moment.until.date().isoformat()


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What did I eat yesterday?", "2026-05-05", "2026-05-06"),
        ("the day before yesterday it rained", "2026-05-04", "2026-05-05"),
        ("see you tomorrow", "2026-05-07", "2026-05-08"),
        ("what did I say last Tuesday?", "2026-05-05", "2026-05-06"),
        ("I saw one last Tuesday", "2026-05-05", "2026-05-06"),
        ("we met last wednesday", "2026-04-29", "2026-04-30"),
        ("I saw her on Friday", "2026-05-01", "2026-05-02"),
        ("I'll see her on Friday", "2026-05-08", "2026-05-09"),
        ("the exam is next Friday", "2026-05-15", "2026-05-16"),
        ("it was Tuesday of last week", "2026-04-28", "2026-04-29"),
        ("can we do next week on Monday", "2026-05-11", "2026-05-12"),
        ("two days before Christmas", "2025-12-23", "2025-12-24"),
        ("it broke three days ago", "2026-05-03", "2026-05-04"),
        ("we leave in three days", "2026-05-09", "2026-05-10"),
        ("we'll be back in ten days", "2026-05-16", "2026-05-17"),
        ("on the 3rd, we argued", "2026-05-03", "2026-05-04"),
        ("we went on 12/25", "2025-12-25", "2025-12-26"),
        ("born on 5 May 2021", "2021-05-05", "2021-05-06"),
        ("May 5th, 2021 was sunny", "2021-05-05", "2021-05-06"),
        ("released 2021-05-07", "2021-05-07", "2021-05-08"),
        ("on 5/7/2023", "2023-05-07", "2023-05-08"),
        ("on 25/7/2023", "2023-07-25", "2023-07-26"),
        ("on 5.7.2023", "2023-07-05", "2023-07-06"),
        ("Thanksgiving 2024", "2024-11-28", "2024-11-29"),
        ("Easter 2025", "2025-04-20", "2025-04-21"),
        ("Black Friday 2024", "2024-11-29", "2024-11-30"),
    ],
)
def test_a_day_is_the_day_people_mean(text: str, since: str, until: str) -> None:
    assert days(only(text)) == (since, until)


@pytest.mark.parametrize(
    ("text", "since", "until", "kind"),
    [
        ("this week", "2026-05-04", "2026-05-11", MomentKind.WEEK),
        ("last week", "2026-04-27", "2026-05-04", MomentKind.WEEK),
        ("I tried one last week", "2026-04-27", "2026-05-04", MomentKind.WEEK),
        ("the week before last", "2026-04-20", "2026-04-27", MomentKind.WEEK),
        ("next weekend", "2026-05-16", "2026-05-18", MomentKind.WEEKEND),
        ("we hiked over the weekend", "2026-05-02", "2026-05-04", MomentKind.WEEKEND),
        ("last month", "2026-04-01", "2026-05-01", MomentKind.MONTH),
        ("we met in March", "2026-03-01", "2026-04-01", MomentKind.MONTH),
        ("we met in June", "2025-06-01", "2025-07-01", MomentKind.MONTH),
        ("I'm going to Rome in June", "2026-06-01", "2026-07-01", MomentKind.MONTH),
        ("in early March", "2026-03-01", "2026-03-16", MomentKind.MONTH),
        ("last summer", "2025-06-01", "2025-09-01", MomentKind.SEASON),
        ("in the winter of 2019", "2019-12-01", "2020-03-01", MomentKind.SEASON),
        ("in 2019", "2019-01-01", "2020-01-01", MomentKind.YEAR),
        ("next year", "2027-01-01", "2028-01-01", MomentKind.YEAR),
        ("at Christmas", "2025-12-24", "2025-12-27", MomentKind.DAY),
        ("in the 90s", "1990-01-01", "2000-01-01", MomentKind.RANGE),
        ("between 2015 and 2018", "2015-01-01", "2019-01-01", MomentKind.RANGE),
        ("from March to May 2021", "2021-03-01", "2021-06-01", MomentKind.RANGE),
        ("from November to February 2021", "2020-11-01", "2021-03-01", MomentKind.RANGE),
        ("May 5-7, 2024", "2024-05-05", "2024-05-08", MomentKind.RANGE),
        ("Q2 2025", "2025-04-01", "2025-07-01", MomentKind.RANGE),
        ("the last week of July 2025", "2025-07-25", "2025-08-01", MomentKind.WEEK),
        ("since June", "2025-06-01", "2026-05-06", MomentKind.OPEN),
        ("before 2019", "1900-01-01", "2019-01-01", MomentKind.OPEN),
        ("I'm away until next week", "2026-05-06", "2026-05-11", MomentKind.OPEN),
        ("after March 2024", "2024-04-01", "2026-05-06", MomentKind.OPEN),
        ("a few days ago", "2026-04-29", "2026-05-05", MomentKind.ROUGH),
        ("the other day", "2026-04-26", "2026-05-06", MomentKind.ROUGH),
        ("two weeks ago", "2026-04-19", "2026-04-26", MomentKind.ROUGH),
    ],
)
def test_wider_expressions_reach_as_far_as_people_mean(text: str, since: str, until: str, kind: MomentKind) -> None:
    found = only(text)

    assert (*days(found), found.kind) == (since, until, kind)


@pytest.mark.parametrize(
    ("text", "since", "until", "kind"),
    [
        ("at the end of last year", "2025-09-01", "2026-01-01", MomentKind.RANGE),
        ("the first Monday of next month", "2026-06-01", "2026-06-02", MomentKind.DAY),
        ("on the 15th day of next month", "2026-06-15", "2026-06-16", MomentKind.DAY),
        ("the last ten days of May 2025", "2025-05-22", "2025-06-01", MomentKind.RANGE),
        ("the second week of 2021", "2021-01-11", "2021-01-18", MomentKind.WEEK),
        ("the third quarter of 2024", "2024-07-01", "2024-10-01", MomentKind.RANGE),
        ("the end of the month", "2026-05-16", "2026-06-01", MomentKind.MONTH),
        ("in March of last year", "2025-03-01", "2025-04-01", MomentKind.MONTH),
        ("in the summer of last year", "2025-06-01", "2025-09-01", MomentKind.SEASON),
        ("in nineteen ninety six", "1996-01-01", "1997-01-01", MomentKind.YEAR),
        ("May two thousand and four", "2004-05-01", "2004-06-01", MomentKind.MONTH),
        ("in April of 87", "1987-04-01", "1987-05-01", MomentKind.MONTH),
        ("2019 was hard", "2019-01-01", "2020-01-01", MomentKind.YEAR),
        ("on 23/Sep/2020", "2020-09-23", "2020-09-24", MomentKind.DAY),
        ("in 12/2015", "2015-12-01", "2016-01-01", MomentKind.MONTH),
        ("from 10/1 to 11/7", "2025-10-01", "2025-11-08", MomentKind.RANGE),
        ("from 10/1/2018-10/7/2018", "2018-10-01", "2018-10-08", MomentKind.RANGE),
        ("Friday 5/8/2026", "2026-05-08", "2026-05-09", MomentKind.DAY),
        ("it was Friday the 24th", "2026-04-24", "2026-04-25", MomentKind.DAY),
        ("Labor Day weekend 2021", "2021-09-04", "2021-09-07", MomentKind.DAY),
        ("in the 18th century", "1700-01-01", "1800-01-01", MomentKind.RANGE),
        ("in week 23", "2026-06-01", "2026-06-08", MomentKind.WEEK),
        ("Jan-Feb 2017", "2017-01-01", "2017-03-01", MomentKind.RANGE),
        ("26 June 2019 to 28 June 2020", "2019-06-26", "2020-06-29", MomentKind.RANGE),
        ("out for 3 days from today", "2026-05-06", "2026-05-09", MomentKind.RANGE),
        ("2 years and 3 months ago", "2024-01-22", "2024-02-22", MomentKind.ROUGH),
        ("I'll be back within two days", "2026-05-06", "2026-05-08", MomentKind.RANGE),
        ("let's meet 3 days later", "2026-05-09", "2026-05-10", MomentKind.DAY),
        ("I'll be back in a day", "2026-05-07", "2026-05-08", MomentKind.DAY),
        ("the last weekend before April 10, 2026", "2026-04-04", "2026-04-06", MomentKind.WEEKEND),
        ("the weekend after Friday, April 10, 2026", "2026-04-11", "2026-04-13", MomentKind.WEEKEND),
        ("the 3 previous weeks", "2026-04-15", "2026-05-06", MomentKind.RANGE),
        ("until the end of May", "2026-05-06", "2026-06-01", MomentKind.OPEN),
        ("from 2019 onwards", "2019-01-01", "2026-05-06", MomentKind.OPEN),
        ("2012 or later is fine, in 2012 or later", "2012-01-01", "2026-05-06", MomentKind.OPEN),
        ("no later than 1 June 2025", "1900-01-01", "2025-06-01", MomentKind.OPEN),
    ],
)
def test_parts_of_longer_times_and_spoken_forms_are_understood(
    text: str, since: str, until: str, kind: MomentKind
) -> None:
    found = spans(text, now=NOW)[-1]

    assert (*days(found), found.kind) == (since, until, kind)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("this morning", "2026-05-06T04:00", "2026-05-06T12:00"),
        ("last night", "2026-05-05T18:00", "2026-05-06T04:00"),
        ("yesterday evening", "2026-05-05T17:00", "2026-05-06T00:00"),
        ("tomorrow at 3pm", "2026-05-07T15:00", "2026-05-07T16:00"),
        ("tomorrow at 15:20", "2026-05-07T15:20", "2026-05-07T15:21"),
        ("2026-05-01T12:30:00", "2026-05-01T12:30", "2026-05-01T12:31"),
        ("at 5pm tomorrow", "2026-05-07T17:00", "2026-05-07T18:00"),
        ("tomorrow from 2 to 4 pm", "2026-05-07T14:00", "2026-05-07T16:00"),
        ("tomorrow from 9:30 to 3 pm", "2026-05-07T09:30", "2026-05-07T15:00"),
    ],
)
def test_parts_of_a_day_and_clock_times_narrow_the_day(text: str, since: str, until: str) -> None:
    found = only(text)

    assert (found.since.isoformat()[:16], found.until.isoformat()[:16]) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "it may be true, and you may go",
        "This may take a while",
        "they march on",
        "wait a second",
        "in the second place",
        "I broke it in the fall",
        "don't fall",
        "april and june are my sisters",
        "he sat in the sun",
        "every Tuesday I run",
        "we trained for three days",
        "Rome wasn't built in a day",
        "in 2000 words",
        "they ran 5 miles",
        "at 5pm",
        "open 24/7",
        "a Christmas tree",
        "the August heat",
        "version 3.11.7 of 10.0.0.1",
        "feb 30",
        "9999 years ago",
        "three weeks later it was approved",
        "I can read it in a day",
        "a partner of the day",
        "the other days of the week",
        "in week 3 of the course we drew",
        "a route of 60-100 miles",
        "this 3/4-mile trail",
        "return it within 30 days of purchase",
        "she was wearing a 1990 dress",
        "twenty twenty vision",
        "at the end of the day it is fine",
        "call 555-12-2015",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert spans(text, now=NOW) == []


def test_several_moments_come_in_order_with_their_places() -> None:
    text = "Yesterday I came home; in 2019 I left."
    found = spans(text, now=NOW)

    assert [text[m.start : m.end] for m in found] == ["Yesterday", "2019"]


def test_answers_are_in_the_zone_of_the_speaker() -> None:
    zone = timezone(timedelta(hours=9))
    [found] = spans("today", now=NOW.astimezone(zone))

    assert found.since == datetime(2026, 5, 6, tzinfo=zone)


def test_a_curly_apostrophe_reads_like_a_straight_one() -> None:
    assert spans("I’ll come on Friday", now=NOW) == spans("I'll come on Friday", now=NOW)


VOCABULARY = (
    "since until before after from to last next this the a few two 3 30 99 2019 May March Friday week days months "
    "ago in on at weekend 5/7/2023 31 Feb 29 Easter winter - , century 23:59 pm 90s q1 couple of"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60)
MOMENTS = st.timedeltas(timedelta(days=-40_000), timedelta(days=40_000)).map(lambda away: NOW + away)


@given(TEXTS, MOMENTS)
def test_whatever_is_said_the_answer_is_ordered_and_not_empty(text: str, now: datetime) -> None:
    found = spans(text, now=now)

    assert all(0 <= m.start < m.end <= len(text) and m.since < m.until for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
