"""Names for the places of a request, as its sender wrote them, and words for what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

Loc = Sequence[str | int]
"""Where a value stands: keys and places, outermost first."""

MOST_ERRORS = 20
"""Errors in one answer; mending these may show more."""

LONGEST_PATH = 200
"""Characters of a place that are shown; nothing that is known here stands that deep."""

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_PARTS = frozenset({"body", "query", "path", "header"})
_OWN_WORDS = frozenset({"name", "moment", "purpose", "percent", "scope"})

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is required",
        "extra_forbidden": "is not a field that is known here",
        "string_type": "must be a string",
        "string_unicode": "must be valid Unicode",
        "string_too_short": "must have at least {min_length} characters",
        "string_too_long": "must have at most {max_length} characters",
        "string_pattern_mismatch": "must match {pattern}",
        "int_type": "must be a whole number",
        "int_parsing": "must be a whole number",
        "int_parsing_size": "is too large a number",
        "int_from_float": "must be a whole number",
        "bool_type": "must be true or false",
        "list_type": "must be a list",
        "too_short": "must have at least {min_length} entries",
        "too_long": "must have at most {max_length} entries",
        "greater_than_equal": "must be at least {ge}",
        "less_than_equal": "must be at most {le}",
        "literal_error": "must be one of {expected}",
        "enum": "must be one of {expected}",
        "uuid_type": "must be a UUID",
        "uuid_parsing": "must be a UUID",
        "model_type": "must be an object",
        "model_attributes_type": "must be an object",
        "dict_type": "must be an object",
        "invalid_key": "has a key that is not a string",
    }
)


def path_of(loc: Loc) -> str:
    """Return a place as its sender would write it, such as ``turns[3].text``; ``body`` for the whole.

    Names that are not plain are not repeated: a key can be a person's words as well as a value can.
    """
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            name = step if _PLAIN_NAME.fullmatch(step) else "(a name not shown)"
            path += f".{name}" if path else name
    return path[:LONGEST_PATH] or "body"


def described(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return pydantic's findings as ``field`` and ``problem``, without the values they found."""
    return [{"field": _field(e["loc"]), "problem": _problem(e)} for e in errors[:MOST_ERRORS]]


def _field(loc: Loc) -> str:
    return path_of(loc[1:] if loc and loc[0] in _PARTS else loc)


def _problem(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    if kind in _OWN_WORDS:
        return str(error["msg"])
    return _WORDS.get(kind, "is not valid").format_map(error.get("ctx", {}))
