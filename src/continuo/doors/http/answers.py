"""Answers on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel
from starlette.responses import Response

Entry = TypeVar("Entry")


class JsonAnswer(Response):
    """A JSON answer whose bytes are ready."""

    media_type = "application/json"


def answer(body: BaseModel, status: int = 200) -> Response:
    """Return the answer of a route; fields that say nothing are left in, so that its form is always the same."""
    return JsonAnswer(body.__pydantic_serializer__.to_json(body), status)


def page(found: Sequence[Entry], limit: int) -> tuple[Sequence[Entry], Entry | None]:
    """Return one page and its last entry, if more follow.

    Args:
        found: what was read, one entry more than the page holds where there are more.
    """
    if len(found) <= limit:
        return found, None
    return found[:limit], found[limit - 1]
