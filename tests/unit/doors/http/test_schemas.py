"""Forms of requests, without a server."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from continuo.domain.errors import Invalid
from continuo.domain.scope import checked_name
from continuo.doors.http.fields import described
from continuo.doors.http.queries import check_query
from continuo.doors.http.refusals import Malformed
from continuo.doors.http.schemas.sessions import TurnsIn
from continuo.doors.http.schemas.values import EARLIEST, LATEST, Moment, Name, PathName

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
NAME: TypeAdapter[str] = TypeAdapter(Name)
STEP: TypeAdapter[str] = TypeAdapter(PathName)


@given(st.integers(0, 9_000_000_000), st.integers(-14 * 60, 14 * 60))
def test_a_time_keeps_its_zone_and_is_the_same_moment(seconds: int, offset_minutes: int) -> None:
    moment = EARLIEST + timedelta(seconds=seconds)
    told = moment.astimezone(timezone(timedelta(minutes=offset_minutes)))

    read = MOMENT.validate_python(told.isoformat())

    assert read == moment
    assert read.utcoffset() == told.utcoffset()


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.booleans())
def test_what_is_no_time_is_refused_and_not_repeated(value: Any) -> None:
    try:
        read = MOMENT.validate_python(value)
    except ValidationError as error:
        (finding,) = described(error.errors())
        assert finding["problem"].startswith(("must be a time", "must name its zone", "must lie between"))
    else:
        assert EARLIEST <= read <= LATEST


@given(st.text(st.characters(), max_size=250))
def test_a_name_is_taken_exactly_if_the_domain_takes_it(name: str) -> None:
    try:
        expected: str | None = checked_name("user_id", name)
    except Invalid:
        expected = None
    try:
        found: str | None = NAME.validate_python(name)
    except ValidationError:
        found = None

    assert found == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=60))
def test_a_name_survives_its_way_through_a_path(name: str) -> None:
    assert STEP.validate_python(quote(name, safe="")) == name


@pytest.mark.parametrize("step", ["%", "%2", "%zz", "%ff", "%ED%A0%80", "a%00b"])
def test_a_step_that_is_no_percent_encoded_text_is_refused(step: str) -> None:
    with pytest.raises(ValidationError):
        STEP.validate_python(step)


@pytest.mark.parametrize(
    ("query", "refusal"),
    [(b"a=1&a=2", Invalid), (b"c=1", Invalid), (b"a=%ff", Malformed), (b"&".join([b"a=1"] * 60), Malformed)],
)
def test_a_query_that_can_be_read_in_two_ways_is_refused(query: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_query(query, frozenset({"a", "b"}))


@given(st.dictionaries(st.sampled_from("ab"), st.text(st.characters(exclude_categories=["Cs"]))))
def test_a_query_of_known_names_passes(values: dict[str, str]) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in values.items())

    assert check_query(query.encode(), frozenset({"a", "b"})) is None


def test_a_field_is_named_as_its_sender_wrote_it() -> None:
    body = {"user_id": "ana", "turns": [{"role": "user", "text": "a"}, {"role": "user", "text": 1}]}

    with pytest.raises(ValidationError) as refused:
        TurnsIn.model_validate(body)

    assert described(refused.value.errors()) == [{"field": "turns[1].text", "problem": "must be a string"}]
