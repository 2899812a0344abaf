"""Request bodies: read within a limit, and taken as JSON only if nothing about them is doubtful."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from starlette.requests import Request

from continuo.domain.errors import Invalid
from continuo.doors.http.fields import path_of
from continuo.doors.http.refusals import BodyTooLarge, Malformed, TooSlow, WrongMediaType

READ_TIMEOUT_S = 60.0
"""A body that takes longer to arrive is given up."""

MOST_KEYS = 64
"""Keys in one object. The largest form has eight; each unknown key costs an error of its own before it is refused."""

_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_ANY_SURROGATE = re.compile("[\ud800-\udfff]")
_Loc = tuple[str | int, ...]


class ReadRequest(Request):
    """A request whose body has been read and understood before anyone asks for it."""

    def __init__(self, request: Request, raw: bytes, document: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._raw = raw
        self._document = document

    async def body(self) -> bytes:
        """Return the body as it came."""
        return self._raw

    async def json(self) -> Any:
        """Return the body as plain Python values."""
        return self._document


async def read_json(request: Request, *, limit_bytes: int) -> ReadRequest:
    """Return the request with its JSON body.

    Raises:
        WrongMediaType: the body is not declared as JSON.
        BodyTooLarge: as soon as more than ``limit_bytes`` are announced or have arrived.
        TooSlow: the body did not arrive in time.
        Malformed: it is not JSON in UTF-8, or says one thing twice.
        Invalid: a string in it is not valid Unicode; names the field.
    """
    _check_media_type(request)
    raw = await _read(request, limit_bytes)
    return ReadRequest(request, raw, parse(raw) if raw else None)


def has_body(request: Request) -> bool:
    """Return whether the caller announced a body."""
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


def parse(raw: bytes) -> Any:
    """Return the JSON document; raises Malformed or Invalid like ``read_json``."""
    doubled: list[_Doubled] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > MOST_KEYS:
            raise Malformed(f"an object in the body has more than {MOST_KEYS} keys")
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        doubled.append(_Doubled(pairs))
        return doubled[-1]

    document = _loaded(raw, noted)
    # Both are rare, so that most documents are not walked through at all.
    if doubled or _ESCAPED_SURROGATE.search(raw):
        _check_values(document)
    return document


def _loaded(raw: bytes, hook: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> Any:
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=hook, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Malformed(f"the body is not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"the body is not JSON (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise Malformed("the body is nested too deeply") from None
    except ValueError as error:
        # A number of thousands of digits: Python refuses to turn it into an int.
        raise Malformed("the body has a number that is too long") from error


class _Doubled(dict[str, Any]):
    """An object in which a key came twice; it is refused as soon as its place is known."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.key = next(name for place, name in enumerate(names) if name in names[:place])


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"{name.lstrip('-')} is not a JSON value")


def _check_values(document: Any) -> None:
    for value, loc in _walk(document, ()):
        if isinstance(value, _Doubled):
            raise Malformed(f"the key {path_of((*loc, value.key))} occurs twice")
        if isinstance(value, str) and _ANY_SURROGATE.search(value):
            raise Invalid(path_of(loc), "must not contain lone surrogates: it is not valid Unicode")


def _walk(value: Any, loc: _Loc) -> Iterator[tuple[Any, _Loc]]:
    """Yield every value and where it stands, outer ones first, without recursion; keys count as values."""
    waiting: list[tuple[Any, _Loc]] = [(value, loc)]
    while waiting:
        found, at = waiting.pop()
        yield found, at
        if isinstance(found, dict):
            waiting.extend((key, at) for key in found)
            waiting.extend((inner, (*at, key)) for key, inner in found.items())
        elif isinstance(found, list):
            waiting.extend((inner, (*at, place)) for place, inner in enumerate(found))


def _check_media_type(request: Request) -> None:
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared != "application/json" and (declared or has_body(request)):
        raise WrongMediaType("send the body as Content-Type: application/json")


async def _read(request: Request, limit_bytes: int) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit_bytes:
        raise BodyTooLarge(f"the body may have {limit_bytes} bytes")
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(READ_TIMEOUT_S):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit_bytes:
                    raise BodyTooLarge(f"the body may have {limit_bytes} bytes")
                chunks.append(chunk)
    except TimeoutError:
        raise TooSlow(f"the body did not arrive within {READ_TIMEOUT_S:.0f} s") from None
    return b"".join(chunks)
