"""What can go wrong, named for what the caller can do next."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_PLACE = re.compile(r"^turns\[(\d+)\]")


class ContinuoError(Exception):
    """The root of every error of this client.

    Args:
        detail: what went wrong, in words.
        status: of the HTTP answer; ``None`` where there was none.
        body: the problem as the server sent it.
    """

    def __init__(self, detail: str, *, status: int | None = None, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.body: Mapping[str, Any] = MappingProxyType(dict(body or {}))

    @property
    def field(self) -> str | None:
        """Return the first field that was wrong, such as ``turns[3].text``."""
        return self._first("field")

    @property
    def problem(self) -> str:
        """Return what is wrong with the field, or with the request as a whole."""
        return self._first("problem") or str(self)

    @property
    def trace_id(self) -> str | None:
        """Return the id under which the server's log tells more, where something is wrong there."""
        found = self.body.get("trace_id")
        return found if isinstance(found, str) else None

    def _first(self, part: str) -> str | None:
        for finding in self.body.get("errors") or ():
            return str(finding.get(part))
        return None


class Unreachable(ContinuoError):
    """No answer: the server is away, or the connection broke. What was asked may have been done or not."""


class UnexpectedAnswer(ContinuoError):
    """An answer that no continuo of this version gives; the address may be another service's."""


class NotYet(ContinuoError):
    """What was waited for did not happen in time; it still may."""


class Unauthenticated(ContinuoError):
    """The API key is missing, unknown, revoked or expired."""


class Refused(ContinuoError):
    """The key may not do this."""


class NotFound(ContinuoError):
    """It is not there, or not in reach of the key."""


class Conflict(ContinuoError):
    """Someone wrote first: read again, then decide."""


class StalePosition(Conflict):
    """The session has moved on from the position that was expected."""


class StaleEpoch(Conflict):
    """Something was erased since; what is kept from before has to go."""


class WrongState(Conflict):
    """What is asked cannot be done to something in this state, such as answering a settled question."""


class Invalid(ContinuoError):
    """A value breaks a rule; ``field`` names it."""


class KeyReused(Invalid):
    """A request id or client event id came back with other words."""


class QuotaExceeded(ContinuoError):
    """A limit is used up, still so after every retry."""


class Unavailable(ContinuoError):
    """A part of the server is away, still so after every retry."""


class ServerFault(ContinuoError):
    """Something is wrong at the server; ``trace_id`` finds it in the log."""


_BY_TYPE: Mapping[str, type[ContinuoError]] = MappingProxyType(
    {
        "urn:continuo:problem:stale-position": StalePosition,
        "urn:continuo:problem:stale-epoch": StaleEpoch,
        "urn:continuo:problem:wrong-state": WrongState,
        "urn:continuo:problem:key-reused": KeyReused,
    }
)
_BY_STATUS: Mapping[int, type[ContinuoError]] = MappingProxyType(
    {
        400: Invalid,
        401: Unauthenticated,
        403: Refused,
        404: NotFound,
        409: Conflict,
        413: Invalid,
        415: Invalid,
        422: Invalid,
        429: QuotaExceeded,
        503: Unavailable,
    }
)


def error_of(status: int, content: bytes) -> ContinuoError:
    """Return the error for an answer that is not a success."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not str(body.get("type", "")).startswith("urn:continuo:problem:"):
        return UnexpectedAnswer(f"status {status} without a problem of continuo", status=status)
    kind = _BY_TYPE.get(body["type"]) or _BY_STATUS.get(status) or (ServerFault if status >= 500 else ContinuoError)
    return kind(f"{body.get('title', status)}: {body.get('detail', '')}", status=status, body=body)


def shifted(error: Invalid, by: int) -> Invalid:
    """Return the error with its places counted from the beginning of a list that was sent in parts."""
    errors = [
        finding | {"field": _PLACE.sub(lambda m: f"turns[{int(m[1]) + by}]", str(finding.get("field", "")))}
        for finding in error.body.get("errors", ())
    ]
    detail = "; ".join(f"{finding['field']}: {finding.get('problem', '')}" for finding in errors) or str(error)
    return type(error)(detail, status=error.status, body={**error.body, "errors": errors})
