"""Values that occur all over: names, moments, purposes, and what every form has in common."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from continuo.domain.errors import Invalid
from continuo.domain.scope import LONGEST_NAME, checked_name

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Moments beyond these are slips of the pen, and near the end of the calendar arithmetic fails."""

LONGEST_PAGE = 500
"""Entries on one page."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PURPOSE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}")


class Asked(BaseModel):
    """A request body: no field is unknown, and no value is taken for one of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Filtered(BaseModel):
    """The query of a request: values are text, so numbers are read from it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


def _name(value: str) -> str:
    try:
        return checked_name("name", value)
    except Invalid as error:
        raise PydanticCustomError("name", "{problem}", {"problem": error.problem}) from None


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise PydanticCustomError("moment", "must be a time such as 2026-05-01T09:30:00+02:00")
    try:
        moment = datetime.fromisoformat(value.upper().replace(",", "."))
    except ValueError:
        raise PydanticCustomError("moment", "must be a time such as 2026-05-01T09:30:00+02:00") from None
    if moment.tzinfo is None:
        raise PydanticCustomError("moment", "must name its zone, such as 2026-05-01T09:30:00+02:00")
    if not EARLIEST <= moment <= LATEST:
        raise PydanticCustomError("moment", "must lie between the years 1900 and 2200")
    return moment


def _purpose(value: str) -> str:
    if not _PURPOSE.fullmatch(value):
        raise PydanticCustomError("purpose", "must be 1 to 64 small letters, digits or _ . : -")
    return value


def _unescaped(value: str) -> str:
    try:
        if not _BROKEN_ESCAPE.search(value):
            return unquote(value, errors="strict")
    except UnicodeDecodeError:
        pass
    raise PydanticCustomError("percent", "must be percent-encoded UTF-8")


Name = Annotated[
    str, AfterValidator(_name), Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_NAME}, examples=["ana"])
]
"""A name in the application's own words: of a user, a session, a key. Any text without control characters."""

PathName = Annotated[
    str,
    BeforeValidator(_unescaped),
    AfterValidator(_name),
    Path(description="percent-encoded; any character may occur", json_schema_extra={"minLength": 1}),
]
"""A name as one step of the path, where the router sees it still percent-encoded."""

Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-05-01T09:30:00+02:00"]}),
]
"""A time with its zone, RFC 3339, between 1900 and 2200; the zone is kept: it tells whose Tuesday is meant."""

Purpose = Annotated[str, AfterValidator(_purpose), Field(examples=["memory"])]
"""What a memory may be used for."""

Purposes = Annotated[list[Purpose], Field(min_length=1, max_length=16)]

PageLimit = Annotated[int, Field(ge=1, le=LONGEST_PAGE, description="entries at most")]
