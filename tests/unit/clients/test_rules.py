"""Patience, errors and answers of the Python client, and that both clients are one."""

from __future__ import annotations

import importlib.util
import inspect
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import continuo_client
from continuo_client import AsyncClient, Client, ContextBlock, UnexpectedAnswer, errors
from continuo_client.errors import error_of, shifted
from continuo_client.reading import read
from continuo_client.retries import LONGEST_ASKED_S, LONGEST_WAIT_S, Patience, asked_s, passes

GENERATOR = Path(__file__).parents[3] / "clients" / "python" / "generate.py"


def problem(status: int, slug: str, **more: object) -> bytes:
    body = {"type": f"urn:continuo:problem:{slug}", "title": "t", "status": status, "detail": "d"}
    return json.dumps(body | more).encode()


@given(st.integers(0, 60), st.floats(0, 1e9))
def test_a_wait_is_never_longer_than_promised_nor_shorter_than_asked(attempt: int, asked: float) -> None:
    wait_s = Patience(3).wait_s(attempt, asked_s=asked)

    assert min(asked, LONGEST_ASKED_S) <= wait_s <= LONGEST_ASKED_S + LONGEST_WAIT_S


def test_waits_of_many_clients_spread_over_the_whole_span() -> None:
    waits = [Patience(3).wait_s(3) for _ in range(1000)]

    assert min(waits) < 0.1 < 0.7 < max(waits) <= 0.8


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 422, 500])
def test_an_answer_that_will_not_change_is_not_asked_for_again(status: int) -> None:
    assert not passes(status, repeatable=True)


def test_a_busy_server_is_asked_again_and_one_that_was_away_only_if_it_does_no_harm() -> None:
    assert passes(429, repeatable=False)
    assert passes(503, repeatable=True)
    assert not passes(503, repeatable=False)


@pytest.mark.parametrize(
    ("header", "seconds"), [("2", 2), ("0.5", 0.5), (None, 0), ("Fri, 01 May 2026 00:00:00 GMT", 0), ("-3", 0)]
)
def test_a_retry_after_header_is_read_as_seconds(header: str | None, seconds: float) -> None:
    assert asked_s(header) == seconds


@pytest.mark.parametrize(
    ("status", "slug", "kind"),
    [
        (401, "unauthenticated", errors.Unauthenticated),
        (403, "out-of-scope", errors.Refused),
        (404, "not-found", errors.NotFound),
        (409, "conflict", errors.Conflict),
        (409, "stale-position", errors.StalePosition),
        (422, "key-reused", errors.KeyReused),
        (422, "invalid", errors.Invalid),
        (413, "body-too-large", errors.Invalid),
        (429, "quota-exceeded", errors.QuotaExceeded),
        (500, "broken", errors.ServerFault),
        (503, "unavailable", errors.Unavailable),
        (418, "teapot", errors.ContinuoError),
    ],
)
def test_a_problem_becomes_the_error_of_its_kind(status: int, slug: str, kind: type[Exception]) -> None:
    error = error_of(status, problem(status, slug))

    assert type(error) is kind
    assert error.status == status


def test_an_error_names_field_problem_and_trace() -> None:
    finding = {"field": "turns[3].text", "problem": "must not be empty"}
    invalid = error_of(422, problem(422, "invalid", errors=[finding]))
    fault = error_of(500, problem(500, "internal", trace_id="abc"))

    assert (invalid.field, invalid.problem) == ("turns[3].text", "must not be empty")
    assert (fault.field, fault.problem, fault.trace_id) == (None, "t: d", "abc")


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b'{"type": "about:blank"}', b"null"])
def test_an_answer_of_another_service_is_told_apart(content: bytes) -> None:
    assert isinstance(error_of(502, content), UnexpectedAnswer)


def test_a_field_of_a_later_part_is_counted_from_the_beginning() -> None:
    error = error_of(422, problem(422, "invalid", errors=[{"field": "turns[3].text", "problem": "p"}]))

    assert isinstance(error, errors.Invalid)
    assert shifted(error, 500).field == "turns[503].text"
    assert "turns[503].text" in str(shifted(error, 500))


@dataclass(frozen=True)
class Inner:
    at: datetime


@dataclass(frozen=True)
class Outer:
    name: str
    share: float
    inner: tuple[Inner, ...]
    last: Inner | None
    counts: dict[str, int]


ANSWER = {"name": "a", "share": 1, "inner": [{"at": "2026-05-01T00:00:00Z"}], "last": None, "counts": {"x": 1}}


def test_an_answer_is_read_into_its_type_and_may_say_more() -> None:
    expected = Outer("a", 1, (Inner(datetime(2026, 5, 1, tzinfo=UTC)),), None, {"x": 1})

    assert read(Outer, ANSWER | {"new": True}) == expected


@pytest.mark.parametrize(
    "change",
    [{"name": 5}, {"name": None}, {"share": "1"}, {"share": True}, {"inner": [{}]}, {"inner": 5}, {"counts": []}],
)
def test_an_answer_of_another_form_is_an_error_of_its_own(change: dict[str, object]) -> None:
    with pytest.raises(UnexpectedAnswer, match="no Outer"):
        read(Outer, ANSWER | change)


def test_a_block_never_speaks_with_the_voice_of_the_system() -> None:
    block = ContextBlock("remembered", 2, "t", (), (), ())
    empty = ContextBlock("", 0, "t", (), (), ())

    assert [message["role"] for message in block.to_openai() + block.to_anthropic()] == ["user", "user"]
    assert empty.to_openai() == empty.to_anthropic() == []


def test_the_synchronous_client_is_what_the_generator_makes() -> None:
    assert generator().drift() == []


def test_a_change_of_the_generated_client_by_hand_is_noticed(tmp_path: Path) -> None:
    made = generator()
    made.PACKAGE = copied(made.PACKAGE, tmp_path)
    made.generate(made.PACKAGE / "_sync")
    assert made.drift() == []

    (made.PACKAGE / "_sync" / "client.py").write_text("")
    (made.PACKAGE / "_sync" / "extra.py").write_text("")

    assert made.drift() == ["client.py", "extra.py"]


def test_both_clients_have_the_same_methods_with_the_same_parameters() -> None:
    pairs = [(AsyncClient, Client)]
    for name, group in vars(AsyncClient(api_key="k")).items():
        if not name.startswith("_"):
            pairs.append((type(group), type(getattr(Client(api_key="k"), name))))

    for asynchronous, synchronous in pairs:
        assert parameters(asynchronous) == parameters(synchronous)
    assert len(pairs) == 9


def test_whatever_the_package_lists_is_there() -> None:
    assert sorted(continuo_client.__all__) == continuo_client.__all__
    assert all(hasattr(continuo_client, name) for name in continuo_client.__all__)


@pytest.mark.parametrize("key", ["a b", "a\nb", "ü"])
def test_a_key_that_no_header_can_carry_is_refused_at_once(key: str) -> None:
    with pytest.raises(ValueError, match="api_key"):
        Client(api_key=key)


def parameters(kind: type) -> dict[str, list[str]]:
    methods = inspect.getmembers(kind, inspect.isfunction)
    return {
        name.replace("aclose", "close"): list(inspect.signature(method).parameters)
        for name, method in methods
        if name[0] != "_"
    }


def copied(package: Path, folder: Path) -> Path:
    target = folder / package.name
    (target / "_async").mkdir(parents=True)
    for path in (package / "_async").glob("*.py"):
        (target / "_async" / path.name).write_bytes(path.read_bytes())
    return target


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
