"""Answers read into typed values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from continuo_client.errors import UnexpectedAnswer

Value = TypeVar("Value")


def read(kind: type[Value], found: Any) -> Value:
    """Return an answer as a dataclass; fields it does not know are passed over, so that servers may grow.

    Raises:
        UnexpectedAnswer: a field is missing or of another type.
    """
    try:
        return cast(Value, _read(kind, found))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnexpectedAnswer(f"the answer is no {kind.__name__} ({type(error).__name__})") from error


def read_all(kind: type[Value], found: Any) -> list[Value]:
    """Return a list of answers; raises like ``read``."""
    if not isinstance(found, list):
        raise UnexpectedAnswer(f"the answer is no list of {kind.__name__}")
    return [read(kind, entry) for entry in found]


def _read(kind: Any, found: Any) -> Any:
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return kind(**{name: _read(hint, found[name]) for name, hint in hints})  # type: ignore[operator]
    if kind is datetime:
        return datetime.fromisoformat(found)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_read(inner[0], entry) for entry in found)
    if origin is dict:
        return {key: _read(inner[1], entry) for key, entry in found.items()}
    if NoneType in inner:
        return None if found is None else _read(inner[0], found)
    return _plain(kind, found)


def _plain(kind: Any, found: Any) -> Any:
    wanted = (int, float) if kind is float else kind
    if not isinstance(found, wanted) or (kind is not bool and isinstance(found, bool)):
        raise TypeError(f"{kind.__name__} expected")
    return found


@cache
def _hints(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]
