# Generated from _async by generate.py; do not edit.
"""Requests on the wire: keys, timeouts, repetitions, errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeVar

import httpx

from continuo_client.errors import UnexpectedAnswer, Unreachable, error_of
from continuo_client.messages import encoded
from continuo_client.pauses import pause
from continuo_client.retries import Patience, asked_s, passes

Query = Mapping[str, str | int | None]
Itself = TypeVar("Itself", bound="Transport")

PAGE = 500
"""Entries on one page of a list, as many as a server gives."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request.

    Args:
        request_id: sent as ``Idempotency-Key`` with every try.
        repeatable: whether it does no harm if it is done twice.
        accept: statuses that are answers as well, beside success.
    """

    method: str
    path: str
    body: Any = None
    query: Query = field(default_factory=dict)
    request_id: str | None = None
    repeatable: bool = True
    accept: frozenset[int] = frozenset()


class Transport:
    """Sends requests to one server with one key.

    Args:
        retries: repetitions of a call that failed on the way, at most.
    """

    def __init__(self, base_url: str, api_key: str, *, timeout_s: float, retries: int) -> None:
        if retries < 0:
            raise ValueError("retries must not be negative")
        if not re.fullmatch("[!-~]*", api_key):
            raise ValueError("api_key must be visible ASCII without blanks")
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._patience = Patience(retries)
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout_s)

    @property
    def address(self) -> tuple[str, Mapping[str, str]]:
        """Return where the server is, and the headers that carry the key."""
        key = self._http.headers.get("Authorization")
        return str(self._http.base_url), {"Authorization": key} if key else {}

    def call(self, ask: Ask) -> Any:
        """Return what the server answers; ``None`` where an answer has no body.

        Raises:
            ContinuoError: the kind of error says what to do next.
        """
        attempt = 0
        while True:
            answer = self._try(ask, last=attempt >= self._patience.retries)
            if answer is not None and (answer.is_success or answer.status_code in ask.accept):
                return _document(answer)
            wanted_s = 0.0
            if answer is not None:
                if attempt >= self._patience.retries or not passes(answer.status_code, repeatable=ask.repeatable):
                    raise error_of(answer.status_code, answer.content)
                wanted_s = asked_s(answer.headers.get("Retry-After"))
            pause(self._patience.wait_s(attempt, asked_s=wanted_s))
            attempt += 1

    def listed(self, path: str, name: str, query: Query, limit: int) -> list[Any]:
        """Return entries of a list that comes in pages, at most ``limit``.

        Args:
            name: under which the entries stand in each page.
        """
        found: list[Any] = []
        after: str | int | None = query.get("after")
        while len(found) < limit:
            step = {"limit": min(PAGE, limit - len(found)), "after": after}
            page = self.call(Ask("GET", path, query={**query, **step}))
            found.extend(_entry(page, name))
            after = _entry(page, "next")
            if after is None:
                break
        return found

    def lines(self, path: str) -> Iterator[dict[str, Any]]:
        """Yield the records of an answer that comes line by line; raises like ``call``."""
        rest = b""
        try:
            with self._http.stream("GET", path) as answer:
                if not answer.is_success:
                    raise error_of(answer.status_code, answer.read())
                # Split at newlines alone: other line ends may stand within the words of a record.
                for chunk in answer.iter_bytes():
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole:
                        yield _record(line)
        except httpx.TransportError as error:
            raise Unreachable(f"the answer broke off: {type(error).__name__}") from error
        if rest:
            raise UnexpectedAnswer("the last record is not whole")

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def __enter__(self: Itself) -> Itself:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _try(self, ask: Ask, *, last: bool) -> httpx.Response | None:
        """Return the answer, or ``None`` if there was none and another try does no harm."""
        headers = {"Idempotency-Key": ask.request_id} if ask.request_id is not None else {}
        if ask.body is not None:
            headers["Content-Type"] = "application/json"
        content = encoded(ask.body) if ask.body is not None else None
        query = {name: value for name, value in ask.query.items() if value is not None}
        try:
            return self._http.request(ask.method, ask.path, params=query, content=content, headers=headers)
        except httpx.TransportError as error:
            if last or not (ask.repeatable or isinstance(error, _NEVER_SENT)):
                raise Unreachable(f"{ask.method} {self._http.base_url}: {type(error).__name__}") from error
            return None


def _document(answer: httpx.Response) -> Any:
    if not answer.content:
        return None
    try:
        return json.loads(answer.content)
    except ValueError as error:
        raise UnexpectedAnswer("the answer is not JSON", status=answer.status_code) from error


def _entry(page: Any, name: str) -> Any:
    if not isinstance(page, dict) or name not in page:
        raise UnexpectedAnswer(f"the answer has no {name}")
    return page[name]


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise UnexpectedAnswer("a record is not JSON") from error
    if not isinstance(record, dict):
        raise UnexpectedAnswer("a record is no object")
    return record
