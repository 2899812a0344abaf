"""The form of every answer that is not what was asked for."""

from __future__ import annotations

from pydantic import Field

from continuo.doors.http.schemas.values import Told


class FieldProblem(Told):
    """One field and what is wrong with it; the value is not repeated."""

    field: str = Field(examples=["turns[3].text"])
    problem: str = Field(examples=["must not be empty or blank"])


class Problem(Told):
    """A problem, as in RFC 9457."""

    type: str = Field(examples=["urn:continuo:problem:invalid"])
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = Field(default=None, description="with 422 only")
    trace_id: str | None = Field(default=None, description="with 500 only: stands in the server's log")
