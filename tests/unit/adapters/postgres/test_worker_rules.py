"""What a worker does about a job that failed."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.adapters.postgres.worker_rules import WorkerLimits, is_retryable, reason_of, wait_after
from continuo.domain.errors import Conflict, Misconfigured, NotFound, StalePosition, Unavailable

LIMITS = WorkerLimits()
tries = st.integers(min_value=1, max_value=10_000)
chances = st.floats(min_value=0, max_value=1)


@given(tries, chances)
def test_no_wait_is_longer_than_a_quarter_of_an_hour(count: int, chance: float) -> None:
    assert timedelta(0) <= wait_after(count, chance, LIMITS) <= timedelta(minutes=15)


@given(tries, chances)
def test_jitter_is_drawn_from_all_of_the_wait(count: int, chance: float) -> None:
    longest = wait_after(count, 1.0, LIMITS)

    assert wait_after(count, 0.0, LIMITS) == timedelta(0)
    assert abs(wait_after(count, chance, LIMITS) - chance * longest) < timedelta(milliseconds=1)


@given(st.integers(min_value=1, max_value=100))
def test_the_longest_wait_doubles_until_it_is_as_long_as_may_be(count: int) -> None:
    before, after = wait_after(count, 1.0, LIMITS), wait_after(count + 1, 1.0, LIMITS)

    assert after == min(2 * before, LIMITS.longest_wait)


@given(st.floats(min_value=1, max_value=3600))
def test_lease_and_beat_leave_room_for_a_look_within_the_stall_time(stall_s: float) -> None:
    limits = WorkerLimits(stall=timedelta(seconds=stall_s), poll=timedelta(seconds=stall_s / 10))

    assert limits.lease + limits.beat + limits.poll <= limits.stall
    assert 2 * limits.beat < limits.lease


def test_a_worker_that_looks_too_rarely_to_keep_the_stall_time_is_refused() -> None:
    with pytest.raises(Misconfigured, match="every 0:00:05 at least"):
        WorkerLimits(stall=timedelta(seconds=20), poll=timedelta(seconds=6))


@pytest.mark.parametrize("error", [Unavailable("x"), Conflict("x"), StalePosition("x"), psycopg.OperationalError("x")])
def test_what_may_pass_by_itself_is_tried_again(error: Exception) -> None:
    assert is_retryable(error)
    assert is_retryable(ExceptionGroup("several", [error, error]))


@pytest.mark.parametrize(
    "error", [NotFound("x"), ValueError("x"), psycopg.DataError("x"), TimeoutError(), KeyError("x")]
)
def test_what_would_fail_again_is_not_tried_again(error: Exception) -> None:
    assert not is_retryable(error)
    assert not is_retryable(ExceptionGroup("several", [Unavailable("x"), error]))


@given(st.text(min_size=1).map(lambda words: f"canary{words}"))
def test_a_reason_names_kinds_of_error_and_a_place_and_no_words(words: str) -> None:
    with pytest.raises(Unavailable) as caught:
        _fail(words)

    reason = reason_of(caught.value)
    assert reason.startswith("Unavailable from ValueError at test_worker_rules.py:")
    assert "canary" not in reason


def test_a_reason_is_short_however_long_the_chain_of_causes() -> None:
    error = type("A" * 300, (Exception,), {})("x")

    assert len(reason_of(error)) <= 200


def _fail(words: str) -> None:
    try:
        int(f"not a number: {words}")
    except ValueError as error:
        raise Unavailable(words) from error
