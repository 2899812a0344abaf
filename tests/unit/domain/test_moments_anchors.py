"""Moments told from something in a person's life, said on Wednesday, 6 May 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from continuo.domain.moments import Moment, MomentKind, Unresolved, expressions, spans

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
LIFE = {
    "my birthday": date(1990, 3, 20),
    "we met": date(2019, 3, 2),
    "my wedding": datetime(2020, 8, 1, 15, tzinfo=UTC),
    "Ana's graduation": date(2024, 7, 12),
}


def days(text: str, anchors: dict[str, date] | None = None) -> tuple[str, str, MomentKind]:
    [found] = spans(text, now=NOW, anchors=LIFE if anchors is None else anchors)
    return found.since.date().isoformat(), found.until.date().isoformat(), found.kind


@pytest.mark.parametrize(
    ("text", "since", "until", "kind"),
    [
        ("two weeks before my birthday I was ill", "2026-03-06", "2026-03-07", MomentKind.DAY),
        ("I quit the day after we met", "2019-03-03", "2019-03-04", MomentKind.DAY),
        ("the night before our wedding", "2020-07-31", "2020-08-01", MomentKind.PART_OF_DAY),
        ("the week after my wedding", "2020-08-02", "2020-08-09", MomentKind.RANGE),
        ("I'm happier since my wedding", "2020-08-01", "2026-05-06", MomentKind.OPEN),
        ("before we met I lived alone", "1900-01-01", "2019-03-02", MomentKind.OPEN),
        ("on Ana's graduation it rained", "2024-07-12", "2024-07-13", MomentKind.DAY),
        ("three months after we met", "2019-05-18", "2019-06-18", MomentKind.ROUGH),
        ("between my wedding and yesterday", "2020-08-01", "2026-05-06", MomentKind.RANGE),
    ],
)
def test_a_distance_to_a_known_day_is_reckoned_from_it(text: str, since: str, until: str, kind: MomentKind) -> None:
    assert days(text) == (since, until, kind)


def test_a_birthday_comes_every_year() -> None:
    assert days("what did I do on my birthday?")[0] == "2026-03-20"
    assert days("I'll travel on my birthday")[0] == "2027-03-20"


def test_a_birthday_on_the_leap_day_is_kept_in_every_year() -> None:
    assert days("I was ill on my birthday", {"my birthday": date(2000, 2, 29)})[0] == "2026-03-01"


@pytest.mark.parametrize("text", ["two weeks before her birthday", "on Tom's birthday", "since his wedding"])
def test_the_day_of_somebody_else_is_not_the_speakers(text: str) -> None:
    assert spans(text, now=NOW, anchors=LIFE) == []


def test_an_anchor_is_known_in_other_languages_by_its_name_there() -> None:
    assert days("zwei Wochen vor meinem Geburtstag war ich krank", {"Geburtstag": date(1990, 3, 20)})[0] == "2026-03-06"
    assert days("我们认识以前我在上海", {"我们认识": date(2019, 3, 2)})[1] == "2019-03-02"


def test_a_moment_is_the_day_it_lies_in_where_the_speaker_is() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    [found] = spans("since my wedding", now=NOW.astimezone(tokyo), anchors=LIFE)

    assert found.since == datetime(2020, 8, 2, tzinfo=tokyo)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("I was ill two weeks before my birthday", "two weeks before my birthday", "my birthday"),
        ("I quit the day after we met.", "the day after we met", "we met"),
        ("Everything changed since my wedding", "since my wedding", "my wedding"),
        ("since we moved here, I sleep well", "since we moved here", "we moved here"),
    ],
)
def test_what_nobody_told_is_reported_and_not_guessed(text: str, words: str, name: str) -> None:
    assert spans(text, now=NOW) == []
    [found] = expressions(text, now=NOW)

    assert isinstance(found, Unresolved)
    assert (text[found.start : found.end], found.name) == (words, name)


def test_what_was_told_is_no_longer_reported() -> None:
    [found] = expressions("two weeks before my birthday", now=NOW, anchors=LIFE)

    assert isinstance(found, Moment)
