"""Errors as answers."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from continuo.domain import errors
from continuo.doors.http.problems import TABLE, problem_for, shape_of
from continuo.doors.http.refusals import Unauthenticated

WORDS = "my therapist is called Miriam"


def request() -> Request:
    return Request({"type": "http", "method": "GET", "path": "/", "headers": []})


async def body_of(error: Exception) -> tuple[Response, dict[str, Any]]:
    answer = await problem_for(request(), error)
    return answer, json.loads(bytes(answer.body))


async def test_a_broken_rule_names_its_field() -> None:
    answer, body = await body_of(errors.Invalid("turns[3].text", "must not be empty or blank"))

    assert (answer.status_code, answer.media_type) == (422, "application/problem+json")
    assert body["errors"] == [{"field": "turns[3].text", "problem": "must not be empty or blank"}]


async def test_not_there_and_not_yours_are_the_same_bytes() -> None:
    missing, _ = await body_of(errors.NotFound(f"there is no session {WORDS!r} of this user"))
    foreign, _ = await body_of(errors.NotFound("another message"))

    assert bytes(missing.body) == bytes(foreign.body)
    assert missing.headers.items() == foreign.headers.items()


@pytest.mark.parametrize("error", [errors.Unavailable("away"), errors.QuotaExceeded("too many")])
async def test_an_error_that_passes_says_when_to_come_again(error: Exception) -> None:
    answer, body = await body_of(error)

    assert int(answer.headers["Retry-After"]) >= 1
    assert body["status"] in {429, 503}


async def test_a_missing_key_is_answered_with_a_challenge() -> None:
    answer, _ = await body_of(Unauthenticated("send a key", 'Bearer realm="continuo"'))

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="continuo"')


@pytest.mark.parametrize("kind", [errors.Broken, errors.Misconfigured, ValueError, KeyError, AssertionError])
async def test_what_went_wrong_here_is_logged_under_a_trace_id_and_without_words(
    kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "continuo"):
        answer, body = await body_of(kind(WORDS))

    assert answer.status_code == 500
    assert body["trace_id"] in caplog.text
    assert kind.__name__ in caplog.text
    assert "Miriam" not in caplog.text + str(body)


def test_an_error_without_a_row_takes_that_of_its_nearest_ancestor() -> None:
    class Narrower(errors.StalePosition):
        pass

    assert shape_of(Narrower("s")) == TABLE[errors.StalePosition]


@pytest.mark.parametrize("kind", [k for k in TABLE if issubclass(k, errors.ContinuoError)])
def test_what_a_worker_may_retry_is_not_answered_as_the_callers_mistake(kind: type[errors.ContinuoError]) -> None:
    assert not kind.retryable or TABLE[kind].status in {409, 429, 503}
