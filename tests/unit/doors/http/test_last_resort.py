"""What the door does when the platform behind it fails."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import fields
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from continuo.app import Continuo
from continuo.domain import errors
from continuo.domain.clock import system_clock
from continuo.doors.http.app import create_app
from continuo.services.health import Finding, Health
from continuo.services.tenancy import SCOPES, Principal

WORDS = "my therapist is called Miriam"


class Failing:
    """A room that raises the same error whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        async def fail(*_: object, **__: object) -> None:
            raise self._error

        return fail


class Letting:
    """Lets everyone in."""

    async def authenticate(self, presented: str) -> Principal:
        return Principal(uuid4(), "key", SCOPES)


class Breaking:
    """An export that breaks after its first record."""

    async def export(self, scope: object) -> AsyncIterator[dict[str, Any]]:
        yield {"type": "person"}
        raise ValueError(WORDS)


def app_over(**rooms: Any) -> FastAPI:
    failing = Failing(AssertionError("not asked for"))
    names = [field.name for field in fields(Continuo) if field.name != "clock"]
    return create_app(Continuo(**{name: rooms.get(name, failing) for name in names}, clock=system_clock))


def client(app: FastAPI) -> httpx.AsyncClient:
    headers = {"Authorization": "Bearer ck_1"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door", headers=headers)


@pytest.mark.parametrize("error", [ValueError(WORDS), AssertionError(WORDS), KeyError(WORDS), OSError(5, WORDS)])
async def test_an_error_nobody_foresaw_is_a_problem_with_a_trace_and_without_words(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async with client(app_over(tenancy=Letting(), recall=Failing(error))) as http:
        with caplog.at_level(logging.DEBUG):
            answer = await http.post("/v1/recall", json={"user_id": "ana", "query": "who"})

    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["trace_id"] in caplog.text
    assert "POST /v1/recall" in caplog.text
    assert "Miriam" not in answer.text + caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Unavailable("the database is away"), 503),
        (errors.QuotaExceeded("used up"), 429),
        (errors.Conflict("someone was first"), 409),
        (errors.Misconfigured("set X"), 500),
    ],
)
async def test_an_error_of_the_platform_is_answered_by_the_table(error: Exception, status: int) -> None:
    async with client(app_over(tenancy=Letting(), recall=Failing(error))) as http:
        answer = await http.post("/v1/recall", json={"user_id": "ana", "query": "who"})

    assert answer.status_code == status
    assert ("retry-after" in answer.headers) == (status in {409, 429, 503})


async def test_keys_that_cannot_be_checked_are_neither_good_nor_bad() -> None:
    async with client(app_over(tenancy=Failing(errors.Unavailable("the database is away")))) as http:
        answer = await http.get("/v1/users")

    assert answer.status_code == 503


async def test_an_answer_that_breaks_in_the_middle_is_cut_and_no_words_are_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with client(app_over(tenancy=Letting(), privacy=Breaking())) as http:
        with caplog.at_level(logging.DEBUG), pytest.raises(errors.Broken) as raised:
            await http.get("/v1/users/ana/export")

    assert "cut short" in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert "Miriam" not in caplog.text + str(raised.value)


async def test_an_unwell_part_is_named_and_its_detail_kept_for_those_with_a_key() -> None:
    async def away() -> str:
        raise errors.Unavailable("the database at 10.0.0.7 is away")

    async with client(app_over(tenancy=Letting(), health=Health({"database": away}))) as http:
        bare, full = await http.get("/health"), await http.get("/v1/health")

    assert (bare.status_code, full.status_code) == (503, 503)
    assert bare.json() == {"status": "unwell", "parts": {"database": False}}
    assert "10.0.0.7" in full.text


async def test_many_who_ask_for_health_at_once_ask_the_parts_once() -> None:
    asked = 0

    class Counting:
        async def findings(self) -> list[Finding]:
            nonlocal asked
            asked += 1
            return [Finding("database", True, "fine")]

    async with client(app_over(health=Counting())) as http:
        answers = [await http.get("/health") for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}
    assert asked <= 2
