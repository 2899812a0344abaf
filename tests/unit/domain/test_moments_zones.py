"""Days begin and end where the speaker is, also on the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from continuo.domain.moments import Moment, spans

LATE_IN_LONDON = datetime(2026, 5, 5, 23, 30, tzinfo=UTC)
"""Tuesday night in London, Wednesday morning in Tokyo, Tuesday afternoon in Los Angeles."""


def only(text: str, now: datetime) -> Moment:
    [found] = spans(text, now=now)
    return found


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-04-28"), ("Asia/Tokyo", "2026-05-05"), ("America/Los_Angeles", "2026-04-28")],
)
def test_last_tuesday_is_another_day_where_it_is_wednesday_already(zone: str, day: str) -> None:
    now = LATE_IN_LONDON.astimezone(ZoneInfo(zone))
    found = only("we met last Tuesday", now)

    assert found.since.date().isoformat() == day
    assert found.since.tzinfo == now.tzinfo


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_runs_from_midnight_to_midnight_of_the_zone(zone: str) -> None:
    now = LATE_IN_LONDON.astimezone(ZoneInfo(zone))
    found = only("what happened today?", now)

    assert (found.since.hour, found.since.minute) == (0, 0)
    assert found.since <= now < found.until
    assert found.until.timestamp() - found.since.timestamp() == timedelta(days=1).total_seconds()


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25)])
def test_the_day_on_which_clocks_change_is_an_hour_shorter_or_longer(month: int, day: int, hours: int) -> None:
    found = only("today", datetime(2026, month, day, 12, tzinfo=ZoneInfo("Europe/Berlin")))

    assert found.until.timestamp() - found.since.timestamp() == hours * 3600


def test_an_hour_ago_is_an_hour_ago_also_when_the_clock_says_two() -> None:
    now = datetime(2026, 3, 29, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    found = only("it rang an hour ago", now)

    assert found.since.timestamp() < now.timestamp() - 3600 < found.until.timestamp()
    assert (found.since.hour, found.since.minute) == (1, 0)


def test_a_time_that_the_clocks_skip_is_still_a_time() -> None:
    now = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    found = only("call me tomorrow at 2:30 am", now)

    assert found.until.timestamp() - found.since.timestamp() == 60
    assert found.since.hour == 3


def test_a_moment_without_a_zone_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(AssertionError):
        spans("yesterday", now=datetime(2026, 5, 6))  # noqa: DTZ001 - the mistake
