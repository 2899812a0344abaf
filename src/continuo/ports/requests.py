"""Answers kept so that a request may be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class RequestKey:
    """What makes two requests the same.

    Args:
        principal: the credential's public id.
        route: the operation, such as ``POST /v1/sessions/{id}/turns``.
        key: the caller's ``Idempotency-Key``, 1 to 200 characters.
        body_hash: SHA-256 of what was asked.
    """

    principal: str
    route: str
    key: str
    body_hash: bytes


class RequestStore(Protocol):
    """Keeps the answer of a request in the transaction of its effect."""

    async def answer(self, key: RequestKey) -> dict[str, Any] | None:
        """Return the answer given before, or ``None``; raises KeyReused if the body was another."""

    async def keep(self, key: RequestKey, answer: dict[str, Any]) -> None:
        """Keep the answer; it holds ids, never words."""
