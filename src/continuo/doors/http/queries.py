"""Query strings: valid text, known names, each once."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

from continuo.domain.errors import Invalid
from continuo.doors.http.fields import path_of
from continuo.doors.http.refusals import Malformed

MOST_PARAMETERS = 50


def names_of(dependant: Dependant) -> frozenset[str]:
    """Return the query parameters that a route knows."""
    names: set[str] = set()
    for parameter in dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names |= set(kind.model_fields)
        else:
            names.add(parameter.alias)
    return frozenset(names)


def check_query(raw: bytes, known: frozenset[str]) -> None:
    """Raise unless the query string can be read in one way only.

    The framework would put a replacement character for bytes that are not UTF-8, so that two people of odd names
    became one, and would take the last of two values.

    Raises:
        Malformed: it is not UTF-8, or has too many parameters.
        Invalid: a parameter is unknown or comes twice.
    """
    if not raw:
        return
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise Malformed("the query string is not percent-encoded UTF-8, or has too many parameters") from None
    seen: set[str] = set()
    for name, _ in pairs:
        if name not in known:
            raise Invalid(path_of((name,)), "is not a parameter that is known here")
        if name in seen:
            raise Invalid(path_of((name,)), "occurs twice")
        seen.add(name)
